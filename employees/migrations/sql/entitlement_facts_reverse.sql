-- The views as they were: over the histories.
DROP VIEW employees_medalfacts;
DROP VIEW employees_retirementfacts;
DROP FUNCTION retirement_code;
DROP VIEW employees_incrementfacts;
DROP VIEW employees_promotionfacts;
DROP VIEW employees_tierroom;
DROP VIEW employees_listed;
DROP VIEW employees_duestate;

-- What the promotion rules look at: one row for every employee on the list and kind of promotion, as the file says on
-- the day `simpeg.day`. Present facts (grade, position, standing) are those on file; dated facts are those of that day.
CREATE VIEW employees_promotionfacts AS
SELECT
    s.nip || ' ' || k.kind AS id,
    s.employee_id,
    s.nip,
    e.name,
    k.kind,
    s.status,
    s.standing,
    s.unit_id,
    u.opd_id,
    s.grade_id,
    g.code AS grade_code,
    g.level AS grade_level,
    s.grade_since,
    s.grade_service_since,
    e.service_years,
    e.service_months,
    t.id AS target_id,
    t.code AS target_code,
    t.level AS target_level,
    s.position_title,
    s.position_since,
    s.echelon,
    s.tier,
    s.inaugurated_on,
    er.name AS echelon_name,
    el.level AS lowest_level,
    eh.level AS highest_level,
    el.code AS lowest_code,
    eh.code AS highest_code,
    r.rating_1,
    r.rating_2,
    COALESCE(ed.recognised, 0) AS diplomas,
    ed.groups AS education_groups,
    ed.best AS diploma,
    ed.ceiling_level,
    ed.ceiling_code,
    sa.blocking,
    COALESCE(sa.known, false) AS sanctioned,
    COALESCE(sa.open_ended, false) AS sanctioned_open,
    sa.until AS sanctioned_until,
    l.unpaid,
    COALESCE(own.tier, done.tier, '') AS points_tier,
    done.id IS NOT NULL AS tier_raised,
    COALESCE(own.next_grade_id, done.next_grade_id) IS NOT NULL AS has_next_step,
    COALESCE(own.crosses, false) AS crosses,
    COALESCE(own.next_tier, '') AS next_tier,
    CASE WHEN k.kind = 'FUNGSIONAL' THEN COALESCE(c.points, own.base_points, done.base_points) END AS points,
    c.determined_on AS points_on,
    CASE WHEN COALESCE(own.crosses, done.crosses) THEN COALESCE(own.tier_points, done.tier_points)
         ELSE own.base_points + own.grade_points END AS points_needed,
    v.vacant,
    x.grade_1_on AS exam_1_on,
    x.grade_2_on AS exam_2_on,
    x.diploma_on AS exam_diploma_on,
    co.levels AS leadership,
    jm.title AS map_title,
    jm.least_name AS map_education,
    jm.matches AS map_matches
FROM employees_employeestate s
JOIN employees_employee e ON e.id = s.employee_id
JOIN law_grade g ON g.id = s.grade_id
CROSS JOIN (SELECT current_setting('simpeg.day')::date AS day) d
LEFT JOIN employees_unit u ON u.id = s.unit_id
LEFT JOIN LATERAL (
    SELECT
        count(*) AS recognised,
        array_agg(DISTINCT ce."group") AS groups,
        max(cg.level) AS ceiling_level,
        (array_agg(cg.code ORDER BY cg.level DESC))[1] AS ceiling_code,
        (array_agg(q.name ORDER BY cg.level DESC, q.graduated))[1] AS best,
        max(ag.level) AS adjusts_level
    FROM employees_educationrecord q
    JOIN law_educationceiling ce ON ce.kind = q.ceiling_kind AND ce.in_force @> d.day
    JOIN law_grade cg ON cg.id = ce.ceiling_id
    LEFT JOIN law_grade ag ON ag.id = ce.adjusts_to_id
    WHERE q.employee_id = s.employee_id AND COALESCE(q.recognised_on, e.cpns_since) <= d.day
    HAVING count(*) > 0
) ed ON true
CROSS JOIN LATERAL (
    SELECT
        CASE s.position_kind WHEN '1' THEN 'STRUKTURAL' WHEN '2' THEN 'FUNGSIONAL' ELSE 'REGULER' END AS kind,
        g.level + 1 AS target_level
    UNION ALL
    SELECT 'PENYESUAIAN_IJAZAH', ed.adjusts_level WHERE s.status = 'PNS' AND ed.adjusts_level > g.level
) k
LEFT JOIN law_grade t ON g.kind = 'PNS' AND t.kind = 'PNS' AND t.level = k.target_level
LEFT JOIN law_echelonrange er
    ON k.kind = 'STRUKTURAL' AND er.echelon = s.echelon AND er.in_force @> d.day
