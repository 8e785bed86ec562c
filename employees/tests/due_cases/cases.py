"""People with something due, and the officers who handle it."""

from datetime import date

from employees.due_lists.services import run_list
from employees.models import AnnualRating
from employees.tests.factories import make_appointment, make_education, make_employee
from simpeg.law.models import PromotionPeriod
from simpeg.testing.people import make_user

PERIOD = date(2027, 1, 1)
RIGHTS = ["view_all_units", "view_duelist", "add_duelist", "handle_duecase", "employees.export_list"]


def officer(**fields):
    return make_user(*RIGHTS, **fields)


def deserving(**fields):
    """A pelaksana of III/a since 2022 with a diploma and good years: a promotion, a step and a medal are due."""
    fields.setdefault("cpns_since", date(2012, 3, 1))
    good = dict.fromkeys(range(2020, 2027), AnnualRating.Rating.GOOD)
    employee = make_employee(
        grade="III/a", grade_since=date(2022, 4, 1), first_grade=None, ratings=good, service_years=10,
        service_months=1, **fields,
    )  # fmt: skip
    employee.grade_records.update(service_years=10, service_months=1)
    make_appointment(employee)
    make_education(employee)
    return employee


def open_window(day=PERIOD):
    """The window of the period stands open today, whatever day the tests run on."""
    PromotionPeriod.objects.filter(day=day).update(opens_on=date(2020, 1, 1), closes_on=date(2100, 1, 1))


def promotion_list(by, day=PERIOD):
    open_window(day)
    return run_list("promotion", day=day, by=by)
