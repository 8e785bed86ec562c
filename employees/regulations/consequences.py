"""What a change of the law would do: every list judged before and after it, in one transaction that is taken back.

The change is written into the tables of the law, so that every view and function sees it; everybody is judged; and all
of it is rolled back: nobody else ever sees it, and the trail does not know of it. Only the rows that differ leave the
transaction, through a file on disk, and are kept afterwards.
"""

import tempfile
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from employees.due_lists.lists import LISTS
from employees.models import DueSubject, LawEffect, LawPreview
from simpeg.core.dates import months_after
from simpeg.core.sql import as_of
from simpeg.law.engine import Law
from simpeg.law.models import PromotionPeriod
from simpeg.law.services import ChangeRefused, as_if

COLUMNS = [
    "preview_id", "employee_id", "nip", "kind", "unit_id", "verdict_before", "verdict_after", "earliest_before",
    "earliest_after", "from_before", "from_after", "to_before", "to_after", "failed_before", "failed_after",
    "unknown_before", "unknown_after",
]  # fmt: skip


@dataclass(frozen=True)
class Ends:
    """SQL over a judged row: what the right changes, from and to; whether a person has a row for each kind."""

    start: str
    end: str
    by_kind: bool = False
    is_pay: bool = False


ENDS = {
    DueSubject.PROMOTION: Ends("grade_code", "target_code", by_kind=True),
    DueSubject.INCREMENT: Ends("pay", "pay_next", is_pay=True),
    DueSubject.RETIREMENT: Ends("NULL", "retires_on"),
    DueSubject.MEDAL: Ends("NULL", "kind"),
}


def days_of(change, subject, start, number):
    """The first days from `start` on for which the list is asked, as the law before or after the change knows them."""
    days = set(islice(_days(subject, start), number))
    with as_if(change):
        days |= set(islice(_days(subject, start), number))
    return sorted(days)[:number]


def first_day(change):
    """From when people are compared: the day the change begins, but no past month."""
    return max(change.in_force.lower, timezone.localdate().replace(day=1))


def preview(change, subject, day):
    """Judge a list on a day before and after the change, and keep who would be answered otherwise."""
    with tempfile.TemporaryFile() as rows:
        try:
            before, after, changed, pay = _differences(change, LISTS[subject], day, rows)
        except OperationalError as clash:
            if "serialize" not in str(clash):
                raise
            raise ChangeRefused("Peraturan sedang diubah orang lain. Hitung dampaknya lagi sebentar lagi.") from clash
        rows.seek(0)
        with transaction.atomic():
            kept, _ = LawPreview.objects.update_or_create(
                change=change, subject=subject, day=day,
                defaults={"before": before, "after": after, "changed": changed, "pay_difference": pay},
            )  # fmt: skip
            kept.effects.all().delete()
            _take_in(kept, rows)
    return kept


def _differences(change, kind, day, rows):
    """Write the differing rows into `rows`; returns both counts, how many differ, and the difference in pay."""
    alone = not connection.in_atomic_block
    with transaction.atomic():
        with connection.cursor() as cursor:
            if alone:  # both judgements look at the same people, whatever is written meanwhile
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        with as_of(day), connection.cursor() as cursor:
            _judge(cursor, "law_before", kind, day)
            with as_if(change):
                _judge(cursor, "law_after", kind, day)
                before, after = (_counts(cursor, table) for table in ("law_before", "law_after"))
                differing = _differing(kind)
                with cursor.copy(f"COPY ({differing}) TO STDOUT") as stream:
                    for data in stream:
                        rows.write(data)
                cursor.execute(f"SELECT count(*) FROM ({differing}) d")
                changed = cursor.fetchone()[0]
                pay = _pay(cursor) if ENDS[kind.subject].is_pay else None
        transaction.set_rollback(True)
    return before, after, changed, pay


def _judge(cursor, table, kind, day):
    judged = kind.judged(Law.on(day))
    ends = ENDS[kind.subject]
    cursor.execute(
        f"""
        CREATE TEMPORARY TABLE {table} ON COMMIT DROP AS
        SELECT employee_id, nip, kind, unit_id, verdict, earliest, failed, unknown,
            COALESCE(({ends.start})::text, '') AS start, COALESCE(({ends.end})::text, '') AS finish
        FROM ({judged.sql}) judged""",
        judged.params,
    )
    cursor.execute(f"ANALYZE {table}")


def _counts(cursor, table):
    cursor.execute(f"SELECT verdict, count(*) FROM {table} GROUP BY verdict")
    return dict(cursor.fetchall())


def _differing(kind):
    both = "b.employee_id = a.employee_id" + (" AND b.kind = a.kind" if ENDS[kind.subject].by_kind else "")
    return f"""
        SELECT COALESCE(a.employee_id, b.employee_id), COALESCE(a.nip, b.nip), COALESCE(a.kind, b.kind),
            COALESCE(a.unit_id, b.unit_id), COALESCE(b.verdict, ''), COALESCE(a.verdict, ''), b.earliest, a.earliest,
            COALESCE(b.start, ''), COALESCE(a.start, ''), COALESCE(b.finish, ''), COALESCE(a.finish, ''),
            COALESCE(b.failed, 0), COALESCE(a.failed, 0), COALESCE(b.unknown, 0), COALESCE(a.unknown, 0)
        FROM law_before b FULL JOIN law_after a ON {both}
        WHERE (b.verdict, b.earliest, b.start, b.finish, b.failed, b.unknown)
            IS DISTINCT FROM (a.verdict, a.earliest, a.start, a.finish, a.failed, a.unknown)"""


def _pay(cursor):
    """What all on the list are paid a month after, less before."""
    cursor.execute("""
        SELECT COALESCE((SELECT sum(NULLIF(start, '')::bigint) FROM law_after), 0)
             - COALESCE((SELECT sum(NULLIF(start, '')::bigint) FROM law_before), 0)""")
    return int(cursor.fetchone()[0])


def _take_in(kept, rows):
    table = LawEffect._meta.db_table
    columns = ", ".join(COLUMNS[1:])
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE law_taken_in AS"
                       f" SELECT {columns} FROM {table} WITH NO DATA")  # fmt: skip
        with cursor.copy("COPY law_taken_in FROM STDIN") as stream:
            while data := rows.read(1 << 20):
                stream.write(data)
        cursor.execute(f"INSERT INTO {table} (preview_id, {columns}) SELECT %s, {columns} FROM law_taken_in", [kept.pk])
        cursor.execute("DROP TABLE law_taken_in")


def _days(subject, start):
    """The days of a list from `start` on, as the law on file has them now."""
    if subject == DueSubject.PROMOTION:
        yield from PromotionPeriod.objects.filter(day__gte=start).values_list("day", flat=True)
    elif subject == DueSubject.MEDAL:
        for year in range(start.year, start.year + 30):
            for month, number in sorted(Law.on(date(year, 1, 1)).values.get("slks.hari_penganugerahan", [])):
                if (day := date(year, month, number)) >= start:
                    yield day
    else:
        first = start if start.day == 1 else months_after(start.replace(day=1), 1)
        for ahead in range(600):
            yield months_after(first, ahead)
