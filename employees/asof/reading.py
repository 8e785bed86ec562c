"""Reading the records as of another day, or as they were known at another moment.

Inside these blocks the same querysets speak of that day or moment. Both are for reading: the states they show are
views and passing tables, and what is evaluated after the block speaks of the present again.
"""

from contextlib import contextmanager

from django.contrib.postgres.fields import ArrayField
from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, TextField
from django.db.models.expressions import RawSQL

from employees.models import Employee, StandingRecord, UnpaidLeave
from simpeg.core.replica import writing
from simpeg.core.sql import IsAny

# Both are harmless when done twice, and end with the transaction.
SCHEMA_AWAY = "set_config('search_path', regexp_replace(current_setting('search_path'), '^on_day, ', ''), true)"
SCHEMA_FIRST = SCHEMA_AWAY.replace("regexp_replace", "'on_day, ' || regexp_replace")


@contextmanager
def state_on(day):
    """EmployeeState, and every view over it, as of `day`: the schema on_day goes before the tables of the present."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT set_config('simpeg.day', %s, true), {SCHEMA_FIRST}", [day.isoformat()])
        yield
        cursor.execute(f"SELECT set_config('simpeg.day', '', true), {SCHEMA_AWAY}")


@contextmanager
def present_state():
    """Within `state_on`: the present again, for what is asked of today whatever the page shows (who may see whom)."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {SCHEMA_AWAY}")
        yield
        cursor.execute(f"SELECT {SCHEMA_FIRST}")


@contextmanager
def known_at(employee, moment, day=None):
    """This person's file as the trail has it at `moment`, his state as of `day`; yields whether he was on file.

    Everything about him is read from tables that end with the block, and so does whatever is written in it.
    """
    with writing(), transaction.atomic(), connection.cursor() as cursor:  # a replica can make no tables
        cursor.execute("SELECT employees_know(%s, %s, %s)", [employee.pk, moment, day])
        yield cursor.fetchone()[0]
        transaction.set_rollback(True)


@contextmanager
def between(before, after):
    """StateChange of these two days."""
    both = "SELECT set_config('simpeg.day_before', %s, true), set_config('simpeg.day', %s, true)"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(both, [before.isoformat(), after.isoformat()])
        yield
        cursor.execute(both, ["", ""])


def without_a_day(people):
    """Within `state_on`: those who are not in active service and of whom no record says since when."""
    waiting = Q(state__status=Employee.Status.CPNS) & _counts_under("kedudukan.aktif_cpns")
    dated = StandingRecord.objects.filter(employee=OuterRef("pk"))
    leaves = UnpaidLeave.objects.filter(employee=OuterRef("pk"))
    on_leave = Q(state__standing__in=[Employee.Standing.UNPAID_LEAVE, Employee.Standing.UNPAID_LEAVE_EXTENDED])
    return people.filter(~_counts_under("kedudukan.aktif"), ~waiting, ~Exists(dated)).exclude(on_leave & Exists(leaves))


def _counts_under(key):
    """The condition "the law of the day lists his kedudukan hukum under this key"; the database looks it up."""
    codes = RawSQL("(SELECT law_codes(%s))::text[]", [key], output_field=ArrayField(TextField()))
    return Q(IsAny(F("state__standing"), codes))
