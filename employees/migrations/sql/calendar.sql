-- What the calendar of rights asks beyond the facts of the lists.

-- The years whose predikat counts on a day: so many before the day's own.
CREATE FUNCTION rating_years(day date, years int) RETURNS int[] LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE years WHEN 1 THEN ARRAY[y - 1] WHEN 2 THEN ARRAY[y - 1, y - 2]
                ELSE ARRAY(SELECT generate_series(y - 1, y - years, -1)) END
    FROM (SELECT extract(year FROM day)::int AS y) d
$$;

-- The pay of a grade after so many full years of service; below the first row of the table the first row is paid.
CREATE FUNCTION salary_after(grade int, months int, day date) RETURNS int LANGUAGE sql STABLE AS $$
    SELECT COALESCE(
        (SELECT rupiah FROM law_salarystep
         WHERE grade_id = grade AND in_force @> day AND years <= months / 12 ORDER BY years DESC LIMIT 1),
        (SELECT rupiah FROM law_salarystep WHERE grade_id = grade AND in_force @> day ORDER BY years LIMIT 1)
    )
$$;
