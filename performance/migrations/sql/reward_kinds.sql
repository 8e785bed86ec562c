-- What a kind promises stands still once a round of it was announced; it can only be ended and taken up again.
CREATE FUNCTION performance_kind_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ending text[] := '{ended_on,ended_by_id,end_reason}';
BEGIN
    IF to_jsonb(OLD) - ending IS DISTINCT FROM to_jsonb(NEW) - ending
        AND EXISTS (SELECT FROM performance_rewardround r WHERE r.kind_id = OLD.id AND r.status <> 'DRAFT')
    THEN
        RAISE EXCEPTION 'Jenis penghargaan yang sudah diumumkan tidak dapat diubah.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER kind_stays BEFORE UPDATE ON performance_rewardkind
    FOR EACH ROW EXECUTE FUNCTION performance_kind_stays();

-- A round begins, changes its kind, and is announced only while its kind is given.
CREATE FUNCTION performance_round_of_a_living_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.kind_id = NEW.kind_id AND (OLD.status <> 'DRAFT' OR NEW.status = 'DRAFT') THEN
            RETURN NEW;
        END IF;
    END IF;
    -- The row of the kind is held, so that it is neither ended nor renamed meanwhile.
    PERFORM FROM performance_rewardkind k WHERE k.id = NEW.kind_id AND k.ended_on IS NULL FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Jenis penghargaan ini sudah diakhiri.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER round_of_a_living_kind BEFORE INSERT OR UPDATE ON performance_rewardround
    FOR EACH ROW EXECUTE FUNCTION performance_round_of_a_living_kind();
