import re
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from employees import tasks
from employees.documents.files import page_name
from employees.documents.forms import TakeOffForm, UploadForm
from employees.documents.queries import facts_of, groups_of, kinds_for, personal_facts, record_of, words_of
from employees.documents.reading import note_opening
from employees.documents.services import DocumentRefused, all_or_nothing, keep_document
from employees.documents.services import take_off as take_off_document
from employees.dossier.queries import files_of
from employees.models import Document
from employees.models.document import sees_taken_off
from employees.permissions import is_own, may_add_document, may_take_off_document
from simpeg.audit.reading import note_read
from simpeg.scans.scan import LARGEST
from simpeg.web.files import kept_file
from simpeg.web.requests import takes_files

RECORD_NUMBER = re.compile(r"[0-9]{1,18}")


@require_safe
def document_list(request, nip):
    """All scans of one person, kind by kind, and which records have none."""
    user = request.user
    employee = get_object_or_404(files_of(user), nip=nip)
    if not is_own(user, employee):
        note_read(by=user, employees=[employee.pk], what="Membuka daftar dokumen")
    groups = groups_of(employee, user, kinds_for(user, employee))
    taken_off = Document.objects.none()
    if sees_taken_off(user):
        taken_off = Document.objects.visible_to(user).filter(employee=employee, taken_off_at__isnull=False)
    context = {
        "employee": employee,
        "is_own": is_own(user, employee),
        "record_kinds": groups,
        "number": sum(len(row.documents) for group in groups for row in group.rows) + sum(len(g.loose) for g in groups),
        "records": sum(len(group.rows) for group in groups if group.kind != Document.Kind.PERSONAL),
        "missing": sum(group.missing for group in groups),
        "taken_off": list(taken_off.select_related("taken_off_by").order_by("-taken_off_at")),
        "may_add": may_add_document(user, employee),
    }
    return render(request, "employees/documents/list.html", context)


@takes_files(LARGEST)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request, nip):
    """Bring scans of one record: all of them are kept, or none."""
    employee = get_object_or_404(files_of(request.user), nip=nip)
    if not may_add_document(request.user, employee):
        raise PermissionDenied("Dokumen diunggah oleh pengelola data, dan tidak untuk berkas sendiri.")
    kind, record = _what_it_proves(request, employee)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm(
        initial={"title": _title(kind, record)}
    )  # fmt: skip
    if form.is_bound and form.is_valid() and (kept := _keep_all(request, employee, kind, record, form)):
        messages.success(request, f"{len(kept)} dokumen tersimpan." if len(kept) > 1 else "Dokumen tersimpan.")
        return redirect(kept[0]) if len(kept) == 1 else redirect("documents:list", employee.nip)
    context = {"employee": employee, "form": form, "kind": kind, "record": record,
               "words": words_of(record) if record else None}  # fmt: skip
    return render(request, "employees/documents/add.html", context, status=422 if form.errors else 200)


@require_safe
def detail(request, pk):
    """A scan beside the data that it proves."""
    return _detail(request, _document(request, pk))


@require_safe
def file(request, pk):
    """The scan itself: a picture to be shown in its page, a PDF to be kept."""
    document = _document(request, pk)
    note_opening(request.user, document)
    inline = document.is_picture and "unduh" not in request.GET
    return kept_file(document.file.name, media_type=document.media_type, file_name=document.file_name, inline=inline)


@require_safe
def page(request, pk, number):
    """The picture of one page of a PDF."""
    document = _document(request, pk)
    if not 1 <= number <= (document.pages_drawn or 0):
        raise Http404
    note_opening(request.user, document)
    drawn = page_name(document, number)
    return kept_file(drawn, media_type="image/jpeg", file_name=f"halaman-{number}.jpg", inline=True)


@require_POST
def take_off(request, pk):
    """The scan was a mistake: it leaves the file, and stays for the auditor."""
    document = _document(request, pk)
    if not may_take_off_document(request.user, document.employee):
        raise PermissionDenied("Dokumen diturunkan oleh pengelola data, dan tidak dari berkas sendiri.")
    form = TakeOffForm(request.POST)
    if form.is_valid():
        try:
            take_off_document(document, by=request.user, reason=form.cleaned_data["reason"])
        except DocumentRefused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, f"“{document.title}” diturunkan; auditor tetap dapat melihatnya.")
            return redirect("documents:list", document.employee.nip)
    return _detail(request, document, form=form, status=422)


def _document(request, pk):
    documents = Document.objects.visible_to(request.user)
    if pk >= 2**63:
        raise Http404
    return get_object_or_404(documents.select_related("employee", "uploaded_by", "taken_off_by"), pk=pk)


def _detail(request, document, *, form=None, status=200):
    user, employee = request.user, document.employee
    note_opening(user, document)
    record = record_of(employee, document.kind, document.record_id)
    facts = facts_of(record, user) if record else []
    if document.kind == Document.Kind.PERSONAL:
        facts = personal_facts(employee, user)
    standing = document.is_standing
    context = {
        "document": document,
        "employee": employee,
        "is_own": is_own(user, employee),
        "record": record,
        "facts": facts,
        "pages": range(1, (document.pages_drawn or 0) + 1),
        "form": form or (TakeOffForm() if standing and may_take_off_document(user, employee) else None),
        "proposal": document.kind == Document.Kind.PROPOSAL,
    }
    return render(request, "employees/documents/detail.html", context, status=status)


def _what_it_proves(request, employee):
    """The kind and the record that the address names; 404 when this person has no such record."""
    kind, number = request.GET.get("jenis", ""), request.GET.get("catatan", "")
    if kind == Document.Kind.PERSONAL and not number:
        return kind, None
    record = record_of(employee, kind, int(number)) if RECORD_NUMBER.fullmatch(number) else None
    if record is None or kind not in kinds_for(request.user, employee):
        raise Http404("Catatan yang hendak dibuktikan tidak ditemukan. Buka lagi dari berkas pegawainya.")
    return kind, record


def _title(kind, record):
    """What most scans of this kind are called; the officer changes it where it is something else."""
    if record is None:
        return ""
    decree = getattr(record, "decree", "")
    return f"SK {decree}"[:150] if decree else ""


def _keep_all(request, employee, kind, record, form):
    """The documents kept, or None with the form saying which file was refused and why."""
    uploads, title = form.cleaned_data["files"], form.cleaned_data["title"]
    kept = []
    try:
        with all_or_nothing():
            for number, upload in enumerate(uploads, start=1):
                several = f"{title[:135]} ({number} dari {len(uploads)})" if len(uploads) > 1 else title
                document = keep_document(
                    employee, upload, kind=kind, record_id=record.pk if record else None, title=several,
                    by=request.user, reason="Dokumen bukti diunggah",
                )  # fmt: skip
                transaction.on_commit(partial(tasks.ask_to_draw, document))
                kept.append(document)
    except DocumentRefused as refusal:
        name = f"{upload.name[:80]}: " if len(uploads) > 1 else ""
        form.add_error("files", f"{name}{refusal}")
        return None
    return kept
