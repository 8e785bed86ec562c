"""The search box: people by NIP or name, else by the post they hold, and units; a handful of each."""

from dataclasses import dataclass, field

from django.db.models import Q

from employees.directory.queries import Listed, matching, nip_part, people_page, states
from employees.models import Unit

PEOPLE_SHOWN = 10
UNITS_SHOWN = 5
UNITS_FOUND = 200  # are sorted: of a word that every unit bears, whichever come first
SHORTEST = 2  # one letter matches half of everybody


@dataclass(frozen=True)
class Found:
    """What a text led to; `more_people` says that the list of people goes on."""

    people: list[Listed] = field(default_factory=list)
    more_people: bool = False
    holders: list[Listed] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)

    def __bool__(self):
        return bool(self.people or self.holders or self.units)

    @property
    def only_person(self):
        """The one hit there is, or None."""
        alone = len(self.people) == 1 and not (self.more_people or self.holders or self.units)
        return self.people[0] if alone else None


def quick_search(user, text):
    """Who and what `text` may mean, among what this user may see."""
    if len(text) < SHORTEST:
        return Found()
    people = states(user)
    hits = _first(matching(people, text), PEOPLE_SHOWN + 1)
    if nip_part(text):
        return Found(hits[:PEOPLE_SHOWN], len(hits) > PEOPLE_SHOWN)
    units = Unit.objects.visible_to(user).filter(*_holding("name", text))[:UNITS_FOUND]
    units = sorted(units, key=lambda unit: (unit.name, unit.pk))
    holders = []
    if len(hits) < PEOPLE_SHOWN:
        others = people.exclude(pk__in=[hit.pk for hit in hits])
        holders = _first(others.filter(*_holding("position_title", text)), PEOPLE_SHOWN)
    return Found(hits[:PEOPLE_SHOWN], len(hits) > PEOPLE_SHOWN, holders, units[:UNITS_SHOWN])


def _first(people, number):
    page, _, _ = people_page(people, "name", None, typed=True, size=number)
    return page.rows


def _holding(column, text):
    """Every typed word stands in the column, in any case."""
    return [Q(**{f"{column}__icontains": word}) for word in text.split()]
