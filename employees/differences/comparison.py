"""What an export says otherwise than our records: every difference of an examination, in one temporary table.

Nothing travels through Python: each sheet is compared by a few statements over its plan.
"""

from dataclasses import dataclass

from employees.imports.plan import CHANGED, NEW, shown_pairs
from employees.imports.sheet import PERSON, UNIT
from employees.models import Employee
from simpeg.law.engine import Law

FIELD, ONLY_THEIRS, ONLY_OURS = "FIELD", "THEIRS", "OURS"
PEOPLE = "DATA UTAMA"
# A year is no name of a record that could be misspelt: a rating of another year is another rating.
NEVER_MISSPELT = {"RW SKP"}

# Words of data utama that we keep as SIASN last gave them, and that say more than the name of a code beside them.
KEPT_WORDS = (
    "TAHUN LULUS",
    "NAMA SEKOLAH",
    "KPKN NAMA",
    "LOKASI KERJA NAMA",
    "INSTANSI INDUK NAMA",
    "INSTANSI KERJA NAMA",
    "SATUAN KERJA INDUK NAMA",
    "SATUAN KERJA KERJA NAMA",
)

# Words of data utama whose truth with us lies in a history, and the kind of that history.
FROM_HISTORIES = {
    "JENIS JABATAN ID": ("jabatan", "NULLIF(st.position_kind, '')"),
    "JABATAN NAMA": ("jabatan", "NULLIF(st.position_title, '')"),
    "TMT JABATAN": ("jabatan", "st.position_since::text"),
    "ESELON ID": ("jabatan", "st.echelon::text"),
    "TINGKAT PENDIDIKAN ID": ("pendidikan", "d.level_id"),
    "PENDIDIKAN NAMA": ("pendidikan", "d.name"),
}
NO_ECHELON = "99"

TABLES = """
CREATE TEMP TABLE import_difference (
    id bigint GENERATED ALWAYS AS IDENTITY, sheet text NOT NULL, kind text NOT NULL, employee_id bigint,
    nip text NOT NULL, subject text NOT NULL, key text NOT NULL, "column" text NOT NULL, record_id bigint,
    ours text NOT NULL, theirs text NOT NULL, "values" jsonb NOT NULL, cells jsonb
) ON COMMIT DROP;
CREATE TEMP TABLE import_covered_person (nip text PRIMARY KEY, employee_id bigint) ON COMMIT DROP;
CREATE TEMP TABLE import_uncertain (sheet text NOT NULL, nip text) ON COMMIT DROP;
"""
INTO = (
    'INSERT INTO import_difference (sheet, kind, employee_id, nip, subject, key, "column", record_id, ours, theirs,'
    ' "values", cells)'
)


@dataclass(frozen=True)
class Side:
    """How a sheet's rows tell whose they are and which: SQL over the row `r` and, for histories, its person `e`."""

    sheet: object

    @property
    def has_owner(self):
        return any(field.reference == PERSON for field in self.sheet.fields)

    @property
    def is_people(self):
        return self.sheet.model is Employee

    @property
    def whose(self):
        """employee_id, nip, subject of a row that we hold."""
        if self.is_people:
            return "r.id, r.nip, r.name"
        return "e.id, e.nip, e.name" if self.has_owner else f"NULL::bigint, '', {self._name}"

    @property
    def key(self):
        parts = [self._named(target) for target in self.sheet.key if target != "employee_id"]
        return "''" if self.is_people else f"concat_ws(' · ', {', '.join(parts)})"

    def _named(self, target):
        """A part of the key; units may share a name, never their id."""
        if self.sheet.field(target).reference == UNIT:
            return f"(SELECT concat(u.name, ' (', u.siasn_id, ')') FROM import_unit u WHERE u.id = r.{target})"
        return self.shown(target, "r")

    @property
    def _name(self):
        return "r.name" if "name" in self._targets else "r.title"

    @property
    def _targets(self):
        return [field.target for field in self.sheet.fields]

    def shown(self, target, alias):
        return self.sheet.field(target).show.format(f"{alias}.{target}")

    def cells(self, staged, alias):
        """What the row says in the columns that the export has, as `{column: words}` without what is empty."""
        told = [field for field in self.sheet.fields if staged.has(field.target) and field.reference != PERSON]
        pairs = ", ".join(f"'{field.column.name}', NULLIF({self.shown(field.target, alias)}, '')" for field in told)
        return f"jsonb_strip_nulls(jsonb_build_object({pairs}))"

    def values(self, alias):
        pairs = ", ".join(f"'{target}', {alias}.{target}" for target in self._targets if target != "employee_id")
        return f"jsonb_build_object({pairs})"


def find_differences(examination, *, everybody, day):
    """Fill import_difference from an examination; `everybody` says that who is not in it is missing there."""
    cursor = examination.cursor
    cursor.execute(TABLES)
    staged = {each.sheet.name: each for each in examination.staged}
    _cover(cursor, staged)
    for each in staged.values():
        _compare_fields(cursor, each)
        _find_only_theirs(cursor, each)
        if each.sheet.name != PEOPLE:
            _find_only_ours(cursor, each, everybody)
    if PEOPLE in staged:
        _compare_words(cursor, staged[PEOPLE], day)
        if everybody:
            _find_people_only_here(cursor, staged[PEOPLE], day)
    cursor.execute("ANALYZE import_difference")
    for each in staged.values():
        _join_misspelt_keys(cursor, each)


