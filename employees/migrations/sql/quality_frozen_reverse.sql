DROP TRIGGER frozen ON employees_unitquality;
DROP TRIGGER frozen ON employees_qualityrun;
