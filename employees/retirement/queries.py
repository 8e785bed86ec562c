"""The facts the rule of retirement looks at."""

from employees.models import RetirementFacts


def retirement_facts(law, *, many=True):
    """`RetirementFacts`; read it within `as_of(law.day)`."""
    return RetirementFacts.objects.all()
