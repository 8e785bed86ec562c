DROP FUNCTION nik_tells_birth(text, date, text);
DROP FUNCTION nip_tells_service(text, text, date);
DROP FUNCTION nip_tells_sex(text, text);
DROP FUNCTION nip_tells_birth(text, date);
