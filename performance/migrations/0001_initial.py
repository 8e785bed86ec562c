"""Performance management: cycles, plans, what happens within the year, ratings, signing and objections."""

from pathlib import Path

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import performance.models.doing
from django.conf import settings
from django.db import migrations, models

from simpeg.audit.operations import track
from simpeg.core.operations import run_files

SQL = Path(__file__).parent / "sql"
TRACKED = (
    "cycle window performanceplan planversion workresult indicator expectation planstep appraiserchange progress evidence"
    " feedback unitachievement determination appraisal appraisalentry objection"
)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('employees', '0031_parts_of_unit_names'),
        ('law', '0003_guards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Superior',
            fields=[
                ('employee', models.OneToOneField(on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='+', serialize=False, to='employees.employee')),
                ('regent_appraises', models.BooleanField()),
                ('regent_decides', models.BooleanField()),
            ],
            options={
                'verbose_name': 'atasan langsung',
                'verbose_name_plural': 'atasan langsung',
                'db_table': 'performance_superior',
                'managed': False,
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='Appraisal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('result', models.PositiveSmallIntegerField(choices=[(1, 'Di atas ekspektasi'), (2, 'Sesuai ekspektasi'), (3, 'Di bawah ekspektasi')], verbose_name='hasil kerja')),
                ('result_reason', models.TextField(max_length=1000, verbose_name='alasan hasil kerja')),
                ('behaviour', models.PositiveSmallIntegerField(choices=[(1, 'Di atas ekspektasi'), (2, 'Sesuai ekspektasi'), (3, 'Di bawah ekspektasi')], verbose_name='perilaku kerja')),
                ('behaviour_reason', models.TextField(max_length=1000, verbose_name='alasan perilaku kerja')),
                ('predikat', models.PositiveSmallIntegerField(choices=[(1, 'Sangat Baik'), (2, 'Baik'), (3, 'Butuh Perbaikan'), (4, 'Kurang'), (5, 'Sangat Kurang')], verbose_name='predikat')),
                ('status', models.CharField(choices=[('RATED', 'Dinilai'), ('SIGNED', 'Ditetapkan'), ('OBJECTED', 'Keberatan'), ('FINAL', 'Final')], default='RATED', max_length=8, verbose_name='keadaan')),
                ('changes', models.PositiveSmallIntegerField(default=0, verbose_name='banyaknya perubahan')),
                ('rated_at', models.DateTimeField(verbose_name='dinilai pada')),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='diterima pegawai pada')),
                ('objection_until', models.DateField(blank=True, null=True, verbose_name='keberatan paling lambat')),
                ('final_predikat', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Sangat Baik'), (2, 'Baik'), (3, 'Butuh Perbaikan'), (4, 'Kurang'), (5, 'Sangat Kurang')], null=True, verbose_name='predikat akhir')),
                ('final_at', models.DateTimeField(blank=True, null=True, verbose_name='final pada')),
                ('appraiser', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.employee', verbose_name='pejabat penilai')),
                ('rated_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dinilai oleh')),
            ],
            options={
                'verbose_name': 'evaluasi kinerja',
                'verbose_name_plural': 'evaluasi kinerja',
                'default_permissions': ['view'],
                'indexes': [
                    models.Index(condition=models.Q(('status__in', ['SIGNED'])), fields=['objection_until', 'id'], name='appraisals_to_end'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('result__range', (1, 3)), ('behaviour__range', (1, 3))), name='appraisal_levels_known'),
                    models.CheckConstraint(condition=models.Q(('predikat__range', (1, 5)), models.Q(('final_predikat', None), ('final_predikat__range', (1, 5)), _connector='OR')), name='appraisal_predikat_known'),
                    models.CheckConstraint(condition=models.Q(('status__in', ['RATED', 'SIGNED', 'OBJECTED', 'FINAL'])), name='appraisal_status_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('result_reason', ''), _negated=True), models.Q(('behaviour_reason', ''), _negated=True)), name='appraisal_has_reasons'),
                    models.CheckConstraint(condition=models.Q(models.Q(('status', 'FINAL'), ('final_predikat__isnull', False), ('final_at__isnull', False)), models.Q(models.Q(('status', 'FINAL'), _negated=True), ('final_predikat', None), ('final_at', None)), _connector='OR'), name='appraisal_ends_with_a_predikat'),
                ],
            },
        ),
        migrations.CreateModel(
            name='AppraisalEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('result', models.PositiveSmallIntegerField(choices=[(1, 'Di atas ekspektasi'), (2, 'Sesuai ekspektasi'), (3, 'Di bawah ekspektasi')], verbose_name='hasil kerja')),
                ('behaviour', models.PositiveSmallIntegerField(choices=[(1, 'Di atas ekspektasi'), (2, 'Sesuai ekspektasi'), (3, 'Di bawah ekspektasi')], verbose_name='perilaku kerja')),
                ('predikat', models.PositiveSmallIntegerField(choices=[(1, 'Sangat Baik'), (2, 'Baik'), (3, 'Butuh Perbaikan'), (4, 'Kurang'), (5, 'Sangat Kurang')], verbose_name='predikat')),
                ('at', models.DateTimeField(verbose_name='waktu')),
                ('appraisal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='performance.appraisal', verbose_name='evaluasi')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='oleh')),
            ],
            options={
                'verbose_name': 'catatan penilaian',
                'verbose_name_plural': 'catatan penilaian',
                'ordering': ['pk'],
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='Cycle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(unique=True, verbose_name='tahun')),
                ('rhythm', models.CharField(choices=[('1', 'Bulanan'), ('2', 'Triwulan')], max_length=1, verbose_name='evaluasi periodik')),
                ('plans_due_on', models.DateField(verbose_name='SKP disepakati paling lambat')),
                ('opened_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuka pada')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dibuka oleh')),
            ],
            options={
                'verbose_name': 'siklus kinerja',
                'verbose_name_plural': 'siklus kinerja',
                'ordering': ['-year'],
                'permissions': [('view_all_appraisals', 'Dapat membaca SKP dan evaluasi semua pegawai'), ('view_results', 'Dapat membaca predikat dan sebarannya untuk seluruh kabupaten'), ('view_unit_results', 'Dapat membaca keadaan SKP dan predikat pegawai unit kerja kewenangannya'), ('appraise_for_regent', 'Dapat menilai atas nama Bupati mereka yang tidak mempunyai atasan lain')],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('year__range', (2022, 2100))), name='cycle_in_a_real_year'),
                    models.CheckConstraint(condition=models.Q(('rhythm__in', ['1', '2'])), name='cycle_rhythm_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Determination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('achievement', models.PositiveSmallIntegerField(choices=[(1, 'Istimewa'), (2, 'Baik'), (3, 'Butuh Perbaikan'), (4, 'Kurang'), (5, 'Sangat Kurang')], verbose_name='capaian organisasi')),
                ('counts', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveIntegerField(), size=5, verbose_name='banyaknya tiap predikat')),
                ('deviations', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None, verbose_name='penyimpangan dari pola')),
                ('reason', models.TextField(blank=True, max_length=1000, verbose_name='alasan penyimpangan')),
                ('signed_at', models.DateTimeField(verbose_name='ditandatangani pada')),
                ('appraiser', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.employee', verbose_name='pejabat penilai')),
                ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ditandatangani oleh')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.unit', verbose_name='unit kerja')),
            ],
            options={
                'verbose_name': 'penetapan predikat kinerja',
                'verbose_name_plural': 'penetapan predikat kinerja',
                'default_permissions': ['view'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('achievement__range', (1, 5))), name='determination_achievement_known'),
                ],
            },
        ),
        migrations.AddField(
            model_name='appraisal',
            name='determination',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appraisals', to='performance.determination', verbose_name='penetapan'),
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(max_length=2000, verbose_name='keberatan')),
                ('filed_at', models.DateTimeField(verbose_name='diajukan pada')),
                ('due_on', models.DateField(verbose_name='diputuskan paling lambat')),
                ('result', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Di atas ekspektasi'), (2, 'Sesuai ekspektasi'), (3, 'Di bawah ekspektasi')], null=True, verbose_name='hasil kerja')),
                ('behaviour', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Di atas ekspektasi'), (2, 'Sesuai ekspektasi'), (3, 'Di bawah ekspektasi')], null=True, verbose_name='perilaku kerja')),
                ('predikat', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Sangat Baik'), (2, 'Baik'), (3, 'Butuh Perbaikan'), (4, 'Kurang'), (5, 'Sangat Kurang')], null=True, verbose_name='predikat')),
                ('reason', models.TextField(blank=True, max_length=2000, verbose_name='alasan keputusan')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='diputuskan pada')),
                ('appraisal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='objection', to='performance.appraisal', verbose_name='evaluasi')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='oleh')),
                ('filed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diajukan oleh')),
            ],
            options={
                'verbose_name': 'keberatan',
                'verbose_name_plural': 'keberatan',
                'default_permissions': ['view'],
                'indexes': [
                    models.Index(condition=models.Q(('decided_at', None)), fields=['due_on', 'id'], name='objection_waiting'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='objection_says_something'),
                    models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('predikat', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('behaviour__range', (1, 3)), ('predikat__range', (1, 5)), ('result__range', (1, 3)), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='objection_decided_whole'),
                    models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('filed_by')), _negated=True), _connector='OR'), name='objection_decided_by_another'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PerformancePlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='mulai')),
                ('ends_on', models.DateField(verbose_name='sampai')),
                ('position_kind', models.CharField(blank=True, choices=[('1', 'Struktural'), ('2', 'Fungsional'), ('4', 'Pelaksana')], max_length=1, verbose_name='jenis jabatan')),
                ('position_title', models.CharField(blank=True, max_length=255, verbose_name='jabatan')),
                ('functional_name', models.TextField(blank=True, verbose_name='nama JF')),
                ('echelon', models.PositiveSmallIntegerField(blank=True, choices=[(11, 'I.a'), (12, 'I.b'), (21, 'II.a'), (22, 'II.b'), (31, 'III.a'), (32, 'III.b'), (41, 'IV.a'), (42, 'IV.b'), (51, 'V.a'), (52, 'V.b')], null=True, verbose_name='eselon')),
                ('tier', models.CharField(blank=True, choices=[('PM', 'Pemula'), ('TR', 'Terampil'), ('MH', 'Mahir'), ('PY', 'Penyelia'), ('PT', 'Ahli Pertama'), ('MU', 'Ahli Muda'), ('MA', 'Ahli Madya'), ('UT', 'Ahli Utama')], max_length=2, verbose_name='jenjang')),
                ('form', models.CharField(choices=[('JPT', 'JPT dan pimpinan unit kerja mandiri'), ('JA', 'JA, JF, dan pelaksana')], max_length=3, verbose_name='bentuk SKP')),
                ('model', models.CharField(choices=[('KUANTITATIF', 'Kuantitatif'), ('KUALITATIF', 'Kualitatif')], max_length=11, verbose_name='model')),
                ('regent_appraises', models.BooleanField(default=False, verbose_name='dinilai Bupati')),
                ('regent_decides', models.BooleanField(default=False, verbose_name='Bupati memutus keberatan')),
                ('status', models.CharField(choices=[('DRAFT', 'Draf'), ('SUBMITTED', 'Diajukan'), ('RETURNED', 'Dikembalikan'), ('AGREED', 'Disepakati')], default='DRAFT', max_length=9, verbose_name='keadaan')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='versi yang ditulis')),
                ('agreed_version', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='versi yang disepakati')),
                ('moved_at', models.DateTimeField(verbose_name='keadaan sejak')),
                ('appraiser', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.employee', verbose_name='pejabat penilai')),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='performance.cycle', verbose_name='siklus')),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='performance_plans', to='employees.employee', verbose_name='pegawai')),
                ('grade', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='law.grade', verbose_name='golongan ruang')),
                ('heads', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.unit', verbose_name='unit yang dipimpin')),
                ('recommender', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.employee', verbose_name='pemberi rekomendasi')),
                ('second_appraiser', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.employee', verbose_name='atasan pejabat penilai')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='performance_plans', to='employees.unit', verbose_name='unit kerja')),
            ],
            options={
                'verbose_name': 'SKP',
                'verbose_name_plural': 'SKP',
                'default_permissions': ['view', 'change'],
                'indexes': [
                    models.Index(fields=['cycle', 'appraiser', 'employee'], name='plans_of_an_appraiser'),
                    models.Index(fields=['cycle', 'second_appraiser'], name='plans_below_an_appraiser'),
                    models.Index(fields=['cycle', 'unit', 'status'], name='plans_of_a_unit'),
                    models.Index(fields=['employee', '-starts_on'], name='plans_of_a_person'),
                ],
                'constraints': [
                    django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('employee', '='), (models.Func(models.F('starts_on'), models.F('ends_on'), django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='one_plan_a_day', violation_error_message='Pegawai ini sudah mempunyai SKP pada rentang tanggal tersebut.'),
                    models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='plan_ends_after_it_starts', violation_error_message='SKP berakhir tidak sebelum dimulai.'),
                    models.CheckConstraint(condition=models.Q(('appraiser', None), models.Q(('appraiser', models.F('employee')), _negated=True), _connector='OR'), name='nobody_appraises_himself', violation_error_message='Pejabat penilai bukan pegawai itu sendiri.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('appraiser', None), ('regent_appraises', False), _connector='OR'), models.Q(('second_appraiser', None), ('regent_decides', False), _connector='OR')), name='plan_has_one_appraiser'),
                    models.CheckConstraint(condition=models.Q(('form__in', ['JPT', 'JA'])), name='plan_form_known'),
                    models.CheckConstraint(condition=models.Q(('model__in', ['KUANTITATIF', 'KUALITATIF'])), name='plan_model_known'),
                    models.CheckConstraint(condition=models.Q(('status__in', ['DRAFT', 'SUBMITTED', 'RETURNED', 'AGREED'])), name='plan_status_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('status', 'AGREED'), _negated=True), ('agreed_version', models.F('version')), _connector='OR'), name='plan_agreed_in_its_version'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('UMPAN_BALIK', 'Umpan balik'), ('BIMBINGAN', 'Bimbingan kinerja'), ('KONSELING', 'Konseling kinerja')], default='UMPAN_BALIK', max_length=11, verbose_name='jenis')),
                ('line', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='nomor hasil kerja')),
                ('words', models.TextField(max_length=2000, verbose_name='isi')),
                ('from_appraiser', models.BooleanField(verbose_name='dari pejabat penilai')),
                ('is_anonymous', models.BooleanField(default=False, verbose_name='tanpa nama bagi pegawai')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='waktu')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dari')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to='performance.performanceplan', verbose_name='SKP')),
            ],
            options={
                'verbose_name': 'umpan balik',
                'verbose_name_plural': 'umpan balik',
                'ordering': ['-pk'],
                'default_permissions': [],
                'indexes': [
                    models.Index(fields=['plan', '-id'], name='feedback_of_a_plan'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['UMPAN_BALIK', 'BIMBINGAN', 'KONSELING'])), name='feedback_kind_known'),
                    models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='feedback_says_something'),
                    models.CheckConstraint(condition=models.Q(('kind', 'UMPAN_BALIK'), ('from_appraiser', True), _connector='OR'), name='only_the_appraiser_guides'),
                    models.CheckConstraint(condition=models.Q(('is_anonymous', False), ('from_appraiser', False), _connector='OR'), name='the_appraiser_signs_what_he_says'),
                ],
            },
        ),
        migrations.CreateModel(
            name='AppraiserChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('PLT', 'Pelaksana Tugas (Plt.) atasan'), ('PLH', 'Pelaksana Harian (Plh.) atasan'), ('TIM', 'Ketua tim memberi rekomendasi'), ('PERBAIKAN', 'Atasan langsung keliru tercatat')], max_length=9, verbose_name='sebab')),
                ('reason', models.CharField(max_length=300, verbose_name='alasan')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='waktu')),
                ('after', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.employee', verbose_name='menjadi')),
                ('before', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.employee', verbose_name='sebelumnya')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='oleh')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appraiser_changes', to='performance.performanceplan', verbose_name='SKP')),
            ],
            options={
                'verbose_name': 'pergantian penilai',
                'verbose_name_plural': 'pergantian penilai',
                'ordering': ['pk'],
                'default_permissions': [],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['PLT', 'PLH', 'TIM', 'PERBAIKAN'])), name='appraiser_change_kind_known'),
                    models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='appraiser_change_has_a_reason'),
                ],
            },
        ),
        migrations.AddField(
            model_name='appraisal',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appraisals', to='performance.performanceplan', verbose_name='SKP'),
        ),
        migrations.CreateModel(
            name='PlanStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(verbose_name='versi')),
                ('from_status', models.CharField(choices=[('DRAFT', 'Draf'), ('SUBMITTED', 'Diajukan'), ('RETURNED', 'Dikembalikan'), ('AGREED', 'Disepakati')], max_length=9, verbose_name='dari')),
                ('to_status', models.CharField(choices=[('DRAFT', 'Draf'), ('SUBMITTED', 'Diajukan'), ('RETURNED', 'Dikembalikan'), ('AGREED', 'Disepakati')], max_length=9, verbose_name='menjadi')),
                ('words', models.TextField(blank=True, max_length=1000, verbose_name='keterangan')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='waktu')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='oleh')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='performance.performanceplan', verbose_name='SKP')),
            ],
            options={
                'verbose_name': 'langkah SKP',
                'verbose_name_plural': 'langkah SKP',
                'ordering': ['pk'],
                'default_permissions': [],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('to_status', 'RETURNED'), _negated=True), models.Q(('words', ''), _negated=True), _connector='OR'), name='plan_returned_with_a_reason'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PlanVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='versi')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='alasan perubahan')),
                ('resources', models.TextField(blank=True, max_length=2000, verbose_name='dukungan sumber daya')),
                ('accountability', models.TextField(blank=True, max_length=2000, verbose_name='skema pertanggungjawaban')),
                ('consequences', models.TextField(blank=True, max_length=2000, verbose_name='konsekuensi')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat pada')),
                ('agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='disepakati pada')),
                ('agreed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='disepakati oleh')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='performance.performanceplan', verbose_name='SKP')),
            ],
            options={
                'verbose_name': 'versi SKP',
                'verbose_name_plural': 'versi SKP',
                'default_permissions': [],
                'constraints': [
                    models.UniqueConstraint(fields=('plan', 'number'), name='plan_version_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Expectation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('behaviour', models.CharField(max_length=20, verbose_name='perilaku')),
                ('words', models.CharField(max_length=500, verbose_name='ekspektasi khusus pimpinan')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='expectations', to='performance.planversion', verbose_name='versi SKP')),
            ],
            options={
                'verbose_name': 'ekspektasi perilaku',
                'verbose_name_plural': 'ekspektasi perilaku',
                'default_permissions': [],
                'constraints': [
                    models.UniqueConstraint(fields=('version', 'behaviour'), name='expectation_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Progress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveSmallIntegerField(verbose_name='nomor hasil kerja')),
                ('as_of', models.DateField(verbose_name='keadaan per')),
                ('words', models.TextField(max_length=2000, verbose_name='realisasi')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='ditulis pada')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ditulis oleh')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='progress', to='performance.performanceplan', verbose_name='SKP')),
            ],
            options={
                'verbose_name': 'realisasi',
                'verbose_name_plural': 'realisasi',
                'ordering': ['-as_of', '-pk'],
                'default_permissions': [],
                'indexes': [
                    models.Index(fields=['plan', 'line', '-as_of'], name='progress_of_a_line'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='progress_says_something'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=150, verbose_name='judul')),
                ('link', models.URLField(blank=True, max_length=500, verbose_name='tautan')),
                ('file', models.FileField(blank=True, upload_to=performance.models.doing.evidence_path, verbose_name='file')),
                ('media_type', models.CharField(blank=True, max_length=20, verbose_name='jenis isi')),
                ('size', models.PositiveIntegerField(blank=True, null=True, verbose_name='ukuran (bita)')),
                ('digest', models.CharField(blank=True, max_length=64, verbose_name='sidik isi (SHA-256)')),
                ('progress', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='performance.progress', verbose_name='realisasi')),
            ],
            options={
                'verbose_name': 'bukti dukung',
                'verbose_name_plural': 'bukti dukung',
                'ordering': ['pk'],
                'default_permissions': [],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(models.Q(('link', ''), _negated=True), ('file', '')), models.Q(('link', ''), models.Q(('file', ''), _negated=True), models.Q(('media_type', ''), _negated=True), models.Q(('digest', ''), _negated=True)), _connector='OR'), name='evidence_is_a_file_or_a_link'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Window',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='urutan')),
                ('starts_on', models.DateField(verbose_name='awal masa')),
                ('ends_on', models.DateField(verbose_name='akhir masa')),
                ('opens_on', models.DateField(verbose_name='penilaian dibuka')),
                ('closes_on', models.DateField(verbose_name='penilaian ditutup')),
                ('planned_close', models.DateField(help_text='Sesudahnya penilaian disebut terlambat.', verbose_name='semula ditutup')),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='windows', to='performance.cycle', verbose_name='siklus')),
            ],
            options={
                'verbose_name': 'masa evaluasi',
                'verbose_name_plural': 'masa evaluasi',
                'ordering': ['cycle', 'number'],
                'default_permissions': ['view', 'change'],
                'constraints': [
                    models.UniqueConstraint(fields=('cycle', 'number'), name='window_once'),
                    models.CheckConstraint(condition=models.Q(('number__range', (0, 12))), name='window_number_known'),
                    models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='window_ends_after_it_starts'),
                    models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='window_closes_after_it_opens', violation_error_message='Penilaian ditutup sesudah dibuka.'),
                    models.CheckConstraint(condition=models.Q(('opens_on__gte', models.F('starts_on'))), name='window_opens_within_its_span', violation_error_message='Penilaian dibuka sesudah masa yang dinilai dimulai.'),
                    django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('number__gt', 0)), expressions=[('cycle', '='), (models.Func(models.F('starts_on'), models.F('ends_on'), django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='windows_follow_each_other'),
                ],
            },
        ),
        migrations.CreateModel(
            name='UnitAchievement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('achievement', models.PositiveSmallIntegerField(choices=[(1, 'Istimewa'), (2, 'Baik'), (3, 'Butuh Perbaikan'), (4, 'Kurang'), (5, 'Sangat Kurang')], verbose_name='capaian')),
                ('basis', models.CharField(max_length=300, verbose_name='dasar')),
                ('set_at', models.DateTimeField(verbose_name='ditetapkan pada')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ditetapkan oleh')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='achievements', to='employees.unit', verbose_name='unit kerja')),
                ('window', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='achievements', to='performance.window', verbose_name='masa evaluasi')),
            ],
            options={
                'verbose_name': 'capaian kinerja organisasi',
                'verbose_name_plural': 'capaian kinerja organisasi',
                'default_permissions': ['view', 'add'],
                'constraints': [
                    models.UniqueConstraint(fields=('window', 'unit'), name='one_achievement_a_unit'),
                    models.CheckConstraint(condition=models.Q(('achievement__range', (1, 5))), name='achievement_known'),
                    models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='achievement_has_a_basis'),
                ],
            },
        ),
        migrations.AddField(
            model_name='determination',
            name='window',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='determinations', to='performance.window', verbose_name='masa evaluasi'),
        ),
        migrations.AddField(
            model_name='appraisal',
            name='window',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appraisals', to='performance.window', verbose_name='masa evaluasi'),
        ),
        migrations.CreateModel(
            name='WorkResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveSmallIntegerField(verbose_name='nomor')),
                ('kind', models.CharField(choices=[('UTAMA', 'Utama'), ('TAMBAHAN', 'Tambahan')], default='UTAMA', max_length=8, verbose_name='jenis')),
                ('source', models.CharField(blank=True, choices=[('PERJANJIAN', 'Perjanjian kinerja'), ('DIREKTIF', 'Direktif'), ('RENSTRA', 'Rencana strategis')], max_length=10, verbose_name='sumber')),
                ('perspective', models.CharField(blank=True, choices=[('PENERIMA', 'Penerima layanan'), ('PROSES', 'Proses bisnis'), ('INTERNAL', 'Penguatan internal'), ('ANGGARAN', 'Anggaran')], max_length=8, verbose_name='perspektif')),
                ('supports_line', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='nomor hasil kerja pimpinan')),
                ('supports_words', models.CharField(blank=True, max_length=500, verbose_name='hasil kerja pimpinan yang diintervensi')),
                ('words', models.CharField(max_length=500, verbose_name='hasil kerja')),
                ('weight', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='bobot (%)')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='selesai paling lambat')),
                ('supports_plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='performance.performanceplan', verbose_name='SKP pimpinan')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='results', to='performance.planversion', verbose_name='versi SKP')),
            ],
            options={
                'verbose_name': 'hasil kerja',
                'verbose_name_plural': 'hasil kerja',
                'ordering': ['line'],
                'default_permissions': [],
                'constraints': [
                    models.UniqueConstraint(fields=('version', 'line'), name='work_result_once'),
                    models.CheckConstraint(condition=models.Q(('kind__in', ['UTAMA', 'TAMBAHAN'])), name='work_result_kind_known'),
                    models.CheckConstraint(condition=models.Q(('source__in', ['', 'PERJANJIAN', 'DIREKTIF', 'RENSTRA'])), name='work_result_source_known'),
                    models.CheckConstraint(condition=models.Q(('perspective__in', ['', 'PENERIMA', 'PROSES', 'INTERNAL', 'ANGGARAN'])), name='work_result_perspective_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('supports_line', None), ('supports_plan', None)), models.Q(('supports_line__isnull', False), ('supports_plan__isnull', False)), _connector='OR'), name='work_result_supports_a_line'),
                    models.CheckConstraint(condition=models.Q(('weight', None), ('weight__range', (1, 100)), _connector='OR'), name='work_result_weighs_up_to_100'),
                    models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='work_result_says_something'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField(verbose_name='urutan')),
                ('aspect', models.CharField(blank=True, choices=[('KUANTITAS', 'Kuantitas'), ('KUALITAS', 'Kualitas'), ('WAKTU', 'Waktu'), ('BIAYA', 'Biaya')], max_length=9, verbose_name='aspek')),
                ('words', models.CharField(max_length=500, verbose_name='indikator')),
                ('target', models.CharField(max_length=300, verbose_name='target')),
                ('result', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='performance.workresult', verbose_name='hasil kerja')),
            ],
            options={
                'verbose_name': 'indikator',
                'verbose_name_plural': 'indikator',
                'ordering': ['place'],
                'default_permissions': [],
                'constraints': [
                    models.UniqueConstraint(fields=('result', 'place'), name='indicator_once'),
                    models.CheckConstraint(condition=models.Q(('aspect__in', ['', 'KUANTITAS', 'KUALITAS', 'WAKTU', 'BIAYA'])), name='indicator_aspect_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('words', ''), _negated=True), models.Q(('target', ''), _negated=True)), name='indicator_says_something'),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name='determination',
            constraint=models.UniqueConstraint(fields=('window', 'appraiser'), name='one_determination_an_appraiser', nulls_distinct=False),
        ),
        migrations.AddIndex(
            model_name='appraisal',
            index=models.Index(fields=['window', 'status'], name='appraisals_of_a_window'),
        ),
        migrations.AddConstraint(
            model_name='appraisal',
            constraint=models.UniqueConstraint(fields=('plan', 'window'), name='one_appraisal_a_window'),
        ),
        migrations.AddConstraint(
            model_name='appraisal',
            constraint=models.CheckConstraint(condition=models.Q(('status', 'RATED'), models.Q(('determination__isnull', False), ('objection_until__isnull', False)), _connector='OR'), name='appraisal_signed_on_a_list'),
        ),
        run_files(SQL / "superiors.sql", SQL / "superiors_reverse.sql"),
        *(track(f"performance_{table}") for table in TRACKED.split()),
    ]
