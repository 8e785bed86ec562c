-- What a round promised stands still from its announcement: only its results are added to it.
CREATE FUNCTION performance_round_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    results text[] := '{status,published_on,published_by_id}';
BEGIN
    IF OLD.status = 'DRAFT' THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'Putaran yang sudah diumumkan tidak dapat dihapus.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF to_jsonb(OLD) - results IS DISTINCT FROM to_jsonb(NEW) - results
        OR (OLD.status, NEW.status) NOT IN (('ANNOUNCED', 'ANNOUNCED'), ('ANNOUNCED', 'PUBLISHED'))
    THEN
        RAISE EXCEPTION 'Putaran yang sudah diumumkan tidak dapat diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER round_stays BEFORE UPDATE OR DELETE ON performance_rewardround
    FOR EACH ROW EXECUTE FUNCTION performance_round_stays();

CREATE FUNCTION performance_criterion_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_round bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.round_id ELSE NEW.round_id END;
BEGIN
    -- The row of the round is held, so that it is not announced meanwhile.
    PERFORM FROM performance_rewardround r WHERE r.id = of_round AND r.status <> 'DRAFT' FOR SHARE;
    IF FOUND OR (TG_OP = 'UPDATE' AND OLD.round_id <> NEW.round_id) THEN
        RAISE EXCEPTION 'Syarat putaran yang sudah diumumkan tidak dapat diubah.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER criterion_stays BEFORE INSERT OR UPDATE OR DELETE ON performance_rewardcriterion
    FOR EACH ROW EXECUTE FUNCTION performance_criterion_stays();

-- Nominations and decisions are made once.
CREATE FUNCTION performance_reward_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Pencalonan, calon, dan keputusan penghargaan tidak dapat diubah atau dihapus.'
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER candidate_stays BEFORE UPDATE OR DELETE ON performance_candidate
    FOR EACH ROW EXECUTE FUNCTION performance_reward_stays();
CREATE TRIGGER nomination_stays BEFORE UPDATE OR DELETE ON performance_nomination
    FOR EACH ROW EXECUTE FUNCTION performance_reward_stays();
CREATE TRIGGER decision_stays BEFORE UPDATE OR DELETE ON performance_rewarddecision
    FOR EACH ROW EXECUTE FUNCTION performance_reward_stays();

-- A vote is its member's until the candidate is decided.
CREATE FUNCTION performance_vote_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    voted bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.candidate_id ELSE NEW.candidate_id END;
BEGIN
    IF EXISTS (SELECT FROM performance_rewarddecision d WHERE d.candidate_id = voted)
        OR (TG_OP = 'UPDATE' AND (OLD.candidate_id, OLD.by_id) IS DISTINCT FROM (NEW.candidate_id, NEW.by_id))
    THEN
        RAISE EXCEPTION 'Suara atas calon yang sudah diputuskan tidak dapat diubah.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER vote_stays BEFORE INSERT OR UPDATE OR DELETE ON performance_vote
    FOR EACH ROW EXECUTE FUNCTION performance_vote_stays();
