"""What a typed row can still have wrong, asked of all rows at once: references, order of days, repeated keys."""

from employees.imports.sheet import PERSON, UNIT
from employees.imports.staging import ERROR, WARNING

# A row without an error so far.
SOUND = "NOT EXISTS (SELECT FROM import_issue i WHERE i.sheet = %(sheet)s AND i.row = s.row AND i.level = 'ERROR')"
REPEATED = "identical repeated row"
PPPK_STANDINGS = "('71', '72', '73')"

# Days of which the second may not come before the first.
ORDERS = {
    "RW HUKDIS": [("starts_on", "ends_on")],
    "RW CLTN": [("starts_on", "ends_on")],
    "RW DIKLAT": [("starts_on", "ends_on")],
}


def report(cursor, sheet, *, column, value, level, kind, message, where, source=None):
    """Note an issue for each row of `source` (the staging table, called s) that meets `where`. All but `kind`,
    `column` and `level` are SQL."""
    cursor.execute(
        f'INSERT INTO import_issue (sheet, row, "column", value, level, kind, message) '
        f"SELECT %(sheet)s, s.row, %(column)s, ({value})::text, %(level)s, %(kind)s, {message} "
        f"FROM {source or f'{sheet.stage} s'} WHERE {where}",
        {"sheet": sheet.name, "column": column, "level": level, "kind": kind},
    )
    return cursor.rowcount


def check_units(cursor, sheet):
    """The tree: every parent is known, no unit stands above itself. Refusing one row can strand others, so repeat."""
    check_keys(cursor, sheet)
    while _check_parents(cursor, sheet) or _check_circles(cursor, sheet):
        pass


def check_references(cursor, sheet):
    """Units and people named in a row are in SIMPEG, or in a row of this workbook that was not refused."""
    for field in sheet.fields:
        if field.reference == UNIT and field.target != "parent_id":
            _check_unit(cursor, sheet, field)
        elif field.reference == PERSON:
            _check_person(cursor, sheet, field)


def check_people(cursor, sheet):
    """What the cells of one DATA UTAMA row say together."""
    report(
        cursor,
        sheet,
        column="STATUS CPNS PNS",
        value="s.status",
        level=ERROR,
        kind="missing required cell",
        message="'STATUS CPNS PNS wajib diisi C atau P; hanya PPPK (kedudukan hukum 71-73) yang mengosongkannya.'",
        where=f"s.status IS NULL AND s.standing NOT IN {PPPK_STANDINGS} AND {_no_issue_in('STATUS CPNS PNS')}",
    )
    report(
        cursor,
        sheet,
        column="STATUS CPNS PNS",
        value="s.status",
        level=ERROR,
        kind="status disagrees with kedudukan hukum",
        message="'Kedudukan hukum ' || s.standing || ' berarti PPPK, sehingga STATUS CPNS PNS harus kosong.'",
        where=f"s.status IS NOT NULL AND s.standing IN {PPPK_STANDINGS}",
    )
    report(
        cursor,
        sheet,
        column="TANGGAL LAHIR",
        value="s.birth_date",
        level=ERROR,
        kind="born after TMT CPNS",
        message="'TANGGAL LAHIR harus sebelum TMT CPNS.'",
        where="s.birth_date >= s.cpns_since",
    )
    for target, column in (("grade_id", "GOL AKHIR ID"), ("first_grade_id", "GOL AWAL ID")):
        kind = f"CASE WHEN s.standing IN {PPPK_STANDINGS} THEN 'PPPK' ELSE 'PNS' END"
        _check_grade_kind(cursor, sheet, column, f"{sheet.stage} s JOIN law_grade g ON g.id = s.{target}", kind)


def check_grade_kinds(cursor, sheet):
    """The grades of a history belong to the ladder of the person's status."""
    source = f"{sheet.stage} s JOIN law_grade g ON g.id = s.grade_id JOIN import_person p ON p.nip = s.nip"
    _check_grade_kind(
        cursor, sheet, "GOLONGAN ID", source, "CASE WHEN p.status LIKE 'PPPK%%' THEN 'PPPK' ELSE 'PNS' END"
    )


def check_orders(cursor, sheet):
    for first, last in ORDERS.get(sheet.name, ()):
        report(
            cursor,
            sheet,
            column=sheet.column_of(last),
            value=f"s.{last}",
            level=ERROR,
            kind="end before start",
            message=f"'{sheet.column_of(last)} lebih awal daripada {sheet.column_of(first)}.'",
            where=f"s.{last} < s.{first}",
        )


def check_keys(cursor, sheet):
    """A key that comes again: an error of the later row when it says other things, else a warning."""
    names = [field.name for field in sheet.fields] + (["siasn"] if sheet.extra else [])
    key = ", ".join(_keyed(sheet, target) for target in sheet.key)
    values = ", ".join(f"s.{name}" for name in names)
    source = f"""(
        SELECT s.row, {_label(sheet)} AS label,
            first_value(s.row) OVER same_key AS first_row,
            first_value(hash_record_extended(ROW({values}), 0)) OVER same_key AS first_values,
            hash_record_extended(ROW({values}), 0) AS own_values
        FROM {sheet.stage} s WHERE {SOUND}
        WINDOW same_key AS (PARTITION BY {key} ORDER BY s.row)
    ) s"""
    twin = "s.own_values = s.first_values"
    same = "'Baris ini sama persis dengan baris ' || s.first_row || ' dan tidak dibaca dua kali.'"
    other = (
        f"'Baris {' + '.join(_key_columns(sheet))} yang sama sudah ada di baris ' || s.first_row || "
        "' dengan isi lain. Hapus salah satunya.'"
    )
    cursor.execute(
        f'INSERT INTO import_issue (sheet, row, "column", value, level, kind, message) '
        f"SELECT %(sheet)s, s.row, %(column)s, s.label, CASE WHEN {twin} THEN '{WARNING}' ELSE '{ERROR}' END, "
        f"CASE WHEN {twin} THEN '{REPEATED}' ELSE %(kind)s END, CASE WHEN {twin} THEN {same} ELSE {other} END "
        f"FROM {source} WHERE s.row > s.first_row",
        {"sheet": sheet.name, "column": sheet.key_column, "kind": sheet.duplicate},
    )


