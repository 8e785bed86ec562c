"""The index of professionalism (IP ASN): as the files say now (a view), and as it was measured year by year."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from simpeg.audit.operations import track
from simpeg.core.operations import run_files

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('employees', '0037_local_awards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Professionalism',
            fields=[
                ('nip', models.CharField(max_length=18, verbose_name='NIP')),
                ('status', models.CharField(choices=[('CPNS', 'CPNS'), ('PNS', 'PNS'), ('PPPK', 'PPPK'), ('PPPK_PW', 'PPPK Paruh Waktu')], max_length=7, verbose_name='status kepegawaian')),
                ('position_group', models.CharField(choices=[('STRUKTURAL', 'Struktural'), ('FUNGSIONAL', 'Fungsional'), ('PELAKSANA', 'Pelaksana')], max_length=10, verbose_name='kelompok jabatan')),
                ('counts', models.BooleanField(verbose_name='dihitung dalam rata-rata')),
                ('education_rank', models.SmallIntegerField(null=True, verbose_name='kelompok pendidikan tertinggi')),
                ('rating', models.SmallIntegerField(choices=[(1, 'Sangat Baik'), (2, 'Baik'), (3, 'Butuh Perbaikan'), (4, 'Kurang'), (5, 'Sangat Kurang')], null=True, verbose_name='predikat kinerja')),
                ('course_needed', models.CharField(max_length=4, null=True, verbose_name='pelatihan kepemimpinan yang diminta')),
                ('trained', models.BooleanField(verbose_name='sudah mengikuti pelatihan jabatan')),
                ('technical_hours', models.BigIntegerField(verbose_name='JP pelatihan teknis')),
                ('seminars', models.IntegerField(verbose_name='seminar, lokakarya, kursus, magang')),
                ('severity', models.SmallIntegerField(help_text='0 tidak ada, 1 ringan sampai 3 berat.', verbose_name='hukuman disiplin terberat')),
                ('qualification', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='kualifikasi')),
                ('competence', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='kompetensi')),
                ('performance', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='kinerja')),
                ('discipline', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='disiplin')),
                ('total', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='indeks')),
                ('category', models.CharField(choices=[('SANGAT_TINGGI', 'Sangat Tinggi'), ('TINGGI', 'Tinggi'), ('SEDANG', 'Sedang'), ('RENDAH', 'Rendah'), ('SANGAT_RENDAH', 'Sangat Rendah')], max_length=13, verbose_name='kategori')),
                ('gain_seminar', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='tambahan dari seminar')),
                ('gain_technical', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='tambahan dari pelatihan teknis')),
                ('gain_training', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='tambahan dari pelatihan jabatan')),
                ('gain_rating', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='tambahan dari predikat')),
                ('gain_education', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='tambahan dari pendidikan')),
                ('step', models.CharField(blank=True, choices=[('SEMINAR', 'Seminar, lokakarya, kursus, atau magang'), ('TEKNIS', 'Pelatihan teknis'), ('JABATAN', 'Pelatihan kepemimpinan atau fungsional'), ('KINERJA', 'Predikat kinerja yang lebih baik'), ('PENDIDIKAN', 'Pendidikan yang lebih tinggi')], max_length=10, verbose_name='langkah terbaik')),
                ('gain', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='tambahan langkah terbaik')),
                ('employee', models.OneToOneField(on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='+', serialize=False, to='employees.employee')),
            ],
            options={
                'verbose_name': 'indeks profesionalitas',
                'verbose_name_plural': 'indeks profesionalitas',
                'db_table': 'training_professionalism',
                'managed': False,
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='IndexMeasurement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(unique=True, verbose_name='tahun')),
                ('law', models.JSONField(help_text='Nilai dan dasar hukum pada akhir tahun itu.', verbose_name='peraturan yang berlaku')),
                ('measured_at', models.DateTimeField(verbose_name='diukur pada')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='ditetapkan pada')),
                ('measured_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diukur oleh')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ditetapkan oleh')),
            ],
            options={
                'verbose_name': 'pengukuran indeks profesionalitas',
                'verbose_name_plural': 'pengukuran indeks profesionalitas',
                'permissions': [('measure_index', 'Dapat mengukur Indeks Profesionalitas ASN'), ('settle_index', 'Dapat menetapkan Indeks Profesionalitas ASN setahun')],
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='IndexScore',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nip', models.CharField(max_length=18, verbose_name='NIP')),
                ('status', models.CharField(choices=[('CPNS', 'CPNS'), ('PNS', 'PNS'), ('PPPK', 'PPPK'), ('PPPK_PW', 'PPPK Paruh Waktu')], max_length=7, verbose_name='status kepegawaian')),
                ('position_group', models.CharField(choices=[('STRUKTURAL', 'Struktural'), ('FUNGSIONAL', 'Fungsional'), ('PELAKSANA', 'Pelaksana')], max_length=10, verbose_name='kelompok jabatan')),
                ('counts', models.BooleanField(verbose_name='dihitung dalam rata-rata')),
                ('education_rank', models.SmallIntegerField(null=True, verbose_name='kelompok pendidikan tertinggi')),
                ('rating', models.SmallIntegerField(choices=[(1, 'Sangat Baik'), (2, 'Baik'), (3, 'Butuh Perbaikan'), (4, 'Kurang'), (5, 'Sangat Kurang')], null=True, verbose_name='predikat kinerja')),
                ('course_needed', models.CharField(max_length=4, null=True, verbose_name='pelatihan kepemimpinan yang diminta')),
                ('trained', models.BooleanField(verbose_name='sudah mengikuti pelatihan jabatan')),
                ('technical_hours', models.BigIntegerField(verbose_name='JP pelatihan teknis')),
                ('seminars', models.IntegerField(verbose_name='seminar, lokakarya, kursus, magang')),
                ('severity', models.SmallIntegerField(help_text='0 tidak ada, 1 ringan sampai 3 berat.', verbose_name='hukuman disiplin terberat')),
                ('qualification', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='kualifikasi')),
                ('competence', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='kompetensi')),
                ('performance', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='kinerja')),
                ('discipline', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='disiplin')),
                ('total', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='indeks')),
                ('category', models.CharField(choices=[('SANGAT_TINGGI', 'Sangat Tinggi'), ('TINGGI', 'Tinggi'), ('SEDANG', 'Sedang'), ('RENDAH', 'Rendah'), ('SANGAT_RENDAH', 'Sangat Rendah')], max_length=13, verbose_name='kategori')),
                ('gain_seminar', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='tambahan dari seminar')),
                ('gain_technical', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='tambahan dari pelatihan teknis')),
                ('gain_training', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='tambahan dari pelatihan jabatan')),
                ('gain_rating', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='tambahan dari predikat')),
                ('gain_education', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='tambahan dari pendidikan')),
                ('step', models.CharField(blank=True, choices=[('SEMINAR', 'Seminar, lokakarya, kursus, atau magang'), ('TEKNIS', 'Pelatihan teknis'), ('JABATAN', 'Pelatihan kepemimpinan atau fungsional'), ('KINERJA', 'Predikat kinerja yang lebih baik'), ('PENDIDIKAN', 'Pendidikan yang lebih tinggi')], max_length=10, verbose_name='langkah terbaik')),
                ('gain', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='tambahan langkah terbaik')),
                ('employee', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='index_scores', to='employees.employee')),
                ('measurement', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='training.indexmeasurement')),
                ('unit', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.unit', verbose_name='unit kerja')),
            ],
            options={
                'verbose_name': 'nilai indeks profesionalitas',
                'verbose_name_plural': 'nilai indeks profesionalitas',
                'permissions': [('view_all_indexes', 'Dapat membaca Indeks Profesionalitas ASN seluruh kabupaten')],
                'default_permissions': ['view'],
            },
        ),
        migrations.CreateModel(
            name='UnitIndex',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('people', models.IntegerField(verbose_name='pegawai dalam rata-rata')),
                ('others', models.IntegerField(verbose_name='pegawai di luar rata-rata')),
                ('qualification', models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name='kualifikasi')),
                ('competence', models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name='kompetensi')),
                ('performance', models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name='kinerja')),
                ('discipline', models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name='disiplin')),
                ('total', models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name='indeks')),
                ('categories', models.JSONField(verbose_name='jumlah menurut kategori')),
                ('steps', models.JSONField(verbose_name='langkah')),
                ('without_education', models.IntegerField(verbose_name='tanpa pendidikan yang diakui')),
                ('without_rating', models.IntegerField(verbose_name='tanpa predikat kinerja')),
                ('measurement', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='units', to='training.indexmeasurement')),
                ('unit', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='indexes', to='employees.unit', verbose_name='unit kerja')),
            ],
            options={
                'verbose_name': 'indeks profesionalitas unit kerja',
                'verbose_name_plural': 'indeks profesionalitas unit kerja',
                'default_permissions': [],
            },
        ),
        migrations.AddConstraint(
            model_name='indexmeasurement',
            constraint=models.CheckConstraint(condition=models.Q(('year__range', (2000, 2100))), name='index_of_a_real_year'),
        ),
        migrations.AddConstraint(
            model_name='indexmeasurement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at', None), ('settled_by', None)), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='index_settled_by_somebody'),
        ),
        migrations.AddIndex(
            model_name='indexscore',
            index=models.Index(fields=['measurement', '-gain', 'nip'], name='index_by_gain'),
        ),
        migrations.AddIndex(
            model_name='indexscore',
            index=models.Index(fields=['measurement', 'unit', '-gain', 'nip'], name='index_by_unit'),
        ),
        migrations.AddConstraint(
            model_name='indexscore',
            constraint=models.UniqueConstraint(fields=('measurement', 'employee'), name='one_index_a_year'),
        ),
        migrations.AddConstraint(
            model_name='indexscore',
            constraint=models.CheckConstraint(condition=models.Q(('category__in', ['SANGAT_TINGGI', 'TINGGI', 'SEDANG', 'RENDAH', 'SANGAT_RENDAH'])), name='index_category_known'),
        ),
        migrations.AddConstraint(
            model_name='indexscore',
            constraint=models.CheckConstraint(condition=models.Q(('step__in', ['', 'SEMINAR', 'TEKNIS', 'JABATAN', 'KINERJA', 'PENDIDIKAN'])), name='index_step_known'),
        ),
        migrations.AddConstraint(
            model_name='indexscore',
            constraint=models.CheckConstraint(condition=models.Q(('total', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('qualification'), '+', models.F('competence')), '+', models.F('performance')), '+', models.F('discipline')))), name='index_is_the_sum_of_its_parts'),
        ),
        migrations.AddConstraint(
            model_name='unitindex',
            constraint=models.UniqueConstraint(fields=('measurement', 'unit'), name='one_index_of_a_unit_a_year', nulls_distinct=False),
        ),
        run_files(SQL / "professionalism.sql", SQL / "professionalism_reverse.sql"),
        run_files(SQL / "index_guards.sql", SQL / "index_guards_reverse.sql"),
        track("training_indexmeasurement"),
    ]
