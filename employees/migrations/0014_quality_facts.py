"""What the indicators of data quality look at: the file, the day of retirement and the scans, in one view."""

from pathlib import Path

from django.db import migrations

from simpeg.core.operations import run_files

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("employees", "0013_documents")]
    operations = [run_files(SQL / "quality_facts.sql", SQL / "quality_facts_reverse.sql")]
