-- What decides: the number of a person, the salt of a question and the seed. No state, no order, no clock.
-- hashint8extended is PostgreSQL's own hash of an int8; it answers alike on every machine.
CREATE FUNCTION pg_temp.roll(n bigint, salt int) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (hashint8extended(n, {seed} + salt) & 2147483647) / 2147483648.0::float8
$$;
CREATE FUNCTION pg_temp.pick(choice text[], n bigint, salt int) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT choice[1 + floor(pg_temp.roll(n, salt) * cardinality(choice))::int]
$$;
CREATE FUNCTION pg_temp.pick(choice int[], n bigint, salt int) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT choice[1 + floor(pg_temp.roll(n, salt) * cardinality(choice))::int]
$$;

-- Months are counted from the year 0, so that a career is plain arithmetic.
CREATE FUNCTION pg_temp.first_of(month int) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (date '2000-01-01' + make_interval(months => month - 24000))::date
$$;
-- A day within a month, never its last ones.
CREATE FUNCTION pg_temp.day_in(month int, n bigint, salt int) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (date '2000-01-02' + make_interval(months => month - 24000))::date + floor(pg_temp.roll(n, salt) * 26)::int
$$;
-- The last month up to this one in which promotions took effect: April and October, since 2024 six, now twelve a year.
CREATE FUNCTION pg_temp.period_by(month int) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN month >= 2025 * 12 + 9 THEN month
                WHEN month >= 2024 * 12 + 1 THEN month - (month - 1) % 2
                ELSE month - (month - 3) % 6 END
$$;
-- The month of the promotion after so many: the first is the entry, the last is known, those between lie evenly.
CREATE FUNCTION pg_temp.risen_in(step int, steps int, years int, entered int, latest int) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN step <= 0 THEN entered WHEN step >= steps THEN latest
                ELSE pg_temp.period_by(latest - (steps - step) * years * 12) END
$$;
-- Months of grade service when a grade of this level began: carried over, less what entering II and III costs. A
-- contract has one grade, and pays nothing.
CREATE FUNCTION pg_temp.served(credit int, entered int, month int, entry int, level int) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT greatest(credit + month - entered
                    - CASE WHEN entry < 5 AND level >= 5 THEN 72 ELSE 0 END
                    - CASE WHEN entry < 9 AND level >= 9 THEN 60 ELSE 0 END, 0)
$$;
