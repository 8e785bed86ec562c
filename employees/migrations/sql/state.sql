-- The present state of every employee, from the data utama and the definitive appointments.
-- The table employees_employeestate is a copy of this view that the triggers below keep in step.
CREATE VIEW employees_state_source AS
SELECT
    e.id AS employee_id,
    e.nip,
    unaccent(lower(e.name)) AS sort_name,
    e.status,
    e.standing,
    e.birth_date,
    e.grade_id,
    e.grade_since,
    -- No promotion yet: the time in the first grade counts from the first appointment.
    CASE WHEN e.first_grade_id = e.grade_id THEN e.cpns_since ELSE e.grade_since END AS grade_service_since,
    COALESCE(a.unit_id, e.unit_id) AS unit_id,
    a.id AS appointment_id,
    COALESCE(a.kind, '') AS position_kind,
    COALESCE(a.title, '') AS position_title,
    COALESCE(a.functional_name, '') AS functional_name,
    a.echelon,
    COALESCE(a.tier, '') AS tier,
    a.since AS position_since,
    i.inaugurated_on
FROM employees_employee e
LEFT JOIN LATERAL (
    SELECT * FROM employees_appointment
    WHERE employee_id = e.id AND assignment = 'D'
    ORDER BY since DESC LIMIT 1
) a ON true
-- Pelantikan: the first row of the unbroken run of definitive structural rows of the present echelon.
LEFT JOIN LATERAL (
    SELECT COALESCE(r.inaugurated_on, r.since) AS inaugurated_on
    FROM employees_appointment r
    WHERE a.kind = '1' AND r.employee_id = e.id AND r.assignment = 'D' AND r.since > COALESCE((
        SELECT max(b.since) FROM employees_appointment b
        WHERE b.employee_id = e.id AND b.assignment = 'D' AND b.since < a.since
          AND (b.kind <> '1' OR b.echelon IS DISTINCT FROM a.echelon)
    ), '-infinity'::date)
    ORDER BY r.since LIMIT 1
) i ON true;

CREATE FUNCTION refresh_employee_state(ids bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO employees_employeestate AS s (
        employee_id, nip, sort_name, status, standing, birth_date, grade_id, grade_since, grade_service_since, unit_id,
        appointment_id, position_kind, position_title, functional_name, echelon, tier, position_since, inaugurated_on
    )
    SELECT
        employee_id, nip, sort_name, status, standing, birth_date, grade_id, grade_since, grade_service_since, unit_id,
        appointment_id, position_kind, position_title, functional_name, echelon, tier, position_since, inaugurated_on
    FROM employees_state_source WHERE employee_id = ANY (ids)
    ON CONFLICT (employee_id) DO UPDATE SET (
        nip, sort_name, status, standing, birth_date, grade_id, grade_since, grade_service_since, unit_id,
        appointment_id, position_kind, position_title, functional_name, echelon, tier, position_since, inaugurated_on
    ) = (
        EXCLUDED.nip, EXCLUDED.sort_name, EXCLUDED.status, EXCLUDED.standing, EXCLUDED.birth_date, EXCLUDED.grade_id,
        EXCLUDED.grade_since, EXCLUDED.grade_service_since, EXCLUDED.unit_id, EXCLUDED.appointment_id,
        EXCLUDED.position_kind, EXCLUDED.position_title, EXCLUDED.functional_name, EXCLUDED.echelon, EXCLUDED.tier,
        EXCLUDED.position_since, EXCLUDED.inaugurated_on
    )
    WHERE s IS DISTINCT FROM EXCLUDED;
$$;

CREATE FUNCTION employee_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refresh_employee_state(ARRAY(SELECT id FROM new_rows));
    RETURN NULL;
END $$;
CREATE TRIGGER state_insert AFTER INSERT ON employees_employee
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION employee_state();
CREATE TRIGGER state_update AFTER UPDATE ON employees_employee
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION employee_state();

CREATE FUNCTION appointment_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM refresh_employee_state(ARRAY(SELECT DISTINCT employee_id FROM old_rows));
    ELSIF TG_OP = 'INSERT' THEN
        PERFORM refresh_employee_state(ARRAY(SELECT DISTINCT employee_id FROM new_rows));
    ELSE
        PERFORM refresh_employee_state(
            ARRAY(SELECT employee_id FROM new_rows UNION SELECT employee_id FROM old_rows)
        );
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER state_insert AFTER INSERT ON employees_appointment
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION appointment_state();
CREATE TRIGGER state_update AFTER UPDATE ON employees_appointment
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION appointment_state();
CREATE TRIGGER state_delete AFTER DELETE ON employees_appointment
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION appointment_state();

-- The head of a unit: among active employees whose present position is structural in it, the lowest echelon id,
-- then the earliest TMT, then the NIP.
CREATE VIEW employees_unithead AS
SELECT DISTINCT ON (s.unit_id) s.unit_id, s.employee_id, s.grade_id
FROM employees_employeestate s
WHERE s.position_kind = '1' AND s.unit_id IS NOT NULL
  AND (s.standing = ANY ((SELECT law_codes('kedudukan.aktif'))::text[])
       OR s.status = 'CPNS' AND s.standing = ANY ((SELECT law_codes('kedudukan.aktif_cpns'))::text[]))
ORDER BY s.unit_id, s.echelon NULLS LAST, s.position_since, s.nip;
