DROP VIEW employees_medalfacts;
DROP VIEW employees_medalahead;
DROP VIEW employees_medalnow;
DROP VIEW employees_retirementfacts;
DROP VIEW employees_retirementahead;
DROP VIEW employees_retirementnow;
DROP VIEW employees_incrementfacts;
DROP VIEW employees_incrementahead;
DROP VIEW employees_incrementnow;
DROP VIEW employees_promotionfacts;
DROP VIEW employees_promotionplaced;
DROP TABLE employees_promotionroom;
DROP TABLE employees_promotionplace;
DROP VIEW employees_promotionplaces;
DROP VIEW employees_promotionother;
DROP VIEW employees_promotionplain;
DROP VIEW employees_diplomamap;
DROP VIEW employees_tierrooms;
DROP VIEW employees_tierroom;
DROP VIEW employees_listedahead;
DROP VIEW employees_listednow;
DROP VIEW employees_listedother;
DROP VIEW employees_listedplain;
DROP FUNCTION listed_standings();
CREATE OR REPLACE VIEW employees_duestate AS
SELECT
    s.employee_id, s.nip, s.status, s.standing, s.birth_date, s.unit_id, s.appointment_id, s.position_kind,
    s.position_title, s.functional_name, s.echelon, s.tier, s.position_since, s.inaugurated_on, s.grade_id,
    s.grade_since, s.grade_service_since, s.service_years, s.service_months, s.base, s.base_on, s.base_years,
    s.base_months, s.base_record, s.cpns_since, s.ratings, s.education, s.education_since, s.diploma, s.unpaid,
    s.bars_promotion, s.bars_increment, s.punished_on, s.exam_1_on, s.exam_2_on, s.exam_diploma_on, s.led_on,
    s.credit_tier, s.credit_on, s.credit_points, s.medal_10_on, s.medal_20_on, s.medal_30_on
FROM employees_employeestate s
WHERE s.awaited_on IS NULL OR s.awaited_on > (SELECT current_setting('simpeg.day')::date)
UNION ALL
SELECT
    s.employee_id, s.nip, s.status, s.standing, s.birth_date, s.unit_id, s.appointment_id, s.position_kind,
    s.position_title, s.functional_name, s.echelon, s.tier, s.position_since, s.inaugurated_on, w.grade_id, w.since,
    w.since, w.service_years::smallint, w.service_months::smallint, b.base::varchar, b.since, b.years::smallint,
    b.months::smallint, b.record, s.cpns_since, s.ratings, s.education, s.education_since, s.diploma, s.unpaid,
    s.bars_promotion, s.bars_increment, s.punished_on, s.exam_1_on, s.exam_2_on, s.exam_diploma_on, s.led_on,
    s.credit_tier, s.credit_on, s.credit_points, s.medal_10_on, s.medal_20_on, s.medal_30_on
FROM employees_employeestate s
CROSS JOIN LATERAL (
    SELECT g.grade_id, g.since, g.service_years, g.service_months
    FROM employees_graderecord g
    WHERE g.employee_id = s.employee_id AND g.awaits_its_day AND g.since <= (SELECT current_setting('simpeg.day')::date)
    ORDER BY g.since DESC LIMIT 1
) w
LEFT JOIN LATERAL (
    SELECT * FROM (
        SELECT k.since, k.service_years AS years, k.service_months AS months, 'KGB' AS base, 3 AS rank, k.id AS record
        FROM employees_stepincrease k WHERE k.employee_id = s.employee_id AND k.since >= w.since
        UNION ALL
        SELECT g.since, g.service_years, g.service_months, 'GOL', 2, g.id
        FROM employees_graderecord g WHERE g.employee_id = s.employee_id AND g.grade_id = w.grade_id
    ) stated
    WHERE s.status <> 'PPPK_PW'
    ORDER BY since DESC, rank DESC LIMIT 1
) b ON true
WHERE s.awaited_on <= (SELECT current_setting('simpeg.day')::date);

DROP TABLE law_once;

