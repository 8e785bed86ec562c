from django.db import migrations


class Migration(migrations.Migration):
    """What a file was read for, beside what was done with it."""

    dependencies = [("audit", "0003_entries_of_an_employee")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE audit_readentry ADD COLUMN purpose text NOT NULL DEFAULT ''",
            "ALTER TABLE audit_readentry DROP COLUMN purpose",
        )
    ]
