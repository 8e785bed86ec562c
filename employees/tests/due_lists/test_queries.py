"""Which verdicts of a list somebody sees: those of the people whom he sees today, wherever the list found them."""

from datetime import date

import pytest

from employees.due_lists.lists import LISTS
from employees.due_lists.queries import verdicts_of
from employees.due_lists.services import count_verdicts, run_list
from employees.models import Appointment
from employees.tests.factories import make_appointment, make_employee, make_unit
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 1)


@pytest.fixture
def office():
    return make_unit("Dinas A")


def placed(name, unit, **fields):
    person = make_employee(name=name, **fields)
    make_appointment(person, unit=unit)
    return person


def moved_to(person, unit):
    """He is of another unit by today."""
    Appointment.objects.filter(employee=person).update(unit=unit)
    person.refresh_from_db()
    assert person.state.unit == unit


def an_officer(*units, **fields):
    return make_user("view_own_units", "view_duelist", mandates=units, **fields)


def names(verdicts):
    return sorted(verdict.employee.name for verdict in verdicts)


def test_an_officer_sees_who_is_in_his_units_today(office):
    section, elsewhere = make_unit("Bidang A1", parent=office), make_unit("Dinas B")
    for name, unit in [("Ani", office), ("Budi", section), ("Pergi", section), ("Datang", elsewhere),
                       ("Lain", elsewhere)]:  # fmt: skip
        placed(name, unit)
    kept = run_list("promotion", day=DAY, by=make_user())
    people = {verdict.employee.name: verdict.employee for verdict in kept.verdicts.all()}
    officer = an_officer(office)
    assert names(verdicts_of(kept, officer)) == ["Ani", "Budi", "Pergi"]

    moved_to(people["Pergi"], elsewhere)
    moved_to(people["Datang"], section)

    assert names(verdicts_of(kept, officer)) == ["Ani", "Budi", "Datang"]
    assert names(kept.verdicts.visible_to(officer)) == ["Ani", "Budi", "Datang"]
    assert names(verdicts_of(kept, an_officer(section, elsewhere))) == ["Budi", "Datang", "Lain", "Pergi"]


def test_he_sees_his_own_answer_wherever_he_is(office):
    placed("Ani", office)
    own = placed("Saya", make_unit("Dinas B"))
    kept = run_list("promotion", day=DAY, by=make_user())

    assert names(verdicts_of(kept, an_officer(office, nip=own.nip))) == ["Ani", "Saya"]


def test_the_list_of_another_agency_and_no_units_at_all_show_nobody(office):
    other = make_unit("Dinas B")
    placed("Ani", office)
    placed("Lain", other)
    kept = run_list("promotion", day=DAY, by=make_user(), unit=other)

    assert names(verdicts_of(kept, an_officer(office))) == []
    assert names(verdicts_of(kept, an_officer())) == []
    assert names(verdicts_of(kept, make_user("view_own_units"))) == []


def test_whoever_sees_everybody_sees_everybody(office):
    placed("Ani", office)
    placed("Tanpa Unit", None)
    kept = run_list("promotion", day=DAY, by=make_user())

    assert names(verdicts_of(kept, make_user("view_all_units", "view_duelist"))) == ["Ani", "Tanpa Unit"]


def test_whom_he_sees_is_found_by_one_query(office, django_assert_num_queries):
    placed("Ani", office)
    kept, officer = run_list("promotion", day=DAY, by=make_user()), an_officer(office)
    officer.get_all_permissions()

    with django_assert_num_queries(1):
        verdicts_of(kept, officer)


def test_verdicts_are_counted_in_one_query(office, django_assert_num_queries):
    placed("Ani", office)
    placed("Budi", office, ratings={})
    kept = run_list("promotion", day=DAY, by=make_user())

    with django_assert_num_queries(1):
        counts = count_verdicts(kept.verdicts.all(), LISTS["promotion"])

    assert counts == kept.counts
    assert sum(sum(found.values()) for found in counts["verdicts"].values()) == 2
