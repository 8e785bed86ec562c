"""What the four lists cost over the present population, beside a query that only touches the columns they need."""

import time
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import connection

from employees.benchmark.hand import by_hand
from employees.benchmark.measuring import buffers_of
from employees.due_lists.lists import LISTS
from employees.due_lists.publishing import is_national
from employees.due_lists.services import run_list
from employees.models import EmployeeState
from simpeg.core.sql import as_of
from simpeg.law.engine import Law

WHO = "employee_id nip status standing unit_id grade_id awaited_on"
# The columns of the state row that each list needs.
NEEDED = {
    "promotion": f"{WHO} position_kind position_title functional_name echelon tier position_since inaugurated_on "
    "grade_since grade_service_since service_years ratings education education_since bars_promotion unpaid exam_1_on "
    "exam_2_on exam_diploma_on led_on credit_tier credit_on credit_points",
    "salary-increment": f"{WHO} base base_on base_years base_months base_record ratings unpaid bars_increment",
    "retirement": f"{WHO} birth_date position_kind echelon functional_name tier position_since",
    "service-medal": f"{WHO} cpns_since punished_on unpaid medal_10_on medal_20_on medal_30_on",
}
ALONE = ["max_parallel_workers_per_gather = 0", "work_mem = '128MB'", "jit = on"]
REPEAT_UNTIL = 3.0  # seconds: what is quick is measured several times, and the best counts
AT_MOST = 5
SAMPLE = 10_000  # verdicts whose size is looked at


@dataclass(frozen=True)
class ListCost:
    """Seconds of one core; `published` is by the clock: the whole service, with storing, indexes and counts."""

    subject: str
    rows: int
    touch: float
    judged: float
    to_hand: float
    same_by_hand: bool
    buffers: int
    published: float | None
    bytes_a_verdict: int | None

    @property
    def to_touch(self):
        return self.judged / self.touch

    def as_json(self):
        return asdict(self) | {
            "rows_per_second": round(self.rows / self.judged),
            "microseconds_a_person": 1e6 * self.judged / self.rows,
            "ratio_to_touch": self.to_touch,
        }


def cost_of(subject, *, day, by, publish):
    """Measure one list. What is published is there until the caller takes it back."""
    law, kind = Law.on(day), LISTS[subject]
    with as_of(day), connection.cursor() as cursor:
        # One core for all three, so that they can be compared; a list is one statement and runs on one.
        for setting in ALONE:
            cursor.execute(f"SET LOCAL {setting}")
        counts = ", ".join(f"count({name})" for name in NEEDED[subject].split())
        touch, _ = _best(cursor, f"SELECT {counts} FROM {EmployeeState._meta.db_table}")
        masks = "count(*), sum(asked), sum(failed), sum(unknown), count(verdict)"
        laid_out, judged = _as_run(cursor, kind, law)
        # By hand nothing says when: the rules are asked no more than that beside them.
        ruled, by_rules = _best(cursor, f"SELECT {masks} FROM ({judged.sql}) judged", judged.params)
        handed, by_hand_too = _best(cursor, f"SELECT {masks} FROM ({by_hand(subject, law)}) judged")
        sql = f"SELECT {masks}, count(target_id), count(earliest) FROM ({judged.sql}) judged"
        took, row = _best(cursor, sql, judged.params)
        buffers = buffers_of(sql, judged.params)
        for setting in ALONE:
            cursor.execute(f"SET LOCAL {setting.split(' = ')[0]} = DEFAULT")
    published, size = _published(subject, day, by) if publish else (None, None)
    return ListCost(
        subject=subject,
        rows=row[0],
        touch=touch,
        judged=laid_out + took,
        to_hand=(laid_out + ruled) / handed,
        same_by_hand=by_rules == by_hand_too,
        buffers=buffers,
        published=published,
        bytes_a_verdict=size,
    )


def _as_run(cursor, kind, law):
    """(seconds, Judged): what a list of everybody asks here, and how long it prepares.

    For a nation the law is asked once for each place, and laying the places out is a part of what a list costs.
    """
    if not is_national():
        return 0, kind.judged(law)
    prepared = min(_timed(cursor, lambda: kind.lay_out(cursor, 0, law))[0] for _ in range(3))
    return prepared, kind.judged_at_once(law, keep=["target_id"])


def _best(cursor, sql, params=None):
    """(seconds of a core, first row) of the quickest of a few runs."""
    best, spent, runs = None, 0.0, 0
    while best is None or (spent < REPEAT_UNTIL and runs < AT_MOST):
        took, row = _timed(cursor, lambda: _first_row(cursor, sql, params))
        best, spent, runs = min(best or took, took), spent + took, runs + 1
    return best, row


def _first_row(cursor, sql, params):
    cursor.execute(sql, params)
    return cursor.fetchone()


def _timed(cursor, work):
    """(seconds of a core that the server works for this session, what `work` returns)."""
    cursor.execute("SELECT pg_backend_pid()")
    process = cursor.fetchone()[0]
    start = _clock(process)
    found = work()
    return _clock(process) - start, found


def _clock(process):
    """Seconds that a server process of this machine has worked, whatever else runs; elsewhere, of the clock."""
    try:
        return int(Path(f"/proc/{process}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9
    except OSError:
        return time.perf_counter()


def _published(subject, day, by):
    start = time.perf_counter()
    kept = run_list(subject, day=day, by=by)
    took = time.perf_counter() - start
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT avg(pg_column_size(v.*))::int FROM "
            "(SELECT * FROM employees_dueverdict WHERE list_id = %s LIMIT %s) v",
            [kept.pk, SAMPLE],
        )
        size = cursor.fetchone()[0]
    return took, size
