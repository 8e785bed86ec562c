DROP TRIGGER frozen ON employees_letterbatch;
DROP TRIGGER frozen ON employees_lettertemplate;
DROP TRIGGER letter_stays ON employees_letter;
DROP FUNCTION employees_letter_stays;
