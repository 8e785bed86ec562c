-- The position map beside reality. Every view speaks of the day in `simpeg.day`, else of today.
CREATE FUNCTION spoken_day() RETURNS date LANGUAGE sql STABLE AS $$
    SELECT COALESCE(NULLIF(current_setting('simpeg.day', true), '')::date, CURRENT_DATE)
$$;

-- The posts that the map holds on the day.
CREATE VIEW employees_positioninforce AS
SELECT * FROM employees_position
WHERE (valid_from IS NULL OR valid_from <= spoken_day()) AND (valid_until IS NULL OR valid_until > spoken_day());

-- Posts that have ended are no vacancies and ask for no diploma: the facts of promotion look at the map of their day.
DO $$
DECLARE
    definition text := pg_get_viewdef('employees_promotionfacts'::regclass);
BEGIN
    EXECUTE 'CREATE OR REPLACE VIEW employees_promotionfacts AS '
        || regexp_replace(definition, 'employees_position (po|pm)\M', 'employees_positioninforce \1', 'g');
END $$;

-- Who counts as a holder: the present state of everybody in active service.
CREATE VIEW employees_activestate AS
SELECT * FROM employees_employeestate
WHERE standing = ANY ((SELECT law_codes('kedudukan.aktif'))::text[])
   OR status = 'CPNS' AND standing = ANY ((SELECT law_codes('kedudukan.aktif_cpns'))::text[]);

CREATE VIEW employees_headcount AS
WITH held AS (
    SELECT unit_id, position_title AS title, min(position_kind) AS kind, min(echelon) AS echelon, min(tier) AS tier,
        (count(*) FILTER (WHERE status IN ('PNS', 'CPNS')))::int AS pns,
        (count(*) FILTER (WHERE status NOT IN ('PNS', 'CPNS')))::int AS pppk
    FROM employees_activestate WHERE unit_id IS NOT NULL
    GROUP BY unit_id, position_title
)
SELECT 'p' || p.id AS key, p.unit_id, p.id AS position_id, p.title, p.kind, p.echelon, p.tier, p.need,
    COALESCE(h.pns, 0) AS pns, COALESCE(h.pppk, 0) AS pppk, COALESCE(h.pns + h.pppk, 0) AS holders,
    COALESCE(h.pns + h.pppk, 0) - p.need AS balance
FROM employees_positioninforce p
LEFT JOIN held h ON h.unit_id = p.unit_id AND h.title = p.title
UNION ALL
SELECT 'u' || h.unit_id || ':' || h.title, h.unit_id, NULL, h.title, h.kind, h.echelon, h.tier, 0,
    h.pns, h.pppk, h.pns + h.pppk, h.pns + h.pppk
FROM held h
WHERE NOT EXISTS (SELECT FROM employees_positioninforce p WHERE p.unit_id = h.unit_id AND p.title = h.title);

-- The age limit of the position one holds, and the first of the month after it is reached.
CREATE VIEW employees_retirement AS
SELECT s.employee_id, s.unit_id, b.code, b.age,
    (date_trunc('month', s.birth_date) + make_interval(years => b.age, months => 1))::date AS retires_on,
    s.standing = ANY ((SELECT law_codes('kedudukan.aktif'))::text[])
        OR s.status = 'CPNS' AND s.standing = ANY ((SELECT law_codes('kedudukan.aktif_cpns'))::text[]) AS active
FROM employees_employeestate s
CROSS JOIN LATERAL (
    SELECT CASE
        WHEN s.position_kind = '1' THEN CASE
            WHEN s.echelon < 30 THEN 'JPT' WHEN s.echelon < 40 THEN 'ADM' WHEN s.echelon >= 40 THEN 'PENGAWAS' END
        WHEN s.position_kind <> '2' THEN 'PELAKSANA'
        WHEN s.functional_name LIKE 'GURU%' THEN 'GURU'
        WHEN s.functional_name LIKE 'DOSEN%' THEN 'DOSEN'
        WHEN s.functional_name LIKE 'PENELITI%' OR s.functional_name LIKE 'PEREKAYASA%' THEN CASE
            WHEN s.tier IN ('PT', 'MU') THEN 'PENELITI_PEREKAYASA_PERTAMA_MUDA'
            WHEN s.tier = 'MA' THEN 'PENELITI_PEREKAYASA_MADYA'
            WHEN s.tier = 'UT' THEN 'PENELITI_PEREKAYASA_UTAMA'
            WHEN s.tier <> '' THEN 'JF_TERAMPIL' END
        WHEN s.tier IN ('PM', 'TR', 'MH', 'PY') THEN 'JF_TERAMPIL'
        WHEN s.tier = 'PT' THEN 'JF_PERTAMA'
        WHEN s.tier = 'MU' THEN 'JF_MUDA'
        WHEN s.tier = 'MA' THEN 'JF_MADYA'
        WHEN s.tier = 'UT' THEN 'JF_UTAMA'
    END AS code
) k
LEFT JOIN law_retirementage b ON b.code = k.code AND b.in_force @> spoken_day();

