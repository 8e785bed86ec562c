"""Competence: the dictionary, standards of positions, assessments of people, workbooks of both."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import training.models.competence_import
from django.conf import settings
from django.db import migrations, models

from simpeg.audit.operations import track


class Migration(migrations.Migration):

    dependencies = [
        ('employees', '0037_local_awards'),
        ('jobs', '0003_parts'),
        ('training', '0001_professionalism'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Competence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='kode')),
                ('kind', models.CharField(choices=[('MANAJERIAL', 'Manajerial'), ('SOSIAL_KULTURAL', 'Sosial kultural'), ('TEKNIS', 'Teknis')], default='TEKNIS', max_length=15, verbose_name='jenis')),
                ('name', models.CharField(max_length=150, verbose_name='nama')),
                ('meaning', models.TextField(max_length=500, verbose_name='arti')),
                ('sector', models.CharField(blank=True, max_length=100, verbose_name='urusan')),
                ('level_1', models.TextField(blank=True, max_length=500, verbose_name='tingkat 1')),
                ('level_2', models.TextField(blank=True, max_length=500, verbose_name='tingkat 2')),
                ('level_3', models.TextField(blank=True, max_length=500, verbose_name='tingkat 3')),
                ('level_4', models.TextField(blank=True, max_length=500, verbose_name='tingkat 4')),
                ('level_5', models.TextField(blank=True, max_length=500, verbose_name='tingkat 5')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='tidak dipakai lagi sejak')),
            ],
            options={
                'verbose_name': 'kompetensi',
                'verbose_name_plural': 'kamus kompetensi',
                'ordering': ['kind', 'code'],
                'permissions': [('view_all_competence', 'Dapat membaca kompetensi pegawai semua unit kerja'), ('view_unit_competence', 'Dapat membaca kompetensi pegawai wilayah kewenangannya'), ('view_competence_map', 'Dapat membaca peta kompetensi tanpa nama pegawai')],
                'default_permissions': ['change'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['MANAJERIAL', 'SOSIAL_KULTURAL', 'TEKNIS'])), name='competence_kind_known'), models.CheckConstraint(condition=models.Q(('code__regex', '^[A-Z0-9][A-Z0-9.\\-]*$')), name='competence_code_plain'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='competence_has_a_name'), models.CheckConstraint(condition=models.Q(('closed_on', None), ('kind', 'TEKNIS'), _connector='OR'), name='competence_of_the_law_stays')],
            },
        ),
        migrations.CreateModel(
            name='CompetenceStandard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='jabatan')),
                ('valid_from', models.DateField(verbose_name='berlaku mulai')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='tidak berlaku lagi mulai')),
                ('decree', models.CharField(max_length=100, verbose_name='nomor SK')),
                ('decree_on', models.DateField(blank=True, null=True, verbose_name='tanggal SK')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='competence_standards', to='employees.unit', verbose_name='unit kerja')),
            ],
            options={
                'verbose_name': 'standar kompetensi jabatan',
                'verbose_name_plural': 'standar kompetensi jabatan',
                'default_permissions': ['change'],
            },
        ),
        migrations.CreateModel(
            name='StandardLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(verbose_name='tingkat')),
                ('competence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='training.competence', verbose_name='kompetensi')),
                ('standard', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='levels', to='training.competencestandard', verbose_name='standar')),
            ],
            options={
                'verbose_name': 'tingkat pada standar',
                'verbose_name_plural': 'tingkat pada standar',
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(verbose_name='tingkat')),
                ('assessed_on', models.DateField(verbose_name='tanggal penilaian')),
                ('source', models.CharField(choices=[('AC', 'Assessment center'), ('UKOM', 'Uji kompetensi'), ('ATASAN', 'Penilaian atasan'), ('SERTIFIKAT', 'Sertifikat')], max_length=10, verbose_name='sumber')),
                ('assessor', models.CharField(blank=True, max_length=150, verbose_name='penilai')),
                ('decree', models.CharField(blank=True, max_length=100, verbose_name='nomor dokumen')),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='competence_assessments', to='employees.employee', verbose_name='pegawai')),
                ('competence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='training.competence', verbose_name='kompetensi')),
            ],
            options={
                'verbose_name': 'penilaian kompetensi',
                'verbose_name_plural': 'penilaian kompetensi',
                'default_permissions': ['add'],
                'constraints': [models.UniqueConstraint(fields=('employee', 'competence', 'assessed_on'), name='assessed_once_a_day', violation_error_message='Kompetensi ini sudah dinilai pada tanggal itu. Perbaiki penilaian yang ada.'), models.CheckConstraint(condition=models.Q(('level__range', (1, 5))), name='assessment_level_1_to_5'), models.CheckConstraint(condition=models.Q(('source__in', ['AC', 'UKOM', 'ATASAN', 'SERTIFIKAT'])), name='assessment_source_known')],
            },
        ),
        migrations.CreateModel(
            name='CompetenceImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('PENILAIAN', 'Penilaian kompetensi'), ('STANDAR', 'Standar kompetensi jabatan')], max_length=9, verbose_name='isi')),
                ('file', models.FileField(blank=True, upload_to=training.models.competence_import.workbook_path, verbose_name='buku kerja')),
                ('file_name', models.CharField(max_length=200, verbose_name='nama file')),
                ('size', models.PositiveBigIntegerField(verbose_name='ukuran (bita)')),
                ('status', models.CharField(choices=[('CHECKING', 'Sedang diperiksa'), ('READY', 'Menunggu persetujuan'), ('KEEPING', 'Sedang disimpan'), ('DONE', 'Tersimpan'), ('REFUSED', 'Tidak dapat dibaca'), ('CANCELLED', 'Dibatalkan')], default='CHECKING', max_length=9, verbose_name='keadaan')),
                ('counts', models.JSONField(default=dict, verbose_name='jumlah')),
                ('refused', models.JSONField(default=list, verbose_name='yang ditolak')),
                ('changes', models.JSONField(default=list, verbose_name='yang berubah')),
                ('digest', models.CharField(blank=True, max_length=64, verbose_name='sidik isi')),
                ('message', models.TextField(blank=True, verbose_name='keterangan')),
                ('only_good', models.BooleanField(default=False, verbose_name='hanya baris yang sah')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='diunggah pada')),
                ('changed_at', models.DateTimeField(auto_now_add=True, verbose_name='keadaan sejak')),
                ('job', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='jobs.job', verbose_name='pekerjaan')),
                ('kept_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='disetujui oleh')),
                ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diunggah oleh')),
            ],
            options={
                'verbose_name': 'impor kompetensi',
                'verbose_name_plural': 'impor kompetensi',
                'permissions': [('import_competence', 'Dapat mengimpor standar dan penilaian kompetensi')],
                'default_permissions': [],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['CHECKING', 'READY', 'KEEPING', 'DONE', 'REFUSED', 'CANCELLED'])), name='competence_import_status_known'), models.CheckConstraint(condition=models.Q(('kind__in', ['PENILAIAN', 'STANDAR'])), name='competence_import_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['KEEPING', 'DONE']), _negated=True), ('kept_by__isnull', False), _connector='OR'), name='competence_import_kept_by_somebody')],
            },
        ),
        migrations.AddConstraint(
            model_name='competencestandard',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('unit', '='), ('title', '='), (models.Func(models.F('valid_from'), models.F('valid_until'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='one_standard_a_day', violation_error_message='Jabatan ini sudah punya standar kompetensi pada rentang tanggal tersebut.'),
        ),
        migrations.AddConstraint(
            model_name='competencestandard',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='standard_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='competencestandard',
            constraint=models.CheckConstraint(condition=models.Q(('decree', ''), _negated=True), name='standard_has_a_decree'),
        ),
        migrations.AddConstraint(
            model_name='competencestandard',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='standard_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='standardlevel',
            constraint=models.UniqueConstraint(fields=('standard', 'competence'), name='level_once_a_standard'),
        ),
        migrations.AddConstraint(
            model_name='standardlevel',
            constraint=models.CheckConstraint(condition=models.Q(('level__range', (1, 5))), name='standard_level_1_to_5'),
        ),
        track("training_competence"),
        track("training_competencestandard"),
        track("training_standardlevel"),
        track("training_assessment"),
        track("training_competenceimport"),
    ]
