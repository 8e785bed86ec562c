"""The chart of the organisation (bagan): boxes with posts, holders, grade and room, the same few queries a level.

Read within `as_of(day)`, which says of which day the numbers speak.
"""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from employees.models import ActingDuty, Employee, Headcount, PositionKind, Unit
from employees.units.headcount import Tally, holders_in

MANY = 8  # of one kind, without structural posts: on paper they are one box with their number


@dataclass(frozen=True)
class Seat:
    """A structural post in a box: who holds it, or who acts; neither is a vacancy."""

    title: str
    echelon: int | None
    holders: list
    acting: list

    @property
    def vacant(self):
        return not self.holders


@dataclass
class Box:
    """A unit on the chart; `tally` is of the unit alone, `below` its boxes where they were asked for."""

    unit: Unit
    seats: list
    tally: Tally
    has_branches: bool
    below: list = field(default_factory=list)
    bundles: list = field(default_factory=list)


@dataclass(frozen=True)
class Bundle:
    """Many units of one kind that have no structural post: schools, health centres."""

    label: str
    units: int
    tally: Tally


def boxes(units, user, law):
    """A box for each of these units, in their order."""
    children = Unit.objects.open_on(law.day).filter(parent=OuterRef("pk"))
    units = list(units.annotate(has_branches=Exists(children)).order_by("head_echelon", "name", "pk"))
    keys = [unit.pk for unit in units]
    rows, seats = {}, {}
    for row in Headcount.objects.filter(unit__in=keys).order_by("echelon", "title"):
        off_map = row.position_id is None
        rows[row.unit_id] = rows.get(row.unit_id, Tally()) + Tally(
            need=row.need,
            pns=row.pns,
            pppk=row.pppk,
            short=max(-row.balance, 0),
            over=0 if off_map else max(row.balance, 0),
            off_map=row.holders if off_map else 0,
            posts=0 if off_map else 1,
        )
        if row.kind == PositionKind.STRUCTURAL and row.title:
            seats.setdefault(row.unit_id, []).append(row)
    heads = Employee.objects.active(law).filter(state__unit__in=keys, state__position_kind=PositionKind.STRUCTURAL)
    holders = holders_in(heads)
    acting = {}
    for duty in ActingDuty.objects.filter(unit__in=keys).select_related("employee").order_by("since"):
        acting.setdefault((duty.unit_id, duty.title), []).append(duty)
    return [
        Box(
            unit,
            [
                Seat(
                    row.title, row.echelon, holders.get((unit.pk, row.title), []), acting.get((unit.pk, row.title), [])
                )
                for row in seats.get(unit.pk, [])
            ],
            rows.get(unit.pk, Tally()),
            unit.has_branches,
        )
        for unit in units
    ]


def tree(unit, user, law):
    """The box of a unit, closed or not, with the boxes right below it."""
    found = boxes(Unit.objects.filter(pk=unit.pk) | _below(user, law).filter(parent=unit), user, law)
    top = next(box for box in found if box.unit.pk == unit.pk)
    top.below = [box for box in found if box is not top]
    return top


def level(unit, user, law):
    """The boxes right below a unit."""
    return boxes(_below(user, law).filter(parent=unit), user, law)


def sheet(unit, user, law):
    """The box of a unit with two levels below it, as it goes on paper."""
    below = _below(user, law).filter(path__contains=[unit.pk], path__len__lte=len(unit.path) + 2)
    found = boxes(Unit.objects.filter(pk=unit.pk) | below, user, law)
    by_parent = {}
    for box in found:
        by_parent.setdefault(box.unit.parent_id, []).append(box)
    for box in found:
        box.below, box.bundles = bundled(by_parent.get(box.unit.pk, []))
    return next(box for box in found if box.unit.pk == unit.pk)


def bundled(below):
    """Boxes that stand alone, and the many alike ones as bundles."""
    alike = {}
    for box in below:
        if not box.seats:
            alike.setdefault(box.unit.kind, []).append(box)
    many = {kind: group for kind, group in alike.items() if len(group) > MANY}
    bundles = [
        Bundle(Unit.Kind(kind).label if kind else "Unit", len(group), sum((box.tally for box in group), Tally()))
        for kind, group in many.items()
    ]
    return [box for box in below if box.seats or box.unit.kind not in many], bundles


def _below(user, law):
    return Unit.objects.visible_to(user).open_on(law.day)
