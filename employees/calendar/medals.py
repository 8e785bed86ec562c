"""The medals (Satyalancana Karya Satya) of everybody until the horizon: each on the first award day that reaches it."""

from datetime import date

from employees.calendar.horizon import literal
from employees.medals.rules import MEDAL
from employees.models import DueSubject, MedalKind

# SIASN's codes of the law's table, in the words of the list.
KINDS = {"201": MedalKind.TEN, "202": MedalKind.TWENTY, "203": MedalKind.THIRTY}
BARRED = MEDAL.mask("STATUS", "HUKDIS", "CLTN")


def foreseen_medals(law, horizon, judged):
    """SQL of one row for a person and award day: the highest medal that he will have served for and does not own."""
    medals = ", ".join(
        f"('{code}', '{KINDS[code].value}', {int(years)})"
        for code, years in law["penghargaan.masa_kerja_tahun"].items()
        if code in KINDS
    )
    days = ", ".join(f"({literal(day)})" for day in award_days(law, horizon))
    if not days:
        days = "(NULL::date)"
    sql, params = judged[DueSubject.MEDAL]
    sql = f"""
        WITH judged AS ({sql}),
        reached AS (
            SELECT j.*, m.name AS medal, m.years AS medal_years, d.day,
                min(d.day) OVER (PARTITION BY j.employee_id, m.name) AS first_day
            FROM judged j
            CROSS JOIN (VALUES {medals}) AS m(code, name, years)
            JOIN (VALUES {days}) AS d(day) ON j.counted_from + make_interval(years => m.years) <= d.day
            WHERE failed & {BARRED} = 0
              -- On file already, though dated ahead: a medal given, and what breaks the service.
              AND NOT EXISTS (
                  SELECT FROM employees_award a
                  WHERE a.employee_id = j.employee_id AND a.kind = m.code AND a.awarded_on <= d.day)
              AND NOT EXISTS (
                  SELECT FROM employees_sanction x JOIN law_sanctionkind k ON k.code = x.kind_id
                  WHERE x.employee_id = j.employee_id AND k.severity IN ('MEDIUM', 'HEAVY')
                    AND x.starts_on > {literal(horizon.day)} AND x.starts_on <= d.day)
              AND NOT EXISTS (
                  SELECT FROM employees_unpaidleave l
                  WHERE l.employee_id = j.employee_id AND l.starts_on > {literal(horizon.day)} AND l.starts_on <= d.day)
        ),
        highest AS (
            SELECT DISTINCT ON (employee_id, day) * FROM reached ORDER BY employee_id, day, medal_years DESC
        )
        SELECT employee_id, nip, highest.name, '{DueSubject.MEDAL.value}' AS subject, medal AS kind, day AS "on",
            'READY' AS state, true AS counted, unit_id, grade_id, target_id, 0 AS failed, 0 AS unknown,
            NULL::date AS last_day, NULL::int AS monthly, '{{}}'::jsonb AS facts
        FROM highest WHERE day = first_day"""
    return sql, params


def award_days(law, horizon):
    """The days on which medals are given, within the horizon."""
    return [
        day
        for year in horizon.years
        for month, number in law["slks.hari_penganugerahan"]
        if horizon.day <= (day := date(year, month, number)) <= horizon.until
    ]
