-- The four lists once more: what the law makes of a place is laid out before a list, one row for each place, with the
-- rules that look at nothing else judged already (employees.due_lists.places). A person's row is joined to it by one
-- number; what is left of the law are the comparisons with his days.
--
-- Nearly everybody's row says all that is asked. Whom a history has to be asked about (a sanction, the highest of
-- several diplomas, a course) is kept apart when a list is stored: PostgreSQL does not share such questions out among
-- its processes.
DROP VIEW employees_promotionplaced;
DROP TABLE employees_promotionplace;
DROP VIEW employees_promotionplaces;

-- Of two diplomas that carry equally far, of one year, every list names the same.
DO $$
DECLARE
    name text;
    old_text text;
    new_text text;
BEGIN
    FOREACH name IN ARRAY ARRAY['employees_promotionplain', 'employees_promotionother'] LOOP
        old_text := pg_get_viewdef(name::regclass);
        new_text := replace(old_text, 'ORDER BY cg.level DESC, q.graduated', 'ORDER BY cg.level DESC, q.graduated, q.name');
        ASSERT new_text <> old_text;
        EXECUTE format('CREATE OR REPLACE VIEW %I AS %s', name, new_text);
    END LOOP;
END $$;

-- Which offices have room. Posts of no interest are left out before their holders are looked for.
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
  AND p.tier = ANY (ARRAY(SELECT next_tier::text FROM law_tierstep WHERE crosses));

-- Places whose people are on the lists.
CREATE VIEW employees_listedplace AS
SELECT p.* FROM employees_place p
WHERE p.standing = ANY ((SELECT listed_standings() FROM law_once)::text[])
   OR p.status = 'CPNS' AND p.standing = ANY ((SELECT law_codes('kedudukan.aktif_cpns') FROM law_once)::text[]);

DO $views$
DECLARE
    today text := '(SELECT current_setting(''simpeg.day'')::date FROM law_once)';
    this_year text := '(SELECT extract(year FROM current_setting(''simpeg.day'')::date)::int FROM law_once)';
    -- Whose row says all of grade and diplomas (COALESCE keeps an index out of it, which would find nearly everybody).
    plain text := $plain$COALESCE(s.awaited_on, 'infinity') > {day} AND COALESCE(s.education_since, '-infinity') <= {day}$plain$;
    now text := $now$COALESCE(s.awaited_on, 'infinity') > {day}$now$;
    laid_out text := 'w.run = (SELECT current_setting(''simpeg.run'')::bigint FROM law_once) AND w.place = s.place';
    promotion text := $facts$
