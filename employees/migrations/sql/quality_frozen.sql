-- What a check found on a day stays what it was; the next check adds its own.
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON employees_qualityrun
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON employees_unitquality
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
