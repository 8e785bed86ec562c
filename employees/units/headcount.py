"""Need beside reality (bezetting): per post, per unit with everything below it, in one query each.

All of it is read within `as_of(day)`, which says of which day the views speak.
"""

from dataclasses import dataclass, field

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from employees.models import Employee, Headcount, Position

SUMS = {  # name -> what is added up, of which rows
    "need": (Sum, F("need"), Q()),
    "pns": (Sum, F("pns"), Q()),
    "pppk": (Sum, F("pppk"), Q()),
    "short": (Sum, -F("balance"), Q(balance__lt=0)),
    "over": (Sum, F("balance"), Q(balance__gt=0, position__isnull=False)),
    "off_map": (Sum, F("holders"), Q(position__isnull=True)),
    "posts": (Count, F("position"), Q()),
}


@dataclass(frozen=True)
class Tally:
    """What a group of posts needs and has; `holders` are all active people, on posts of the map or not.

    `balance` is bezetting less need, `short` and `over` are the same post by post: what is too much in one place does
    not fill another. `balance == over + off_map - short`.
    """

    need: int = 0
    pns: int = 0
    pppk: int = 0
    short: int = 0
    over: int = 0
    off_map: int = 0
    posts: int = 0

    @property
    def holders(self):
        return self.pns + self.pppk

    @property
    def balance(self):
        return self.holders - self.need

    def __add__(self, other):
        return Tally(*(getattr(self, name) + getattr(other, name) for name in SUMS))


@dataclass(frozen=True)
class Post:
    """A row of a unit's map with those who hold it; `position` is None where the map does not know the post."""

    row: Headcount
    position: Position | None
    holders: list = field(default_factory=list)


def tallies_below(unit, user):
    """`{child's id: Tally of its whole tree}`, and under None that of the unit itself."""
    child = f"unit__path__{len(unit.path)}"  # the step of a path that follows this unit
    rows = Headcount.objects.visible_to(user).filter(unit__path__contains=[unit.pk])
    found = rows.order_by().values(step=F(child)).annotate(**_sums())
    return {row["step"]: Tally(*(row[f"sum_{name}"] for name in SUMS)) for row in found}


def tallies_of(units, user):
    """`{unit's id: Tally of its whole tree}` for a handful of units, wherever they are."""
    sums = {f"{name}_{unit.pk}": _within(name, unit) for unit in units for name in SUMS}
    if not sums:
        return {}
    found = Headcount.objects.visible_to(user).aggregate(**sums)
    return {unit.pk: Tally(**{name: found[f"{name}_{unit.pk}"] or 0 for name in SUMS}) for unit in units}


def posts_of(unit, user, law):
    """The map of one unit, highest post first, with its holders and when they retire; then what no map knows."""
    rows = Headcount.objects.filter(unit=unit).select_related("position__least_education")
    holders = holders_in(Employee.objects.visible_to(user).active(law).filter(state__unit=unit))
    posts = [Post(row, row.position, holders.get((unit.pk, row.title), [])) for row in rows]
    return sorted(
        posts, key=lambda post: (post.position is None, post.row.kind, post.row.echelon or 99, post.row.title)
    )


def holders_in(people):
    """`{(unit's id, title): [people]}`, those first who are longest on the post."""
    found = {}
    people = people.select_related("state__grade", "retirement").order_by("state__position_since", "nip")
    for person in people:
        found.setdefault((person.state.unit_id, person.state.position_title), []).append(person)
    return found


def map_of_tree(unit, user):
    """Every post at or below a unit, unit by unit: what the workbook of the bezetting holds."""
    rows = Headcount.objects.visible_to(user).filter(unit__path__contains=[unit.pk])
    rows = rows.select_related("unit", "position__least_education")
    return rows.order_by("unit__path", "kind", "echelon", "title", "key")


def _sums():
    return {f"sum_{name}": Coalesce(_kind(*what), 0) for name, what in SUMS.items()}


def _kind(aggregate, expression, condition):
    return aggregate(expression, filter=condition) if condition else aggregate(expression)


def _within(name, unit):
    aggregate, expression, condition = SUMS[name]
    return aggregate(expression, filter=condition & Q(unit__path__contains=[unit.pk]))
