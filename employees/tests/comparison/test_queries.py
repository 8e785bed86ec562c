"""What became of everybody between two days; and that it adds up, whatever the careers."""

import random
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from employees.asof.reading import between
from employees.comparison.queries import FLOW_OF, KINDS, area_of, changes, compare, everything
from employees.models import StateChange, UnpaidLeave
from employees.tests.factories import make_appointment, make_employee, make_grade_record, make_unit
from simpeg.testing.fixtures import undone
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
THEN, NOW = date(2022, 6, 1), date(2024, 6, 1)


def became(employee, before=THEN, after=NOW):
    with between(before, after):
        change = StateChange.objects.filter(employee=employee).first()
    names = ("came", "gone", "moved", "rose", "reposted", "restated")
    return change and [name for name in names if getattr(change, name)]


def test_each_kind_of_change():
    first, second = make_unit("A"), make_unit("B")
    rose = make_employee(grade="III/b", grade_since=date(2023, 4, 1))
    make_grade_record(rose, grade="III/a", since=date(2018, 4, 1))
    moved = make_employee(grade_since=date(2018, 4, 1))
    make_appointment(moved, unit=first, since=date(2015, 1, 1))
    make_appointment(moved, unit=second, since=date(2023, 1, 1))
    reposted = make_employee(grade_since=date(2018, 4, 1))
    make_appointment(reposted, since=date(2015, 1, 1))
    make_appointment(reposted, title="Lain", since=date(2023, 1, 1))
    restated = make_employee(grade_since=date(2018, 4, 1), pns_since=date(2023, 1, 1))
    came = make_employee(cpns_since=date(2023, 3, 1), grade_since=date(2023, 3, 1))
    gone = make_employee()
    gone.standing_records.create(standing="99", since=date(2024, 1, 1))
    left_before = make_employee()
    left_before.standing_records.create(standing="99", since=date(2020, 1, 1))
    on_leave = make_employee(grade_since=date(2018, 4, 1))
    UnpaidLeave.objects.create(employee=on_leave, starts_on=date(2024, 5, 1), ends_on=date(2025, 1, 1))

    people = [rose, moved, reposted, restated, came, gone, on_leave]
    assert [became(person) for person in people] == [
        ["rose"],
        ["moved"],
        ["reposted"],
        ["restated"],
        ["came"],
        ["gone"],
        ["gone"],
    ]
    assert became(left_before) is None


def test_the_day_before_and_the_day_of():
    employee = make_employee(grade_since=date(2018, 4, 1))
    employee.standing_records.create(standing="99", since=date(2024, 6, 1))

    assert became(employee, THEN, date(2024, 5, 31)) == []
    assert became(employee, THEN, date(2024, 6, 1)) == ["gone"]
    assert became(employee, date(2024, 6, 1), date(2025, 1, 1)) is None


def test_up_to_today_means_the_present_state():
    employee = make_employee(grade="III/b", grade_since=date(2022, 4, 1))
    make_appointment(employee, since=timezone.localdate() + timedelta(days=10))

    assert became(employee, date(2023, 1, 1), timezone.localdate()) == ["reposted"]


@pytest.fixture(scope="module")
def standing_regency(django_db_setup, django_db_blocker):
    """Sixty careers at random, the same every time: units, grades, days of entering and leaving."""
    with django_db_blocker.unblock(), undone():
        yield make_regency()


@pytest.fixture
def regency(standing_regency, db):
    return standing_regency


def make_regency():
    dice = random.Random(7)
    top = make_unit("Kabupaten", kind="")
    offices = [make_unit(f"Dinas {letter}", parent=top, kind="DINAS") for letter in "ABC"]
    units = [top, *offices, *(make_unit(f"Bidang {o.name} {n}", parent=o) for o in offices for n in "12")]

    def some_day():
        return date(2018, 1, 1) + timedelta(days=dice.randrange(3000))

    for _ in range(60):
        entered = some_day()
        person = make_employee(unit=dice.choice(units), cpns_since=entered, pns_since=entered + timedelta(days=400),
                               grade_since=entered + timedelta(days=dice.randrange(1500)))  # fmt: skip
        for day in {some_day() for _ in range(dice.randrange(4))}:
            make_appointment(person, unit=dice.choice([*units, None]), title=dice.choice("XYZ"), since=day)
        if dice.random() < 0.3:
            person.standing_records.create(standing=dice.choice(["99", "04"]), since=some_day())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # the planner knows these people, as it knows those of an agency
    return units


@pytest.mark.parametrize("seed", range(5))
def test_the_numbers_add_up_everywhere_and_are_those_of_the_lists(regency, seed):
    dice = random.Random(seed)
    before, after = sorted(date(2018, 1, 1) + timedelta(days=dice.randrange(3000)) for _ in range(2))
    user = make_user("view_all_units")

    with between(before, after):
        areas = [everything(user), *(area_of(user, unit) for unit in regency)]
        areas += [area_of(user, regency[1], alone=True), area_of(user, None, nobodys=True)]
        found = [compare(user, area) for area in areas]
        for comparison in found:
            assert comparison.flow.adds_up, comparison.area.label
            assert changes(user, comparison.area).count() == comparison.flow.changed
            for kind in KINDS:
                listed = changes(user, comparison.area, kind).count()
                assert listed == getattr(comparison.flow, FLOW_OF[kind]), (comparison.area.label, kind)

    whole = found[0]
    assert whole.flow.then > 0
    assert (whole.flow.into, whole.flow.away) == (0, 0)
    for name in ("then", "came", "gone", "now"):
        assert sum(getattr(flow, name) for _, flow in whole.parts) == getattr(whole.flow, name)
    assert sum(flow.into for _, flow in whole.parts) == sum(flow.away for _, flow in whole.parts)


def test_an_office_compares_its_own_units_only(regency):
    office = regency[1]
    officer, all_seeing = make_user("view_own_units", mandates=[office]), make_user("view_all_units")

    with between(date(2021, 1, 1), date(2025, 1, 1)):
        own, same = compare(officer, everything(officer)), compare(all_seeing, area_of(all_seeing, office))

    assert own.flow == same.flow
    assert own.flow.adds_up
    assert {area.label for area, _ in own.parts} <= {office.name, "Bidang Dinas A 1", "Bidang Dinas A 2",
                                                     f"{office.name} (unit itu sendiri)"}  # fmt: skip


def test_whoever_keeps_no_lists_compares_nothing(regency):
    with between(date(2021, 1, 1), date(2025, 1, 1)):
        assert not StateChange.objects.visible_to(make_user(nip="198501012010011001")).exists()
