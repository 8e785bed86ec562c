-- The index of professionalism (IP ASN) of everybody on the lists, as of the day `simpeg.day` (the last of a year): the
-- facts, what each part is worth by the law of that day, and what each next step would add. Present facts (position,
-- unit, standing) are those on file; dated facts are those of that day. Without a law of that day every score is 0:
-- whoever reads asks training.professionalism.queries.law_of(year) first, which refuses.

-- A legal value of the index on the day spoken of. For use as an InitPlan: `(SELECT ip_law('teknis_jp'))`.
CREATE FUNCTION ip_law(wanted text) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT value FROM law_parameter
    WHERE key = 'ip.' || wanted AND in_force @> current_setting('simpeg.day')::date
$$;

-- The first day of a span of so many years that ends with the year spoken of.
CREATE FUNCTION ip_since(years text) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT make_date(extract(year FROM current_setting('simpeg.day')::date)::int - (ip_law(years) #>> '{}')::int + 1, 1, 1)
$$;

CREATE FUNCTION ip_day() RETURNS date LANGUAGE sql STABLE AS $$ SELECT current_setting('simpeg.day')::date $$;

CREATE VIEW training_professionalism AS
WITH education_law AS MATERIALIZED (
    SELECT l.group_rank AS rank, max(v.value::numeric) AS score
    FROM law_educationlevel l
    LEFT JOIN jsonb_each_text(ip_law('kualifikasi')) v ON v.key = l."group"
    GROUP BY l.group_rank
), position_law AS MATERIALIZED (
    SELECT k.position_group,
        COALESCE((ip_law('pelatihan_jabatan') ->> k.position_group)::numeric, 0) AS training,
        COALESCE((ip_law('teknis') ->> k.position_group)::numeric, 0) AS technical,
        COALESCE((ip_law('seminar') ->> k.position_group)::numeric, 0) AS seminar
    FROM (VALUES ('STRUKTURAL'), ('FUNGSIONAL'), ('PELAKSANA')) k (position_group)
), rating_law AS MATERIALIZED (
    SELECT key::int AS rating, value::numeric AS score FROM jsonb_each_text(ip_law('kinerja'))
), sanction_law AS MATERIALIZED (
    SELECT CASE key WHEN 'HEAVY' THEN 3 WHEN 'MEDIUM' THEN 2 WHEN 'LIGHT' THEN 1 ELSE 0 END AS severity,
        value::numeric AS score
    FROM jsonb_each_text(ip_law('disiplin'))
), echelon_law AS MATERIALIZED (
    SELECT key::int AS echelon, value AS course FROM jsonb_each_text(ip_law('pelatihan_eselon'))
)
SELECT
    w.*,
    CASE greatest(w.gain_seminar, w.gain_technical, w.gain_training, w.gain_rating, w.gain_education)
        WHEN 0 THEN ''
        -- Of equal gains the easiest is named.
        WHEN w.gain_seminar THEN 'SEMINAR'
        WHEN w.gain_technical THEN 'TEKNIS'
        WHEN w.gain_training THEN 'JABATAN'
        WHEN w.gain_rating THEN 'KINERJA'
        ELSE 'PENDIDIKAN'
    END AS step,
    greatest(w.gain_seminar, w.gain_technical, w.gain_training, w.gain_rating, w.gain_education) AS gain,
    CASE
        WHEN w.total > (SELECT (ip_law('kategori') ->> 'SANGAT_TINGGI')::numeric) THEN 'SANGAT_TINGGI'
        WHEN w.total > (SELECT (ip_law('kategori') ->> 'TINGGI')::numeric) THEN 'TINGGI'
        WHEN w.total > (SELECT (ip_law('kategori') ->> 'SEDANG')::numeric) THEN 'SEDANG'
        WHEN w.total > (SELECT (ip_law('kategori') ->> 'RENDAH')::numeric) THEN 'RENDAH'
        ELSE 'SANGAT_RENDAH'
    END AS category
FROM (
    SELECT
        f.employee_id, f.nip, f.status, f.unit_id, f.position_group,
        f.status = ANY ((SELECT law_codes('ip.status_dirata'))::text[]) AS counts,
        f.education_rank, f.rating, f.course_needed, f.trained, f.technical_hours, f.seminars, f.severity,
        COALESCE(ed.score, 0) AS qualification,
        CASE WHEN f.trained THEN p.training ELSE 0 END
            + CASE WHEN f.technical_hours >= (SELECT (ip_law('teknis_jp') #>> '{}')::int) THEN p.technical ELSE 0 END
            + CASE WHEN f.seminars > 0 THEN p.seminar ELSE 0 END AS competence,
        COALESCE(ra.score, 0) AS performance,
        COALESCE(sa.score, 0) AS discipline,
        COALESCE(ed.score, 0)
            + CASE WHEN f.trained THEN p.training ELSE 0 END
            + CASE WHEN f.technical_hours >= (SELECT (ip_law('teknis_jp') #>> '{}')::int) THEN p.technical ELSE 0 END
            + CASE WHEN f.seminars > 0 THEN p.seminar ELSE 0 END
            + COALESCE(ra.score, 0) + COALESCE(sa.score, 0) AS total,
        CASE WHEN f.trained THEN 0 ELSE p.training END AS gain_training,
        CASE WHEN f.technical_hours >= (SELECT (ip_law('teknis_jp') #>> '{}')::int) THEN 0 ELSE p.technical END
            AS gain_technical,
        CASE WHEN f.seminars > 0 THEN 0 ELSE p.seminar END AS gain_seminar,
        -- Of a fact that is not on file nobody knows what a step further would add: it has to be put on file.
        COALESCE(nr.gain, 0) AS gain_rating,
        COALESCE(ne.gain, 0) AS gain_education
    FROM (
        SELECT
            s.employee_id, s.nip, s.status, s.unit_id,
            CASE s.position_kind WHEN '1' THEN 'STRUKTURAL' WHEN '2' THEN 'FUNGSIONAL' ELSE 'PELAKSANA' END
                AS position_group,
            -- A diploma that nobody had to recognise counts from the first appointment.
            greatest(q.dated, CASE WHEN s.cpns_since <= (SELECT ip_day()) THEN q.undated END) AS education_rank,
            NULLIF(s.ratings[(SELECT extract(year FROM ip_day())::int
                              - (ip_law('kinerja_tahun_lalu') #>> '{}')::int)], 0) AS rating,
            CASE WHEN s.position_kind = '1' THEN ec.course END AS course_needed,
            CASE s.position_kind
                WHEN '1' THEN COALESCE(ec.course = ANY (c.leadership), false)
                WHEN '2' THEN COALESCE(c.functional, false)
                ELSE false
            END AS trained,
            COALESCE(c.technical_hours, 0) AS technical_hours,
            COALESCE(c.seminars, 0) AS seminars,
            COALESCE(x.severity, 0) AS severity
        FROM employees_employeestate s
        LEFT JOIN echelon_law ec ON ec.echelon = s.echelon
        LEFT JOIN (
            SELECT r.employee_id,
                max(l.group_rank) FILTER (WHERE r.recognised_on IS NULL) AS undated,
                max(l.group_rank) FILTER (WHERE r.recognised_on <= (SELECT ip_day())) AS dated
            FROM employees_educationrecord r
            JOIN law_educationlevel l ON l.code = r.level_id
            GROUP BY r.employee_id
        ) q ON q.employee_id = s.employee_id
        LEFT JOIN (
            SELECT r.employee_id,
                array_agg(r.level) FILTER (WHERE r.kind = 'KEPEMIMPINAN' AND r.level <> '') AS leadership,
                bool_or(r.kind = 'FUNGSIONAL') AS functional,
                sum(r.learning_hours) FILTER (
                    WHERE r.kind = 'TEKNIS' AND r.ends_on >= (SELECT ip_since('teknis_tahun'))) AS technical_hours,
                count(*) FILTER (
                    WHERE r.kind = 'SEMINAR' AND r.ends_on >= (SELECT ip_since('seminar_tahun'))) AS seminars
            FROM employees_course r
            WHERE r.ends_on <= (SELECT ip_day())
              AND (r.kind IN ('KEPEMIMPINAN', 'FUNGSIONAL')
                   OR r.kind = 'TEKNIS' AND r.ends_on >= (SELECT ip_since('teknis_tahun'))
                   OR r.kind = 'SEMINAR' AND r.ends_on >= (SELECT ip_since('seminar_tahun')))
            GROUP BY r.employee_id
        ) c ON c.employee_id = s.employee_id
        LEFT JOIN (
            SELECT r.employee_id,
                max(CASE k.severity WHEN 'HEAVY' THEN 3 WHEN 'MEDIUM' THEN 2 ELSE 1 END) AS severity
            FROM employees_sanction r
            JOIN law_sanctionkind k ON k.code = r.kind_id
            WHERE r.starts_on BETWEEN (SELECT ip_since('disiplin_tahun')) AND (SELECT ip_day())
            GROUP BY r.employee_id
        ) x ON x.employee_id = s.employee_id
        WHERE s.status = ANY ((SELECT law_codes('ip.status_diukur'))::text[])
          AND (s.standing = ANY ((SELECT listed_standings())::text[])
               OR s.status = 'CPNS' AND s.standing = ANY ((SELECT law_codes('kedudukan.aktif_cpns'))::text[]))
    ) f
    JOIN position_law p ON p.position_group = f.position_group
    LEFT JOIN education_law ed ON ed.rank = f.education_rank
    LEFT JOIN rating_law ra ON ra.rating = f.rating
    LEFT JOIN sanction_law sa ON sa.severity = f.severity
    -- One step up: the next diploma that is worth more, and the next better predikat.
    LEFT JOIN (
        SELECT l.rank, min(h.score) - l.score AS gain
        FROM education_law l JOIN education_law h ON h.score > l.score GROUP BY l.rank, l.score
    ) ne ON ne.rank = f.education_rank
    LEFT JOIN (
        SELECT l.rating, min(h.score) - l.score AS gain
        FROM rating_law l JOIN rating_law h ON h.score > l.score GROUP BY l.rating, l.score
    ) nr ON nr.rating = f.rating
) w;
