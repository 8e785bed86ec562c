"""The differences on file, brought up to what an export shows: kept, opened, or settled.

Identity is (sheet, NIP, key, column). The same two values keep the decision that was made; other values close the old
difference and open a new one beside it; what an export covers and does not show any more is settled by it.
"""

from employees.differences.comparison import PEOPLE, compared_columns

TABLE = "employees_difference"
SAME_PLACE = 'd.sheet = f.sheet AND d.nip = f.nip AND d.key = f.key AND d."column" = f."column"'
SAME_VALUES = "d.kind = f.kind AND d.ours = f.ours AND d.theirs = f.theirs"
LETTERS = "regexp_replace(upper({}), '[^A-Z0-9]+', '', 'g')"


def bring_up_to_date(examination, run, now):
    """Write what import_difference holds into the ledger; returns how many were found, new, kept and settled."""
    cursor = examination.cursor
    where = {"run": run.pk, "now": now, "everybody": run.scope == run.Scope.EVERYBODY}
    _note_coverage(cursor, examination)
    cursor.execute(
        f"UPDATE {TABLE} d SET last_run_id = %(run)s, employee_id = f.employee_id, subject = left(f.subject, 400),"
        f' record_id = f.record_id, "values" = f."values" FROM import_difference f'
        f" WHERE d.settled_at IS NULL AND {SAME_PLACE} AND {SAME_VALUES}",
        where,
    )
    kept = cursor.rowcount
    cursor.execute(
        f"UPDATE {TABLE} d SET settled_as = 'CHANGED', settled_at = %(now)s, settled_run_id = %(run)s"
        f" FROM import_difference f WHERE d.settled_at IS NULL AND {SAME_PLACE} AND NOT ({SAME_VALUES})",
        where,
    )
    changed = cursor.rowcount
    cursor.execute(
        f"UPDATE {TABLE} d SET settled_as = 'AGREED', settled_at = %(now)s, settled_run_id = %(run)s"
        f" WHERE d.settled_at IS NULL AND {_covered()}"
        f" AND NOT EXISTS (SELECT FROM import_difference f WHERE {SAME_PLACE})",
        where,
    )
    settled = cursor.rowcount
    cursor.execute(
        f'INSERT INTO {TABLE} (sheet, kind, employee_id, nip, subject, key, "column", record_id, ours, theirs,'
        ' "values", only_writing, first_run_id, last_run_id, previous_id, decision, reason, answer, road, sent_number,'
        ' settled_as) SELECT f.sheet, f.kind, f.employee_id, f.nip, left(f.subject, 400), f.key, f."column",'
        ' f.record_id, f.ours, f.theirs, f."values",'
        f" f.kind = 'FIELD' AND {LETTERS.format('f.ours')} = {LETTERS.format('f.theirs')},"
        f" %(run)s, %(run)s, (SELECT max(d.id) FROM {TABLE} d WHERE {SAME_PLACE}), '', '', '', '', '', ''"
        f" FROM import_difference f WHERE NOT EXISTS"
        f" (SELECT FROM {TABLE} d WHERE d.settled_at IS NULL AND {SAME_PLACE})"
        ' ORDER BY f.nip, f.sheet, f.key, f."column"',
        where,
    )
    new = cursor.rowcount
    return {"found": kept + new, "kept": kept, "new": new, "changed": changed, "settled": settled}


def count_by_sheet(examination):
    """`{sheet: {rows, rejected, fields, theirs, ours}}` of what was found."""
    cursor = examination.cursor
    cursor.execute("SELECT sheet, kind, count(*) FROM import_difference GROUP BY sheet, kind")
    found = {(sheet, kind): number for sheet, kind, number in cursor.fetchall()}
    return {
        sheet: {
            "rows": count["rows"],
            "rejected": count["rejected"],
            "fields": found.get((sheet, "FIELD"), 0),
            "theirs": found.get((sheet, "THEIRS"), 0),
            "ours": found.get((sheet, "OURS"), 0),
        }
        for sheet, count in examination.counts.items()
    }


def count_people(examination):
    examination.cursor.execute("SELECT count(*) FROM import_covered_person")
    return examination.cursor.fetchone()[0]


def keep_lines(examination, run):
    """Replace what the run could not compare."""
    cursor = examination.cursor
    cursor.execute("DELETE FROM employees_comparisonline WHERE run_id = %s", [run.pk])
    cursor.execute(
        'INSERT INTO employees_comparisonline (run_id, level, sheet, "row", "column", value, message)'
        " SELECT %s, i.level, i.sheet, i.row, i.\"column\", COALESCE(i.value, ''), i.message"
        f" FROM ({examination.issues_sql()}) i WHERE i.level = 'ERROR' OR i.kind IN ('extra column', 'extra sheet')",
        [run.pk],
    )


def _note_coverage(cursor, examination):
    cursor.execute('CREATE TEMP TABLE import_covered_column (sheet text, "column" text) ON COMMIT DROP')
    columns = [(each.sheet.name, column) for each in examination.staged for column in ("", *compared_columns(each))]
    cursor.executemany("INSERT INTO import_covered_column VALUES (%s, %s)", columns)
    cursor.execute("CREATE TEMP TABLE import_main_row (nip text) ON COMMIT DROP")
    for each in examination.staged:
        if each.sheet.name == PEOPLE:
            cursor.execute(f"INSERT INTO import_main_row SELECT DISTINCT nip FROM {each.sheet.stage} WHERE nip <> ''")


def _covered():
    """Whether the export says something about this difference at all, so that its silence means agreement."""
    in_main = "EXISTS (SELECT FROM import_main_row m WHERE m.nip = d.nip)"
    certain = "NOT EXISTS (SELECT FROM import_uncertain u WHERE u.sheet = d.sheet AND (u.nip IS NULL OR u.nip = d.nip))"
    return (
        'EXISTS (SELECT FROM import_covered_column c WHERE c.sheet = d.sheet AND c."column" = d."column")'
        f" AND {certain} AND CASE"
        f" WHEN d.sheet = '{PEOPLE}' AND d.kind <> 'FIELD' THEN {in_main} OR %(everybody)s"
        f" WHEN d.sheet = '{PEOPLE}' THEN {in_main}"
        " WHEN d.nip = '' THEN d.kind = 'FIELD' OR %(everybody)s"
        " ELSE EXISTS (SELECT FROM import_covered_person p WHERE p.nip = d.nip) END"
    )
