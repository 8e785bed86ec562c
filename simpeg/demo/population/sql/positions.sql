-- The position map, from who sits where: every seat, what is held (a little more or less), and the tier above.
CREATE TEMP TABLE held ON COMMIT DROP AS
SELECT s.unit_id AS unit, s.position_title AS title, min(s.position_kind) AS kind, min(s.tier) AS tier,
    min(s.functional_name) AS family, min(s.echelon) AS echelon, count(*)::int AS holders
FROM employees_employeestate s
WHERE s.unit_id IS NOT NULL AND s.position_title <> '' AND s.standing IN ('01', '03', '07', '15', '20', '51', '71')
GROUP BY s.unit_id, s.position_title;

INSERT INTO employees_position
    (unit_id, title, kind, echelon, tier, job_class, need, least_education_id, fields_of_study, decree)
SELECT p.agency * plan.units + t.k, t.title, '1', t.echelon, '', NULL, 1, '40', '', ''
FROM plan, generate_series(0, plan.agencies - 1) AS p (agency), t_seat t;

INSERT INTO employees_position
    (unit_id, title, kind, echelon, tier, job_class, need, least_education_id, fields_of_study, decree)
SELECT h.unit, h.title, h.kind, NULL, h.tier, post.class,
    greatest(h.holders + CASE WHEN h.kind = '2' THEN 0 WHEN luck < 0.25 THEN 1 WHEN luck < 0.4 THEN -1 ELSE 0 END, 1),
    COALESCE(post.level, CASE WHEN h.tier IN ('PM', 'TR', 'MH', 'PY') THEN '30' ELSE '40' END),
    COALESCE(post.fields, ''), ''
FROM (SELECT *, pg_temp.roll(hashtextextended(title, unit), 170) AS luck FROM held) h
LEFT JOIN t_post post ON post.title = h.title
-- One post in sixty is not on the map.
WHERE h.kind <> '1' AND h.luck < 0.985;

INSERT INTO employees_position
    (unit_id, title, kind, echelon, tier, job_class, need, least_education_id, fields_of_study, decree)
SELECT h.unit, f.name || ' ' || n.title, '2', NULL, n.code, NULL,
    -- Room is a matter of the whole office: it has some for this tier, or none.
    CASE WHEN pg_temp.roll(hashtextextended(h.family || n.code, u.opd_id), 171) < 0.3 THEN 1 ELSE 0 END,
    CASE n.category WHEN 'keahlian' THEN '40' ELSE '30' END, '', ''
FROM (SELECT DISTINCT unit, family, tier FROM held WHERE kind = '2') h
JOIN employees_unit u ON u.id = h.unit
JOIN t_tier t ON t.code = h.tier
JOIN t_tier n ON n.code = t.next_code
JOIN t_family f ON upper(f.name) = h.family AND f.category = t.category AND NOT f.closed
WHERE NOT EXISTS (
    SELECT FROM employees_position x WHERE x.unit_id = h.unit AND x.title = f.name || ' ' || n.title
);
