-- One whole number that the law states under a key on the day spoken of (simpeg.day), else today.
CREATE FUNCTION law_number(wanted text) RETURNS int LANGUAGE sql STABLE AS $$
    SELECT (p.value #>> '{}')::int
    FROM law_parameter p
    WHERE p.key = wanted
      AND p.in_force @> COALESCE(NULLIF(current_setting('simpeg.day', true), '')::date, CURRENT_DATE)
$$;

-- The names of functional positions that this regency knows: from its position map and from everybody's histories.
CREATE FUNCTION functional_names() RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT array_agg(name) FROM (
        SELECT functional_name AS name FROM employees_position WHERE kind = '2'
        UNION SELECT functional_name FROM employees_appointment WHERE kind = '2'
    ) known WHERE name <> ''
$$;
