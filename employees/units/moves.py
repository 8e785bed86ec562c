"""Who and what a plan moves, as SQL: read for the preview, and again, by the same words, when it is put in force.

A line for one person goes before a line for his post, that before a line for his whole unit, and that before the
unit's replacement. A title that holds the old name of its unit, or of the one above, gets the new one. Everybody who
serves in a unit of the plan is in exactly one row.
"""

from django.db import connection

# People of the plan's units: in active service, or suspended for a time. `line_id` is NULL for whom no line moves.
MOVERS = """
    SELECT DISTINCT ON (s.employee_id) s.employee_id, s.nip, s.unit_id AS source_id, s.appointment_id,
        s.position_kind, s.echelon, s.position_since, s.position_title AS title, l.id AS line_id, l.kind AS line_kind,
        CASE WHEN l.kind = 'MOVE' AND l.new_title <> '' THEN l.new_title
             WHEN l.kind = 'REPLACE' AND l.rename_titles THEN replace(
                 replace(s.position_title, u.name, l.name), COALESCE(ou.name, ''), COALESCE(ol.name, ''))
             ELSE s.position_title END AS new_title
    FROM employees_employeestate s
    JOIN employees_unit u ON u.id = s.unit_id
    LEFT JOIN employees_reorganisationline l ON l.plan_id = %(plan)s AND l.source_id = s.unit_id AND (
        l.kind = 'REPLACE' OR l.kind = 'MOVE' AND (l.employee_id IS NULL OR l.employee_id = s.employee_id)
            AND (l.title = '' OR l.title = s.position_title))
    LEFT JOIN employees_reorganisationline ol ON ol.id = l.parent_line_id AND ol.kind = 'REPLACE'
    LEFT JOIN employees_unit ou ON ou.id = ol.source_id
    WHERE s.unit_id IN (SELECT source_id FROM employees_reorganisationline WHERE plan_id = %(plan)s)
      AND (s.standing = ANY ((SELECT law_codes('kedudukan.aktif'))::text[])
           OR s.standing = ANY ((SELECT law_codes('kedudukan.ditangguhkan'))::text[])
           OR s.status = 'CPNS' AND s.standing = ANY ((SELECT law_codes('kedudukan.aktif_cpns'))::text[]))
    ORDER BY s.employee_id, (l.employee_id IS NOT NULL) DESC, COALESCE(l.title, '') <> '' DESC,
        COALESCE(l.kind, '') = 'MOVE' DESC, l.id
"""

# Posts that the map of the plan's units holds on its day. `line_id` is NULL for those that end with their unit.
POSTS = """
    SELECT DISTINCT ON (p.id) p.id AS position_id, p.unit_id AS source_id, p.title, p.valid_from, l.id AS line_id,
        CASE WHEN l.kind = 'MOVE' AND l.new_title <> '' THEN l.new_title
             WHEN l.kind = 'REPLACE' AND l.rename_titles THEN replace(
                 replace(p.title, u.name, l.name), COALESCE(ou.name, ''), COALESCE(ol.name, ''))
             ELSE p.title END AS new_title
    FROM employees_position p
    JOIN employees_unit u ON u.id = p.unit_id
    LEFT JOIN employees_reorganisationline l ON l.plan_id = %(plan)s AND l.source_id = p.unit_id
        AND l.employee_id IS NULL
        AND (l.kind = 'REPLACE' OR l.kind = 'MOVE' AND (l.title = '' OR l.title = p.title))
    LEFT JOIN employees_reorganisationline ol ON ol.id = l.parent_line_id AND ol.kind = 'REPLACE'
    LEFT JOIN employees_unit ou ON ou.id = ol.source_id
    WHERE p.unit_id IN (SELECT source_id FROM employees_reorganisationline WHERE plan_id = %(plan)s)
      AND (p.valid_until IS NULL OR p.valid_until > %(day)s)
      AND (l.id IS NOT NULL OR p.unit_id IN (
          SELECT source_id FROM employees_reorganisationline
          WHERE plan_id = %(plan)s AND kind IN ('REPLACE', 'CLOSE')))
    ORDER BY p.id, COALESCE(l.title, '') <> '' DESC, COALESCE(l.kind, '') = 'MOVE' DESC, l.id
"""

# Where a line leads: the unit it made, an existing one, or the one that another line made.
TARGETS = """
    SELECT l.id AS line_id, COALESCE(l.unit_id, l.target_id, t.unit_id) AS unit_id
    FROM employees_reorganisationline l LEFT JOIN employees_reorganisationline t ON t.id = l.target_line_id
    WHERE l.plan_id = %(plan)s
"""

FORGET = "DROP TABLE IF EXISTS reorganised_post, reorganised_person"  # of a plan earlier in the same transaction

ANALYZE = "ANALYZE reorganised_post, reorganised_person"  # else the planner takes thousands for a handful

# Written down first: the state that says who moves changes with the first appointment.
GOING = f"""
    CREATE TEMP TABLE reorganised_person ON COMMIT DROP AS
    SELECT m.*, t.unit_id FROM ({MOVERS}) m JOIN ({TARGETS}) t ON t.line_id = m.line_id
"""

