-- A letter once issued is kept as issued: nothing of it changes but the mark that withdraws it, which is set once.
CREATE FUNCTION employees_letter_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    marks text[] := '{withdrawn_at,withdrawn_by_id,withdrawn_reason}';
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'Surat tidak dapat dihapus, hanya dapat dibatalkan.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF to_jsonb(OLD) - marks IS DISTINCT FROM to_jsonb(NEW) - marks
        OR (OLD.withdrawn_at IS NOT NULL AND to_jsonb(OLD) IS DISTINCT FROM to_jsonb(NEW))
    THEN
        RAISE EXCEPTION 'Surat yang sudah terbit tidak dapat diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER letter_stays BEFORE UPDATE OR DELETE ON employees_letter
    FOR EACH ROW EXECUTE FUNCTION employees_letter_stays();
-- A version of a template is what letters were made with; a batch is what was decided before its first letter.
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON employees_lettertemplate
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON employees_letterbatch
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
