"""The present state of each employee: kept by triggers, proven and rebuilt here."""

import logging
from contextlib import contextmanager
from urllib.parse import quote

from django.contrib.auth.models import Permission
from django.db import connection, transaction
from django.db.models import Q
from django.urls import reverse

from employees.models import EmployeeState
from simpeg.accounts.models import User
from simpeg.notices.services import notify

log = logging.getLogger(__name__)
NAMED = 3  # so many of them a notice names; the log names all

NAMES = [field.column for field in EmployeeState._meta.concrete_fields]
COLUMNS = ", ".join(NAMES)


# Sorting a history takes memory; and a row that is not among PostgreSQL's own pages is no row at hand, wherever the
# machine may hold it. Told so, the planner reads each history through and sorts it, unless it lies in order already.
PASS = {"work_mem": "256MB", "effective_cache_size": "64MB"}


@contextmanager
def whole_pass():
    """A cursor that reads everybody at once; the settings of the transaction around it stay what they were."""
    with transaction.atomic(), connection.cursor() as cursor:
        before = {}
        for name, value in PASS.items():
            cursor.execute("SELECT current_setting(%s), set_config(%s, %s, true)", [name, name, value])
            before[name] = cursor.fetchone()[0]
        yield cursor
        for name, value in before.items():
            cursor.execute("SELECT set_config(%s, %s, true)", [name, value])


def disagreements():
    """(nip, where) of every row that differs from its source: `missing`, `extra` or `differs`. One pass over all."""
    with whole_pass() as cursor:
        cursor.execute(
            f"""
            SELECT COALESCE(s.nip, v.nip) AS nip,
                CASE WHEN s.employee_id IS NULL THEN 'missing'
                     WHEN v.employee_id IS NULL THEN 'extra' ELSE 'differs' END
            FROM (SELECT {COLUMNS} FROM employees_employeestate) s
            FULL JOIN (SELECT {COLUMNS} FROM employees_state_source) v ON v.employee_id = s.employee_id
            WHERE s IS DISTINCT FROM v ORDER BY 1"""
        )
        return cursor.fetchall()


def _managers():
    """The active accounts that manage accounts: the system is theirs."""
    manage = Permission.objects.filter(codename="change_user", content_type__app_label="accounts")
    by_role = User.objects.filter(groups__permissions__in=manage).order_by().values("pk")
    return User.objects.filter(Q(is_superuser=True) | Q(pk__in=by_role), is_active=True)


def tell_of_disagreements():
    """Whoever manages accounts knows of every row that differs from its source. Nothing is mended: a row that differs
    is the trace of a fault, and tomorrow's writes would wipe it out. Returns those rows.
    """
    wrong = disagreements()
    if not wrong:
        return wrong
    for nip, where in wrong:
        log.error("the state of %s disagrees with the histories: %s", nip, where)
    named = ", ".join(nip for nip, _ in wrong[:NAMED]) + (" dan lainnya" if len(wrong) > NAMED else "")
    with transaction.atomic():
        notify(
            _managers(),
            text=f"Keadaan {len(wrong)} pegawai tidak sesuai dengan riwayatnya: {named}. Daftar dan hak mereka dapat "
            "keliru. Cari sebabnya pada log, lalu jalankan check_state --rebuild.",
            href=f"{reverse('directory:list')}?q={quote(wrong[0][0])}",
            topic="pemeriksaan keadaan pegawai",
        )
    return wrong


@contextmanager
def refreshed_once():
    """Within the block the present state waits; at its end it is drawn once for everybody who was touched.

    For loads of many histories. Whoever reads the state within the block reads it as it was before.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('simpeg.state_waits', true) = 'on'")
        if cursor.fetchone()[0]:  # a load within a load: the outer one draws
            yield
            return
        cursor.execute("CREATE TEMP TABLE state_waiting (employee_id bigint PRIMARY KEY) ON COMMIT DROP")
        cursor.execute("SELECT set_config('simpeg.state_waits', 'on', true)")
        yield
        cursor.execute("SELECT set_config('simpeg.state_waits', '', true)")
        cursor.execute("SELECT refresh_employee_state(ARRAY(SELECT employee_id FROM state_waiting))")
        cursor.execute("DROP TABLE state_waiting")


def rebuild():
    """Draw every row anew from the histories; returns how many people there are. What agrees is not written again."""
    filled = EmployeeState.objects.exists()
    drawn = ", ".join(f"EXCLUDED.{name}" for name in NAMES)
    with whole_pass() as cursor:
        if filled:
            cursor.execute(
                f"""
                INSERT INTO employees_employeestate ({COLUMNS})
                SELECT v.* FROM (SELECT {COLUMNS} FROM employees_state_source) v
                LEFT JOIN (SELECT {COLUMNS} FROM employees_employeestate) s ON s.employee_id = v.employee_id
                WHERE s IS DISTINCT FROM v
                ON CONFLICT (employee_id) DO UPDATE SET ({COLUMNS}) = ({drawn})"""
            )
        else:
            # The people of a unit lie together, for it is by units that they are looked at.
            cursor.execute(
                f"INSERT INTO employees_employeestate ({COLUMNS}) "
                f"SELECT {COLUMNS} FROM employees_state_source ORDER BY unit_id, employee_id"
            )
        # A load may have left out the triggers that do this for each row.
        cursor.execute("SELECT employees_note_name_words(), employees_note_places()")
    return EmployeeState.objects.count()
