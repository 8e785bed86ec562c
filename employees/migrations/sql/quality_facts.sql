-- What the indicators of data quality look at: one row for every employee on the lists, as the file says on `simpeg.day`.
-- Present facts are those on file; dated facts are those of that day. NULL is "not known".
CREATE VIEW employees_qualityfacts AS
SELECT
    s.employee_id,
    s.nip,
    e.name,
    s.unit_id,
    s.status,
    s.standing,
    e.birth_date,
    e.sex,
    -- 29 February falls to 28 February, as everywhere.
    (e.birth_date + make_interval(years => (SELECT law_number('kualitas.usia_terendah_diangkat'))))::date AS of_age_on,
    substr(s.nip, 9, 4)::int AS nip_year,
    substr(e.nik, 1, 2) AS nik_province,
    e.nik,
    btrim(e.email) AS email,
    btrim(e.office_email) AS office_email,
    regexp_replace(e.phone, '[ .()-]', '', 'g') AS phone,
    e.cpns_since,
    e.cpns_decree <> '' AS cpns_decreed,
    e.pns_since,
    s.grade_id,
    g.code AS grade_code,
    g.level AS grade_level,
    s.grade_since,
    s.position_kind,
    s.position_title,
    s.position_since,
    s.echelon,
    s.tier,
    CASE WHEN s.appointment_id IS NULL THEN '' ELSE COALESCE(u.name, '') END AS unit_name,
    u.closed_on AS unit_closed_on,
    e.unit_id IS NOT DISTINCT FROM s.unit_id AS unit_agrees,
    COALESCE(e.siasn ->> 'JENIS JABATAN ID', '') AS siasn_position_kind,
    COALESCE(e.siasn ->> 'JABATAN ID', '') AS siasn_position,
    CASE lower(e.siasn ->> 'IS VALID NIK')
        WHEN 'true' THEN true WHEN '1' THEN true WHEN 'y' THEN true WHEN 'ya' THEN true
        WHEN 'false' THEN false WHEN '0' THEN false WHEN 't' THEN false WHEN 'n' THEN false WHEN 'tidak' THEN false
    END AS nik_valid,
    upper(e.employee_type) ~ '(DIPEKERJAKAN|DIPERBANTUKAN|\mDPK\M|\mDPB\M)' AS seconded,
    e.siasn ->> 'INSTANSI INDUK ID' = e.siasn ->> 'INSTANSI KERJA ID' AS works_at_home,
    e.front_title <> '' OR e.back_title <> '' AS titled,
    r.rated,
    r.rated_1,
    r.rated_2,
    COALESCE(ed.diplomas, 0) AS diplomas,
    ed.education_rank,
    ed.education,
    ed.titled_diploma,
    ed.first_graduated,
    CASE WHEN s.position_kind = '1' AND s.unit_id IS NOT NULL THEN COALESCE(co.holders, '') END AS co_holders,
    re.retires_on,
    le.leave_until,
    er.name AS echelon_name,
    el.code AS lowest_code,
    el.level AS lowest_level,
    CASE WHEN s.position_kind = '4' THEN
        s.functional_name <> upper(btrim(regexp_replace(s.position_title, '\s+', ' ', 'g')))
        OR s.functional_name = ANY ((SELECT functional_names())::text[])
    END AS named_like_functional,
    nip_tells_birth(s.nip, e.birth_date) AS nip_tells_birth,
    nip_tells_sex(s.nip, e.sex) AS nip_tells_sex,
    nip_tells_service(s.nip, s.status, e.cpns_since) AS nip_tells_service,
    nik_tells_birth(e.nik, e.birth_date, e.sex) AS nik_tells_birth,
    gr.newest_code,
    gr.newest_since,
    gr.newest_grade_id = s.grade_id AND gr.newest_since = s.grade_since AS grade_agrees,
    COALESCE(gr.first_grade_id = COALESCE(e.first_grade_id, gr.first_grade_id), false) AS grades_from_the_first,
    fg.code AS first_code,
    COALESCE(gr.undecreed, 0) AS undecreed_grades,
    gr.fell_on,
    gr.jumped_on,
    gr.slow_decree_since,
    gr.slow_decree_on,
    ap.first_since AS first_position_since,
    (e.cpns_since + make_interval(years => (SELECT law_number('kualitas.jeda_jabatan_tahun'))))::date
        AS first_position_latest,
    ap.undecreed AS undecreed_position,
    e.nik <> '' AND EXISTS (
        SELECT FROM employees_employee o WHERE o.nik = e.nik AND o.id <> e.id
    ) AS nik_shared,
    COALESCE((
        SELECT string_agg(o.nip, ', ' ORDER BY o.nip) FROM employees_employeestate o
        WHERE o.sort_name = s.sort_name AND o.birth_date = s.birth_date AND o.employee_id <> s.employee_id
    ), '') AS namesakes,
    gr.newest_id IS NOT NULL AND EXISTS (
        SELECT FROM employees_document c WHERE c.employee_id = s.employee_id AND c.kind = 'golongan'
          AND c.record_id = gr.newest_id AND c.taken_off_at IS NULL
    ) AS grade_scanned,
    s.appointment_id IS NOT NULL AND EXISTS (
        SELECT FROM employees_document c WHERE c.employee_id = s.employee_id AND c.kind = 'jabatan'
          AND c.record_id = s.appointment_id AND c.taken_off_at IS NULL
    ) AS position_scanned,
    EXISTS (
        SELECT FROM employees_document c WHERE c.employee_id = s.employee_id AND c.kind = 'pendidikan'
          AND c.record_id = ed.best_id AND c.taken_off_at IS NULL
    ) AS education_scanned
