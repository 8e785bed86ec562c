"""What a page of a due list shows of each verdict: flat rows, fifty at a time."""

from dataclasses import dataclass
from datetime import date

from employees.models import DueList
from employees.models.employee import titled

SHOWN = [
    *("pk", "nip", "kind", "verdict", "earliest", "asked", "failed", "unknown", "facts", "employee", "unit__name"),
    *("employee__name", "employee__front_title", "employee__back_title"),
]


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
