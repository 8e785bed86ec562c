-- One statement: no step on the way is kept, and OFFSET 0 keeps each from being worked into the next, where what it
-- says once would be asked again and again.
CREATE TEMP TABLE person ON COMMIT DROP AS
WITH
-- Where somebody works: the first of an agency sit on its seats, the others are spread over its units and teams.
placed AS (
SELECT d.n, p.agency, p.agency * d.units + COALESCE(s.k, d.k) AS unit, s.s AS seat, s.title AS seat_title, s.echelon,
    s.lowest, s.highest,
    CASE WHEN s.s IS NOT NULL OR d.luck < d.pns THEN 'PNS' WHEN d.luck < d.cpns THEN 'CPNS'
         WHEN d.luck < d.pppk THEN 'PPPK' ELSE 'PPPK_PW' END AS status,
    CASE WHEN s.s IS NULL AND d.kind <> 'CLERK'
          AND NOT (d.kind IN ('SEKOLAH', 'PUSKESMAS') AND pg_temp.roll(d.n, 3) < 0.1)
         THEN pg_temp.pick(m.families, d.n, 4) END AS family
FROM (
    SELECT n, plan.size, plan.units, plan.seats, pl.kind, pl.pns, pl.cpns, pl.pppk, pg_temp.pick(pl.ks, n, 2) AS k,
        pg_temp.roll(n, 5) AS luck
    FROM plan, t_share sh, generate_series(1, plan.people) AS n, t_place pl
    WHERE pl.kind = pg_temp.pick(sh.slots, n, 1)
) d
CROSS JOIN LATERAL (SELECT (d.n - 1) / d.size AS agency, (d.n - 1) % d.size AS place) p
LEFT JOIN t_seat s ON s.s = p.place AND s.s < d.seats
LEFT JOIN t_team m ON m.k = d.k
    OFFSET 0
),

-- What he came with, and how far he rose: levels are 1 (I/a or I) to 17.
hired AS (
SELECT h.n, h.agency, h.unit, h.seat, h.seat_title, h.echelon, h.lowest, h.highest, h.status, h.newcomer, h.family_name,
    h.category, h.kind, h.entry_level, h.entry, h.ceiling, h.least_age, h.diploma_level, h.diploma, h.back, h.front,
    CASE WHEN h.status <> 'PNS' THEN h.entry
         WHEN h.newcomer THEN h.lowest - 1
         WHEN h.kind = 'S' THEN h.lowest + floor((h.highest - h.lowest + 1) * pg_temp.roll(h.n, 9))::int
         WHEN h.category = 'keahlian' AND pg_temp.roll(h.n, 10) < 0.003 THEN 16 + (pg_temp.roll(h.n, 11) < 0.5)::int
         WHEN h.kind = 'F' THEN pg_temp.pick(h.grades, h.n, 9)
         ELSE h.entry + floor((h.ceiling - h.entry + 1) * pg_temp.roll(h.n, 9))::int END AS level
FROM (
    SELECT p.*, p.seat IS NOT NULL AND pg_temp.roll(p.n, 6) < 0.2 AS newcomer, f.name AS family_name, f.category,
        f.grades, l.code AS entry_level, l.ceiling, l.least_age,
        CASE WHEN p.seat IS NOT NULL THEN 'S' WHEN p.family IS NOT NULL THEN 'F' ELSE 'P' END AS kind,
        COALESCE(f.entry, CASE WHEN p.status LIKE 'PPPK%' THEN l.contract ELSE l.entry END) AS entry,
        COALESCE(f.level, pg_temp.pick(l.diploma_levels, p.n, 8)) AS diploma_level,
        COALESCE(f.diploma, pg_temp.pick(l.diplomas, p.n, 8)) AS diploma,
        COALESCE(f.back, pg_temp.pick(l.backs, p.n, 8)) AS back,
        COALESCE(f.front, '') AS front
    FROM placed p
    CROSS JOIN t_clerk c
    LEFT JOIN t_family f ON f.f = p.family
    JOIN t_level l ON l.code = COALESCE(f.level, CASE
        WHEN p.seat IS NOT NULL THEN '40' WHEN p.status LIKE 'PPPK%' THEN pg_temp.pick(c.contract_levels, p.n, 7)
        ELSE pg_temp.pick(c.levels, p.n, 7) END)
) h
    OFFSET 0
),

