"""The quality of data looks at the scans of what counts today."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"
FORWARD = (SQL / "quality_scans.sql").read_text(encoding="utf-8")
# Columns can be added to a view, and not be taken away: going back, it is made anew.
EARLIER = f"DROP VIEW employees_qualityfacts; {(SQL / 'quality_retirement.sql').read_text(encoding='utf-8')}"


class Migration(migrations.Migration):
    dependencies = [("employees", "0015_reorganisations")]
    operations = [migrations.RunSQL(FORWARD, EARLIER)]
