"""A circle in a tree of half a million units is found in one pass."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "unit_circles.sql"


class Migration(migrations.Migration):
    dependencies = [("employees", "0027_quick_lists")]

    # The function does what it did; going back there is nothing to take back.
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
