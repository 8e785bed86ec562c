"""What the database keeps of the law by itself: the trail of every row, and decisions that stay as they were taken."""

from django.db import migrations

from simpeg.audit.operations import track

FROZEN = """
CREATE FUNCTION law_change_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    decided text[] := ARRAY['status', 'decided_by_id', 'decided_at', 'decision'];
BEGIN
    -- A proposal is decided once; what was proposed never changes.
    IF TG_OP = 'UPDATE' AND OLD.status = 'PROPOSED' AND to_jsonb(OLD) - decided = to_jsonb(NEW) - decided THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Perubahan peraturan yang sudah diputuskan tidak dapat diubah atau dihapus.'
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON law_lawchange FOR EACH ROW EXECUTE FUNCTION law_change_frozen();
"""
# A window that anybody but the loader moves is the agency's: no later law moves it back.
MOVED = """
CREATE FUNCTION promotion_window_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.opens_on, NEW.closes_on) IS DISTINCT FROM (OLD.opens_on, OLD.closes_on)
       AND COALESCE(current_setting('simpeg.law_load', true), '') <> 'on' THEN
        NEW.moved := true;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER moved BEFORE UPDATE ON law_promotionperiod FOR EACH ROW EXECUTE FUNCTION promotion_window_moved();
-- Those that were moved before anybody kept it: until now there was one rule, 60 and 30 days before.
UPDATE law_promotionperiod SET moved = true WHERE (opens_on, closes_on) <> (day - 60, day - 30);
"""
TABLES = ["lawchange", "parameter", "salarystep", "echelonrange", "educationceiling", "tierstep", "retirementage"]


class Migration(migrations.Migration):
    dependencies = [("law", "0002_changes"), ("audit", "0002_reads")]
    operations = [
        migrations.RunSQL(FROZEN, "DROP TRIGGER frozen ON law_lawchange; DROP FUNCTION law_change_frozen"),
        migrations.RunSQL(MOVED, "DROP TRIGGER moved ON law_promotionperiod; DROP FUNCTION promotion_window_moved"),
        *(track(f"law_{table}") for table in TABLES),
    ]
