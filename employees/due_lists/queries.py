"""Which verdicts of a list somebody sees, and what its page shows of each: flat rows, fifty at a time."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Q, Value

from employees.directory.queries import in_units
from employees.models import DueList, EmployeeState, Unit
from employees.models.employee import titled
from simpeg.core.sql import IsAny

SHOWN = [
    *("pk", "nip", "kind", "verdict", "earliest", "asked", "failed", "unknown", "facts", "employee", "unit__name"),
    *("employee__name", "employee__front_title", "employee__back_title"),
]


def verdicts_of(kept, user):
    """The verdicts of a list of the people whom this user sees: those that `visible_to` says, asked of one list.

    Nearly everybody is still where the list found him: these are found by their unit, in the list's own index, instead
    of each by his number. Who has come or gone since then is found first, by comparing both as sets.
    """
    verdicts = kept.verdicts.all()
    of_units = user.has_perm("employees.view_own_units") and not user.has_perm("employees.view_all_units")
    if not (of_units and user.is_active and user.has_perm("employees.view_duelist")):
        return verdicts.visible_to(user)
    units = in_units(Unit.objects.visible_to(user))
    here, there = EmployeeState.objects.filter(units | Q(nip=user.nip or "")), verdicts.filter(units)
    come = here.exclude(employee__in=there.values("employee")).values("employee")
    moved = (
        there.exclude(employee__in=here.values("employee"))
        .values_list("employee", Value(True))
        .union(verdicts.filter(IsAny(F("employee_id"), ArraySubquery(come))).values_list("employee", Value(False)))
    )
    gone, come = [], []
    for employee, has_gone in moved:
        (gone if has_gone else come).append(employee)
    left = units & ~Q(employee__in=gone) if gone else units
    return verdicts.filter(left | Q(employee__in=come) if come else left)


@dataclass(frozen=True, slots=True)
class Line:
    """A verdict as a row of its list."""

    pk: int
    nip: str
    kind: str
    verdict: str
    earliest: date | None
    asked: int
    failed: int
    unknown: int
    facts: dict
    employee: int
    unit: str
    full_name: str
    kind_label: str
    list: DueList


def lines(kind, kept, found):
    """The rows of a list (dicts of SHOWN)."""
    labels = dict(kind.kinds.choices)
    for row in found:
        yield Line(
            **{name: row[name] for name in SHOWN[:10]},
            unit=row["unit__name"] or "–",
            full_name=titled(row["employee__name"], row["employee__front_title"], row["employee__back_title"]),
            kind_label=labels[row["kind"]],
            list=kept,
        )
