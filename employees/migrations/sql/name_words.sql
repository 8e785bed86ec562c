-- The words of names, for whoever looks for a part of one. Adding them twice does no harm, and so nobody waits for anybody.

CREATE FUNCTION employees_note_name_words() RETURNS void LANGUAGE sql AS $$
    INSERT INTO employees_nameword (word)
    SELECT w.word FROM employees_employeestate s, unnest(string_to_array(s.sort_name, ' ')) AS w (word)
    WHERE w.word <> ''
    GROUP BY w.word
    EXCEPT ALL SELECT DISTINCT word FROM employees_nameword
$$;

CREATE FUNCTION note_name_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO employees_nameword (word)
    SELECT DISTINCT w.word FROM new_rows n, unnest(string_to_array(unaccent(lower(n.name)), ' ')) AS w (word)
    WHERE w.word <> '' AND NOT EXISTS (SELECT FROM employees_nameword k WHERE k.word = w.word);
    RETURN NULL;
END $$;

CREATE TRIGGER name_words_insert AFTER INSERT ON employees_employee
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_name_words();
CREATE TRIGGER name_words_update AFTER UPDATE ON employees_employee
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_name_words();

SELECT employees_note_name_words();
