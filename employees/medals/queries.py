"""The facts the rules of the Satyalancana look at."""

from employees.models import MedalFacts


def medal_facts(law, *, many=True, laid_out=False):
    """`MedalFacts`; read it within `as_of(law.day)`."""
    return MedalFacts.objects.all()
