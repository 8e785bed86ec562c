"""Writing down what somebody was found to hold; correcting it; taking it back."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from simpeg.law.engine import Law
from training.competence import services
from training.competence.forms import AssessmentsForm, CorrectAssessmentForm, ReasonForm
from training.competence.queries import lines_of
from training.competence.services import CompetenceRefused
from training.competence.views import forbid_own, person_or_404
from training.models import Assessment, Competence

MAY = "training.add_assessment"
READ_OR_WRITE = ["GET", "HEAD", "POST"]


@require_http_methods(READ_OR_WRITE)
@permission_required(MAY, raise_exception=True)
def add(request, nip):
    """The levels of one day, of as many competences as were assessed."""
    state = person_or_404(request.user, nip)
    forbid_own(request.user, state.employee)
    form = _form(state, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("assessed_on", "source", "assessor", "decree")}
        try:
            made = services.record_assessments(
                state.employee, form.levels, **said, by=request.user, reason="Penilaian kompetensi dicatat"
            )
        except CompetenceRefused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, f"{len(made)} penilaian {state.employee.full_name} tersimpan.")
            return redirect("competence:person", nip)
    context = {"form": form, "state": state, "employee": state.employee}
    return render(request, "training/competence/assess.html", context, status=422 if form.errors else 200)


def _form(state, data):
    """The competences that his position asks for first; other technical ones can be chosen."""
    required = {line["competence"]: line["required"] for line in lines_of(state.employee, Law.on(timezone.localdate()))}
    known = list(Competence.objects.open())
    asked = [(each, required.get(each.pk)) for each in known if each.is_fixed or each.pk in required]
    others = [each for each in known if not each.is_fixed and each.pk not in required]
    return AssessmentsForm(data, asked=asked, others=others)


@require_http_methods(READ_OR_WRITE)
@permission_required(MAY, raise_exception=True)
def correct(request, pk):
    """The assessment of that day says something else, for a reason."""
    found = _assessment(request, pk)
    initial = {name: getattr(found, name) for name in ("level", "source", "assessor", "decree")}
    form = CorrectAssessmentForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            services.correct_assessment(found, **form.cleaned_data, by=request.user)
        except CompetenceRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Penilaian diperbaiki; isinya semula tersimpan pada jejak perubahan.")
        return redirect("competence:person", found.employee.nip)
    return _correction(request, found, form, ReasonForm(prefix="hapus"))


@require_POST
@permission_required(MAY, raise_exception=True)
def remove(request, pk):
    """The assessment is taken back, for a reason."""
    found = _assessment(request, pk)
    form = ReasonForm(request.POST, prefix="hapus")
    if not form.is_valid():
        initial = {name: getattr(found, name) for name in ("level", "source", "assessor", "decree")}
        return _correction(request, found, CorrectAssessmentForm(initial=initial), form)
    services.remove_assessment(found, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, "Penilaian dihapus; isinya tersimpan pada jejak perubahan.")
    return redirect("competence:person", found.employee.nip)


def _correction(request, found, form, removal):
    context = {"form": form, "removal": removal, "assessment": found, "employee": found.employee}
    status = 422 if form.errors or removal.errors else 200
    return render(request, "training/competence/correct.html", context, status=status)


def _assessment(request, pk):
    found = Assessment.objects.visible_to(request.user).select_related("employee", "competence")
    found = get_object_or_404(found, pk=pk)
    forbid_own(request.user, found.employee)
    return found
