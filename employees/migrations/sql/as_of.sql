-- What was true on any day. EmployeeState says what is true now; here is the same row as of another day.

-- Today, where settings.TIME_ZONE is; the session itself counts in UTC.
CREATE FUNCTION day_here() RETURNS date LANGUAGE sql STABLE AS $$
    SELECT (now() AT TIME ZONE 'Asia/Makassar')::date
$$;

-- As law_codes(), of a day that is given.
CREATE FUNCTION law_codes_on(wanted text, day date) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT array_agg(code)
    FROM law_parameter p, jsonb_array_elements_text(p.value) AS code
    WHERE p.key = wanted AND p.in_force @> day
$$;

-- The present state under a name that nothing shadows.
CREATE VIEW employees_statenow AS SELECT * FROM employees_employeestate;

-- EmployeeState of everybody who had entered service on `day`; the same columns, so that the same lists read it.
-- Its names are looked up when it is called: whoever puts other rows under them (employees_know) gets their state.
-- Each history is joined by the id of its one row, so that PostgreSQL leaves out those nobody asks for.
CREATE FUNCTION employees_state_on(day date) RETURNS SETOF employees_employeestate LANGUAGE sql STABLE AS $$
    SELECT
        e.id,
        n.nip,
        n.sort_name,
        CASE WHEN e.status = 'PNS' AND e.pns_since > day THEN 'CPNS' ELSE e.status END,
        CASE
            -- Unpaid leave that began after the standing on file says more than that standing.
            WHEN EXISTS (
                SELECT FROM employees_unpaidleave l
                WHERE l.employee_id = e.id AND l.starts_on <= day AND l.ends_on >= day
                  AND (r.since IS NULL OR l.starts_on > r.since)
            ) AND COALESCE(r.standing, e.standing) = ANY (
                (SELECT law_codes_on('kedudukan.aktif', day))::text[] || ARRAY['02', '13']
            ) THEN '02'
            WHEN r.id IS NOT NULL THEN r.standing
            -- Nothing on file by that day. Before the first standing on file, and outside of his leaves, he served.
            WHEN EXISTS (SELECT FROM employees_standingrecord x WHERE x.employee_id = e.id)
              OR e.standing IN ('02', '13') AND EXISTS (SELECT FROM employees_unpaidleave l WHERE l.employee_id = e.id)
            THEN CASE WHEN e.status LIKE 'PPPK%' THEN '71' ELSE '01' END
            ELSE e.standing
        END,
        n.birth_date,
        CASE WHEN f.from_file THEN e.grade_since WHEN g.id IS NOT NULL THEN g.since ELSE e.cpns_since END,
        CASE WHEN e.first_grade_id = h.grade_id THEN e.cpns_since
             WHEN f.from_file THEN e.grade_since WHEN g.id IS NOT NULL THEN g.since ELSE e.cpns_since END,
        COALESCE(a.kind, ''),
        COALESCE(a.title, ''),
        COALESCE(a.functional_name, ''),
        a.echelon,
        COALESCE(a.tier, ''),
        a.since,
        -- Pelantikan: the first row of the unbroken run of definitive structural rows of that day's echelon.
        CASE WHEN a.kind = '1' THEN (
            SELECT COALESCE(p.inaugurated_on, p.since)
            FROM employees_appointment p
            WHERE p.employee_id = e.id AND p.assignment = 'D' AND p.since <= a.since AND p.since > COALESCE((
                SELECT max(b.since) FROM employees_appointment b
                WHERE b.employee_id = e.id AND b.assignment = 'D' AND b.since < a.since
                  AND (b.kind <> '1' OR b.echelon IS DISTINCT FROM a.echelon)
            ), '-infinity'::date)
            ORDER BY p.since LIMIT 1
        ) END,
        a.id,
        h.grade_id,
        CASE WHEN a.id IS NULL THEN e.unit_id ELSE COALESCE(a.unit_id, e.unit_id) END
    FROM employees_employee e
    JOIN employees_statenow n ON n.employee_id = e.id
    LEFT JOIN employees_appointment a ON a.id = (
        SELECT x.id FROM employees_appointment x
        WHERE x.employee_id = e.id AND x.assignment = 'D' AND x.since <= day
        ORDER BY x.since DESC LIMIT 1
    )
    LEFT JOIN employees_graderecord g ON g.id = (
        SELECT x.id FROM employees_graderecord x
        WHERE x.employee_id = e.id AND x.since <= day
        ORDER BY x.since DESC LIMIT 1
    )
    LEFT JOIN employees_standingrecord r ON r.id = (
        SELECT x.id FROM employees_standingrecord x
        WHERE x.employee_id = e.id AND x.since <= day
        ORDER BY x.since DESC LIMIT 1
    )
    -- The data utama state a grade too: it holds unless a later record came by that day.
    CROSS JOIN LATERAL (
        SELECT e.grade_since <= day AND (g.id IS NULL OR e.grade_since >= g.since) AS from_file
    ) f
    CROSS JOIN LATERAL (
        SELECT CASE WHEN f.from_file THEN e.grade_id
                    ELSE COALESCE(g.grade_id, e.first_grade_id, e.grade_id) END AS grade_id
    ) h
    WHERE e.cpns_since <= day
