"""The place of each person in his state row, and lists that ask the law once for each place."""

from pathlib import Path

from django.db import migrations, models

from simpeg.core.operations import run_files

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("employees", "0034_words_of_names")]

    operations = [
        run_files(SQL / "places.sql", SQL / "places_reverse.sql"),
        migrations.AddIndex(
            model_name="position",
            index=models.Index(
                fields=["unit", "title"],
                include=("kind", "need", "tier", "functional_name", "valid_from", "valid_until"),
                name="position_of_a_post",
            ),
        ),
        run_files(SQL / "placed_lists.sql", SQL / "placed_lists_reverse.sql"),
    ]
