-- Every place is noted, whoever wrote the rows: a load that leaves out what triggers do, or a repair by hand. Asked
-- before a list of everybody is judged by places, so that nobody is missing from it.
CREATE FUNCTION employees_note_places() RETURNS void LANGUAGE sql AS $$
    INSERT INTO employees_place
    SELECT DISTINCT s.place, s.grade_id, s.status, s.standing, s.position_kind, s.echelon, s.tier,
        CASE WHEN s.position_kind = '2' THEN s.functional_name ELSE '' END, s.education
    FROM employees_employeestate s
    WHERE NOT EXISTS (
        SELECT FROM employees_place p
        WHERE p.id = s.place
          AND (p.grade_id, p.status, p.standing, p.position_kind, p.echelon, p.tier, p.functional_name, p.education)
              IS NOT DISTINCT FROM
              (s.grade_id, s.status, s.standing, s.position_kind, s.echelon, s.tier,
               CASE WHEN s.position_kind = '2' THEN s.functional_name ELSE '' END, s.education)
    )
    ON CONFLICT DO NOTHING
$$;

SELECT employees_note_places();
