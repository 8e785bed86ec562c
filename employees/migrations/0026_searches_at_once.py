"""The indexes for parts of names take each write at once, so that no search reads a list of pending ones."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations
from django.db.models.functions import Upper

PARTS = {"state_name_part": "sort_name", "state_nip_part": "nip", "state_title_part": Upper("position_title")}


def index(name):
    return GinIndex(OpClass(PARTS[name], name="gin_trgm_ops"), name=name, fastupdate=False)


class Migration(migrations.Migration):
    dependencies = [("employees", "0025_state_at_once")]

    # Changed in place: Django would build each of them again.
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"ALTER INDEX {name} SET (fastupdate = off)", f"ALTER INDEX {name} RESET (fastupdate)"
                ),
                # What was pending until now.
                migrations.RunSQL(f"SELECT gin_clean_pending_list('{name}')", migrations.RunSQL.noop),
            ],
            state_operations=[
                migrations.RemoveIndex("employeestate", name),
                migrations.AddIndex("employeestate", index(name)),
            ],
        )
        for name in PARTS
    ]
