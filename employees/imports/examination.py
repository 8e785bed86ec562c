"""Reading a workbook and saying what it would do to our records, all within one transaction."""

from contextlib import contextmanager
from hashlib import sha256

from django.db import IntegrityError, connection, transaction

from employees.imports import checks, flags
from employees.imports.apply import ImportClash, store
from employees.imports.plan import (
    CHANGED,
    NEW,
    SAME,
    admit_strange_units,
    gather_people,
    gather_units,
    make_plan,
    shown_pairs,
)
from employees.imports.sheets import sheets
from employees.imports.staging import ERROR, WARNING, add_issues, create_issues, drop_tables, stage
from employees.state import refreshed_once
from simpeg.audit.change import change
from simpeg.imports.package import NotAWorkbook
from simpeg.imports.sheet import folded
from simpeg.imports.workbook import open_workbook

IMPORT_LOCK = (7346, -1)  # jobs lock by their positive numbers
ISSUE_KEYS = ("sheet", "row", "column", "value", "level", "kind", "message")
# After so many new rows the planner's idea of our tables is out of date, and lists are asked for right away.
MANY_ROWS = 1_000
READING_SHARE = 0.75  # of the time until the preview stands, as far as a progress bar cares
CHANGE_KEYS = ("sheet", "row", "subject", "column", "old", "new")


@contextmanager
def examined(path, **options):
    """`examined_book` of the workbook at `path`."""
    with open_workbook(path) as book, examined_book(book, **options) as examination:
        yield examination


