-- The present state of every employee, now with the facts of the four due lists: one row that their views read.
--
-- A fact that changes from day to day is kept with the day from which the row knows it (education_since, credit_on, the
-- first day of an exam, a course, a medal, a sanction). Asked about that day or a later one, the row answers; asked
-- about an earlier one, the view goes back to the history. So a list of any day is exact, and one of today is quick.

-- One bit for each kind of diploma that EducationCeiling knows.
CREATE FUNCTION education_bit(kind text) RETURNS int LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE kind
        WHEN '05' THEN 1 WHEN '10' THEN 2 WHEN '12' THEN 4 WHEN '15' THEN 8 WHEN '17' THEN 16 WHEN '18' THEN 32
        WHEN '20' THEN 64 WHEN '25' THEN 128 WHEN 'SGPLB' THEN 256 WHEN '30' THEN 512 WHEN '35' THEN 1024
        WHEN '40' THEN 2048 WHEN 'PROFESI' THEN 4096 WHEN '45' THEN 8192 WHEN '50' THEN 16384 ELSE 0 END
$$;

CREATE OR REPLACE VIEW employees_state_source AS
SELECT
    e.id AS employee_id,
    e.nip,
    unaccent(lower(e.name)) AS sort_name,
    e.status,
    e.standing,
    e.birth_date,
    e.grade_id,
    e.grade_since,
    -- No promotion yet: the time in the first grade counts from the first appointment.
    CASE WHEN e.first_grade_id = e.grade_id THEN e.cpns_since ELSE e.grade_since END AS grade_service_since,
    COALESCE(a.unit_id, e.unit_id) AS unit_id,
    a.id AS appointment_id,
    COALESCE(a.kind, '') AS position_kind,
    COALESCE(a.title, '') AS position_title,
    COALESCE(a.functional_name, '') AS functional_name,
    a.echelon,
    COALESCE(a.tier, '') AS tier,
    a.since AS position_since,
    i.inaugurated_on,
    e.cpns_since,
    e.service_years::smallint AS service_years,
    e.service_months::smallint AS service_months,
    r.ratings,
    COALESCE(ed.education, 0) AS education,
    ed.education_since,
    ed.diploma::varchar AS diploma,
    l.unpaid,
    sa.bars_promotion,
    sa.bars_increment,
    sa.punished_on,
    x.exam_1_on,
    x.exam_2_on,
    x.exam_diploma_on,
    co.led_on,
    c.tier AS credit_tier,
    c.determined_on AS credit_on,
    c.points AS credit_points,
    COALESCE(b.base, '')::varchar AS base,
    b.since AS base_on,
    b.years::smallint AS base_years,
    b.months::smallint AS base_months,
    b.record AS base_record,
    m.medal_10_on,
    m.medal_20_on,
    m.medal_30_on,
    aw.awaited_on
