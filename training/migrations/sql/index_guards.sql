-- What was settled stands still: its scores, and the means of its units.
CREATE FUNCTION training_index_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched bigint[];
BEGIN
    IF TG_OP = 'DELETE' THEN
        touched := ARRAY(SELECT DISTINCT measurement_id FROM old_rows);
    ELSIF TG_OP = 'INSERT' THEN
        touched := ARRAY(SELECT DISTINCT measurement_id FROM new_rows);
    ELSE
        touched := ARRAY(SELECT measurement_id FROM old_rows UNION SELECT measurement_id FROM new_rows);
    END IF;
    -- The row of the year is held, so that it is not settled meanwhile.
    PERFORM FROM training_indexmeasurement m WHERE m.id = ANY (touched) AND m.settled_at IS NOT NULL FOR SHARE;
    IF FOUND THEN
        RAISE EXCEPTION 'IP ASN yang sudah ditetapkan tidak dapat diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER stays_insert AFTER INSERT ON training_indexscore
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION training_index_stays();
CREATE TRIGGER stays_update AFTER UPDATE ON training_indexscore
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION training_index_stays();
CREATE TRIGGER stays_delete AFTER DELETE ON training_indexscore
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION training_index_stays();
CREATE TRIGGER stays_insert AFTER INSERT ON training_unitindex
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION training_index_stays();
CREATE TRIGGER stays_update AFTER UPDATE ON training_unitindex
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION training_index_stays();
CREATE TRIGGER stays_delete AFTER DELETE ON training_unitindex
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION training_index_stays();

-- Who is measured cannot go: scores know him by number only.
CREATE FUNCTION training_scored_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM training_indexscore k JOIN old_rows o ON o.id = k.employee_id) THEN
        RAISE EXCEPTION 'Pegawai ini tercatat dalam pengukuran IP ASN dan tidak dapat dihapus.'
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER scored_stays AFTER DELETE ON employees_employee
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION training_scored_stays();

-- The means and numbers of every unit with all that is below it, and of everybody (a row without a unit), drawn anew
-- from the scores of one measurement.
CREATE FUNCTION ip_sum_up(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM training_unitindex WHERE measurement_id = wanted;
    INSERT INTO training_unitindex (
        measurement_id, unit_id, people, others, qualification, competence, performance, discipline, total, categories,
        steps, without_education, without_rating
    )
    WITH own AS MATERIALIZED (  -- each unit's own people first: a unit is then added to those above it once
        SELECT unit_id,
            count(*) FILTER (WHERE counts) AS people, count(*) FILTER (WHERE NOT counts) AS others,
            sum(qualification) FILTER (WHERE counts) AS qualification,
            sum(competence) FILTER (WHERE counts) AS competence,
            sum(performance) FILTER (WHERE counts) AS performance,
            sum(discipline) FILTER (WHERE counts) AS discipline,
            sum(total) FILTER (WHERE counts) AS total,
            count(*) FILTER (WHERE counts AND category = 'SANGAT_TINGGI') AS very_high,
            count(*) FILTER (WHERE counts AND category = 'TINGGI') AS high,
            count(*) FILTER (WHERE counts AND category = 'SEDANG') AS middle,
            count(*) FILTER (WHERE counts AND category = 'RENDAH') AS low,
            count(*) FILTER (WHERE counts AND category = 'SANGAT_RENDAH') AS very_low,
            count(*) FILTER (WHERE counts AND gain_seminar > 0) AS can_seminar,
            count(*) FILTER (WHERE counts AND gain_technical > 0) AS can_technical,
            count(*) FILTER (WHERE counts AND gain_training > 0) AS can_training,
            count(*) FILTER (WHERE counts AND gain_rating > 0) AS can_rating,
            count(*) FILTER (WHERE counts AND gain_education > 0) AS can_education,
            sum(gain_seminar) FILTER (WHERE counts) AS seminar,
            sum(gain_technical) FILTER (WHERE counts) AS technical,
            sum(gain_training) FILTER (WHERE counts) AS training,
            sum(gain_rating) FILTER (WHERE counts) AS rating,
            sum(gain_education) FILTER (WHERE counts) AS education,
            count(*) FILTER (WHERE counts AND step = 'SEMINAR') AS best_seminar,
            count(*) FILTER (WHERE counts AND step = 'TEKNIS') AS best_technical,
            count(*) FILTER (WHERE counts AND step = 'JABATAN') AS best_training,
            count(*) FILTER (WHERE counts AND step = 'KINERJA') AS best_rating,
            count(*) FILTER (WHERE counts AND step = 'PENDIDIKAN') AS best_education,
            count(*) FILTER (WHERE counts AND education_rank IS NULL) AS without_education,
            count(*) FILTER (WHERE counts AND training_indexscore.rating IS NULL) AS without_rating
        FROM training_indexscore
        WHERE measurement_id = wanted
        GROUP BY unit_id
    )
    SELECT wanted, a.unit_id, sum(people), sum(others),
        sum(qualification) / NULLIF(sum(people), 0), sum(competence) / NULLIF(sum(people), 0),
        sum(performance) / NULLIF(sum(people), 0), sum(discipline) / NULLIF(sum(people), 0),
        sum(total) / NULLIF(sum(people), 0),
        jsonb_build_object('SANGAT_TINGGI', sum(very_high), 'TINGGI', sum(high), 'SEDANG', sum(middle),
                           'RENDAH', sum(low), 'SANGAT_RENDAH', sum(very_low)),
        jsonb_build_object(
            'SEMINAR', jsonb_build_object('can', sum(can_seminar), 'gain', COALESCE(sum(seminar), 0),
                                          'best', sum(best_seminar)),
            'TEKNIS', jsonb_build_object('can', sum(can_technical), 'gain', COALESCE(sum(technical), 0),
                                         'best', sum(best_technical)),
            'JABATAN', jsonb_build_object('can', sum(can_training), 'gain', COALESCE(sum(training), 0),
                                          'best', sum(best_training)),
            'KINERJA', jsonb_build_object('can', sum(can_rating), 'gain', COALESCE(sum(rating), 0),
                                          'best', sum(best_rating)),
            'PENDIDIKAN', jsonb_build_object('can', sum(can_education), 'gain', COALESCE(sum(education), 0),
                                             'best', sum(best_education))),
        sum(without_education), sum(without_rating)
    FROM own o
    LEFT JOIN employees_unit u ON u.id = o.unit_id
    CROSS JOIN LATERAL (SELECT unnest(u.path) UNION ALL SELECT NULL) a (unit_id)
    GROUP BY a.unit_id;
END $$;
