"""A part of a name is found by the words that hold it: the words of a nation are few."""

from pathlib import Path

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models

from simpeg.core.operations import run_files
from simpeg.core.sql import Words

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("employees", "0033_old_scales")]

    operations = [
        migrations.CreateModel(
            name="NameWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.TextField(verbose_name="kata")),
            ],
            options={
                "verbose_name": "kata nama",
                "verbose_name_plural": "kata nama",
                "default_permissions": [],
                "indexes": [
                    models.Index(fields=["word"], name="name_word"),
                    GinIndex(OpClass("word", name="gin_trgm_ops"), name="name_word_part", fastupdate=False),
                ],
            },
        ),
        migrations.RemoveIndex(model_name="employeestate", name="state_name_part"),
        migrations.AddIndex(
            model_name="employeestate",
            index=GinIndex(Words("sort_name"), name="state_name_words", fastupdate=False),
        ),
        run_files(SQL / "name_words.sql", SQL / "name_words_reverse.sql"),
    ]
