-- What the lists of salary steps, retirement and medals look at: one row for every employee on the lists, as the file
-- says on the day `simpeg.day`. As in employees_promotionfacts, the present facts are those on file.

-- Who is on the lists: active service, and those whose service is suspended (counted apart, still employees).
CREATE VIEW employees_listed AS
SELECT s.employee_id, s.nip, e.name, s.status, s.standing, s.unit_id, s.grade_id, g.code AS grade_code, s.grade_since,
    s.position_title, s.position_since, s.birth_date, e.cpns_since, e.service_years, e.service_months
FROM employees_employeestate s
JOIN employees_employee e ON e.id = s.employee_id
JOIN law_grade g ON g.id = s.grade_id
WHERE s.standing = ANY ((SELECT law_codes('kedudukan.aktif'))::text[])
   OR s.standing = ANY ((SELECT law_codes('kedudukan.ditangguhkan'))::text[])
   OR s.status = 'CPNS' AND s.standing = ANY ((SELECT law_codes('kedudukan.aktif_cpns'))::text[]);

-- Months from `start` to `finish` (exclusive); a begun month counts as one.
CREATE FUNCTION months_begun(start date, finish date) RETURNS int LANGUAGE sql IMMUTABLE AS $$
    SELECT full_months + (start + make_interval(months => full_months) < finish)::int
    FROM (
        SELECT m - (start + make_interval(months => m) > finish)::int AS full_months
        FROM (
            SELECT ((extract(year FROM finish) - extract(year FROM start)) * 12
                   + extract(month FROM finish) - extract(month FROM start))::int AS m
        ) x
    ) y
$$;

-- The day on which a salary step falls due that lacks so many months. Each leave (its end exclusive, in the order of
-- days) that ends on or after the base and begins before the day reached so far lengthens the wait by its months.
CREATE FUNCTION step_due_after_leave(base_on date, lacking int, leaves daterange[]) RETURNS date
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    wait int := lacking;
    due date := (base_on + make_interval(months => lacking))::date;
    leave daterange;
BEGIN
    FOREACH leave IN ARRAY leaves LOOP
        CONTINUE WHEN upper(leave) <= base_on;
        EXIT WHEN lower(leave) >= due;
        wait := wait + months_begun(GREATEST(lower(leave), base_on), upper(leave));
        due := (base_on + make_interval(months => wait))::date;
    END LOOP;
    RETURN due;
END $$;
CREATE FUNCTION step_due(base_on date, lacking int, leaves daterange[]) RETURNS date LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN leaves IS NULL THEN (base_on + make_interval(months => lacking))::date
                ELSE step_due_after_leave(base_on, lacking, leaves) END
$$;

-- A step that falls into a sanction is given on the first of the month after it; NULL while its end is not on file.
CREATE FUNCTION step_granted_after_sanction(due date, blocked datemultirange) RETURNS date
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    given date := due;
    serving daterange;
BEGIN
    WHILE blocked @> given LOOP
        SELECT r INTO serving FROM unnest(blocked) AS r WHERE r @> given;
        IF upper_inf(serving) THEN
            RETURN NULL;
        END IF;
        given := (date_trunc('month', upper(serving) - 1) + interval '1 month')::date;
    END LOOP;
    RETURN given;
END $$;
CREATE FUNCTION step_granted(due date, blocked datemultirange) RETURNS date LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN blocked IS NULL THEN due ELSE step_granted_after_sanction(due, blocked) END
$$;

CREATE VIEW employees_incrementfacts AS
SELECT s.employee_id, s.nip, s.name, 'KGB' AS kind, s.status, s.standing, s.unit_id, s.grade_id, s.grade_code,
    NULL::smallint AS target_id, s.position_title, s.cpns_since,
    b.base, b.since AS base_on, b.years AS base_years, b.months AS base_months,
    b.decree AS base_decree, b.decree_on AS base_decree_on, b.decree_by AS base_decree_by,
    p.rupiah AS pay_now, p.years AS pay_years, n.rupiah AS pay_next, n.years AS next_years,
    w.due_on, w.granted_on, w.granted_on IS DISTINCT FROM w.due_on AS delayed,
    COALESCE(p.years = f.years, false) AS first_step,
    r.rating_1, r.rating_2
