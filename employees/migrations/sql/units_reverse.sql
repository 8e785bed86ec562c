DROP TRIGGER unit_tree_insert ON employees_unit;
DROP TRIGGER unit_tree_update ON employees_unit;
DROP FUNCTION unit_tree;
DROP FUNCTION law_codes;
