"""The next promotion of everybody: judged once, today, and laid on the first day on which it can come.

Time is looked ahead: spans, sanctions, periods, and which years' predikat count on that day. Everything else is taken
as it stands today. A year that is not over has no predikat yet, and nobody is blamed for it.
"""

from employees.calendar.horizon import literal, working_columns
from employees.calendar.reasons import FAILED_BUT_MENDABLE, NOT_MENDABLE
from employees.models import DueSubject, PromotionKind
from employees.promotion.queries import OPEN_ON
from employees.promotion.rules import PROMOTION

TIME = sum(rule.bit for rule in PROMOTION.rules if rule.by_time)
RATING = PROMOTION.mask("KINERJA")
POINTS = PROMOTION.mask("AK")
GROUPS = "array_position(ARRAY['I', 'II', 'III', 'IV'], split_part({}, '/', 1))"


def foreseen_promotions(law, horizon, judged):
    """SQL of one row for a person and road that can still lead to a promotion until the horizon."""
    today, until = literal(horizon.day), literal(horizon.until)
    least = int(law["kp.predikat_terendah"])
    years = int(law["kp.tahun_kinerja"])
    diploma_years = int(law["kp.tahun_kinerja_penyesuaian"])
    sql, params = judged[DueSubject.PROMOTION]
    steps, more = judged[DueSubject.INCREMENT]
    sql = f"""
        WITH judged AS (SELECT j.*, {OPEN_ON} AS open_on FROM ({sql}) j),
        possible AS (
            SELECT j.*, failed & ~{TIME | RATING} AS missed, unknown & ~{RATING} AS lacking,
                CASE kind WHEN '{PromotionKind.DIPLOMA.value}' THEN {diploma_years} ELSE {years} END AS rated_years,
                r.bad, r.good, y.yearly AS points_yearly,
                -- Points grow with every year of a good predikat: before they can be enough nothing can be mended.
                CASE WHEN failed & {POINTS} <> 0 THEN GREATEST(open_on, (
                    COALESCE(points_on, {today})
                    + make_interval(months => LEAST(ceil((points_needed - points) * 12 / y.yearly), 1200)::int)
                )::date) ELSE open_on END AS ready_on
            FROM judged j
            LEFT JOIN LATERAL (
                SELECT NULLIF(max(t.yearly_points), 0) AS yearly FROM law_tierstep t
                WHERE t.tier = j.points_tier AND t.in_force @> {today}
            ) y ON failed & {POINTS} <> 0
            -- Both are short: the years that can count within the horizon.
            LEFT JOIN LATERAL (
                SELECT array_agg(year::int) FILTER (WHERE rating > {least}) AS bad,
                    array_agg(year::int) FILTER (WHERE rating <= {least}) AS good
                FROM employees_annualrating a
                WHERE a.employee_id = j.employee_id AND a.year >= {horizon.day.year - max(years, diploma_years)}
            ) r ON true
            WHERE open_on <= {until} AND failed & ~{TIME | RATING | FAILED_BUT_MENDABLE} = 0
              AND unknown & {NOT_MENDABLE} = 0
        ),
        dated AS (
            SELECT p.*, w.day AS "on", w.closes_on, w.unrated,
                CASE WHEN missed | lacking <> 0 OR w.unwritten THEN 'MENDABLE'
                     WHEN w.unrated <> '{{}}' THEN 'DEPENDS' ELSE 'READY' END AS state,
                w.unwritten
            FROM possible p
            -- As it stands; where somebody has to act first, the first period for which one can still propose.
            CROSS JOIN LATERAL (
                SELECT * FROM (
                    ({_first_period(until, "true", helped=False)}) UNION ALL
                    ({_first_period(until, f"closes_on >= {today}", helped=True)})
                ) d
                CROSS JOIN LATERAL (
                    SELECT EXISTS (SELECT FROM unnest(d.unrated) AS y WHERE y < {horizon.day.year}) AS unwritten
                ) u
                WHERE d.helped OR (missed | lacking = 0 AND NOT u.unwritten)
                ORDER BY d.helped LIMIT 1
            ) w
        ),
        ranked AS (
            SELECT t.*,
                row_number() OVER (
                    PARTITION BY employee_id ORDER BY state = 'MENDABLE', "on", target_level DESC, kind) AS road,
                min("on") FILTER (WHERE state <> 'MENDABLE') OVER (PARTITION BY employee_id) AS sooner,
                max(target_level) FILTER (WHERE state <> 'MENDABLE') OVER (PARTITION BY employee_id) AS higher
            FROM dated t
        ),
        -- The decree that stated the years of service last, as the list of steps found it.
        stated AS (
            SELECT employee_id, base_on AS since, base_years * 12 + base_months AS months FROM ({steps}) steps
        )
        SELECT r.employee_id, r.nip, r.name, '{DueSubject.PROMOTION.value}' AS subject, r.kind, r."on", r.state,
            r.state <> 'MENDABLE' AND r.road = 1 AS counted, r.unit_id, r.grade_id, r.target_id,
            CASE r.state WHEN 'MENDABLE' THEN r.missed ELSE 0 END AS failed,
            CASE r.state WHEN 'MENDABLE' THEN r.lacking | CASE WHEN r.unwritten THEN {RATING} ELSE 0 END
                 ELSE 0 END AS unknown,
            CASE r.state WHEN 'MENDABLE' THEN r.closes_on END AS last_day,
            salary_after(r.target_id, GREATEST(pay.months - {_lost_years(law)} * 12, 0), {today})
                - salary_after(r.grade_id, pay.months, {today}) AS monthly,
            CASE r.state WHEN 'MENDABLE' THEN jsonb_strip_nulls(
                to_jsonb(r) - {working_columns(PROMOTION)} || jsonb_build_object(
                    'day', r."on", 'rating_1', {_rating_of(1)}, 'rating_2', {_rating_of(2)})
            ) ELSE '{{}}' END AS facts
        FROM ranked r
        LEFT JOIN LATERAL (
            -- Months of service on that day; unpaid leave does not count.
            SELECT b.months
                + (extract(year FROM age(r."on", b.since)) * 12 + extract(month FROM age(r."on", b.since)))::int
                - COALESCE((
                    SELECT sum(months_begun(GREATEST(l.starts_on, b.since), LEAST(l.ends_on + 1, r."on")))
                    FROM employees_unpaidleave l
                    WHERE l.employee_id = r.employee_id AND l.starts_on < r."on" AND l.ends_on >= b.since
                ), 0)::int AS months
            FROM stated b WHERE b.employee_id = r.employee_id
        ) pay ON true
        -- A person has two roads at most: what the other brings sooner and as high is no longer missed.
        WHERE NOT COALESCE(r.state = 'MENDABLE' AND r.sooner <= r."on" AND r.higher >= r.target_level, false)"""
    return sql, (*params, *more)