FROM employees_listed s
CROSS JOIN (SELECT current_setting('simpeg.day')::date AS day) d
-- Where the length of service was last stated in terms of the present grade. Part-time PPPK have no steps.
LEFT JOIN LATERAL (
    SELECT * FROM (
        SELECT k.since, k.service_years AS years, k.service_months AS months, 'KGB' AS base, 3 AS rank,
            k.decree, k.decree_on, k.decree_by
        FROM employees_stepincrease k WHERE k.employee_id = s.employee_id AND k.since >= s.grade_since
        UNION ALL
        SELECT g.since, g.service_years, g.service_months, 'GOL', 2, g.decree, g.decree_on, g.decree_by
        FROM employees_graderecord g WHERE g.employee_id = s.employee_id AND g.grade_id = s.grade_id
        UNION ALL
        SELECT s.grade_since, s.service_years, COALESCE(s.service_months, 0), 'DATA', 1, '', NULL, ''
        WHERE s.service_years IS NOT NULL
    ) stated
    ORDER BY since DESC, rank DESC LIMIT 1
) b ON s.status <> 'PPPK_PW'
LEFT JOIN LATERAL (
    SELECT y.years FROM law_salarystep y WHERE y.grade_id = s.grade_id AND y.in_force @> d.day ORDER BY y.years LIMIT 1
) f ON b.base IS NOT NULL
-- Below the first row of the table the first row is paid.
LEFT JOIN LATERAL (
    SELECT y.years, y.rupiah FROM law_salarystep y
    WHERE y.grade_id = s.grade_id AND y.in_force @> d.day AND y.years <= GREATEST(b.years, f.years)
    ORDER BY y.years DESC LIMIT 1
) p ON b.base IS NOT NULL
LEFT JOIN LATERAL (
    SELECT y.years, y.rupiah FROM law_salarystep y
    WHERE y.grade_id = s.grade_id AND y.in_force @> d.day AND y.years > p.years
    ORDER BY y.years LIMIT 1
) n ON p.years IS NOT NULL
LEFT JOIN LATERAL (
    SELECT array_agg(daterange(l.starts_on, l.ends_on, '[]') ORDER BY l.starts_on) AS leaves
    FROM employees_unpaidleave l WHERE l.employee_id = s.employee_id
) l ON n.years IS NOT NULL
LEFT JOIN LATERAL (
    SELECT range_agg(daterange(x.starts_on, x.ends_on, '[]')) AS blocked
    FROM employees_sanction x JOIN law_sanctionkind xk ON xk.code = x.kind_id
    WHERE x.employee_id = s.employee_id AND xk.blocks_increment
) x ON n.years IS NOT NULL
LEFT JOIN LATERAL (
    SELECT due_on, step_granted(due_on, x.blocked) AS granted_on
    FROM (SELECT step_due(b.since, n.years * 12 - b.years * 12 - b.months, l.leaves) AS due_on OFFSET 0) due
) w ON n.years IS NOT NULL
LEFT JOIN LATERAL (
    SELECT
        max(a.rating) FILTER (WHERE a.year = extract(year FROM w.due_on)::int - 1) AS rating_1,
        max(a.rating) FILTER (WHERE a.year = extract(year FROM w.due_on)::int - 2) AS rating_2
    FROM employees_annualrating a
    WHERE a.employee_id = s.employee_id
      AND a.year BETWEEN extract(year FROM w.due_on)::int - 2 AND extract(year FROM w.due_on)::int - 1
) r ON w.due_on <= d.day;

CREATE VIEW employees_retirementfacts AS
SELECT s.employee_id, s.nip, s.name, 'BUP' AS kind, s.status, s.standing, s.unit_id, s.grade_id, s.grade_code,
    NULL::smallint AS target_id, s.position_title, s.cpns_since, s.birth_date, s.position_since,
    r.code AS limit_code, a.name AS limit_name, a.basis AS limit_basis, r.age AS limit_age, r.retires_on
FROM employees_listed s
JOIN employees_retirement r ON r.employee_id = s.employee_id
LEFT JOIN law_retirementage a ON a.code = r.code AND a.in_force @> current_setting('simpeg.day')::date;

CREATE VIEW employees_medalfacts AS
SELECT s.employee_id, s.nip, s.name, COALESCE(m.kind, 'X') AS kind, s.status, s.standing, s.unit_id, s.grade_id,
    s.grade_code, NULL::smallint AS target_id, s.position_title, s.cpns_since,
    c.counted_from, m.reached, m.owned, m.open_medals, m.first_on,
    CASE WHEN c.restarts THEN c.serving_since ELSE c.punished_on END AS punished_on, u.unpaid_on
FROM employees_listed s
CROSS JOIN (SELECT current_setting('simpeg.day')::date AS day) d
CROSS JOIN (
    SELECT (value)::boolean AS restarts FROM law_parameter
    WHERE key = 'slks.mulai_lagi_setelah_hukuman' AND in_force @> current_setting('simpeg.day')::date
) h
-- Any moderate or heavy sanction in the service breaks it; where the agency lets the count begin again, it begins after
-- the last one, and only one that is being served stands in the way.
CROSS JOIN LATERAL (
    SELECT h.restarts, min(x.starts_on) AS punished_on,
        min(x.starts_on) FILTER (WHERE COALESCE(x.ends_on, 'infinity') >= d.day) AS serving_since,
        CASE WHEN h.restarts
             THEN COALESCE(max(x.ends_on) FILTER (WHERE x.ends_on < d.day) + 1, s.cpns_since)
             ELSE s.cpns_since END AS counted_from
    FROM employees_sanction x JOIN law_sanctionkind k ON k.code = x.kind_id
    WHERE x.employee_id = s.employee_id AND k.severity IN ('MEDIUM', 'HEAVY')
      AND x.starts_on >= s.cpns_since AND x.starts_on <= d.day
) c
CROSS JOIN LATERAL (
    SELECT
        max(years) FILTER (WHERE served) AS reached,
        array_agg(name ORDER BY years) FILTER (WHERE has) AS owned,
        count(*) FILTER (WHERE served AND NOT has) AS open_medals,
        (array_agg(name ORDER BY years DESC) FILTER (WHERE served AND NOT has))[1] AS kind,
        (c.counted_from + make_interval(years => min(years)))::date AS first_on
    FROM (
        SELECT y.value::int AS years,
            CASE y.key WHEN '201' THEN 'X' WHEN '202' THEN 'XX' WHEN '203' THEN 'XXX' END AS name,
            c.counted_from + make_interval(years => y.value::int) <= d.day AS served,
            EXISTS (
                SELECT FROM employees_award a
                WHERE a.employee_id = s.employee_id AND a.kind = y.key AND a.awarded_on <= d.day
            ) AS has
        FROM law_parameter q, jsonb_each_text(q.value) y
        WHERE q.key = 'penghargaan.masa_kerja_tahun' AND q.in_force @> d.day
    ) medals
) m
LEFT JOIN LATERAL (
    SELECT min(l.starts_on) AS unpaid_on FROM employees_unpaidleave l
    WHERE l.employee_id = s.employee_id AND l.starts_on <= d.day
) u ON true;
