"""An office that sends letters: who signs, and people whose step is due."""

from datetime import date

from employees.due_lists.services import run_list
from employees.models import AnnualRating, Signer
from employees.tests.factories import make_employee
from simpeg import roles
from simpeg.testing.people import make_user

DAY = date(2026, 1, 5)
DUE = date(2026, 3, 1)


def make_officer(**fields):
    return make_user(role=roles.PROMOTION_OFFICER.name, **fields)


def make_signer(**fields):
    fields.setdefault("name", "Dr. Andi Contoh, M.Si.")
    fields.setdefault("nip", "197001011995031001")
    fields.setdefault("rank", "Pembina Utama Muda (IV/c)")
    fields.setdefault("title", "Kepala BKPSDM Kabupaten Mamuju")
    fields.setdefault("on_behalf", "a.n. Bupati Mamuju")
    fields.setdefault("since", date(2020, 1, 1))
    return Signer.objects.create(**fields)


def make_due(*, grade="III/a", since=date(2024, 3, 1), years=0, unit=None, **fields):
    """Somebody whose step is due on DUE: III/a since 1 March 2024 with no years yet, rated."""
    fields.setdefault("ratings", {2024: AnnualRating.Rating.GOOD, 2025: AnnualRating.Rating.GOOD})
    fields.setdefault("name", "Siti Rahma")
    employee = make_employee(grade=grade, grade_since=since, unit=unit, service_years=years, service_months=0, **fields)
    employee.grade_records.update(
        service_years=years,
        service_months=0,
        decree="821/7/2024",
        decree_on=date(2024, 2, 20),
        decree_by="Bupati Mamuju",
    )
    return employee


def make_list(by, *, day=DUE, **narrow):
    return run_list("salary-increment", day=day, by=by, **narrow)
