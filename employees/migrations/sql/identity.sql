-- What the digits of a NIP or NIK say about the person who bears it; true where they agree with the record.
-- employees/identity.py says the same for one person while somebody types; a test compares the two.
CREATE FUNCTION nip_tells_birth(nip text, birth_date date) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT substr(nip, 1, 8) = to_char(birth_date, 'YYYYMMDD')
$$;

CREATE FUNCTION nip_tells_sex(nip text, sex text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT substr(nip, 15, 1) = CASE sex WHEN 'M' THEN '1' ELSE '2' END
$$;

-- PNS: year and month of the TMT CPNS. PPPK: the year of the first appointment, then a code from 21 up.
CREATE FUNCTION nip_tells_service(nip text, status text, cpns_since date) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN status IN ('CPNS', 'PNS') THEN substr(nip, 9, 6) = to_char(cpns_since, 'YYYYMM')
                ELSE substr(nip, 9, 4) = to_char(cpns_since, 'YYYY') AND substr(nip, 13, 2) >= '21' END
$$;

-- NULL for somebody without NIK. Women have 40 added to the day.
CREATE FUNCTION nik_tells_birth(nik text, birth_date date, sex text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN nik <> '' THEN substr(nik, 7, 6) = to_char(
        extract(day FROM birth_date) + CASE sex WHEN 'F' THEN 40 ELSE 0 END, 'FM00'
    ) || to_char(birth_date, 'MMYY') END
$$;
