DROP VIEW employees_organisationfinding;
DROP VIEW employees_actingduty;
DROP VIEW employees_vacancy;
DROP VIEW employees_retirement;
DROP VIEW employees_headcount;
DROP VIEW employees_activestate;
DO $$
DECLARE
    definition text := pg_get_viewdef('employees_promotionfacts'::regclass);
BEGIN
    EXECUTE 'CREATE OR REPLACE VIEW employees_promotionfacts AS '
        || regexp_replace(definition, 'employees_positioninforce (po|pm)\M', 'employees_position \1', 'g');
END $$;
DROP VIEW employees_positioninforce;
DROP FUNCTION spoken_day();
