"""Cases: from an MS row of a due list to the decree, with every step and what each asks for."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


from simpeg.audit.operations import track
from simpeg.core.operations import run_files

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('employees', '0019_letters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseRequirement',
            fields=[
                ('id', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('place', models.IntegerField()),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=200)),
                ('document_kind', models.CharField(max_length=20)),
                ('wanted_id', models.BigIntegerField(null=True)),
            ],
            options={
                'db_table': 'employees_caserequirement',
                'ordering': ['case', 'place'],
                'managed': False,
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='DueCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(choices=[('promotion', 'Kenaikan pangkat'), ('salary-increment', 'Kenaikan gaji berkala'), ('retirement', 'Pensiun'), ('service-medal', 'Satyalancana Karya Satya')], max_length=16, verbose_name='hak')),
                ('kind', models.CharField(choices=[('REGULER', 'Reguler'), ('STRUKTURAL', 'Pilihan (jabatan struktural)'), ('FUNGSIONAL', 'Pilihan (jabatan fungsional)'), ('PENYESUAIAN_IJAZAH', 'Penyesuaian ijazah'), ('KGB', 'Kenaikan gaji berkala'), ('BUP', 'Batas usia pensiun'), ('X', 'Satyalancana Karya Satya X Tahun'), ('XX', 'Satyalancana Karya Satya XX Tahun'), ('XXX', 'Satyalancana Karya Satya XXX Tahun')], max_length=18, verbose_name='jenis')),
                ('day', models.DateField(help_text='Hari berlakunya hak itu.', verbose_name='TMT')),
                ('status', models.CharField(choices=[('OPENED', 'Berkas dikumpulkan'), ('VERIFIED', 'Terverifikasi BKPSDM'), ('SENT', 'Dikirim ke BKN'), ('RETURNED', 'Dikembalikan (BTL)'), ('APPROVED', 'Pertek terbit'), ('DECREED', 'SK ditetapkan'), ('REFUSED', 'Ditolak (TMS)'), ('CANCELLED', 'Dibatalkan')], default='OPENED', max_length=9, verbose_name='keadaan')),
                ('moved_at', models.DateTimeField(verbose_name='keadaan sejak')),
                ('code', models.CharField(blank=True, max_length=10, verbose_name='kode alasan')),
                ('approval', models.CharField(blank=True, max_length=100, verbose_name='nomor pertek')),
                ('approval_on', models.DateField(blank=True, null=True, verbose_name='tanggal pertek')),
                ('decree', models.CharField(blank=True, max_length=100, verbose_name='nomor SK')),
                ('decree_on', models.DateField(blank=True, null=True, verbose_name='tanggal SK')),
                ('decree_by', models.CharField(blank=True, max_length=150, verbose_name='pejabat penanda tangan')),
                ('record_id', models.BigIntegerField(blank=True, null=True, verbose_name='catatan yang lahir darinya')),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='due_cases', to='employees.employee', verbose_name='pegawai')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dibuka oleh')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.unit', verbose_name='unit kerja')),
                ('verdict', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='employees.dueverdict', verbose_name='hasil penilaian')),
            ],
            options={
                'verbose_name': 'usul hak',
                'verbose_name_plural': 'usul hak',
                'permissions': [('handle_duecase', 'Dapat mengolah usul hak dan mencatat SK-nya')],
                'default_permissions': ['view'],
                'indexes': [
                    models.Index(fields=['subject', '-day', 'status'], name='case_board'),
                    models.Index(fields=['subject', 'day', 'id'], name='case_page'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('status__in', ['REFUSED', 'CANCELLED']), _negated=True), fields=('employee', 'subject', 'day'), name='one_case_a_right'),
                    models.CheckConstraint(condition=models.Q(('status__in', ['OPENED', 'VERIFIED', 'SENT', 'RETURNED', 'APPROVED', 'DECREED', 'REFUSED', 'CANCELLED'])), name='case_status_known'),
                    models.CheckConstraint(condition=models.Q(('subject__in', ['promotion', 'salary-increment', 'retirement', 'service-medal'])), name='case_subject_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('status', 'DECREED'), _negated=True), models.Q(models.Q(('decree', ''), _negated=True), ('decree_on__isnull', False), ('record_id__isnull', False)), _connector='OR'), name='case_decreed_has_its_decree'),
                    models.CheckConstraint(condition=models.Q(models.Q(('status', 'APPROVED'), _negated=True), models.Q(models.Q(('approval', ''), _negated=True), ('approval_on__isnull', False)), _connector='OR'), name='case_approved_has_its_number'),
                    models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['RETURNED', 'REFUSED']), _negated=True), models.Q(('code', ''), _negated=True), _connector='OR'), name='case_return_has_a_code'),
                ],
            },
        ),
        migrations.CreateModel(
            name='DueCaseStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='waktu')),
                ('from_status', models.CharField(blank=True, choices=[('OPENED', 'Berkas dikumpulkan'), ('VERIFIED', 'Terverifikasi BKPSDM'), ('SENT', 'Dikirim ke BKN'), ('RETURNED', 'Dikembalikan (BTL)'), ('APPROVED', 'Pertek terbit'), ('DECREED', 'SK ditetapkan'), ('REFUSED', 'Ditolak (TMS)'), ('CANCELLED', 'Dibatalkan')], max_length=9, verbose_name='dari')),
                ('to_status', models.CharField(choices=[('OPENED', 'Berkas dikumpulkan'), ('VERIFIED', 'Terverifikasi BKPSDM'), ('SENT', 'Dikirim ke BKN'), ('RETURNED', 'Dikembalikan (BTL)'), ('APPROVED', 'Pertek terbit'), ('DECREED', 'SK ditetapkan'), ('REFUSED', 'Ditolak (TMS)'), ('CANCELLED', 'Dibatalkan')], max_length=9, verbose_name='menjadi')),
                ('code', models.CharField(blank=True, max_length=10, verbose_name='kode alasan')),
                ('code_words', models.CharField(blank=True, max_length=200, verbose_name='alasan')),
                ('words', models.TextField(blank=True, max_length=1000, verbose_name='keterangan')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='oleh')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='employees.duecase', verbose_name='usul')),
            ],
            options={
                'verbose_name': 'langkah usul hak',
                'verbose_name_plural': 'langkah usul hak',
                'ordering': ['pk'],
                'default_permissions': [],
            },
        ),
        track("employees_duecase"),
        run_files(SQL / "due_cases.sql", SQL / "due_cases_reverse.sql"),
    ]
