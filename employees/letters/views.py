"""Letters that were issued: the list, one of them with its pages and files, and its withdrawal."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from employees.letters.files import FileChanged, read
from employees.letters.filters import LetterFilter
from employees.letters.forms import WithdrawForm
from employees.letters.kinds import KINDS
from employees.letters.reading import note_opening
from employees.letters.refusal import LetterRefused
from employees.letters.services import withdraw as withdraw_letter
from employees.models import Letter
from employees.permissions import is_own
from simpeg.scans.pages import MOST_PAGES, draw_page
from simpeg.web.chips import chips
from simpeg.web.files import seal
from simpeg.web.paging import count_hits, keyset_page

MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
GONE = "Berkas surat ini tidak ada atau berubah di penyimpanan. Laporkan kepada administrator sistem."


@require_safe
def letter_list(request):
    """The letters that the reader may see, newest first."""
    letter_filter = LetterFilter(request.GET, queryset=Letter.objects.visible_to(request.user), user=request.user)
    letters = letter_filter.qs if letter_filter.form.is_valid() else Letter.objects.none()
    page = keyset_page(letters.select_related("employee", "unit__opd"), ["-day", "-pk"], request.GET.get("halaman"))
    context = {
        "filter": letter_filter,
        "chips": chips(request, letter_filter.form),
        "page": page,
        "hits": count_hits(letters),
        "status": 200,
    }
    return render(request, "employees/letters/list.html", context, status=200 if letter_filter.form.is_valid() else 422)


@require_safe
def detail(request, pk):
    return _detail(request, _letter(request, pk))


@require_safe
def page(request, pk, number):
    """The picture of one page."""
    letter = _letter(request, pk)
    if not 1 <= number <= min(letter.pages, MOST_PAGES):
        raise Http404
    note_opening(request.user, letter)
    return _answer(draw_page(_content(letter, "pdf"), number), "image/jpeg", f"halaman-{number}.jpg", inline=True)


@require_safe
def file(request, pk, form):
    """The letter as Word or PDF, byte for byte as it was issued."""
    letter = _letter(request, pk)
    if form not in MEDIA:
        raise Http404
    note_opening(request.user, letter)
    return _answer(_content(letter, form), MEDIA[form], f"{letter.file_name}.{form}")


@require_POST
@permission_required("employees.withdraw_letter", raise_exception=True)
def withdraw(request, pk):
    """The letter was a mistake: it is marked, and stays readable."""
    letter = _letter(request, pk)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        try:
            withdraw_letter(letter, by=request.user, reason=form.cleaned_data["reason"])
        except LetterRefused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, f"Surat {letter.number} dibatalkan. Nomornya tidak dipakai lagi.")
            return redirect(letter)
    return _detail(request, letter, form=form, status=422)


def _letter(request, pk):
    letters = Letter.objects.visible_to(request.user)
    if pk >= 2**63:
        raise Http404
    return get_object_or_404(
        letters.select_related("employee", "unit__opd", "template", "signer", "batch", "issued_by", "withdrawn_by"),
        pk=pk,
    )


def _detail(request, letter, *, form=None, status=200):
    note_opening(request.user, letter)
    may_withdraw = letter.is_standing and request.user.has_perm("employees.withdraw_letter")
    context = {
        "letter": letter,
        "kind": KINDS[letter.kind],
        "is_own": letter.employee is not None and is_own(request.user, letter.employee),
        "pages": range(1, min(letter.pages, MOST_PAGES) + 1),
        "form": form or (WithdrawForm() if may_withdraw else None),
        "sees_office": request.user.has_perm("employees.add_letter"),
    }
    return render(request, "employees/letters/detail.html", context, status=status)


def _content(row, name):
    try:
        return read(row, name)
    except (FileNotFoundError, FileChanged):
        raise Http404(GONE) from None


def _answer(content, media_type, name, *, inline=False):
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    return seal(response)