-- When: the present grade lies so many months back, and those below it a few years each.
risen AS (
SELECT r.*,
    CASE WHEN r.steps = 0 THEN r.latest
         ELSE pg_temp.period_by(r.latest - r.steps * r.pace * 12) - floor(96 * pg_temp.roll(r.n, 13) ^ 2)::int
              - floor(6 * pg_temp.roll(r.n, 17))::int END AS entered
FROM (
    SELECT w.*, CASE WHEN w.steps = 0 THEN w.month - w.waited ELSE pg_temp.period_by(w.month - w.waited) END AS latest
    FROM (
        SELECT h.*, plan.month, h.level - h.entry AS steps,
            CASE WHEN h.kind = 'F' AND pg_temp.roll(h.n, 12) < 0.33 THEN 3 ELSE 4 END AS pace,
            (CASE WHEN h.status = 'CPNS' THEN 2 + 9 * pg_temp.roll(h.n, 14)
                  WHEN h.status = 'PPPK_PW' THEN 2 + 12 * pg_temp.roll(h.n, 14)
                  WHEN h.status = 'PPPK' THEN 3 + 60 * pg_temp.roll(h.n, 14)
                  WHEN h.level = h.entry THEN 16 + 32 * pg_temp.roll(h.n, 14)
                  WHEN h.newcomer THEN 2 + 20 * pg_temp.roll(h.n, 14)
                  WHEN h.kind = 'P' AND h.level = h.ceiling AND pg_temp.roll(h.n, 15) < 0.5
                  THEN 60 + 48 * pg_temp.roll(h.n, 14)
                  WHEN pg_temp.roll(h.n, 16) < 0.2 THEN 48 + 10 * pg_temp.roll(h.n, 14)
                  ELSE 1 + 46 * pg_temp.roll(h.n, 14) END)::int AS waited
        FROM hired h CROSS JOIN plan
    ) w
) r
    OFFSET 0
),

-- The tier of a functional position, and beside the ordinary: none on file, one that does not fit, one raised early.
tiered AS (
SELECT t.*,
    CASE WHEN t.kind = 'S' THEN CASE WHEN t.echelon < 30 THEN 60 ELSE 58 END
         WHEN t.family_name LIKE 'Guru%' OR t.tier = 'MA' THEN 60 WHEN t.tier = 'UT' THEN 65 ELSE 58 END AS age_limit
FROM (
    SELECT r.*, own.code AS rung, own.low, own.high,
        r.status = 'PNS' AND r.level = own.high AND own.next_code IS NOT NULL AND o.odd < 0.06 AND o.odd >= 0.005
            AS raised,
        CASE WHEN own.code IS NULL OR o.odd < 0.002 THEN ''
             WHEN o.odd < 0.005 AND r.status = 'PNS' THEN CASE WHEN own.code = 'UT' THEN 'PT' ELSE 'UT' END
             WHEN r.status = 'PNS' AND r.level = own.high AND o.odd < 0.06 THEN COALESCE(own.next_code, own.code)
             ELSE own.code END AS tier
    FROM risen r
    LEFT JOIN t_tier own ON own.category = r.category AND r.level BETWEEN own.low AND own.high
    CROSS JOIN LATERAL (SELECT pg_temp.roll(r.n, 18) AS odd) o
) t
    OFFSET 0
),

-- His days. A few are past the age limit; who would be far past it is made younger, but of age when he entered.
dated AS (
SELECT b.*, plan.day - (b.years * 365.25)::int AS born,
    CASE WHEN pg_temp.roll(b.n, 22) < 0.42 THEN 'M' ELSE 'F' END AS sex,
    CASE WHEN b.status = 'CPNS' THEN CASE WHEN b.odd < 0.2 THEN '51' ELSE '01' END
         WHEN b.status <> 'PNS' THEN CASE WHEN b.odd < 0.004 THEN '66' ELSE '71' END
         WHEN b.odd < 0.002 THEN '02' WHEN b.odd < 0.0025 THEN '13' WHEN b.odd < 0.0032 THEN '04'
         WHEN b.odd < 0.0037 THEN '05' WHEN b.odd < 0.0057 THEN '15' WHEN b.odd < 0.0082 THEN '99'
         WHEN b.odd < 0.0092 THEN '88' WHEN b.odd < 0.0098 THEN '66' WHEN b.odd < 0.0102 THEN '07'
         WHEN b.kind = 'P' AND b.odd < 0.04 THEN '03'
         WHEN b.years > b.age_limit - 1 AND b.odd < 0.5 THEN '20' ELSE '01' END AS standing
FROM plan, (
    SELECT t.*, pg_temp.roll(t.n, 23) AS odd,
        CASE WHEN pg_temp.roll(t.n, 20) < 0.0015 THEN t.age_limit + pg_temp.roll(t.n, 21)
             WHEN a.age > t.age_limit
             THEN greatest(t.age_limit - 6 * pg_temp.roll(t.n, 21), (t.month - t.entered) / 12.0 + 18.2)
             ELSE a.age END AS years
    FROM tiered t
    CROSS JOIN LATERAL (
        SELECT greatest(t.least_age + 1, 18.5) + 10 * pg_temp.roll(t.n, 19) + (t.month - t.entered) / 12.0 AS age
    ) a
) b
    OFFSET 0
)

