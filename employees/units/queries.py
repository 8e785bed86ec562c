"""The organisation as this user sees it: branches with their heads and head-counts, and the position map."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from employees.models import Employee, Position, Unit, UnitHead


@dataclass(frozen=True)
class Branch:
    """A unit in the tree: who heads it, how many active people it and everything under it has."""

    unit: Unit
    head: Employee | None
    people: int
    has_branches: bool


def root_units(user):
    """Where this user's tree begins: the top of the regency, or the units he works for."""
    visible = Unit.objects.visible_to(user)
    if user.has_perm("employees.view_all_units"):
        return visible.filter(parent__isnull=True)
    mandated = set(user.mandates.values_list("unit_id", flat=True))
    return [u for u in visible.filter(pk__in=mandated) if not mandated & set(u.path[:-1])]


def roots(user, law):
    """The branches with which this user's tree begins."""
    units = root_units(user)
    units = _with_branches(Unit.objects.filter(pk__in=[unit.pk for unit in units]), law.day)
    numbers = {f"u{unit.pk}": Count("pk", filter=Q(state__unit__path__contains=[unit.pk])) for unit in units}
    counted = _active(user, law).aggregate(**numbers) if numbers else {}
    return _branches(units, {unit.pk: counted[f"u{unit.pk}"] for unit in units})


def branches(unit, user, law):
    """The units right below, with the numbers of their whole trees."""
    units = _with_branches(Unit.objects.visible_to(user).filter(parent=unit), law.day)
    return _branches(units, head_counts(unit, user, law))


def head_counts(unit, user, law):
    """Active people below a unit: `{child's id: number}`, and under None those in the unit itself."""
    child = f"state__unit__path__{len(unit.path)}"  # the step of a path that follows this unit
    people = _active(user, law).filter(state__unit__path__contains=[unit.pk])
    return dict(people.order_by().values_list(child).annotate(number=Count("pk")))


def head_of(unit):
    return UnitHead.objects.filter(unit=unit).select_related("employee", "grade").first()


def position_map(unit, law):
    """The posts of a unit with their need, their active holders, and what is over or missing."""
    holders = Employee.objects.active(law).filter(state__unit=OuterRef("unit"), state__position_title=OuterRef("title"))
    number = holders.order_by().values("state__unit").annotate(number=Count("pk")).values("number")
    posts = Position.objects.filter(unit=unit).in_force_on(law.day).select_related("least_education")
    posts = posts.annotate(holders=Coalesce(Subquery(number), 0)).order_by("kind", "echelon", "title")
    return [(post, post.holders - post.need) for post in posts]


def _active(user, law):
    return Employee.objects.visible_to(user).active(law)


def _with_branches(units, day):
    """Those of the units that exist on the day, each with the word whether any lies below."""
    children = Unit.objects.open_on(day).filter(parent=OuterRef("pk"))
    return list(units.open_on(day).annotate(has_branches=Exists(children)).order_by("name", "pk"))


def _branches(units, numbers):
    heads = UnitHead.objects.filter(unit_id__in=[unit.pk for unit in units]).select_related("employee")
    by_unit = {head.unit_id: head.employee for head in heads}
    return [Branch(unit, by_unit.get(unit.pk), numbers.get(unit.pk, 0), unit.has_branches) for unit in units]
