"""One letter at a time: asked for, looked at, and only then issued."""

import base64

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from employees.dossier.queries import files_of
from employees.letters.forms import CoverForm, DutyForm, OneForm
from employees.letters.kinds import KINDS
from employees.letters.people import cover_said, duties_of, duty_said, increment_said
from employees.letters.refusal import LetterRefused
from employees.letters.services import issue, preview
from employees.models import DueList, DueVerdict, LetterKind, Signer, Verdict
from employees.permissions import is_own
from simpeg.audit.reading import note_read
from simpeg.law.engine import LawGap

ISSUE = "terbitkan"
OWN = "Surat tentang diri sendiri diterbitkan oleh pengelola lain. Mintalah rekan Anda menerbitkannya."


@require_safe
@permission_required("employees.add_letter", raise_exception=True)
def choose(request):
    """Which kind of letter, and for whom."""
    nip = "".join(request.GET.get("nip", "").replace("\0", "").split())
    if nip and files_of(request.user).filter(nip=nip[:18]).exists() and len(nip) == 18:
        return redirect("letters:new-duty", nip)
    lists = DueList.objects.visible_to(request.user).filter(subject="salary-increment").order_by("-day", "-pk")[:6]
    context = {"kinds": KINDS, "lists": lists, "nip": nip, "signers": Signer.objects.visible_to(request.user).exists()}
    return render(request, "employees/letters/choose.html", context, status=422 if nip else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("employees.add_letter", raise_exception=True)
def new_increment(request, pk):
    """The KGB letter of one row of a kept list."""
    rows = DueVerdict.objects.visible_to(request.user).filter(list__subject="salary-increment", verdict=Verdict.MEETS)
    if pk >= 2**63:
        raise Http404
    row = get_object_or_404(rows.select_related("list", "unit__opd", "employee__grade"), pk=pk)
    form = OneForm(request.POST or None, kind=LetterKind.INCREMENT, user=request.user)

    def said():
        return increment_said(row, day=form.cleaned_data["day"], signer=form.cleaned_data["signer"])

    return _compose(request, LetterKind.INCREMENT, form, said, employee=row.employee, row=row)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("employees.add_letter", raise_exception=True)
def new_duty(request, nip):
    """The SPMT of one person."""
    employee = get_object_or_404(files_of(request.user).select_related("grade"), nip=nip)
    form = DutyForm(request.POST or None, kind=LetterKind.DUTY, user=request.user, duties=duties_of(employee))

    def said():
        found = form.cleaned_data
        return duty_said(employee, found["appointment"], since=found["since"], day=found["day"], signer=found["signer"])

    return _compose(request, LetterKind.DUTY, form, said, employee=employee)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("employees.add_letter", raise_exception=True)
def new_cover(request):
    """A cover letter, about nobody in particular."""
    form = CoverForm(request.POST or None, kind=LetterKind.COVER, user=request.user)

    def said():
        found = form.cleaned_data
        return cover_said(addressee=found["addressee"], items=found["items"], copies=found["copies"], day=found["day"],
                          signer=found["signer"], unit=found["unit"])  # fmt: skip

    return _compose(request, LetterKind.COVER, form, said)


def _compose(request, kind, form, said, *, employee=None, row=None):
    """The form, then the letter as it would be, then the letter."""
    pages = []
    own = employee is not None and is_own(request.user, employee)
    if form.is_bound and form.is_valid():
        try:
            if own:
                raise LetterRefused(OWN)
            if request.POST.get("langkah") == ISSUE:
                letter = issue(said(), by=request.user, reason=f"{KINDS[kind].title} diterbitkan",
                               number=form.cleaned_data["number"], once=form.cleaned_data["once"])  # fmt: skip
                _note(request, employee, kind)
                messages.success(request, f"Surat {letter.number} terbit dan tersimpan.")
                return redirect(letter)
            pages = [base64.b64encode(page).decode() for page in preview(said(), form.said_number())]
            _note(request, employee, kind)
        except (LetterRefused, LawGap) as refusal:
            form.add_error(None, str(refusal))
    context = {
        "kind": KINDS[kind],
        "form": form,
        "employee": employee,
        "row": row,
        "own": own,
        "pages": pages,
        "said_number": form.said_number() if pages else "",
        "signers": form.fields["signer"].queryset.exists(),
    }
    return render(request, "employees/letters/compose.html", context, status=422 if form.errors else 200)


def _note(request, employee, kind):
    if employee is not None:
        note_read(by=request.user, employees=[employee.pk], what=f"Menyusun {KINDS[kind].title.lower()}")
