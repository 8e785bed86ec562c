"""The organisation with its days: dated posts, successors of units, plans of change, and the map beside reality."""

from pathlib import Path

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from simpeg.audit.operations import track
from simpeg.core.operations import run_files

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('employees', '0009_quality'),
        ('law', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ActingDuty',
            fields=[
                ('appointment', models.OneToOneField(on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='+', serialize=False, to='employees.appointment')),
                ('title', models.CharField(max_length=255, verbose_name='jabatan')),
                ('since', models.DateField(verbose_name='TMT')),
                ('lapses_on', models.DateField(verbose_name='seharusnya berakhir')),
                ('too_long', models.BooleanField(verbose_name='melewati batas')),
            ],
            options={
                'verbose_name': 'Plt. yang berjalan',
                'verbose_name_plural': 'Plt. yang berjalan',
                'db_table': 'employees_actingduty',
                'managed': False,
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='Headcount',
            fields=[
                ('key', models.TextField(primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=255, verbose_name='jabatan')),
                ('kind', models.CharField(blank=True, choices=[('1', 'Struktural'), ('2', 'Fungsional'), ('4', 'Pelaksana')], max_length=1, verbose_name='jenis jabatan')),
                ('echelon', models.PositiveSmallIntegerField(choices=[(11, 'I.a'), (12, 'I.b'), (21, 'II.a'), (22, 'II.b'), (31, 'III.a'), (32, 'III.b'), (41, 'IV.a'), (42, 'IV.b'), (51, 'V.a'), (52, 'V.b')], null=True, verbose_name='eselon')),
                ('tier', models.CharField(blank=True, choices=[('PM', 'Pemula'), ('TR', 'Terampil'), ('MH', 'Mahir'), ('PY', 'Penyelia'), ('PT', 'Ahli Pertama'), ('MU', 'Ahli Muda'), ('MA', 'Ahli Madya'), ('UT', 'Ahli Utama')], max_length=2, verbose_name='jenjang')),
                ('need', models.IntegerField(verbose_name='kebutuhan (ABK)')),
                ('pns', models.IntegerField(verbose_name='PNS dan CPNS')),
                ('pppk', models.IntegerField(verbose_name='PPPK')),
                ('holders', models.IntegerField(verbose_name='bezetting')),
                ('balance', models.IntegerField(help_text='Bezetting dikurangi kebutuhan; minus berarti kurang.', verbose_name='selisih')),
            ],
            options={
                'verbose_name': 'bezetting',
                'verbose_name_plural': 'bezetting',
                'db_table': 'employees_headcount',
                'managed': False,
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='OrganisationFinding',
            fields=[
                ('key', models.TextField(primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('DUA_PEMANGKU', 'Satu jabatan struktural dipangku lebih dari yang dibutuhkan'), ('TANPA_KEPALA', 'Unit struktural tanpa kepala definitif'), ('PLT_LAMA', 'Plt. melewati batas waktu'), ('PANGKAT', 'Pangkat di bawah jenjang pangkat eselon'), ('PENDIDIKAN', 'Pendidikan di bawah syarat jabatan'), ('BIDANG', 'Bidang pendidikan tidak sesuai syarat jabatan'), ('PENDIDIKAN_KOSONG', 'Pendidikan pemangku belum tercatat'), ('LUAR_PETA', 'Jabatan tidak ada pada peta jabatan unitnya'), ('UNIT_TUTUP', 'Pegawai aktif pada unit yang sudah ditutup')], max_length=20, verbose_name='temuan')),
                ('title', models.CharField(max_length=255, verbose_name='jabatan')),
                ('facts', models.JSONField(verbose_name='fakta')),
            ],
            options={
                'verbose_name': 'temuan organisasi',
                'verbose_name_plural': 'temuan organisasi',
                'db_table': 'employees_organisationfinding',
                'managed': False,
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='Retirement',
            fields=[
                ('employee', models.OneToOneField(on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='retirement', serialize=False, to='employees.employee')),
                ('code', models.CharField(max_length=40, null=True, verbose_name='jenis batas usia')),
                ('age', models.PositiveSmallIntegerField(null=True, verbose_name='batas usia pensiun')),
                ('retires_on', models.DateField(null=True, verbose_name='TMT pensiun')),
                ('active', models.BooleanField(verbose_name='aktif')),
            ],
            options={
                'verbose_name': 'batas usia pensiun pegawai',
                'verbose_name_plural': 'batas usia pensiun pegawai',
                'db_table': 'employees_retirement',
                'managed': False,
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='Vacancy',
            fields=[
                ('key', models.TextField(primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('1', 'Struktural'), ('2', 'Fungsional'), ('4', 'Pelaksana')], max_length=1, verbose_name='jenis jabatan')),
                ('echelon', models.PositiveSmallIntegerField(choices=[(11, 'I.a'), (12, 'I.b'), (21, 'II.a'), (22, 'II.b'), (31, 'III.a'), (32, 'III.b'), (41, 'IV.a'), (42, 'IV.b'), (51, 'V.a'), (52, 'V.b')], null=True, verbose_name='eselon')),
                ('height', models.SmallIntegerField(help_text='Eselon tertinggi dahulu; yang tanpa eselon sesudahnya.', verbose_name='urutan')),
                ('number', models.IntegerField(verbose_name='lowong')),
                ('opens_on', models.DateField(verbose_name='lowong mulai')),
            ],
            options={
                'verbose_name': 'lowongan',
                'verbose_name_plural': 'lowongan',
                'db_table': 'employees_vacancy',
                'managed': False,
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='PositionTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300, verbose_name='uraian tugas')),
                ('volume', models.DecimalField(decimal_places=2, max_digits=9, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='volume setahun')),
                ('minutes', models.DecimalField(decimal_places=2, max_digits=9, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='norma waktu (menit)')),
            ],
            options={
                'verbose_name': 'beban kerja jabatan',
                'verbose_name_plural': 'beban kerja jabatan',
                'ordering': ['id'],
                'default_permissions': [],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('volume__gt', 0), ('minutes__gt', 0)), name='task_takes_time'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Reorganisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decree', models.CharField(blank=True, db_default='', default='', max_length=100, verbose_name='nomor SK')),
                ('decree_on', models.DateField(blank=True, null=True, verbose_name='tanggal SK')),
                ('decree_by', models.CharField(blank=True, db_default='', default='', max_length=150, verbose_name='pejabat penanda tangan')),
                ('title', models.CharField(max_length=200, verbose_name='nama')),
                ('day', models.DateField(help_text='Hari unit lama ditutup dan unit baru dibentuk; juga TMT jabatan.', verbose_name='berlaku mulai')),
                ('note', models.TextField(blank=True, verbose_name='keterangan')),
                ('status', models.CharField(choices=[('DRAFT', 'Rancangan'), ('IN_FORCE', 'Berlaku'), ('CANCELLED', 'Dibatalkan')], default='DRAFT', max_length=9, verbose_name='keadaan')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versi')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='disusun pada')),
                ('applied_at', models.DateTimeField(editable=False, null=True, verbose_name='diterapkan pada')),
                ('outcome', models.JSONField(default=dict, editable=False, verbose_name='hasil')),
            ],
            options={
                'verbose_name': 'reorganisasi',
                'verbose_name_plural': 'reorganisasi',
                'ordering': ['-day', '-id'],
                'default_permissions': ['add', 'change', 'view'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('status__in', ['DRAFT', 'IN_FORCE', 'CANCELLED'])), name='reorganisation_status_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ReorganisationLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('OPEN', 'Bentuk unit baru'), ('REPLACE', 'Ganti unit dengan unit baru'), ('CLOSE', 'Tutup unit'), ('MOVE', 'Pindahkan pegawai dan jabatan')], max_length=7, verbose_name='langkah')),
                ('name', models.CharField(blank=True, max_length=255, verbose_name='nama unit baru')),
                ('unit_kind', models.CharField(blank=True, choices=[('SETDA', 'Sekretariat Daerah'), ('SETWAN', 'Sekretariat DPRD'), ('INSPEKTORAT', 'Inspektorat'), ('DINAS', 'Dinas'), ('BADAN', 'Badan'), ('KECAMATAN', 'Kecamatan'), ('KELURAHAN', 'Kelurahan'), ('RSUD', 'Rumah sakit umum daerah'), ('PUSKESMAS', 'Puskesmas'), ('SEKOLAH', 'Sekolah'), ('UPTD', 'UPTD'), ('BAGIAN', 'Bagian'), ('BIDANG', 'Bidang'), ('SUBBAG', 'Subbagian/Seksi')], max_length=11, verbose_name='jenis')),
                ('head_echelon', models.PositiveSmallIntegerField(blank=True, choices=[(11, 'I.a'), (12, 'I.b'), (21, 'II.a'), (22, 'II.b'), (31, 'III.a'), (32, 'III.b'), (41, 'IV.a'), (42, 'IV.b'), (51, 'V.a'), (52, 'V.b')], null=True, verbose_name='eselon kepala')),
                ('rename_titles', models.BooleanField(default=True, help_text='Nama unit lama di dalam nama jabatan diganti dengan nama unit baru.', verbose_name='sesuaikan nama jabatan')),
                ('title', models.CharField(blank=True, max_length=255, verbose_name='jabatan')),
                ('new_title', models.CharField(blank=True, max_length=255, verbose_name='jabatan baru')),
            ],
            options={
                'verbose_name': 'langkah reorganisasi',
                'verbose_name_plural': 'langkah reorganisasi',
                'ordering': ['id'],
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='UnitSuccession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'penerus unit',
                'verbose_name_plural': 'penerus unit',
                'default_permissions': [],
            },
        ),
        migrations.RemoveConstraint(
            model_name='position',
            name='position_once_a_unit',
        ),
        migrations.AddField(
            model_name='position',
            name='decree',
            field=models.CharField(blank=True, db_default='', default='', max_length=100, verbose_name='nomor SK'),
        ),
        migrations.AddField(
            model_name='position',
            name='decree_by',
            field=models.CharField(blank=True, db_default='', default='', max_length=150, verbose_name='pejabat penanda tangan'),
        ),
        migrations.AddField(
            model_name='position',
            name='decree_on',
            field=models.DateField(blank=True, null=True, verbose_name='tanggal SK'),
        ),
        migrations.AddField(
            model_name='position',
            name='valid_from',
            field=models.DateField(blank=True, null=True, verbose_name='berlaku mulai'),
        ),
        migrations.AddField(
            model_name='position',
            name='valid_until',
            field=models.DateField(blank=True, help_text='Hari pertama jabatan ini tidak ada lagi.', null=True, verbose_name='tidak berlaku lagi mulai'),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_until', None)), fields=('unit', 'title'), name='position_once_a_unit'),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('unit', '='), ('title', '='), (models.Func(models.F('valid_from'), models.F('valid_until'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='position_once_a_day', violation_error_message='Unit ini sudah punya jabatan bernama sama pada rentang tanggal tersebut.'),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_until', None), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='position_ends_after_it_begins', violation_error_message='Jabatan berakhir sesudah mulai berlaku.'),
        ),
        migrations.AddField(
            model_name='positiontask',
            name='position',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='employees.position', verbose_name='jabatan'),
        ),
        migrations.AddField(
            model_name='reorganisation',
            name='applied_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diterapkan oleh'),
        ),
        migrations.AddField(
            model_name='reorganisation',
            name='created_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='disusun oleh'),
        ),
        migrations.AddField(
            model_name='reorganisationline',
            name='employee',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.employee', verbose_name='pegawai'),
        ),
        migrations.AddField(
            model_name='reorganisationline',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.unit', verbose_name='unit atasan'),
        ),
        migrations.AddField(
            model_name='reorganisationline',
            name='parent_line',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='employees.reorganisationline', verbose_name='unit atasan (baru)'),
        ),
        migrations.AddField(
            model_name='reorganisationline',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='employees.reorganisation', verbose_name='reorganisasi'),
        ),
        migrations.AddField(
            model_name='reorganisationline',
            name='source',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.unit', verbose_name='unit asal'),
        ),
        migrations.AddField(
            model_name='reorganisationline',
            name='target',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.unit', verbose_name='unit tujuan'),
        ),
        migrations.AddField(
            model_name='reorganisationline',
            name='target_line',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='employees.reorganisationline', verbose_name='unit tujuan (baru)'),
        ),
        migrations.AddField(
            model_name='reorganisationline',
            name='unit',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.unit', verbose_name='unit yang terbentuk'),
        ),
        migrations.AddField(
            model_name='unitsuccession',
            name='predecessor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.unit', verbose_name='unit pendahulu'),
        ),
        migrations.AddField(
            model_name='unitsuccession',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.unit', verbose_name='unit baru'),
        ),
        migrations.AddField(
            model_name='unit',
            name='predecessors',
            field=models.ManyToManyField(related_name='successors', through='employees.UnitSuccession', to='employees.unit', verbose_name='unit pendahulu'),
        ),
        migrations.AddConstraint(
            model_name='positiontask',
            constraint=models.UniqueConstraint(fields=('position', 'name'), name='task_once_a_position', violation_error_message='Uraian tugas ini sudah ada pada jabatan tersebut.'),
        ),
        migrations.AddConstraint(
            model_name='reorganisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'IN_FORCE'), _negated=True), models.Q(models.Q(('decree', ''), _negated=True), ('applied_at__isnull', False), ('applied_by__isnull', False), ('decree_on__isnull', False)), _connector='OR'), name='reorganisation_in_force_has_its_decree'),
        ),
        migrations.AddConstraint(
            model_name='reorganisationline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'OPEN'), ('source', None)), models.Q(('kind__in', ['REPLACE', 'CLOSE', 'MOVE']), ('source__isnull', False)), _connector='OR'), name='line_has_its_source'),
        ),
        migrations.AddConstraint(
            model_name='reorganisationline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['OPEN', 'REPLACE']), models.Q(('name', ''), _negated=True), models.Q(('parent__isnull', False), ('parent_line__isnull', False), _negated=True)), models.Q(('kind__in', ['CLOSE', 'MOVE']), ('name', ''), ('parent', None), ('parent_line', None)), _connector='OR'), name='line_that_opens_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='reorganisationline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'MOVE'), models.Q(models.Q(('target', None), ('target_line__isnull', False)), models.Q(('target__isnull', False), ('target_line', None)), _connector='OR')), models.Q(models.Q(('kind', 'MOVE'), _negated=True), ('employee', None), ('new_title', ''), ('target', None), ('target_line', None), ('title', '')), _connector='OR'), name='line_that_moves_has_a_target'),
        ),
        migrations.AddConstraint(
            model_name='reorganisationline',
            constraint=models.UniqueConstraint(condition=models.Q(('kind__in', ['REPLACE', 'CLOSE'])), fields=('plan', 'source'), name='unit_closes_once_a_plan', violation_error_message='Unit ini sudah ditutup atau diganti oleh langkah lain pada rancangan ini.'),
        ),
        migrations.AddConstraint(
            model_name='reorganisationline',
            constraint=models.UniqueConstraint(models.F('plan'), models.F('source'), models.F('title'), models.F('employee'), condition=models.Q(('kind', 'MOVE')), name='people_move_once_a_plan', nulls_distinct=False, violation_error_message='Pegawai atau jabatan ini sudah dipindahkan oleh langkah lain.'),
        ),
        migrations.AddConstraint(
            model_name='unitsuccession',
            constraint=models.UniqueConstraint(fields=('unit', 'predecessor'), name='succession_once'),
        ),
        migrations.AddConstraint(
            model_name='unitsuccession',
            constraint=models.CheckConstraint(condition=models.Q(('unit', models.F('predecessor')), _negated=True), name='succession_of_two_units'),
        ),
        track("employees_unitsuccession"),
        track("employees_positiontask"),
        track("employees_reorganisation"),
        track("employees_reorganisationline"),
        run_files(SQL / "organisation.sql", SQL / "organisation_reverse.sql"),
    ]
