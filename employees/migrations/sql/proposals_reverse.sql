DROP TRIGGER frozen ON employees_proposalstep;
