DROP VIEW training_professionalism;
DROP FUNCTION ip_day();
DROP FUNCTION ip_since(text);
DROP FUNCTION ip_law(text);
