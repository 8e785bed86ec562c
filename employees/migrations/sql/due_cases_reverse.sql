DO $$
DECLARE
    promotion text := pg_get_viewdef('employees_promotionfacts'::regclass);
    listed text := pg_get_viewdef('employees_listed'::regclass);
BEGIN
    EXECUTE 'CREATE OR REPLACE VIEW employees_promotionfacts AS ' || regexp_replace(
        regexp_replace(promotion, 'employees_duestate s\M', 'employees_employeestate s', 'g'),
        '\ms\.(service_years|service_months)\M', 'e.\1', 'g');
    EXECUTE 'CREATE OR REPLACE VIEW employees_listed AS ' || regexp_replace(
        regexp_replace(listed, 'employees_duestate s\M', 'employees_employeestate s', 'g'),
        '\ms\.(service_years|service_months)\M', 'e.\1', 'g');
END $$;
DROP VIEW employees_duestate;
DROP TRIGGER kept ON employees_duecasestep;
DROP VIEW employees_caserequirement;
