-- Employee.standing and its history, kept in step both ways.

-- A standing that changed without a record leaves one: of the day on which it was learned, and marked so.
CREATE FUNCTION standing_learned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Statement triggers fire for no rows too, and these two call each other.
    -- Counted, not looked for: in the hope of an early hit the planner compares every row with every other.
    IF (SELECT count(*) FROM new_rows n JOIN old_rows o ON o.id = n.id WHERE n.standing <> o.standing) = 0 THEN
        RETURN NULL;
    END IF;
    INSERT INTO employees_standingrecord (employee_id, standing, since, day_known)
    SELECT n.id, n.standing, day_here(), false
    FROM new_rows n
    JOIN old_rows o ON o.id = n.id
    WHERE n.standing <> o.standing AND n.standing IS DISTINCT FROM (
        SELECT r.standing FROM employees_standingrecord r
        WHERE r.employee_id = n.id AND r.since <= day_here()
        ORDER BY r.since DESC LIMIT 1
    )
    ON CONFLICT (employee_id, since) DO UPDATE SET standing = EXCLUDED.standing, day_known = false;
    RETURN NULL;
END $$;
CREATE TRIGGER standing_learned AFTER UPDATE ON employees_employee
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION standing_learned();

-- The latest standing whose day has come is the present one. Returns how many people it changed for.
CREATE FUNCTION follow_standings(people bigint[]) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    changed bigint;
BEGIN
    IF cardinality(people) = 0 THEN
        RETURN 0;
    END IF;
    UPDATE employees_employee e SET standing = r.standing
    FROM (
        SELECT DISTINCT ON (employee_id) employee_id, standing FROM employees_standingrecord
        WHERE employee_id = ANY (people) AND since <= day_here()
        ORDER BY employee_id, since DESC
    ) r
    WHERE e.id = r.employee_id AND e.standing <> r.standing;
    GET DIAGNOSTICS changed = ROW_COUNT;
    RETURN changed;
END $$;

CREATE FUNCTION standing_recorded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM follow_standings(ARRAY(SELECT employee_id FROM old_rows));
    ELSIF TG_OP = 'INSERT' THEN
        PERFORM follow_standings(ARRAY(SELECT employee_id FROM new_rows));
    ELSE
        PERFORM follow_standings(ARRAY(SELECT employee_id FROM new_rows UNION SELECT employee_id FROM old_rows));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER standing_insert AFTER INSERT ON employees_standingrecord
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION standing_recorded();
CREATE TRIGGER standing_update AFTER UPDATE ON employees_standingrecord
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION standing_recorded();
CREATE TRIGGER standing_delete AFTER DELETE ON employees_standingrecord
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION standing_recorded();
