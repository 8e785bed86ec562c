-- The state of everybody in one pass: each history is read once, in the order of its people, and joined to them.
--
-- There is one text and it is written down twice: as the view employees_state_source, of everybody; and inside
-- refresh_employee_state, where every history is first cut down to the people asked for. PostgreSQL carries a single
-- number into such subqueries, but not a list of them; of the whole it would read all to give one.
DO $$
DECLARE
    source text := $source$
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
    -- Pelantikan: the first row of the unbroken run of definitive structural rows of the present echelon. Asked for
    -- the few who sit on a seat.
    CASE WHEN a.kind = '1' THEN (
        SELECT COALESCE(p.inaugurated_on, p.since)
        FROM employees_appointment p
        WHERE p.employee_id = e.id AND p.assignment = 'D' AND p.since > COALESCE((
            SELECT max(b.since) FROM employees_appointment b
            WHERE b.employee_id = e.id AND b.assignment = 'D' AND b.since < a.since
              AND (b.kind <> '1' OR b.echelon IS DISTINCT FROM a.echelon)
        ), '-infinity'::date)
        ORDER BY p.since LIMIT 1
    ) END AS inaugurated_on,
    e.cpns_since,
    e.service_years::smallint AS service_years,
    e.service_months::smallint AS service_months,
    r.ratings,
    COALESCE(ed.education, 0) AS education,
    -- A diploma that nobody had to recognise counts from the first appointment.
    CASE WHEN ed.at_entry THEN greatest(ed.recognised_on, e.cpns_since) ELSE ed.recognised_on END AS education_since,
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
    -- Where the length of service was last stated in terms of the present grade: by a step, a grade or the data utama,
    -- on one day in this order. Part-time PPPK have no steps.
    COALESCE(st.base, '')::varchar AS base,
    CASE st.base WHEN 'KGB' THEN k.since WHEN 'GOL' THEN g.since WHEN 'DATA' THEN e.grade_since END AS base_on,
    CASE st.base WHEN 'KGB' THEN k.service_years WHEN 'GOL' THEN g.service_years
                 WHEN 'DATA' THEN e.service_years END::smallint AS base_years,
    CASE st.base WHEN 'KGB' THEN k.service_months WHEN 'GOL' THEN g.service_months
                 WHEN 'DATA' THEN COALESCE(e.service_months, 0) END::smallint AS base_months,
    CASE st.base WHEN 'KGB' THEN k.id WHEN 'GOL' THEN g.id END AS base_record,
    m.medal_10_on,
    m.medal_20_on,
    m.medal_30_on,
    aw.awaited_on
