"""Credit points: determinations, and the conversions that they add up."""

from pathlib import Path

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.math
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from simpeg.audit.operations import track
from simpeg.core.operations import run_files

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('employees', '0033_old_scales'),
        ('law', '0003_guards'),
        ('performance', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CreditDetermination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tier', models.CharField(choices=[('PM', 'Pemula'), ('TR', 'Terampil'), ('MH', 'Mahir'), ('PY', 'Penyelia'), ('PT', 'Ahli Pertama'), ('MU', 'Ahli Muda'), ('MA', 'Ahli Madya'), ('UT', 'Ahli Utama')], max_length=2, verbose_name='jenjang')),
                ('functional_name', models.TextField(blank=True, verbose_name='nama JF')),
                ('position_title', models.CharField(blank=True, max_length=255, verbose_name='jabatan')),
                ('determined_on', models.DateField(verbose_name='tanggal penetapan')),
                ('year', models.PositiveSmallIntegerField(editable=False, verbose_name='tahun')),
                ('number', models.CharField(max_length=100, verbose_name='nomor PAK')),
                ('counted_from', models.DateField(verbose_name='kinerja dihitung sejak')),
                ('previous', models.DecimalField(decimal_places=3, max_digits=9, verbose_name='AK sebelumnya')),
                ('previous_on', models.DateField(blank=True, null=True, verbose_name='AK sebelumnya ditetapkan pada')),
                ('previous_words', models.CharField(max_length=150, verbose_name='asal AK sebelumnya')),
                ('added', models.DecimalField(decimal_places=2, max_digits=8, verbose_name='AK dari konversi predikat')),
                ('diploma_words', models.CharField(blank=True, max_length=255, verbose_name='ijazah lebih tinggi')),
                ('diploma_points', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=7, verbose_name='AK ijazah')),
                ('total', models.DecimalField(decimal_places=3, max_digits=9, verbose_name='AK kumulatif')),
                ('grade_need', models.DecimalField(blank=True, decimal_places=3, max_digits=8, null=True, verbose_name='AK untuk pangkat berikut')),
                ('tier_need', models.DecimalField(blank=True, decimal_places=3, max_digits=8, null=True, verbose_name='AK untuk jenjang berikut')),
                ('fields', models.JSONField(verbose_name='isi cetakan')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='dicatat pada')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='dibatalkan pada')),
                ('withdrawn_reason', models.CharField(blank=True, max_length=200, verbose_name='alasan dibatalkan')),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credit_determinations', to='employees.employee', verbose_name='pegawai')),
                ('grade', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='law.grade', verbose_name='golongan ruang')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ditetapkan melalui')),
                ('signer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.signer', verbose_name='penanda tangan')),
                ('template', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.lettertemplate', verbose_name='versi templat')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.unit', verbose_name='unit kerja')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dibatalkan oleh')),
            ],
            options={
                'verbose_name': 'penetapan angka kredit',
                'verbose_name_plural': 'penetapan angka kredit',
                'permissions': [('withdraw_creditdetermination', 'Dapat membatalkan penetapan angka kredit')],
                'default_permissions': ['view', 'add'],
                'indexes': [
                    models.Index(fields=['-determined_on', '-id'], name='determinations_newest'),
                    models.Index(fields=['employee', '-determined_on'], name='determinations_of_a_person'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('year', 'number'), name='determination_number_once'),
                    models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('employee', 'determined_on'), name='one_determination_a_day'),
                    models.UniqueConstraint(condition=models.Q(('withdrawn_at', None), models.Q(('diploma_words', ''), _negated=True)), fields=('employee', 'tier'), name='one_diploma_counts_in_a_tier'),
                    models.CheckConstraint(condition=models.Q(('tier__in', ['PM', 'TR', 'MH', 'PY', 'PT', 'MU', 'MA', 'UT'])), name='determination_tier_known'),
                    models.CheckConstraint(condition=models.Q(('determined_on__year', models.F('year'))), name='determination_year_of_its_day'),
                    models.CheckConstraint(condition=models.Q(('total', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('previous'), '+', models.F('added')), '+', models.F('diploma_points')))), name='determination_adds_up'),
                    models.CheckConstraint(condition=models.Q(('added__gte', 0), ('diploma_points__gte', 0), ('previous__gte', 0)), name='determination_not_negative'),
                    models.CheckConstraint(condition=models.Q(models.Q(('diploma_points', 0), ('diploma_words', '')), models.Q(('diploma_words', ''), _negated=True), _connector='OR'), name='determination_names_its_diploma'),
                    models.CheckConstraint(condition=models.Q(('number', ''), _negated=True), name='determination_has_a_number'),
                    models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None), ('withdrawn_reason', '')), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='determination_withdrawn_for_a_reason'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Conversion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='sejak')),
                ('ends_on', models.DateField(verbose_name='sampai')),
                ('months', models.PositiveSmallIntegerField(verbose_name='bulan')),
                ('tier', models.CharField(choices=[('PM', 'Pemula'), ('TR', 'Terampil'), ('MH', 'Mahir'), ('PY', 'Penyelia'), ('PT', 'Ahli Pertama'), ('MU', 'Ahli Muda'), ('MA', 'Ahli Madya'), ('UT', 'Ahli Utama')], max_length=2, verbose_name='jenjang')),
                ('predikat', models.PositiveSmallIntegerField(choices=[(1, 'Sangat Baik'), (2, 'Baik'), (3, 'Butuh Perbaikan'), (4, 'Kurang'), (5, 'Sangat Kurang')], verbose_name='predikat')),
                ('percent', models.PositiveSmallIntegerField(verbose_name='persentase')),
                ('coefficient', models.DecimalField(decimal_places=2, max_digits=6, verbose_name='koefisien')),
                ('points', models.DecimalField(decimal_places=2, max_digits=7, verbose_name='angka kredit')),
                ('basis', models.CharField(max_length=300, verbose_name='dasar hukum')),
                ('is_standing', models.BooleanField(default=True, verbose_name='berlaku')),
                ('appraisal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credit_conversions', to='performance.appraisal', verbose_name='evaluasi kinerja')),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credit_conversions', to='employees.employee', verbose_name='pegawai')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='performance.performanceplan', verbose_name='SKP')),
                ('determination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conversions', to='performance.creditdetermination', verbose_name='penetapan')),
            ],
            options={
                'verbose_name': 'konversi predikat',
                'verbose_name_plural': 'konversi predikat',
                'ordering': ['starts_on', 'pk'],
                'default_permissions': [],
                'constraints': [
                    django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('is_standing', True)), expressions=[('employee', '='), (models.Func(models.F('starts_on'), models.F('ends_on'), django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='a_month_is_converted_once', violation_error_message='Bulan itu sudah dikonversi dalam penetapan lain.'),
                    models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on')), ('months', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.functions.datetime.ExtractMonth('ends_on'), '-', django.db.models.functions.datetime.ExtractMonth('starts_on')), '+', models.Value(1))), ('starts_on__day', 1), ('starts_on__year', django.db.models.functions.datetime.ExtractYear('ends_on'))), name='conversion_of_whole_months'),
                    models.CheckConstraint(condition=models.Q(('points', django.db.models.functions.math.Round(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('percent'), '*', models.F('coefficient')), '*', models.F('months')), '/', models.Value(Decimal('1200'))), precision=2))), name='conversion_rounded_once'),
                    models.CheckConstraint(condition=models.Q(('tier__in', ['PM', 'TR', 'MH', 'PY', 'PT', 'MU', 'MA', 'UT'])), name='conversion_tier_known'),
                    models.CheckConstraint(condition=models.Q(('predikat__range', (1, 5))), name='conversion_predikat_known'),
                ],
            },
        ),
        run_files(SQL / "credits.sql", SQL / "credits_reverse.sql"),
        track("performance_creditdetermination"),
        track("performance_conversion"),
    ]