APPOINT = """
    INSERT INTO employees_appointment
        (employee_id, kind, title, echelon, tier, unit_id, since, assignment, decree, decree_on, decree_by)
    SELECT m.employee_id, a.kind, m.new_title, a.echelon, a.tier, m.unit_id, %(day)s, 'D', %(decree)s, %(decree_on)s,
        %(decree_by)s
    FROM reorganised_person m
    JOIN employees_appointment a ON a.id = m.appointment_id
    ORDER BY m.employee_id
"""

# Extra duties (a school's head is a teacher) go along with the whole unit; other duties end with it.
EXTRA_DUTIES = """
    INSERT INTO employees_appointment
        (employee_id, kind, title, echelon, tier, unit_id, since, assignment, decree, decree_on, decree_by)
    SELECT a.employee_id, a.kind,
        CASE WHEN l.rename_titles AND l.kind = 'REPLACE' THEN replace(a.title, u.name, l.name) ELSE a.title END,
        a.echelon, a.tier, m.unit_id, %(day)s, 'TT', %(decree)s, %(decree_on)s, %(decree_by)s
    FROM reorganised_person m
    JOIN employees_reorganisationline l ON l.id = m.line_id
    JOIN employees_unit u ON u.id = m.source_id
    JOIN LATERAL (
        SELECT * FROM employees_appointment d
        WHERE d.employee_id = m.employee_id AND d.assignment = 'TT' AND d.since < %(day)s
        ORDER BY d.since DESC LIMIT 1
    ) a ON a.unit_id = m.source_id AND a.ended_on IS NULL
    WHERE u.closed_on = %(day)s
"""
END_DUTIES = """
    UPDATE employees_appointment a SET ended_on = %(day)s::date - 1
    FROM employees_unit u
    WHERE u.id = a.unit_id AND u.closed_on = %(day)s AND a.unit_id = ANY (%(closed)s) AND a.since < %(day)s
      AND a.ended_on IS NULL AND (
        a.assignment = 'TT' AND NOT EXISTS (
            SELECT FROM employees_appointment b WHERE b.employee_id = a.employee_id AND b.assignment = 'TT'
              AND b.since > a.since AND b.since < %(day)s)
        OR a.id IN (SELECT appointment_id FROM employees_actingduty))
"""

# The data utama names the unit too; who has no position is there by it alone.
DATA_UTAMA = """
    UPDATE employees_employee e SET unit_id = m.unit_id
    FROM reorganised_person m
    WHERE e.id = m.employee_id AND (e.unit_id = m.source_id OR m.appointment_id IS NULL)
"""

# Posts of one title that come together in one unit become one post that needs as many as they did.
GATHERED = f"""
    CREATE TEMP TABLE reorganised_post ON COMMIT DROP AS
    WITH moved AS (
        SELECT p.position_id, t.unit_id, p.new_title AS title FROM ({POSTS}) p
        JOIN ({TARGETS}) t ON t.line_id = p.line_id
    )
    SELECT * FROM moved
    UNION ALL
    SELECT p.id, p.unit_id, p.title FROM employees_position p
    WHERE (p.unit_id, p.title) IN (SELECT unit_id, title FROM moved) AND p.id NOT IN (SELECT position_id FROM moved)
      AND (p.valid_until IS NULL OR p.valid_until > %(day)s)
"""
END_POSTS = """
    UPDATE employees_position SET valid_until = %(day)s
    WHERE (id IN (SELECT position_id FROM reorganised_post) OR unit_id = ANY (%(closed)s))
      AND (valid_until IS NULL OR valid_until > %(day)s)
"""
NEW_POSTS = """
    INSERT INTO employees_position (unit_id, title, kind, echelon, tier, job_class, need, least_education_id,
        fields_of_study, valid_from, decree, decree_on, decree_by)
    SELECT DISTINCT ON (g.unit_id, g.title) g.unit_id, g.title, p.kind, p.echelon, p.tier, p.job_class,
        sum(p.need) OVER (PARTITION BY g.unit_id, g.title), p.least_education_id, p.fields_of_study, %(day)s,
        %(decree)s, %(decree_on)s, %(decree_by)s
    FROM reorganised_post g JOIN employees_position p ON p.id = g.position_id
    ORDER BY g.unit_id, g.title, p.job_class DESC NULLS LAST, p.id
"""
NEW_TASKS = """
    INSERT INTO employees_positiontask (position_id, name, volume, minutes)
    SELECT n.id, k.name, round(sum(k.volume * k.minutes) / max(k.minutes), 2), max(k.minutes)
    FROM reorganised_post g
    JOIN employees_positiontask k ON k.position_id = g.position_id
    JOIN employees_position n ON n.unit_id = g.unit_id AND n.title = g.title AND n.valid_from = %(day)s
    GROUP BY n.id, k.name
"""

# Whoever works for a unit works for what comes in its place.
MANDATES = """
    INSERT INTO employees_mandate (user_id, unit_id)
    SELECT m.user_id, l.unit_id FROM employees_reorganisationline l
    JOIN employees_mandate m ON m.unit_id = l.source_id
    WHERE l.plan_id = %(plan)s AND l.kind = 'REPLACE'
    ON CONFLICT DO NOTHING
"""


def rows(sql, **params):
    """The answer as dicts."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def run(sql, **params):
    """How many rows were written."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount
