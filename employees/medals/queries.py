"""The facts the rules of the Satyalancana look at."""

from employees.models import MedalFacts


def medal_facts(law, *, many=True):
    """`MedalFacts`; read it within `as_of(law.day)`."""
    return MedalFacts.objects.all()