-- The NIP: birth, TMT CPNS (PPPK: year and code of the appointment), sex, and a serial number among those alike. The
-- NIK: place, birth (women 40 days later), and a serial number.
SELECT k.*,
    nip_stem || to_char(row_number() OVER (PARTITION BY nip_stem ORDER BY n), 'FM000') AS nip,
    nik_stem || to_char(row_number() OVER (PARTITION BY nik_stem ORDER BY n), 'FM0000') AS nik,
    pg_temp.first_of(latest) AS grade_since,
    -- Months of grade service at the present grade; a few have none on file.
    CASE WHEN pg_temp.roll(n, 41) >= 0.003 THEN pg_temp.served(credit, entered, latest, entry, level) END AS served
FROM (
    SELECT d.*, l.kind AS ladder, pg_temp.first_of(d.entered) AS entered_on,
        CASE l.kind WHEN 'PNS' THEN c.pns_months ELSE c.pppk_months END AS credit,
        pg_temp.pick(w.religions, d.n, 30) AS religion,
        -- A higher diploma beside the work, of which the other records know.
        d.status IN ('PNS', 'PPPK') AND d.entered < d.month - 60 AND d.diploma_level < '45' AND pg_temp.roll(d.n, 75)
            < CASE d.kind WHEN 'S' THEN 0.4 WHEN 'F' THEN 0.12 ELSE 0.22 END AS studied,
        to_char(d.born, 'YYYYMMDD') || d.entered / 12
            || CASE d.status WHEN 'PPPK' THEN '21' WHEN 'PPPK_PW' THEN '24' ELSE lpad((d.entered % 12 + 1)::text, 2, '0') END
            || CASE d.sex WHEN 'M' THEN '1' ELSE '2' END AS nip_stem,
        760201 + 100 * (d.agency % 60) + floor(12 * pg_temp.roll(d.n, 40))::int
            || lpad((extract(day FROM d.born)::int + CASE d.sex WHEN 'F' THEN 40 ELSE 0 END)::text, 2, '0')
            || to_char(d.born, 'MMYY') AS nik_stem
    FROM dated d
    CROSS JOIN t_word w
    CROSS JOIN LATERAL (SELECT CASE WHEN d.status LIKE 'PPPK%' THEN 'PPPK' ELSE 'PNS' END AS kind) l
    JOIN t_credit c ON c.level = d.entry
) k
-- In their order, and so will all their records lie.
ORDER BY n;
CREATE UNIQUE INDEX ON person (n);
ANALYZE person;

INSERT INTO employees_employee (id, nip, former_nip, pns_id, name, front_title, back_title, birth_place, birth_date,
    sex, religion, marital_status, nik, phone, email, office_email, address, tax_number, health_insurance, asn_card,
    employee_type, status, standing, cpns_since, cpns_decree, pns_since, pns_decree, first_grade_id, grade_id,
    grade_since, service_years, service_months, unit_id, siasn)
SELECT p.n, p.nip, '', 'REKAAN-' || p.n,
    concat_ws(' ', CASE WHEN p.religion = 'Islam' AND pg_temp.roll(p.n, 31) < 0.06 THEN 'ANDI' END,
        pg_temp.pick(given.names, p.n, 32),
        CASE WHEN pg_temp.roll(p.n, 33) >= 0.4 THEN NULL WHEN p.sex = 'M' THEN pg_temp.pick(w.men, p.n, 34)
             ELSE pg_temp.pick(w.women, p.n, 34) END,
        pg_temp.pick(w.families, p.n, 35)),
    p.front, p.back, pg_temp.pick(w.places, p.n, 36), p.born, p.sex, p.religion,
    CASE WHEN p.years < 26 OR pg_temp.roll(p.n, 37) < 0.08 THEN 'Belum Kawin' ELSE 'Menikah' END, p.nik,
    '08' || (1000000000 + 8999999999 * pg_temp.roll(p.n, 38))::bigint, 'pegawai' || p.n || '@contoh.example', '',
    pg_temp.pick(w.streets, p.n, 39), '', '', '',
    CASE WHEN p.status = 'PPPK_PW' THEN 'PPPK Paruh Waktu Daerah Kab/Kota' ELSE p.ladder || ' Daerah Kab/Kota' END,
    p.status, p.standing, p.entered_on, 'SK-CPNS/' || p.n,
    CASE WHEN p.status = 'PNS' THEN pg_temp.first_of(p.entered + 12) END,
    CASE WHEN p.status = 'PNS' THEN 'SK-PNS/' || p.n ELSE '' END,
    first.id, present.id, p.grade_since, p.served / 12, p.served % 12, p.unit, '{}'
FROM person p
CROSS JOIN t_word w
JOIN t_given given ON given.sex = p.sex AND given.religion = p.religion
JOIN law_grade first ON first.kind = p.ladder AND first.level = p.entry
JOIN law_grade present ON present.kind = p.ladder AND present.level = p.level;
