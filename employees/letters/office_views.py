"""What letters are made with: templates, who signs, how they are numbered."""

import base64

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from employees.letters.files import FileChanged
from employees.letters.forms import NumberingForm, SignerForm, TemplateForm
from employees.letters.kinds import KINDS
from employees.letters.numbers import set_numbering
from employees.letters.refusal import LetterRefused
from employees.letters.services import keep_signer, keep_template, template_for
from employees.letters.views import GONE, MEDIA, _answer, _content
from employees.models import LetterNumbering, LetterTemplate, Signer
from simpeg.letters.fields import Rows, examples_of
from simpeg.letters.fill import fill
from simpeg.letters.package import LARGEST
from simpeg.letters.typeset import pictures, typeset
from simpeg.web.requests import takes_files

SHOWN = 50
EXAMPLE = "contoh"


@require_safe
@permission_required("employees.view_lettertemplate", raise_exception=True)
def templates(request):
    """The kinds of letters, each with the version in force."""
    today = timezone.localdate()
    versions = LetterTemplate.objects.visible_to(request.user)
    rows = [(kind, versions.in_force(kind.code, today)) for kind in KINDS.values()]
    return render(request, "employees/letters/templates.html", {"rows": rows})


@takes_files(LARGEST)
@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("employees.view_lettertemplate", raise_exception=True)
def template(request, code):
    """One kind: its fields, its versions, its looks, and the form that brings a new version."""
    kind = _kind(code)
    may_add = request.user.has_perm("employees.add_lettertemplate")
    _refuse_readers(request, may_add)
    form = TemplateForm(request.POST or None, request.FILES or None) if may_add else None
    if form is not None and form.is_bound and form.is_valid():
        found = form.cleaned_data
        try:
            version, lost = keep_template(found["file"], kind=kind.code, since=found["since"], note=found["note"],
                                          by=request.user)  # fmt: skip
        except LetterRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, f"Versi {version.version} tersimpan dan sudah dicoba dengan nilai contoh.")
            for sentence in lost:
                messages.warning(request, sentence)
            return redirect("letters:template", kind.code)
    return _template_page(request, kind, form, status=422 if form is not None and form.errors else 200)


@require_safe
@permission_required("employees.view_lettertemplate", raise_exception=True)
def template_file(request, code):
    """A version as Word, to be edited; `?versi=` names one, else the version in force."""
    kind = _kind(code)
    wanted = request.GET.get("versi", "")
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 9:
        version = get_object_or_404(LetterTemplate.objects.visible_to(request.user), kind=kind.code, version=wanted)
        content = _content(version, "file")
    else:
        version, content = _in_force(kind)
    name = f"templat-{kind.code}-versi-{version.version}" if version else f"templat-{kind.code}-bawaan"
    return _answer(content, MEDIA["docx"], f"{name}.docx")


@require_safe
@permission_required("employees.view_lettertemplate", raise_exception=True)
def template_trial(request, code):
    """The version in force with example values, as PDF."""
    kind = _kind(code)
    _, content = _in_force(kind)
    pdf = typeset(fill(content, examples_of(kind.fields)), title=f"Contoh {kind.title}")
    return _answer(pdf, MEDIA["pdf"], f"{EXAMPLE}-{kind.code}.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("employees.view_signer", raise_exception=True)
def signers(request):
    """Who signs letters, and the form for a new signer."""
    form = _signer_form(request, Signer())
    if form is not None and form.is_bound and form.is_valid():
        keep_signer(form.save(commit=False), by=request.user, reason="Penanda tangan surat ditambahkan")
        messages.success(request, "Penanda tangan tersimpan.")
        return redirect("letters:signers")
    found = Signer.objects.visible_to(request.user).order_by("-since", "-pk")[:SHOWN]
    context = {"rows": found, "form": form, "today": timezone.localdate()}
    return render(request, "employees/letters/signers.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("employees.add_signer", raise_exception=True)
def signer(request, pk):
    """One signer: his words are changed, or his time ends. Letters that he signed keep what stood then."""
    if pk >= 2**63:
        raise Http404
    found = get_object_or_404(Signer.objects.visible_to(request.user), pk=pk)
    form = SignerForm(request.POST or None, instance=found)
    if form.is_bound and form.is_valid():
        keep_signer(form.save(commit=False), by=request.user, reason="Penanda tangan surat diubah")
        messages.success(request, "Perubahan tersimpan. Surat yang sudah terbit tidak berubah.")
        return redirect("letters:signers")
    name = Signer.objects.get(pk=pk).name
    return render(request, "employees/letters/signer.html", {"form": form, "name": name}, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("employees.view_letternumbering", raise_exception=True)
def numbering(request):
    """How letters are numbered, year by year."""
    may_change = request.user.has_perm("employees.add_letternumbering")
    _refuse_readers(request, may_change)
    form = NumberingForm(request.POST or None) if may_change else None
    if form is not None and form.is_bound and form.is_valid():
        set_numbering(**form.cleaned_data, by=request.user, reason="Penomoran surat diatur")
        messages.success(request, "Penomoran tersimpan; berlaku untuk surat berikutnya.")
        return redirect("letters:numbering")
    rows = LetterNumbering.objects.visible_to(request.user).order_by("-year", "kind")[:SHOWN]
    return render(request, "employees/letters/numbering.html", {"rows": rows, "form": form}, status=_status(form))


def _kind(code):
    if code not in KINDS:
        raise Http404
    return KINDS[code]


def _in_force(kind):
    try:
        return template_for(kind.code, timezone.localdate())
    except (FileNotFoundError, FileChanged):
        raise Http404(GONE) from None


def _template_page(request, kind, form, *, status):
    version, content = _in_force(kind)
    shown = pictures(fill(content, examples_of(kind.fields)), points=70)[:1]
    context = {
        "kind": kind,
        "version": version,
        "versions": LetterTemplate.objects.visible_to(request.user).filter(kind=kind.code).select_related("uploaded_by")
        .order_by("-version")[:SHOWN],
        "texts": [field for field in kind.fields if not isinstance(field, Rows)],
        "lists": [field for field in kind.fields if isinstance(field, Rows)],
        "form": form,
        "pages": [base64.b64encode(page).decode() for page in shown],
    }  # fmt: skip
    return render(request, "employees/letters/template.html", context, status=status)


def _refuse_readers(request, may):
    """Who only reads this page sends nothing to it."""
    if request.method == "POST" and not may:
        raise PermissionDenied("Templat, penanda tangan, dan penomoran diatur oleh pengelola kenaikan pangkat.")


def _signer_form(request, instance):
    may = request.user.has_perm("employees.add_signer")
    _refuse_readers(request, may)
    return SignerForm(request.POST or None, instance=instance) if may else None


def _status(form):
    return 422 if form is not None and form.errors else 200
