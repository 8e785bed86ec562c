"""Who is late with his plan, and the examples that officers keep."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from performance.cycle.rules import due_on
from performance.models import Cycle, PerformancePlan, PlanTemplate
from performance.plans import copying, late, queries
from performance.plans.contents import ContentsBroken, from_kept
from performance.plans.filters import LateFilter
from performance.plans.writing import PlanRefused
from simpeg.audit.reading import note_read
from simpeg.law.engine import Law
from simpeg.web.paging import keyset_page

OFFICES_SHOWN = 8  # of those with the most; the rest is opened when it is wanted
MANAGES = permission_required("performance.change_performanceplan", raise_exception=True)


@require_safe
def late_list(request):
    """The plans that were not agreed by their day, as far as the reader may list them: per office, and who."""
    user, law = request.user, Law.on(timezone.localdate())
    cycles = list(Cycle.objects.visible_to(user).filter(year__lte=law.day.year)[:6])
    year = request.GET.get("tahun", "")
    cycle = next((each for each in cycles if str(each.year) == year), cycles[0] if cycles else None)
    listed = PerformancePlan.objects.listed_to(user).filter(cycle=cycle)
    plans = late.late_on(listed, law.day, law) if cycle else PerformancePlan.objects.none()
    offices = late.by_office(plans)
    named = sorted(((row["office"], row["name"]) for row in offices if row["office"]), key=lambda row: row[1])
    late_filter = LateFilter(request.GET, queryset=plans, offices=named)
    rows = late_filter.qs.select_related("employee__state", "unit", "cycle", "appraiser")
    page = keyset_page(rows, late.BY_NAME, request.GET.get("halaman"))
    shown = [plan.pk for plan in page]
    opened = set(PerformancePlan.objects.visible_to(user).filter(pk__in=shown).values_list("pk", flat=True))
    others = [plan.employee_id for plan in page if plan.employee.nip != user.nip]
    note_read(by=user, employees=others, what="Membuka daftar SKP terlambat")
    context = {
        "cycle": cycle,
        "cycles": cycles,
        "offices": offices,
        "most": offices[:OFFICES_SHOWN],
        "others": offices[OFFICES_SHOWN:],
        "sums": {name: sum(row[name] for row in offices) for name in ("late", "with_employee", "with_appraiser")},
        "filter": late_filter,
        "page": page,
        "rows": [(plan, due_on(plan, law), plan.pk in opened) for plan in page],
        "day": law.day,
    }
    return render(request, "performance/plans/late.html", context)


@require_safe
@MANAGES
def templates(request):
    """The examples, by position."""
    order = ["functional_name", "tier", "position_title", "pk"]
    rows = PlanTemplate.objects.visible_to(request.user).select_related("made_by")
    page = keyset_page(rows, order, request.GET.get("halaman"))
    return render(request, "performance/plans/templates.html", {
        "page": page, "rows": [(template, _kept(template)) for template in page],
    })  # fmt: skip


@require_POST
@MANAGES
def make_template(request, pk):
    """What was agreed in this plan is the example of its position."""
    plan = get_object_or_404(queries.seen_plans(request.user), pk=pk)
    try:
        template = copying.make_template(plan, by=request.user)
    except PlanRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(plan)
    note_read(by=request.user, employees=[plan.employee_id], what="Menjadikan SKP contoh jabatan")
    messages.success(request, f"Contoh SKP {template.position} tersimpan, dan ditawarkan kepada yang berjabatan sama.")
    return redirect("plans:templates")


@require_POST
@MANAGES
def remove_template(request, pk):
    template = get_object_or_404(PlanTemplate.objects.visible_to(request.user), pk=pk)
    copying.remove_template(template, by=request.user)
    messages.success(request, f"Contoh SKP {template.position} dihapus. SKP yang sudah diisi darinya tetap.")
    return redirect("plans:templates")


def _kept(template):
    """The results of an example; none where it is broken."""
    try:
        return from_kept(template.results)
    except ContentsBroken:
        return []
