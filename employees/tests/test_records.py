"""What the database refuses, whoever asks: a constraint never seen to refuse is a rumour."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from employees.models import (
    AnnualRating,
    Award,
    Course,
    CreditRecord,
    Employee,
    Sanction,
    ServiceExam,
    UnpaidLeave,
)
from employees.tests.factories import (
    make_appointment,
    make_education,
    make_employee,
    make_grade_record,
    make_position,
    make_unit,
)
from simpeg.audit.change import change
from simpeg.audit.models import Entry
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
DAY, BEFORE = date(2024, 4, 1), date(2024, 3, 31)

REFUSED = {
    "one_grade_a_day": lambda e: [make_grade_record(e, grade=g, since=DAY) for g in ("III/c", "III/d")],
    "grade_months_below_12": lambda e: make_grade_record(e, since=DAY, service_months=12),
    "one_appointment_a_day": lambda e: [make_appointment(e, title=t, since=DAY) for t in "AB"],
    "appointment_kind_known": lambda e: make_appointment(e, kind="9"),
    "appointment_assignment_known": lambda e: make_appointment(e, assignment="X"),
    "appointment_tier_known": lambda e: make_appointment(e, tier="XX"),
    "one_diploma_of_a_name": lambda e: [make_education(e) for _ in range(2)],
    "graduated_in_a_real_year": lambda e: make_education(e, graduated=1800),
    "one_rating_a_year": lambda e: [AnnualRating.objects.create(employee=e, year=2024, rating=r) for r in (1, 2)],
    "rating_known": lambda e: AnnualRating.objects.create(employee=e, year=2024, rating=6),
    "rating_in_a_real_year": lambda e: AnnualRating.objects.create(employee=e, year=1900, rating=1),
    "credit_points_not_negative": lambda e: CreditRecord.objects.create(
        employee=e, tier="PT", determined_on=DAY, points=-1
    ),
    "credit_tier_known": lambda e: CreditRecord.objects.create(employee=e, tier="XX", determined_on=DAY, points=1),
    "sanction_ends_after_it_starts": lambda e: Sanction.objects.create(
        employee=e, kind_id="teguran_lisan", starts_on=DAY, ends_on=BEFORE
    ),
    "one_sanction_begins_a_day": lambda e: [
        Sanction.objects.create(employee=e, kind_id="teguran_lisan", starts_on=DAY) for _ in range(2)
    ],
    "leave_ends_after_it_starts": lambda e: UnpaidLeave.objects.create(employee=e, starts_on=DAY, ends_on=BEFORE),
    "course_ends_after_it_starts": lambda e: Course.objects.create(
        employee=e, kind="TEKNIS", name="A", starts_on=DAY, ends_on=BEFORE, learning_hours=1
    ),
    "course_kind_known": lambda e: Course.objects.create(
        employee=e, kind="LAIN", name="A", ends_on=DAY, learning_hours=1
    ),
    "learning_hours": lambda e: Course.objects.create(
        employee=e, kind="TEKNIS", name="A", ends_on=DAY, learning_hours=-1
    ),
    "exam_kind_known": lambda e: ServiceExam.objects.create(employee=e, kind="UAS", passed_on=DAY),
    "award_kind_known": lambda e: Award.objects.create(employee=e, kind="999", awarded_on=DAY),
    "one_award_of_a_kind": lambda e: [
        Award.objects.create(employee=e, kind="201", awarded_on=d) for d in (DAY, BEFORE)
    ],
    "one_local_award_a_day": lambda e: [
        Award.objects.create(employee=e, kind="L", title="Teladan", awarded_on=DAY) for _ in range(2)
    ],
    "local_award_has_a_title": lambda e: Award.objects.create(employee=e, kind="L", awarded_on=DAY),
    "employee_nip_18_digits": lambda e: make_employee(nip="19850101201001100"),
    "employee_nip": lambda e: make_employee(nip=e.nip),
    "employee_nik_16_digits": lambda e: make_employee(nik="12"),
    "employee_sex_known": lambda e: make_employee(sex="X", nip="198501012010011999"),
    "employee_status_known": lambda e: make_employee(status="HONOR"),
    "employee_has_a_name": lambda e: make_employee(name=""),
    "employee_born_before_service": lambda e: make_employee(birth_date=date(2015, 1, 1), cpns_since=date(2010, 1, 1)),
    "employee_months_below_12": lambda e: make_employee(service_months=12),
    "position_once_a_unit": lambda e: [make_position(e.unit) for _ in range(2)],
    "need": lambda e: make_position(make_unit(), need=-1),
}


@pytest.mark.parametrize("constraint", REFUSED)
def test_the_wrong_thing_is_impossible(constraint):
    employee = make_employee(grade_since=date(2020, 4, 1))

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        REFUSED[constraint](employee)


def test_arabic_digits_are_no_nip():
    with pytest.raises(IntegrityError, match="employee_nip_18_digits"):
        make_employee(nip="١" * 18)


def test_a_signed_change_leaves_who_why_before_and_after():
    employee, officer = make_employee(name="Lama"), make_user()

    with change(by=officer, reason="Perbaikan nama sesuai ijazah"):
        Employee.objects.filter(pk=employee.pk).update(name="Baru")

    entry = Entry.objects.of(employee).first()
    assert (entry.actor, entry.reason, entry.action) == (officer.pk, "Perbaikan nama sesuai ijazah", "UPDATE")
    assert (entry.before["name"], entry.after["name"]) == ("Lama", "Baru")


def test_an_unsigned_change_leaves_its_trace_without_a_name():
    employee = make_employee()

    AnnualRating.objects.bulk_create([AnnualRating(employee=employee, year=2024, rating=2)])

    assert Entry.objects.get(table="employees_annualrating").actor is None


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Guru Ahli Muda", "GURU"),
        ("PRANATA  KOMPUTER AHLI PERTAMA", "PRANATA KOMPUTER"),
        ("Perawat Terampil", "PERAWAT"),
        ("Pemulasaraan Jenazah Mahir", "PEMULASARAAN JENAZAH"),
    ],
)
def test_the_name_of_a_function_is_its_title_without_the_tier(title, name):
    appointment = make_appointment(make_employee(), title=title, kind="2")

    appointment.refresh_from_db()
    assert appointment.functional_name == name
