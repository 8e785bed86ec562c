DROP TRIGGER document_stays ON employees_document;
DROP FUNCTION employees_document_stays;
