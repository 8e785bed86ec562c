from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from performance import tasks
from performance.cycle import forms, queries, services
from performance.models import YEARLY, Cycle, PerformancePlan, Window
from performance.review.services import RatingRefused, set_achievement
from simpeg.audit.reading import note_read
from simpeg.jobs import services as jobs
from simpeg.web.access import any_permission_required
from simpeg.web.paging import keyset_page
from simpeg.web.replica import reads_only

READ_OR_WRITE = ["GET", "HEAD", "POST"]
READS = any_permission_required(
    "performance.view_all_appraisals", "performance.view_results", "performance.view_unit_results"
)


@require_http_methods(READ_OR_WRITE)
@READS
def index(request):
    """Every year with how far it is; for whoever may, the opening of another."""
    user, day = request.user, timezone.localdate()
    cycles = list(Cycle.objects.visible_to(user))
    opened = {cycle.year for cycle in cycles}
    years = [year for year in (day.year - 1, day.year, day.year + 1) if year not in opened]
    form = None
    if user.has_perm("performance.add_cycle") and years:
        typed = request.POST if request.method == "POST" else None
        form = forms.OpenForm(typed, years=years, initial={"year": day.year if day.year in years else years[0]})
    if request.method == "POST":
        if form is None:
            raise Http404("Siklus dibuka oleh pengelola kinerja BKPSDM.")
        if form.is_valid():
            title = f"Buka siklus kinerja {form.cleaned_data['year']}"
            return redirect(jobs.submit_once(tasks.open_cycle, by=user, title=title, **form.cleaned_data))
    rows = [(cycle, queries.tally(cycle, user)) for cycle in cycles[:5]]
    rows = [(cycle, sum(tally.values()), tally.get("AGREED", 0)) for cycle, tally in rows]
    status = 422 if form is not None and form.errors else 200
    return render(request, "performance/cycle/index.html", {"rows": rows, "form": form}, status=status)


@require_safe
@READS
@reads_only
def detail(request, year):
    """A year: its windows, how far each office is, and what holds it up."""
    cycle, user = get_object_or_404(Cycle, year=year), request.user
    windows = list(cycle.windows.select_related("cycle").order_by("number"))
    chosen = request.GET.get("masa", "")
    window = next((each for each in windows if str(each.number) == chosen), windows[0])
    rows = queries.offices(cycle, window, user)
    sums = {name: sum(row[name] for row in rows) for name in ("plans", "agreed", "submitted", "rated", "signed")}
    nobody = queries.without_appraiser(cycle, user)
    context = {
        "cycle": cycle,
        "windows": [(each, each.is_open_on(timezone.localdate())) for each in windows],
        "window": window,
        "rows": rows,
        "sums": sums,
        "nobody": nobody.count(),
        "nobodies": list(nobody.order_by("employee__state__sort_name", "pk")[:20]),
        "said": queries.achievements(window).count(),
        "unsaid": queries.offices_without(window).count(),
    }
    return render(request, "performance/cycle/detail.html", context)


@require_http_methods(READ_OR_WRITE)
@permission_required("performance.change_window", raise_exception=True)
def window(request, year, number):
    """Other days for the rating of a span, with the reason."""
    found = get_object_or_404(Window.objects.select_related("cycle"), cycle__year=year, number=number)
    initial = {"opens_on": found.opens_on, "closes_on": found.closes_on}
    form = forms.WindowForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.move_window(found, **form.cleaned_data, by=request.user)
        except services.CycleRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Masa penilaian {found} tersimpan.")
            return redirect(found.cycle)
    context = {"window": found, "cycle": found.cycle, "form": form}
    return render(request, "performance/cycle/window.html", context, status=422 if form.errors else 200)


@require_http_methods(READ_OR_WRITE)
@READS
def achievements(request, year):
    """What the units achieved in the year, and for whoever may, one more."""
    cycle, user = get_object_or_404(Cycle, year=year), request.user
    found = get_object_or_404(Window.objects.select_related("cycle"), cycle=cycle, number=YEARLY)
    form = None
    if user.has_perm("performance.add_unitachievement"):
        form = forms.AchievementForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if form is None:
            raise Http404("Capaian dicatat pengelola kinerja BKPSDM.")
        if form.is_valid():
            values = form.cleaned_data
            try:
                kept = set_achievement(
                    found, values["unit"], values["achievement"], basis=values["basis"], by=request.user
                )
            except RatingRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"Capaian {kept.unit.name}: {kept.get_achievement_display()}.")
                return redirect("cycle:achievements", year)
    page = keyset_page(queries.achievements(found), ["unit__name", "pk"], request.GET.get("halaman"))
    unsaid = queries.offices_without(found)
    context = {
        "cycle": cycle,
        "window": found,
        "page": page,
        "form": form,
        "unsaid": list(unsaid[:60]),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "performance/cycle/achievements.html", context, status=status)


@require_http_methods(READ_OR_WRITE)
@permission_required("performance.change_performanceplan", raise_exception=True)
def appraiser(request, pk):
    """Somebody else rates this plan, or advises, with the reason; and who did before."""
    plans = PerformancePlan.objects.visible_to(request.user)
    plan = get_object_or_404(plans.select_related("employee", "unit", "cycle", "appraiser", "recommender"), pk=pk)
    form = forms.AppraiserForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            services.replace_appraiser(
                plan, values["nip"], kind=values["kind"], reason=values["reason"], by=request.user
            )
        except services.CycleRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Penilai SKP {plan.employee.full_name} tersimpan.")
            return redirect(plan.cycle)
    note_read(by=request.user, employees=[plan.employee_id], what="Membuka penilai SKP")
    context = {
        "plan": plan,
        "form": form,
        "changes": plan.appraiser_changes.select_related("before", "after", "by"),
    }
    return render(request, "performance/cycle/appraiser.html", context, status=422 if form.errors else 200)
