"""The view that the promotion rules read, and the functions of time in it."""

from pathlib import Path

import django.contrib.postgres.fields
from django.db import migrations, models

from simpeg.audit.operations import track
from simpeg.core.operations import run_files

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("employees", "0002_guards"), ("core", "0002_refuse_change")]
    operations = [
        run_files(SQL / "promotion.sql", SQL / "promotion_reverse.sql"),
        track("employees_promotionlist"),
        migrations.CreateModel(
            name="PromotionFacts",
            fields=[
                ("id", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("nip", models.CharField(max_length=18)),
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=18)),
                ("status", models.CharField(max_length=7)),
                ("standing", models.CharField(max_length=2)),
                ("grade_code", models.CharField(max_length=5)),
                ("grade_level", models.SmallIntegerField()),
                ("grade_since", models.DateField()),
                ("grade_service_since", models.DateField()),
                ("service_years", models.SmallIntegerField(null=True)),
                ("service_months", models.SmallIntegerField(null=True)),
                ("target_code", models.CharField(max_length=5, null=True)),
                ("target_level", models.SmallIntegerField(null=True)),
                ("position_title", models.CharField(max_length=255)),
                ("position_since", models.DateField(null=True)),
                ("echelon", models.SmallIntegerField(null=True)),
                ("tier", models.CharField(max_length=2)),
                ("inaugurated_on", models.DateField(null=True)),
                ("echelon_name", models.CharField(max_length=5, null=True)),
                ("lowest_level", models.SmallIntegerField(null=True)),
                ("highest_level", models.SmallIntegerField(null=True)),
                ("lowest_code", models.CharField(max_length=5, null=True)),
                ("highest_code", models.CharField(max_length=5, null=True)),
                ("rating_1", models.SmallIntegerField(null=True)),
                ("rating_2", models.SmallIntegerField(null=True)),
                ("diplomas", models.IntegerField()),
                (
                    "education_groups",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10), null=True, size=None
                    ),
                ),
                ("diploma", models.CharField(max_length=255, null=True)),
                ("ceiling_level", models.SmallIntegerField(null=True)),
                ("ceiling_code", models.CharField(max_length=5, null=True)),
                ("blocking", models.TextField(null=True)),
                ("sanctioned", models.BooleanField()),
                ("sanctioned_open", models.BooleanField()),
                ("sanctioned_until", models.DateField(null=True)),
                ("unpaid", models.TextField(null=True)),
                ("points_tier", models.CharField(max_length=2)),
                ("tier_raised", models.BooleanField()),
                ("has_next_step", models.BooleanField()),
                ("crosses", models.BooleanField()),
                ("next_tier", models.CharField(max_length=2)),
                ("points", models.DecimalField(decimal_places=3, max_digits=9, null=True)),
                ("points_on", models.DateField(null=True)),
                ("points_needed", models.DecimalField(decimal_places=3, max_digits=9, null=True)),
                ("vacant", models.BooleanField(null=True)),
                ("exam_1_on", models.DateField(null=True)),
                ("exam_2_on", models.DateField(null=True)),
                ("exam_diploma_on", models.DateField(null=True)),
                (
                    "leadership",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=4), null=True, size=None
                    ),
                ),
                ("map_title", models.CharField(max_length=255, null=True)),
                ("map_education", models.CharField(max_length=100, null=True)),
                ("map_matches", models.BooleanField(null=True)),
            ],
            options={
                "db_table": "employees_promotionfacts",
                "managed": False,
                "default_permissions": [],
            },
        ),
    ]
