-- A circle in the unit tree: found by the difference of two sets. `NOT IN` a tree that is too large for the memory of a
-- session compares every unit with every other; half a million units never came to an end.
DO $$
DECLARE
    old_body text := pg_get_functiondef('unit_tree'::regproc);
    new_body text := replace(old_body,
        'SELECT u.name INTO lost FROM employees_unit u WHERE u.id NOT IN (SELECT id FROM tree) LIMIT 1;',
        'SELECT u.name INTO lost FROM employees_unit u
    WHERE u.id = (SELECT min(id) FROM (SELECT id FROM employees_unit EXCEPT SELECT id FROM tree) unreached);');
BEGIN
    ASSERT new_body <> old_body OR strpos(old_body, 'EXCEPT SELECT id FROM tree') > 0;  -- it stays on the way back
    EXECUTE new_body;
END $$;
