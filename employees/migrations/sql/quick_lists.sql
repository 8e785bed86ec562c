-- The views of the four due lists once more, so that five million people are judged in seconds.
--
-- Two things decide. What the law makes of a person (his grade, rung, pay, age limit) depends on a few columns of his
-- state row: it is joined laterally by columns of the table itself, of which PostgreSQL knows how few values there are,
-- so that it remembers the answers (Memoize). And nearly everybody's row says all that is asked. The others (a decree
-- signed ahead, a diploma recognised after the day) go through the same text a second time, over the histories.
DROP VIEW employees_medalfacts;
DROP VIEW employees_retirementfacts;
DROP VIEW employees_incrementfacts;
DROP VIEW employees_promotionfacts;
DROP VIEW employees_tierroom;
DROP VIEW employees_listed;

-- One row to select from. What is asked once for a whole query (the day, the codes of a law) reads it: a subquery that
-- reads no table keeps everything above it in one process.
CREATE TABLE law_once (once boolean PRIMARY KEY CHECK (once));
INSERT INTO law_once VALUES (true);

-- What they call may run in several processes at once.
DO $$
DECLARE
    called regprocedure;
BEGIN
    FOR called IN
        SELECT p.oid FROM pg_proc p WHERE p.pronamespace = current_schema::regnamespace AND p.proname IN (
            'education_bit', 'first_promotion_day', 'law_codes', 'months_begun', 'rating_years', 'retirement_code',
            'salary_after', 'service_reached', 'service_reached_after_leave', 'spoken_day', 'step_due',
            'step_due_after_leave', 'step_granted', 'step_granted_after_sanction')
    LOOP
        EXECUTE format('ALTER FUNCTION %s PARALLEL SAFE', called);
    END LOOP;
END $$;

-- The present state, with the grade that a decree signed ahead has given by the day, as before; without LIMIT, which
-- would keep everything above it in one process.
CREATE OR REPLACE VIEW employees_duestate AS
SELECT
    s.employee_id, s.nip, s.status, s.standing, s.birth_date, s.unit_id, s.appointment_id, s.position_kind,
    s.position_title, s.functional_name, s.echelon, s.tier, s.position_since, s.inaugurated_on, s.grade_id,
    s.grade_since, s.grade_service_since, s.service_years, s.service_months, s.base, s.base_on, s.base_years,
    s.base_months, s.base_record, s.cpns_since, s.ratings, s.education, s.education_since, s.diploma, s.unpaid,
    s.bars_promotion, s.bars_increment, s.punished_on, s.exam_1_on, s.exam_2_on, s.exam_diploma_on, s.led_on,
    s.credit_tier, s.credit_on, s.credit_points, s.medal_10_on, s.medal_20_on, s.medal_30_on
FROM employees_employeestate s
WHERE s.awaited_on IS NULL OR s.awaited_on > (SELECT current_setting('simpeg.day')::date FROM law_once)
UNION ALL
SELECT
    s.employee_id, s.nip, s.status, s.standing, s.birth_date, s.unit_id, s.appointment_id, s.position_kind,
    s.position_title, s.functional_name, s.echelon, s.tier, s.position_since, s.inaugurated_on, w.grade_id, w.since,
    w.since, w.service_years::smallint, w.service_months::smallint, b.base::varchar, b.since, b.years::smallint,
    b.months::smallint, b.record, s.cpns_since, s.ratings, s.education, s.education_since, s.diploma, s.unpaid,
    s.bars_promotion, s.bars_increment, s.punished_on, s.exam_1_on, s.exam_2_on, s.exam_diploma_on, s.led_on,
    s.credit_tier, s.credit_on, s.credit_points, s.medal_10_on, s.medal_20_on, s.medal_30_on
FROM employees_employeestate s
JOIN employees_graderecord w ON w.employee_id = s.employee_id AND w.awaits_its_day AND w.since = (
    SELECT max(g.since) FROM employees_graderecord g
    WHERE g.employee_id = s.employee_id AND g.awaits_its_day
      AND g.since <= (SELECT current_setting('simpeg.day')::date FROM law_once)
)
LEFT JOIN LATERAL (
    SELECT DISTINCT ON (stated.employee_id) stated.* FROM (
        SELECT k.employee_id, k.since, k.service_years AS years, k.service_months AS months, 'KGB' AS base, 3 AS rank,
            k.id AS record
        FROM employees_stepincrease k WHERE k.employee_id = s.employee_id AND k.since >= w.since
        UNION ALL
        SELECT g.employee_id, g.since, g.service_years, g.service_months, 'GOL', 2, g.id
        FROM employees_graderecord g WHERE g.employee_id = s.employee_id AND g.grade_id = w.grade_id
    ) stated
    WHERE s.status <> 'PPPK_PW'
    ORDER BY stated.employee_id, since DESC, rank DESC
) b ON true
WHERE s.awaited_on <= (SELECT current_setting('simpeg.day')::date FROM law_once);

