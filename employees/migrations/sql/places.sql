-- The place of a person: what the law looks at in him, without his days. A nation has five million people and some ten
-- thousand places; what the law makes of a place is asked once, and each person leads to his by a number.
--
-- The number is drawn from the place itself (64 bits), so that the row says it by itself, whoever writes it.
CREATE FUNCTION place_of(
    grade smallint, status text, standing text, kind text, echelon smallint, tier text, functional_name text,
    education int
) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT hashtextextended(
        grade::text || ' ' || status || ' ' || standing || ' ' || kind || ' ' || COALESCE(echelon::text, '') || ' '
        || tier || ' ' || education::text || ' ' || CASE WHEN kind = '2' THEN functional_name ELSE '' END, 0)
$$;

-- Every place that somebody holds or held. Were there ever two of one number, both would answer, and a list that finds
-- a person twice refuses to be stored.
CREATE TABLE employees_place (
    id bigint NOT NULL,
    grade_id smallint NOT NULL,
    status varchar(7) NOT NULL,
    standing varchar(2) NOT NULL,
    position_kind varchar(1) NOT NULL,
    echelon smallint,
    tier varchar(2) NOT NULL,
    functional_name text NOT NULL,
    education int NOT NULL,
    CONSTRAINT one_place UNIQUE NULLS NOT DISTINCT
        (id, grade_id, status, standing, position_kind, echelon, tier, functional_name, education)
);
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON employees_place FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE employees_employeestate ADD place bigint NOT NULL
    GENERATED ALWAYS AS (place_of(grade_id, status, standing, position_kind, echelon, tier, functional_name, education))
    STORED;

CREATE FUNCTION note_places() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO employees_place
    SELECT DISTINCT n.place, n.grade_id, n.status, n.standing, n.position_kind, n.echelon, n.tier,
        CASE WHEN n.position_kind = '2' THEN n.functional_name ELSE '' END, n.education
    FROM new_rows n
    WHERE NOT EXISTS (
        SELECT FROM employees_place p
        WHERE p.id = n.place AND p.grade_id = n.grade_id AND p.status = n.status AND p.standing = n.standing
          AND p.position_kind = n.position_kind AND p.echelon IS NOT DISTINCT FROM n.echelon AND p.tier = n.tier
          AND p.functional_name = CASE WHEN n.position_kind = '2' THEN n.functional_name ELSE '' END
          AND p.education = n.education
    )
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER place_insert AFTER INSERT ON employees_employeestate
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_places();
CREATE TRIGGER place_update AFTER UPDATE ON employees_employeestate
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_places();

INSERT INTO employees_place
SELECT DISTINCT place, grade_id, status, standing, position_kind, echelon, tier,
    CASE WHEN position_kind = '2' THEN functional_name ELSE '' END, education
FROM employees_employeestate;

-- The state is drawn as before. What gives whole rows of it has to give the place too.
DO $$
DECLARE
    columns text := (
        SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = 'employees_employeestate'::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'place'
    );
    old_refresh text := pg_get_functiondef('refresh_employee_state'::regproc);
    new_refresh text := replace(old_refresh, 'ROW (EXCLUDED.*)',
                                format('ROW (EXCLUDED.%s)', replace(columns, ', ', ', EXCLUDED.')));
    old_body text := pg_get_functiondef('employees_state_on'::regproc);
    new_body text := regexp_replace(old_body, '(AS \$function\$)(.*)(\$function\$)', format(
        E'\\1\n    SELECT drawn.*, place_of(grade_id, status, standing, position_kind, echelon, tier, functional_name, '
        'education)\n    FROM (\\2    ) drawn (%s)\n\\3', columns));
BEGIN
    ASSERT new_refresh <> old_refresh AND new_body <> old_body;
    EXECUTE new_refresh;
    EXECUTE new_body;
END $$;
