"""Who reaches the age limit of his position until the horizon, and who passed it and still is on the lists."""

from employees.calendar.horizon import literal
from employees.models import DueSubject


def foreseen_retirements(law, horizon, judged):
    """SQL of one row for a person."""
    sql, params = judged[DueSubject.RETIREMENT]
    sql = f"""
        SELECT employee_id, nip, name, '{DueSubject.RETIREMENT.value}' AS subject, kind, retires_on AS "on",
            'READY' AS state, true AS counted, unit_id, grade_id, target_id, 0 AS failed, 0 AS unknown,
            NULL::date AS last_day, NULL::int AS monthly, '{{}}'::jsonb AS facts
        FROM ({sql}) judged WHERE retires_on <= {literal(horizon.until)}"""
    return sql, params
