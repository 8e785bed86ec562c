"""The facts the promotion rules look at, with the thresholds of the law on them."""

from django.db.models import Case, DateField, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Greatest

from employees.models import PromotionFacts, PromotionKind, UnitHead
from employees.promotion.rules import AT_LEAST_ONE_BELOW, NOT_PPPK, ONE_BELOW_THE_RANGE
from simpeg.core.sql import IsAny


class ServiceReached(Func):
    """The day on which `years` of service since a day are full; unpaid leave does not count."""

    function = "service_reached"
    output_field = DateField()

    def __init__(self, since, years, **extra):
        super().__init__(F(since), Value(years), F("unpaid"), **extra)


def promotion_facts(law):
    """`PromotionFacts` with the days on which the law's spans of time are full. Read it within `as_of(law.day)`."""
    in_grade = ServiceReached("grade_service_since", law["kp.masa_saat_pelantikan_tahun"])
    facts = PromotionFacts.objects.annotate(
        grade_reached_on=Case(
            When(kind=PromotionKind.FUNCTIONAL, then=_in_grade(law, "fungsional")),
            When(kind=PromotionKind.DIPLOMA, then=_in_grade(law, "penyesuaian")),
            When(ONE_BELOW_THE_RANGE, then=_in_grade(law, "struktural_di_bawah")),
            When(kind=PromotionKind.STRUCTURAL, then=_in_grade(law, "struktural")),
            default=_in_grade(law, "reguler"),
        ),
        position_reached_on=Case(
            # Long enough in the grade when inaugurated: the first period after the inauguration.
            When(
                ONE_BELOW_THE_RANGE & Q(inaugurated_on__gte=in_grade),
                then=Func(F("inaugurated_on"), Value(1), template="(%(expressions)s)", arg_joiner=" + "),
            ),
            When(ONE_BELOW_THE_RANGE, then=ServiceReached("inaugurated_on", law["kp.masa_jabatan_tahun"])),
            default=None,
            output_field=DateField(),
        ),
    )
    if law["kp.batas_pangkat_atasan"]:
        facts = facts.annotate(
            superior_level=_superior("grade__level"),
            superior_name=_superior("employee__name"),
            superior_grade=_superior("grade__code"),
        )
    return facts.annotate(open_on=_first_open_day(law))


def _in_grade(law, road):
    return ServiceReached("grade_service_since", law[f"kp.masa_{road}_tahun"])


def _superior(field):
    """The holder of the nearest head position above, himself excepted: of his unit, else of the units above it."""
    heads = UnitHead.objects.filter(IsAny(F("unit_id"), OuterRef("unit__path"))).exclude(
        employee_id=OuterRef("employee_id")
    )
    return Subquery(heads.order_by(F("unit__path__len").desc()).values(field)[:1])


def _first_open_day(law):
    """The first promotion day on or after the law's day on which time no longer stands in the way."""
    asked_of_time = NOT_PPPK & (~Q(kind=PromotionKind.STRUCTURAL) | AT_LEAST_ONE_BELOW)
    waits = Greatest(
        Value(law.day, output_field=DateField()),
        Case(When(asked_of_time, then=F("grade_reached_on")), default=None, output_field=DateField()),
        F("position_reached_on"),
    )
    return Func(waits, F("blocking"), function="first_promotion_day", output_field=DateField())
