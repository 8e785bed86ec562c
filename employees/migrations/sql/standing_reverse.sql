DROP TRIGGER standing_delete ON employees_standingrecord;
DROP TRIGGER standing_update ON employees_standingrecord;
DROP TRIGGER standing_insert ON employees_standingrecord;
DROP FUNCTION standing_recorded;
DROP FUNCTION follow_standings;
DROP TRIGGER standing_learned ON employees_employee;
DROP FUNCTION standing_learned;
