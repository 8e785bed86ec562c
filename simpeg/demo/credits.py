"""Last year's end as functional people find it: final predikat, most of them determined, the rest waiting."""

from datetime import date, datetime, time

from django.utils import timezone

from employees.models import AnnualRating, EmployeeState, Signer
from employees.models.career import PositionKind
from performance.credits.services import determine_year
from performance.cycle.rules import plans_due_on, spans_of
from performance.models import Appraisal, Cycle, Determination, PerformancePlan, Window
from simpeg.accounts.models import User
from simpeg.audit.change import change
from simpeg.law.engine import Law
from simpeg.law.models import Grade

MOST = 60  # a third of them still wait
RATING = {1: (1, 1), 2: (2, 2), 3: (3, 2), 4: (2, 3), 5: (3, 3)}  # the two ratings from which a predikat follows


def make_demo_credits():
    """The year before, for some functional people: most of them are determined, the others wait."""
    today = timezone.localdate()
    year = today.year - 1
    officer = User.objects.get(username="kinerja")
    signer = Signer.objects.on(today).order_by("pk").first()
    if signer is None:
        return
    people = _people(year)
    law = Law.on(date(year, 12, 31))
    with change(by=officer, reason=f"Tahun kinerja contoh {year}"):
        cycle = Cycle.objects.create(year=year, rhythm="2", plans_due_on=plans_due_on(year, law), opened_by=officer)
        Window.objects.bulk_create(
            Window(cycle=cycle, number=span.number, starts_on=span.starts_on, ends_on=span.ends_on,
                   opens_on=span.opens_on, closes_on=span.closes_on, planned_close=span.closes_on)
            for span in spans_of(year, "2", law)
        )  # fmt: skip
        done = 2 * len(people) // 3
        _make_final(cycle, people[:done], officer)
        determine_year(year=year, day=today, signer=signer, by=officer)
        _make_final(cycle, people[done:], officer)


def _people(year):
    """(state, predikat) of PNS in functional positions with a predikat of the year and no PAK since."""
    states = EmployeeState.objects.filter(
        position_kind=PositionKind.FUNCTIONAL, grade__kind=Grade.Kind.PNS, unit__isnull=False,
        cpns_since__lt=date(year, 1, 1), position_since__lt=date(year, 1, 1),
    ).exclude(tier="")  # fmt: skip
    states = states.exclude(credit_on__gt=date(year, 12, 31)).order_by("employee")
    ratings = dict(AnnualRating.objects.filter(year=year).values_list("employee", "rating"))
    found = [(state, ratings[state.employee_id]) for state in states if state.employee_id in ratings]
    return found[:MOST]


def _make_final(cycle, people, officer):
    window, now = cycle.windows.get(number=0), timezone.now()
    final_at = timezone.make_aware(datetime.combine(date(cycle.year + 1, 2, 20), time(9)))
    plans = PerformancePlan.objects.bulk_create(
        PerformancePlan(
            cycle=cycle, employee_id=state.employee_id, starts_on=date(cycle.year, 1, 1),
            ends_on=date(cycle.year, 12, 31), unit_id=state.unit_id, grade_id=state.grade_id,
            position_kind=state.position_kind, position_title=state.position_title,
            functional_name=state.functional_name, tier=state.tier, form="JA", model="KUANTITATIF", status="AGREED",
            agreed_version=1, moved_at=now,
        )
        for state, _ in people
    )  # fmt: skip
    signed, _ = Determination.objects.get_or_create(
        window=window, appraiser=None,
        defaults={"counts": _counts(people), "achievement": 2, "signed_at": final_at, "signed_by": officer},
    )  # fmt: skip
    Appraisal.objects.bulk_create(
        Appraisal(
            plan=plan, window=window, result=RATING[predikat][0], behaviour=RATING[predikat][1], predikat=predikat,
            final_predikat=predikat, status="FINAL", determination=signed, objection_until=date(cycle.year + 1, 2, 15),
            final_at=final_at, rated_at=final_at, rated_by=officer, result_reason="Target tercapai sesuai rencana.",
            behaviour_reason="Melayani dengan baik.",
        )
        for plan, (_, predikat) in zip(plans, people, strict=True)
    )  # fmt: skip


def _counts(people):
    counts = [0] * 5
    for _, predikat in people:
        counts[predikat - 1] += 1
    return counts
