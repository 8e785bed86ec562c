"""Somebody of whom no indicator complains; each test spoils what it is about."""

from datetime import date

from employees.models import AnnualRating
from employees.tests.factories import make_appointment, make_education, make_employee

GOOD = AnnualRating.Rating.GOOD


def sound(*, position=None, education=None, **fields):
    """A PNS since 2010 with a complete file; `position` and `education` override those of its records, None keeps."""
    fields = {
        "nik": "7602014101850001", "phone": "081234567890", "email": "siti@contoh.id", "back_title": "S.Sos.",
        "cpns_decree": "813/1", "siasn": {"IS VALID NIK": "true", "INSTANSI INDUK ID": "A", "INSTANSI KERJA ID": "A"},
        "ratings": {2025: GOOD, 2024: GOOD}, "grade": "III/a", "grade_since": date(2010, 1, 1),
    } | fields  # fmt: skip
    employee = make_employee(**fields)
    make_appointment(employee, **({"since": date(2010, 1, 1)} | (position or {})))
    make_education(employee, **(education or {}))
    return employee
