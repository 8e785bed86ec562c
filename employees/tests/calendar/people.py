"""People to whom something comes."""

from datetime import date

from employees.calendar.foresight import foreseen_of, looking_ahead
from employees.models import AnnualRating
from employees.tests.factories import make_appointment, make_education, make_employee

GOOD, FAIR, POOR = AnnualRating.Rating.GOOD, AnnualRating.Rating.FAIR, AnnualRating.Rating.POOR
TODAY = date(2026, 3, 10)


def clerk(grade="III/b", since=date(2022, 7, 1), *, ratings=None, years=12, level="40", **fields):
    """A pelaksana with S-1 whose four years in the grade are full in July 2026, and whose next step is in July 2026."""
    fields.setdefault("cpns_since", date(2010, 1, 1))
    ratings = {2024: GOOD, 2025: GOOD} if ratings is None else ratings
    employee = make_employee(grade=grade, grade_since=since, ratings=ratings, **fields)
    employee.grade_records.update(service_years=years, service_months=0)
    make_appointment(employee)
    if level:
        make_education(employee, level=level)
    return employee


def ahead(employee, day=TODAY):
    """What the months ahead bring him: `[(subject, kind, day, state)]`."""
    return [(right.subject, right.kind, right.on.isoformat(), right.state) for right in rights(employee, day)]


def rights(employee, day=TODAY):
    with looking_ahead(day) as (law, horizon):
        return foreseen_of(employee, law, horizon)


def of(subject, employee, day=TODAY):
    return [(on, state) for name, _, on, state in ahead(employee, day) if name == subject]
