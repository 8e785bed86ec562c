"""What is written of the kinds of reward: each view asks once, and says what happened."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from performance.models import RewardKind
from performance.rewards import forms, kinds
from performance.rewards.rules import RewardRefused

READ_OR_WRITE = ["GET", "HEAD", "POST"]
PREPARES = permission_required(kinds.PREPARES, raise_exception=True)


@require_http_methods(READ_OR_WRITE)
@PREPARES
def new(request):
    form = forms.KindForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            kind = kinds.make_kind(**form.cleaned_data, by=request.user)
        except RewardRefused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"Penghargaan “{kind.name}” tersimpan. Sekarang siapkan putarannya.")
            return redirect("rewards:new-round")
    return _form(request, form)


@require_http_methods(READ_OR_WRITE)
@PREPARES
def correct(request, pk):
    """A kind typed wrong; once a round of it was announced, it can only be ended."""
    kind = _kind(request, pk)
    if kinds.kind_stands(kind):
        messages.error(request, kinds.STANDS)
        return redirect("rewards:index")
    form = forms.KindForm(request.POST if request.method == "POST" else None, initial=forms.KindForm.initial_of(kind))
    if request.method == "POST" and form.is_valid():
        try:
            kept = kinds.correct_kind(kind, seen=request.POST.get("seen", ""), **form.cleaned_data, by=request.user)
        except RewardRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Penghargaan “{kept.name}” diperbaiki.")
            return redirect("rewards:index")
    return _form(request, form, kind=_kind(request, pk))


def _form(request, form, kind=None):
    context = {"form": form, "kind": kind, "seen": kinds.seen_of_kind(kind) if kind else ""}
    return render(request, "performance/rewards/kind.html", context, status=422 if form.errors else 200)


@require_http_methods(READ_OR_WRITE)
@PREPARES
def end(request, pk):
    return _with_reason(request, _kind(request, pk), kinds.end_kind, forms.EndForm, "diakhiri")


@require_http_methods(READ_OR_WRITE)
@PREPARES
def resume(request, pk):
    return _with_reason(request, _kind(request, pk), kinds.resume_kind, forms.ResumeForm, "diberikan lagi")


def _with_reason(request, kind, verb, form_class, done):
    form = form_class(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            verb(kind, reason=form.cleaned_data["reason"], by=request.user)
        except RewardRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Penghargaan “{kind.name}” {done}.")
            return redirect("rewards:index")
    context = {"form": form, "kind": kind, "ends": verb == kinds.end_kind, "rounds": kinds.unfinished_rounds(kind)}
    return render(request, "performance/rewards/kind_end.html", context, status=422 if form.errors else 200)


def _kind(request, pk):
    return get_object_or_404(RewardKind.objects.visible_to(request.user), pk=pk)
