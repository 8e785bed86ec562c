-- Every agency has the units of the template, under a root of its own.
INSERT INTO employees_unit (id, siasn_id, name, parent_id, kind, head_echelon, region_code, path)
SELECT a.number * p.units + u.k, 'REKAAN-' || a.number + 1 || '-' || u.k,
    CASE WHEN u.parent IS NULL THEN 'Pemerintah Kabupaten Rekaan ' || a.number + 1
         WHEN p.agencies = 1 THEN u.name ELSE u.name || ' (Rekaan ' || a.number + 1 || ')' END,
    a.number * p.units + u.parent, u.kind, u.echelon, u.region, '{}'
FROM plan p, generate_series(0, p.agencies - 1) AS a (number), t_unit u
ORDER BY a.number, u.k;
