"""What has changed in a person's file since a moment: counted from the trail, table by table."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q

from employees.dossier.trail import trail_of
from employees.models import Employee, Sanction

WORDS = {"INSERT": "ditambahkan", "UPDATE": "diubah", "DELETE": "dihapus"}


@dataclass(frozen=True)
class Since:
    """How many records changed, and of each kind how many in which way: `("riwayat golongan", "1 ditambahkan")`."""

    records: int
    lines: list[tuple[str, str]]


def changed_since(employee, moment, *, with_sanctions):
    """Each record once, however often it was touched: what was added and changed is added, and not counted if gone."""
    entries = trail_of(employee).filter(at__gt=moment)
    if not with_sanctions:
        entries = entries.exclude(Q(table=Sanction._meta.db_table))
    rows = {}
    for table, row, action in entries.order_by("id").values_list("table", "row_id", "action"):
        first = rows.get((table, row), (action, None))[0]
        rows[table, row] = (first, action)
    return _counted(rows)


def _counted(rows):
    models = {model._meta.db_table: model for model in apps.get_models()}
    counts = {}
    for (table, _), (first, last) in rows.items():
        if first == "INSERT" and last == "DELETE":
            continue
        action = "DELETE" if last == "DELETE" else first
        kind = counts.setdefault(table, {})
        kind[action] = kind.get(action, 0) + 1
    lines = [
        (
            _name(models.get(table), table),
            ", ".join(f"{kind[action]} {WORDS[action]}" for action in WORDS if action in kind),
        )
        for table, kind in sorted(counts.items())
    ]
    return Since(sum(sum(kind.values()) for kind in counts.values()), lines)


def _name(model, table):
    if model is Employee:
        return "Data utama"
    return str(model._meta.verbose_name).capitalize() if model else table
