"""The facts the rules of the Satyalancana look at."""

from employees.due_lists.places import Places
from employees.models import MedalFacts

PLACES = Places(
    table="employees_medalplace",
    columns="status standing grade_id grade_code",
    placed="employees_medalplaced",
    parts=("employees_medalsaid", "employees_medalasked"),
    others="employees_medalahead",
)


def medal_facts(law, *, many=True, laid_out=False):
    """`MedalFacts`; read it within `as_of(law.day)`."""
    return MedalFacts.objects.all()