-- Who is on the lists: active service, and those whose service is suspended (counted apart, still employees).
CREATE FUNCTION listed_standings() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT law_codes('kedudukan.aktif') || law_codes('kedudukan.ditangguhkan')
$$;

-- They of whom the row says all: the grade is the present one, and every diploma on file is recognised by the day.
-- (COALESCE keeps an index out of it, which would find nearly everybody one by one.)
CREATE VIEW employees_listedplain AS
SELECT s.*, s.education AS recognised
FROM employees_employeestate s
WHERE COALESCE(s.awaited_on, 'infinity') > (SELECT current_setting('simpeg.day')::date FROM law_once)
  AND COALESCE(s.education_since, '-infinity') <= (SELECT current_setting('simpeg.day')::date FROM law_once)
  AND (s.standing = ANY ((SELECT listed_standings() FROM law_once)::text[])
       OR s.status = 'CPNS' AND s.standing = ANY ((SELECT law_codes('kedudukan.aktif_cpns') FROM law_once)::text[]));

-- The others: the grade that a decree signed ahead has given by the day (whoever is promoted in April is not proposed
-- again in May, although April is still to come), and the diplomas recognised by the day.
CREATE VIEW employees_listedother AS
SELECT s.*, COALESCE((
    SELECT bit_or(education_bit(q.ceiling_kind)) FROM employees_educationrecord q
    WHERE q.employee_id = s.employee_id
      AND COALESCE(q.recognised_on, s.cpns_since) <= (SELECT current_setting('simpeg.day')::date FROM law_once)
), 0) AS recognised
FROM employees_duestate s
WHERE s.employee_id = ANY (ARRAY(
    SELECT employee_id FROM employees_employeestate
    WHERE awaited_on <= (SELECT current_setting('simpeg.day')::date FROM law_once)
    UNION
    SELECT employee_id FROM employees_employeestate
    WHERE education_since > (SELECT current_setting('simpeg.day')::date FROM law_once)
)) AND (s.standing = ANY ((SELECT listed_standings() FROM law_once)::text[])
        OR s.status = 'CPNS' AND s.standing = ANY ((SELECT law_codes('kedudukan.aktif_cpns') FROM law_once)::text[]));

-- For lists that ask for no diploma: the present grade, and the one signed ahead.
CREATE VIEW employees_listednow AS
SELECT s.* FROM employees_employeestate s
WHERE COALESCE(s.awaited_on, 'infinity') > (SELECT current_setting('simpeg.day')::date FROM law_once)
  AND (s.standing = ANY ((SELECT listed_standings() FROM law_once)::text[])
       OR s.status = 'CPNS' AND s.standing = ANY ((SELECT law_codes('kedudukan.aktif_cpns') FROM law_once)::text[]));
CREATE VIEW employees_listedahead AS
SELECT s.* FROM employees_duestate s
WHERE s.employee_id = ANY (ARRAY(
    SELECT employee_id FROM employees_employeestate
    WHERE awaited_on <= (SELECT current_setting('simpeg.day')::date FROM law_once)
)) AND (s.standing = ANY ((SELECT listed_standings() FROM law_once)::text[])
        OR s.status = 'CPNS' AND s.standing = ANY ((SELECT law_codes('kedudukan.aktif_cpns') FROM law_once)::text[]));

-- Room for one more: a functional post in force whose need exceeds its holders, those in active service. Looked for
-- with an office, a name and a rung in hand.
CREATE VIEW employees_tierroom AS
SELECT u.opd_id, p.functional_name, p.tier
FROM employees_position p
JOIN employees_unit u ON u.id = p.unit_id
WHERE p.kind = '2' AND p.need > 0
  AND (p.valid_from IS NULL OR p.valid_from <= (SELECT spoken_day() FROM law_once))
  AND (p.valid_until IS NULL OR p.valid_until > (SELECT spoken_day() FROM law_once))
  AND p.need > (
      SELECT count(*) FROM employees_employeestate h
      WHERE h.unit_id = p.unit_id AND h.position_title = p.title
        AND (h.standing = ANY ((SELECT law_codes('kedudukan.aktif') FROM law_once)::text[])
             OR h.status = 'CPNS' AND h.standing = ANY ((SELECT law_codes('kedudukan.aktif_cpns') FROM law_once)::text[]))
  );

