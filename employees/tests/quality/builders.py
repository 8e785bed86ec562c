"""Somebody of whom no indicator complains; each test spoils what it is about."""

from datetime import date

from employees.models import AnnualRating, Document
from employees.tests.factories import make_appointment, make_education, make_employee
from simpeg.accounts.services import system_user

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
    for kind, records in (
        ("golongan", employee.grade_records),
        ("jabatan", employee.appointments),
        ("pendidikan", employee.education_records),
    ):
        scanned(employee, kind, records.get())
    return employee


def scanned(employee, kind, record):
    """A scan of the decree or diploma behind this record, as far as the database is concerned."""
    Document.objects.create(
        employee=employee, kind=kind, record_id=record.pk, title="Pindaian", file=f"documents/{kind}-{record.pk}",
        media_type="application/pdf", size=1, digest="0" * 64, pages=1, uploaded_by=system_user(),
    )  # fmt: skip
