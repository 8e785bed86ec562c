"""People of an age are found nationwide: the index by name knows it, and that of a grade has each year by itself."""

from django.db import migrations, models
from django.db.models.functions import ExtractYear


class Migration(migrations.Migration):
    dependencies = [("employees", "0031_parts_of_unit_names")]

    operations = [
        migrations.RemoveIndex(model_name="employeestate", name="state_by_name"),
        migrations.AddIndex(
            model_name="employeestate",
            index=models.Index(
                fields=["sort_name", "employee"],
                name="state_by_name",
                include=["birth_date", "grade", "status", "standing", "position_kind"],
            ),
        ),
        migrations.AddIndex(
            model_name="employeestate",
            index=models.Index(
                "grade",
                ExtractYear("birth_date"),
                "sort_name",
                "employee",
                name="state_by_grade_and_year",
                include=["birth_date", "status", "standing", "position_kind"],
            ),
        ),
    ]
