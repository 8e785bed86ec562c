"""The plans of a year follow who moves, comes and leaves: set by set, once a day."""

from datetime import date

from django.db import connection
from django.utils import timezone

from performance.cycle.services import FIRST_VERSIONS, LEADS_ALONE
from performance.models import Cycle
from simpeg.audit.change import change
from simpeg.core.sql import as_of


def follow_moves(*, day, by):
    """Whoever moved, changed his position, came or left has the plans that say so. Returns how many plans began.

    The former plan ends the day before, and its appraiser keeps that part. Where only the appraiser is another one, the
    new plan holds what was agreed; where the position is another one, it is written anew.
    """
    cycle = Cycle.objects.filter(year=day.year).first()
    if cycle is None:
        return 0
    with change(by=by, reason="SKP mengikuti jabatan dan atasan"), as_of(day), connection.cursor() as cursor:
        names = {"cycle": cycle.pk, "day": day, "first": date(day.year, 1, 1), "last": date(day.year, 12, 31),
                 "parts": list(LEADS_ALONE), "now": timezone.now()}  # fmt: skip
        cursor.execute(_MOVED, names)
        cursor.execute(_END_FORMER, names)
        cursor.execute(_DROP_UNBEGUN, names)
        cursor.execute(_BEGIN_LATER, names)
        began = cursor.rowcount
        cursor.execute(FIRST_VERSIONS, names)
        cursor.execute(_CARRY_RESULTS, names)
        cursor.execute(_CARRY_INDICATORS, names)
        cursor.execute(_CARRY_EXPECTATIONS, names)
        cursor.execute(_CARRY_AGREEMENT, names)
        cursor.execute("DROP TABLE moved_plan")
    return began


