from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from employees.models import Employee
from performance.fairness import queries
from performance.fairness.queries import Spread, counts_in
from performance.models import YEARLY, Cycle, Determination, Window
from simpeg.law.engine import Law
from simpeg.web.access import any_permission_required
from simpeg.web.paging import keyset_page
from simpeg.web.replica import reads_only

READS = any_permission_required(
    "performance.view_all_appraisals", "performance.view_results", "performance.view_unit_results"
)


@require_safe
@READS
@reads_only
def index(request, year=None):
    """A year's predikat: everybody beside the offices, men beside women, grade beside grade; and who was late."""
    window = _window(year)
    if window is None:
        return render(request, "performance/fairness/index.html", {"window": None})
    least = Law.on(timezone.localdate())["kinerja.paling_sedikit_sebaran"]
    rows = queries.appraisals(window, request.user)
    everybody = queries.whole(rows)
    offices = [
        row | {"spread": Spread(row["name"] or "Tanpa perangkat daerah", counts_in(row), everybody, least)}
        for row in queries.by_office(rows, window)
    ]
    context = {
        "window": window,
        "years": list(Cycle.objects.visible_to(request.user).values_list("year", flat=True)),
        "everybody": Spread("Semua", everybody, everybody, least),
        "offices": offices,
        "sums": {name: sum(row[name] for row in offices) for name in ("late", "changed", "objected", "mended")},
        "sexes": [Spread(label, counts, everybody, least) for label, counts in queries.by_sex(rows)],
        "grades": [Spread(label, counts, everybody, least) for label, counts in queries.by_grade(rows)],
        "least": least,
    }
    return render(request, "performance/fairness/index.html", context)


@require_safe
@READS
@reads_only
def appraisers(request, year):
    """Every appraiser's own spread beside everybody's: who gives more, who gives less, and by which reason."""
    window = get_object_or_404(Window.objects.select_related("cycle"), cycle__year=year, number=YEARLY)
    least = Law.on(timezone.localdate())["kinerja.paling_sedikit_sebaran"]
    rows = queries.appraisals(window, request.user)
    everybody = queries.whole(rows)
    page = keyset_page(queries.by_appraiser(rows), ["name", "who"], request.GET.get("halaman"))
    people = Employee.objects.in_bulk([row["who"] for row in page])
    lists = Determination.objects.visible_to(request.user).in_bulk([row["list"] for row in page if row["list"]])
    context = {
        "window": window,
        "page": page,
        "everybody": Spread("Semua", everybody, everybody, least),
        "rows": [
            {
                "spread": Spread(people[row["who"]].full_name, counts_in(row), everybody, least),
                "unit": row["unit"],
                "kept": lists.get(row["list"]),
            }
            for row in page
        ],
        "least": least,
    }
    return render(request, "performance/fairness/appraisers.html", context)


def _window(year):
    """The whole year asked for, or the one that runs; None before any."""
    windows = Window.objects.select_related("cycle").filter(number=YEARLY)
    if year is not None:
        return get_object_or_404(windows, cycle__year=year)
    return windows.filter(cycle=Cycle.objects.present(timezone.localdate())).first()
