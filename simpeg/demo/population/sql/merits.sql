-- The diploma he entered with. A few have none on file; of a few it is recognised only later.
INSERT INTO employees_educationrecord (employee_id, level_id, name, graduated, school, diploma, recognised_on, decree)
SELECT p.n, p.diploma_level, p.diploma,
    greatest(extract(year FROM p.born)::int + p.least_age,
             extract(year FROM p.entered_on)::int - floor(4 * pg_temp.roll(p.n, 70))::int),
    'Sekolah Rekaan', '', CASE WHEN pg_temp.roll(p.n, 71) > 0.997 THEN pg_temp.first_of(p.month + 2) END, ''
FROM person p WHERE pg_temp.roll(p.n, 71) >= 0.004;

-- A higher one taken beside the work, recognised lately or soon.
INSERT INTO employees_educationrecord (employee_id, level_id, name, graduated, school, diploma, recognised_on, decree)
SELECT p.n, h.level, h.name, extract(year FROM h.day)::int - floor(2 * pg_temp.roll(p.n, 72))::int, 'Universitas Rekaan',
    'IJ/' || p.n, h.day, ''
FROM person p
CROSS JOIN t_level s1
CROSS JOIN LATERAL (
    SELECT CASE WHEN p.diploma_level < '35' THEN '40' ELSE '45' END AS level,
        CASE WHEN p.diploma_level < '35' THEN pg_temp.pick(s1.diplomas, p.n, 73)
             WHEN pg_temp.roll(p.n, 73) < 0.6 THEN 'S-2 ADMINISTRASI PUBLIK' ELSE 'S-2 ILMU HUKUM' END AS name,
        pg_temp.first_of(p.month + 2 - floor(50 * pg_temp.roll(p.n, 74))::int) AS day
) h
WHERE s1.code = '40' AND p.studied;

-- Predikat of the last five years; now and then one is missing.
INSERT INTO employees_annualrating (employee_id, year, rating, decree)
SELECT p.n, year, pg_temp.pick(m.slots, p.n, 80 + ago), ''
FROM person p
CROSS JOIN t_mark m
CROSS JOIN generate_series(1, 5) AS ago
CROSS JOIN LATERAL (SELECT p.month / 12 - ago AS year) y
WHERE year >= extract(year FROM p.entered_on) AND pg_temp.roll(p.n, 90 + ago) >= CASE ago WHEN 1 THEN 0.012 ELSE 0.005 END;

-- Credit points: what the years in the grade brought, on top of the base of the rung; two determinations at most.
INSERT INTO employees_creditrecord (employee_id, tier, determined_on, points, decree)
SELECT p.n, p.rung, make_date(p.month / 12 - ago, 1, 15),
    round((step.base_points + step.yearly_points * (0.7 + pg_temp.roll(p.n, 100))
           * greatest(p.month - p.latest - 12 * ago, 0) / 12.0)::numeric, 3), 'PAK/' || p.n || '/' || ago
FROM person p
JOIN law_grade g ON g.kind = 'PNS' AND g.level = p.level
JOIN law_tierstep step ON step.tier = p.rung AND step.grade_id = g.id AND step.in_force @> pg_temp.first_of(p.month)
CROSS JOIN generate_series(0, 1) AS ago
WHERE p.kind = 'F' AND p.status = 'PNS' AND pg_temp.roll(p.n, 101) >= 0.05
  AND (ago = 0 OR p.latest < p.month - 14);

-- Sanctions: light ones; medium ones over or running; one in some thousand whose end nobody wrote down.
INSERT INTO employees_sanction (employee_id, kind_id, starts_on, ends_on, decree)
SELECT p.n, k.code, day, CASE WHEN k.severity <> 'LIGHT' AND luck >= 0.0005
                              THEN (day + make_interval(months => k.months))::date - 1 END, 'SK-HD/' || p.n
FROM person p
CROSS JOIN LATERAL (SELECT pg_temp.roll(p.n, 110) AS luck) l
JOIN law_sanctionkind k ON k.code = CASE
    WHEN luck < 0.0005 OR luck < 0.004 OR p.standing = '15' THEN 'tunda_kp_1th' WHEN luck < 0.006 THEN 'tunda_kgb_1th'
    WHEN luck < 0.010 THEN 'turun_pangkat_1th' WHEN luck < 0.011 THEN 'turun_jabatan_12' ELSE 'teguran_tertulis' END
CROSS JOIN LATERAL (
    SELECT pg_temp.day_in(p.month - CASE WHEN luck < 0.004 OR p.standing = '15' THEN 1 + floor(9 * pg_temp.roll(p.n, 111))
                                         ELSE 1 + floor(60 * pg_temp.roll(p.n, 111)) END::int, p.n, 112) AS day
) d
WHERE p.status <> 'CPNS' AND (luck < 0.022 OR p.standing = '15') AND day > p.entered_on;

-- Unpaid leave: once for a few, and now for those whose standing says so.
INSERT INTO employees_unpaidleave (employee_id, starts_on, ends_on, decree)
SELECT p.n, day, (day + make_interval(months => 4 + floor(30 * pg_temp.roll(p.n, 121))::int))::date - 1, 'SK-CLTN/' || p.n
FROM person p
CROSS JOIN LATERAL (
    SELECT pg_temp.first_of(CASE WHEN p.standing IN ('02', '13') THEN p.month - 1 - floor(3 * pg_temp.roll(p.n, 122))::int
                                 ELSE p.month - 42 - floor(80 * pg_temp.roll(p.n, 122))::int END) AS day
) d
WHERE p.status = 'PNS' AND (p.standing IN ('02', '13') OR pg_temp.roll(p.n, 120) < 0.006)
  AND day > (p.entered_on + make_interval(years => 5))::date;

