"""Plain builders: every default is boring, every override is what the test is about."""

from datetime import date
from itertools import count

from employees.models import AnnualRating, Appointment, EducationRecord, Employee, GradeRecord, Position, Unit
from simpeg.law.models import Grade

_serial = count(1)


def make_unit(name="Dinas Pendidikan", *, parent=None, **fields):
    number = next(_serial)
    fields.setdefault("siasn_id", f"unor-{number:06d}")
    fields.setdefault("kind", Unit.Kind.BIDANG if parent else Unit.Kind.DINAS)
    unit = Unit.objects.create(name=name, parent=parent, **fields)
    unit.refresh_from_db()  # the database fills path and opd
    return unit


def make_grade(code):
    """The grade of the real law data: `make_grade("III/b")`."""
    return Grade.objects.get(code=code)


def make_nip(*, birth_date=date(1985, 1, 1), cpns_since=date(2010, 1, 1), sex=Employee.Sex.MALE, serial=None):
    """A NIP that agrees with the birth date, the TMT CPNS and the sex; tests that write one out end it below 100."""
    serial = serial if serial is not None else 100 + next(_serial) % 900
    return f"{birth_date:%Y%m%d}{cpns_since:%Y%m}{1 if sex == Employee.Sex.MALE else 2}{serial:03d}"


def make_employee(*, grade="III/b", grade_since=date(2022, 4, 1), unit=None, ratings=None, **fields):
    """A PNS in active service. `unit=None` makes an office; pass one to put several people together.

    `ratings={2025: AnnualRating.Rating.GOOD}` adds yearly predikat; position, education and the rest have builders
    of their own.
    """
    fields.setdefault("name", "Siti Rahma")
    fields.setdefault("birth_date", date(1985, 1, 1))
    fields.setdefault("cpns_since", date(2010, 1, 1))
    fields.setdefault("sex", Employee.Sex.FEMALE)
    fields.setdefault("status", Employee.Status.PNS)
    fields.setdefault("standing", Employee.Standing.ACTIVE)
    if fields["status"] == Employee.Status.PNS:
        fields.setdefault("pns_since", date(2011, 1, 1))
    if "nip" not in fields:
        nip = {key: fields[key] for key in ("birth_date", "cpns_since", "sex")}
        fields["nip"] = make_nip(**nip)
    held = make_grade(grade)
    fields.setdefault("first_grade", make_grade("III/a") if held.kind == Grade.Kind.PNS else held)
    employee = Employee.objects.create(grade=held, grade_since=grade_since, unit=unit or make_unit(), **fields)
    make_grade_record(employee, grade=grade, since=grade_since)
    for year, rating in (ratings or {}).items():
        AnnualRating.objects.create(employee=employee, year=year, rating=rating)
    return employee


def make_grade_record(employee, *, grade="III/b", since=date(2022, 4, 1), **fields):
    fields.setdefault("service_years", 12)
    fields.setdefault("service_months", 0)
    fields.setdefault("decree", "SK-GOL-1")
    return GradeRecord.objects.create(employee=employee, grade=make_grade(grade), since=since, **fields)


def make_appointment(employee, *, title="Pengolah Data", kind="4", since=date(2020, 1, 2), **fields):
    """A position the employee takes up; definitive, pelaksana, in his own unit, unless said otherwise."""
    fields.setdefault("unit", employee.unit)
    fields.setdefault("decree", "SK-JAB-1")
    return Appointment.objects.create(employee=employee, title=title, kind=kind, since=since, **fields)


def make_education(employee, *, level="40", name="S-1 Ilmu Administrasi", graduated=2008, **fields):
    return EducationRecord.objects.create(employee=employee, level_id=level, name=name, graduated=graduated, **fields)


def make_position(unit, *, title="Pengolah Data", kind="4", need=1, **fields):
    """A row of the position map."""
    return Position.objects.create(unit=unit, title=title, kind=kind, need=need, **fields)
