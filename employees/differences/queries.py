"""What the desk asks of the ledger: how many differences of which field, and what stands in one of them."""

from django.db.models import Count, Q

from employees.imports.sheets import SHEET_NAMES
from employees.models import Difference

LABELS = {Difference.Kind.ONLY_THEIRS: "Hanya ada di SIASN", Difference.Kind.ONLY_OURS: "Hanya ada di SIMPEG"}
RELATED = ("employee", "employee__state__unit", "decided_by", "answered_by", "last_run", "settled_run", "previous")


def places(differences):
    """Where there are or were any: `[{sheet, kind, column, label, code, number, states}]`, sheet by sheet, most first.

    `number` is how many are open, `states` how many stand in each state.
    """
    counts = {f"in_{key}": Count("pk", filter=condition) for key, (_, condition) in Difference.STATES.items()}
    counted = differences.order_by().values("sheet", "kind", "column")
    rows = []
    for row in counted.annotate(number=Count("pk", filter=Q(settled_at=None)), **counts):
        states = {key: row.pop(f"in_{key}") for key in Difference.STATES}
        rows.append(row | {"label": row["column"] or LABELS[row["kind"]], "code": code_of(row), "states": states})
    return sorted(rows, key=lambda row: (SHEET_NAMES.index(row["sheet"]), -row["number"], row["label"]))


def in_states(found):
    """`[{key, label, number}]` over all places."""
    return [
        {"key": key, "label": words, "number": sum(place["states"][key] for place in found)}
        for key, (words, _) in Difference.STATES.items()
    ]


def code_of(place):
    """A place as a filter names it: `RW SKP:PREDIKAT`, `RW SKP:*THEIRS`."""
    return f"{place['sheet']}:{place['column'] or '*' + place['kind']}"


def at_place(differences, code):
    sheet, _, column = code.partition(":")
    found = differences.filter(sheet=sheet)
    if column.startswith("*"):
        return found.filter(kind=column[1:])
    return found.filter(column=column) if column else found
