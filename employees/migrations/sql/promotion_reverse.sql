DROP VIEW employees_promotionfacts;
DROP FUNCTION first_promotion_day;
DROP FUNCTION service_reached;
DROP FUNCTION service_reached_after_leave;
