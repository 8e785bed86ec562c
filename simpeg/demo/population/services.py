"""An invented population of any size, made inside the database: no person ever passes through Python.

The same number of people, seed and day give the same rows, whatever the machine: each answer is a hash of the person's
number, the question and the seed. (So do the law tables and these files: another release may make other people.)
"""

import re
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import DataError, connection, transaction

from employees import state
from employees.bulk import bulk_load
from employees.models import (
    AnnualRating,
    Appointment,
    Award,
    Course,
    CreditRecord,
    EducationRecord,
    Employee,
    EmployeeState,
    GradeRecord,
    Position,
    Sanction,
    ServiceExam,
    StandingRecord,
    StepIncrease,
    Unit,
    UnpaidLeave,
)
from simpeg.accounts.services import system_user
from simpeg.audit.change import change
from simpeg.demo.population.template import template

TABLE = re.compile(r"^(?:INSERT INTO|CREATE TEMP TABLE) (\w+)", re.MULTILINE)
SQL = Path(__file__).parent / "sql"
RECORDS = [AnnualRating, Appointment, Award, Course, CreditRecord, EducationRecord, GradeRecord, Sanction, ServiceExam,
           StandingRecord, StepIncrease, UnpaidLeave]  # fmt: skip
PEOPLE_OF_AN_AGENCY = 7000
ON_SEATS = 0.12  # at most so many of all people sit on structural seats
FEWEST, MOST = 1, 20_000_000
SEEDS = range(2**31)
# The trail; and the tree, which is drawn once by the insert and need not look again at its own work.
UNIT_TRIGGERS = ["audit_insert", "audit_update", "unit_tree_update"]
STRIDE = 1000  # seeds lie so far apart: a file asks fewer questions than that


class PopulationRefused(Exception):
    """No population can be made here; the message is a sentence for people."""


def generate_population(*, employees, seed, day, tell=lambda what, rows: None):
    """Fill an empty installation with `employees` invented people and all their records, as of the month of `day`.

    All of it or nothing. `tell(what, rows)` is called after each step. Returns the number of rows of each table.
    """
    _refuse(employees, seed)
    by = system_user()
    reason = f"Populasi rekaan: {employees} pegawai, benih {seed}"
    with transaction.atomic(), change(by=by, reason=reason), connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '256MB'")
        with suppress(DataError), transaction.atomic():  # refused in a session that has used temporary tables before
            cursor.execute("SET LOCAL temp_buffers = '64MB'")
        cursor.execute("LOCK TABLE employees_unit, employees_employee IN EXCLUSIVE MODE")
        if Employee.objects.exists() or Unit.objects.exists():
            raise PopulationRefused(
                "Basis data ini sudah berisi pegawai atau unit kerja. Populasi rekaan hanya dibuat dalam basis data "
                "yang kosong; tidak ada yang diubah."
            )
        _plan(cursor, employees, seed, day)
        _units(cursor, tell)
        with bulk_load(Employee, *RECORDS, tell=lambda what: tell(what, 0)):
            for name in ("people", "careers", "merits"):
                _run(cursor, name, tell)
        for model in (Unit, Employee):
            table = model._meta.db_table
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")
        _analyze(cursor, Employee, *RECORDS)
        with bulk_load(EmployeeState):
            tell("keadaan pegawai disusun", state.rebuild())
        _analyze(cursor, EmployeeState)
        with bulk_load(Position):
            _run(cursor, "positions", tell)
        _analyze(cursor, Position)
        wrong = state.disagreements()
        if wrong:
            raise PopulationRefused(
                f"Keadaan {len(wrong)} pegawai tidak sesuai dengan riwayatnya. Tidak ada yang disimpan."
            )
        tell("keadaan pegawai dibuktikan", 0)
        return {str(m._meta.verbose_name): m._base_manager.count() for m in (Unit, Position, Employee, *RECORDS)}


def settle(tell=lambda what, rows: None):
    """Mark the new pages as seen by everybody, so that lists that need only an index read nothing else.

    A table cannot be vacuumed within a transaction; there it is left to PostgreSQL's own round.
    """
    if connection.in_atomic_block:
        return
    tables = ", ".join(model._meta.db_table for model in (Unit, Position, Employee, EmployeeState, *RECORDS))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (FULL) employees_unit")  # drawing the tree has written every unit again
        cursor.execute(f"VACUUM (ANALYZE) {tables}")
    tell("halaman ditandai", 0)


def _refuse(employees, seed):
    if not settings.DEBUG:
        raise PopulationRefused("Populasi rekaan hanya dapat dibuat selama DEBUG menyala. Tidak ada yang dibuat.")
    if not FEWEST <= employees <= MOST:
        raise PopulationRefused(f"Jumlah pegawai harus antara {FEWEST} dan {MOST}.")
    if seed not in SEEDS:
        raise PopulationRefused(f"Benih harus antara {SEEDS.start} dan {SEEDS.stop - 1}.")


def _plan(cursor, employees, seed, day):
    """The template and the numbers of this run, as temporary tables; the dice, as temporary functions."""
    agencies = max(round(employees / PEOPLE_OF_AN_AGENCY), 1)
    size = -(-employees // agencies)
    tables = template(size)
    for name, table in tables.items():
        cursor.execute(f"CREATE TEMP TABLE t_{name} ({table.columns}) ON COMMIT DROP")
        rows = list(table.rows)
        cursor.executemany(f"INSERT INTO t_{name} VALUES ({', '.join(['%s'] * len(rows[0]))})", rows)
        cursor.execute(f"ANALYZE t_{name}")
    cursor.execute(
        """
        CREATE TEMP TABLE plan ON COMMIT DROP AS
        SELECT %s::date AS day, %s AS month, %s AS people, %s AS agencies, %s AS size, %s AS seats, %s AS units""",
        [day.replace(day=1), day.year * 12 + day.month - 1, employees, agencies, size, int(size * ON_SEATS),
         len(tables["unit"].rows)],
    )  # fmt: skip
    cursor.execute((SQL / "dice.sql").read_text(encoding="utf-8").replace("{seed}", f"{seed * STRIDE}::bigint"))


def _units(cursor, tell):
    """The roots sign for all: each leaves its entry in the trail, the units below them do not."""
    roots = (SQL / "units.sql").read_text(encoding="utf-8").split(";")[0]
    cursor.execute(roots.replace("ORDER BY", "WHERE u.parent IS NULL ORDER BY"))
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for trigger in UNIT_TRIGGERS:
        cursor.execute(f"ALTER TABLE employees_unit DISABLE TRIGGER {trigger}")
    cursor.execute(roots.replace("ORDER BY", "WHERE u.parent IS NOT NULL ORDER BY"))
    rows = cursor.rowcount
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for trigger in UNIT_TRIGGERS:
        cursor.execute(f"ALTER TABLE employees_unit ENABLE TRIGGER {trigger}")
    _analyze(cursor, Unit)
    tell("unit kerja", rows)


def _run(cursor, name, tell):
    for statement in _statements(name):
        cursor.execute(statement)
        if table := TABLE.search(statement):
            tell(table.group(1), cursor.rowcount)


def _statements(name):
    """The statements of a file; a semicolon at the end of a line ends one."""
    parts = (SQL / f"{name}.sql").read_text(encoding="utf-8").split(";\n")
    return [part.strip() for part in parts if part.strip()]


def _analyze(cursor, *models):
    cursor.execute(f"ANALYZE {', '.join(model._meta.db_table for model in models)}")
