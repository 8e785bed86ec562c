DROP TRIGGER agreed_stays ON performance_planversion;
DROP FUNCTION performance_version_stays;
DROP TRIGGER frozen ON performance_evidence;
DROP TRIGGER frozen ON performance_progress;
