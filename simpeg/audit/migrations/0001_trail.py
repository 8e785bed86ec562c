from django.db import migrations, models

from simpeg.audit.operations import create_trail


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        create_trail(),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
            ],
            options={
                "verbose_name": "jejak audit",
                "verbose_name_plural": "jejak audit",
                "db_table": "audit_entry",
                "managed": False,
                "default_permissions": ["view"],
            },
        ),
    ]
