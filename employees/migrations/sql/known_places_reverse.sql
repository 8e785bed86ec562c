DROP FUNCTION employees_note_places();
