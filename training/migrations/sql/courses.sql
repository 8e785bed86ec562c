-- No session has more people in it than seats, by whatever road they came. The session's row is held meanwhile.
CREATE FUNCTION training_seats_suffice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    there integer;
BEGIN
    SELECT s.seats INTO there FROM training_coursesession s WHERE s.id = NEW.session_id FOR UPDATE;
    IF (SELECT count(*) FROM training_enrolment e
        WHERE e.session_id = NEW.session_id AND e.status IN ('SEATED', 'PASSED', 'FAILED')) > there
    THEN
        RAISE EXCEPTION 'Kursi sesi pelatihan ini sudah habis.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER seats_suffice AFTER INSERT OR UPDATE OF status, session_id ON training_enrolment
    FOR EACH ROW WHEN (NEW.status IN ('SEATED', 'PASSED', 'FAILED')) EXECUTE FUNCTION training_seats_suffice();

CREATE FUNCTION training_seats_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT count(*) FROM training_enrolment e
        WHERE e.session_id = NEW.id AND e.status IN ('SEATED', 'PASSED', 'FAILED')) > NEW.seats
    THEN
        RAISE EXCEPTION 'Kursi tidak dapat lebih sedikit daripada pesertanya.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER seats_stay AFTER UPDATE OF seats ON training_coursesession
    FOR EACH ROW EXECUTE FUNCTION training_seats_stay();

-- A certificate says for ever what it said; it can only be withdrawn, and lose the record that it left in the file.
CREATE FUNCTION training_certificate_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := '{record_id,withdrawn_at,withdrawn_by_id,withdrawn_reason}';
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'Sertifikat tidak dapat dihapus.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF to_jsonb(OLD) - later IS DISTINCT FROM to_jsonb(NEW) - later
        OR (OLD.withdrawn_at IS NOT NULL AND to_jsonb(OLD) - 'record_id' IS DISTINCT FROM to_jsonb(NEW) - 'record_id')
    THEN
        RAISE EXCEPTION 'Sertifikat yang sudah terbit tidak dapat diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER certificate_stays BEFORE UPDATE OR DELETE ON training_trainingcertificate
    FOR EACH ROW EXECUTE FUNCTION training_certificate_stays();

-- Who was there stands still once the session is over.
CREATE FUNCTION training_attendance_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_enrolment bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.enrolment_id ELSE NEW.enrolment_id END;
    written date := CASE WHEN TG_OP = 'DELETE' THEN OLD.day ELSE NEW.day END;
BEGIN
    PERFORM FROM training_enrolment e JOIN training_coursesession s ON s.id = e.session_id
        WHERE e.id = of_enrolment AND s.status IN ('OPEN', 'CLOSED', 'RUNNING')
            AND written BETWEEN s.starts_on AND s.ends_on;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Kehadiran dicatat pada hari sesi, sampai sesi itu selesai.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER attendance_stays BEFORE INSERT OR UPDATE OR DELETE ON training_attendance
    FOR EACH ROW EXECUTE FUNCTION training_attendance_stays();

-- What was thought of a session is said once; there is no trail that would say who took it back.
CREATE FUNCTION training_evaluation_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Evaluasi tidak dapat diubah atau dihapus.' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER evaluation_stays BEFORE UPDATE OR DELETE ON training_evaluation
    FOR EACH ROW EXECUTE FUNCTION training_evaluation_stays();