def _check_parents(cursor, sheet):
    return report(
        cursor,
        sheet,
        column="ID ATASAN",
        value="s.parent_unor",
        level=ERROR,
        kind="unknown unor",
        message=f"{_unit_sentence('s.parent_unor')}",
        where=f"s.parent_unor IS NOT NULL AND {SOUND} AND NOT EXISTS "
        "(SELECT FROM employees_unit u WHERE u.siasn_id = s.parent_unor) AND NOT EXISTS "
        f"(SELECT FROM {sheet.stage} o WHERE o.siasn_id = s.parent_unor AND {SOUND.replace('s.row', 'o.row')})",
    )


def _check_circles(cursor, sheet):
    """Walk down from the roots of the tree as it would become; a row that is not reached stands in a circle."""
    cursor.execute(
        f"""
        CREATE TEMP TABLE import_reached ON COMMIT DROP AS
        WITH RECURSIVE tree AS (
            SELECT s.siasn_id AS unit, s.parent_unor AS parent FROM {sheet.stage} s WHERE {SOUND}
            UNION
            SELECT u.siasn_id, p.siasn_id FROM employees_unit u LEFT JOIN employees_unit p ON p.id = u.parent_id
            WHERE NOT EXISTS (SELECT FROM {sheet.stage} s WHERE s.siasn_id = u.siasn_id AND {SOUND})
        ), reached AS (
            SELECT unit FROM tree WHERE parent IS NULL
            UNION
            SELECT t.unit FROM tree t JOIN reached r ON t.parent = r.unit
        )
        SELECT unit FROM reached
        """,
        {"sheet": sheet.name},
    )
    found = report(
        cursor,
        sheet,
        column="ID ATASAN",
        value="s.parent_unor",
        level=ERROR,
        kind="unor above itself",
        message="'Unit ini menjadi atasan dirinya sendiri melalui unit-unit di atasnya. Periksa ID ATASAN.'",
        where=f"{SOUND} AND s.siasn_id NOT IN (SELECT unit FROM import_reached)",
    )
    cursor.execute("DROP TABLE import_reached")
    return found


def _check_unit(cursor, sheet, field):
    report(
        cursor,
        sheet,
        column=field.column.name,
        value=f"s.{field.name}",
        level=ERROR,
        kind="unknown unor",
        message=_unit_sentence(f"s.{field.name}"),
        where=f"s.{field.name} IS NOT NULL"
        f" AND NOT EXISTS (SELECT FROM import_unit u WHERE u.siasn_id = s.{field.name})",
    )


def _check_person(cursor, sheet, field):
    report(
        cursor,
        sheet,
        column=field.column.name,
        value="s.nip",
        level=ERROR,
        kind="history of a NIP that is not there",
        message="COALESCE('Baris ' || r.row || ' lembar DATA UTAMA untuk pegawai ini ditolak, sehingga riwayatnya ikut "
        "ditolak.', 'NIP ' || s.nip || ' tidak ada di lembar DATA UTAMA maupun di SIMPEG. Perbaiki NIP-nya, atau "
        "tambahkan pegawainya.')",
        source=f"{sheet.stage} s LEFT JOIN import_refused_person r USING (nip)",
        where="s.nip IS NOT NULL AND NOT EXISTS (SELECT FROM import_person p WHERE p.nip = s.nip)",
    )


def _check_grade_kind(cursor, sheet, column, source, kind):
    report(
        cursor,
        sheet,
        column=column,
        value="g.code",
        level=ERROR,
        kind="golongan of another ladder",
        message=f"'Golongan ' || g.code || ' bukan golongan ' || {kind} || '. Periksa kodenya.'",
        source=source,
        where=f"g.kind <> {kind}",
    )


def _unit_sentence(value):
    """Whether the unit is unknown, or stands in a row of this workbook that was refused."""
    return (
        f"'Unit kerja ' || {value} || ' tidak ada di lembar UNOR (atau barisnya ditolak) maupun di SIMPEG. "
        "Perbaiki ID-nya, atau tambahkan unitnya.'"
    )


def _no_issue_in(column):
    return (
        "NOT EXISTS (SELECT FROM import_issue i"
        f" WHERE i.sheet = %(sheet)s AND i.row = s.row AND i.\"column\" = '{column}')"
    )


def _keyed(sheet, target):
    """A part of the key as staged; an empty cell is what it will be stored as (an empty PENUGASAN is D)."""
    empty = sheet.empty(target)
    name = f"s.{sheet.field(target).name}"
    return name if empty == "NULL" else f"COALESCE({name}, {empty})"


def _key_columns(sheet):
    return [sheet.column_of(target) for target in sheet.key]


def _label(sheet):
    field = next(each for each in sheet.fields if each.column.name == sheet.key_column)
    return f"s.{field.name}::text"
