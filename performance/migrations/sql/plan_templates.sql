-- What was reported, and its proof, stays as it was reported: who errs writes another line.
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON performance_progress
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON performance_evidence
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What was agreed stays as it was agreed, the attachments of the version and the agreement itself included.
CREATE FUNCTION performance_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Versi SKP yang sudah disepakati tidak dapat diubah.' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER agreed_stays BEFORE UPDATE OR DELETE ON performance_planversion
    FOR EACH ROW WHEN (OLD.agreed_at IS NOT NULL) EXECUTE FUNCTION performance_version_stays();