-- Who is on the lists: active service, and those whose service is suspended (counted apart, still employees). The day
-- stands beside everybody, read once.
CREATE VIEW employees_listed AS
SELECT s.*, d.day, d.year
FROM employees_duestate s
CROSS JOIN (
    SELECT day, extract(year FROM day)::int AS year FROM (SELECT current_setting('simpeg.day')::date AS day) x OFFSET 0
) d
WHERE s.standing = ANY ((SELECT law_codes('kedudukan.aktif'))::text[])
   OR s.standing = ANY ((SELECT law_codes('kedudukan.ditangguhkan'))::text[])
   OR s.status = 'CPNS' AND s.standing = ANY ((SELECT law_codes('kedudukan.aktif_cpns'))::text[]);

-- Room for one more: a functional post in force whose need exceeds its holders, those in active service.
CREATE VIEW employees_tierroom AS
SELECT u.opd_id, p.functional_name, p.tier
FROM employees_position p
JOIN employees_unit u ON u.id = p.unit_id
WHERE p.kind = '2' AND p.need > 0
  AND (p.valid_from IS NULL OR p.valid_from <= (SELECT spoken_day()))
  AND (p.valid_until IS NULL OR p.valid_until > (SELECT spoken_day()))
  AND p.need > (
      SELECT count(*) FROM employees_employeestate h
      WHERE h.unit_id = p.unit_id AND h.position_title = p.title
        AND (h.standing = ANY ((SELECT law_codes('kedudukan.aktif'))::text[])
             OR h.status = 'CPNS' AND h.standing = ANY ((SELECT law_codes('kedudukan.aktif_cpns'))::text[]))
  );

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
    w.grade_code,
    w.grade_level,
    s.grade_since,
    s.grade_service_since,
    s.service_years,
    s.service_months,
    w.target_id,
    w.target_code,
    w.target_level,
    s.position_title,
    s.position_since,
    s.echelon,
    s.tier,
    s.inaugurated_on,
    w.echelon_name,
    w.lowest_level,
    w.highest_level,
    w.lowest_code,
    w.highest_code,
    NULLIF(s.ratings[s.year - 1], 0) AS rating_1,
    NULLIF(s.ratings[s.year - 2], 0) AS rating_2,
    COALESCE(ed.diplomas, 0) AS diplomas,
    ed.groups AS education_groups,
    CASE WHEN ed.diplomas IS NULL THEN NULL WHEN s.diploma IS NOT NULL THEN s.diploma ELSE (
        SELECT q.name
        FROM employees_educationrecord q
        JOIN law_educationceiling ce ON ce.kind = q.ceiling_kind AND ce.in_force @> s.day
        JOIN law_grade cg ON cg.id = ce.ceiling_id
        WHERE q.employee_id = s.employee_id AND COALESCE(q.recognised_on, s.cpns_since) <= s.day
        ORDER BY cg.level DESC, q.graduated LIMIT 1
    ) END AS diploma,
    ed.ceiling_level,
    ed.ceiling_code,
    s.bars_promotion AS blocking,
    CASE WHEN s.bars_promotion IS NULL THEN false ELSE EXISTS (
        SELECT FROM employees_sanction p JOIN law_sanctionkind pk ON pk.code = p.kind_id
        WHERE p.employee_id = s.employee_id AND pk.blocks_promotion AND p.starts_on <= s.day AND p.ends_on >= s.day
    ) END AS sanctioned,
    CASE WHEN s.bars_promotion IS NULL THEN false ELSE EXISTS (
        SELECT FROM employees_sanction p JOIN law_sanctionkind pk ON pk.code = p.kind_id
        WHERE p.employee_id = s.employee_id AND pk.blocks_promotion AND p.starts_on <= s.day AND p.ends_on IS NULL
    ) END AS sanctioned_open,
    CASE WHEN s.bars_promotion IS NOT NULL THEN (
        SELECT max(p.ends_on) FROM employees_sanction p JOIN law_sanctionkind pk ON pk.code = p.kind_id
        WHERE p.employee_id = s.employee_id AND pk.blocks_promotion AND p.starts_on <= s.day AND p.ends_on >= s.day
    ) END AS sanctioned_until,
    s.unpaid,
    COALESCE(w.points_tier, '') AS points_tier,
    COALESCE(w.tier_raised, false) AS tier_raised,
    COALESCE(w.has_next_step, false) AS has_next_step,
    COALESCE(w.crosses, false) AS crosses,
    COALESCE(w.next_tier, '') AS next_tier,
    CASE WHEN w.points_tier IS NULL OR s.credit_on IS NULL THEN w.base_points
         WHEN s.credit_on <= s.day AND s.credit_tier = w.points_tier THEN s.credit_points
         ELSE COALESCE((
             SELECT cr.points FROM employees_creditrecord cr
             WHERE cr.employee_id = s.employee_id AND cr.tier = w.points_tier AND cr.determined_on <= s.day
             ORDER BY cr.determined_on DESC LIMIT 1
         ), w.base_points) END AS points,
    CASE WHEN w.points_tier IS NULL OR s.credit_on IS NULL THEN NULL
         WHEN s.credit_on <= s.day AND s.credit_tier = w.points_tier THEN s.credit_on
         ELSE (
             SELECT max(cr.determined_on) FROM employees_creditrecord cr
             WHERE cr.employee_id = s.employee_id AND cr.tier = w.points_tier AND cr.determined_on <= s.day
         ) END AS points_on,
    w.points_needed,
    -- Nobody else's vacancies are looked for.
    CASE WHEN w.crosses THEN EXISTS (
        SELECT FROM employees_tierroom room
        WHERE room.opd_id = u.opd_id AND room.functional_name = s.functional_name AND room.tier = w.next_tier
    ) END AS vacant,
    CASE WHEN s.exam_1_on <= s.day THEN s.exam_1_on END AS exam_1_on,
    CASE WHEN s.exam_2_on <= s.day THEN s.exam_2_on END AS exam_2_on,
    CASE WHEN s.exam_diploma_on <= s.day THEN s.exam_diploma_on END AS exam_diploma_on,
    CASE WHEN s.led_on <= s.day THEN (
        SELECT array_agg(DISTINCT n.level) FROM employees_course n
        WHERE n.employee_id = s.employee_id AND n.kind = 'KEPEMIMPINAN' AND n.level <> '' AND n.ends_on <= s.day
    ) END AS leadership,
    jm.title AS map_title,
    jm.least_name AS map_education,
    jm.matches AS map_matches
