CREATE OR REPLACE FUNCTION standing_learned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Statement triggers fire for no rows too, and these two call each other.
    IF NOT EXISTS (SELECT FROM new_rows n JOIN old_rows o ON o.id = n.id WHERE n.standing <> o.standing) THEN
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
