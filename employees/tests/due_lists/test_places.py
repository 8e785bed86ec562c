"""The law is asked once for each place, and says of everybody what it says when it is asked for him alone."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from employees import state
from employees.bulk import bulk_load
from employees.due_lists.lists import LISTS
from employees.due_lists.services import run_list
from employees.models import Appointment, Employee, EmployeeState
from employees.tests.factories import make_appointment, make_employee
from simpeg.accounts.services import system_user
from simpeg.core.sql import as_of
from simpeg.law.engine import Law

pytestmark = pytest.mark.django_db
EDGE_CASES = Path(__file__).parents[1] / "data" / "edge.xlsx"
KEPT = ["nip", "kind", "target_id"]
DAYS = (date(2024, 4, 1), date(2025, 5, 20), date(2026, 2, 28), date(2026, 12, 1), date(2031, 7, 15))


def ask(sql, params=None):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else None


def lost():
    """Whoever has a place that is not known, or that is not what his row says."""
    return ask(
        """SELECT s.nip FROM employees_employeestate s LEFT JOIN employees_place p ON p.id = s.place
        WHERE (p.grade_id, p.status, p.standing, p.position_kind, p.echelon, p.tier, p.education, p.functional_name)
            IS DISTINCT FROM (s.grade_id, s.status, s.standing, s.position_kind, s.echelon, s.tier, s.education,
                              CASE WHEN s.position_kind = '2' THEN s.functional_name ELSE '' END)"""
    )


def test_asked_by_places_the_law_says_the_same_of_everybody():
    call_command("import_workbook", EDGE_CASES, stdout=StringIO())

    for subject, kind in LISTS.items():
        for day in DAYS:
            one_by_one, by_places = both_ways(kind, day)

            assert len(one_by_one) > 50
            assert one_by_one == by_places, (subject, day)


def both_ways(kind, day):
    law = Law.on(day)
    columns = ", ".join([*KEPT, "asked", "failed", "unknown", "verdict", "time_mends", "earliest"])
    with as_of(day), connection.cursor() as cursor:
        kind.lay_out(cursor, 0, law)
        for judged in (kind.judged(law), kind.judged_at_once(law, keep=KEPT)):
            yield ask(f"SELECT {columns} FROM ({judged.sql}) j ORDER BY 1, 2", judged.params)


def test_the_places_of_a_list_are_its_own():
    make_employee()
    kind, law = LISTS["retirement"], Law.on(date(2026, 12, 1))

    with as_of(law.day), connection.cursor() as cursor:
        kind.lay_out(cursor, 1, law)
        judged = kind.judged_at_once(law, keep=["nip"])
        assert len(ask(judged.sql, judged.params)) == 1
        cursor.execute("SELECT set_config('simpeg.run', '2', true)")
        assert ask(judged.sql, judged.params) == []


def test_every_place_is_noted_by_whatever_road_somebody_comes_to_it():
    people = [make_employee() for _ in range(3)]
    make_appointment(people[0], kind="2", title="Guru Ahli Muda", tier="MU", since=date(2020, 1, 2))
    assert lost() == []

    Appointment.objects.bulk_create(
        Appointment(employee=who, title="Camat", kind="1", echelon=31, since=date(2024, 1, 2)) for who in people
    )
    assert lost() == []
    Employee.objects.update(standing="13")
    ask("UPDATE employees_appointment SET echelon = NULL WHERE title = 'Camat'")
    assert lost() == []
    ask("UPDATE employees_employeestate SET education = 77")
    assert lost() == []


def test_a_load_without_triggers_leaves_nobody_out():
    people = [make_employee() for _ in range(2)]
    with bulk_load(EmployeeState):
        ask("DELETE FROM employees_employeestate")
        ask("UPDATE employees_employee SET first_grade_id = NULL, standing = '13'")
        state.rebuild()
    assert lost() == []

    with bulk_load(EmployeeState):
        ask("UPDATE employees_employeestate SET education = 77")
    assert len(lost()) == len(people)
    kept = run_list("retirement", day=date(2026, 12, 1), by=system_user(), own_table=True)

    assert lost() == []
    assert kept.verdicts.count() == len(people)


def test_a_place_is_what_the_law_looks_at_and_nothing_else():
    one, other = make_employee(name="Satu"), make_employee(name="Dua", birth_date=date(1980, 1, 2))
    places = dict(ask("SELECT employee_id, place FROM employees_employeestate"))
    assert places[one.pk] == places[other.pk]

    Employee.objects.filter(pk=one.pk).update(standing="13")

    places = dict(ask("SELECT employee_id, place FROM employees_employeestate"))
    assert places[one.pk] != places[other.pk]


def test_a_place_once_noted_stays():
    make_employee()

    with pytest.raises(DatabaseError), transaction.atomic():
        ask("DELETE FROM employees_place")
