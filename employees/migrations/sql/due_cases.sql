-- What each case asks for by the law of today (usul_hak.dokumen), and the newest scan in the file that shows it.
-- `wanted_id` is the record whose scan is meant, where it is one record.
CREATE VIEW employees_caserequirement AS
SELECT c.id || ' ' || r.kode AS id, c.id AS case_id, r.place::int AS place, r.kode AS code, r.nama AS name,
    r.jenis AS document_kind, w.wanted_id, f.id AS document_id
FROM employees_duecase c
JOIN employees_dueverdict v ON v.id = c.verdict_id
JOIN law_parameter p ON p.key = 'usul_hak.dokumen' AND p.in_force @> day_here()
CROSS JOIN LATERAL (
    SELECT e.place, e.said ->> 'kode' AS kode, e.said ->> 'nama' AS nama, e.said ->> 'jenis' AS jenis,
        e.said ->> 'pilih' AS pilih, (e.said ->> 'tahun')::int AS tahun
    FROM jsonb_array_elements(p.value) WITH ORDINALITY AS e (said, place)
    WHERE e.said -> 'untuk' ? c.kind AND (e.said ->> 'fakta' IS NULL OR v.facts ? (e.said ->> 'fakta'))
) r
CROSS JOIN LATERAL (
    SELECT CASE r.jenis
        WHEN 'golongan' THEN (
            SELECT g.id FROM employees_graderecord g WHERE g.employee_id = c.employee_id AND g.since < c.day
            ORDER BY g.since DESC LIMIT 1)
        WHEN 'jabatan' THEN (SELECT s.appointment_id FROM employees_employeestate s WHERE s.employee_id = c.employee_id)
        WHEN 'kinerja' THEN (
            SELECT a.id FROM employees_annualrating a
            WHERE a.employee_id = c.employee_id AND a.year = extract(year FROM c.day)::int - r.tahun)
        WHEN 'angka-kredit' THEN (
            SELECT k.id FROM employees_creditrecord k WHERE k.employee_id = c.employee_id AND k.determined_on <= c.day
            ORDER BY k.determined_on DESC LIMIT 1)
    END AS wanted_id
) w
LEFT JOIN LATERAL (
    SELECT d.id FROM employees_document d
    WHERE d.employee_id = c.employee_id AND d.kind = r.jenis AND d.taken_off_at IS NULL
      AND (r.pilih = 'ada' OR d.record_id = w.wanted_id)
    ORDER BY d.id DESC LIMIT 1
) f ON true;

-- A step, once written, stays.
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON employees_duecasestep
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The present state, with the grade that a decree signed ahead has given by the day `simpeg.day`: whoever is promoted in
-- April is not proposed again in May, although April is still to come.
CREATE VIEW employees_duestate AS
SELECT s.employee_id, s.nip, s.status, s.standing, s.birth_date, s.unit_id, s.appointment_id, s.position_kind,
    s.position_title, s.functional_name, s.echelon, s.tier, s.position_since, s.inaugurated_on,
    COALESCE(w.grade_id, s.grade_id) AS grade_id,
    COALESCE(w.since, s.grade_since) AS grade_since,
    COALESCE(w.since, s.grade_service_since) AS grade_service_since,
    CASE WHEN w.since IS NULL THEN e.service_years ELSE w.service_years END AS service_years,
    CASE WHEN w.since IS NULL THEN e.service_months ELSE w.service_months END AS service_months
FROM employees_employeestate s
JOIN employees_employee e ON e.id = s.employee_id
LEFT JOIN (
    SELECT DISTINCT ON (g.employee_id) g.employee_id, g.grade_id, g.since, g.service_years, g.service_months
    FROM employees_graderecord g
    WHERE g.awaits_its_day AND g.since <= current_setting('simpeg.day')::date
    ORDER BY g.employee_id, g.since DESC
) w ON w.employee_id = s.employee_id AND w.since > s.grade_since;

DO $$
DECLARE
    promotion text := pg_get_viewdef('employees_promotionfacts'::regclass);
    listed text := pg_get_viewdef('employees_listed'::regclass);
BEGIN
    EXECUTE 'CREATE OR REPLACE VIEW employees_promotionfacts AS ' || regexp_replace(
        regexp_replace(promotion, 'employees_employeestate s\M', 'employees_duestate s', 'g'),
        '\me\.(service_years|service_months)\M', 's.\1', 'g');
    EXECUTE 'CREATE OR REPLACE VIEW employees_listed AS ' || regexp_replace(
        regexp_replace(listed, 'employees_employeestate s\M', 'employees_duestate s', 'g'),
        '\me\.(service_years|service_months)\M', 's.\1', 'g');
END $$;
