"""The places of everybody are noted at once, after a load and before a list."""

from pathlib import Path

from django.db import migrations

from simpeg.core.operations import run_files

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("employees", "0035_places")]

    operations = [run_files(SQL / "known_places.sql", SQL / "known_places_reverse.sql")]