SELECT
    s.nip || ' ' || w.kind AS id,
    s.employee_id,
    s.nip,
    e.name,
    w.kind,
    w.status,
    w.standing,
    s.unit_id,
    u.opd_id,
    w.grade_id,
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
    w.echelon,
    w.tier,
    s.inaugurated_on,
    w.echelon_name,
    w.lowest_level,
    w.highest_level,
    w.lowest_code,
    w.highest_code,
    NULLIF(s.ratings[{year} - 1], 0) AS rating_1,
    NULLIF(s.ratings[{year} - 2], 0) AS rating_2,
    w.diplomas,
    w.education_groups,
    CASE WHEN w.diplomas = 0 THEN NULL WHEN s.diploma IS NOT NULL THEN s.diploma ELSE {diploma} END AS diploma,
    w.ceiling_level,
    w.ceiling_code,
    s.bars_promotion AS blocking,
    CASE WHEN s.bars_promotion IS NULL THEN false WHEN s.bars_promotion @> {day} THEN {sanctioned} ELSE false END AS sanctioned,
    CASE WHEN s.bars_promotion IS NULL THEN false WHEN s.bars_promotion @> {day} THEN {sanctioned_open} ELSE false END AS sanctioned_open,
    CASE WHEN s.bars_promotion IS NULL THEN NULL WHEN s.bars_promotion @> {day} THEN {sanctioned_until} END AS sanctioned_until,
    s.unpaid,
    w.points_tier,
    w.tier_raised,
    w.has_next_step,
    w.crosses,
    w.next_tier,
    CASE WHEN w.points_tier = '' OR s.credit_on IS NULL THEN w.base_points
         WHEN s.credit_on <= {day} AND s.credit_tier = w.points_tier THEN s.credit_points
         ELSE COALESCE({points}, w.base_points) END AS points,
    CASE WHEN w.points_tier = '' OR s.credit_on IS NULL THEN NULL
         WHEN s.credit_on <= {day} AND s.credit_tier = w.points_tier THEN s.credit_on
         ELSE {points_on} END AS points_on,
    w.points_needed,
    CASE WHEN s.exam_1_on <= {day} THEN s.exam_1_on END AS exam_1_on,
    CASE WHEN s.exam_2_on <= {day} THEN s.exam_2_on END AS exam_2_on,
    CASE WHEN s.exam_diploma_on <= {day} THEN s.exam_diploma_on END AS exam_diploma_on,
    -- A course exempts from an exam; nobody else's are looked for.
    CASE WHEN w.asks_exam AND s.led_on <= {day} THEN {leadership} END AS leadership,
    CASE WHEN w.by_diploma THEN {map_title} END AS map_title,
    CASE WHEN w.by_diploma THEN {map_education} END AS map_education,
    -- Does the position map ask for one of the diplomas that lead to the target grade?
    CASE WHEN w.by_diploma THEN {map_matches} END AS map_matches,
    s.functional_name,
    w.civil_servant,
    w.regular,
    w.structural,
    w.functional,
    w.by_diploma,
    w.one_below,
    w.time_counts,
    w.settled_0
FROM employees_employeestate s
{places}
LEFT JOIN employees_employee e ON e.id = s.employee_id
-- Nobody else's vacancies are looked for.
LEFT JOIN employees_unit u ON u.id = CASE WHEN w.crosses THEN s.unit_id END
WHERE {whose}
$facts$;
    -- No history has to be asked. (Of those left each is asked once, whatever wants to know: OFFSET.)
    said text := $said$(w.diplomas = 0 OR s.diploma IS NOT NULL)
        AND (s.bars_promotion IS NULL OR NOT s.bars_promotion @> {day})
        AND (w.points_tier = '' OR s.credit_on IS NULL OR s.credit_on <= {day} AND s.credit_tier = w.points_tier)
        AND NOT w.by_diploma AND (NOT w.asks_exam OR s.led_on IS NULL OR s.led_on > {day})$said$;
    asked jsonb := jsonb_build_object(
        'diploma', $ask$(
        SELECT d.name
        FROM (
            SELECT q.name, q.graduated, ((
                SELECT jsonb_object_agg(ce.kind, cg.level)
                FROM law_educationceiling ce JOIN law_grade cg ON cg.id = ce.ceiling_id WHERE ce.in_force @> {day}
            ) ->> q.ceiling_kind)::int AS level
            FROM employees_educationrecord q
            WHERE q.employee_id = s.employee_id AND COALESCE(q.recognised_on, s.cpns_since) <= {day}
        ) d
        WHERE d.level IS NOT NULL
        ORDER BY d.level DESC, d.graduated, d.name LIMIT 1
    )$ask$,
        'sanctioned', $ask$EXISTS (
        SELECT FROM employees_sanction p JOIN law_sanctionkind pk ON pk.code = p.kind_id
        WHERE p.employee_id = s.employee_id AND pk.blocks_promotion AND p.starts_on <= {day} AND p.ends_on >= {day}
    )$ask$,
        'sanctioned_open', $ask$EXISTS (
        SELECT FROM employees_sanction p JOIN law_sanctionkind pk ON pk.code = p.kind_id
        WHERE p.employee_id = s.employee_id AND pk.blocks_promotion AND p.starts_on <= {day} AND p.ends_on IS NULL
    )$ask$,
        'sanctioned_until', $ask$(
        SELECT max(p.ends_on) FROM employees_sanction p JOIN law_sanctionkind pk ON pk.code = p.kind_id
        WHERE p.employee_id = s.employee_id AND pk.blocks_promotion AND p.starts_on <= {day} AND p.ends_on >= {day}
    )$ask$,
        'points', $ask$(
             SELECT cr.points FROM employees_creditrecord cr
             WHERE cr.employee_id = s.employee_id AND cr.tier = w.points_tier AND cr.determined_on <= {day}
             ORDER BY cr.determined_on DESC LIMIT 1
         )$ask$,
        'points_on', $ask$(
             SELECT max(cr.determined_on) FROM employees_creditrecord cr
             WHERE cr.employee_id = s.employee_id AND cr.tier = w.points_tier AND cr.determined_on <= {day}
         )$ask$,
        'leadership', $ask$(
        SELECT array_agg(DISTINCT n.level) FROM employees_course n
        WHERE n.employee_id = s.employee_id AND n.kind = 'KEPEMIMPINAN' AND n.level <> '' AND n.ends_on <= {day}
    )$ask$,
        'map_title', $ask$(
        SELECT pm.title FROM employees_diplomamap pm WHERE pm.unit_id = s.unit_id AND pm.title = s.position_title LIMIT 1
    )$ask$,
        'map_education', $ask$(
        SELECT pm.least_name FROM employees_diplomamap pm
        WHERE pm.unit_id = s.unit_id AND pm.title = s.position_title LIMIT 1
    )$ask$,
        'map_matches', $ask$(
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
    )$ask$
    );
    unasked jsonb := '{"diploma": "NULL::varchar", "sanctioned": "false", "sanctioned_open": "false", "sanctioned_until": "NULL::date", "points": "NULL::numeric", "points_on": "NULL::date", "leadership": "NULL::varchar[]", "map_title": "NULL::varchar", "map_education": "NULL::varchar", "map_matches": "NULL::boolean"}';
    name text;
    question text;
    whole text := promotion;
    quick text := promotion;
    places text;
    increment text;
    medal text;