def _cover(cursor, staged):
    """Of whom the export speaks; and where a row that was refused leaves open what SIASN says."""
    named = [each for each in staged.values() if each.has("nip") or each.has("employee_id")]
    people = " UNION ".join(f"SELECT DISTINCT nip FROM {each.sheet.stage} WHERE nip IS NOT NULL" for each in named)
    if people:
        cursor.execute(
            f"INSERT INTO import_covered_person SELECT n.nip, e.id FROM ({people}) n"
            " LEFT JOIN employees_employee e ON e.nip = n.nip"
        )
    for each in staged.values():
        nip = "s.nip" if each in named else "NULL"
        cursor.execute(
            f"INSERT INTO import_uncertain SELECT DISTINCT %(sheet)s, {nip} FROM {each.sheet.stage} s WHERE EXISTS"
            " (SELECT FROM import_issue i WHERE i.sheet = %(sheet)s AND i.row = s.row AND i.level = 'ERROR')",
            {"sheet": each.sheet.name},
        )
    cursor.execute("ANALYZE import_covered_person; ANALYZE import_uncertain")


def _compare_fields(cursor, staged):
    """A row that both sides have: each of its cells that says something else."""
    sheet, side = staged.sheet, Side(staged.sheet)
    pairs = [pair for pair in shown_pairs(staged) if pair[1] != "siasn"]
    if not pairs:
        return
    listed = ", ".join(
        f"('{column}', '{target}', {old}, {new}, to_jsonb(t.{target}), to_jsonb(p.{target}))"
        for column, target, old, new in pairs
    )
    owner = "JOIN employees_employee e ON e.id = r.employee_id" if side.has_owner else ""
    cursor.execute(
        f"{INTO} SELECT %s, '{FIELD}', {side.whose}, {side.key}, v.\"column\", r.id,"
        " COALESCE(v.ours, ''), COALESCE(v.theirs, ''),"
        " jsonb_build_object('old', jsonb_build_object(v.target, v.held), 'new',"
        " jsonb_build_object(v.target, v.value)), NULL"
        f" FROM {sheet.plan} p JOIN {sheet.table} r ON r.id = p.id {owner} JOIN {sheet.table} t ON t.id = r.id,"
        f' LATERAL (VALUES {listed}) v ("column", target, ours, theirs, held, value)'
        f" WHERE p.action = '{CHANGED}' AND v.ours IS DISTINCT FROM v.theirs",
        [sheet.name],
    )


def _compare_words(cursor, staged, day):
    """Words of data utama without a column of ours: against the histories, or against what SIASN said before."""
    known = [*KEPT_WORDS, *FROM_HISTORIES]
    pairs = []
    for word in (word for word in staged.extra if word in known):
        theirs = f"p.siasn ->> '{word}'"
        if word in FROM_HISTORIES:
            ours = FROM_HISTORIES[word][1]
            theirs = f"NULLIF({theirs}, '{NO_ECHELON}')" if word == "ESELON ID" else theirs
            pairs.append(f"('{word}', {ours}, {theirs}, true)")
        else:
            # Before the first import there is nothing of ours to compare with.
            pairs.append(f"('{word}', r.siasn ->> '{word}', {theirs}, r.siasn ? '{word}')")
    if not pairs:
        return
    cursor.execute(
        f"{INTO} SELECT '{PEOPLE}', '{FIELD}', r.id, r.nip, r.name, '', v.\"column\", r.id,"
        " COALESCE(v.ours, ''), COALESCE(v.theirs, ''),"
        " '{}', NULL"
        f" FROM {staged.sheet.plan} p JOIN employees_employee r ON r.id = p.id"
        " LEFT JOIN employees_employeestate st ON st.employee_id = r.id"
        " LEFT JOIN LATERAL (SELECT level_id, name FROM employees_educationrecord d WHERE d.employee_id = r.id"
        "  AND (d.recognised_on IS NULL OR d.recognised_on <= %s) ORDER BY level_id DESC, graduated DESC, id LIMIT 1)"
        " d ON true,"
        f' LATERAL (VALUES {", ".join(pairs)}) v ("column", ours, theirs, comparable)'
        " WHERE v.comparable AND v.ours IS DISTINCT FROM v.theirs",
        [day],
    )


def _find_only_theirs(cursor, staged):
    """Rows that we do not have. The histories of somebody whom we do not have are told by himself."""
    sheet, side = staged.sheet, Side(staged.sheet)
    owner = "JOIN employees_employee e ON e.id = r.employee_id" if side.has_owner else ""
    whose = "NULL::bigint, r.nip, r.name" if side.is_people else side.whose
    cursor.execute(
        f"{INTO} SELECT %s, '{ONLY_THEIRS}', {whose}, {side.key}, '', NULL, '', {_told('c.cells')},"
        f" jsonb_build_object('new', {side.values('r')}), c.cells FROM {sheet.plan} r {owner},"
        f" LATERAL (SELECT {side.cells(staged, 'r')} AS cells) c WHERE r.action = '{NEW}'",
        [sheet.name],
    )


