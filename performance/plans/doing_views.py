"""What happens within the year: progress with its proof, and feedback to those one works with."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from employees.filters import person
from performance.models import Feedback, PerformancePlan
from performance.plans import doing, forms, queries, rules
from performance.plans.writing import PlanRefused
from simpeg.audit.reading import note_read
from simpeg.scans.scan import LARGEST
from simpeg.web.requests import takes_files

READ_OR_WRITE = ["GET", "HEAD", "POST"]
FOUND = 20


@takes_files(LARGEST)
@require_http_methods(READ_OR_WRITE)
def progress(request, pk, line):
    """What was reached of one result, as of a day, with its proof."""
    plan = get_object_or_404(queries.seen_plans(request.user), pk=pk)
    if queries.role_of(plan, request.user) != rules.EMPLOYEE:
        raise PermissionDenied("Realisasi ditulis pegawai itu sendiri.")
    if why := doing.why_no_report(plan, timezone.localdate()):
        messages.warning(request, why)
        return redirect(plan)
    version = plan.versions.get(number=plan.agreed_version)
    result = version.results.prefetch_related("indicators").filter(line=line).first()
    if result is None:
        raise Http404("Hasil kerja ini tidak ada pada SKP yang disepakati.")
    today = timezone.localdate()
    form = forms.ProgressForm(initial={"as_of": min(today, plan.ends_on)})
    if request.method == "POST":
        form = forms.ProgressForm(request.POST, request.FILES)
        if form.is_valid():
            typed = dict(form.cleaned_data)
            uploads = typed.pop("files")
            try:
                doing.report(plan, line, **typed, uploads=uploads, by=request.user)
            except PlanRefused as refusal:
                form.add_error(refusal.field, str(refusal))
            else:
                messages.success(request, "Realisasi tersimpan.")
                return redirect(f"{plan.get_absolute_url()}#realisasi")
    before = plan.progress.filter(line=line).prefetch_related("evidence")[:5]
    context = {"plan": plan, "result": result, "form": form, "before": before}
    return render(request, "performance/plans/progress.html", context, status=422 if form.errors else 200)


@require_safe
def colleagues(request):
    """A colleague by name or NIP: the people of one's own office, to whom one can give feedback."""
    user, day = request.user, timezone.localdate()
    text = " ".join(request.GET.get("q", "").replace("\0", "").split())[:100]
    found, has_plan = [], PerformancePlan.objects.own_of(user).filter(starts_on__lte=day, ends_on__gte=day).exists()
    if text and has_plan:
        near = queries.colleagues_of(user, day).filter(person(text)).select_related("employee__state", "unit")
        found = list(near.order_by("employee__state__sort_name", "pk")[: FOUND + 1])
    given = Feedback.objects.filter(by=user).select_related("plan__employee")[:10]
    context = {
        "text": text,
        "rows": found[:FOUND],
        "more": len(found) > FOUND,
        "has_plan": has_plan,
        "given": given,
    }
    return render(request, "performance/plans/colleagues.html", context)


@require_http_methods(READ_OR_WRITE)
def give(request, pk):
    """Feedback, guidance or counselling to one person; a colleague sees his name and post, and nothing of his plan."""
    user, day = request.user, timezone.localdate()
    rows = queries.answerable_by(user, day).select_related("employee", "unit", "cycle")
    plan = get_object_or_404(rows, pk=pk)
    appraises = queries.role_of(plan, user) == rules.APPRAISER
    results = []
    if appraises:
        note_read(by=user, employees=[plan.employee_id], what=f"Membuka SKP {plan.cycle.year}")
        version = queries.version_of(plan, plan.agreed_version) if plan.agreed_version else None
        results = list(version.results.order_by("line")) if version else []
    form = forms.FeedbackForm(request.POST if request.method == "POST" else None, appraises=appraises, results=results)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        said = {
            "kind": typed.get("kind", Feedback.Kind.FEEDBACK),
            "line": typed.get("line"),
            "anonymous": typed.get("anonymous", False),
        }
        try:
            kept = doing.say(plan, typed["words"], **said, by=user)
        except PlanRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, f"{kept.get_kind_display()} untuk {plan.employee.full_name} terkirim.")
            return redirect(f"{plan.get_absolute_url()}#umpan-balik") if appraises else redirect("plans:colleagues")
    context = {"plan": plan, "employee": plan.employee, "appraises": appraises, "form": form}
    return render(request, "performance/plans/give.html", context, status=422 if form.errors else 200)