BEGIN
    FOR name, question IN SELECT * FROM jsonb_each_text(asked) LOOP
        whole := replace(whole, format('{%s}', name), question);
        quick := replace(quick, format('{%s}', name), unasked ->> name);
    END LOOP;
    whole := replace(replace(whole, '{day}', today), '{year}', this_year);
    quick := replace(replace(quick, '{day}', today), '{year}', this_year);
    plain := replace(plain, '{day}', today);
    said := replace(said, '{day}', today);

    EXECUTE replace($law$
CREATE VIEW employees_promotionplaces AS
SELECT p.id AS place, p.standing, w.*
FROM (
    SELECT k.position_kind, k.recognised, w.*
    FROM (
        SELECT DISTINCT status, grade_id, position_kind, echelon, tier, education AS recognised
        FROM employees_listedplace
    ) k
    CROSS JOIN LATERAL (
    SELECT
            k.status, k.grade_id, k.echelon, k.tier,
            CASE WHEN r.by_diploma THEN 'PENYESUAIAN_IJAZAH' WHEN k.position_kind = '1' THEN 'STRUKTURAL'
                 WHEN k.position_kind = '2' THEN 'FUNGSIONAL' ELSE 'REGULER' END AS kind,
            k.status IN ('PNS', 'CPNS') AS civil_servant,
            NOT r.by_diploma AND k.position_kind NOT IN ('1', '2') AS regular,
            NOT r.by_diploma AND k.position_kind = '1' AS structural,
            NOT r.by_diploma AND k.position_kind = '2' AS functional,
            r.by_diploma,
            COALESCE(NOT r.by_diploma AND k.position_kind = '1' AND og.level = el.level - 1, false) AS one_below,
            k.status IN ('PNS', 'CPNS')
                AND COALESCE(r.by_diploma OR k.position_kind <> '1' OR og.level >= el.level - 1, false) AS time_counts,
            og.code AS grade_code, og.level AS grade_level,
            t.id AS target_id, t.code AS target_code, t.level AS target_level,
            er.name AS echelon_name, el.level AS lowest_level, eh.level AS highest_level,
            el.code AS lowest_code, eh.code AS highest_code,
            COALESCE(ed.diplomas, 0) AS diplomas, ed.education_groups, ed.ceiling_level, ed.ceiling_code,
            COALESCE(own.tier, done.tier, '') AS points_tier,
            done.id IS NOT NULL AS tier_raised,
            COALESCE(own.next_grade_id, done.next_grade_id) IS NOT NULL AS has_next_step,
            COALESCE(own.crosses, false) AS crosses, COALESCE(own.next_tier, '') AS next_tier,
            COALESCE(own.base_points, done.base_points) AS base_points,
            CASE WHEN COALESCE(own.crosses, done.crosses) THEN COALESCE(own.tier_points, done.tier_points)
                 ELSE own.base_points + own.grade_points END AS points_needed,
            NOT r.by_diploma AND k.position_kind <> '2' AND EXISTS (
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
            WHERE ce.in_force @> {day} AND education_bit(ce.kind) & k.recognised <> 0
            HAVING count(*) > 0
        ) ed ON true
        JOIN (VALUES (false), (true)) r (by_diploma) ON NOT r.by_diploma OR k.status = 'PNS' AND ed.adjusts_level > og.level
        LEFT JOIN law_grade t ON og.kind = 'PNS' AND t.kind = 'PNS'
            AND t.level = CASE WHEN r.by_diploma THEN ed.adjusts_level ELSE og.level + 1 END
        LEFT JOIN law_echelonrange er
            ON NOT r.by_diploma AND k.position_kind = '1' AND er.echelon = k.echelon AND er.in_force @> {day}
        LEFT JOIN law_grade el ON el.id = er.lowest_id
        LEFT JOIN law_grade eh ON eh.id = er.highest_id
        LEFT JOIN law_tierstep own
            ON NOT r.by_diploma AND k.position_kind = '2' AND own.tier = k.tier AND own.grade_id = og.id
            AND own.in_force @> {day}
        LEFT JOIN law_tierstep done
            ON NOT r.by_diploma AND k.position_kind = '2' AND own.id IS NULL AND k.tier <> '' AND done.next_tier = k.tier
            AND done.crosses AND done.grade_id = og.id AND done.in_force @> {day}
        WHERE og.id = k.grade_id
    ) w
    OFFSET 0
) w
JOIN employees_listedplace p
    ON p.grade_id = w.grade_id AND p.status = w.status AND p.position_kind = w.position_kind AND p.tier = w.tier
    AND p.education = w.recognised AND COALESCE(p.echelon, -1) = COALESCE(w.echelon, -1)
$law$, '{day}', today);
    CREATE TABLE employees_promotionplace AS
        SELECT 0::bigint AS run, p.*, 0::bigint AS settled_0 FROM employees_promotionplaces p WITH NO DATA;
    places := format('JOIN employees_promotionplace w ON %s', laid_out);
    EXECUTE replace(replace('CREATE VIEW employees_promotionplaced AS ' || whole, '{places}', places), '{whose}', plain);
    EXECUTE replace(replace('CREATE VIEW employees_promotionsaid AS ' || quick, '{places}', places),
                    '{whose}', format('%s AND (%s)', plain, said));
    EXECUTE replace(replace('CREATE VIEW employees_promotionasked AS ' || whole, '{places}', places),
                    '{whose}', format('%s AND (%s) IS NOT TRUE OFFSET ''0''', plain, said));

    EXECUTE replace($law$
CREATE VIEW employees_retirementplaces AS
SELECT p.id AS place, p.status, p.standing, p.grade_id, g.code AS grade_code, p.limit_code,
    a.name AS limit_name, a.basis AS limit_basis, a.age AS limit_age,
    make_interval(years => a.age, months => 1) AS wait
FROM (
    SELECT id, status, standing, grade_id, retirement_code(position_kind, echelon, functional_name, tier) AS limit_code
    FROM employees_listedplace
) p
JOIN law_grade g ON g.id = p.grade_id
LEFT JOIN law_retirementage a ON a.code = p.limit_code AND a.in_force @> {day}
$law$, '{day}', today);
    CREATE TABLE employees_retirementplace AS
        SELECT 0::bigint AS run, p.*, 0::bigint AS settled_0 FROM employees_retirementplaces p WITH NO DATA;
    EXECUTE replace(replace(replace($facts$
CREATE VIEW employees_retirementplaced AS
SELECT s.employee_id, s.nip, e.name, 'BUP' AS kind, s.status, s.standing, s.unit_id, s.grade_id, s.grade_code,
    NULL::smallint AS target_id, s.position_title, s.cpns_since, s.birth_date, s.position_since,
    s.limit_code, s.limit_name, s.limit_basis, s.limit_age, s.retires_on, s.settled_0
FROM (
    SELECT s.employee_id, s.nip, w.status, w.standing, s.unit_id, w.grade_id, w.grade_code, s.position_title,
        s.cpns_since, s.birth_date, s.position_since, w.limit_code, w.limit_name, w.limit_basis, w.limit_age,
        (date_trunc('month', s.birth_date::timestamp) + w.wait)::date AS retires_on, w.settled_0
    FROM employees_employeestate s
    JOIN employees_retirementplace w ON {places}
    WHERE {now}
    OFFSET '0'
) s
LEFT JOIN employees_employee e ON e.id = s.employee_id
$facts$, '{places}', laid_out), '{now}', now), '{day}', today);

    CREATE VIEW employees_incrementplaces AS
    SELECT p.id AS place, p.status, p.standing, p.grade_id, g.code AS grade_code
    FROM employees_listedplace p JOIN law_grade g ON g.id = p.grade_id;
    CREATE TABLE employees_incrementplace AS
        SELECT 0::bigint AS run, p.*, 0::bigint AS settled_0 FROM employees_incrementplaces p WITH NO DATA;
    -- The rows of the salary tables by grade and years served, in one number: the row that is paid is the last one
    -- reached, below the first row the first; who has no years on file (-1) has no row either.
    EXECUTE replace($law$
CREATE VIEW employees_incrementsteps AS
SELECT g.id * 1000 + r.years AS step, y.years_of[r.place]::smallint AS pay_years, y.rupiah_of[r.place] AS pay_now,
    y.years_of[r.place + 1]::smallint AS next_years, y.rupiah_of[r.place + 1] AS pay_next,
    y.years_of[r.place + 1] * 12 AS next_months, r.place = 1 AS is_first
FROM law_grade g
LEFT JOIN (
    SELECT a.grade_id, array_agg(a.years::int ORDER BY a.years) AS years_of,
        array_agg(a.rupiah ORDER BY a.years) AS rupiah_of
    FROM law_salarystep a WHERE a.in_force @> {day} GROUP BY a.grade_id
) y ON y.grade_id = g.id
CROSS JOIN LATERAL (
    SELECT years, CASE WHEN years >= 0 THEN GREATEST(width_bucket(years, y.years_of), 1) END AS place
    FROM generate_series(-1, 99) AS years
) r
$law$, '{day}', today);
    CREATE TABLE employees_incrementstep AS
        SELECT 0::bigint AS run, p.* FROM employees_incrementsteps p WITH NO DATA;
    increment := replace(replace($facts$
SELECT s.employee_id, s.nip, e.name, 'KGB' AS kind, s.status, s.standing, s.unit_id, s.grade_id, s.grade_code,
    NULL::smallint AS target_id, s.position_title, s.cpns_since,
    NULLIF(s.base, '') AS base, s.base_on, s.base_years, s.base_months,
    CASE s.base WHEN 'KGB' THEN k.decree WHEN 'GOL' THEN g.decree WHEN 'DATA' THEN '' END AS base_decree,
    CASE s.base WHEN 'KGB' THEN k.decree_on WHEN 'GOL' THEN g.decree_on END AS base_decree_on,
    CASE s.base WHEN 'KGB' THEN k.decree_by WHEN 'GOL' THEN g.decree_by WHEN 'DATA' THEN '' END AS base_decree_by,
    s.pay_now, s.pay_years, s.pay_next, s.next_years, s.due_on,
    CASE WHEN s.bars_increment IS NULL THEN s.due_on
         ELSE step_granted_after_sanction(s.due_on, s.bars_increment) END AS granted_on,
    CASE WHEN s.bars_increment IS NULL THEN false
         ELSE step_granted_after_sanction(s.due_on, s.bars_increment) IS DISTINCT FROM s.due_on END AS delayed,
    COALESCE(s.is_first, false) AS first_step,
    CASE WHEN s.due_on <= {day} THEN NULLIF(s.ratings[extract(year FROM s.due_on)::int - 1], 0) END AS rating_1,
    CASE WHEN s.due_on <= {day} THEN NULLIF(s.ratings[extract(year FROM s.due_on)::int - 2], 0) END AS rating_2,
    s.settled_0
FROM (
    SELECT s.employee_id, s.nip, w.status, w.standing, s.unit_id, w.grade_id, w.grade_code, s.position_title,
        s.cpns_since, s.base, s.base_on, s.base_years, s.base_months, s.base_record, s.ratings, s.bars_increment,
        t.pay_now, t.pay_years, t.pay_next, t.next_years, t.is_first, w.settled_0,
        CASE WHEN s.unpaid IS NULL
             THEN (s.base_on + make_interval(months => t.next_months - s.base_years * 12 - s.base_months))::date
             ELSE {due_after_leave} END AS due_on
    FROM employees_employeestate s
    JOIN employees_incrementplace w ON {places}
    JOIN employees_incrementstep t
        ON t.run = w.run AND t.step = s.grade_id * 1000 + LEAST(GREATEST(COALESCE(s.base_years, -1), -1), 99)
    WHERE {whose}
    OFFSET '0'
) s
LEFT JOIN employees_employee e ON e.id = s.employee_id
LEFT JOIN employees_stepincrease k ON k.id = CASE WHEN s.base = 'KGB' THEN s.base_record END
LEFT JOIN employees_graderecord g ON g.id = CASE WHEN s.base = 'GOL' THEN s.base_record END
$facts$, '{places}', laid_out), '{day}', today);
    now := replace(now, '{day}', today);
    whole := replace(increment, '{due_after_leave}', $ask$step_due_after_leave(
                 s.base_on, t.next_months - s.base_years * 12 - s.base_months, ARRAY(
                     SELECT daterange(l.starts_on, l.ends_on, '[]') FROM employees_unpaidleave l
                     WHERE l.employee_id = s.employee_id ORDER BY l.starts_on
                 ))$ask$);
    quick := replace(increment, '{due_after_leave}', 'NULL');
    EXECUTE 'CREATE VIEW employees_incrementplaced AS ' || replace(whole, '{whose}', now);
    EXECUTE 'CREATE VIEW employees_incrementsaid AS ' || replace(quick, '{whose}', now || ' AND s.unpaid IS NULL');
    EXECUTE 'CREATE VIEW employees_incrementasked AS ' || replace(whole, '{whose}', now || ' AND s.unpaid IS NOT NULL');

    -- The days to compare with: whoever began by `since_10` has served the years of the first medal on the day
    -- (29 February falls to the 28th, as everywhere).
    EXECUTE replace($law$
CREATE VIEW employees_medalplaces AS
SELECT p.id AS place, p.status, p.standing, p.grade_id, g.code AS grade_code, h.*
FROM employees_listedplace p
JOIN law_grade g ON g.id = p.grade_id
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
        WHERE key = 'slks.mulai_lagi_setelah_hukuman' AND in_force @> {day}
    ) r ON true
) h
$law$, '{day}', today);
    CREATE TABLE employees_medalplace AS
        SELECT 0::bigint AS run, p.*, 0::bigint AS settled_0 FROM employees_medalplaces p WITH NO DATA;
    medal := replace($facts$
SELECT s.employee_id, s.nip, e.name,
    COALESCE(CASE
        WHEN {since} <= w.since_30 AND (s.medal_30_on IS NULL OR s.medal_30_on > {day}) THEN 'XXX'
        WHEN {since} <= w.since_20 AND (s.medal_20_on IS NULL OR s.medal_20_on > {day}) THEN 'XX'
        WHEN {since} <= w.since_10 AND (s.medal_10_on IS NULL OR s.medal_10_on > {day}) THEN 'X' END, 'X') AS kind,
    w.status, w.standing, s.unit_id, w.grade_id, w.grade_code, NULL::smallint AS target_id, s.position_title,
    s.cpns_since, {since} AS counted_from,
    CASE WHEN {since} > w.since_10 THEN NULL WHEN {since} > w.since_20 THEN w.years_10
         WHEN {since} > w.since_30 THEN w.years_20 WHEN {since} IS NOT NULL THEN w.years_30 END AS reached,
    CASE WHEN s.medal_10_on <= {day} OR s.medal_20_on <= {day} OR s.medal_30_on <= {day} THEN array_remove(ARRAY[
        CASE WHEN s.medal_10_on <= {day} THEN 'X' END, CASE WHEN s.medal_20_on <= {day} THEN 'XX' END,
        CASE WHEN s.medal_30_on <= {day} THEN 'XXX' END], NULL) END AS owned,
    ({since} <= w.since_10 AND (s.medal_10_on IS NULL OR s.medal_10_on > {day}))::int
        + ({since} <= w.since_20 AND (s.medal_20_on IS NULL OR s.medal_20_on > {day}))::int
        + ({since} <= w.since_30 AND (s.medal_30_on IS NULL OR s.medal_30_on > {day}))::int AS open_medals,
    ({since} + make_interval(years => w.years_10))::date AS first_on,
    {punished} AS punished_on,
    CASE WHEN s.unpaid IS NULL THEN NULL WHEN lower(s.unpaid) <= {day} THEN lower(s.unpaid) END AS unpaid_on,
    w.settled_0
FROM employees_employeestate s
JOIN employees_medalplace w ON {places}
LEFT JOIN employees_employee e ON e.id = s.employee_id
WHERE {whose}
$facts$, '{places}', laid_out);
    -- Any moderate or heavy sanction in the service breaks it; where the agency lets the count begin again, it begins
    -- after the last one, and only one that is being served stands in the way.
    whole := replace(replace(medal, '{since}', $ask$CASE WHEN s.punished_on IS NULL OR NOT w.restarts THEN s.cpns_since
        ELSE COALESCE((
            SELECT max(x.ends_on) + 1
            FROM employees_sanction x JOIN law_sanctionkind k ON k.code = x.kind_id
            WHERE x.employee_id = s.employee_id AND k.severity IN ('MEDIUM', 'HEAVY') AND x.starts_on >= s.cpns_since
              AND x.starts_on <= {day} AND x.ends_on < {day}
        ), s.cpns_since) END$ask$), '{punished}',
        $ask$CASE WHEN s.punished_on IS NULL OR s.punished_on > {day} THEN NULL
        WHEN NOT w.restarts THEN s.punished_on ELSE (
            SELECT min(x.starts_on)
            FROM employees_sanction x JOIN law_sanctionkind k ON k.code = x.kind_id
            WHERE x.employee_id = s.employee_id AND k.severity IN ('MEDIUM', 'HEAVY') AND x.starts_on >= s.cpns_since
              AND x.starts_on <= {day} AND COALESCE(x.ends_on, 'infinity') >= {day}
        ) END$ask$);
    quick := replace(replace(medal, '{since}', 's.cpns_since'), '{punished}', 'NULL::date');
    whole := replace(whole, '{day}', today);
    quick := replace(quick, '{day}', today);
    EXECUTE 'CREATE VIEW employees_medalplaced AS ' || replace(whole, '{whose}', now);
    EXECUTE 'CREATE VIEW employees_medalsaid AS ' || replace(quick, '{whose}', now || ' AND s.punished_on IS NULL');
    EXECUTE 'CREATE VIEW employees_medalasked AS ' || replace(whole, '{whose}', now || ' AND s.punished_on IS NOT NULL');
END $views$;