def _first_period(until, further, *, helped):
    """SQL of the first promotion day that no sanction covers and before which no year was rated badly."""
    return f"""
        SELECT day, closes_on, {helped} AS helped,
            ARRAY(SELECT y FROM unnest(rating_years(day, p.rated_years)) AS y
                  WHERE NOT COALESCE(y = ANY (p.good), false)) AS unrated
        FROM law_promotionperiod
        WHERE day BETWEEN p.ready_on AND {until} AND {further}
          AND NOT COALESCE(p.blocking @> day, false) AND NOT COALESCE(p.bad && rating_years(day, p.rated_years), false)
        ORDER BY day LIMIT 1"""


def _lost_years(law):
    """SQL of the years of service taken off when a promotion enters a higher group of grades."""
    start, end = GROUPS.format("r.grade_code"), GROUPS.format("r.target_code")
    places = {"I": 1, "II": 2, "III": 3, "IV": 4}
    lost = [
        f"CASE WHEN {start} < {places[group]} AND {end} >= {places[group]} THEN {int(years)} ELSE 0 END"
        for group, years in law["kp.potongan_mk_ke_golongan"].items()
    ]
    return f"({' + '.join(lost)})"


def _rating_of(back):
    return (
        "(SELECT rating FROM employees_annualrating a WHERE a.employee_id = r.employee_id"
        f' AND a.year = extract(year FROM r."on")::int - {back})'
    )
