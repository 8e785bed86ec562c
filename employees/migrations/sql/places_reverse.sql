DO $$
DECLARE
    refresh text := regexp_replace(pg_get_functiondef('refresh_employee_state'::regproc), 'ROW \(EXCLUDED\.[^)]*\)',
                                   'ROW (EXCLUDED.*)', 'g');
    body text := regexp_replace(pg_get_functiondef('employees_state_on'::regproc),
                                '\n    SELECT drawn\.\*.*?FROM \((.*)    \) drawn \([^)]*\)\n', '\1');
BEGIN
    EXECUTE refresh;
    DROP TRIGGER place_insert ON employees_employeestate;
    DROP TRIGGER place_update ON employees_employeestate;
    DROP FUNCTION note_places;
    ALTER TABLE employees_employeestate DROP place;
    EXECUTE body;
END $$;
DROP TABLE employees_place;
DROP FUNCTION place_of;
