-- A document is proof: what was brought stays as it was brought, and nobody deletes it. Taking it off marks the row.
CREATE FUNCTION employees_document_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'Dokumen tidak dapat dihapus, hanya dapat diturunkan.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF (OLD.employee_id, OLD.file, OLD.media_type, OLD.size, OLD.digest, OLD.pages, OLD.uploaded_by_id, OLD.uploaded_at)
        IS DISTINCT FROM
        (NEW.employee_id, NEW.file, NEW.media_type, NEW.size, NEW.digest, NEW.pages, NEW.uploaded_by_id, NEW.uploaded_at)
        OR (OLD.taken_off_at IS NOT NULL AND (OLD.taken_off_at, OLD.taken_off_by_id, OLD.taken_off_reason)
            IS DISTINCT FROM (NEW.taken_off_at, NEW.taken_off_by_id, NEW.taken_off_reason))
    THEN
        RAISE EXCEPTION 'Isi dokumen tidak dapat diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER document_stays BEFORE UPDATE OR DELETE ON employees_document
    FOR EACH ROW EXECUTE FUNCTION employees_document_stays();