@contextmanager
def examined_book(book, *, to_store=False, strange_units=False, tell=lambda done, total, step: None):
    """Read, check and compare a workbook; yield the `Examination`.

    Nothing of ours is written until `Examination.store`. Who means to store waits here for whoever is storing now.
    With `strange_units` a row may name a unit that is nowhere; such an examination is for looking only.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        if to_store:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", IMPORT_LOCK)
        yield _examine(cursor, book, strange_units, tell)
        drop_tables(cursor)


class Examination:
    """A workbook as it compares with our records; its temporary tables live as long as the transaction."""

    def __init__(self, cursor, staged, plans, rejected_sheets):
        self.cursor = cursor
        self.staged = staged
        self._plans = plans
        self.counts = self._count(rejected_sheets)
        self.digest = self._digest()

    @property
    def rejected(self):
        return self.total("rejected")

    def total(self, what):
        return sum(count[what] for count in self.counts.values())

    def issues(self):
        """Every error and warning, sheet by sheet, in the order of the rows."""
        return _dictionaries(self.issues_sql(), ISSUE_KEYS)

    def changes(self):
        """Every stored value that would become another one: sheet, row, whose, column, old and new."""
        for staged in self.staged:
            yield from _dictionaries(self.changes_sql(staged), CHANGE_KEYS)

    def issues_sql(self):
        keys = ", ".join(f"i.{_quoted(key)}" for key in ISSUE_KEYS)
        place = " ".join(f"WHEN '{name}' THEN {place}" for place, name in enumerate(self.counts))
        return f'SELECT {keys} FROM import_issue i ORDER BY CASE sheet {place} END, sheet, row, "column", kind'

    def changes_sql(self, staged):
        sheet = staged.sheet
        values = [f"('{column}', {old}, {new})" for column, _, old, new in shown_pairs(staged)]
        pairs = ", ".join(values) or "('', NULL, NULL)"
        return (
            f"SELECT '{sheet.name}' AS sheet, p.row, p.subject, v.\"column\", v.old, v.new "
            f"FROM {sheet.plan} p JOIN {sheet.table} t ON t.id = p.id, "
            f'LATERAL (VALUES {pairs}) v ("column", old, new) '
            f"WHERE p.action = '{CHANGED}' AND v.old IS DISTINCT FROM v.new ORDER BY p.row"
        )

    def store(self, *, by, reason):
        """Store what is new and what changes; rows with an error stay out. Signed by `by`."""
        try:
            with change(by=by, reason=reason), refreshed_once():
                for staged in self.staged:
                    store(self.cursor, staged, self._plans[staged.sheet.name])
                if self.total("new") > MANY_ROWS:  # before the state is drawn from tables of which nothing is known
                    self.cursor.execute(f"ANALYZE {', '.join(sorted({each.sheet.table for each in self.staged}))}")
                # Say now, rather than at the commit, when somebody deleted what a row refers to.
                self.cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        except IntegrityError as error:
            raise ImportClash("Data yang diimpor baru saja diubah orang lain. Ulangi impor ini.") from error
        if self.total("new") > MANY_ROWS:
            self.cursor.execute("ANALYZE employees_employeestate")

    def _count(self, rejected_sheets):
        counts = {}
        for staged in self.staged:
            plan = self._plans[staged.sheet.name]
            new, changed, same = (plan.get(action, (0, 0))[0] for action in (NEW, CHANGED, SAME))
            counts[staged.sheet.name] = {"rows": staged.rows, "new": new, "changed": changed, "same": same}
        counts |= {name: {"rows": 0, "new": 0, "changed": 0, "same": 0} for name in rejected_sheets}
        self.cursor.execute(
            "SELECT sheet, count(DISTINCT row) FILTER (WHERE level = %s), count(*) FILTER (WHERE level = %s) "
            "FROM import_issue GROUP BY sheet",
            [ERROR, WARNING],
        )
        found = {sheet: (rejected, warnings) for sheet, rejected, warnings in self.cursor.fetchall()}
        for name in counts:
            counts[name]["rejected"], counts[name]["warnings"] = found.get(name, (0, 0))
        return counts

    def _digest(self):
        """A fingerprint of all that would be stored and refused; the same again means that nothing moved meanwhile."""
        self.cursor.execute("SELECT sum(hashtextextended(i::text, 0)) FROM import_issue i WHERE level = %s", [ERROR])
        told = [self.cursor.fetchone()[0], sorted((name, sorted(plan.items())) for name, plan in self._plans.items())]
        return sha256(str(told).encode()).hexdigest()


def _quoted(name):
    return connection.ops.quote_name(name)


def _examine(cursor, book, strange_units, tell):
    known = sheets()
    found = _find(book, known)
    total = round(sum(book.size(name) for name in found.values()) / READING_SHARE)
    create_issues(cursor)
    staged, rejected = {}, []
    for sheet in known:
        if sheet.name not in found:
            continue
        step = f"Membaca {sheet.name}"
        read = stage(cursor, sheet, book.rows(found[sheet.name]), lambda step=step: tell(book.bytes_read, total, step))
        if read is None:
            rejected.append(sheet.name)
        else:
            staged[sheet.name] = read
    _note_unknown_sheets(cursor, book, found)
    tell(round(total * READING_SHARE), total, "Memeriksa dan membandingkan")
    plans = _compare(cursor, {sheet.name: sheet for sheet in known}, staged, strange_units)
    return Examination(cursor, list(staged.values()), plans, rejected)


def _find(book, known):
    """The sheets of the workbook that we know, by our name for them."""
    names = {}
    for name in book.sheet_names:
        if names.setdefault(folded(name), name) != name:
            raise NotAWorkbook(f"Lembar {name} ada dua kali. Hapus salah satunya, lalu unggah kembali.")
    found = {sheet.name: names[sheet.name] for sheet in known if sheet.name in names}
    if not found:
        expected = ", ".join(sheet.name for sheet in known)
        raise NotAWorkbook(f"Buku kerja ini tidak memuat satu pun lembar yang dikenal ({expected}).")
    return found


def _note_unknown_sheets(cursor, book, found):
    add_issues(
        cursor,
        [
            (name, 1, "", name, WARNING, "extra sheet", f"Lembar {name} tidak dikenal dan tidak dibaca.")
            for name in book.sheet_names
            if name not in found.values()
        ],
    )


def _compare(cursor, known, staged, strange_units):
    """Check the sheets in the order in which they lean on each other, and plan each: units, people, then the rest."""
    plans = {}
    units, people = known.pop("UNOR"), known.pop("DATA UTAMA")
    if units.name in staged:
        checks.check_units(cursor, units)
    gather_units(cursor, units, staged.get(units.name))
    if strange_units:
        admit_strange_units(cursor, staged.values())
    if units.name in staged:
        plans[units.name] = make_plan(cursor, staged[units.name])
    if people.name in staged:
        checks.check_people(cursor, people)
        checks.check_references(cursor, people)
        checks.check_keys(cursor, people)
        plans[people.name] = make_plan(cursor, staged[people.name])
        flags.flag_people(cursor, staged[people.name])
    rest = [staged[name] for name in known if name in staged]
    histories = [each for each in rest if "employee_id" in each.present]
    gather_people(cursor, people, staged.get(people.name), histories)
    for each in rest:
        plans[each.sheet.name] = _plan_rest(cursor, each)
    return plans


def _plan_rest(cursor, staged):
    sheet = staged.sheet
    checks.check_references(cursor, sheet)
    if sheet.name == "RW GOLONGAN":
        checks.check_grade_kinds(cursor, sheet)
    checks.check_orders(cursor, sheet)
    checks.check_keys(cursor, sheet)
    plan = make_plan(cursor, staged)
    if sheet.name in ("RW HUKDIS", "RW CLTN"):
        flags.flag_overlaps(cursor, staged)
    return plan


def _dictionaries(sql, keys):
    """The rows of a query one by one; they wait in PostgreSQL, not here."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(1000):
            for row in rows:
                yield dict(zip(keys, row, strict=True))
