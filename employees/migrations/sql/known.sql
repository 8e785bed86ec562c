-- One person's file as it was known at a moment: every table of his, made anew from the trail.
--
-- The rows lie in temporary tables that bear the names of the real ones, and PostgreSQL looks there first: until the
-- transaction ends, whoever reads employees_graderecord reads this person's records as of that moment. Whatever table
-- has a trail and an employee_id is among them, with the columns it has today; a column that did not exist then holds
-- its default. Without `day` the present state is the one that was on file then; with it, the state of that day.
-- Returns whether the person was on file at all.
CREATE FUNCTION employees_know(person bigint, moment timestamptz, day date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    state text := rtrim(pg_get_viewdef('employees_state_source'::regclass), '; ');
    kept record;
    defaults jsonb;
    expressions text;
    found_him boolean;
BEGIN
    CREATE TEMP TABLE known_entry ON COMMIT DROP AS
    SELECT "table", row_id, after FROM (
        SELECT DISTINCT ON ("table", row_id) "table", row_id, action, after FROM (
            SELECT "table", row_id, id, action, after FROM audit_entry
            WHERE COALESCE(after, before) ->> 'employee_id' = person::text AND at <= moment
            UNION ALL
            SELECT "table", row_id, id, action, after FROM audit_entry
            WHERE "table" = 'employees_employee' AND row_id = person::text AND at <= moment
        ) all_of_them
        ORDER BY "table", row_id, id DESC
    ) latest WHERE action <> 'DELETE';

    FOR kept IN
        SELECT c.oid, c.relname, c.oid::regclass::text AS name
        FROM pg_class c
        JOIN pg_trigger t ON t.tgrelid = c.oid AND t.tgname = 'audit_insert'
        WHERE pg_table_is_visible(c.oid) AND (c.relname = 'employees_employee' OR EXISTS (
            SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'employee_id' AND NOT a.attisdropped
        ))
    LOOP
        SELECT string_agg(format('%L, %s', a.attname, CASE
                   WHEN d.oid IS NOT NULL THEN pg_get_expr(d.adbin, d.adrelid) ELSE '''''::text' END), ', ')
        INTO expressions
        FROM pg_attribute a
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.attgenerated = ''
        WHERE a.attrelid = kept.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attidentity = ''
          AND (d.oid IS NOT NULL OR a.attnotnull AND a.atttypid IN ('text'::regtype, 'varchar'::regtype));
        EXECUTE format('SELECT jsonb_build_object(%s)', expressions) INTO defaults;
        EXECUTE format(
            'CREATE TEMP TABLE %I ON COMMIT DROP AS SELECT r.* FROM known_entry k '
            'CROSS JOIN LATERAL jsonb_populate_record(NULL::%s, $1 || k.after) r WHERE k."table" = %L',
            kept.relname, kept.name, kept.relname
        ) USING COALESCE(defaults, '{}');
    END LOOP;
    EXECUTE 'CREATE TEMP TABLE employees_statenow ON COMMIT DROP AS ' || state;
    EXECUTE 'CREATE TEMP TABLE employees_employeestate ON COMMIT DROP AS '
        || CASE WHEN day IS NULL THEN 'TABLE employees_statenow' ELSE 'SELECT * FROM employees_state_on($1)' END
        USING day;
    EXECUTE 'SELECT EXISTS (SELECT FROM employees_employee)' INTO found_him;
    RETURN found_him;
END $$;