FROM employees_employee e
LEFT JOIN LATERAL (
    SELECT * FROM employees_appointment
    WHERE employee_id = e.id AND assignment = 'D'
    ORDER BY since DESC LIMIT 1
) a ON true
-- Pelantikan: the first row of the unbroken run of definitive structural rows of the present echelon.
LEFT JOIN LATERAL (
    SELECT COALESCE(p.inaugurated_on, p.since) AS inaugurated_on
    FROM employees_appointment p
    WHERE a.kind = '1' AND p.employee_id = e.id AND p.assignment = 'D' AND p.since > COALESCE((
        SELECT max(b.since) FROM employees_appointment b
        WHERE b.employee_id = e.id AND b.assignment = 'D' AND b.since < a.since
          AND (b.kind <> '1' OR b.echelon IS DISTINCT FROM a.echelon)
    ), '-infinity'::date)
    ORDER BY p.since LIMIT 1
) i ON true
-- Predikat by year: an array whose index is the year; 0 stands for a year without one.
LEFT JOIN LATERAL (
    SELECT ('[' || min(year) || ':' || max(year) || ']={'
            || string_agg(repeat('0,', gap) || rating, ',' ORDER BY year) || '}')::smallint[] AS ratings
    FROM (
        SELECT year, rating, year - lag(year, 1, year - 1) OVER (ORDER BY year) - 1 AS gap
        FROM employees_annualrating WHERE employee_id = e.id
    ) y
) r ON true
-- Every diploma on file, and the day on which the last of them is recognised. One alone is known by name.
LEFT JOIN LATERAL (
    SELECT bit_or(education_bit(q.ceiling_kind)) AS education,
        max(COALESCE(q.recognised_on, e.cpns_since)) AS education_since,
        CASE WHEN count(*) = 1 THEN min(q.name) END AS diploma
    FROM employees_educationrecord q WHERE q.employee_id = e.id
) ed ON true
LEFT JOIN LATERAL (
    SELECT range_agg(daterange(w.starts_on, w.ends_on, '[]')) AS unpaid
    FROM employees_unpaidleave w WHERE w.employee_id = e.id
) l ON true
LEFT JOIN LATERAL (
    SELECT
        range_agg(daterange(p.starts_on, p.ends_on, '[]')) FILTER (WHERE k.blocks_promotion) AS bars_promotion,
        range_agg(daterange(p.starts_on, p.ends_on, '[]')) FILTER (WHERE k.blocks_increment) AS bars_increment,
        min(p.starts_on) FILTER (WHERE k.severity IN ('MEDIUM', 'HEAVY') AND p.starts_on >= e.cpns_since) AS punished_on
    FROM employees_sanction p JOIN law_sanctionkind k ON k.code = p.kind_id
    WHERE p.employee_id = e.id
) sa ON true
LEFT JOIN LATERAL (
    SELECT
        min(t.passed_on) FILTER (WHERE t.kind = 'STLUD1') AS exam_1_on,
        min(t.passed_on) FILTER (WHERE t.kind = 'STLUD2') AS exam_2_on,
        min(t.passed_on) FILTER (WHERE t.kind = 'UPKP') AS exam_diploma_on
    FROM employees_serviceexam t WHERE t.employee_id = e.id
) x ON true
LEFT JOIN LATERAL (
    SELECT min(n.ends_on) AS led_on
    FROM employees_course n WHERE n.employee_id = e.id AND n.kind = 'KEPEMIMPINAN' AND n.level <> ''
) co ON true
LEFT JOIN LATERAL (
    SELECT cr.tier, cr.determined_on, cr.points FROM employees_creditrecord cr
    WHERE cr.employee_id = e.id ORDER BY cr.determined_on DESC LIMIT 1
) c ON true
-- Where the length of service was last stated in terms of the present grade. Part-time PPPK have no steps.
LEFT JOIN LATERAL (
    SELECT * FROM (
        SELECT k.since, k.service_years AS years, k.service_months AS months, 'KGB' AS base, 3 AS rank, k.id AS record
        FROM employees_stepincrease k WHERE k.employee_id = e.id AND k.since >= e.grade_since
        UNION ALL
        SELECT g.since, g.service_years, g.service_months, 'GOL', 2, g.id
        FROM employees_graderecord g WHERE g.employee_id = e.id AND g.grade_id = e.grade_id
        UNION ALL
        SELECT e.grade_since, e.service_years, COALESCE(e.service_months, 0), 'DATA', 1, NULL
        WHERE e.service_years IS NOT NULL
    ) stated
    WHERE e.status <> 'PPPK_PW'
    ORDER BY since DESC, rank DESC LIMIT 1
) b ON true
LEFT JOIN LATERAL (
    SELECT
        min(w.awarded_on) FILTER (WHERE w.kind = '201') AS medal_10_on,
        min(w.awarded_on) FILTER (WHERE w.kind = '202') AS medal_20_on,
        min(w.awarded_on) FILTER (WHERE w.kind = '203') AS medal_30_on
    FROM employees_award w WHERE w.employee_id = e.id
) m ON true
-- A decree signed ahead: the grade is his from its day on.
LEFT JOIN LATERAL (
    SELECT min(g.since) AS awaited_on FROM employees_graderecord g
    WHERE g.employee_id = e.id AND g.awaits_its_day AND g.since > e.grade_since
) aw ON true;

-- The refresh is the rebuild, for some: it writes what differs, whatever columns the state has.
DO $$
DECLARE
    columns text := (
        SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = 'employees_employeestate'::regclass AND attnum > 0 AND NOT attisdropped
    );
BEGIN
    EXECUTE format($refresh$
        CREATE OR REPLACE FUNCTION refresh_employee_state(ids bigint[]) RETURNS void LANGUAGE sql AS $body$
            INSERT INTO employees_employeestate AS s (%1$s)
            SELECT %1$s FROM employees_state_source WHERE employee_id = ANY (ids)
            ON CONFLICT (employee_id) DO UPDATE SET (%1$s) = ROW (EXCLUDED.*)
            WHERE s IS DISTINCT FROM EXCLUDED
        $body$ $refresh$, columns);
END $$;

