"""Plain builders of offices, years and plans; what a test overrides is what it is about."""

from datetime import date, timedelta

from django.utils import timezone

from employees.models import Unit
from employees.tests.factories import make_appointment, make_employee, make_unit
from performance.cycle.services import open_cycle
from performance.models import Achievement, PerformancePlan, UnitAchievement, Window
from performance.review.services import rate, seen_of
from simpeg.testing.people import make_user

OFFICER = ("view_all_appraisals", "view_results", "add_cycle", "change_window", "add_unitachievement",
           "performance.change_performanceplan")  # fmt: skip


def make_head(unit, *, echelon=22, name="Kepala", **fields):
    """A structural head of the unit."""
    fields.setdefault("grade", "IV/b")
    head = make_employee(unit=unit, name=name, **fields)
    make_appointment(head, title=f"Kepala {unit.name}", kind="1", echelon=echelon, unit=unit)
    return head


def make_office(*, staff=2, name="Dinas Satu"):
    """An office with a head, a division with a head, and some people in the division:
    (office, division, head, division head, [people])."""
    office = make_unit(name, head_echelon=22)
    division = make_unit("Bidang Satu", parent=office, head_echelon=32, kind=Unit.Kind.BIDANG)
    head = make_head(office, name="Kepala Dinas")
    chief = make_head(division, echelon=32, name="Kepala Bidang", grade="III/d")
    people = [make_staff(division, name=f"Staf {number:02d}") for number in range(1, staff + 1)]
    return office, division, head, chief, people


def make_staff(unit, **fields):
    person = make_employee(unit=unit, **fields)
    make_appointment(person, unit=unit)
    return person


def account(employee, *codenames, **fields):
    return make_user(*codenames, nip=employee.nip, name=employee.name, **fields)


def make_cycle(*, year=None, rhythm="2", model="KUANTITATIF", by=None):
    """The present year, whose rating of the whole year is open today."""
    today = timezone.localdate()
    cycle = open_cycle(year=year or today.year, rhythm=rhythm, model=model, by=by or make_user(*OFFICER))
    open_window(cycle, 0)
    return cycle


def open_window(cycle, number):
    """The span is rated around today."""
    today = timezone.localdate()
    window = cycle.windows.get(number=number)
    opens = max(today - timedelta(days=7), window.starts_on)
    Window.objects.filter(pk=window.pk).update(
        opens_on=opens, closes_on=today + timedelta(days=30), planned_close=today + timedelta(days=30)
    )
    return cycle.windows.get(number=number)


def opens_tomorrow(window):
    """The span is not rated today."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    Window.objects.filter(pk=window.pk).update(opens_on=tomorrow, closes_on=tomorrow + timedelta(days=9))
    window.refresh_from_db()


def plan_of(employee, cycle):
    return PerformancePlan.objects.select_related("employee", "cycle").get(employee=employee, cycle=cycle)


def make_agreed(plan):
    """The plan counts as agreed, with nothing in it."""
    now = timezone.now()
    plan.versions.filter(number=plan.version, agreed_at=None).update(agreed_at=now)
    PerformancePlan.objects.filter(pk=plan.pk).update(status="AGREED", agreed_version=plan.version)
    plan.refresh_from_db()
    return plan


def agree_all(cycle):
    for plan in cycle.plans.all():
        make_agreed(plan)


def make_rating(plan, window, *, by, result=2, behaviour=2, seen=None):
    said = {"result_reason": "Semua target tercapai.", "behaviour_reason": "Melayani dengan ramah."}
    present = plan.appraisals.filter(window=window).first()
    seen = seen_of(present) if seen is None else seen
    return rate(plan, window, result=result, behaviour=behaviour, seen=seen, by=by, **said)


def make_achievement(window, unit, achievement=Achievement.GOOD, *, by=None):
    return UnitAchievement.objects.create(
        window=window, unit=unit, achievement=achievement, basis="SK Bupati 1/2026", set_at=timezone.now(),
        set_by=by or make_user(),
    )  # fmt: skip


FIRST_DAY = date(timezone.now().year, 1, 1)