-- The same, found for everybody at once: the holders are counted together.
CREATE VIEW employees_tierrooms AS
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

-- Where a person stands on the position map for a diploma adjustment.
CREATE VIEW employees_diplomamap AS
SELECT pm.unit_id, pm.title, pm.fields_of_study, le.name AS least_name, le.group_rank
FROM employees_positioninforce pm
JOIN law_educationlevel le ON le.code = pm.least_education_id;

DO $views$
DECLARE
    today text := '(SELECT current_setting(''simpeg.day'')::date FROM law_once)';
    this_year text := '(SELECT extract(year FROM current_setting(''simpeg.day'')::date)::int FROM law_once)';
    name text;
    facts text;
    asked_of text;
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
    -- What the law makes of education, grade and position: the roads, the target of each, the range of the echelon, the
    -- rung of the functional ladder (jenjang and grade fit, or the jenjang was already raised and the grade follows).
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
    increment text := $facts$
SELECT s.employee_id, s.nip, e.name, 'KGB' AS kind, s.status, s.standing, s.unit_id, s.grade_id, s.grade_code,
    NULL::smallint AS target_id, s.position_title, s.cpns_since,
    NULLIF(s.base, '') AS base, s.base_on, s.base_years, s.base_months,
    CASE s.base WHEN 'KGB' THEN (SELECT k.decree FROM employees_stepincrease k WHERE k.id = s.base_record)
                WHEN 'GOL' THEN (SELECT g.decree FROM employees_graderecord g WHERE g.id = s.base_record)
                WHEN 'DATA' THEN '' END AS base_decree,
    CASE s.base WHEN 'KGB' THEN (SELECT k.decree_on FROM employees_stepincrease k WHERE k.id = s.base_record)
                WHEN 'GOL' THEN (SELECT g.decree_on FROM employees_graderecord g WHERE g.id = s.base_record)
                END AS base_decree_on,
    CASE s.base WHEN 'KGB' THEN (SELECT k.decree_by FROM employees_stepincrease k WHERE k.id = s.base_record)
                WHEN 'GOL' THEN (SELECT g.decree_by FROM employees_graderecord g WHERE g.id = s.base_record)
                WHEN 'DATA' THEN '' END AS base_decree_by,
    s.pay_now, s.pay_years, s.pay_next, s.next_years, s.due_on,
    CASE WHEN s.bars_increment IS NULL THEN s.due_on
         ELSE step_granted_after_sanction(s.due_on, s.bars_increment) END AS granted_on,
    CASE WHEN s.bars_increment IS NULL THEN false
         ELSE step_granted_after_sanction(s.due_on, s.bars_increment) IS DISTINCT FROM s.due_on END AS delayed,
    COALESCE(s.pay_years = s.first_years, false) AS first_step,
    CASE WHEN s.due_on <= {day} THEN NULLIF(s.ratings[extract(year FROM s.due_on)::int - 1], 0) END AS rating_1,
    CASE WHEN s.due_on <= {day} THEN NULLIF(s.ratings[extract(year FROM s.due_on)::int - 2], 0) END AS rating_2
FROM (
    SELECT p.*, p.years_of[p.step]::smallint AS pay_years, p.rupiah_of[p.step] AS pay_now,
        p.years_of[p.step + 1]::smallint AS next_years, p.rupiah_of[p.step + 1] AS pay_next,
        p.years_of[1]::smallint AS first_years,
        CASE WHEN p.years_of[p.step + 1] IS NULL THEN NULL
            WHEN p.unpaid IS NULL THEN (p.base_on + make_interval(
                months => p.years_of[p.step + 1] * 12 - p.base_years * 12 - p.base_months))::date
            ELSE step_due_after_leave(p.base_on, p.years_of[p.step + 1] * 12 - p.base_years * 12 - p.base_months, ARRAY(
                SELECT daterange(l.starts_on, l.ends_on, '[]') FROM employees_unpaidleave l
                WHERE l.employee_id = p.employee_id ORDER BY l.starts_on
            )) END AS due_on
    FROM (
        -- Each grade has the rows of its salary table in two arrays, searched by halving: the row that is paid is the
        -- last one reached; below the first row, the first.
        SELECT s.employee_id, s.nip, s.status, s.standing, s.unit_id, s.grade_id, s.position_title, s.cpns_since,
            s.base, s.base_on, s.base_years, s.base_months, s.base_record, s.ratings, s.bars_increment, s.unpaid,
            t.grade_code, t.years_of, t.rupiah_of,
            CASE WHEN s.base_years IS NOT NULL THEN GREATEST(width_bucket(s.base_years::int, t.years_of), 1) END AS step
        FROM {people} s
        JOIN (
            SELECT g.id, g.code AS grade_code, y.years_of, y.rupiah_of
            FROM law_grade g
            LEFT JOIN (
                SELECT a.grade_id, array_agg(a.years::int ORDER BY a.years) AS years_of,
                    array_agg(a.rupiah ORDER BY a.years) AS rupiah_of
                FROM law_salarystep a WHERE a.in_force @> {day} GROUP BY a.grade_id
            ) y ON y.grade_id = g.id
        ) t ON t.id = s.grade_id
        OFFSET '0'
    ) p
    OFFSET '0'
) s
LEFT JOIN employees_employee e ON e.id = s.employee_id
$facts$;
    retirement text := $facts$
