"""Storing a plan: one INSERT ... SELECT ... ON CONFLICT per sheet, so rows never travel through Python."""

from employees.imports.plan import CHANGED, NEW, compared
from employees.models import Employee, Unit


class ImportClash(Exception):
    """Somebody changed the same records between the comparison and the storing."""


def store(cursor, staged, counts):
    """Store the new and the changed rows of one sheet; `counts` is what the plan found."""
    sheet = staged.sheet
    expected = sum(counts.get(action, (0, 0))[0] for action in (NEW, CHANGED))
    if not expected:
        return
    planned = [field.target for field in sheet.fields] + (["siasn"] if sheet.extra else [])
    if sheet.model in (Unit, Employee):
        planned.append("id")
    others = {name: sheet.empty(name) for name in _other_columns(sheet, planned)}
    kept = [target for target in compared(staged) if target not in sheet.key]
    update = "DO NOTHING"
    if kept:
        old, new = (", ".join(f"{alias}.{name}" for name in kept) for alias in ("t", "EXCLUDED"))
        assigned = ", ".join(f"{name} = EXCLUDED.{name}" for name in kept)
        update = f"DO UPDATE SET {assigned} WHERE ({old}) IS DISTINCT FROM ({new})"
    among = f" WHERE {sheet.among}" if sheet.among else ""
    cursor.execute(
        f"INSERT INTO {sheet.table} AS t ({', '.join([*planned, *others])}) "
        f"SELECT {', '.join([*planned, *others.values()])} FROM {sheet.plan} "
        f"WHERE action IN ('{NEW}', '{CHANGED}') ORDER BY row ON CONFLICT ({', '.join(sheet.key)}){among} {update}"
    )
    if cursor.rowcount != expected:
        raise ImportClash(f"Data lembar {sheet.name} baru saja diubah orang lain. Ulangi impor ini.")


def _other_columns(sheet, planned):
    """Columns of the table that no sheet fills; a new row gets what is empty for them."""
    return [
        each.attname
        for each in sheet.model._meta.concrete_fields
        if not each.generated and not each.primary_key and each.attname not in planned
    ]
