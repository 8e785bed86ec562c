"""Verbs of data quality: check everybody, check some again, let a breach stand with a reason.

A check is one pass over all; what it found is compared with what was kept, set by set. Checks wait for each other.
"""

import json
from contextlib import contextmanager
from decimal import Decimal

from django.db import connection, transaction
from django.utils import timezone

from employees.models import DIMENSIONS, QualityException, QualityItem, QualityRun
from employees.quality.indicators import INDICATORS
from employees.quality.queries import measured
from simpeg.audit.change import change
from simpeg.core.dates import in_words
from simpeg.core.sql import as_of
from simpeg.law.engine import Law

LOCK = 7351  # checks of everybody exclude each other and the checks of some
KEPT = (
    ["employee_id", "nip", "unit_id", "asked", "breached", "unknown", *DIMENSIONS]
    + [f"share_{dim}" for dim in DIMENSIONS]
    + ["index", "lenient"]
)
State, Owner = QualityItem.State, QualityItem.Owner


class ExceptionRefused(Exception):
    """The breach cannot be set aside, or not any more; the message is a sentence for the officer."""


def run_quality_check(*, day, by, tell=lambda done, total, step: None):
    """Judge everybody's records by the indicators of `day`; keep the index, each unit's, and the breaches as work.

    Raises `LawGap` where the law on file does not reach back to `day`.
    """
    law = Law.on(day)
    with as_of(day), change(by=by, reason=f"Pemeriksaan kualitas data {in_words(day)}"), _alone(exclusive=True):
        tell(0, 4, "Memeriksa berkas semua pegawai")
        with _measured_now(law):
            tell(1, 4, "Menyimpan hasil per pegawai")
            _keep_people(day)
            tell(2, 4, "Memperbarui daftar perbaikan")
            _keep_items(law)
            tell(3, 4, "Menghitung indeks per unit kerja")
            run = _keep_run(law, by)
            _keep_units(run)
    return run


def recheck(employees, *, day=None):
    """The breaches and the index of these people (ids) are up to date with their records; cheap, for after a change.

    Nothing happens before the first check of everybody. What a neighbour's record decides (two holders of one post)
    is seen again by the next check of everybody.
    """
    ids = sorted({employee for employee in employees if employee})
    if not ids or not QualityRun.objects.exists():
        return
    law = Law.on(day or timezone.localdate())
    with transaction.atomic(), as_of(law.day), _alone(exclusive=False), _measured_now(law, ids):
        _keep_people(law.day, ids)
        _keep_items(law, ids)


def set_aside(item, *, day, reason, decree, until, by):
    """The breach is right as it is until a day, by a decree: it leaves the work list, though BKN still counts it."""
    with change(by=by, reason=f"Pengecualian {item.code}: {reason}"):
        current = QualityItem.objects.select_for_update().get(pk=item.pk)
        if current.state != State.OPEN:
            raise ExceptionRefused(
                f"Pelanggaran ini sudah berstatus {current.get_state_display().lower()}. Muat ulang halaman ini."
            )
        exception = QualityException.objects.create(
            employee_id=current.employee_id, code=current.code, reason=reason, decree=decree, until=until,
            granted_by=by, granted_on=day,
        )  # fmt: skip
        QualityItem.objects.filter(pk=current.pk).update(state=State.EXCUSED, exception=exception)
    return exception


def lift(item, *, day, reason, by):
    """The exception of this breach has ended; the breach is work again, due when it was."""
    with change(by=by, reason=f"Pengecualian {item.code} dicabut: {reason}"):
        current = QualityItem.objects.select_for_update().get(pk=item.pk)
        if current.state != State.EXCUSED:
            raise ExceptionRefused("Pengecualian ini sudah tidak berlaku. Muat ulang halaman ini.")
        QualityException.objects.filter(pk=current.exception_id).update(lifted_on=day)
        QualityItem.objects.filter(pk=current.pk).update(state=State.OPEN, exception=None)


