DROP TRIGGER kept ON employees_promotionlist;
DROP TRIGGER frozen ON employees_promotionlist;
DROP FUNCTION promotion_list_frozen;
DROP TRIGGER frozen ON employees_promotionverdict;
DROP VIEW employees_promotionfacts;
DROP FUNCTION first_promotion_day;
DROP FUNCTION service_reached;
DROP FUNCTION service_reached_after_leave;