-- A standing that is not the usual one has its day.
INSERT INTO employees_standingrecord (employee_id, standing, since, decree)
SELECT p.n, p.standing, pg_temp.day_in(p.month - 1 - floor(4 * pg_temp.roll(p.n, 125))::int, p.n, 126), 'SK-KH/' || p.n
FROM person p WHERE p.standing NOT IN ('01', '51', '71');

-- Courses: leadership for whoever sits on a seat, and something technical for most.
INSERT INTO employees_course
    (employee_id, kind, name, level, provider, certificate, starts_on, ends_on, learning_hours, decree)
SELECT p.n, 'KEPEMIMPINAN', 'Pelatihan ' || l.level, l.level, 'BPSDM Rekaan', 'KP/' || p.n, day - 90, day, 900, ''
FROM person p
CROSS JOIN LATERAL (SELECT CASE WHEN p.echelon < 30 THEN 'PKN2' WHEN p.echelon < 40 THEN 'PKA' ELSE 'PKP' END AS level) l
CROSS JOIN LATERAL (SELECT pg_temp.day_in(p.month + 2 - floor(60 * pg_temp.roll(p.n, 130))::int, p.n, 131) AS day) d
WHERE p.kind = 'S' AND pg_temp.roll(p.n, 132) < 0.8;
INSERT INTO employees_course
    (employee_id, kind, name, level, provider, certificate, starts_on, ends_on, learning_hours, decree)
SELECT p.n, 'TEKNIS', 'Pelatihan Teknis Rekaan ' || 1 + floor(40 * pg_temp.roll(p.n, 133))::int, '', 'BPSDM Rekaan',
    'T/' || p.n, day - 3, day, 20 + floor(40 * pg_temp.roll(p.n, 134))::int, ''
FROM person p
CROSS JOIN LATERAL (SELECT pg_temp.day_in(p.month - 1 - floor(30 * pg_temp.roll(p.n, 135))::int, p.n, 136) AS day) d
WHERE pg_temp.roll(p.n, 137) < 0.6 AND day > p.entered_on;

-- Exams: passed before the promotion that asked for it, or by some of those before whom it lies.
INSERT INTO employees_serviceexam (employee_id, kind, passed_on, tier, number, decree)
SELECT p.n, e.kind, day, '', e.kind || '/' || p.n, ''
FROM person p
CROSS JOIN (VALUES ('STLUD1', 8), ('STLUD2', 12)) AS e (kind, below)
CROSS JOIN LATERAL (
    SELECT CASE WHEN p.level > e.below
                THEN pg_temp.day_in(
                    pg_temp.risen_in(e.below + 1 - p.entry, p.steps, p.pace, p.entered, p.latest) - 8, p.n, 140)
                ELSE pg_temp.day_in(p.month + 2 - floor(20 * pg_temp.roll(p.n, 141))::int, p.n, 140) END AS day
) d
WHERE p.status = 'PNS' AND p.kind <> 'F' AND p.entry <= e.below
  AND (p.level > e.below OR p.level = e.below AND pg_temp.roll(p.n, 142) < 0.45);
INSERT INTO employees_serviceexam (employee_id, kind, passed_on, tier, number, decree)
SELECT q.employee_id, 'UPKP', q.recognised_on + 40, '', 'UPKP/' || q.employee_id, ''
FROM employees_educationrecord q JOIN person p ON p.n = q.employee_id
WHERE q.recognised_on IS NOT NULL AND p.kind = 'P' AND p.status = 'PNS' AND p.level < 9 AND q.level_id = '40'
  AND pg_temp.roll(p.n, 143) < 0.6;
INSERT INTO employees_serviceexam (employee_id, kind, passed_on, tier, number, decree)
SELECT p.n, 'UKOM', pg_temp.day_in(p.month - 2 - floor(14 * pg_temp.roll(p.n, 144))::int, p.n, 145), t.next_code,
    'UKOM/' || p.n, ''
FROM person p JOIN t_tier t ON t.code = p.rung
WHERE p.kind = 'F' AND p.status = 'PNS' AND p.level = p.high AND t.next_code IS NOT NULL
  AND pg_temp.roll(p.n, 146) < 0.3;

-- Satyalancana: seven of ten who reached the years got it on the next 17 August but one.
INSERT INTO employees_award (employee_id, kind, awarded_on, decree)
SELECT p.n, a.kind, day, 'KEPPRES/' || a.kind
FROM person p
CROSS JOIN (VALUES ('201', 10), ('202', 20), ('203', 30)) AS a (kind, years)
CROSS JOIN LATERAL (SELECT make_date(p.entered / 12 + a.years + 1, 8, 17) AS day) d
WHERE p.status = 'PNS' AND day < pg_temp.first_of(p.month) AND pg_temp.roll(p.n, 150 + a.years) < 0.7;

-- Salary steps of the present grade that have come due; some of the last are still owed.
INSERT INTO employees_stepincrease (employee_id, since, service_years, service_months, base_salary, decree)
SELECT p.n, pg_temp.first_of(due.month), step.years, 0, step.rupiah, 'KGB/' || p.n || '/' || step.years
FROM person p
JOIN law_grade g ON g.kind = p.ladder AND g.level = p.level
JOIN law_salarystep step ON step.grade_id = g.id AND step.in_force @> pg_temp.first_of(p.month)
    AND step.years * 12 > p.served AND step.years * 12 < p.served + p.month - p.latest
CROSS JOIN LATERAL (SELECT p.latest + step.years * 12 - p.served AS month) due
WHERE p.status IN ('PNS', 'PPPK') AND (due.month < p.month - 24 OR pg_temp.roll(p.n, 160) < 0.9);
