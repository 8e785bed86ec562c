DROP VIEW employees_statechange;
DROP FUNCTION employees_state_of;
DROP SCHEMA on_day CASCADE;
DROP FUNCTION speak_of_the_day;
DROP FUNCTION employees_state_on;
DROP VIEW employees_statenow;
DROP FUNCTION law_codes_on;
DROP FUNCTION day_here;
