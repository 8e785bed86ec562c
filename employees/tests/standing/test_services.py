from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from employees.standing.services import follow_due_standings
from employees.tasks import follow_standings
from employees.tests.factories import make_employee
from simpeg.accounts.services import system_user
from simpeg.audit.models import Entry

pytestmark = pytest.mark.django_db


def test_a_retirement_signed_ahead_comes_into_force_on_its_day_and_is_signed():
    employee, other = make_employee(), make_employee()
    employee.standing_records.create(standing="99", since=timezone.localdate() + timedelta(days=1))
    with connection.cursor() as cursor:  # a day passes: nothing is written, so no trigger wakes
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE employees_standingrecord DISABLE TRIGGER USER")
        cursor.execute("UPDATE employees_standingrecord SET since = day_here()")
        cursor.execute("ALTER TABLE employees_standingrecord ENABLE TRIGGER USER")

    assert follow_due_standings(by=system_user()) == 1
    employee.refresh_from_db()
    other.refresh_from_db()

    assert (employee.standing, other.standing) == ("99", "01")
    entry = Entry.objects.of(employee).first()
    assert (entry.actor, entry.reason) == (system_user().pk, "TMT kedudukan hukum tiba")
    assert list(employee.standing_records.values_list("standing", flat=True)) == ["99"]
    assert follow_due_standings(by=system_user()) == 0


def test_the_task_does_it():
    follow_standings()
