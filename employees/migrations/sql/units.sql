-- Codes that the law lists under a key on the day spoken of (simpeg.day), else today. For use as an InitPlan:
-- `code = ANY ((SELECT law_codes('kedudukan.aktif'))::text[])`.
CREATE FUNCTION law_codes(wanted text) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT array_agg(code)
    FROM law_parameter p, jsonb_array_elements_text(p.value) AS code
    WHERE p.key = wanted
      AND p.in_force @> COALESCE(NULLIF(current_setting('simpeg.day', true), '')::date, CURRENT_DATE)
$$;

-- The unit tree: path from the root and the OPD above, recomputed whenever a parent or a kind changes.
CREATE FUNCTION unit_tree() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    opd_kinds text[] := law_codes('unit.jenis_opd');
    lost text;
BEGIN
    IF TG_OP = 'UPDATE' THEN  -- an IF of its own: an insert has no old_rows to name
        IF NOT EXISTS (
            SELECT FROM new_rows n JOIN old_rows o USING (id)
            WHERE n.parent_id IS DISTINCT FROM o.parent_id OR n.kind IS DISTINCT FROM o.kind
        ) THEN
            RETURN NULL;
        END IF;
    END IF;
    WITH RECURSIVE tree AS (
        SELECT id, ARRAY[id] AS path, CASE WHEN kind = ANY (opd_kinds) THEN id END AS opd_id
        FROM employees_unit WHERE parent_id IS NULL
        UNION ALL
        SELECT c.id, t.path || c.id, CASE WHEN c.kind = ANY (opd_kinds) THEN c.id ELSE t.opd_id END
        FROM employees_unit c JOIN tree t ON c.parent_id = t.id
    )
    UPDATE employees_unit u SET path = t.path, opd_id = t.opd_id
    FROM tree t
    WHERE t.id = u.id AND (u.path, u.opd_id) IS DISTINCT FROM (t.path, t.opd_id);
    -- A unit that no root reaches stands in a circle, and so does its stale path.
    WITH RECURSIVE tree AS (
        SELECT id FROM employees_unit WHERE parent_id IS NULL
        UNION ALL
        SELECT c.id FROM employees_unit c JOIN tree t ON c.parent_id = t.id
    )
    SELECT u.name INTO lost FROM employees_unit u WHERE u.id NOT IN (SELECT id FROM tree) LIMIT 1;
    IF lost IS NOT NULL THEN
        RAISE EXCEPTION 'Unit kerja "%" menjadi atasan dirinya sendiri.', lost
            USING ERRCODE = 'check_violation', CONSTRAINT = 'unit_tree_has_no_circle';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER unit_tree_insert AFTER INSERT ON employees_unit
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION unit_tree();
CREATE TRIGGER unit_tree_update AFTER UPDATE ON employees_unit
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION unit_tree();
