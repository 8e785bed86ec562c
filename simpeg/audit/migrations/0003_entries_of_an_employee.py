from django.db import migrations


class Migration(migrations.Migration):
    """The trail of a whole file at once: its histories' entries, deleted rows too, by the employee they hang on."""

    dependencies = [("audit", "0002_reads")]
    operations = [
        migrations.RunSQL(
            # Not a partial index: the planner would not use what it learns of one to see how few these rows are.
            "CREATE INDEX audit_entry_employee ON audit_entry ((COALESCE(after, before) ->> 'employee_id'), id)",
            "DROP INDEX audit_entry_employee",
        )
    ]
