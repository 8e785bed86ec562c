-- Grades in order: the entry, then one promotion after another up to the present grade. Contracts have one grade.
INSERT INTO employees_graderecord (employee_id, grade_id, since, kind_code, service_years, service_months, decree)
SELECT p.n, g.id, pg_temp.first_of(m.month),
    CASE WHEN step = 0 THEN '' WHEN p.kind = 'S' AND step = p.steps THEN '201' WHEN p.kind = 'F' THEN '202' ELSE '101' END,
    s.months / 12, s.months % 12, 'SK-KP/' || p.n || '/' || step
FROM person p
CROSS JOIN LATERAL generate_series(0, p.steps) AS step
CROSS JOIN LATERAL (SELECT pg_temp.risen_in(step, p.steps, p.pace, p.entered, p.latest) AS month) m
JOIN law_grade g ON g.kind = p.ladder AND g.level = p.entry + step
CROSS JOIN LATERAL (SELECT pg_temp.served(p.credit, p.entered, m.month, p.entry, g.level) AS months) s
-- Whose grade service is not on file has no record of the present grade either.
WHERE step < p.steps OR p.served IS NOT NULL;

-- Functional positions: one row for each tier that was reached, in the order of the grades.
INSERT INTO employees_appointment (employee_id, kind, title, tier, unit_id, since, inaugurated_on, assignment, decree)
SELECT p.n, '2', p.family_name || ' ' || t.title, t.code, p.unit, day, day, 'D', 'SK-JF/' || p.n || '/' || t.code
FROM person p
JOIN t_tier t ON t.category = p.category AND t.high >= p.entry AND t.low <= p.level
CROSS JOIN LATERAL (
    SELECT CASE WHEN p.status <> 'PNS' THEN p.entered_on
                WHEN t.low <= p.entry THEN pg_temp.day_in(p.entered + 12, p.n, 50)
                ELSE pg_temp.day_in(pg_temp.risen_in(t.low - p.entry, p.steps, p.pace, p.entered, p.latest), p.n, 50)
           END AS day
) d
WHERE p.kind = 'F';
-- ... and the odd ones: a tier that is not on file, does not fit, or was raised before the grade.
INSERT INTO employees_appointment (employee_id, kind, title, tier, unit_id, since, inaugurated_on, assignment, decree)
SELECT p.n, '2', concat_ws(' ', p.family_name, t.title), p.tier, p.unit, day, day, 'D', 'SK-JF/' || p.n
FROM person p
LEFT JOIN t_tier t ON t.code = p.tier
CROSS JOIN LATERAL (SELECT pg_temp.day_in(greatest(p.latest + 1, p.entered + 13, p.month - 8), p.n, 51) AS day) d
WHERE p.kind = 'F' AND p.tier <> p.rung;

-- Seats: taken lately by newcomers, else up to five years ago; before that a post below.
INSERT INTO employees_appointment
    (employee_id, kind, title, echelon, tier, unit_id, since, inaugurated_on, assignment, decree)
SELECT p.n, '1', p.seat_title, p.echelon, '', p.unit, day, day, 'D', 'SK-JPT/' || p.n
FROM person p
CROSS JOIN LATERAL (
    SELECT pg_temp.day_in(p.month - CASE WHEN p.newcomer THEN 2 + floor(14 * pg_temp.roll(p.n, 52))
                                         ELSE 3 + floor(55 * pg_temp.roll(p.n, 52)) END::int, p.n, 53) AS day
) d
WHERE p.kind = 'S';
INSERT INTO employees_appointment
    (employee_id, kind, title, echelon, tier, unit_id, since, inaugurated_on, assignment, decree)
SELECT p.n, '1', 'Kepala Subbagian Rekaan', 41, '', p.unit, day, day, 'D', 'SK-JPT/' || p.n || '/1'
FROM person p
CROSS JOIN LATERAL (SELECT pg_temp.day_in(p.month - 70 - floor(36 * pg_temp.roll(p.n, 54))::int, p.n, 55) AS day) d
WHERE p.kind = 'S' AND p.entered < p.month - 140 AND pg_temp.roll(p.n, 56) < 0.6;
-- A Plt. beside his own seat.
INSERT INTO employees_appointment (employee_id, kind, title, echelon, tier, unit_id, since, assignment, decree)
SELECT p.n, '1', s.title, s.echelon, '', p.agency * plan.units + s.k,
    pg_temp.day_in(p.month - 2 - floor(5 * pg_temp.roll(p.n, 57))::int, p.n, 58), 'PLT', 'SP-PLT/' || p.n
FROM person p
CROSS JOIN plan
JOIN t_seat s ON s.s = p.seat + 1
WHERE p.kind = 'S' AND pg_temp.roll(p.n, 59) < 0.05;

-- Operative posts; one in two moved once from another unit of his agency. A few have no position on file.
INSERT INTO employees_appointment (employee_id, kind, title, tier, unit_id, since, assignment, decree)
SELECT p.n, '4', pg_temp.pick(own.posts, p.n, 60), '', p.unit, pg_temp.first_of(p.entered), 'D', 'SK-PLKS/' || p.n
FROM person p
JOIN t_level own ON own.code = p.entry_level
WHERE p.kind = 'P' AND pg_temp.roll(p.n, 61) >= 0.004;
INSERT INTO employees_appointment (employee_id, kind, title, tier, unit_id, since, assignment, decree)
SELECT p.n, '4', pg_temp.pick(CASE WHEN m.needed THEN s1.posts ELSE own.posts END, p.n, 62), '',
    CASE WHEN pg_temp.roll(p.n, 63) < 0.5 THEN p.unit
         ELSE p.agency * plan.units + 1 + floor(plan.units * pg_temp.roll(p.n, 64))::int END,
    pg_temp.day_in(p.month - 2 - floor(55 * pg_temp.roll(p.n, 65))::int, p.n, 66), 'D', 'SK-PLKS/' || p.n || '/2'
FROM person p
CROSS JOIN plan
JOIN t_level own ON own.code = p.entry_level
JOIN t_level s1 ON s1.code = '40'
-- Six of ten who studied were given work that needs it.
CROSS JOIN LATERAL (SELECT p.studied AND p.diploma_level < '35' AND pg_temp.roll(p.n, 67) < 0.6 AS needed) m
WHERE p.kind = 'P' AND p.entered < p.month - 60 AND (m.needed OR pg_temp.roll(p.n, 61) BETWEEN 0.004 AND 0.5);