FROM employees_employeestate s
JOIN employees_employee e ON e.id = s.employee_id
JOIN law_grade g ON g.id = s.grade_id
LEFT JOIN law_grade fg ON fg.id = e.first_grade_id
CROSS JOIN (SELECT current_setting('simpeg.day')::date AS day) d
LEFT JOIN employees_unit u ON u.id = s.unit_id
LEFT JOIN LATERAL (
    SELECT
        COALESCE(bool_or(a.year >= extract(year FROM d.day)::int - (SELECT law_number('kualitas.tahun_skp'))), false)
            AS rated,
        COALESCE(bool_or(a.year = extract(year FROM d.day)::int - 1), false) AS rated_1,
        COALESCE(bool_or(a.year = extract(year FROM d.day)::int - 2), false) AS rated_2
    FROM employees_annualrating a
    WHERE a.employee_id = s.employee_id AND a.year < extract(year FROM d.day)::int
) r ON true
-- Diplomas that are recognised (pencantuman gelar) by that day; the oldest of all of them for the order of dates.
LEFT JOIN LATERAL (
    SELECT
        count(*) AS diplomas,
        max(l.group_rank) FILTER (WHERE q.recognised) AS education_rank,
        (array_agg(q.name ORDER BY l.group_rank DESC, q.graduated) FILTER (WHERE q.recognised))[1] AS education,
        (array_agg(q.name ORDER BY l.group_rank DESC, q.graduated)
            FILTER (WHERE q.recognised AND q.level_id = ANY ((SELECT law_codes('kualitas.tingkat_bergelar'))::text[])))[1]
            AS titled_diploma,
        min(q.graduated) AS first_graduated,
        (array_agg(q.id ORDER BY l.group_rank DESC, q.graduated, q.id))[1] AS best_id
    FROM (
        SELECT id, level_id, name, graduated, COALESCE(recognised_on, e.cpns_since) <= d.day AS recognised
        FROM employees_educationrecord WHERE employee_id = s.employee_id
    ) q JOIN law_educationlevel l ON l.code = q.level_id
) ed ON true
-- Others who hold the same structural post of the unit: the same title, or the echelon of its head.
LEFT JOIN LATERAL (
    SELECT string_agg(o.nip, ', ' ORDER BY o.nip) AS holders
    FROM employees_employeestate o
    WHERE o.unit_id = s.unit_id AND o.position_kind = '1' AND o.employee_id <> s.employee_id
      AND (upper(btrim(o.position_title)) = upper(btrim(s.position_title))
           OR o.echelon = s.echelon AND s.echelon = u.head_echelon)
      AND (o.standing = ANY ((SELECT law_codes('kedudukan.aktif'))::text[])
           OR o.status = 'CPNS' AND o.standing = ANY ((SELECT law_codes('kedudukan.aktif_cpns'))::text[]))
) co ON s.position_kind = '1' AND s.unit_id IS NOT NULL
LEFT JOIN LATERAL (
    SELECT max(w.ends_on) AS leave_until FROM employees_unpaidleave w
    WHERE w.employee_id = s.employee_id AND w.starts_on <= d.day
) le ON true
LEFT JOIN employees_retirement re ON re.employee_id = s.employee_id
LEFT JOIN law_echelonrange er ON s.position_kind = '1' AND er.echelon = s.echelon AND er.in_force @> d.day
LEFT JOIN law_grade el ON el.id = er.lowest_id
-- The ladder as its rows tell it: where it falls without a sanction, where it leaps, which decree came years late.
LEFT JOIN LATERAL (
    SELECT
        (array_agg(k.code ORDER BY k.since DESC))[1] AS newest_code,
        (array_agg(k.grade_id ORDER BY k.since DESC))[1] AS newest_grade_id,
        max(k.since) AS newest_since,
        (array_agg(k.id ORDER BY k.since DESC))[1] AS newest_id,
        (array_agg(k.grade_id ORDER BY k.since))[1] AS first_grade_id,
        count(*) FILTER (WHERE k.decree = '') AS undecreed,
        max(k.since) FILTER (WHERE k.level < k.before AND k.kind = k.kind_before AND NOT EXISTS (
            SELECT FROM employees_sanction p JOIN law_sanctionkind pk ON pk.code = p.kind_id
            WHERE p.employee_id = s.employee_id AND pk.severity <> 'LIGHT'
              AND daterange(p.starts_on, p.ends_on, '[]') @> k.since
        )) AS fell_on,
        -- A diploma adjustment (203) leaps by right.
        max(k.since) FILTER (WHERE k.level > k.before + 1 AND k.kind = k.kind_before AND k.kind_code <> '203')
            AS jumped_on,
        max(k.since) FILTER (WHERE k.slow) AS slow_decree_since,
        (array_agg(k.decree_on ORDER BY k.since DESC) FILTER (WHERE k.slow))[1] AS slow_decree_on
    FROM (
        SELECT
            gr.id, gr.grade_id, gr.since, gr.kind_code, gr.decree, gr.decree_on, lg.code, lg.level, lg.kind,
            lag(lg.level) OVER by_day AS before,
            lag(lg.kind) OVER by_day AS kind_before,
            gr.decree_on > gr.since + make_interval(years => (SELECT law_number('kualitas.sk_terlambat_tahun'))) AS slow
        FROM employees_graderecord gr JOIN law_grade lg ON lg.id = gr.grade_id
        WHERE gr.employee_id = s.employee_id AND gr.since <= d.day
        WINDOW by_day AS (ORDER BY gr.since)
    ) k
    HAVING count(*) > 0
) gr ON true
LEFT JOIN LATERAL (
    SELECT min(p.since) AS first_since, (array_agg(p.decree ORDER BY p.since DESC))[1] = '' AS undecreed
    FROM employees_appointment p
    WHERE p.employee_id = s.employee_id AND p.assignment = 'D'
    HAVING count(*) > 0
) ap ON true
WHERE s.standing = ANY ((SELECT law_codes('kedudukan.aktif'))::text[])
   OR s.standing = ANY ((SELECT law_codes('kedudukan.ditangguhkan'))::text[])
   OR s.status = 'CPNS' AND s.standing = ANY ((SELECT law_codes('kedudukan.aktif_cpns'))::text[]);