-- Room on the map. Of several holders, only those whose leaving brings the post below its need open a room.
CREATE VIEW employees_vacancy AS
WITH leaving AS (
    SELECT p.id, p.unit_id, p.kind, p.echelon, p.need, s.employee_id, r.retires_on,
        count(*) OVER (PARTITION BY p.id) AS holders,
        row_number() OVER (PARTITION BY p.id ORDER BY r.retires_on NULLS LAST, s.employee_id) AS place
    FROM employees_positioninforce p
    JOIN employees_activestate s ON s.unit_id = p.unit_id AND s.position_title = p.title
    JOIN employees_retirement r ON r.employee_id = s.employee_id
)
SELECT v.key, v.unit_id, v.position_id, v.kind, v.echelon,
    COALESCE(v.echelon, CASE v.kind WHEN '1' THEN 59 WHEN '2' THEN 60 ELSE 70 END)::smallint AS height,
    v.number, v.opens_on, v.employee_id
FROM (
    SELECT 'n' || h.position_id AS key, h.unit_id, h.position_id, h.kind, h.echelon, -h.balance AS number,
        spoken_day() AS opens_on, NULL::bigint AS employee_id
    FROM employees_headcount h WHERE h.position_id IS NOT NULL AND h.balance < 0
    UNION ALL
    SELECT 'r' || l.employee_id, l.unit_id, l.id, l.kind, l.echelon, 1, l.retires_on, l.employee_id
    FROM leaving l WHERE l.retires_on IS NOT NULL AND l.holders - l.place < l.need
) v
JOIN employees_unit u ON u.id = v.unit_id AND (u.closed_on IS NULL OR u.closed_on > spoken_day());

-- A Plt. runs until its recorded end; without one, until somebody takes up the post after him.
CREATE VIEW employees_actingduty AS
SELECT a.id AS appointment_id, a.employee_id, a.unit_id, a.title, a.since, l.lapses_on,
    l.lapses_on <= spoken_day() AS too_long
