DROP VIEW employees_medalasked;
DROP VIEW employees_medalsaid;
DROP VIEW employees_medalplaced;
DROP TABLE employees_medalplace;
DROP VIEW employees_medalplaces;
DROP VIEW employees_incrementasked;
DROP VIEW employees_incrementsaid;
DROP VIEW employees_incrementplaced;
DROP TABLE employees_incrementstep;
DROP VIEW employees_incrementsteps;
DROP TABLE employees_incrementplace;
DROP VIEW employees_incrementplaces;
DROP VIEW employees_retirementplaced;
DROP TABLE employees_retirementplace;
DROP VIEW employees_retirementplaces;
DROP VIEW employees_promotionasked;
DROP VIEW employees_promotionsaid;
DROP VIEW employees_promotionplaced;
DROP TABLE employees_promotionplace;
DROP VIEW employees_promotionplaces;
DROP VIEW employees_listedplace;
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['employees_promotionplain', 'employees_promotionother'] LOOP
        EXECUTE format('CREATE OR REPLACE VIEW %I AS %s', name,
                       replace(pg_get_viewdef(name::regclass), 'q.graduated, q.name', 'q.graduated'));
    END LOOP;
END $$;
CREATE OR REPLACE VIEW employees_tierrooms AS
SELECT DISTINCT u.opd_id, p.functional_name, p.tier
FROM employees_position p
JOIN employees_unit u ON u.id = p.unit_id
LEFT JOIN (
    SELECT h.unit_id, h.position_title, count(*) AS holders
    FROM employees_employeestate h
    WHERE h.standing = ANY ((SELECT law_codes('kedudukan.aktif') FROM law_once)::text[])
       OR h.status = 'CPNS' AND h.standing = ANY ((SELECT law_codes('kedudukan.aktif_cpns') FROM law_once)::text[])
    GROUP BY h.unit_id, h.position_title
) h ON h.unit_id = p.unit_id AND h.position_title = p.title
WHERE p.kind = '2' AND p.need > 0 AND p.need > COALESCE(h.holders, 0)
  AND (p.valid_from IS NULL OR p.valid_from <= (SELECT spoken_day() FROM law_once))
  AND (p.valid_until IS NULL OR p.valid_until > (SELECT spoken_day() FROM law_once))
  AND p.tier IN (SELECT next_tier FROM law_tierstep WHERE crosses);
DO $views$
DECLARE
    today text := '(SELECT current_setting(''simpeg.day'')::date FROM law_once)';
    this_year text := '(SELECT extract(year FROM current_setting(''simpeg.day'')::date)::int FROM law_once)';
    promotion text := $facts$
