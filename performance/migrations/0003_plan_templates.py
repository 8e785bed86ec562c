"""Examples of plans for positions, reminders, and what was reported or agreed stays."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

from simpeg.audit.operations import track
from simpeg.core.operations import run_files

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('performance', '0002_credits'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PlanReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sent_on', models.DateField(verbose_name='diingatkan pada')),
                ('plans', models.PositiveIntegerField(verbose_name='banyaknya SKP')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='pengguna')),
            ],
            options={
                'verbose_name': 'pengingat SKP',
                'verbose_name_plural': 'pengingat SKP',
                'default_permissions': [],
                'constraints': [models.UniqueConstraint(fields=('user', 'sent_on'), name='one_plan_reminder_a_day')],
            },
        ),
        migrations.CreateModel(
            name='PlanTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position_title', models.CharField(blank=True, max_length=255, verbose_name='jabatan')),
                ('functional_name', models.TextField(blank=True, verbose_name='nama JF')),
                ('tier', models.CharField(blank=True, choices=[('PM', 'Pemula'), ('TR', 'Terampil'), ('MH', 'Mahir'), ('PY', 'Penyelia'), ('PT', 'Ahli Pertama'), ('MU', 'Ahli Muda'), ('MA', 'Ahli Madya'), ('UT', 'Ahli Utama')], max_length=2, verbose_name='jenjang')),
                ('form', models.CharField(choices=[('JPT', 'JPT dan pimpinan unit kerja mandiri'), ('JA', 'JA, JF, dan pelaksana')], max_length=3, verbose_name='bentuk SKP')),
                ('model', models.CharField(choices=[('KUANTITATIF', 'Kuantitatif'), ('KUALITATIF', 'Kualitatif')], max_length=11, verbose_name='model')),
                ('results', models.JSONField(verbose_name='hasil kerja')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat pada')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dibuat oleh')),
            ],
            options={
                'verbose_name': 'contoh SKP jabatan',
                'verbose_name_plural': 'contoh SKP jabatan',
                'ordering': ['functional_name', 'tier', 'position_title', 'pk'],
                'default_permissions': [],
                'constraints': [models.UniqueConstraint(fields=('position_title', 'functional_name', 'tier', 'form', 'model'), name='one_template_a_position'), models.CheckConstraint(condition=models.Q(models.Q(('functional_name', ''), models.Q(('position_title', ''), _negated=True)), models.Q(models.Q(('functional_name', ''), _negated=True), ('position_title', '')), _connector='OR'), name='template_names_a_position'), models.CheckConstraint(condition=models.Q(('form__in', ['JPT', 'JA'])), name='template_form_known'), models.CheckConstraint(condition=models.Q(('model__in', ['KUANTITATIF', 'KUALITATIF'])), name='template_model_known'), models.CheckConstraint(condition=django.db.models.lookups.Exact(models.Func('results', function='jsonb_typeof', output_field=models.TextField()), models.Value('array')), name='template_holds_a_list')],
            },
        ),
        run_files(SQL / "plan_templates.sql", SQL / "plan_templates_reverse.sql"),
        track("performance_plantemplate"),
        track("performance_planreminder"),
    ]
