"""The dictionary of competences: everybody may read it, one role keeps its technical part."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from simpeg.law.engine import Law
from simpeg.web.chips import chips, without
from simpeg.web.paging import count_hits, keyset_page
from simpeg.web.replica import reads_only
from training.competence import services
from training.competence.filters import DictionaryFilter
from training.competence.forms import CloseForm, CompetenceForm, CorrectCompetenceForm
from training.competence.rules import level_names
from training.competence.services import TEXTS, CompetenceRefused
from training.models import Competence

MAY = "training.change_competence"
READ_OR_WRITE = ["GET", "HEAD", "POST"]


@require_safe
@reads_only
def dictionary(request):
    law = Law.on(timezone.localdate())
    asked = DictionaryFilter(request.GET, queryset=Competence.objects.all())
    page = keyset_page(asked.qs, ["kind", "code"], request.GET.get("halaman"))
    context = {
        "filter": asked,
        "chips": chips(request, asked.form),
        "clear": without(request, list(asked.filters)),
        "page": page,
        "hits": count_hits(asked.qs),
        "names": level_names(law),
        "basis": law.basis["kompetensi.kamus"],
        "may_change": request.user.has_perm(MAY),
    }
    return render(request, "training/competence/dictionary.html", context)


@require_safe
@reads_only
def entry(request, pk):
    return _page(request, _competence(pk))


def _page(request, found, closing=None):
    law = Law.on(timezone.localdate())
    names = level_names(law)
    context = {
        "competence": found,
        "levels": [(level, names.get(level, ""), words) for level, words in found.levels],
        "basis": law.basis["kompetensi.kamus"],
        "may_change": request.user.has_perm(MAY) and not found.is_fixed,
        "closing": closing or CloseForm(initial={"opens": found.closed_on is not None}),
    }
    status = 422 if closing and closing.errors else 200
    return render(request, "training/competence/entry.html", context, status=status)


@require_http_methods(READ_OR_WRITE)
@permission_required(MAY, raise_exception=True)
def add(request):
    names = level_names(Law.on(timezone.localdate()))
    form = CompetenceForm(request.POST if request.method == "POST" else None, names=names)
    if form.is_bound and form.is_valid():
        try:
            made = services.add_competence(**form.cleaned_data, by=request.user)
        except CompetenceRefused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, f"{made.code} {made.name} ada pada kamus.")
            return redirect("competence:entry", made.pk)
    context = {"form": form, "competence": None}
    return render(request, "training/competence/entry_form.html", context, status=422 if form.errors else 200)


@require_http_methods(READ_OR_WRITE)
@permission_required(MAY, raise_exception=True)
def correct(request, pk):
    found = _technical(pk)
    names = level_names(Law.on(timezone.localdate()))
    initial = {name: getattr(found, name) for name in TEXTS}
    form = CorrectCompetenceForm(request.POST if request.method == "POST" else None, names=names, initial=initial)
    if form.is_bound and form.is_valid():
        services.correct_competence(found, **form.cleaned_data, by=request.user)
        messages.success(request, f"{found.code} diperbaiki.")
        return redirect("competence:entry", found.pk)
    context = {"form": form, "competence": found}
    return render(request, "training/competence/entry_form.html", context, status=422 if form.errors else 200)


@require_POST
@permission_required(MAY, raise_exception=True)
def close(request, pk):
    """It is used no more, or again."""
    found = _technical(pk)
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    on = None if form.cleaned_data["opens"] else timezone.localdate()
    try:
        services.close_competence(found, on=on, by=request.user, reason=form.cleaned_data["reason"])
    except CompetenceRefused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, found, form)
    messages.success(request, f"{found.code} {'tidak dipakai lagi' if on else 'dipakai lagi'}.")
    return redirect("competence:entry", found.pk)


def _competence(pk):
    return get_object_or_404(Competence, pk=pk)


def _technical(pk):
    found = _competence(pk)
    if found.is_fixed:
        raise Http404("Kompetensi ini ditetapkan peraturan dan tidak diubah di sini.")
    return found
