"""The calendar of rights: what the law lets come in the months ahead, drawn anew by each run."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from simpeg.audit.operations import track
from simpeg.core.operations import run_files

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('employees', '0021_law_previews'),
        ('law', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='per tanggal')),
                ('until', models.DateField(verbose_name='sampai dengan')),
                ('counts', models.JSONField(default=list, verbose_name='jumlah')),
                ('law', models.JSONField(help_text='Nilai dan dasar hukum pada hari itu.', verbose_name='peraturan yang berlaku')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='dijalankan pada')),
                ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dijalankan oleh')),
            ],
            options={
                'verbose_name': 'kalender hak',
                'verbose_name_plural': 'kalender hak',
                'default_permissions': [],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('until__gt', models.F('day'))), name='calendar_looks_ahead'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ForeseenRight',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nip', models.CharField(max_length=18, verbose_name='NIP')),
                ('subject', models.CharField(choices=[('promotion', 'Kenaikan pangkat'), ('salary-increment', 'Kenaikan gaji berkala'), ('retirement', 'Pensiun'), ('service-medal', 'Satyalancana Karya Satya')], max_length=16, verbose_name='hak')),
                ('kind', models.CharField(choices=[('REGULER', 'Reguler'), ('STRUKTURAL', 'Pilihan (jabatan struktural)'), ('FUNGSIONAL', 'Pilihan (jabatan fungsional)'), ('PENYESUAIAN_IJAZAH', 'Penyesuaian ijazah'), ('KGB', 'Kenaikan gaji berkala'), ('BUP', 'Batas usia pensiun'), ('X', 'Satyalancana Karya Satya X Tahun'), ('XX', 'Satyalancana Karya Satya XX Tahun'), ('XXX', 'Satyalancana Karya Satya XXX Tahun')], max_length=18, verbose_name='jenis')),
                ('on', models.DateField(verbose_name='tanggal')),
                ('state', models.CharField(choices=[('READY', 'Menunggu waktunya'), ('DEPENDS', 'Bergantung predikat'), ('MENDABLE', 'Perlu tindakan')], max_length=8, verbose_name='keadaan')),
                ('counted', models.BooleanField(verbose_name='dihitung')),
                ('failed', models.IntegerField(verbose_name='syarat yang belum dipenuhi')),
                ('unknown', models.IntegerField(verbose_name='syarat yang belum dapat dinilai')),
                ('last_day', models.DateField(null=True, verbose_name='masih menolong sampai')),
                ('monthly', models.IntegerField(null=True, verbose_name='tambahan gaji sebulan')),
                ('facts', models.JSONField(default=dict, verbose_name='fakta')),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='foreseen_rights', to='employees.employee')),
                ('grade', models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='law.grade', verbose_name='golongan')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rights', to='employees.calendarrun')),
                ('target', models.ForeignKey(null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='law.grade', verbose_name='golongan tujuan')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='employees.unit', verbose_name='unit kerja')),
            ],
            options={
                'verbose_name': 'hak yang akan datang',
                'verbose_name_plural': 'hak yang akan datang',
                'default_permissions': [],
                'indexes': [
                    models.Index(fields=['run', 'on', 'nip', 'id'], name='foreseen_by_day'),
                    models.Index(condition=models.Q(('state', 'MENDABLE')), fields=['run', 'last_day', 'nip', 'id'], name='foreseen_by_last_day'),
                    models.Index(fields=['run', 'unit'], name='foreseen_by_unit'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('run', 'employee', 'kind', 'on'), name='foreseen_once'),
                    models.CheckConstraint(condition=models.Q(('state__in', ['READY', 'DEPENDS', 'MENDABLE'])), name='foreseen_state_known'),
                    models.CheckConstraint(condition=models.Q(('subject__in', ['promotion', 'salary-increment', 'retirement', 'service-medal'])), name='foreseen_subject_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('counted', False), ('last_day__isnull', False), ('state', 'MENDABLE'), models.Q(('failed', 0), ('unknown', 0), _negated=True)), models.Q(models.Q(('state', 'MENDABLE'), _negated=True), ('failed', 0), ('last_day__isnull', True), ('unknown', 0)), _connector='OR'), name='foreseen_mendable_says_by_when'),
                ],
            },
        ),
        migrations.CreateModel(
            name='RightWarning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(choices=[('promotion', 'Kenaikan pangkat'), ('salary-increment', 'Kenaikan gaji berkala'), ('retirement', 'Pensiun'), ('service-medal', 'Satyalancana Karya Satya')], max_length=16, verbose_name='hak')),
                ('kind', models.CharField(choices=[('REGULER', 'Reguler'), ('STRUKTURAL', 'Pilihan (jabatan struktural)'), ('FUNGSIONAL', 'Pilihan (jabatan fungsional)'), ('PENYESUAIAN_IJAZAH', 'Penyesuaian ijazah'), ('KGB', 'Kenaikan gaji berkala'), ('BUP', 'Batas usia pensiun'), ('X', 'Satyalancana Karya Satya X Tahun'), ('XX', 'Satyalancana Karya Satya XX Tahun'), ('XXX', 'Satyalancana Karya Satya XXX Tahun')], max_length=18, verbose_name='jenis')),
                ('mark', models.CharField(max_length=20, verbose_name='hak yang mana')),
                ('code', models.CharField(max_length=12, verbose_name='syarat')),
                ('told_on', models.DateField(verbose_name='diberitahukan pada')),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='right_warnings', to='employees.employee')),
            ],
            options={
                'verbose_name': 'peringatan hak',
                'verbose_name_plural': 'peringatan hak',
                'default_permissions': [],
                'constraints': [
                    models.UniqueConstraint(fields=('employee', 'kind', 'mark', 'code'), name='warned_once'),
                ],
            },
        ),
        track("employees_calendarrun"),
        run_files(SQL / "calendar.sql", SQL / "calendar_reverse.sql"),
    ]
