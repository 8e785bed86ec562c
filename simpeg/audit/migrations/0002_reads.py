from django.db import migrations, models

from simpeg.audit.operations import create_reads, let_trail_hide


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_trail")]
    operations = [
        let_trail_hide(),
        create_reads(),
        migrations.CreateModel(
            name="ReadEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
            ],
            options={
                "verbose_name": "jejak baca",
                "verbose_name_plural": "jejak baca",
                "db_table": "audit_readentry",
                "managed": False,
                "default_permissions": ["view"],
            },
        ),
    ]
