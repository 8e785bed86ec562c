"""What is written in recognition: each view asks once, and says what happened."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from performance import tasks
from performance.models import PerformancePlan, RewardRound
from performance.rewards import forms, pages, queries, services
from performance.rewards.rules import WORDS, RewardRefused, sentence_of, shown_to_nominators
from simpeg.audit.purpose import reading_for
from simpeg.audit.reading import note_read
from simpeg.core.dates import in_words
from simpeg.jobs import services as jobs
from simpeg.law.engine import Law
from simpeg.web.paging import count_hits

READ_OR_WRITE = ["GET", "HEAD", "POST"]
PREPARES = permission_required("performance.add_rewardround", raise_exception=True)
SETTLES = permission_required("performance.settle_reward", raise_exception=True)


@require_http_methods(READ_OR_WRITE)
@PREPARES
def new_round(request):
    initial = {"year": timezone.localdate().year, "winners": 1}
    return _round_form(request, None, initial)


@require_http_methods(READ_OR_WRITE)
@PREPARES
def change_round(request, pk):
    """A draft with other days or criteria; what was announced is read only."""
    found = pages.round_or_404(request, pk)
    if found.status != RewardRound.Status.DRAFT:
        messages.error(request, "Putaran ini sudah diumumkan, sehingga tidak dapat diubah lagi.")
        return redirect(found)
    return _round_form(request, found, forms.RoundForm.initial_of(found))


def _round_form(request, found, initial):
    form = forms.RoundForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        names = ("kind", "year", "nominations_from", "nominations_until", "winners")
        values = {name: form.cleaned_data[name] for name in names}
        try:
            kept = services.keep_draft(found, criteria=form.criteria, by=request.user, **values)
        except RewardRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{kept} tersimpan sebagai draf. Periksa, lalu umumkan.")
            return redirect(kept)
    context = {"form": form, "round": found}
    return render(request, "performance/rewards/round_form.html", context, status=422 if form.errors else 200)


@require_POST
@PREPARES
def announce(request, pk):
    found = pages.round_or_404(request, pk)
    return _done(request, found, lambda: services.announce(found, by=request.user), f"{found} diumumkan.")


@require_POST
@SETTLES
def publish(request, pk):
    found = get_object_or_404(RewardRound.objects.judged_by(request.user).select_related("kind"), pk=pk)
    said = f"Penerima {found} terbit dan tercatat pada berkas mereka."
    return _done(request, found, lambda: services.publish(found, by=request.user), said)


def _done(request, found, verb, said):
    try:
        verb()
    except RewardRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(found)


@require_http_methods(READ_OR_WRITE)
def nominate(request, pk):
    """Somebody is named in a round; whoever may see his predikat is shown which facts speak for him."""
    if not pages.may_name(request.user):
        raise PermissionDenied
    user, law = request.user, Law.on(timezone.localdate())
    found = pages.round_or_404(request, pk)
    colleagues = queries.colleagues_of(user, law)
    named = pages.named_in_address(request)
    initial = {}
    if named is not None:
        near = named.pk in dict(colleagues)
        initial = {"colleague": str(named.pk)} if near else {"nip": named.nip}
    form = forms.NominationForm(
        request.POST if request.method == "POST" else None, initial=initial, colleagues=colleagues
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            kept = services.nominate(found, values["employee"], grounds=values["grounds"], link=values["link"], by=user)
        except RewardRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{kept.candidate.employee.full_name} dicalonkan untuk {found}.")
            for sentence in _unmet(kept.candidate, user):
                messages.warning(request, sentence)
            return redirect(found)
    context = {
        "round": found,
        "form": form,
        "takes_names": found.takes_names_on(law.day),
        "criteria": [sentence_of(each) for each in found.criteria.all()],
    }
    return render(request, "performance/rewards/nominate.html", context, status=422 if form.errors else 200)


def _unmet(candidate, user):
    """The facts against a candidate, for a nominator who may see his predikat; that he read them is noted."""
    plans = PerformancePlan.objects.listed_to(user).filter(employee=candidate.employee_id)
    if not plans.exclude(employee__nip=user.nip or "").exists():
        return []
    note_read(by=user, employees=[candidate.employee_id], what=f"Melihat fakta calon {candidate.round}")
    return [
        f"{WORDS[each['met']]}: {each['asks']} ({each['fact']}). Pencalonan tetap diterima; panitia yang menilai."
        for each in shown_to_nominators(candidate.findings)
        if each["met"] is not True
    ]


@require_POST
@permission_required("performance.decide_reward", raise_exception=True)
def vote(request, pk):
    found = pages.candidate_or_404(request, pk)
    form = forms.VoteForm(request.POST, criteria=list(found.round.criteria.all()))
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.vote(
                found, in_favour=said["in_favour"], reason=said["reason"], judgements=form.judgements, by=request.user
            )
        except RewardRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Suara Anda atas {found.employee.full_name} tersimpan.")
            return redirect(found)
    return pages.candidate_page(request, found, vote_form=form, status=422)


@require_POST
@SETTLES
def decide(request, pk):
    found = pages.candidate_or_404(request, pk)
    form = forms.DecisionForm(request.POST, prefix="keputusan")
    if form.is_valid():
        said = form.cleaned_data
        try:
            kept = services.decide(
                found,
                wins=said["wins"],
                reason=said["decision_reason"],
                public_words=said["public_words"],
                by=request.user,
            )
        except RewardRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            words = "menerima" if kept.wins else "tidak menerima"
            messages.success(request, f"Diputuskan: {found.employee.full_name} {words} {found.round}.")
            return redirect("rewards:candidates", found.round_id)
    return pages.candidate_page(request, found, decision_form=form, status=422)


@require_POST
@permission_required("employees.export_list", raise_exception=True)
def export_overlooked(request):
    """Hand the filtered list to a job that writes it as Excel."""
    if not pages.may_look(request.user):
        raise PermissionDenied
    law = Law.on(timezone.localdate())
    asked = pages.overlooked_filter(request, law)
    form = pages.export_form_of(request, count_hits(asked.qs), request.POST)
    if not asked.is_valid() or not form.is_valid():
        return pages.overlooked_page(request, export_form=form, status=422)
    params = {
        "filters": {name: value for name, value in request.GET.items() if value and name in asked.filters},
        "day": law.day.isoformat(),
        "reason": form.cleaned_data["reason"],
    }
    title = f"Belum dihargai {in_words(law.day)} (Excel)"
    with reading_for(form.cleaned_data.get("purpose", "")):
        return redirect(jobs.submit_once(tasks.export_overlooked, by=request.user, title=title, **params))
