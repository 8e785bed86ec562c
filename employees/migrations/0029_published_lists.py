"""Verdicts in parts, their facts without their names: a list of a nation is built beside the others and then joined."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import employees.models.fact_shape
from simpeg.core.operations import run_files

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("employees", "0028_unit_circles")]

    operations = [
        migrations.AlterField(
            model_name="duecase",
            name="verdict",
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="employees.dueverdict", verbose_name="hasil penilaian"),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[run_files(SQL / "published_lists.sql", SQL / "published_lists_reverse.sql")],
            state_operations=[
                migrations.AlterField(
                    model_name="dueverdict",
                    name="employee",
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name="due_verdicts", to="employees.employee"),
                ),
                migrations.AlterField(
                    model_name="dueverdict",
                    name="facts",
                    field=employees.models.fact_shape.FactsField(verbose_name="fakta"),
                ),
                migrations.AlterField(
                    model_name="dueverdict",
                    name="grade",
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="law.grade", verbose_name="golongan"),
                ),
                migrations.AlterField(
                    model_name="dueverdict",
                    name="list",
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="verdicts", to="employees.duelist"),
                ),
                migrations.AlterField(
                    model_name="dueverdict",
                    name="target",
                    field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="law.grade", verbose_name="golongan tujuan"),
                ),
                migrations.AlterField(
                    model_name="dueverdict",
                    name="unit",
                    field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="employees.unit", verbose_name="unit kerja"),
                ),
            ],
        ),
    ]
