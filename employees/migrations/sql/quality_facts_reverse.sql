DROP VIEW employees_qualityfacts;
