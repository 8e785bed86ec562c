-- What was done with a proposal, and when, is never told otherwise afterwards.
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON employees_proposalstep
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