FROM employees_listed s
LEFT JOIN employees_employee e ON e.id = s.employee_id
LEFT JOIN employees_unit u ON u.id = s.unit_id
CROSS JOIN LATERAL (
    SELECT CASE WHEN s.education = 0 THEN 0 WHEN s.education_since <= s.day THEN s.education ELSE COALESCE((
        SELECT bit_or(education_bit(q.ceiling_kind)) FROM employees_educationrecord q
        WHERE q.employee_id = s.employee_id AND COALESCE(q.recognised_on, s.cpns_since) <= s.day
    ), 0) END AS recognised
    OFFSET 0
) m
-- How far the recognised diplomas carry.
LEFT JOIN LATERAL (
    SELECT
        count(*)::int AS diplomas,
        array_agg(DISTINCT ce."group") AS groups,
        max(cg.level) AS ceiling_level,
        (array_agg(cg.code ORDER BY cg.level DESC))[1] AS ceiling_code,
        max(ag.level) AS adjusts_level
    FROM law_educationceiling ce
    JOIN law_grade cg ON cg.id = ce.ceiling_id
    LEFT JOIN law_grade ag ON ag.id = ce.adjusts_to_id
    WHERE ce.in_force @> s.day AND education_bit(ce.kind) & m.recognised <> 0
    HAVING count(*) > 0
) ed ON true
JOIN law_grade g ON g.id = s.grade_id
CROSS JOIN LATERAL (
    SELECT * FROM (
        SELECT
            CASE s.position_kind WHEN '1' THEN 'STRUKTURAL' WHEN '2' THEN 'FUNGSIONAL' ELSE 'REGULER' END AS kind,
            g.level + 1 AS target_level
        UNION ALL
        SELECT 'PENYESUAIAN_IJAZAH', ed.adjusts_level WHERE s.status = 'PNS' AND ed.adjusts_level > g.level
    ) roads
    OFFSET 0
) k
-- What the law makes of kind, grade and position: the target, the range of the echelon, the rung of the functional
-- ladder (jenjang and grade fit, or the jenjang was already raised and the grade follows).
LEFT JOIN LATERAL (
    SELECT
        og.code AS grade_code, og.level AS grade_level,
        t.id AS target_id, t.code AS target_code, t.level AS target_level,
        er.name AS echelon_name, el.level AS lowest_level, eh.level AS highest_level,
        el.code AS lowest_code, eh.code AS highest_code,
        COALESCE(own.tier, done.tier) AS points_tier,
        done.id IS NOT NULL AS tier_raised,
        COALESCE(own.next_grade_id, done.next_grade_id) IS NOT NULL AS has_next_step,
        own.crosses, own.next_tier,
        CASE WHEN k.kind = 'FUNGSIONAL' THEN COALESCE(own.base_points, done.base_points) END AS base_points,
        CASE WHEN COALESCE(own.crosses, done.crosses) THEN COALESCE(own.tier_points, done.tier_points)
             ELSE own.base_points + own.grade_points END AS points_needed
    FROM law_grade og
    LEFT JOIN law_grade t ON og.kind = 'PNS' AND t.kind = 'PNS' AND t.level = k.target_level
    LEFT JOIN law_echelonrange er ON k.kind = 'STRUKTURAL' AND er.echelon = s.echelon AND er.in_force @> s.day
    LEFT JOIN law_grade el ON el.id = er.lowest_id
    LEFT JOIN law_grade eh ON eh.id = er.highest_id
    LEFT JOIN law_tierstep own
        ON k.kind = 'FUNGSIONAL' AND own.tier = s.tier AND own.grade_id = og.id AND own.in_force @> s.day
    LEFT JOIN law_tierstep done
        ON k.kind = 'FUNGSIONAL' AND own.id IS NULL AND s.tier <> '' AND done.next_tier = s.tier AND done.crosses
        AND done.grade_id = og.id AND done.in_force @> s.day
    WHERE og.id = s.grade_id
    LIMIT 1
) w ON true
-- Diploma adjustment: does the position map ask for one of the diplomas that lead to the target grade?
LEFT JOIN LATERAL (
    SELECT pm.title, le.name AS least_name, EXISTS (
        SELECT FROM employees_educationrecord q
        JOIN law_educationceiling ce ON ce.kind = q.ceiling_kind AND ce.in_force @> s.day
        JOIN law_educationlevel ql ON ql.code = q.level_id
        WHERE q.employee_id = s.employee_id AND COALESCE(q.recognised_on, s.cpns_since) <= s.day
          AND ce.adjusts_to_id = w.target_id AND le.group_rank >= ql.group_rank
          AND (btrim(pm.fields_of_study, ' ;') = '' OR EXISTS (
              SELECT FROM regexp_split_to_table(pm.fields_of_study, ';') AS word
              WHERE btrim(word) <> '' AND strpos(upper(q.name), upper(btrim(word))) > 0
          ))
    ) AS matches
    FROM employees_positioninforce pm
    JOIN law_educationlevel le ON le.code = pm.least_education_id
    WHERE k.kind = 'PENYESUAIAN_IJAZAH' AND pm.unit_id = s.unit_id AND pm.title = s.position_title
    LIMIT 1
) jm ON true;