SELECT
    s.nip || ' ' || w.kind AS id,
    s.employee_id,
    s.nip,
    e.name,
    w.kind,
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
    NULLIF(s.ratings[{year} - 1], 0) AS rating_1,
    NULLIF(s.ratings[{year} - 2], 0) AS rating_2,
    COALESCE(w.diplomas, 0) AS diplomas,
    w.education_groups,
    CASE WHEN w.diplomas IS NULL THEN NULL WHEN s.diploma IS NOT NULL THEN s.diploma ELSE (
        SELECT q.name
        FROM employees_educationrecord q
        JOIN law_educationceiling ce ON ce.kind = q.ceiling_kind AND ce.in_force @> {day}
        JOIN law_grade cg ON cg.id = ce.ceiling_id
        WHERE q.employee_id = s.employee_id AND COALESCE(q.recognised_on, s.cpns_since) <= {day}
        ORDER BY cg.level DESC, q.graduated LIMIT 1
    ) END AS diploma,
    w.ceiling_level,
    w.ceiling_code,
    s.bars_promotion AS blocking,
    CASE WHEN s.bars_promotion IS NULL THEN false WHEN s.bars_promotion @> {day} THEN EXISTS (
        SELECT FROM employees_sanction p JOIN law_sanctionkind pk ON pk.code = p.kind_id
        WHERE p.employee_id = s.employee_id AND pk.blocks_promotion AND p.starts_on <= {day} AND p.ends_on >= {day}
    ) ELSE false END AS sanctioned,
    CASE WHEN s.bars_promotion IS NULL THEN false WHEN s.bars_promotion @> {day} THEN EXISTS (
        SELECT FROM employees_sanction p JOIN law_sanctionkind pk ON pk.code = p.kind_id
        WHERE p.employee_id = s.employee_id AND pk.blocks_promotion AND p.starts_on <= {day} AND p.ends_on IS NULL
    ) ELSE false END AS sanctioned_open,
    CASE WHEN s.bars_promotion IS NULL THEN NULL WHEN s.bars_promotion @> {day} THEN (
        SELECT max(p.ends_on) FROM employees_sanction p JOIN law_sanctionkind pk ON pk.code = p.kind_id
        WHERE p.employee_id = s.employee_id AND pk.blocks_promotion AND p.starts_on <= {day} AND p.ends_on >= {day}
    ) END AS sanctioned_until,
    s.unpaid,
    COALESCE(w.points_tier, '') AS points_tier,
    COALESCE(w.tier_raised, false) AS tier_raised,
    COALESCE(w.has_next_step, false) AS has_next_step,
    COALESCE(w.crosses, false) AS crosses,
    COALESCE(w.next_tier, '') AS next_tier,
    CASE WHEN w.points_tier IS NULL OR s.credit_on IS NULL THEN w.base_points
         WHEN s.credit_on <= {day} AND s.credit_tier = w.points_tier THEN s.credit_points
         ELSE COALESCE((
             SELECT cr.points FROM employees_creditrecord cr
             WHERE cr.employee_id = s.employee_id AND cr.tier = w.points_tier AND cr.determined_on <= {day}
             ORDER BY cr.determined_on DESC LIMIT 1
         ), w.base_points) END AS points,
    CASE WHEN w.points_tier IS NULL OR s.credit_on IS NULL THEN NULL
         WHEN s.credit_on <= {day} AND s.credit_tier = w.points_tier THEN s.credit_on
         ELSE (
             SELECT max(cr.determined_on) FROM employees_creditrecord cr
             WHERE cr.employee_id = s.employee_id AND cr.tier = w.points_tier AND cr.determined_on <= {day}
         ) END AS points_on,
    w.points_needed,
    CASE WHEN s.exam_1_on <= {day} THEN s.exam_1_on END AS exam_1_on,
    CASE WHEN s.exam_2_on <= {day} THEN s.exam_2_on END AS exam_2_on,
    CASE WHEN s.exam_diploma_on <= {day} THEN s.exam_diploma_on END AS exam_diploma_on,
    -- A course exempts from an exam; nobody else's are looked for.
    CASE WHEN w.asks_exam AND s.led_on <= {day} THEN (
        SELECT array_agg(DISTINCT n.level) FROM employees_course n
        WHERE n.employee_id = s.employee_id AND n.kind = 'KEPEMIMPINAN' AND n.level <> '' AND n.ends_on <= {day}
    ) END AS leadership,
    CASE WHEN w.by_diploma THEN (
        SELECT pm.title FROM employees_diplomamap pm WHERE pm.unit_id = s.unit_id AND pm.title = s.position_title LIMIT 1
    ) END AS map_title,
    CASE WHEN w.by_diploma THEN (
        SELECT pm.least_name FROM employees_diplomamap pm
        WHERE pm.unit_id = s.unit_id AND pm.title = s.position_title LIMIT 1
    ) END AS map_education,
    -- Does the position map ask for one of the diplomas that lead to the target grade?
    CASE WHEN w.by_diploma THEN (
        SELECT EXISTS (
            SELECT FROM employees_educationrecord q
            JOIN law_educationceiling ce ON ce.kind = q.ceiling_kind AND ce.in_force @> {day}
            JOIN law_educationlevel ql ON ql.code = q.level_id
            WHERE q.employee_id = s.employee_id AND COALESCE(q.recognised_on, s.cpns_since) <= {day}
              AND ce.adjusts_to_id = w.target_id AND pm.group_rank >= ql.group_rank
              AND (btrim(pm.fields_of_study, ' ;') = '' OR EXISTS (
                  SELECT FROM regexp_split_to_table(pm.fields_of_study, ';') AS word
                  WHERE btrim(word) <> '' AND strpos(upper(q.name), upper(btrim(word))) > 0
              ))
        )
        FROM employees_diplomamap pm WHERE pm.unit_id = s.unit_id AND pm.title = s.position_title LIMIT 1
    ) END AS map_matches,
    s.functional_name,
    w.civil_servant,
    w.regular,
    w.structural,
    w.functional,
    w.by_diploma,
    w.one_below,
    w.time_counts
