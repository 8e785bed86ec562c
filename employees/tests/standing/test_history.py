"""Employee.standing and its history are one truth, whoever writes either."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from employees.models import Employee, EmployeeState, StandingRecord
from employees.tests.factories import make_employee
from simpeg.audit.models import Entry

pytestmark = pytest.mark.django_db


def today():
    """Asked anew each time: a suite that began yesterday is none the worse."""
    return timezone.localdate()


def records(employee):
    return list(employee.standing_records.order_by("since").values_list("standing", "since", "day_known"))


def test_a_change_without_a_record_leaves_one_of_the_day_on_which_it_was_learned():
    employee = make_employee()

    Employee.objects.filter(pk=employee.pk).update(standing="99")

    assert records(employee) == [("99", today(), False)]
    assert EmployeeState.objects.get(pk=employee.pk).standing == "99"


def test_two_changes_on_one_day_leave_the_last_one():
    employee = make_employee()

    for standing in ("04", "99"):
        Employee.objects.filter(pk=employee.pk).update(standing=standing)

    assert records(employee) == [("99", today(), False)]


def test_a_write_that_changes_no_standing_leaves_nothing():
    employee = make_employee()

    Employee.objects.filter(pk=employee.pk).update(name="Lain", standing="01")

    assert records(employee) == []


def test_a_record_changes_the_present_standing_when_it_is_the_latest():
    employee = make_employee()

    employee.standing_records.create(standing="99", since=today() - timedelta(days=30))
    employee.standing_records.create(standing="04", since=today() - timedelta(days=90))
    employee.refresh_from_db()

    assert employee.standing == "99"
    assert [row[2] for row in records(employee)] == [True, True]


def test_a_record_of_a_day_to_come_waits_for_it():
    employee = make_employee()
    employee.standing_records.create(standing="99", since=today() + timedelta(days=1))
    employee.refresh_from_db()
    assert employee.standing == "01"

    StandingRecord.objects.update(since=today())
    employee.refresh_from_db()

    assert employee.standing == "99"


def test_what_is_taken_away_gives_place_to_the_one_before():
    employee = make_employee()
    employee.standing_records.create(standing="01", since=date(2012, 1, 1))
    wrong = employee.standing_records.create(standing="99", since=date(2025, 1, 1))

    wrong.delete()
    employee.refresh_from_db()

    assert employee.standing == "01"


def test_two_standings_on_one_day_are_refused_by_the_database():
    employee = make_employee()
    employee.standing_records.create(standing="04", since=date(2020, 1, 1))

    with pytest.raises(IntegrityError, match="one_standing_a_day"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO employees_standingrecord (employee_id, standing, since) VALUES (%s, '01', '2020-01-01')",
            [employee.pk],
        )


def test_the_history_has_a_trail():
    record = make_employee().standing_records.create(standing="04", since=date(2020, 1, 1))

    assert [entry.action for entry in Entry.objects.of(record)] == ["INSERT"]
