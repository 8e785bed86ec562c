"""Trainings recorded many at once: facts of their people, signed, known once, taken out as they were."""

from datetime import date

import pytest

from employees.models import Course
from employees.records.courses import CourseFact, CourseKnown, CourseMoved, record_courses, withdraw_course
from employees.tests.factories import make_employee
from simpeg.audit.models import Entry
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


def fact(employee, **fields):
    said = {"kind": "TEKNIS", "name": "Arsip", "starts_on": date(2026, 1, 5), "ends_on": date(2026, 1, 6),
            "learning_hours": 20, "certificate": "1/SERT"}  # fmt: skip
    return CourseFact(employee_id=employee.pk, **said | fields)


def test_each_person_has_his_training_in_the_order_of_the_facts():
    first, second, by = make_employee(), make_employee(), make_user()

    records = record_courses([fact(second), fact(first)], by=by, reason="Sesi selesai")

    entry = Entry.objects.of(records[0]).get()
    assert [record.employee_id for record in records] == [second.pk, first.pk]
    assert (entry.actor, entry.reason) == (by.pk, "Sesi selesai")


def test_what_the_file_says_already_is_refused_for_all():
    first, second = make_employee(), make_employee(name="Sudah Ada")
    record_courses([fact(second)], by=make_user(), reason="x")

    with pytest.raises(CourseKnown, match="Sudah Ada"):
        record_courses([fact(first), fact(second)], by=make_user(), reason="x")

    assert Course.objects.count() == 1


def test_nothing_to_record_is_nothing():
    assert record_courses([], by=make_user(), reason="x") == []


def test_a_training_is_taken_out_as_it_was_recorded_and_once():
    person, by = make_employee(), make_user()
    (record,) = record_courses([fact(person)], by=by, reason="x")

    withdraw_course(record.pk, fact(person), by=by, reason="Dicabut")
    withdraw_course(record.pk, fact(person), by=by, reason="Dicabut")

    assert not Course.objects.exists()


def test_what_was_corrected_meanwhile_stays():
    person, by = make_employee(), make_user()
    (record,) = record_courses([fact(person)], by=by, reason="x")
    Course.objects.update(name="Arsip lanjutan")

    with pytest.raises(CourseMoved):
        withdraw_course(record.pk, fact(person), by=by, reason="Dicabut")