$$;

-- Inside the schema on_day the tables of the present go by the same names and speak of the day in simpeg.day.
-- employees.asof.reading puts it before all others for the time of one page.
CREATE SCHEMA on_day;
CREATE VIEW on_day.employees_employeestate AS
    SELECT * FROM employees_state_on(current_setting('simpeg.day')::date);

-- The same view once more, over the state of the day.
CREATE FUNCTION speak_of_the_day(seen regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    definition text := pg_get_viewdef(seen);
    usual text := current_setting('search_path');
BEGIN
    PERFORM set_config('search_path', 'on_day, ' || usual, true);
    EXECUTE format('CREATE VIEW on_day.%I AS %s', (SELECT relname FROM pg_class WHERE oid = seen), definition);
    PERFORM set_config('search_path', usual, true);
END $$;
SELECT speak_of_the_day('employees_unithead');
SELECT speak_of_the_day('employees_activestate');
SELECT speak_of_the_day('employees_headcount');
SELECT speak_of_the_day('employees_retirement');
SELECT speak_of_the_day('employees_vacancy');
SELECT speak_of_the_day('employees_actingduty');
SELECT speak_of_the_day('employees_organisationfinding');

-- The state of a day, which may be today: then it is what every list says.
CREATE FUNCTION employees_state_of(day date) RETURNS SETOF employees_employeestate LANGUAGE sql STABLE AS $$
    SELECT * FROM employees_state_on(day) WHERE day <> day_here()
    UNION ALL
    SELECT * FROM employees_employeestate WHERE day = day_here()
$$;

-- Everybody who was in active service on simpeg.day_before or on simpeg.day, as he stood on both.
CREATE VIEW employees_statechange AS
SELECT
    c.employee_id, c.nip, c.sort_name, c.active_before, c.active_after, c.unit_before_id, c.unit_after_id,
    COALESCE(c.title_before, '') AS title_before, COALESCE(c.title_after, '') AS title_after,
    c.grade_before_id, c.grade_after_id,
    COALESCE(c.status_before, '') AS status_before, COALESCE(c.status_after, '') AS status_after,
    COALESCE(c.standing_before, '') AS standing_before, COALESCE(c.standing_after, '') AS standing_after,
    NOT c.active_before AS came,
    NOT c.active_after AS gone,
    c.active_before AND c.active_after AND c.unit_before_id IS DISTINCT FROM c.unit_after_id AS moved,
    c.active_before AND c.active_after AND g.kind = h.kind AND g.level < h.level AS rose,
    c.active_before AND c.active_after
        AND (c.title_before, c.kind_before, c.echelon_before, c.tier_before)
            IS DISTINCT FROM (c.title_after, c.kind_after, c.echelon_after, c.tier_after) AS reposted,
    c.active_before AND c.active_after AND c.status_before <> c.status_after AS restated
FROM (
    SELECT
        e.id AS employee_id, n.nip, n.sort_name,
        b.unit_id AS unit_before_id, a.unit_id AS unit_after_id,
        b.position_title AS title_before, a.position_title AS title_after,
        b.position_kind AS kind_before, a.position_kind AS kind_after,
        b.echelon AS echelon_before, a.echelon AS echelon_after,
        b.tier AS tier_before, a.tier AS tier_after,
        b.grade_id AS grade_before_id, a.grade_id AS grade_after_id,
        b.status AS status_before, a.status AS status_after,
        b.standing AS standing_before, a.standing AS standing_after,
        COALESCE(b.standing = ANY (b.codes) OR b.status = 'CPNS' AND b.standing = ANY (b.waiting), false)
            AS active_before,
        COALESCE(a.standing = ANY (a.codes) OR a.status = 'CPNS' AND a.standing = ANY (a.waiting), false)
            AS active_after
    FROM employees_employee e
    JOIN employees_statenow n ON n.employee_id = e.id
    LEFT JOIN (
        SELECT s.*, d.codes, d.waiting
        FROM (
            SELECT day, law_codes_on('kedudukan.aktif', day) AS codes, law_codes_on('kedudukan.aktif_cpns', day) AS waiting
            FROM (SELECT current_setting('simpeg.day_before')::date AS day) x OFFSET 0
        ) d,
        employees_state_of(current_setting('simpeg.day_before')::date) s
    ) b ON b.employee_id = e.id
    LEFT JOIN (
        SELECT s.*, d.codes, d.waiting
        FROM (
            SELECT day, law_codes_on('kedudukan.aktif', day) AS codes, law_codes_on('kedudukan.aktif_cpns', day) AS waiting
            FROM (SELECT current_setting('simpeg.day')::date AS day) x OFFSET 0
        ) d,
        employees_state_of(current_setting('simpeg.day')::date) s
    ) a ON a.employee_id = e.id
) c
LEFT JOIN law_grade g ON g.id = c.grade_before_id
LEFT JOIN law_grade h ON h.id = c.grade_after_id
WHERE c.active_before OR c.active_after;
