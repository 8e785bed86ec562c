"""The salary steps (KGB) of everybody until the horizon: the one judged today, and the rows of the table after it.

A step that is delayed leaves the days of the next ones as they were (PP 7/1977 Pasal 13). Of steps that fell due long
ago the list gives one; so does the calendar.
"""

from employees.calendar.horizon import literal, working_columns
from employees.increments.rules import INCREMENT
from employees.models import DueSubject, Employee

BARRED = INCREMENT.mask("STATUS", "PUNCAK")
RATING = INCREMENT.mask("KINERJA")


def foreseen_increments(law, horizon, judged):
    """SQL of one row for a person and step; a bar by status, a bad predikat or a sanction without end leaves none."""
    today, until = literal(horizon.day), literal(horizon.until)
    pppk = f"status = '{Employee.Status.PPPK.value}'"
    one_year = ", ".join(f"'{code}'" for code in law["kgb.pppk_langkah_pertama_setahun"] if code.isalnum())
    sql, params = judged[DueSubject.INCREMENT]
    sql = f"""
        WITH judged AS ({sql}),
        scale AS (
            SELECT grade_id, years, rupiah, lag(rupiah) OVER (PARTITION BY grade_id ORDER BY years) AS before
            FROM law_salarystep WHERE in_force @> {today}
        ),
        steps AS (
            SELECT j.*, y.years AS step_years, y.rupiah AS step_pay, y.before AS pay_before,
                y.years = j.next_years AS nearest,
                CASE WHEN {pppk} THEN
                    CASE WHEN j.first_step AND y.years = j.next_years AND j.grade_code IN ({one_year or "NULL"}) THEN 1
                         ELSE {int(law["kgb.tahun_kinerja_pppk"])} END
                     ELSE {int(law["kgb.tahun_kinerja_pns"])} END AS rated_years,
                CASE WHEN {pppk} THEN {int(law["kgb.predikat_terendah_pppk"])}
                     ELSE {int(law["kgb.predikat_terendah_pns"])} END AS least
            FROM judged j
            JOIN scale y ON y.grade_id = j.grade_id AND y.years >= j.next_years
             -- Leave and sanctions only put it off.
             AND j.base_on + make_interval(months => y.years * 12 - j.base_years * 12 - j.base_months) <= {until}
            WHERE failed & {BARRED} = 0
        ),
        dated AS (
            SELECT s.*, w.due, g.granted AS "on", r.bad, r.unrated,
                EXISTS (SELECT FROM unnest(r.unrated) AS y WHERE y < {horizon.day.year}) AS unwritten
            FROM steps s
            LEFT JOIN LATERAL (
                SELECT array_agg(daterange(l.starts_on, l.ends_on, '[]') ORDER BY l.starts_on) AS leaves
                FROM employees_unpaidleave l WHERE l.employee_id = s.employee_id
            ) l ON NOT s.nearest
            LEFT JOIN LATERAL (
                SELECT range_agg(daterange(x.starts_on, x.ends_on, '[]')) AS blocked
                FROM employees_sanction x JOIN law_sanctionkind k ON k.code = x.kind_id
                WHERE x.employee_id = s.employee_id AND k.blocks_increment
            ) x ON NOT s.nearest
            CROSS JOIN LATERAL (
                SELECT CASE WHEN nearest THEN due_on ELSE
                    step_due(base_on, step_years * 12 - base_years * 12 - base_months, leaves) END AS due OFFSET 0
            ) w
            CROSS JOIN LATERAL (
                SELECT CASE WHEN nearest THEN granted_on ELSE step_granted(w.due, blocked) END AS granted OFFSET 0
            ) g
            CROSS JOIN LATERAL (
                SELECT COALESCE(bool_or(a.rating > s.least), false) AS bad,
                    COALESCE(array_agg(y) FILTER (WHERE a.rating IS NULL), '{{}}') AS unrated
                FROM unnest(rating_years(w.due, s.rated_years)) AS y
                LEFT JOIN employees_annualrating a ON a.employee_id = s.employee_id AND a.year = y
            ) r
            WHERE g.granted <= {until} AND (nearest OR w.due >= {today})
        ),
        told AS (
            SELECT d.*, CASE WHEN unwritten THEN 'MENDABLE' WHEN unrated <> '{{}}' THEN 'DEPENDS'
                             ELSE 'READY' END AS state
            FROM dated d WHERE NOT bad
        )
        SELECT employee_id, nip, name, '{DueSubject.INCREMENT.value}' AS subject, kind, "on", state,
            state <> 'MENDABLE' AS counted, unit_id, grade_id, target_id, 0 AS failed,
            CASE state WHEN 'MENDABLE' THEN {RATING} ELSE 0 END AS unknown,
            CASE state WHEN 'MENDABLE'
                THEN ("on" - make_interval(months => {int(law["kgb.surat_bulan_sebelum"])}))::date END AS last_day,
            step_pay - pay_before AS monthly,
            CASE state WHEN 'MENDABLE' THEN jsonb_strip_nulls(
                to_jsonb(t) - {working_columns(INCREMENT)} || jsonb_build_object(
                    'day', "on", 'due_on', due, 'rating_1', {_rating_of(1)}, 'rating_2', {_rating_of(2)})
            ) ELSE '{{}}' END AS facts
        FROM told t"""
    return sql, params


def _rating_of(back):
    return (
        "(SELECT rating FROM employees_annualrating a WHERE a.employee_id = t.employee_id"
        f" AND a.year = extract(year FROM due)::int - {back})"
    )