CREATE VIEW employees_incrementfacts AS
SELECT s.employee_id, s.nip, e.name, 'KGB' AS kind, s.status, s.standing, s.unit_id, s.grade_id, g.code AS grade_code,
    NULL::smallint AS target_id, s.position_title, s.cpns_since,
    NULLIF(s.base, '') AS base, s.base_on, s.base_years, s.base_months,
    CASE s.base WHEN 'KGB' THEN bk.decree WHEN 'GOL' THEN bg.decree WHEN 'DATA' THEN '' END AS base_decree,
    CASE s.base WHEN 'KGB' THEN bk.decree_on WHEN 'GOL' THEN bg.decree_on END AS base_decree_on,
    CASE s.base WHEN 'KGB' THEN bk.decree_by WHEN 'GOL' THEN bg.decree_by WHEN 'DATA' THEN '' END AS base_decree_by,
    p.pay_now, p.pay_years, p.pay_next, p.next_years,
    w.due_on, w.granted_on, w.granted_on IS DISTINCT FROM w.due_on AS delayed,
    COALESCE(p.pay_years = p.first_years, false) AS first_step,
    CASE WHEN w.due_on <= s.day THEN NULLIF(s.ratings[extract(year FROM w.due_on)::int - 1], 0) END AS rating_1,
    CASE WHEN w.due_on <= s.day THEN NULLIF(s.ratings[extract(year FROM w.due_on)::int - 2], 0) END AS rating_2
