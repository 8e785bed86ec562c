-- The day on which `years` of service are full, counted from `start`. Unpaid leave (CLTN) after the first day and before
-- the day looked for does not count: while it runs, the day moves on with it. 29 February falls to 28 February.
CREATE FUNCTION service_reached_after_leave(start date, years int, unpaid datemultirange) RETURNS date
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    reached date := (start + make_interval(years => years))::date;
    leave daterange;
BEGIN
    FOR leave IN SELECT * FROM unnest(unpaid * datemultirange(daterange(start, NULL, '()'))) AS l ORDER BY l LOOP
        EXIT WHEN lower(leave) >= reached;
        reached := reached + (upper(leave) - lower(leave));
    END LOOP;
    RETURN reached;
END $$;

CREATE FUNCTION service_reached(start date, years int, unpaid datemultirange) RETURNS date LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN unpaid IS NULL THEN (start + make_interval(years => years))::date
                ELSE service_reached_after_leave(start, years, unpaid) END
$$;

-- The first promotion day on or after `ready` that no blocking sanction covers; NULL when there is none.
CREATE FUNCTION first_promotion_day(ready date, blocked datemultirange) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT min(day) FROM law_promotionperiod WHERE day >= ready AND NOT COALESCE(blocked @> day, false)
$$;

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
        SELECT FROM employees_position po
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
    FROM employees_position pm
    JOIN law_educationlevel le ON le.code = pm.least_education_id
    WHERE pm.unit_id = s.unit_id AND pm.title = s.position_title
) jm ON k.kind = 'PENYESUAIAN_IJAZAH'
WHERE s.standing = ANY ((SELECT law_codes('kedudukan.aktif'))::text[])
   OR s.standing = ANY ((SELECT law_codes('kedudukan.ditangguhkan'))::text[])
   OR s.status = 'CPNS' AND s.standing = ANY ((SELECT law_codes('kedudukan.aktif_cpns'))::text[]);

-- A verdict is what was judged then: it is never overwritten, only joined by a newer list.
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON employees_promotionverdict
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE FUNCTION promotion_list_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Only the counts are filled in, once, when the verdicts have been stored.
    IF OLD.counts = '{}'::jsonb AND (to_jsonb(OLD) - 'counts') = (to_jsonb(NEW) - 'counts') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Daftar kenaikan pangkat dibekukan dan tidak dapat diubah.' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER frozen BEFORE UPDATE ON employees_promotionlist
    FOR EACH ROW EXECUTE FUNCTION promotion_list_frozen();
CREATE TRIGGER kept BEFORE DELETE ON employees_promotionlist
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