LEFT JOIN law_grade el ON el.id = er.lowest_id
LEFT JOIN law_grade eh ON eh.id = er.highest_id
LEFT JOIN LATERAL (
    SELECT
        max(a.rating) FILTER (WHERE a.year = extract(year FROM d.day)::int - 1) AS rating_1,
        max(a.rating) FILTER (WHERE a.year = extract(year FROM d.day)::int - 2) AS rating_2
    FROM employees_annualrating a
    WHERE a.employee_id = s.employee_id AND a.year >= extract(year FROM d.day)::int - 2
) r ON true
LEFT JOIN LATERAL (
    SELECT
        range_agg(daterange(p.starts_on, p.ends_on, '[]')) AS blocking,
        bool_or(p.starts_on <= d.day AND p.ends_on >= d.day) AS known,
        bool_or(p.starts_on <= d.day AND p.ends_on IS NULL) AS open_ended,
        max(p.ends_on) FILTER (WHERE p.starts_on <= d.day AND p.ends_on >= d.day) AS until
    FROM employees_sanction p JOIN law_sanctionkind pk ON pk.code = p.kind_id
    WHERE p.employee_id = s.employee_id AND pk.blocks_promotion
) sa ON true
LEFT JOIN LATERAL (
    SELECT range_agg(daterange(w.starts_on, w.ends_on, '[]')) AS unpaid
    FROM employees_unpaidleave w WHERE w.employee_id = s.employee_id
) l ON true
-- The rung of the functional ladder: jenjang and grade fit, or the jenjang was already raised and the grade follows.
LEFT JOIN law_tierstep own
    ON k.kind = 'FUNGSIONAL' AND own.tier = s.tier AND own.grade_id = s.grade_id AND own.in_force @> d.day
LEFT JOIN law_tierstep done
    ON k.kind = 'FUNGSIONAL' AND own.id IS NULL AND s.tier <> '' AND done.next_tier = s.tier AND done.crosses
    AND done.grade_id = s.grade_id AND done.in_force @> d.day
