"""Catalogue, sessions with their enrolments and attendance, evaluations, certificates."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import training.models.result
import uuid
from django.conf import settings
from django.db import migrations, models

from simpeg.audit.operations import track
from simpeg.core.operations import run_files

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('employees', '0037_local_awards'),
        ('law', '0003_guards'),
        ('training', '0002_competence'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CertificateCounter',
            fields=[
                ('year', models.PositiveSmallIntegerField(primary_key=True, serialize=False, verbose_name='tahun')),
                ('last', models.PositiveIntegerField(default=0, verbose_name='urutan terakhir')),
            ],
            options={
                'verbose_name': 'penomoran sertifikat',
                'verbose_name_plural': 'penomoran sertifikat',
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='LearningPath',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='nama jalur')),
                ('sentence', models.CharField(help_text='Untuk siapa jalur ini, dan ke mana ia menuju.', max_length=300, verbose_name='kalimat')),
            ],
            options={
                'verbose_name': 'jalur belajar',
                'verbose_name_plural': 'jalur belajar',
                'ordering': ['name'],
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='CatalogueCourse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True, verbose_name='nama pelatihan')),
                ('summary', models.TextField(help_text='Apa yang dapat dilakukan sesudahnya.', max_length=2000, verbose_name='isi pelatihan')),
                ('form', models.CharField(choices=[('PKN1', 'PKN Tingkat I'), ('PKN2', 'PKN Tingkat II'), ('PKA', 'PKA'), ('PKP', 'PKP'), ('LATSAR', 'Latsar CPNS'), ('FUNGSIONAL', 'Pelatihan fungsional'), ('TEKNIS', 'Pelatihan teknis'), ('SEMINAR', 'Seminar'), ('WORKSHOP', 'Workshop'), ('KURSUS', 'Kursus'), ('PENATARAN', 'Penataran'), ('BIMTEK', 'Bimbingan teknis'), ('COACHING', 'Coaching'), ('MENTORING', 'Mentoring'), ('ELEARNING', 'E-learning'), ('MAGANG', 'Magang'), ('BENCHMARKING', 'Benchmarking'), ('PERTUKARAN', 'Pertukaran pegawai'), ('KOMUNITAS', 'Komunitas belajar'), ('DETASERING', 'Detasering'), ('SECONDMENT', 'Secondment')], max_length=12, verbose_name='bentuk')),
                ('counts_as', models.CharField(choices=[('KEPEMIMPINAN', 'Kepemimpinan'), ('FUNGSIONAL', 'Fungsional'), ('TEKNIS', 'Teknis'), ('SEMINAR', 'Seminar')], help_text='Jenisnya pada riwayat pelatihan dan IP ASN.', max_length=12, verbose_name='tercatat sebagai')),
                ('mode', models.CharField(choices=[('KELAS', 'Tatap muka'), ('DARING', 'Daring'), ('COACHING', 'Coaching'), ('MAGANG', 'Magang')], max_length=8, verbose_name='cara')),
                ('learning_hours', models.PositiveSmallIntegerField(verbose_name='jam pelajaran (JP)')),
                ('provider', models.CharField(max_length=200, verbose_name='penyelenggara')),
                ('price', models.PositiveIntegerField(default=0, verbose_name='biaya per kursi (rupiah)')),
                ('competences', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, help_text='Kode kompetensi, dipisahkan koma.', size=None, verbose_name='kompetensi yang dinaikkan')),
                ('least_attendance', models.PositiveSmallIntegerField(verbose_name='kehadiran paling rendah (%)')),
                ('least_score', models.PositiveSmallIntegerField(blank=True, help_text='Kosong bila tanpa tes akhir.', null=True, verbose_name='nilai akhir paling rendah')),
                ('is_offered', models.BooleanField(default=True, verbose_name='ditawarkan')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat pada')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dibuat oleh')),
            ],
            options={
                'verbose_name': 'pelatihan',
                'verbose_name_plural': 'pelatihan',
                'ordering': ['name'],
                'permissions': [('keep_courses', 'Dapat mengelola katalog, sesi, dan sertifikat pelatihan')],
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='CourseSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='mulai')),
                ('ends_on', models.DateField(verbose_name='selesai')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='tempat')),
                ('link', models.URLField(blank=True, help_text='Untuk sesi daring, mulai dengan https://', max_length=500, verbose_name='tautan')),
                ('trainer_name', models.CharField(blank=True, max_length=200, verbose_name='pengajar')),
                ('seats', models.PositiveSmallIntegerField(verbose_name='kursi')),
                ('enrol_from', models.DateField(verbose_name='pendaftaran dibuka')),
                ('enrol_until', models.DateField(verbose_name='pendaftaran ditutup')),
                ('entry', models.CharField(choices=[('TERBUKA', 'Terbuka: mendaftar sendiri'), ('PERSETUJUAN', 'Mendaftar sendiri dengan persetujuan atasan'), ('PENCALONAN', 'Dicalonkan oleh atasan atau perangkat daerah'), ('PENGELOLA', 'Ditetapkan oleh pengelola')], max_length=11, verbose_name='cara mendaftar')),
                ('statuses', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('CPNS', 'CPNS'), ('PNS', 'PNS'), ('PPPK', 'PPPK'), ('PPPK_PW', 'PPPK Paruh Waktu')], max_length=7), blank=True, default=list, size=None, verbose_name='status')),
                ('position_kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('1', 'Struktural'), ('2', 'Fungsional'), ('4', 'Pelaksana')], max_length=1), blank=True, default=list, size=None, verbose_name='jenis jabatan')),
                ('learning_hours', models.PositiveSmallIntegerField(verbose_name='jam pelajaran (JP)')),
                ('price', models.PositiveIntegerField(verbose_name='biaya per kursi (rupiah)')),
                ('least_attendance', models.PositiveSmallIntegerField(verbose_name='kehadiran paling rendah (%)')),
                ('least_score', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='nilai akhir paling rendah')),
                ('status', models.CharField(choices=[('DRAFT', 'Draf'), ('OPEN', 'Pendaftaran dibuka'), ('CLOSED', 'Pendaftaran ditutup'), ('RUNNING', 'Berjalan'), ('FINISHED', 'Selesai'), ('CANCELLED', 'Dibatalkan')], default='DRAFT', max_length=9, verbose_name='keadaan')),
                ('cancel_reason', models.CharField(blank=True, db_default='', default='', max_length=300, verbose_name='alasan pembatalan')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat pada')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='training.cataloguecourse', verbose_name='pelatihan')),
                ('least_grade', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='law.grade', verbose_name='golongan paling rendah')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dibuat oleh')),
                ('trainer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.employee', verbose_name='pengajar (pegawai)')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.unit', verbose_name='unit kerja dan bawahannya')),
            ],
            options={
                'verbose_name': 'sesi pelatihan',
                'verbose_name_plural': 'sesi pelatihan',
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(choices=[('SENDIRI', 'Mendaftar sendiri'), ('DICALONKAN', 'Dicalonkan'), ('PENGELOLA', 'Ditetapkan pengelola')], max_length=10, verbose_name='asal')),
                ('status', models.CharField(choices=[('REQUESTED', 'Menunggu persetujuan atasan'), ('WAITING', 'Daftar tunggu'), ('SEATED', 'Mendapat kursi'), ('REFUSED', 'Tidak disetujui'), ('CANCELLED', 'Dibatalkan'), ('PASSED', 'Lulus'), ('FAILED', 'Tidak lulus')], max_length=9, verbose_name='keadaan')),
                ('asked_at', models.DateTimeField(verbose_name='didaftarkan pada')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='alasan')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='diputuskan pada')),
                ('decision', models.CharField(blank=True, max_length=300, verbose_name='alasan keputusan')),
                ('seated_at', models.DateTimeField(blank=True, null=True, verbose_name='mendapat kursi pada')),
                ('pre_score', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='nilai awal')),
                ('post_score', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='nilai akhir')),
                ('has_evaluated', models.BooleanField(db_default=False, default=False, verbose_name='sudah mengisi evaluasi')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='didaftarkan oleh')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diputuskan oleh')),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='employees.employee', verbose_name='pegawai')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='training.coursesession', verbose_name='sesi')),
            ],
            options={
                'verbose_name': 'pendaftaran pelatihan',
                'verbose_name_plural': 'pendaftaran pelatihan',
                'permissions': [('nominate', 'Dapat mencalonkan dan menyetujui peserta pelatihan')],
                'default_permissions': ['view'],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='hari')),
                ('kind', models.CharField(choices=[('HADIR', 'Hadir'), ('IZIN', 'Izin'), ('TIDAK', 'Tidak hadir')], max_length=5, verbose_name='kehadiran')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='training.enrolment', verbose_name='peserta')),
            ],
            options={
                'verbose_name': 'kehadiran pelatihan',
                'verbose_name_plural': 'kehadiran pelatihan',
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('content', models.PositiveSmallIntegerField(verbose_name='materi')),
                ('teaching', models.PositiveSmallIntegerField(verbose_name='pengajar')),
                ('usefulness', models.PositiveSmallIntegerField(verbose_name='kegunaan bagi pekerjaan')),
                ('organisation', models.PositiveSmallIntegerField(verbose_name='penyelenggaraan')),
                ('words', models.CharField(blank=True, max_length=500, verbose_name='saran')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluations', to='training.coursesession', verbose_name='sesi')),
            ],
            options={
                'verbose_name': 'evaluasi pelatihan',
                'verbose_name_plural': 'evaluasi pelatihan',
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='PathStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField(verbose_name='urutan')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='training.cataloguecourse', verbose_name='pelatihan')),
                ('path', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='training.learningpath', verbose_name='jalur')),
            ],
            options={
                'verbose_name': 'langkah jalur belajar',
                'verbose_name_plural': 'langkah jalur belajar',
                'ordering': ['place'],
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='nama topik')),
                ('sentence', models.CharField(help_text='Apa yang dipelajari dalam topik ini.', max_length=300, verbose_name='kalimat')),
                ('is_digital', models.BooleanField(default=False, help_text='Topik TI ditampilkan paling atas beserta jalur belajarnya.', verbose_name='teknologi informasi')),
            ],
            options={
                'verbose_name': 'topik pelatihan',
                'verbose_name_plural': 'topik pelatihan',
                'ordering': ['-is_digital', 'name'],
                'default_permissions': [],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('sentence', ''), _negated=True)), name='topic_says_what_it_is')],
            },
        ),
        migrations.AddField(
            model_name='learningpath',
            name='topic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paths', to='training.topic', verbose_name='topik'),
        ),
        migrations.AddField(
            model_name='cataloguecourse',
            name='topic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='courses', to='training.topic', verbose_name='topik'),
        ),
        migrations.CreateModel(
            name='TrainingCertificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=training.models.result.public_key, editable=False, max_length=40, unique=True, verbose_name='kunci pemeriksaan')),
                ('number', models.CharField(max_length=100, verbose_name='nomor sertifikat')),
                ('year', models.PositiveSmallIntegerField(verbose_name='tahun')),
                ('serial', models.PositiveIntegerField(verbose_name='urutan')),
                ('name', models.CharField(max_length=355, verbose_name='nama')),
                ('course_name', models.CharField(max_length=200, verbose_name='pelatihan')),
                ('provider', models.CharField(max_length=200, verbose_name='penyelenggara')),
                ('starts_on', models.DateField(verbose_name='mulai')),
                ('ends_on', models.DateField(verbose_name='selesai')),
                ('learning_hours', models.PositiveSmallIntegerField(verbose_name='jam pelajaran (JP)')),
                ('issued_at', models.DateTimeField(verbose_name='diterbitkan pada')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='dicabut pada')),
                ('withdrawn_reason', models.CharField(blank=True, max_length=300, verbose_name='alasan pencabutan')),
                ('enrolment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='certificate', to='training.enrolment', verbose_name='peserta')),
                ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diterbitkan oleh')),
                ('record', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='employees.course', verbose_name='catatan pada berkas')),
                ('signer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.signer', verbose_name='penanda tangan')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicabut oleh')),
            ],
            options={
                'verbose_name': 'sertifikat pelatihan',
                'verbose_name_plural': 'sertifikat pelatihan',
                'default_permissions': [],
            },
        ),
        migrations.AddIndex(
            model_name='coursesession',
            index=models.Index(fields=['starts_on', 'id'], name='session_by_day'),
        ),
        migrations.AddConstraint(
            model_name='coursesession',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='session_ends_after_it_starts', violation_error_message='Hari selesai tidak boleh sebelum hari mulai.'),
        ),
        migrations.AddConstraint(
            model_name='coursesession',
            constraint=models.CheckConstraint(condition=models.Q(('enrol_until__gte', models.F('enrol_from')), ('enrol_until__lte', models.F('starts_on'))), name='session_enrols_before_it_starts', violation_error_message='Pendaftaran ditutup paling lambat pada hari mulai, dan tidak sebelum dibuka.'),
        ),
        migrations.AddConstraint(
            model_name='coursesession',
            constraint=models.CheckConstraint(condition=models.Q(('seats__range', (1, 1000))), name='session_has_seats'),
        ),
        migrations.AddConstraint(
            model_name='coursesession',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on__range', ('2000-01-01', '2100-12-31'))), name='session_day_real'),
        ),
        migrations.AddConstraint(
            model_name='coursesession',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('place', ''), _negated=True), models.Q(('link', ''), _negated=True), _connector='OR'), name='session_is_somewhere', violation_error_message='Isi tempat atau tautannya.'),
        ),
        migrations.AddConstraint(
            model_name='coursesession',
            constraint=models.CheckConstraint(condition=models.Q(('link', ''), ('link__startswith', 'https://'), _connector='OR'), name='session_link_safe'),
        ),
        migrations.AddConstraint(
            model_name='coursesession',
            constraint=models.CheckConstraint(condition=models.Q(('entry__in', ['TERBUKA', 'PERSETUJUAN', 'PENCALONAN', 'PENGELOLA'])), name='session_entry_known'),
        ),
        migrations.AddConstraint(
            model_name='coursesession',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['DRAFT', 'OPEN', 'CLOSED', 'RUNNING', 'FINISHED', 'CANCELLED'])), name='session_status_known'),
        ),
        migrations.AddConstraint(
            model_name='coursesession',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'CANCELLED'), models.Q(('cancel_reason', ''), _negated=True)), models.Q(models.Q(('status', 'CANCELLED'), _negated=True), ('cancel_reason', '')), _connector='OR'), name='session_cancelled_for_a_reason'),
        ),
        migrations.AddIndex(
            model_name='enrolment',
            index=models.Index(fields=['employee', 'status'], name='enrolment_of_a_person'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['REQUESTED', 'WAITING', 'SEATED', 'PASSED', 'FAILED'])), fields=('session', 'employee'), name='one_enrolment_a_session', violation_error_message='Pegawai ini sudah terdaftar pada sesi ini.'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.CheckConstraint(condition=models.Q(('origin__in', ['SENDIRI', 'DICALONKAN', 'PENGELOLA'])), name='enrolment_origin_known'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['REQUESTED', 'WAITING', 'SEATED', 'REFUSED', 'CANCELLED', 'PASSED', 'FAILED'])), name='enrolment_status_known'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['SEATED', 'PASSED', 'FAILED']), _negated=True), ('seated_at__isnull', False), _connector='OR'), name='enrolment_seated_at_a_moment'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['REFUSED', 'CANCELLED']), _negated=True), models.Q(('decision', ''), _negated=True), _connector='OR'), name='enrolment_ended_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('pre_score__isnull', True), ('pre_score__range', (0, 100)), _connector='OR'), models.Q(('post_score__isnull', True), ('post_score__range', (0, 100)), _connector='OR')), name='enrolment_scores_in_range'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('enrolment', 'day'), name='one_attendance_a_day'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['HADIR', 'IZIN', 'TIDAK'])), name='attendance_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='evaluation',
            constraint=models.CheckConstraint(condition=models.Q(('content__range', (1, 5)), ('organisation__range', (1, 5)), ('teaching__range', (1, 5)), ('usefulness__range', (1, 5))), name='evaluation_in_five_steps'),
        ),
        migrations.AddConstraint(
            model_name='pathstep',
            constraint=models.UniqueConstraint(fields=('path', 'place'), name='one_course_a_place'),
        ),
        migrations.AddConstraint(
            model_name='pathstep',
            constraint=models.UniqueConstraint(fields=('path', 'course'), name='a_course_once_a_path'),
        ),
        migrations.AddConstraint(
            model_name='learningpath',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('sentence', ''), _negated=True)), name='path_says_what_it_is'),
        ),
        migrations.AddConstraint(
            model_name='cataloguecourse',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('summary', ''), _negated=True), models.Q(('provider', ''), _negated=True)), name='catalogue_course_says_what_it_is'),
        ),
        migrations.AddConstraint(
            model_name='cataloguecourse',
            constraint=models.CheckConstraint(condition=models.Q(('form__in', ['PKN1', 'PKN2', 'PKA', 'PKP', 'LATSAR', 'FUNGSIONAL', 'TEKNIS', 'SEMINAR', 'WORKSHOP', 'KURSUS', 'PENATARAN', 'BIMTEK', 'COACHING', 'MENTORING', 'ELEARNING', 'MAGANG', 'BENCHMARKING', 'PERTUKARAN', 'KOMUNITAS', 'DETASERING', 'SECONDMENT'])), name='catalogue_course_form_known'),
        ),
        migrations.AddConstraint(
            model_name='cataloguecourse',
            constraint=models.CheckConstraint(condition=models.Q(('mode__in', ['KELAS', 'DARING', 'COACHING', 'MAGANG'])), name='catalogue_course_mode_known'),
        ),
        migrations.AddConstraint(
            model_name='cataloguecourse',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('counts_as', 'KEPEMIMPINAN'), ('form__in', ['PKN1', 'PKN2', 'PKA', 'PKP'])), models.Q(('counts_as', 'FUNGSIONAL'), ('form', 'FUNGSIONAL')), models.Q(models.Q(('form__in', ['PKN1', 'PKN2', 'PKA', 'PKP', 'FUNGSIONAL']), _negated=True), ('counts_as__in', ['TEKNIS', 'SEMINAR'])), _connector='OR'), name='catalogue_course_counts_as_its_form', violation_error_message='PKN, PKA, dan PKP tercatat sebagai Kepemimpinan, pelatihan fungsional sebagai Fungsional, yang lain sebagai Teknis atau Seminar.'),
        ),
        migrations.AddConstraint(
            model_name='cataloguecourse',
            constraint=models.CheckConstraint(condition=models.Q(('learning_hours__range', (1, 2000))), name='catalogue_course_hours_real'),
        ),
        migrations.AddConstraint(
            model_name='cataloguecourse',
            constraint=models.CheckConstraint(condition=models.Q(('price__lte', 1000000000)), name='catalogue_course_price_real'),
        ),
        migrations.AddConstraint(
            model_name='cataloguecourse',
            constraint=models.CheckConstraint(condition=models.Q(('least_attendance__range', (1, 100)), models.Q(('least_score__isnull', True), ('least_score__range', (1, 100)), _connector='OR')), name='catalogue_course_passes_in_percent'),
        ),
        migrations.AddConstraint(
            model_name='trainingcertificate',
            constraint=models.UniqueConstraint(fields=('year', 'serial'), name='one_certificate_a_serial'),
        ),
        migrations.AddConstraint(
            model_name='trainingcertificate',
            constraint=models.UniqueConstraint(fields=('year', 'number'), name='one_certificate_a_number'),
        ),
        migrations.AddConstraint(
            model_name='trainingcertificate',
            constraint=models.CheckConstraint(condition=models.Q(('key__regex', '^[A-Za-z0-9_-]{32}$')), name='certificate_key_unguessable'),
        ),
        migrations.AddConstraint(
            model_name='trainingcertificate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None), ('withdrawn_reason', '')), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='certificate_withdrawn_by_somebody'),
        ),
        run_files(SQL / "courses.sql", SQL / "courses_reverse.sql"),
        # training_evaluation leaves no trail: who wrote when would say who it was.
        track("training_topic"),
        track("training_cataloguecourse"),
        track("training_learningpath"),
        track("training_pathstep"),
        track("training_coursesession"),
        track("training_enrolment"),
        track("training_attendance"),
        track("training_trainingcertificate"),
        track("training_certificatecounter", key="year"),
    ]
