"""The rows of a workbook in temporary tables, as typed values, with what is wrong with them.

Rows pass through Python once and in pieces, so memory does not grow with the workbook. Rows that were refused are
staged too: the checks in SQL then tell everything that is wrong with a row at once.
"""

import json
from dataclasses import dataclass
from itertools import islice

from simpeg.imports.columns import shown
from simpeg.imports.mending import REFUSED_BECAUSE
from simpeg.imports.sheet import folded, match_header, read_rows

ERROR, WARNING = "ERROR", "WARNING"
BATCH_ROWS = 2_000
ISSUES = """
CREATE TEMP TABLE import_issue (
    sheet text NOT NULL, row integer NOT NULL, "column" text NOT NULL, value text,
    level text NOT NULL, kind text NOT NULL, message text NOT NULL
) ON COMMIT DROP
"""


@dataclass(frozen=True)
class Staged:
    """A sheet whose rows are in its staging table, and which of its columns the workbook has."""

    sheet: object
    present: frozenset  # targets
    extra: tuple  # names of the columns kept word for word
    rows: int

    def has(self, target):
        return target in self.present


def create_issues(cursor):
    cursor.execute(ISSUES)


def drop_tables(cursor):
    """Let the temporary tables go before the transaction ends, for a longer one may hold another import."""
    cursor.execute(
        "SELECT string_agg(quote_ident(relname), ', ') FROM pg_class WHERE relnamespace = pg_my_temp_schema()"
        " AND relkind = 'r' AND relname ~ '^(import|stage|plan)_'"
    )
    cursor.execute(f"DROP TABLE {cursor.fetchone()[0]}")


def add_issues(cursor, issues):
    """Write `(sheet, row, column, value, level, kind, message)` tuples."""
    if issues:
        with cursor.copy("COPY import_issue FROM STDIN") as copy:
            for issue in issues:
                copy.write_row(issue)


def stage(cursor, sheet, rows, tell):
    """Bring one sheet into its staging table, calling `tell()` now and then; None when its header forbids reading."""
    rows = iter(rows)
    number, cells = next(rows, (1, []))
    if number != 1:  # without a first row the sheet has no header at all
        cells = []
    header = match_header(cells, sheet.columns)
    issues = [_issue(sheet, 1, problem) for problem in header.problems]
    issues += [
        (sheet.name, 1, title, title, WARNING, "extra column", f"Kolom {title} tidak dikenal dan tidak dibaca.")
        for title in header.unknown
        if folded(title) != REFUSED_BECAUSE
    ]
    add_issues(cursor, issues)
    _create_table(cursor, sheet)
    if header.problems:
        return None
    return _copy(cursor, sheet, header, rows, tell)


def _copy(cursor, sheet, header, rows, tell):
    places = {column: place for place, column in enumerate(header.columns)}
    fields = [(field, places[field.column]) for field in sheet.fields if field.column in places]
    extra = [(column.name, places[column]) for column in sheet.extra if column in places]
    names = ["row", *(field.name for field, _ in fields), *(["siasn"] if extra else [])]
    into = f"COPY {sheet.stage} ({', '.join(names)}) FROM STDIN"
    typed, count = read_rows(rows, header), 0
    while batch := list(islice(typed, BATCH_ROWS)):
        with cursor.copy(into) as copy:
            for number, values, _ in batch:
                row = [number, *(values[place] for _, place in fields)]
                if extra:
                    kept = {name: shown(values[place]) for name, place in extra if values[place] is not None}
                    row.append(json.dumps(kept))
                copy.write_row(row)
        add_issues(cursor, [_issue(sheet, number, each) for number, _, problems in batch for each in problems])
        count += len(batch)
        tell()
    cursor.execute(f"ANALYZE {sheet.stage}")
    present = frozenset(field.target for field, _ in fields)
    return Staged(sheet, present, tuple(name for name, _ in extra), count)


def _create_table(cursor, sheet):
    columns = [f"{field.name} {sheet.sql_type(field)}" for field in sheet.fields]
    siasn = ["siasn jsonb"] if sheet.extra else []
    cursor.execute(f"CREATE TEMP TABLE {sheet.stage} ({', '.join(['row integer', *columns, *siasn])}) ON COMMIT DROP")


def _issue(sheet, row, problem):
    return sheet.name, row, problem.column, problem.value, ERROR, problem.kind, problem.sentence
