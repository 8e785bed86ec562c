"""What an import would do: each sound row compared with our records, and marked NEW, CHANGED or SAME."""

from employees.imports.checks import REPEATED
from employees.imports.sheet import PERSON, UNIT
from employees.models import Employee, Unit

NEW, CHANGED, SAME = "NEW", "CHANGED", "SAME"
# A row that will be stored: without an error, and not a repetition.
ACCEPTED = (
    "NOT EXISTS (SELECT FROM import_issue i WHERE i.sheet = %(sheet)s AND i.row = s.row"
    f" AND (i.level = 'ERROR' OR i.kind = '{REPEATED}'))"
)
PART_TIME = "%%PARUH WAKTU%%"


def gather_units(cursor, sheet, staged):
    """Every unit by its SIASN id, on file or new in this workbook; the new ones already have their number."""
    cursor.execute(
        "CREATE TEMP TABLE import_unit ON COMMIT DROP AS SELECT siasn_id::text, id, name::text FROM employees_unit"
    )
    if staged:
        cursor.execute(
            f"INSERT INTO import_unit SELECT s.siasn_id, {_next_number(Unit)}, s.name FROM {sheet.stage} s "
            f"WHERE {ACCEPTED} AND NOT EXISTS (SELECT FROM employees_unit u WHERE u.siasn_id = s.siasn_id)",
            {"sheet": sheet.name},
        )
    cursor.execute("CREATE UNIQUE INDEX ON import_unit (siasn_id)")
    cursor.execute("CREATE UNIQUE INDEX ON import_unit (id); ANALYZE import_unit")


def admit_strange_units(cursor, staged):
    """Let rows name units that nobody knows: a comparison tells them as a difference. They get numbers below zero."""
    for each in staged:
        for field in each.sheet.fields:
            if field.reference == UNIT and each.has(field.target) and field.target != "parent_id":
                cursor.execute(
                    f"INSERT INTO import_unit SELECT s.{field.name}, -(SELECT count(*) FROM import_unit) - min(s.row),"
                    f" s.{field.name} || ' (tidak dikenal di SIMPEG)' FROM {each.sheet.stage} s"
                    f" WHERE s.{field.name} IS NOT NULL AND NOT EXISTS"
                    f" (SELECT FROM import_unit u WHERE u.siasn_id = s.{field.name}) GROUP BY s.{field.name}"
                )


def gather_people(cursor, sheet, staged, histories):
    """Everybody a history names: on file, or new in this workbook; and those whose row here was refused."""
    named = " UNION ".join(f"SELECT DISTINCT nip FROM {each.sheet.stage}" for each in histories) or "SELECT NULL"
    planned = f"SELECT nip, id, status FROM {sheet.plan}" if staged else "SELECT NULL::text, NULL::bigint, NULL::text"
    cursor.execute(
        f"""
        CREATE TEMP TABLE import_person ON COMMIT DROP AS
        SELECT n.nip, COALESCE(p.id, e.id) AS id, COALESCE(p.status, e.status) AS status
        FROM ({named}) n (nip)
        LEFT JOIN ({planned}) p (nip, id, status) USING (nip)
        LEFT JOIN employees_employee e ON e.nip = n.nip
        WHERE COALESCE(p.id, e.id) IS NOT NULL
        """
    )
    cursor.execute("CREATE UNIQUE INDEX ON import_person (nip); ANALYZE import_person")
    refused = f"SELECT s.nip, min(s.row) FROM {sheet.stage} s WHERE NOT {ACCEPTED} GROUP BY s.nip"
    cursor.execute(
        f"CREATE TEMP TABLE import_refused_person (nip, row) ON COMMIT DROP AS "
        f"{refused if staged else 'SELECT NULL::text, NULL::integer'}",
        {"sheet": sheet.name},
    )


