"""Units are found by a part of their name, and the people of a grade by their age."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    dependencies = [("employees", "0030_lists_of_an_office")]

    operations = [
        migrations.AddIndex(
            model_name="unit",
            index=GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="unit_name_part", fastupdate=False),
        ),
        migrations.RemoveIndex(model_name="employeestate", name="state_by_grade"),
        migrations.AddIndex(
            model_name="employeestate",
            index=models.Index(
                fields=["grade", "sort_name", "employee"],
                name="state_by_grade",
                include=["birth_date", "status", "standing", "position_kind"],
            ),
        ),
    ]
