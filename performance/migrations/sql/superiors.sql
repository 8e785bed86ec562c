-- Who heads a unit on the day in `simpeg.day` (today without it): its definitive head; else whoever has that as an
-- extra duty, where the unit has no structural post (kepala sekolah, kepala puskesmas); else whoever acts (Pj., Plt.,
-- Plh.) on the post of its echelon.
CREATE VIEW performance_unithead AS
SELECT DISTINCT ON (found.unit_id) found.unit_id, found.employee_id
FROM (
    SELECT h.unit_id, h.employee_id, 1 AS rank, NULL::date AS since FROM employees_unithead h
    UNION ALL
    SELECT a.unit_id, a.employee_id,
        CASE a.assignment WHEN 'TT' THEN 2 WHEN 'PJ' THEN 3 WHEN 'PLT' THEN 4 ELSE 5 END, a.since
    FROM employees_appointment a
    JOIN employees_unit u ON u.id = a.unit_id
    JOIN employees_employeestate s ON s.employee_id = a.employee_id
    WHERE a.assignment <> 'D' AND a.since <= (SELECT spoken_day() FROM law_once)
      AND (a.ended_on >= (SELECT spoken_day() FROM law_once)
           OR a.ended_on IS NULL AND (s.position_since IS NULL OR a.since >= s.position_since))
      AND CASE WHEN a.assignment = 'TT'
          THEN u.head_echelon IS NULL AND a.title ILIKE 'kepala %'
               AND NOT lower(split_part(a.title, ' ', 2)) = ANY (
                   (SELECT ARRAY(SELECT lower(w) FROM unnest(law_codes('kinerja.bukan_kepala')) w) FROM law_once)::text[])
          ELSE a.echelon = u.head_echelon END
      AND s.standing = ANY ((SELECT law_codes('kedudukan.aktif') FROM law_once)::text[])
) found
ORDER BY found.unit_id, found.rank, found.since DESC, found.employee_id;

-- Everybody in active service with a unit, and who stands above him: the nearest head at or above his unit who is not
-- himself, then the next. Above the head of an office there is the Bupati, and the Sekda advises him. Where the head
-- of an office is missing, nobody is found: somebody has to be named.
CREATE VIEW performance_superior AS
WITH heads AS MATERIALIZED (
    SELECT unit_id, employee_id FROM performance_unithead
), chains AS MATERIALIZED (
    SELECT u.id AS unit_id, u.opd_id, o.employee_id AS opd_head_id,
        array_agg(h.employee_id ORDER BY step.place DESC) FILTER (WHERE h.employee_id IS NOT NULL) AS above
    FROM employees_unit u
    CROSS JOIN LATERAL unnest(u.path) WITH ORDINALITY AS step (unit_id, place)
    LEFT JOIN heads h ON h.unit_id = step.unit_id
    LEFT JOIN heads o ON o.unit_id = u.opd_id
    GROUP BY u.id, o.employee_id
), secretary AS MATERIALIZED (
    SELECT h.employee_id FROM heads h JOIN employees_unit u ON u.id = h.unit_id WHERE u.kind = 'SETDA'
), people AS (
    SELECT s.employee_id, s.unit_id, own.unit_id AS heads_id, s.grade_id, s.position_kind, s.position_title,
        s.functional_name, s.echelon, s.tier, s.position_since, s.cpns_since,
        c.opd_head_id, array_remove(c.above, s.employee_id) AS above
    FROM employees_employeestate s
    JOIN chains c ON c.unit_id = s.unit_id
    LEFT JOIN heads own ON own.unit_id = s.unit_id AND own.employee_id = s.employee_id
    WHERE s.standing = ANY ((SELECT law_codes('kedudukan.aktif') FROM law_once)::text[])
       OR s.status = 'CPNS' AND s.standing = ANY ((SELECT law_codes('kedudukan.aktif_cpns') FROM law_once)::text[])
)
SELECT p.employee_id, p.unit_id, p.heads_id, p.grade_id, p.position_kind, p.position_title, p.functional_name,
    p.echelon, p.tier, p.position_since, p.cpns_since,
    p.above[1] AS appraiser_id,
    p.above[1] IS NULL AND p.employee_id IS NOT DISTINCT FROM p.opd_head_id AS regent_appraises,
    (array_remove(p.above, p.above[1]))[1] AS second_appraiser_id,
    p.opd_head_id IS NOT NULL AND (array_remove(p.above, p.above[1]))[1] IS NULL
        AND COALESCE(p.above[1], p.employee_id) = p.opd_head_id AS regent_decides,
    CASE WHEN p.above[1] IS NULL AND p.employee_id IS NOT DISTINCT FROM p.opd_head_id
        THEN (SELECT employee_id FROM secretary WHERE employee_id <> p.employee_id LIMIT 1) END AS recommender_id
