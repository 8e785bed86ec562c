"""A bulk load leaves every guard as it was, and lets nothing through that a guard would have refused."""

import pytest
from django.db import IntegrityError, connection

from employees.bulk import bulk_load
from employees.models import AnnualRating, Appointment
from employees.tests.factories import make_employee
from simpeg.audit.models import Entry

pytestmark = pytest.mark.django_db


def guards():
    """Constraints, indexes and triggers of the tables that are loaded."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT conname, pg_get_constraintdef(oid), '' FROM pg_constraint
                WHERE conrelid IN ('employees_annualrating'::regclass, 'employees_appointment'::regclass)
            UNION ALL SELECT indexname, indexdef, '' FROM pg_indexes
                WHERE tablename IN ('employees_annualrating', 'employees_appointment')
            UNION ALL SELECT tgname, pg_get_triggerdef(oid), tgenabled::text FROM pg_trigger
                WHERE tgrelid IN ('employees_annualrating'::regclass, 'employees_appointment'::regclass)
                  AND NOT tgisinternal
            ORDER BY 1, 2"""
        )
        return cursor.fetchall()


def test_every_guard_is_back_afterwards():
    before = guards()

    with bulk_load(AnnualRating, Appointment):
        assert len(guards()) < len(before)

    assert guards() == before


def test_rows_leave_no_trail_within_it():
    employee = make_employee()

    with bulk_load(AnnualRating):
        AnnualRating.objects.create(employee=employee, year=2025, rating=2)

    assert not Entry.objects.filter(table="employees_annualrating").exists()


def test_a_row_that_breaks_a_constraint_undoes_all_of_it():
    employee = make_employee()
    before = guards()

    with pytest.raises(IntegrityError, match="one_rating_a_year"), bulk_load(AnnualRating):
        AnnualRating.objects.bulk_create(AnnualRating(employee=employee, year=2025, rating=n) for n in (1, 2))

    assert (AnnualRating.objects.count(), guards()) == (0, before)


def test_a_row_of_nobody_undoes_all_of_it():
    with pytest.raises(IntegrityError, match="foreign key"), bulk_load(AnnualRating):
        AnnualRating.objects.create(employee_id=4711, year=2025, rating=2)

    assert not AnnualRating.objects.exists()
