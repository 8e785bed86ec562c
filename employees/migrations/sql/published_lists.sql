-- Verdicts in parts: the lists of agencies together, and each list of a nation in a table of its own, which is built
-- whole before it takes its place (employees.due_lists.publishing).
DO $$
DECLARE
    requirement text := pg_get_viewdef('employees_caserequirement'::regclass);
    asks text;
    found record;
BEGIN
    DROP VIEW employees_caserequirement;
    DROP TRIGGER frozen ON employees_dueverdict;
    -- Foreign keys and indexes by whatever names they have grown.
    FOR found IN SELECT conname FROM pg_constraint WHERE conrelid = 'employees_dueverdict'::regclass AND contype IN ('f', 'p')
    LOOP
        EXECUTE format('ALTER TABLE employees_dueverdict DROP CONSTRAINT %I', found.conname);
    END LOOP;
    FOR found IN
        SELECT i.indexrelid::regclass AS name FROM pg_index i
        WHERE i.indrelid = 'employees_dueverdict'::regclass
          AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
    LOOP
        EXECUTE format('DROP INDEX %s', found.name);
    END LOOP;
    ALTER TABLE employees_dueverdict ALTER id DROP IDENTITY;
    ALTER TABLE employees_dueverdict RENAME CONSTRAINT one_verdict_a_kind TO one_verdict_a_kind_rest;
    ALTER TABLE employees_dueverdict RENAME TO employees_dueverdict_rest;

    CREATE SEQUENCE employees_dueverdict_id_seq;
    CREATE TABLE employees_dueverdict (LIKE employees_dueverdict_rest) PARTITION BY LIST (list_id);
    ALTER TABLE employees_dueverdict
        ALTER id SET DEFAULT nextval('employees_dueverdict_id_seq'),
        ADD CONSTRAINT employees_dueverdict_pkey PRIMARY KEY (id, list_id),
        ADD CONSTRAINT one_verdict_a_kind UNIQUE (list_id, nip, kind),
        ADD CONSTRAINT verdict_known CHECK (verdict IN ('MS', 'TMS', 'BTL')),
        ADD CONSTRAINT due_kind_known CHECK (
            kind IN ('REGULER', 'STRUKTURAL', 'FUNGSIONAL', 'PENYESUAIAN_IJAZAH', 'KGB', 'BUP', 'X', 'XX', 'XXX')),
        ADD CONSTRAINT verdict_of_a_list FOREIGN KEY (list_id) REFERENCES employees_duelist (id)
            DEFERRABLE INITIALLY DEFERRED,
        ADD CONSTRAINT verdict_grade FOREIGN KEY (grade_id) REFERENCES law_grade (id) DEFERRABLE INITIALLY DEFERRED,
        ADD CONSTRAINT verdict_target FOREIGN KEY (target_id) REFERENCES law_grade (id) DEFERRABLE INITIALLY DEFERRED;
    ALTER SEQUENCE employees_dueverdict_id_seq OWNED BY employees_dueverdict.id;
    PERFORM setval('employees_dueverdict_id_seq', COALESCE((SELECT max(id) FROM employees_dueverdict_rest), 0) + 1, false);
    CREATE INDEX verdict_by_unit ON employees_dueverdict (list_id, unit_id, nip);
    CREATE INDEX verdict_by_person ON employees_dueverdict (employee_id);
    ALTER TABLE employees_dueverdict ATTACH PARTITION employees_dueverdict_rest DEFAULT;
    CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON employees_dueverdict
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON employees_dueverdict_rest
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

    -- The names of the facts that verdicts keep in an array (employees.models.fact_shape).
    CREATE TABLE employees_factshape (id smallint PRIMARY KEY, names text[] NOT NULL);
    INSERT INTO employees_factshape VALUES
        (1, '{status,standing,grade_code,grade_since,grade_service_since,service_years,service_months,target_code,position_title,position_since,echelon,tier,inaugurated_on,echelon_name,lowest_code,highest_code,rating_1,rating_2,diploma,ceiling_code,sanctioned,sanctioned_open,sanctioned_until,tier_raised,next_tier,points,points_on,points_needed,exam_1_on,exam_2_on,exam_diploma_on,leadership,map_title,map_education,map_matches,grade_reached_on,position_reached_on,superior_name,superior_grade}'),
        (2, '{status,standing,grade_code,position_title,cpns_since,base,base_on,base_years,base_months,base_decree,base_decree_on,base_decree_by,pay_now,pay_years,pay_next,next_years,due_on,granted_on,delayed,first_step,rating_1,rating_2,pay}'),
        (3, '{status,standing,grade_code,position_title,cpns_since,birth_date,position_since,limit_code,limit_name,limit_basis,limit_age,retires_on}'),
        (4, '{status,standing,grade_code,position_title,cpns_since,counted_from,reached,owned,open_medals,first_on,punished_on,unpaid_on}');

    EXECUTE 'CREATE FUNCTION verdict_fact(facts jsonb, name text) RETURNS jsonb LANGUAGE sql STABLE AS $body$
        SELECT NULLIF(CASE jsonb_typeof(facts) WHEN ''array'' THEN facts -> (
            SELECT array_position(s.names, name) FROM employees_factshape s WHERE s.id = (facts ->> 0)::int
        ) ELSE facts -> name END, ''null''::jsonb)
    $body$';
    asks := regexp_replace(requirement, 'v\.facts \? \((\w+\.\w+ ->> ''fakta''::text)\)',
                           'verdict_fact(v.facts, \1) IS NOT NULL');
    ASSERT asks <> requirement;
    EXECUTE format('CREATE VIEW employees_caserequirement AS %s', asks);
END $$;

-- What a foreign key would say.
CREATE FUNCTION verdict_is_there() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM employees_dueverdict WHERE id = NEW.verdict_id) THEN
        RAISE EXCEPTION 'Hasil penilaian % tidak ada.', NEW.verdict_id USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER verdict_is_there BEFORE INSERT OR UPDATE OF verdict_id ON employees_duecase
    FOR EACH ROW EXECUTE FUNCTION verdict_is_there();
CREATE FUNCTION person_was_judged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM employees_dueverdict WHERE employee_id = OLD.id) THEN
        RAISE EXCEPTION 'Pegawai % ada pada daftar hak dan tidak dapat dihapus.', OLD.nip
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER person_was_judged BEFORE DELETE ON employees_employee
    FOR EACH ROW EXECUTE FUNCTION person_was_judged();
CREATE FUNCTION unit_was_judged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM employees_dueverdict WHERE unit_id = OLD.id) THEN
        RAISE EXCEPTION 'Unit % ada pada daftar hak dan tidak dapat dihapus.', OLD.name
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER unit_was_judged BEFORE DELETE ON employees_unit FOR EACH ROW EXECUTE FUNCTION unit_was_judged();