FROM employees_listed s
LEFT JOIN employees_employee e ON e.id = s.employee_id
LEFT JOIN employees_stepincrease bk ON s.base = 'KGB' AND bk.id = s.base_record
LEFT JOIN employees_graderecord bg ON s.base = 'GOL' AND bg.id = s.base_record
JOIN law_grade g ON g.id = s.grade_id
-- The row of the salary table that is paid (below the first row, the first), and the next.
LEFT JOIN LATERAL (
    SELECT y.rupiah AS pay_now, y.years AS pay_years, n.rupiah AS pay_next, n.years AS next_years, f.years AS first_years
    FROM (
        SELECT min(a.years) AS years FROM law_salarystep a WHERE a.grade_id = s.grade_id AND a.in_force @> s.day
    ) f
    CROSS JOIN LATERAL (
        SELECT a.years, a.rupiah FROM law_salarystep a
        WHERE a.grade_id = s.grade_id AND a.in_force @> s.day AND a.years <= GREATEST(s.base_years, f.years)
        ORDER BY a.years DESC LIMIT 1
    ) y
    LEFT JOIN LATERAL (
        SELECT a.years, a.rupiah FROM law_salarystep a
        WHERE a.grade_id = s.grade_id AND a.in_force @> s.day AND a.years > y.years
        ORDER BY a.years LIMIT 1
    ) n ON true
    WHERE s.base_years IS NOT NULL
) p ON true
CROSS JOIN LATERAL (
    SELECT due_on, CASE WHEN s.bars_increment IS NULL THEN due_on
                        ELSE step_granted_after_sanction(due_on, s.bars_increment) END AS granted_on
    FROM (
        SELECT CASE WHEN p.next_years IS NULL THEN NULL
            WHEN s.unpaid IS NULL
            THEN (s.base_on + make_interval(months => p.next_years * 12 - s.base_years * 12 - s.base_months))::date
            ELSE step_due_after_leave(s.base_on, p.next_years * 12 - s.base_years * 12 - s.base_months, ARRAY(
                SELECT daterange(l.starts_on, l.ends_on, '[]') FROM employees_unpaidleave l
                WHERE l.employee_id = s.employee_id ORDER BY l.starts_on
            )) END AS due_on
        OFFSET 0
    ) due
    OFFSET 0
) w;

CREATE VIEW employees_retirementfacts AS
SELECT s.employee_id, s.nip, e.name, 'BUP' AS kind, s.status, s.standing, s.unit_id, s.grade_id, g.code AS grade_code,
    NULL::smallint AS target_id, s.position_title, s.cpns_since, s.birth_date, s.position_since,
    c.code AS limit_code, a.name AS limit_name, a.basis AS limit_basis, a.age AS limit_age,
    (date_trunc('month', s.birth_date::timestamp) + make_interval(years => a.age, months => 1))::date AS retires_on
FROM employees_listed s
LEFT JOIN employees_employee e ON e.id = s.employee_id
JOIN law_grade g ON g.id = s.grade_id
CROSS JOIN LATERAL (
    SELECT retirement_code(s.position_kind, s.echelon, s.functional_name, s.tier) AS code OFFSET 0
) c
LEFT JOIN law_retirementage a ON a.code = c.code AND a.in_force @> s.day;

-- The days to compare with stand in one row: whoever began by `since_10` has served the years of the first medal on the
-- day (29 February falls to the 28th, as everywhere).
CREATE VIEW employees_medalfacts AS
SELECT s.employee_id, s.nip, e.name, COALESCE(m.kind, 'X') AS kind, s.status, s.standing, s.unit_id, s.grade_id,
    g.code AS grade_code, NULL::smallint AS target_id, s.position_title, s.cpns_since,
    c.counted_from, m.reached, m.owned, m.open_medals,
    (c.counted_from + make_interval(years => h.years_10))::date AS first_on,
    CASE WHEN s.punished_on > s.day THEN NULL WHEN NOT h.restarts OR s.punished_on IS NULL THEN s.punished_on ELSE (
        SELECT min(x.starts_on)
        FROM employees_sanction x JOIN law_sanctionkind k ON k.code = x.kind_id
        WHERE x.employee_id = s.employee_id AND k.severity IN ('MEDIUM', 'HEAVY') AND x.starts_on >= s.cpns_since
          AND x.starts_on <= s.day AND COALESCE(x.ends_on, 'infinity') >= s.day
    ) END AS punished_on,
    CASE WHEN lower(s.unpaid) <= s.day THEN lower(s.unpaid) END AS unpaid_on
