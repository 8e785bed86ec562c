"""Learning a standing took seconds for thousands of employees updated at once; now milliseconds."""

from pathlib import Path

from django.db import migrations

from simpeg.core.operations import run_files

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("employees", "0016_quality_scans")]
    operations = [run_files(SQL / "standing_counted.sql", SQL / "standing_counted_reverse.sql")]
