from datetime import date

import pytest

from employees.models import ActingDuty
from employees.tests.factories import make_appointment, make_employee, make_position, make_unit
from employees.units import vacancies
from simpeg.core.sql import as_of
from simpeg.law.engine import Law
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)


def listed(user=None, unit=None):
    law = Law.on(DAY)
    with as_of(DAY):
        rows = list(vacancies.vacancies(user or make_user("view_all_units"), law).order_by(*vacancies.ORDER))
    return [(row.position.title, row.number, row.opens_on, row.employee and row.employee.name) for row in rows]


def holder(unit, name, born, **position):
    employee = make_employee(name=name, unit=unit, birth_date=born, cpns_since=date(2000, 1, 1))
    make_appointment(employee, **position)
    return employee


def test_a_post_with_fewer_holders_than_it_needs_is_vacant_now():
    unit = make_unit()
    make_position(unit, title="Analis", need=3)
    make_position(unit, title="Pengolah Data", need=1)
    holder(unit, "Ani", date(1985, 1, 1))

    assert listed() == [("Analis", 3, DAY, None)]


def test_a_post_falls_vacant_when_its_holder_retires():
    unit = make_unit()
    make_position(unit, title="Kepala Dinas", kind="1", echelon=22, need=1)
    holder(unit, "Budi", date(1968, 5, 20), title="Kepala Dinas", kind="1", echelon=22)

    assert listed() == [("Kepala Dinas", 1, date(2028, 6, 1), "Budi")]


def test_who_leaves_a_post_that_has_too_many_opens_no_room():
    unit = make_unit()
    make_position(unit, need=1)
    holder(unit, "Pertama", date(1969, 1, 1))
    holder(unit, "Kedua", date(1970, 1, 1))

    assert listed() == [("Pengolah Data", 1, date(2028, 2, 1), "Kedua")]


def test_what_lies_beyond_the_years_of_the_law_is_not_listed():
    unit = make_unit()
    make_position(unit, need=2)
    holder(unit, "Dekat", date(1973, 10, 31))  # 1 November 2031
    holder(unit, "Jauh", date(1973, 11, 1))  # 1 December 2031

    assert listed() == [("Pengolah Data", 1, date(2031, 11, 1), "Dekat")]


def test_a_closed_unit_and_a_post_that_has_ended_have_no_vacancies():
    make_position(make_unit(closed_on=date(2026, 1, 1)), need=2)
    make_position(make_unit(), need=2, valid_until=DAY)

    assert listed() == []


def test_an_office_sees_its_own_vacancies():
    first, second = make_unit("Dinas A"), make_unit("Dinas B")
    make_position(first, title="Analis")
    make_position(second, title="Arsiparis")

    assert listed(make_user("view_own_units", mandates=[second])) == [("Arsiparis", 1, DAY, None)]


def test_the_overview_adds_up():
    unit = make_unit()
    make_position(unit, title="Kepala Dinas", kind="1", echelon=22)
    make_position(unit, need=3)
    holder(unit, "Lewat", date(1966, 1, 1))
    holder(unit, "Nanti", date(1969, 1, 1))
    user, law = make_user("view_all_units"), Law.on(DAY)

    with as_of(DAY):
        lines, years = vacancies.overview(vacancies.vacancies(user, law), law)

    assert years == [2026, 2027, 2028, 2029, 2030, 2031]
    assert [(line.label, line.now, line.past, dict(line.by_year)[2027], line.all) for line in lines] == [
        ("Struktural, eselon II.b", 1, 0, 0, 1),
        ("Pelaksana", 1, 1, 1, 3),
    ]


@pytest.mark.parametrize(
    ("since", "too_long"), [(date(2026, 8, 24), True), (date(2026, 8, 25), False), (date(2026, 11, 24), False)]
)
def test_acting_is_too_long_from_the_day_the_months_are_over(since, too_long):
    acting(since)

    with as_of(DAY):
        assert [duty.too_long for duty in ActingDuty.objects.all()] == [too_long]


def test_acting_ends_when_it_is_recorded_or_somebody_takes_up_the_post():
    acting(date(2026, 1, 5), ended_on=date(2026, 11, 23))
    unit = acting(date(2026, 1, 5))
    holder(unit, "Definitif", date(1980, 1, 1), title="Kepala Dinas", kind="1", echelon=22, since=date(2026, 3, 1))

    with as_of(DAY):
        assert list(ActingDuty.objects.all()) == []


def acting(since, **fields):
    unit = make_unit()
    fields = {"title": "Kepala Dinas", "kind": "1", "echelon": 22, "assignment": "PLT", "unit": unit} | fields
    make_appointment(make_employee(), since=since, **fields)
    return unit
