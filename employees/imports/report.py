"""The report of an examination, kept in tables so that pages can leaf through it."""

from employees.imports.plan import NEW
from employees.models import ImportLine

# Nobody leafs through more, and a first import of a large agency would keep a line for each of its millions of rows.
LINES_KEPT = 10_000
COLUMNS = 'run_id, kind, sheet, row, subject, "column", old, new, message'


def keep_report(run, examination):
    """Replace the lines of `run`: all errors and warnings, and of each sheet the first new rows and changed values."""
    ImportLine.objects.filter(run=run).delete()
    cursor, into = examination.cursor, f"INSERT INTO {ImportLine._meta.db_table} ({COLUMNS})"
    cursor.execute(
        f"{into} SELECT %s, i.level, i.sheet, i.row, '', i.\"column\", COALESCE(i.value, ''), '', i.message "
        f"FROM ({examination.issues_sql()}) i",
        [run.pk],
    )
    for staged in examination.staged:
        sheet = staged.sheet
        cursor.execute(
            f"{into} SELECT %s, 'NEW', %s, row, subject, '', '', '', '' FROM {sheet.plan} WHERE action = '{NEW}' "
            "ORDER BY row LIMIT %s",
            [run.pk, sheet.name, LINES_KEPT],
        )
        cursor.execute(
            f"{into} SELECT %s, 'CHANGED', c.sheet, c.row, c.subject, c.\"column\", COALESCE(c.old, ''),"
            f" COALESCE(c.new, ''), '' FROM ({examination.changes_sql(staged)}) c LIMIT %s",
            [run.pk, LINES_KEPT],
        )