def make_plan(cursor, staged):
    """Fill the plan of one sheet, and count it: `{action: (rows, sum of their marks)}`.

    A mark stands for what a row says and what it replaces; equal sums mean that an import would still do the same.
    """
    sheet = staged.sheet
    final = final_values(staged)
    known = f"(SELECT * FROM {sheet.table} WHERE {sheet.among})" if sheet.among else sheet.table
    joins = [f"LEFT JOIN {known} t ON {' AND '.join(f't.{key} = {final[key]}' for key in sheet.key)}"]
    for field in sheet.fields:
        if field.reference == UNIT:
            joins.insert(0, f"LEFT JOIN import_unit {field.name} ON {field.name}.siasn_id = s.{field.name}")
        elif field.reference == PERSON:
            joins.insert(0, "JOIN import_person p ON p.nip = s.nip")
    kept = compared(staged)
    same = (
        f"({', '.join(f't.{each}' for each in kept)}) IS NOT DISTINCT FROM ({', '.join(final[each] for each in kept)})"
    )
    cursor.execute(
        f"""
        CREATE TEMP TABLE {sheet.plan} ON COMMIT DROP AS
        SELECT row, id, {", ".join(final)}, subject, action,
            CASE WHEN action <> '{SAME}' THEN hashtextextended(concat(staged, '|', stored), 0) END AS mark
        FROM (
            SELECT s.row, {_number(sheet)} AS id, {", ".join(f"{value} AS {name}" for name, value in final.items())},
                {_subject(sheet)} AS subject, s AS staged, t AS stored,
                CASE WHEN t.id IS NULL THEN '{NEW}' WHEN {same} THEN '{SAME}' ELSE '{CHANGED}' END AS action
            FROM {sheet.stage} s {" ".join(joins)}
            WHERE {ACCEPTED}
        ) compared
        """,
        {"sheet": sheet.name},
    )
    cursor.execute(f"ANALYZE {sheet.plan}")
    cursor.execute(f"SELECT action, count(*), sum(mark) FROM {sheet.plan} GROUP BY action")
    return {action: (count, mark) for action, count, mark in cursor.fetchall()}


def final_values(staged):
    """The value each target will have, as SQL over the staged row s, the stored row t and what is looked up."""
    sheet = staged.sheet
    final = {}
    for field in sheet.fields:
        if not staged.has(field.target):
            value = f"t.{field.target}"  # a column that the workbook lacks leaves what is stored untouched
        elif field.reference:
            value = "p.id" if field.reference == PERSON else f"{field.name}.id"
        else:
            value = f"s.{field.name}"
        empty = sheet.empty(field.target)
        final[field.target] = value if empty == "NULL" else f"COALESCE({value}, {empty})"
    if sheet.extra:
        final["siasn"] = _kept_words(staged)
    if sheet.model is Employee:
        final["status"] = _status(staged)
    return final


def compared(staged):
    """The targets in which a stored row can differ from the workbook's."""
    targets = [field.target for field in staged.sheet.fields if staged.has(field.target)]
    return targets + (["siasn"] if staged.extra else [])


def shown_pairs(staged):
    """`[(column, target, stored value, planned value)]` of what can differ, the values as SQL that shows them."""

    def show(field, alias):
        return f"NULLIF({field.show.format(f'{alias}.{field.target}')}, '')"

    pairs = [
        (field.column.name, field.target, show(field, "t"), show(field, "p"))
        for field in staged.sheet.fields
        if staged.has(field.target) and field.target not in staged.sheet.key
    ]
    return pairs + [(name, "siasn", f"t.siasn ->> '{name}'", f"p.siasn ->> '{name}'") for name in staged.extra]


def _kept_words(staged):
    """The words kept under `siasn`: those of this workbook replace their own, the others stay."""
    names = ", ".join(f"'{name}'" for name in staged.extra)
    return f"(COALESCE(t.siasn, '{{}}') - ARRAY[{names}]::text[]) || COALESCE(s.siasn, '{{}}')"


def _status(staged):
    """C and P say CPNS and PNS; the standings 71-73 say PPPK, and the words "paruh waktu" which kind of PPPK."""
    words = "s.employee_type" if staged.has("employee_type") else "t.employee_type"
    source = "s" if "KEDUDUKAN HUKUM NAMA" in staged.extra else "t"
    kind = f"upper(concat({words}, ' ', {source}.siasn ->> 'KEDUDUKAN HUKUM NAMA')) LIKE '{PART_TIME}'"
    return (
        f"CASE WHEN s.standing IN ('71', '72', '73') THEN CASE WHEN {kind} THEN 'PPPK_PW' ELSE 'PPPK' END"
        " ELSE s.status END"
    )


def _number(sheet):
    """The id of the row: histories get theirs when they are stored, units and people are referred to before."""
    if sheet.model is Unit:
        return "(SELECT id FROM import_unit own WHERE own.siasn_id = s.siasn_id)"
    return f"COALESCE(t.id, {_next_number(Employee)})" if sheet.model is Employee else "t.id"


def _next_number(model):
    return f"nextval(pg_get_serial_sequence('{model._meta.db_table}', 'id'))"


def _subject(sheet):
    """Whom or what a row is about, in words."""
    parts = []
    for target in sheet.key:
        field = sheet.field(target)
        parts.append(f"{field.name}.name" if field.reference == UNIT else f"s.{field.name}")
    if sheet.model in (Unit, Employee):
        parts.append("s.name")
    return f"concat_ws(' · ', {', '.join(parts)})"
