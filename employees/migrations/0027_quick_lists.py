"""The views of the due lists, by which a nation is judged in seconds."""

from pathlib import Path

from django.db import migrations, models

from simpeg.core.operations import run_files

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("employees", "0026_searches_at_once")]

    operations = [
        migrations.RemoveIndex(model_name="employeestate", name="state_of_a_tier"),
        migrations.AddIndex(
            model_name="employeestate",
            index=models.Index(fields=["unit", "position_title", "standing", "status"], name="state_of_a_post"),
        ),
        migrations.AddIndex(
            model_name="employeestate",
            index=models.Index(fields=["education_since", "employee"], name="state_of_a_diploma"),
        ),
        run_files(SQL / "quick_lists.sql", SQL / "quick_lists_reverse.sql"),
    ]