@contextmanager
def _alone(*, exclusive):
    """One check of everybody at a time; those of some people go beside each other, not beside it."""
    shared = "" if exclusive else "_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock{shared}(%s)", [LOCK])
    yield


@contextmanager
def _measured_now(law, employees=None):
    """What the records say now, in the temporary table `quality_now`."""
    sql, params = measured(law, employees=employees)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE quality_now ON COMMIT DROP AS {sql}", params)
        cursor.execute("CREATE UNIQUE INDEX ON quality_now (employee_id)")
        cursor.execute("ANALYZE quality_now")
        yield
        cursor.execute("DROP TABLE quality_now")


def _keep_people(day, employees=None):
    """One row a person, as found now; those who left the lists lose theirs."""
    columns = ", ".join(KEPT)
    kept = ", ".join(KEPT[1:])
    found = ", ".join(f"EXCLUDED.{name}" for name in KEPT[1:])
    among, ids = _among(employees, "p")
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO employees_personquality AS p ({columns}, day)
            SELECT {columns}, %s FROM quality_now ORDER BY employee_id
            ON CONFLICT (employee_id) DO UPDATE SET ({kept}, day) = ({found}, EXCLUDED.day)
            WHERE ({_columns("p", KEPT[1:])}, p.day) IS DISTINCT FROM ({found}, EXCLUDED.day)""",
            [day],
        )
        cursor.execute(
            f"DELETE FROM employees_personquality p WHERE {among}"
            " NOT EXISTS (SELECT FROM quality_now n WHERE n.employee_id = p.employee_id)",
            ids,
        )


def _keep_items(law, employees=None):
    """Breaches found now are work: new ones open with their day, those found no more are closed, others stay."""
    among, ids = _among(employees, "i")
    with connection.cursor() as cursor:
        cursor.execute(
            """
            CREATE TEMP TABLE quality_breach ON COMMIT DROP AS
            SELECT n.employee_id, n.nip, n.unit_id, c.code, c.owner, c.days, x.id AS exception_id
            FROM quality_now n
            JOIN jsonb_to_recordset(%s::jsonb) AS c(code text, bit bigint, owner text, days int)
                ON n.breached & c.bit <> 0
            LEFT JOIN employees_qualityexception x
                ON x.employee_id = n.employee_id AND x.code = c.code AND x.lifted_on IS NULL AND x.until >= %s""",
            [json.dumps(_terms(law)), law.day],
        )
        cursor.execute("CREATE UNIQUE INDEX ON quality_breach (employee_id, code)")
        cursor.execute("ANALYZE quality_breach")
        cursor.execute(
            f"""
            UPDATE employees_qualityitem i SET exception_id = NULL, ended_on = %s,
                state = CASE WHEN EXISTS (SELECT FROM quality_now n WHERE n.employee_id = i.employee_id)
                             THEN 'MENDED' ELSE 'LEFT' END
            WHERE {among} i.state IN ('OPEN', 'EXCUSED') AND NOT EXISTS (
                SELECT FROM quality_breach b WHERE b.employee_id = i.employee_id AND b.code = i.code)""",
            [law.day, *ids],
        )
        cursor.execute(
            """
            UPDATE employees_qualityitem i SET nip = b.nip, unit_id = b.unit_id, owner = b.owner,
                last_seen = greatest(i.last_seen, %s), exception_id = b.exception_id,
                state = CASE WHEN b.exception_id IS NULL THEN 'OPEN' ELSE 'EXCUSED' END
            FROM quality_breach b
            WHERE i.state IN ('OPEN', 'EXCUSED') AND b.employee_id = i.employee_id AND b.code = i.code""",
            [law.day],
        )
        cursor.execute(
            """
            INSERT INTO employees_qualityitem
                (employee_id, nip, unit_id, code, owner, state, first_seen, last_seen, due_on, exception_id)
            SELECT b.employee_id, b.nip, b.unit_id, b.code, b.owner,
                CASE WHEN b.exception_id IS NULL THEN 'OPEN' ELSE 'EXCUSED' END, %s, %s, %s::date + b.days,
                b.exception_id
            FROM quality_breach b WHERE NOT EXISTS (
                SELECT FROM employees_qualityitem i
                WHERE i.employee_id = b.employee_id AND i.code = b.code AND i.state IN ('OPEN', 'EXCUSED'))
            ORDER BY b.employee_id, b.code
            ON CONFLICT DO NOTHING""",
            [law.day] * 3,
        )
        cursor.execute("DROP TABLE quality_breach")


def _terms(law):
    """Of every indicator: who mends its breaches, and within how many days."""
    owners, days, otherwise = law["kualitas.pemilik"], law["kualitas.janji_hari"], law["kualitas.janji_hari_lain"]
    return [
        {
            "code": indicator.code,
            "bit": indicator.bit,
            "owner": owners.get(indicator.code, Owner.AGENCY),
            "days": days.get(indicator.code, otherwise),
        }
        for indicator in INDICATORS.values()
    ]


def _keep_run(law, by):
    """The numbers of everybody together."""
    counts = ", ".join(
        f"count(*) FILTER (WHERE asked & {i.bit} <> 0), count(*) FILTER (WHERE breached & {i.bit} <> 0),"
        f" count(*) FILTER (WHERE unknown & {i.bit} <> 0)"
        for i in INDICATORS.values()
    )
    means = ", ".join(f"round(avg({name}), 4)" for name in ("index", "lenient", *DIMENSIONS))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), {means}, {counts} FROM quality_now")
        people, index, lenient, *rest = cursor.fetchone()
    scores, counted = rest[: len(DIMENSIONS)], rest[len(DIMENSIONS) :]
    return QualityRun.objects.create(
        day=law.day,
        people=people,
        index=index if people else Decimal(0),
        lenient=lenient if people else Decimal(0),
        **dict(zip(DIMENSIONS, scores, strict=True)),
        indicators={code: counted[3 * place : 3 * place + 3] for place, code in enumerate(INDICATORS)},
        law=law.snapshot("kualitas"),
        requested_by=by,
    )


def _keep_units(run):
    """Each unit with everything below it, where it differs from what was last kept of it."""
    bkn = sum(i.bit for i in INDICATORS.values() if i.counts)
    names = ["people", "breaches", "own_breaches", "index", *DIMENSIONS]
    means = ", ".join(f"round(avg(n.{name}), 4) AS {name}" for name in ("index", *DIMENSIONS))
    listed = ", ".join(names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH last AS (
                SELECT DISTINCT ON (unit_id) unit_id, {listed} FROM employees_unitquality ORDER BY unit_id, run_id DESC
            ), now AS (
                SELECT upper.id AS unit_id, count(*)::int AS people,
                    sum(bit_count((n.breached & {bkn})::bit(64)))::int AS breaches,
                    sum(bit_count((n.breached & ~{bkn}::bigint)::bit(64)))::int AS own_breaches, {means}
                FROM quality_now n
                JOIN employees_unit u ON u.id = n.unit_id
                CROSS JOIN LATERAL unnest(u.path) AS upper(id)
                GROUP BY upper.id
            )
            INSERT INTO employees_unitquality (run_id, unit_id, {listed})
            SELECT %s, COALESCE(now.unit_id, last.unit_id), COALESCE(now.people, 0), COALESCE(now.breaches, 0),
                COALESCE(now.own_breaches, 0), {_columns("now", names[3:])}
            FROM now FULL JOIN last ON last.unit_id = now.unit_id
            WHERE ({_columns("now", names)}) IS DISTINCT FROM ({_columns("last", names)})
              AND (now.unit_id IS NOT NULL OR last.people > 0)""",
            [run.pk],
        )


def _among(employees, alias):
    """(SQL, parameters) that narrow a statement to these people; empty for everybody."""
    return ("", []) if employees is None else (f"{alias}.employee_id = ANY (%s) AND", [employees])


def _columns(alias, names):
    return ", ".join(f"{alias}.{name}" for name in names)