def _find_only_ours(cursor, staged, everybody):
    """Rows that SIASN does not have, of people of whom the export speaks; units only where it holds everything."""
    sheet, side = staged.sheet, Side(staged.sheet)
    if not side.has_owner and not everybody:
        return
    owner = (
        "JOIN employees_employee e ON e.id = r.employee_id JOIN import_covered_person c ON c.employee_id = e.id"
        if side.has_owner
        else ""
    )
    certain = "AND (u.nip IS NULL OR u.nip = e.nip)" if side.has_owner else ""
    cursor.execute(
        f"{INTO} SELECT %s, '{ONLY_OURS}', {side.whose}, {side.key}, '', r.id, {_told('w.cells')}, '',"
        f" jsonb_build_object('old', {side.values('r')}), w.cells FROM {sheet.table} r {owner},"
        f" LATERAL (SELECT {side.cells(staged, 'r')} AS cells) w"
        f" WHERE NOT EXISTS (SELECT FROM {sheet.plan} p WHERE p.id = r.id)"
        f" AND NOT EXISTS (SELECT FROM import_uncertain u WHERE u.sheet = %s {certain})",
        [sheet.name, sheet.name],
    )


def _find_people_only_here(cursor, staged, day):
    """Our people in service of whom the export says nothing; not told while a row's NIP could not be read."""
    law, side = Law.on(day), Side(staged.sheet)
    standings = [*law["kedudukan.aktif"], *law["kedudukan.aktif_cpns"], *law["kedudukan.ditangguhkan"]]
    cursor.execute(
        f"{INTO} SELECT '{PEOPLE}', '{ONLY_OURS}', {side.whose}, '', '', r.id, {_told('w.cells')}, '', '{{}}',"
        f" w.cells FROM employees_employee r, LATERAL (SELECT {side.cells(staged, 'r')} AS cells) w"
        " WHERE r.standing = ANY (%s)"
        f" AND NOT EXISTS (SELECT FROM {staged.sheet.stage} s WHERE s.nip = r.nip)"
        f" AND NOT EXISTS (SELECT FROM import_uncertain u WHERE u.sheet = '{PEOPLE}' AND u.nip IS NULL)",
        [standings],
    )


def _join_misspelt_keys(cursor, staged):
    """A row here and a row there that agree in all but one part of their key are one row, and one difference."""
    sheet, side = staged.sheet, Side(staged.sheet)
    if sheet.name in NEVER_MISSPELT:
        return
    for target in sheet.key:
        if target == "employee_id":
            continue
        column = sheet.column_of(target)
        whose = "nip" if side.has_owner else "NULL::text"
        rest = (
            "SELECT id, {whose} AS whose, cells - %(column)s AS rest,"
            " row_number() OVER (PARTITION BY {whose}, cells - %(column)s ORDER BY key) AS place"
            " FROM import_difference WHERE sheet = %(sheet)s AND kind = '{kind}' AND cells - %(column)s <> '{{}}'"
        )
        cursor.execute(
            "CREATE TEMP TABLE import_pair ON COMMIT DROP AS SELECT a.id AS theirs, b.id AS ours"
            f" FROM ({rest.format(whose=whose, kind=ONLY_THEIRS)}) a"
            f" JOIN ({rest.format(whose=whose, kind=ONLY_OURS)}) b"
            " ON a.whose IS NOT DISTINCT FROM b.whose AND a.rest = b.rest AND a.place = b.place",
            {"column": column, "sheet": sheet.name},
        )
        cursor.execute(
            'UPDATE import_difference b SET kind = %(field)s, "column" = %(column)s,'
            " ours = COALESCE(b.cells ->> %(column)s, ''), theirs = COALESCE(a.cells ->> %(column)s, ''), cells = NULL,"
            ' "values" = jsonb_build_object('
            "  'old', jsonb_build_object(%(target)s::text, b.\"values\" -> 'old' -> %(target)s),"
            "  'new', jsonb_build_object(%(target)s::text, a.\"values\" -> 'new' -> %(target)s))"
            " FROM import_pair p JOIN import_difference a ON a.id = p.theirs WHERE b.id = p.ours",
            {"field": FIELD, "column": column, "target": target},
        )
        cursor.execute("DELETE FROM import_difference WHERE id IN (SELECT theirs FROM import_pair)")
        cursor.execute("DROP TABLE import_pair")


def _told(cells):
    """A whole row in words, in the order of no column in particular: it is shown cell by cell elsewhere."""
    return f"(SELECT string_agg(c.key || ': ' || c.value, '; ' ORDER BY c.key) FROM jsonb_each_text({cells}) c)"


def compared_columns(staged):
    """The columns of a sheet in which this export can differ from ours."""
    words = [word for word in staged.extra if word in KEPT_WORDS or word in FROM_HISTORIES]
    return [field.column.name for field in staged.sheet.fields if staged.has(field.target)] + words