FROM employees_appointment a
JOIN employees_activestate s ON s.employee_id = a.employee_id
CROSS JOIN LATERAL (
    SELECT (a.since + make_interval(months => (p.value #>> '{}')::int))::date AS lapses_on
    FROM law_parameter p WHERE p.key = 'jabatan.plt_bulan' AND p.in_force @> spoken_day()
) l
WHERE a.assignment = 'PLT' AND a.kind = '1' AND a.unit_id IS NOT NULL AND a.since <= spoken_day()
  AND (a.ended_on IS NULL OR a.ended_on >= spoken_day())
  AND NOT EXISTS (
      SELECT FROM employees_appointment b
      WHERE b.unit_id = a.unit_id AND b.title = a.title AND b.kind = '1' AND b.assignment IN ('D', 'PLT', 'PJ')
        AND b.since > a.since AND b.since <= spoken_day()
  );

CREATE VIEW employees_organisationfinding AS
SELECT 'DUA_PEMANGKU:' || h.key AS key, 'DUA_PEMANGKU' AS kind, h.unit_id, h.title, h.position_id,
    NULL::bigint AS employee_id, NULL::bigint AS appointment_id,
    jsonb_build_object('holders', h.holders, 'need', h.need, 'people', (
        SELECT jsonb_agg(jsonb_build_object('nip', e.nip, 'name', e.name, 'since', s.position_since)
                         ORDER BY s.position_since, e.nip)
        FROM employees_activestate s JOIN employees_employee e ON e.id = s.employee_id
        WHERE s.unit_id = h.unit_id AND s.position_title = h.title
    )) AS facts
FROM employees_headcount h
WHERE h.kind = '1' AND h.title <> '' AND h.holders > GREATEST(h.need, 1)
UNION ALL
SELECT 'TANPA_KEPALA:' || u.id, 'TANPA_KEPALA', u.id, COALESCE(p.title, ''), p.id, a.employee_id, a.appointment_id,
    jsonb_build_object('echelon', u.head_echelon, 'acting', e.name, 'nip', e.nip, 'since', a.since)
FROM employees_unit u
LEFT JOIN LATERAL (
    SELECT id, title FROM employees_positioninforce
    WHERE unit_id = u.id AND kind = '1' AND echelon = u.head_echelon ORDER BY id LIMIT 1
) p ON true
LEFT JOIN LATERAL (
    SELECT * FROM employees_actingduty d WHERE d.unit_id = u.id ORDER BY d.since DESC, d.appointment_id LIMIT 1
) a ON true
LEFT JOIN employees_employee e ON e.id = a.employee_id
WHERE u.head_echelon IS NOT NULL AND (u.closed_on IS NULL OR u.closed_on > spoken_day())
  AND (u.opened_on IS NULL OR u.opened_on <= spoken_day())
  AND NOT EXISTS (SELECT FROM employees_unithead k WHERE k.unit_id = u.id)
UNION ALL
SELECT 'PLT_LAMA:' || a.appointment_id, 'PLT_LAMA', a.unit_id, a.title, NULL, a.employee_id, a.appointment_id,
    jsonb_build_object('since', a.since, 'lapses_on', a.lapses_on)
FROM employees_actingduty a WHERE a.too_long
UNION ALL
SELECT 'PANGKAT:' || s.employee_id, 'PANGKAT', s.unit_id, s.position_title, NULL, s.employee_id, s.appointment_id,
    jsonb_build_object('grade', g.code, 'lowest', low.code, 'echelon', er.name, 'steps', low.level - g.level,
                       'basis', er.basis)
FROM employees_activestate s
JOIN law_echelonrange er ON er.echelon = s.echelon AND er.in_force @> spoken_day()
JOIN law_grade low ON low.id = er.lowest_id
JOIN law_grade g ON g.id = s.grade_id AND g.kind = low.kind AND g.level < low.level
WHERE s.position_kind = '1' AND s.unit_id IS NOT NULL
UNION ALL
SELECT q.kind || ':' || q.employee_id, q.kind, q.unit_id, q.title, q.position_id, q.employee_id, q.appointment_id,
    jsonb_build_object('needed', q.needed, 'fields', q.fields, 'has', q.has)
FROM (
    SELECT s.employee_id, s.unit_id, s.appointment_id, p.title, p.id AS position_id, l.name AS needed,
        btrim(p.fields_of_study, ' ;') AS fields, d.name AS has,
        CASE WHEN d.group_rank IS NULL THEN 'PENDIDIKAN_KOSONG'
             WHEN d.group_rank < l.group_rank THEN 'PENDIDIKAN'
             WHEN btrim(p.fields_of_study, ' ;') <> '' AND NOT EXISTS (
                 SELECT FROM employees_educationrecord q
                 JOIN law_educationlevel ql ON ql.code = q.level_id
                 JOIN regexp_split_to_table(p.fields_of_study, ';') AS word
                   ON btrim(word) <> '' AND strpos(upper(q.name), upper(btrim(word))) > 0
                 WHERE q.employee_id = s.employee_id AND COALESCE(q.recognised_on, e.cpns_since) <= spoken_day()
                   AND ql.group_rank >= COALESCE(l.group_rank, 0)
             ) THEN 'BIDANG' END AS kind
    FROM employees_positioninforce p
    JOIN employees_activestate s ON s.unit_id = p.unit_id AND s.position_title = p.title
    JOIN employees_employee e ON e.id = s.employee_id
    LEFT JOIN law_educationlevel l ON l.code = p.least_education_id
    LEFT JOIN LATERAL (
        SELECT ql.group_rank, q.name
        FROM employees_educationrecord q JOIN law_educationlevel ql ON ql.code = q.level_id
        WHERE q.employee_id = s.employee_id AND COALESCE(q.recognised_on, e.cpns_since) <= spoken_day()
        ORDER BY ql.group_rank DESC, q.graduated DESC, q.id LIMIT 1
    ) d ON true
    WHERE p.least_education_id IS NOT NULL OR btrim(p.fields_of_study, ' ;') <> ''
) q WHERE q.kind IS NOT NULL
UNION ALL
SELECT 'LUAR_PETA:' || s.employee_id, 'LUAR_PETA', s.unit_id, s.position_title, NULL, s.employee_id, s.appointment_id,
    '{}'::jsonb
FROM employees_activestate s
JOIN employees_unit u ON u.id = s.unit_id AND (u.closed_on IS NULL OR u.closed_on > spoken_day())
WHERE s.position_title <> ''
  AND NOT EXISTS (SELECT FROM employees_positioninforce p WHERE p.unit_id = s.unit_id AND p.title = s.position_title)
UNION ALL
SELECT 'UNIT_TUTUP:' || s.employee_id, 'UNIT_TUTUP', s.unit_id, s.position_title, NULL, s.employee_id,
    s.appointment_id, jsonb_build_object('closed_on', u.closed_on)
FROM employees_activestate s
JOIN employees_unit u ON u.id = s.unit_id AND u.closed_on <= spoken_day();
