"""The facts the rule of retirement looks at."""

from employees.due_lists.places import Places
from employees.models import RetirementFacts

PLACES = Places(
    table="employees_retirementplace",
    columns="status standing grade_id grade_code limit_code limit_name limit_basis limit_age",
    placed="employees_retirementplaced",
    parts=("employees_retirementplaced",),
    others="employees_retirementahead",
)


def retirement_facts(law, *, many=True, laid_out=False):
    """`RetirementFacts`; read it within `as_of(law.day)`."""
    return RetirementFacts.objects.all()