FROM people p;

-- What is said stays said.
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON performance_planstep
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON performance_appraiserchange
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON performance_appraisalentry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON performance_feedback
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON performance_determination
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A version that was agreed holds what it held.
CREATE FUNCTION performance_agreed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    old_version bigint;
    new_version bigint;
BEGIN
    IF TG_TABLE_NAME = 'performance_indicator' THEN
        IF TG_OP <> 'INSERT' THEN
            SELECT version_id INTO old_version FROM performance_workresult WHERE id = OLD.result_id;
        END IF;
        IF TG_OP <> 'DELETE' THEN
            SELECT version_id INTO new_version FROM performance_workresult WHERE id = NEW.result_id;
        END IF;
    ELSE
        IF TG_OP <> 'INSERT' THEN old_version := OLD.version_id; END IF;
        IF TG_OP <> 'DELETE' THEN new_version := NEW.version_id; END IF;
    END IF;
    IF EXISTS (SELECT FROM performance_planversion v
               WHERE v.id IN (old_version, new_version) AND v.agreed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'Isi SKP yang sudah disepakati tidak dapat diubah.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER agreed_stays BEFORE INSERT OR UPDATE OR DELETE ON performance_workresult
    FOR EACH ROW EXECUTE FUNCTION performance_agreed_stays();
CREATE TRIGGER agreed_stays BEFORE INSERT OR UPDATE OR DELETE ON performance_indicator
    FOR EACH ROW EXECUTE FUNCTION performance_agreed_stays();
CREATE TRIGGER agreed_stays BEFORE INSERT OR UPDATE OR DELETE ON performance_expectation
    FOR EACH ROW EXECUTE FUNCTION performance_agreed_stays();

-- What was signed stays as it was signed; an objection puts its own beside it.
CREATE FUNCTION performance_signed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.plan_id, NEW.window_id, NEW.appraiser_id, NEW.result, NEW.result_reason, NEW.behaviour,
        NEW.behaviour_reason, NEW.predikat, NEW.rated_at, NEW.determination_id) IS DISTINCT FROM (OLD.plan_id,
        OLD.window_id, OLD.appraiser_id, OLD.result, OLD.result_reason, OLD.behaviour, OLD.behaviour_reason,
        OLD.predikat, OLD.rated_at, OLD.determination_id) OR NEW.status = 'RATED' OR OLD.status = 'FINAL' THEN
        RAISE EXCEPTION 'Penilaian yang sudah ditetapkan tidak dapat diubah.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER signed_stays BEFORE UPDATE OR DELETE ON performance_appraisal
    FOR EACH ROW WHEN (OLD.status <> 'RATED') EXECUTE FUNCTION performance_signed_stays();

CREATE FUNCTION performance_decided_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Keberatan yang sudah diputuskan tidak dapat diubah.' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER decided_stays BEFORE UPDATE OR DELETE ON performance_objection
    FOR EACH ROW WHEN (OLD.decided_at IS NOT NULL) EXECUTE FUNCTION performance_decided_stays();
