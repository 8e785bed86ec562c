from django.db import connection

from simpeg.audit.change import change


def follow_due_standings(*, by):
    """Whoever's recorded standing (a retirement signed ahead) has come by today bears it; returns how many."""
    with change(by=by, reason="TMT kedudukan hukum tiba"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT follow_standings(ARRAY(SELECT employee_id FROM employees_standingrecord WHERE since <= day_here()))"
        )
        return cursor.fetchone()[0]
