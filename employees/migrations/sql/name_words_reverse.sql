DROP TRIGGER name_words_insert ON employees_employee;
DROP TRIGGER name_words_update ON employees_employee;
DROP FUNCTION note_name_words();
DROP FUNCTION employees_note_name_words();
