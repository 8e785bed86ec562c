"""The facts the promotion rules look at, with the thresholds of the law on them."""

from django.db.models import BooleanField, Case, DateField, F, Func, OuterRef, Q, Subquery, Value, When

from employees.due_lists.places import Places
from employees.models import PromotionFacts, UnitHead
from employees.promotion.rules import ASKED_OF_TIME, DIPLOMA_ROAD, FUNCTIONAL_ROAD, ONE_BELOW_THE_RANGE, STRUCTURAL_ROAD
from simpeg.core.sql import IsAny


class ServiceReached(Func):
    """The day on which `years` of service since a day are full; unpaid leave does not count."""

    function = "service_reached"
    output_field = DateField()

    def __init__(self, since, years, **extra):
        super().__init__(F(since), years, F("unpaid"), **extra)


class _Room(Func):
    """Whether an office has room for one more on a rung of a functional position, looked up for this row alone."""

    template = (
        "EXISTS (SELECT FROM employees_tierroom room "
        "WHERE (room.opd_id, room.functional_name, room.tier) = (%(expressions)s))"
    )
    output_field = BooleanField()


class _Rooms(_Room):
    """The same for a row of many: all rooms are found once."""

    template = "((%(expressions)s) IN (SELECT opd_id, functional_name, tier FROM employees_tierrooms))"


class _RoomsLaidOut(_Room):
    """The same, where they were laid out before (`PLACES`)."""

    template = (
        "((%(expressions)s) IN (SELECT opd_id, functional_name, tier FROM employees_promotionroom "
        "WHERE run = current_setting('simpeg.run')::bigint))"
    )


PLACES = Places(
    table="employees_promotionplace",
    columns="status standing grade_id echelon tier kind civil_servant regular structural functional by_diploma "
    "one_below time_counts grade_code grade_level target_id target_code target_level echelon_name lowest_level "
    "highest_level lowest_code highest_code diplomas education_groups ceiling_level ceiling_code points_tier "
    "tier_raised has_next_step crosses next_tier points_needed",
    placed="employees_promotionplaced",
    parts=("employees_promotionsaid", "employees_promotionasked"),
    others="employees_promotionother",
    besides=(("employees_promotionroom", "employees_tierrooms"),),
)
_PERIODS = "(SELECT array_agg(day ORDER BY day) FROM law_promotionperiod)"
_TIME_IS_UP = (
    "GREATEST((SELECT current_setting('simpeg.day')::date FROM law_once), grade_reached_on, position_reached_on)"
)
# SQL over a judged row: the first promotion day from the list's day on on which neither time nor a sanction is in the
# way. The days are read once, and searched by halving.
OPEN_ON = f"""CASE WHEN blocking IS NULL THEN {_PERIODS}[width_bucket({_TIME_IS_UP} - 1, {_PERIODS}) + 1]
    ELSE first_promotion_day({_TIME_IS_UP}, blocking) END"""


def promotion_facts(law, *, many, laid_out=False):
    """`PromotionFacts` with the days on which the law's spans of time are full, and whether the next rung is vacant.

    Read it within `as_of(law.day)`. `many`: everybody is asked for, so that vacancies are found all at once;
    `laid_out`: they already lie in a table.
    """
    in_grade = ServiceReached("grade_service_since", Value(law["kp.masa_saat_pelantikan_tahun"]))
    room = _RoomsLaidOut if laid_out else _Rooms if many else _Room
    facts = PromotionFacts.objects.annotate(
        # Nobody else's vacancies are looked for.
        vacant=Case(
            When(crosses=True, then=room("opd_id", "functional_name", "next_tier")),
            default=None,
            output_field=BooleanField(null=True),
        ),
        grade_reached_on=Case(
            When(
                ASKED_OF_TIME,
                then=ServiceReached(
                    "grade_service_since",
                    Case(
                        When(FUNCTIONAL_ROAD, then=law["kp.masa_fungsional_tahun"]),
                        When(DIPLOMA_ROAD, then=law["kp.masa_penyesuaian_tahun"]),
                        When(ONE_BELOW_THE_RANGE, then=law["kp.masa_struktural_di_bawah_tahun"]),
                        When(STRUCTURAL_ROAD, then=law["kp.masa_struktural_tahun"]),
                        default=law["kp.masa_reguler_tahun"],
                    ),
                ),
            ),
            default=None,
            output_field=DateField(),
        ),
        position_reached_on=Case(
            # Long enough in the grade when inaugurated: the first period after the inauguration.
            When(
                ONE_BELOW_THE_RANGE & Q(inaugurated_on__gte=in_grade),
                then=Func(F("inaugurated_on"), Value(1), template="(%(expressions)s)", arg_joiner=" + "),
            ),
            When(ONE_BELOW_THE_RANGE, then=ServiceReached("inaugurated_on", Value(law["kp.masa_jabatan_tahun"]))),
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
    return facts


def _superior(field):
    """The holder of the nearest head position above, himself excepted: of his unit, else of the units above it."""
    heads = UnitHead.objects.filter(IsAny(F("unit_id"), OuterRef("unit__path"))).exclude(
        employee_id=OuterRef("employee_id")
    )
    return Subquery(heads.order_by(F("unit__path__len").desc()).values(field)[:1])
