DROP FUNCTION functional_names();
DROP FUNCTION law_number(text);
