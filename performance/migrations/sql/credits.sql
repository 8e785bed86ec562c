-- A determination once made is kept as made: nothing of it changes but the mark that withdraws it, which is set once.
CREATE FUNCTION performance_credit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    marks text[] := '{withdrawn_at,withdrawn_by_id,withdrawn_reason}';
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'Penetapan tidak dapat dihapus, hanya dapat dibatalkan.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF to_jsonb(OLD) - marks IS DISTINCT FROM to_jsonb(NEW) - marks
        OR (OLD.withdrawn_at IS NOT NULL AND to_jsonb(OLD) IS DISTINCT FROM to_jsonb(NEW))
    THEN
        RAISE EXCEPTION 'Penetapan yang sudah dibuat tidak dapat diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER credit_stays BEFORE UPDATE OR DELETE ON performance_creditdetermination
    FOR EACH ROW EXECUTE FUNCTION performance_credit_stays();
-- The conversions of a determination stand or fall with it, and say nothing else than they said.
CREATE FUNCTION performance_conversion_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'Konversi tidak dapat dihapus.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.is_standing OR to_jsonb(OLD) - 'is_standing' IS DISTINCT FROM to_jsonb(NEW) - 'is_standing'
        OR NOT EXISTS (SELECT FROM performance_creditdetermination d
                       WHERE d.id = OLD.determination_id AND d.withdrawn_at IS NOT NULL)
    THEN
        RAISE EXCEPTION 'Konversi yang sudah ditetapkan tidak dapat diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER conversion_stays BEFORE UPDATE OR DELETE ON performance_conversion
    FOR EACH ROW EXECUTE FUNCTION performance_conversion_stays();
