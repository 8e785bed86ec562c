"""One engine for the four due lists: what was the promotion list is now a list of any subject."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from simpeg.core.operations import run_files

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("employees", "0017_awaited_grades")]
    operations = [
        migrations.RemoveConstraint("promotionverdict", "promotion_kind_known"),
        migrations.RemoveIndex("promotionlist", "promotion_list_newest"),
        migrations.RenameModel("PromotionList", "DueList"),
        migrations.RenameModel("PromotionVerdict", "DueVerdict"),
        run_files(SQL / "due_facts.sql", SQL / "due_facts_reverse.sql"),
        migrations.CreateModel(
            name='IncrementFacts',
            fields=[
                ('employee', models.OneToOneField(on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='+', serialize=False, to='employees.employee')),
                ('nip', models.CharField(max_length=18)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(max_length=18)),
                ('status', models.CharField(max_length=7)),
                ('standing', models.CharField(max_length=2)),
                ('grade_code', models.CharField(max_length=5)),
                ('position_title', models.CharField(max_length=255)),
                ('cpns_since', models.DateField()),
                ('base', models.CharField(help_text='KGB, GOL, or DATA: where the base stands.', max_length=4, null=True)),
                ('base_on', models.DateField(null=True)),
                ('base_years', models.SmallIntegerField(null=True)),
                ('base_months', models.SmallIntegerField(null=True)),
                ('base_decree', models.CharField(max_length=100, null=True)),
                ('base_decree_on', models.DateField(null=True)),
                ('base_decree_by', models.CharField(max_length=200, null=True)),
                ('pay_now', models.IntegerField(null=True)),
                ('pay_years', models.SmallIntegerField(null=True)),
                ('pay_next', models.IntegerField(null=True)),
                ('next_years', models.SmallIntegerField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('granted_on', models.DateField(null=True)),
                ('delayed', models.BooleanField()),
                ('first_step', models.BooleanField()),
                ('rating_1', models.SmallIntegerField(null=True)),
                ('rating_2', models.SmallIntegerField(null=True)),
            ],
            options={
                'db_table': 'employees_incrementfacts',
                'managed': False,
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='MedalFacts',
            fields=[
                ('employee', models.OneToOneField(on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='+', serialize=False, to='employees.employee')),
                ('nip', models.CharField(max_length=18)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(max_length=18)),
                ('status', models.CharField(max_length=7)),
                ('standing', models.CharField(max_length=2)),
                ('grade_code', models.CharField(max_length=5)),
                ('position_title', models.CharField(max_length=255)),
                ('cpns_since', models.DateField()),
                ('counted_from', models.DateField()),
                ('reached', models.SmallIntegerField(help_text='The most years that a medal asks for and he has served.', null=True)),
                ('owned', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=3), null=True, size=None)),
                ('open_medals', models.SmallIntegerField(help_text='Medals that he has served for and does not own.')),
                ('first_on', models.DateField()),
                ('punished_on', models.DateField(null=True)),
                ('unpaid_on', models.DateField(null=True)),
            ],
            options={
                'db_table': 'employees_medalfacts',
                'managed': False,
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='RetirementFacts',
            fields=[
                ('employee', models.OneToOneField(on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='+', serialize=False, to='employees.employee')),
                ('nip', models.CharField(max_length=18)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(max_length=18)),
                ('status', models.CharField(max_length=7)),
                ('standing', models.CharField(max_length=2)),
                ('grade_code', models.CharField(max_length=5)),
                ('position_title', models.CharField(max_length=255)),
                ('cpns_since', models.DateField()),
                ('birth_date', models.DateField()),
                ('position_since', models.DateField(null=True)),
                ('limit_code', models.CharField(max_length=40, null=True)),
                ('limit_name', models.CharField(max_length=200, null=True)),
                ('limit_basis', models.CharField(max_length=300, null=True)),
                ('limit_age', models.SmallIntegerField(null=True)),
                ('retires_on', models.DateField(null=True)),
            ],
            options={
                'db_table': 'employees_retirementfacts',
                'managed': False,
                'default_permissions': [],
            },
        ),
        migrations.AlterModelOptions(
            name='duelist',
            options={'verbose_name': 'daftar hak', 'verbose_name_plural': 'daftar hak'},
        ),
        migrations.AlterModelOptions(
            name='dueverdict',
            options={'default_permissions': ['view'], 'verbose_name': 'hasil penilaian hak', 'verbose_name_plural': 'hasil penilaian hak'},
        ),
        migrations.AddField(
            model_name='duelist',
            name='subject',
            field=models.CharField(choices=[('promotion', 'Kenaikan pangkat'), ('salary-increment', 'Kenaikan gaji berkala'), ('retirement', 'Pensiun'), ('service-medal', 'Satyalancana Karya Satya')], default='promotion', max_length=16, verbose_name='daftar'),
        ),
        migrations.AlterField(
            model_name='duelist',
            name='day',
            field=models.DateField(verbose_name='per tanggal (TMT)'),
        ),
        migrations.AlterField(
            model_name='dueverdict',
            name='employee',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='due_verdicts', to='employees.employee'),
        ),
        migrations.AlterField(
            model_name='dueverdict',
            name='kind',
            field=models.CharField(choices=[('REGULER', 'Reguler'), ('STRUKTURAL', 'Pilihan (jabatan struktural)'), ('FUNGSIONAL', 'Pilihan (jabatan fungsional)'), ('PENYESUAIAN_IJAZAH', 'Penyesuaian ijazah'), ('KGB', 'Kenaikan gaji berkala'), ('BUP', 'Batas usia pensiun'), ('X', 'Satyalancana Karya Satya X Tahun'), ('XX', 'Satyalancana Karya Satya XX Tahun'), ('XXX', 'Satyalancana Karya Satya XXX Tahun')], max_length=18, verbose_name='jenis'),
        ),
        migrations.AddIndex(
            model_name='duelist',
            index=models.Index(fields=['subject', '-day', '-id'], name='due_list_newest'),
        ),
        migrations.AddConstraint(
            model_name='duelist',
            constraint=models.CheckConstraint(condition=models.Q(('subject__in', ['promotion', 'salary-increment', 'retirement', 'service-medal'])), name='due_subject_known'),
        ),
        migrations.AddConstraint(
            model_name='dueverdict',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['REGULER', 'STRUKTURAL', 'FUNGSIONAL', 'PENYESUAIAN_IJAZAH', 'KGB', 'BUP', 'X', 'XX', 'XXX'])), name='due_kind_known'),
        ),
    ]