FROM {people} s
LEFT JOIN employees_employee e ON e.id = s.employee_id
{law}
-- Nobody else's vacancies are looked for.
LEFT JOIN employees_unit u ON u.id = CASE WHEN w.crosses THEN s.unit_id END
$facts$;
    place text := $law$
    SELECT
        CASE WHEN r.by_diploma THEN 'PENYESUAIAN_IJAZAH' WHEN s.position_kind = '1' THEN 'STRUKTURAL'
             WHEN s.position_kind = '2' THEN 'FUNGSIONAL' ELSE 'REGULER' END AS kind,
        s.status IN ('PNS', 'CPNS') AS civil_servant,
        NOT r.by_diploma AND s.position_kind NOT IN ('1', '2') AS regular,
        NOT r.by_diploma AND s.position_kind = '1' AS structural,
        NOT r.by_diploma AND s.position_kind = '2' AS functional,
        r.by_diploma,
        COALESCE(NOT r.by_diploma AND s.position_kind = '1' AND og.level = el.level - 1, false) AS one_below,
        s.status IN ('PNS', 'CPNS')
            AND COALESCE(r.by_diploma OR s.position_kind <> '1' OR og.level >= el.level - 1, false) AS time_counts,
        og.code AS grade_code, og.level AS grade_level,
        t.id AS target_id, t.code AS target_code, t.level AS target_level,
        er.name AS echelon_name, el.level AS lowest_level, eh.level AS highest_level,
        el.code AS lowest_code, eh.code AS highest_code,
        ed.diplomas, ed.education_groups, ed.ceiling_level, ed.ceiling_code,
        COALESCE(own.tier, done.tier) AS points_tier,
        done.id IS NOT NULL AS tier_raised,
        COALESCE(own.next_grade_id, done.next_grade_id) IS NOT NULL AS has_next_step,
        own.crosses, own.next_tier,
        COALESCE(own.base_points, done.base_points) AS base_points,
        CASE WHEN COALESCE(own.crosses, done.crosses) THEN COALESCE(own.tier_points, done.tier_points)
             ELSE own.base_points + own.grade_points END AS points_needed,
        NOT r.by_diploma AND s.position_kind <> '2' AND EXISTS (
            SELECT FROM law_parameter p
            WHERE p.key IN ('kp.ujian_dinas_1_dari', 'kp.ujian_dinas_2_dari') AND p.in_force @> {day}
              AND p.value #>> '{}' = og.code
        ) AS asks_exam
    FROM law_grade og
    -- How far the recognised diplomas carry.
    LEFT JOIN (
        SELECT
            count(*)::int AS diplomas,
            array_agg(DISTINCT ce."group") AS education_groups,
            max(cg.level) AS ceiling_level,
            (array_agg(cg.code ORDER BY cg.level DESC))[1] AS ceiling_code,
            max(ag.level) AS adjusts_level
        FROM law_educationceiling ce
        JOIN law_grade cg ON cg.id = ce.ceiling_id
        LEFT JOIN law_grade ag ON ag.id = ce.adjusts_to_id
        WHERE ce.in_force @> {day} AND education_bit(ce.kind) & s.recognised <> 0
        HAVING count(*) > 0
    ) ed ON true
    JOIN (VALUES (false), (true)) r (by_diploma) ON NOT r.by_diploma OR s.status = 'PNS' AND ed.adjusts_level > og.level
    LEFT JOIN law_grade t ON og.kind = 'PNS' AND t.kind = 'PNS'
        AND t.level = CASE WHEN r.by_diploma THEN ed.adjusts_level ELSE og.level + 1 END
    LEFT JOIN law_echelonrange er
        ON NOT r.by_diploma AND s.position_kind = '1' AND er.echelon = s.echelon AND er.in_force @> {day}
    LEFT JOIN law_grade el ON el.id = er.lowest_id
    LEFT JOIN law_grade eh ON eh.id = er.highest_id
    LEFT JOIN law_tierstep own
        ON NOT r.by_diploma AND s.position_kind = '2' AND own.tier = s.tier AND own.grade_id = og.id
        AND own.in_force @> {day}
    LEFT JOIN law_tierstep done
        ON NOT r.by_diploma AND s.position_kind = '2' AND own.id IS NULL AND s.tier <> '' AND done.next_tier = s.tier
        AND done.crosses AND done.grade_id = og.id AND done.in_force @> {day}
    WHERE og.id = s.grade_id
$law$;
BEGIN
    promotion := replace(replace(promotion, '{day}', today), '{year}', this_year);
    place := replace(place, '{day}', today);
    EXECUTE format(
        'CREATE VIEW employees_promotionplaces AS SELECT s.*, w.* FROM (
            SELECT DISTINCT grade_id, position_kind, echelon, tier, recognised, status FROM employees_listedplain
         ) s CROSS JOIN LATERAL (%s) w', place);
    CREATE TABLE employees_promotionplace AS
        SELECT 0::bigint AS run, p.* FROM employees_promotionplaces p WITH NO DATA;
    EXECUTE format('CREATE VIEW employees_promotionplaced AS %s', replace(
        replace(promotion, '{people}', 'employees_listedplain'), '{law}',
        'JOIN employees_promotionplace w
             ON w.run = (SELECT current_setting(''simpeg.run'')::bigint FROM law_once) AND w.grade_id = s.grade_id
             AND w.position_kind = s.position_kind AND w.tier = s.tier AND w.recognised = s.recognised
             AND w.status = s.status AND COALESCE(w.echelon, -1) = COALESCE(s.echelon, -1)'));
END $views$;
