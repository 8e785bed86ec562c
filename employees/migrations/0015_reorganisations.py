"""Units say by which regulation they came and went; plans keep who put them in force and with what outcome."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('employees', '0014_quality_facts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='unit',
            name='basis',
            field=models.CharField(blank=True, db_default='', default='', max_length=200, verbose_name='dasar pembentukan'),
        ),
        migrations.AddField(
            model_name='unit',
            name='closing_basis',
            field=models.CharField(blank=True, db_default='', default='', max_length=200, verbose_name='dasar penutupan'),
        ),
        migrations.AlterField(
            model_name='reorganisation',
            name='applied_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='diterapkan pada'),
        ),
        migrations.AlterField(
            model_name='reorganisation',
            name='applied_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diterapkan oleh'),
        ),
        migrations.AlterField(
            model_name='reorganisation',
            name='outcome',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='hasil'),
        ),
        migrations.AlterField(
            model_name='reorganisationline',
            name='unit',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.unit', verbose_name='unit yang terbentuk'),
        ),
    ]
