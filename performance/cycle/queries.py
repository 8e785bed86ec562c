"""How far a year is: of everybody, of each office, and whom nobody rates."""

from dataclasses import dataclass

from django.db.models import Count, F, Q

from employees.models import Unit
from performance.models import Appraisal, Cycle, PerformancePlan, UnitAchievement

Status = PerformancePlan.Status


def tally(cycle, user):
    """`{status: number}` of the plans that run at the end of the year or today, as far as this user sees them."""
    plans = PerformancePlan.objects.listed_to(user).filter(cycle=cycle)
    return dict(plans.order_by().values_list("status").annotate(number=Count("pk")))


@dataclass(frozen=True)
class Summary:
    """How far a year is, as far as a user sees; `windows` are (open span, rated, signed)."""

    cycle: Cycle
    plans: int
    submitted: int
    agreed: int
    windows: list


def summary(user, day):
    """`Summary` of the year that runs, or None before any."""
    cycle = Cycle.objects.visible_to(user).present(day)
    if cycle is None:
        return None
    plans = PerformancePlan.objects.listed_to(user).filter(cycle=cycle)
    numbers = plans.order_by().aggregate(
        plans=Count("pk"),
        submitted=Count("pk", filter=Q(status=Status.SUBMITTED)),
        agreed=Count("pk", filter=Q(agreed_version__isnull=False)),
    )
    rows = Appraisal.objects.filter(plan__in=plans.order_by().values("pk")).order_by()
    rated = rows.values_list("window").annotate(
        rated=Count("pk"), signed=Count("pk", filter=~Q(status=Appraisal.Status.RATED))
    )
    found = {window: (rated, signed) for window, rated, signed in rated}
    opened = cycle.windows.filter(opens_on__lte=day, closes_on__gte=day).select_related("cycle").order_by("number")
    return Summary(cycle, **numbers, windows=[(each, *found.get(each.pk, (0, 0))) for each in opened])


def offices(cycle, window, user):
    """Each office with the numbers of its plans by state and of those rated and signed in the span, by name."""
    plans = PerformancePlan.objects.listed_to(user).filter(cycle=cycle)
    rated = Q(appraisals__window=window)
    rows = plans.order_by("unit__opd__name", "unit__opd").values(office=F("unit__opd"), name=F("unit__opd__name"))
    return list(
        rows.annotate(
            plans=Count("pk", distinct=True),
            agreed=Count("pk", distinct=True, filter=Q(agreed_version__isnull=False)),
            submitted=Count("pk", distinct=True, filter=Q(status=Status.SUBMITTED)),
            rated=Count("pk", distinct=True, filter=rated),
            signed=Count("pk", distinct=True, filter=rated & ~Q(appraisals__status=Appraisal.Status.RATED)),
        )
    )


def without_appraiser(cycle, user):
    """The plans that nobody rates: somebody has to be named."""
    plans = PerformancePlan.objects.listed_to(user).filter(cycle=cycle, appraiser=None, regent_appraises=False)
    return plans.select_related("employee__state", "unit")


def achievements(window):
    """What units achieved in a span, by name."""
    return UnitAchievement.objects.filter(window=window).select_related("unit", "set_by").order_by("unit__name", "pk")


def offices_without(window):
    """The offices of which nobody said yet what they achieved in the span."""
    said = UnitAchievement.objects.filter(window=window).values("unit")
    return Unit.objects.filter(opd_id=F("pk"), closed_on=None).exclude(pk__in=said).order_by("name", "pk")