FROM employees_employee e
LEFT JOIN (
    SELECT DISTINCT ON (employee_id)
        employee_id, id, kind, title, functional_name, echelon, tier, since, unit_id
    FROM employees_appointment
    WHERE assignment = 'D' AND {of:employee_id}
    ORDER BY employee_id, since DESC
) a ON a.employee_id = e.id
-- Predikat by year: an array whose index is the year; 0 stands for a year without one.
LEFT JOIN (
    SELECT employee_id, ('[' || min(year) || ':' || max(year) || ']={'
            || string_agg(repeat('0,', gap) || rating, ',' ORDER BY year) || '}')::smallint[] AS ratings
    FROM (
        SELECT employee_id, year, rating,
            year - lag(year, 1, year - 1) OVER (PARTITION BY employee_id ORDER BY year) - 1 AS gap
        FROM employees_annualrating WHERE {of:employee_id}
    ) y
    GROUP BY employee_id
) r ON r.employee_id = e.id
-- Every diploma on file, and the day on which the last of them is recognised. One alone is known by name.
LEFT JOIN (
    SELECT employee_id, bit_or(education_bit(ceiling_kind)) AS education, max(recognised_on) AS recognised_on,
        bool_or(recognised_on IS NULL) AS at_entry, CASE WHEN count(*) = 1 THEN min(name) END AS diploma
    FROM employees_educationrecord WHERE {of:employee_id}
    GROUP BY employee_id
) ed ON ed.employee_id = e.id
LEFT JOIN (
    SELECT employee_id, range_agg(daterange(starts_on, ends_on, '[]')) AS unpaid
    FROM employees_unpaidleave WHERE {of:employee_id}
    GROUP BY employee_id
) l ON l.employee_id = e.id
LEFT JOIN (
    SELECT p.employee_id,
        range_agg(daterange(p.starts_on, p.ends_on, '[]')) FILTER (WHERE n.blocks_promotion) AS bars_promotion,
        range_agg(daterange(p.starts_on, p.ends_on, '[]')) FILTER (WHERE n.blocks_increment) AS bars_increment,
        min(p.starts_on) FILTER (WHERE n.severity IN ('MEDIUM', 'HEAVY') AND p.starts_on >= w.cpns_since) AS punished_on
    FROM employees_sanction p
    JOIN law_sanctionkind n ON n.code = p.kind_id
    JOIN employees_employee w ON w.id = p.employee_id
    WHERE {of:p.employee_id}
    GROUP BY p.employee_id
) sa ON sa.employee_id = e.id
LEFT JOIN (
    SELECT employee_id,
        min(passed_on) FILTER (WHERE kind = 'STLUD1') AS exam_1_on,
        min(passed_on) FILTER (WHERE kind = 'STLUD2') AS exam_2_on,
        min(passed_on) FILTER (WHERE kind = 'UPKP') AS exam_diploma_on
    FROM employees_serviceexam WHERE {of:employee_id}
    GROUP BY employee_id
) x ON x.employee_id = e.id
LEFT JOIN (
    SELECT employee_id, min(ends_on) AS led_on
    FROM employees_course WHERE kind = 'KEPEMIMPINAN' AND level <> '' AND {of:employee_id}
    GROUP BY employee_id
) co ON co.employee_id = e.id
LEFT JOIN (
    SELECT DISTINCT ON (employee_id) employee_id, tier, determined_on, points
    FROM employees_creditrecord WHERE {of:employee_id}
    ORDER BY employee_id, determined_on DESC
) c ON c.employee_id = e.id
LEFT JOIN (
    SELECT DISTINCT ON (employee_id) employee_id, id, since, service_years, service_months
    FROM employees_stepincrease WHERE {of:employee_id}
    ORDER BY employee_id, since DESC
) k ON k.employee_id = e.id AND k.since >= e.grade_since
LEFT JOIN (
    SELECT DISTINCT ON (employee_id, grade_id) employee_id, grade_id, id, since, service_years, service_months
    FROM employees_graderecord WHERE {of:employee_id}
    ORDER BY employee_id, grade_id, since DESC
) g ON g.employee_id = e.id AND g.grade_id = e.grade_id
CROSS JOIN LATERAL (
    SELECT CASE
        WHEN e.status = 'PPPK_PW' THEN NULL
        WHEN k.since >= COALESCE(g.since, k.since) THEN 'KGB'
        WHEN g.since >= e.grade_since OR e.service_years IS NULL AND g.since IS NOT NULL THEN 'GOL'
        WHEN e.service_years IS NOT NULL THEN 'DATA'
    END AS base
) st
LEFT JOIN (
    SELECT employee_id,
        min(awarded_on) FILTER (WHERE kind = '201') AS medal_10_on,
        min(awarded_on) FILTER (WHERE kind = '202') AS medal_20_on,
        min(awarded_on) FILTER (WHERE kind = '203') AS medal_30_on
    FROM employees_award WHERE {of:employee_id}
    GROUP BY employee_id
) m ON m.employee_id = e.id
-- A decree signed ahead: the grade is his from its day on.
LEFT JOIN (
    SELECT f.employee_id, min(f.since) AS awaited_on
    FROM employees_graderecord f JOIN employees_employee w ON w.id = f.employee_id
    WHERE f.awaits_its_day AND f.since > w.grade_since AND {of:f.employee_id}
    GROUP BY f.employee_id
) aw ON aw.employee_id = e.id
$source$;
    columns text := (
        SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = 'employees_employeestate'::regclass AND attnum > 0 AND NOT attisdropped
    );
    refresh text := format($write$
        INSERT INTO employees_employeestate AS s (%1$s)
        SELECT %1$s FROM (%2$s WHERE {of:e.id}) drawn
        ON CONFLICT (employee_id) DO UPDATE SET (%1$s) = ROW (EXCLUDED.*)
        WHERE s IS DISTINCT FROM EXCLUDED $write$, columns, source);
BEGIN
    EXECUTE 'CREATE OR REPLACE VIEW employees_state_source AS ' || regexp_replace(source, '\{of:[\w.]+\}', 'true', 'g');
    -- A few people: a plan made once in each session, for as many as a page writes. Many: one made for their number.
    EXECUTE format($function$
        CREATE OR REPLACE FUNCTION refresh_employee_state(ids bigint[]) RETURNS void LANGUAGE plpgsql
        SET plan_cache_mode = force_generic_plan AS $body$
        BEGIN
            IF cardinality(ids) <= 20 THEN
                %s;
            ELSE
                EXECUTE %L USING ids;
            END IF;
        END $body$ $function$,
        regexp_replace(refresh, '\{of:([\w.]+)\}', '\1 = ANY (ids)', 'g'),
        regexp_replace(refresh, '\{of:([\w.]+)\}', '\1 = ANY ($1)', 'g'));
END $$;