SELECT s.employee_id, s.nip, e.name, 'BUP' AS kind, s.status, s.standing, s.unit_id, s.grade_id,
    g.code AS grade_code, NULL::smallint AS target_id, s.position_title, s.cpns_since, s.birth_date, s.position_since,
    retirement_code(s.position_kind, s.echelon, s.functional_name, s.tier) AS limit_code,
    a.name AS limit_name, a.basis AS limit_basis, a.age AS limit_age,
    (date_trunc('month', s.birth_date::timestamp) + make_interval(years => a.age, months => 1))::date AS retires_on
FROM {people} s
LEFT JOIN employees_employee e ON e.id = s.employee_id
JOIN law_grade g ON g.id = s.grade_id
LEFT JOIN law_retirementage a
    ON a.code = retirement_code(s.position_kind, s.echelon, s.functional_name, s.tier) AND a.in_force @> {day}
$facts$;
    -- The days to compare with stand in one row: whoever began by `since_10` has served the years of the first medal on
    -- the day (29 February falls to the 28th, as everywhere).
    medal text := $facts$
SELECT s.employee_id, s.nip, e.name, COALESCE(m.kind, 'X') AS kind, s.status, s.standing, s.unit_id, s.grade_id,
    (SELECT g.code FROM law_grade g WHERE g.id = s.grade_id) AS grade_code, NULL::smallint AS target_id,
    s.position_title, s.cpns_since,
    c.counted_from, m.reached,
    CASE WHEN s.medal_10_on <= {day} OR s.medal_20_on <= {day} OR s.medal_30_on <= {day} THEN array_remove(ARRAY[
        CASE WHEN s.medal_10_on <= {day} THEN 'X' END, CASE WHEN s.medal_20_on <= {day} THEN 'XX' END,
        CASE WHEN s.medal_30_on <= {day} THEN 'XXX' END], NULL) END AS owned,
    m.open_medals,
    (c.counted_from + make_interval(years => h.years_10))::date AS first_on,
    CASE WHEN s.punished_on > {day} THEN NULL WHEN NOT h.restarts OR s.punished_on IS NULL THEN s.punished_on ELSE (
        SELECT min(x.starts_on)
        FROM employees_sanction x JOIN law_sanctionkind k ON k.code = x.kind_id
        WHERE x.employee_id = s.employee_id AND k.severity IN ('MEDIUM', 'HEAVY') AND x.starts_on >= s.cpns_since
          AND x.starts_on <= {day} AND COALESCE(x.ends_on, 'infinity') >= {day}
    ) END AS punished_on,
    CASE WHEN s.unpaid IS NULL THEN NULL WHEN lower(s.unpaid) <= {day} THEN lower(s.unpaid) END AS unpaid_on