-- Now, or at the end of a load that asked to wait (employees.state.refreshed_once): then the people are only noted.
CREATE FUNCTION keep_state(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('simpeg.state_waits', true) = 'on' THEN
        INSERT INTO state_waiting SELECT DISTINCT unnest(ids) ON CONFLICT DO NOTHING;
    ELSE
        PERFORM refresh_employee_state(ids);
    END IF;
END $$;
CREATE OR REPLACE FUNCTION employee_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM keep_state(ARRAY(SELECT id FROM new_rows));
    RETURN NULL;
END $$;

-- Whatever touches a history draws the state of its people anew, as an appointment does.
CREATE OR REPLACE FUNCTION appointment_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM keep_state(ARRAY(SELECT DISTINCT employee_id FROM old_rows));
    ELSIF TG_OP = 'INSERT' THEN
        PERFORM keep_state(ARRAY(SELECT DISTINCT employee_id FROM new_rows));
    ELSE
        PERFORM keep_state(ARRAY(SELECT employee_id FROM new_rows UNION SELECT employee_id FROM old_rows));
    END IF;
    RETURN NULL;
END $$;
DO $$
DECLARE
    history text;
BEGIN
    FOREACH history IN ARRAY ARRAY['annualrating', 'award', 'course', 'creditrecord', 'educationrecord', 'graderecord',
                                   'sanction', 'serviceexam', 'stepincrease', 'unpaidleave'] LOOP
        EXECUTE format('CREATE TRIGGER state_insert AFTER INSERT ON employees_%1$s REFERENCING NEW TABLE AS new_rows '
                       'FOR EACH STATEMENT EXECUTE FUNCTION appointment_state()', history);
        EXECUTE format('CREATE TRIGGER state_update AFTER UPDATE ON employees_%1$s REFERENCING OLD TABLE AS old_rows '
                       'NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION appointment_state()', history);
        EXECUTE format('CREATE TRIGGER state_delete AFTER DELETE ON employees_%1$s REFERENCING OLD TABLE AS old_rows '
                       'FOR EACH STATEMENT EXECUTE FUNCTION appointment_state()', history);
    END LOOP;
END $$;

-- What a sanction bars is law, and the law may come to say otherwise.
CREATE FUNCTION sanctionkind_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM keep_state(ARRAY(
        SELECT DISTINCT p.employee_id
        FROM employees_sanction p
        JOIN new_rows n ON n.code = p.kind_id
        JOIN old_rows o ON o.code = n.code
        WHERE (n.blocks_promotion, n.blocks_increment, n.severity) IS DISTINCT FROM
              (o.blocks_promotion, o.blocks_increment, o.severity)
    ));
    RETURN NULL;
END $$;
CREATE TRIGGER state_update AFTER UPDATE ON law_sanctionkind
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION sanctionkind_state();

-- As of another day the facts of rights are the same: each carries its own days.
CREATE OR REPLACE VIEW employees_statenow AS SELECT * FROM employees_employeestate;
DO $$
DECLARE
    old_body text := pg_get_functiondef('employees_state_on'::regproc);
    new_body text := regexp_replace(old_body, '\n    FROM employees_employee e\n', E',\n'
        '        n.cpns_since, n.service_years, n.service_months, n.ratings, n.education, n.education_since, n.diploma,\n'
        '        n.unpaid, n.bars_promotion, n.bars_increment, n.punished_on, n.exam_1_on, n.exam_2_on,\n'
        '        n.exam_diploma_on, n.led_on, n.credit_tier, n.credit_on, n.credit_points, n.base, n.base_on,\n'
        '        n.base_years, n.base_months, n.base_record, n.medal_10_on, n.medal_20_on, n.medal_30_on, n.awaited_on\n'
        '    FROM employees_employee e\n');
BEGIN
    ASSERT new_body <> old_body;
    EXECUTE new_body;
END $$;
CREATE OR REPLACE VIEW on_day.employees_employeestate AS
    SELECT * FROM employees_state_on(current_setting('simpeg.day')::date);

SELECT refresh_employee_state(ARRAY(SELECT id FROM employees_employee));

-- The unit tree: counted, not looked for; in the hope of an early hit the planner compares every unit with every other.
DO $$
DECLARE
    old_body text := pg_get_functiondef('unit_tree'::regproc);
    new_body text := replace(old_body, 'IF NOT EXISTS (
            SELECT FROM new_rows n', 'IF 0 = (
            SELECT count(*) FROM new_rows n');
BEGIN
    ASSERT new_body <> old_body;
    EXECUTE new_body;
END $$;