LEFT JOIN LATERAL (
    SELECT cr.points, cr.determined_on FROM employees_creditrecord cr
    WHERE cr.employee_id = s.employee_id AND cr.tier = COALESCE(own.tier, done.tier) AND cr.determined_on <= d.day
    ORDER BY cr.determined_on DESC LIMIT 1
) c ON COALESCE(own.id, done.id) IS NOT NULL
LEFT JOIN LATERAL (
    SELECT EXISTS (
        SELECT FROM employees_positioninforce po
        JOIN employees_unit pu ON pu.id = po.unit_id
        -- The first condition stands in here, not only in the join, so that nobody else's vacancies are looked for.
        WHERE own.crosses AND po.functional_name = s.functional_name AND po.kind = '2' AND po.tier = own.next_tier
          AND pu.opd_id = u.opd_id
          AND po.need > (
              SELECT count(*) FROM employees_employeestate h
              WHERE h.unit_id = po.unit_id AND h.position_title = po.title
                AND (h.standing = ANY ((SELECT law_codes('kedudukan.aktif'))::text[])
                     OR h.status = 'CPNS' AND h.standing = ANY ((SELECT law_codes('kedudukan.aktif_cpns'))::text[]))
          )
    ) AS vacant
) v ON own.crosses AND u.opd_id IS NOT NULL
LEFT JOIN LATERAL (
    SELECT
        min(m.passed_on) FILTER (WHERE m.kind = 'STLUD1') AS grade_1_on,
        min(m.passed_on) FILTER (WHERE m.kind = 'STLUD2') AS grade_2_on,
        min(m.passed_on) FILTER (WHERE m.kind = 'UPKP') AS diploma_on
    FROM employees_serviceexam m WHERE m.employee_id = s.employee_id AND m.passed_on <= d.day
) x ON true
LEFT JOIN LATERAL (
    SELECT array_agg(DISTINCT n.level) AS levels
    FROM employees_course n
    WHERE n.employee_id = s.employee_id AND n.kind = 'KEPEMIMPINAN' AND n.level <> '' AND n.ends_on <= d.day
) co ON true
-- Diploma adjustment: does the position map ask for one of the diplomas that lead to the target grade?
LEFT JOIN LATERAL (
    SELECT pm.title, le.name AS least_name, EXISTS (
        SELECT FROM employees_educationrecord q
        JOIN law_educationceiling ce ON ce.kind = q.ceiling_kind AND ce.in_force @> d.day
        JOIN law_educationlevel ql ON ql.code = q.level_id
        WHERE q.employee_id = s.employee_id AND COALESCE(q.recognised_on, e.cpns_since) <= d.day
          AND ce.adjusts_to_id = t.id AND le.group_rank >= ql.group_rank
          AND (btrim(pm.fields_of_study, ' ;') = '' OR EXISTS (
              SELECT FROM regexp_split_to_table(pm.fields_of_study, ';') AS word
              WHERE btrim(word) <> '' AND strpos(upper(q.name), upper(btrim(word))) > 0
          ))
    ) AS matches
    FROM employees_positioninforce pm
    JOIN law_educationlevel le ON le.code = pm.least_education_id
    WHERE pm.unit_id = s.unit_id AND pm.title = s.position_title
) jm ON k.kind = 'PENYESUAIAN_IJAZAH'
WHERE s.standing = ANY ((SELECT law_codes('kedudukan.aktif'))::text[])
   OR s.standing = ANY ((SELECT law_codes('kedudukan.ditangguhkan'))::text[])
   OR s.status = 'CPNS' AND s.standing = ANY ((SELECT law_codes('kedudukan.aktif_cpns'))::text[]);

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

-- The present state, with the grade that a decree signed ahead has given by the day `simpeg.day`: whoever is promoted in
-- April is not proposed again in May, although April is still to come.
CREATE VIEW employees_duestate AS
SELECT s.employee_id, s.nip, s.status, s.standing, s.birth_date, s.unit_id, s.appointment_id, s.position_kind,
    s.position_title, s.functional_name, s.echelon, s.tier, s.position_since, s.inaugurated_on,
    COALESCE(w.grade_id, s.grade_id) AS grade_id,
    COALESCE(w.since, s.grade_since) AS grade_since,
    COALESCE(w.since, s.grade_service_since) AS grade_service_since,
    CASE WHEN w.since IS NULL THEN e.service_years ELSE w.service_years END AS service_years,
    CASE WHEN w.since IS NULL THEN e.service_months ELSE w.service_months END AS service_months
FROM employees_employeestate s
JOIN employees_employee e ON e.id = s.employee_id
LEFT JOIN (
    SELECT DISTINCT ON (g.employee_id) g.employee_id, g.grade_id, g.since, g.service_years, g.service_months
    FROM employees_graderecord g
    WHERE g.awaits_its_day AND g.since <= current_setting('simpeg.day')::date
    ORDER BY g.employee_id, g.since DESC
) w ON w.employee_id = s.employee_id AND w.since > s.grade_since;

DO $$
DECLARE
    promotion text := pg_get_viewdef('employees_promotionfacts'::regclass);
    listed text := pg_get_viewdef('employees_listed'::regclass);
BEGIN
    EXECUTE 'CREATE OR REPLACE VIEW employees_promotionfacts AS ' || regexp_replace(
        regexp_replace(promotion, 'employees_employeestate s\M', 'employees_duestate s', 'g'),
        '\me\.(service_years|service_months)\M', 's.\1', 'g');
    EXECUTE 'CREATE OR REPLACE VIEW employees_listed AS ' || regexp_replace(
        regexp_replace(listed, 'employees_employeestate s\M', 'employees_duestate s', 'g'),
        '\me\.(service_years|service_months)\M', 's.\1', 'g');
END $$;