FROM {people} s
LEFT JOIN employees_employee e ON e.id = s.employee_id
CROSS JOIN (
    SELECT r.restarts, y.years_10, y.years_20, y.years_30,
        GREATEST((y.day - make_interval(years => y.years_10))::date,
                 (y.day + 1 - make_interval(years => y.years_10))::date - 1) AS since_10,
        GREATEST((y.day - make_interval(years => y.years_20))::date,
                 (y.day + 1 - make_interval(years => y.years_20))::date - 1) AS since_20,
        GREATEST((y.day - make_interval(years => y.years_30))::date,
                 (y.day + 1 - make_interval(years => y.years_30))::date - 1) AS since_30
    FROM (
        SELECT {day} AS day, (q.value ->> '201')::int AS years_10, (q.value ->> '202')::int AS years_20,
            (q.value ->> '203')::int AS years_30
        FROM law_parameter q
        WHERE q.key = 'penghargaan.masa_kerja_tahun' AND q.in_force @> {day}
    ) y
    JOIN (
        SELECT value::boolean AS restarts FROM law_parameter
        WHERE key = 'slks.mulai_lagi_setelah_hukuman' AND in_force @> current_setting('simpeg.day')::date
    ) r ON true
    OFFSET '0'
) h
-- Any moderate or heavy sanction in the service breaks it; where the agency lets the count begin again, it begins after
-- the last one, and only one that is being served stands in the way.
CROSS JOIN LATERAL (
    SELECT CASE WHEN NOT h.restarts OR s.punished_on IS NULL THEN s.cpns_since ELSE COALESCE((
        SELECT max(x.ends_on) + 1
        FROM employees_sanction x JOIN law_sanctionkind k ON k.code = x.kind_id
        WHERE x.employee_id = s.employee_id AND k.severity IN ('MEDIUM', 'HEAVY') AND x.starts_on >= s.cpns_since
          AND x.starts_on <= {day} AND x.ends_on < {day}
    ), s.cpns_since) END AS counted_from
) c
CROSS JOIN LATERAL (
    SELECT
        CASE WHEN c.counted_from <= h.since_30 THEN h.years_30 WHEN c.counted_from <= h.since_20 THEN h.years_20
             WHEN c.counted_from <= h.since_10 THEN h.years_10 END AS reached,
        (c.counted_from <= h.since_10 AND (s.medal_10_on IS NULL OR s.medal_10_on > {day}))::int
            + (c.counted_from <= h.since_20 AND (s.medal_20_on IS NULL OR s.medal_20_on > {day}))::int
            + (c.counted_from <= h.since_30 AND (s.medal_30_on IS NULL OR s.medal_30_on > {day}))::int AS open_medals,
        CASE WHEN c.counted_from <= h.since_30 AND (s.medal_30_on IS NULL OR s.medal_30_on > {day}) THEN 'XXX'
             WHEN c.counted_from <= h.since_20 AND (s.medal_20_on IS NULL OR s.medal_20_on > {day}) THEN 'XX'
             WHEN c.counted_from <= h.since_10 AND (s.medal_10_on IS NULL OR s.medal_10_on > {day}) THEN 'X' END AS kind
) m
$facts$;
BEGIN
    promotion := replace(replace(promotion, '{day}', today), '{year}', this_year);
    place := replace(place, '{day}', today);
    asked_of := replace(promotion, '{law}', format('CROSS JOIN LATERAL (%s) w', place));
    EXECUTE format('CREATE VIEW employees_promotionplain AS %s', replace(asked_of, '{people}', 'employees_listedplain'));
    EXECUTE format('CREATE VIEW employees_promotionother AS %s', replace(asked_of, '{people}', 'employees_listedother'));
    CREATE VIEW employees_promotionfacts AS
        SELECT * FROM employees_promotionplain UNION ALL SELECT * FROM employees_promotionother;

    -- For a nation the places are laid out first (employees.promotion.queries.lay_out_places), in a table that several
    -- processes can join: they cannot share what is remembered of a lateral join.
    EXECUTE format(
        'CREATE VIEW employees_promotionplaces AS SELECT s.*, w.* FROM (
            SELECT DISTINCT grade_id, position_kind, echelon, tier, recognised, status FROM employees_listedplain
         ) s CROSS JOIN LATERAL (%s) w', place);
    CREATE TABLE employees_promotionplace AS
        SELECT 0::bigint AS run, p.* FROM employees_promotionplaces p WITH NO DATA;
    CREATE TABLE employees_promotionroom AS SELECT 0::bigint AS run, r.* FROM employees_tierrooms r WITH NO DATA;
    EXECUTE format('CREATE VIEW employees_promotionplaced AS %s', replace(
        replace(promotion, '{people}', 'employees_listedplain'), '{law}',
        'JOIN employees_promotionplace w
             ON w.run = (SELECT current_setting(''simpeg.run'')::bigint FROM law_once) AND w.grade_id = s.grade_id
             AND w.position_kind = s.position_kind AND w.tier = s.tier AND w.recognised = s.recognised
             AND w.status = s.status AND COALESCE(w.echelon, -1) = COALESCE(s.echelon, -1)'));

    FOR name, facts IN VALUES ('increment', increment), ('retirement', retirement), ('medal', medal) LOOP
        facts := replace(facts, '{day}', today);
        EXECUTE format('CREATE VIEW employees_%snow AS %s', name, replace(facts, '{people}', 'employees_listednow'));
        EXECUTE format('CREATE VIEW employees_%sahead AS %s', name, replace(facts, '{people}', 'employees_listedahead'));
        EXECUTE format('CREATE VIEW employees_%1$sfacts AS '
                       'SELECT * FROM employees_%1$snow UNION ALL SELECT * FROM employees_%1$sahead', name);
    END LOOP;
END $views$;
