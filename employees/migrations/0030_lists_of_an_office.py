"""The list of an office out of one index, and the offices that a filter offers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("employees", "0029_published_lists")]

    operations = [
        migrations.RemoveIndex(model_name="employeestate", name="state_by_unit"),
        migrations.AddIndex(
            model_name="employeestate",
            index=models.Index(
                fields=["unit", "sort_name", "employee"],
                name="state_by_unit",
                include=[
                    *("nip", "status", "standing", "birth_date", "grade", "grade_since"),
                    *("position_kind", "position_title"),
                ],
            ),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(fields=["name", "id"], name="unit_office", condition=models.Q(opd_id=models.F("id"))),
        ),
    ]
