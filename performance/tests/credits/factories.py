"""Functional people, and evaluations that are final, as the year after finds them."""

from datetime import UTC, date, datetime, timedelta

from employees.tests.factories import make_appointment, make_employee, make_unit
from performance.models import Appraisal, Cycle, Determination, PerformancePlan, Window
from simpeg.testing.people import make_user

NOW = datetime(2026, 1, 20, tzinfo=UTC)
DAY = date(2026, 2, 2)
OFFICER = (
    "performance.view_creditdetermination",
    "performance.add_creditdetermination",
    "performance.withdraw_creditdetermination",
    "employees.view_all_units",
)


def make_officer(**fields):
    return make_user(*OFFICER, **fields)


def make_functional(*, tier="PT", grade="III/a", since=date(2022, 4, 1), title="Guru Ahli Pertama", **fields):
    """A PNS in a functional position since a day, with the golongan of that day."""
    fields.setdefault("unit", make_unit("SDN 1"))
    person = make_employee(grade=grade, grade_since=since, **fields)
    make_appointment(person, title=title, kind="2", tier=tier, since=since, unit=person.unit)
    person.refresh_from_db()
    return person


def make_year(year=2025, *, rhythm="2"):
    """A year with its windows, as `open_cycle` leaves it, long closed."""
    by = make_user()
    cycle, new = Cycle.objects.get_or_create(
        year=year, defaults={"rhythm": rhythm, "plans_due_on": date(year, 1, 31), "opened_by": by}
    )
    if new:
        Window.objects.bulk_create(_window(cycle, number) for number in range(0, 5))
    return cycle


def _window(cycle, number):
    year, months = cycle.year, 3
    starts = date(year, 1, 1) if number == 0 else date(year, (number - 1) * months + 1, 1)
    ends = date(year, 12, 31) if number in (0, 4) else date(year, number * months + 1, 1) - timedelta(days=1)
    closes = date(year + 1, 1, 31) if number in (0, 4) else date(year, number * months + 1, 15)
    return Window(cycle=cycle, number=number, starts_on=starts, ends_on=ends, opens_on=ends, closes_on=closes,
                  planned_close=closes)  # fmt: skip


def make_plan(person, cycle, *, starts_on=None, ends_on=None, tier=None, kind="2", **fields):
    state = person.state
    return PerformancePlan.objects.create(
        cycle=cycle, employee=person, starts_on=starts_on or date(cycle.year, 1, 1),
        ends_on=ends_on or date(cycle.year, 12, 31), unit=person.unit, grade=fields.pop("grade", person.grade),
        position_kind=kind, position_title=state.position_title, functional_name=state.functional_name,
        tier=state.tier if tier is None else tier, form="JA", model="KUANTITATIF", status="AGREED", agreed_version=1,
        moved_at=NOW, **fields,
    )  # fmt: skip


def make_final(person, predikat=2, *, year=2025, plan=None):
    """The final yearly evaluation of a whole year (or of a plan), with this predikat."""
    cycle = make_year(year)
    plan = plan or PerformancePlan.objects.filter(employee=person, cycle=cycle).last() or make_plan(person, cycle)
    by, window = make_user(), cycle.windows.get(number=0)
    signed = Determination.objects.filter(window=window).first() or Determination.objects.create(
        window=window, counts=[0, 0, 0, 0, 0], achievement=2, signed_at=NOW, signed_by=by
    )
    return Appraisal.objects.create(
        plan=plan, window=window, result=2, behaviour=2, predikat=predikat, final_predikat=predikat, status="FINAL",
        determination=signed, objection_until=date(year + 1, 2, 1), final_at=NOW, rated_at=NOW, rated_by=by,
        result_reason="Tercapai", behaviour_reason="Baik",
    )  # fmt: skip


def make_periodic(plan, number, predikat=2):
    return Appraisal.objects.create(
        plan=plan, window=plan.cycle.windows.get(number=number), result=2, behaviour=2, predikat=predikat,
        rated_at=NOW, rated_by=make_user(), result_reason="Tercapai", behaviour_reason="Baik",
    )  # fmt: skip
