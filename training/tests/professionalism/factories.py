"""Plain builders of people whose index is looked at; what a test overrides is what it is about."""

from datetime import date

from employees.models import Course, Sanction
from employees.tests.factories import make_appointment, make_education, make_employee

YEAR = 2026
KINDS = {"1": "Kepala Seksi", "2": "Auditor", "4": "Pengolah Data"}


def make_person(*, position="4", echelon=None, tier="", level="40", rating=2, **fields):
    """Somebody with a position of that kind (None: without one), a diploma of that level and a predikat of 2025.

    Without level or rating there is none on file.
    """
    ratings = {YEAR - 1: rating} if rating else {}
    person = make_employee(ratings=ratings, **fields)
    if position:
        echelon = (echelon or 41) if position == "1" else None
        make_appointment(person, title=KINDS[position], kind=position, echelon=echelon, tier=tier)
    if level:
        make_education(person, level=level, name=f"Ijazah {level}")
    return person


def make_course(person, kind="TEKNIS", *, hours=20, ends_on=date(YEAR, 6, 30), level="", name=None):
    number = person.courses.count() + 1
    return Course.objects.create(
        employee=person, kind=kind, level=level, name=name or f"Pelatihan {number}", ends_on=ends_on,
        learning_hours=hours,
    )  # fmt: skip


def make_sanction(person, kind="teguran_lisan", starts_on=date(YEAR, 3, 1)):
    return Sanction.objects.create(employee=person, kind_id=kind, starts_on=starts_on, ends_on=starts_on)