# Whose present plan says otherwise than his state, and from which day: since his position, where that began in the
# year and after the plan, else since today. An appraiser who was named by hand stays as long as the position does.
_MOVED = """
CREATE TEMPORARY TABLE moved_plan ON COMMIT DROP AS
SELECT p.id AS plan_id, p.employee_id, s.employee_id IS NULL AS gone,
    (s.unit_id, s.position_title) IS NOT DISTINCT FROM (p.unit_id, p.position_title) AS same_post,
    CASE WHEN s.employee_id IS NOT NULL AND (s.unit_id, s.position_title) IS DISTINCT FROM (p.unit_id, p.position_title)
              AND s.position_since > p.starts_on AND s.position_since <= %(day)s
         THEN s.position_since ELSE %(day)s::date END AS since
FROM performance_performanceplan p
LEFT JOIN performance_superior s ON s.employee_id = p.employee_id
WHERE p.cycle_id = %(cycle)s AND %(day)s BETWEEN p.starts_on AND p.ends_on
  AND (s.employee_id IS NULL
       OR (s.unit_id, s.position_title) IS DISTINCT FROM (p.unit_id, p.position_title)
       OR ((s.appraiser_id, s.regent_appraises) IS DISTINCT FROM (p.appraiser_id, p.regent_appraises)
           AND NOT EXISTS (SELECT FROM performance_appraiserchange c WHERE c.plan_id = p.id)))
"""
_END_FORMER = """
UPDATE performance_performanceplan p SET ends_on = m.since - 1
FROM moved_plan m WHERE m.plan_id = p.id AND m.since > p.starts_on
"""
# A plan that would end before it began was never lived under: it says at once what is.
_DROP_UNBEGUN = """
UPDATE performance_performanceplan p
SET unit_id = s.unit_id, heads_id = s.heads_id, grade_id = s.grade_id, position_kind = s.position_kind,
    position_title = s.position_title, functional_name = s.functional_name, echelon = s.echelon, tier = s.tier,
    appraiser_id = s.appraiser_id, second_appraiser_id = s.second_appraiser_id, regent_appraises = s.regent_appraises,
    regent_decides = s.regent_decides, recommender_id = s.recommender_id
FROM moved_plan m JOIN performance_superior s ON s.employee_id = m.employee_id
WHERE m.plan_id = p.id AND m.since <= p.starts_on
"""
# For whom the day finds no plan: those whose plan has just ended, and those who came.
_BEGIN_LATER = """
INSERT INTO performance_performanceplan (cycle_id, employee_id, starts_on, ends_on, unit_id, heads_id, grade_id,
    position_kind, position_title, functional_name, echelon, tier, form, model, appraiser_id, second_appraiser_id,
    regent_appraises, regent_decides, recommender_id, status, version, moved_at)
SELECT %(cycle)s, s.employee_id, COALESCE(m.since, GREATEST(s.cpns_since, latest.ends_on + 1, %(first)s)), %(last)s,
    s.unit_id, s.heads_id, s.grade_id, s.position_kind, s.position_title, s.functional_name, s.echelon, s.tier,
    CASE WHEN s.heads_id IS NOT NULL AND NOT u.kind = ANY (%(parts)s) THEN 'JPT' ELSE 'JA' END,
    COALESCE(before.model, 'KUANTITATIF'), s.appraiser_id, s.second_appraiser_id, s.regent_appraises, s.regent_decides,
    s.recommender_id, 'DRAFT', 1, %(now)s
FROM performance_superior s
JOIN employees_unit u ON u.id = s.unit_id
LEFT JOIN moved_plan m ON m.employee_id = s.employee_id
LEFT JOIN performance_performanceplan before ON before.id = m.plan_id
LEFT JOIN LATERAL (SELECT max(l.ends_on) AS ends_on FROM performance_performanceplan l
                   WHERE l.employee_id = s.employee_id AND l.cycle_id = %(cycle)s) latest ON true
WHERE COALESCE(s.cpns_since, %(first)s) <= %(day)s
  AND NOT EXISTS (SELECT FROM performance_performanceplan p
                  WHERE p.employee_id = s.employee_id AND p.cycle_id = %(cycle)s AND p.ends_on >= %(day)s)
"""
_CARRIED = """
FROM moved_plan m
JOIN performance_performanceplan old ON old.id = m.plan_id AND old.agreed_version IS NOT NULL
JOIN performance_planversion old_version ON old_version.plan_id = old.id AND old_version.number = old.agreed_version
JOIN performance_performanceplan new ON new.employee_id = m.employee_id AND new.starts_on = m.since AND new.id <> old.id
JOIN performance_planversion new_version ON new_version.plan_id = new.id AND new_version.number = new.version
"""
_CARRY_RESULTS = f"""
INSERT INTO performance_workresult (version_id, line, kind, source, perspective, supports_plan_id, supports_line,
    supports_words, words, weight, due_on)
SELECT new_version.id, r.line, r.kind, r.source, r.perspective, r.supports_plan_id, r.supports_line, r.supports_words,
    r.words, r.weight, r.due_on
{_CARRIED} JOIN performance_workresult r ON r.version_id = old_version.id WHERE m.same_post AND NOT m.gone
"""
_CARRY_INDICATORS = f"""
INSERT INTO performance_indicator (result_id, place, aspect, words, target)
SELECT here.id, i.place, i.aspect, i.words, i.target
{_CARRIED}
JOIN performance_workresult r ON r.version_id = old_version.id
JOIN performance_indicator i ON i.result_id = r.id
JOIN performance_workresult here ON here.version_id = new_version.id AND here.line = r.line
WHERE m.same_post AND NOT m.gone
"""
_CARRY_EXPECTATIONS = f"""
INSERT INTO performance_expectation (version_id, behaviour, words)
SELECT new_version.id, e.behaviour, e.words
{_CARRIED} JOIN performance_expectation e ON e.version_id = old_version.id WHERE m.same_post AND NOT m.gone
"""
_CARRY_AGREEMENT = f"""
WITH agreed AS (
    UPDATE performance_planversion v SET agreed_at = o.agreed_at, agreed_by_id = o.agreed_by_id,
        resources = o.resources, accountability = o.accountability, consequences = o.consequences
    FROM (SELECT new_version.id, old_version.agreed_at, old_version.agreed_by_id, old_version.resources,
              old_version.accountability, old_version.consequences
          {_CARRIED} WHERE m.same_post AND NOT m.gone) o
    WHERE v.id = o.id RETURNING v.plan_id, v.number
)
UPDATE performance_performanceplan p SET status = 'AGREED', agreed_version = agreed.number
FROM agreed WHERE agreed.plan_id = p.id
"""
