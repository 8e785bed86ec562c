DROP FUNCTION salary_after;
DROP FUNCTION rating_years;
