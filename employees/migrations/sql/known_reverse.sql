DROP FUNCTION employees_know;
