"""Everything that the law lets come until the horizon: one judgement for each of the four lists, in one query each."""

import json
from contextlib import contextmanager

from django.db import connection

from employees.calendar.horizon import Horizon
from employees.calendar.increments import foreseen_increments
from employees.calendar.medals import foreseen_medals
from employees.calendar.promotions import foreseen_promotions
from employees.calendar.retirements import foreseen_retirements
from employees.due_lists.lists import LISTS
from employees.models import DueSubject, ForeseenRight
from simpeg.core.sql import as_of
from simpeg.law.engine import Law
from simpeg.law.models import Grade

FORESEEN = {
    DueSubject.PROMOTION: foreseen_promotions,
    DueSubject.INCREMENT: foreseen_increments,
    DueSubject.RETIREMENT: foreseen_retirements,
    DueSubject.MEDAL: foreseen_medals,
}
COLUMNS = ("employee_id", "nip", "subject", "kind", "on", "state", "counted", "unit_id", "grade_id", "target_id",
           "failed", "unknown", "last_day", "monthly", "facts")  # fmt: skip


@contextmanager
def looking_ahead(day):
    """`with looking_ahead(day) as (law, horizon): ...`; raises `LawGap` where the law does not reach back to `day`."""
    law = Law.on(day)
    with as_of(day):
        yield law, Horizon.of(law)


def judged_now(law, **narrow):
    """{subject: (SQL, parameters)} of today's judged rows, to be computed where they are read: for a few people."""
    found = {subject: kind.judged(law, **narrow) for subject, kind in LISTS.items()}
    return {subject: (judged.sql, judged.params) for subject, judged in found.items()}


@contextmanager
def judged_once(law):
    """{subject: (SQL, parameters)} of everybody's judged rows, which are computed here and lie in temporary tables."""
    tables = {subject: f"judged_{kind.subject.name.lower()}" for subject, kind in LISTS.items()}
    with connection.cursor() as cursor:
        for subject, table in tables.items():
            judged = LISTS[subject].judged(law)
            cursor.execute(f"CREATE TEMP TABLE {table} ON COMMIT DROP AS {judged.sql}", judged.params)
            cursor.execute(f"CREATE INDEX ON {table} (employee_id)")
            cursor.execute(f"ANALYZE {table}")
        yield {subject: (f"SELECT * FROM {table}", ()) for subject, table in tables.items()}
        for table in tables.values():
            cursor.execute(f"DROP TABLE {table}")


def foreseen(subject, law, horizon, judged):
    """(SQL, parameters) of the rows of COLUMNS for one subject, from what was judged; read it within `looking_ahead`.

    Nothing comes any more once somebody retires.
    """
    rows, params = FORESEEN[subject](law, horizon, judged)
    columns = ", ".join(f'f."{name}"' for name in COLUMNS)
    stays = "true" if subject == DueSubject.RETIREMENT else 'f."on" < r.retires_on'
    sql = f"""
        SELECT {columns} FROM ({rows}) f
        LEFT JOIN employees_retirement r ON r.employee_id = f.employee_id
        WHERE r.retires_on IS NULL OR {stays}"""
    return sql, params


def foreseen_of(employee, law, horizon):
    """The rights of all subjects for one person, the earliest first: computed now, and not kept."""
    judged, found = judged_now(law, nip=employee.nip), []
    for subject in LISTS:
        with connection.cursor() as cursor:
            cursor.execute(*foreseen(subject, law, horizon, judged))
            found += [_right(dict(zip(COLUMNS, row, strict=True))) for row in cursor]
    grades = Grade.objects.in_bulk({pk for right in found for pk in (right.grade_id, right.target_id) if pk})
    for right in found:
        right.grade, right.target = grades[right.grade_id], grades.get(right.target_id)
    return sorted(found, key=lambda right: (right.on, right.subject, right.kind))


def _right(row):
    return ForeseenRight(**row | {"facts": json.loads(row["facts"])})
