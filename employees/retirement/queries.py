"""The facts the rule of retirement looks at."""

from employees.models import RetirementFacts


def retirement_facts(law, *, many=True, laid_out=False):
    """`RetirementFacts`; read it within `as_of(law.day)`."""
    return RetirementFacts.objects.all()