FROM employees_listed s
LEFT JOIN employees_employee e ON e.id = s.employee_id
JOIN law_grade g ON g.id = s.grade_id
CROSS JOIN (
    SELECT r.restarts, y.years_10, y.years_20, y.years_30,
        GREATEST((y.day - make_interval(years => y.years_10))::date,
                 (y.day + 1 - make_interval(years => y.years_10))::date - 1) AS since_10,
        GREATEST((y.day - make_interval(years => y.years_20))::date,
                 (y.day + 1 - make_interval(years => y.years_20))::date - 1) AS since_20,
        GREATEST((y.day - make_interval(years => y.years_30))::date,
                 (y.day + 1 - make_interval(years => y.years_30))::date - 1) AS since_30
    FROM (
        SELECT d.day, (q.value ->> '201')::int AS years_10, (q.value ->> '202')::int AS years_20,
            (q.value ->> '203')::int AS years_30
        FROM (SELECT current_setting('simpeg.day')::date AS day OFFSET 0) d
        JOIN law_parameter q ON q.key = 'penghargaan.masa_kerja_tahun' AND q.in_force @> d.day
    ) y
    JOIN (
        SELECT value::boolean AS restarts FROM law_parameter
        WHERE key = 'slks.mulai_lagi_setelah_hukuman' AND in_force @> current_setting('simpeg.day')::date
    ) r ON true
    OFFSET 0
) h
-- Any moderate or heavy sanction in the service breaks it; where the agency lets the count begin again, it begins after
-- the last one, and only one that is being served stands in the way.
CROSS JOIN LATERAL (
    SELECT CASE WHEN NOT h.restarts OR s.punished_on IS NULL THEN s.cpns_since ELSE COALESCE((
        SELECT max(x.ends_on) + 1
        FROM employees_sanction x JOIN law_sanctionkind k ON k.code = x.kind_id
        WHERE x.employee_id = s.employee_id AND k.severity IN ('MEDIUM', 'HEAVY') AND x.starts_on >= s.cpns_since
          AND x.starts_on <= s.day AND x.ends_on < s.day
    ), s.cpns_since) END AS counted_from
    OFFSET 0
) c
CROSS JOIN LATERAL (
    SELECT
        CASE WHEN c.counted_from <= h.since_30 THEN h.years_30 WHEN c.counted_from <= h.since_20 THEN h.years_20
             WHEN c.counted_from <= h.since_10 THEN h.years_10 END AS reached,
        CASE WHEN s.medal_10_on <= s.day OR s.medal_20_on <= s.day OR s.medal_30_on <= s.day THEN array_remove(ARRAY[
            CASE WHEN s.medal_10_on <= s.day THEN 'X' END, CASE WHEN s.medal_20_on <= s.day THEN 'XX' END,
            CASE WHEN s.medal_30_on <= s.day THEN 'XXX' END], NULL) END AS owned,
        (c.counted_from <= h.since_10 AND (s.medal_10_on IS NULL OR s.medal_10_on > s.day))::int
            + (c.counted_from <= h.since_20 AND (s.medal_20_on IS NULL OR s.medal_20_on > s.day))::int
            + (c.counted_from <= h.since_30 AND (s.medal_30_on IS NULL OR s.medal_30_on > s.day))::int AS open_medals,
        CASE WHEN c.counted_from <= h.since_30 AND (s.medal_30_on IS NULL OR s.medal_30_on > s.day) THEN 'XXX'
             WHEN c.counted_from <= h.since_20 AND (s.medal_20_on IS NULL OR s.medal_20_on > s.day) THEN 'XX'
             WHEN c.counted_from <= h.since_10 AND (s.medal_10_on IS NULL OR s.medal_10_on > s.day) THEN 'X' END AS kind
    OFFSET 0
) m;
