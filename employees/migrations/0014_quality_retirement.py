"""The day of retirement that the quality of data looks at is the organisation's, from one view."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"
FORWARD = (SQL / "quality_retirement.sql").read_text(encoding="utf-8")
EARLIER = (SQL / "quality.sql").read_text(encoding="utf-8").partition("CREATE VIEW employees_qualityfacts")[2]


class Migration(migrations.Migration):
    dependencies = [("employees", "0013_documents")]
    operations = [migrations.RunSQL(FORWARD, f"CREATE OR REPLACE VIEW employees_qualityfacts{EARLIER}")]
