"""The facts of the due lists in the state of each employee, and the views of the lists over that one row."""

from pathlib import Path

import django.contrib.postgres.fields
from django.db import migrations, models

import employees.models.state
from simpeg.core.operations import run_files

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("employees", "0023_letters_once"), ("law", "0003_guards")]

    # The columns stand in the table in this order, and employees_state_on gives them so.
    operations = [
        migrations.AddField(
            model_name='employeestate',
            name='cpns_since',
            field=models.DateField(null=True, verbose_name='TMT CPNS'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='service_years',
            field=models.SmallIntegerField(null=True, verbose_name='masa kerja golongan (tahun)'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='service_months',
            field=models.SmallIntegerField(null=True, verbose_name='masa kerja golongan (bulan)'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='ratings',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(), null=True, size=None, verbose_name='predikat kinerja'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='education',
            field=models.IntegerField(db_default=0, default=0, help_text='Satu bit tiap jenis.', verbose_name='jenis ijazah'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='education_since',
            field=models.DateField(null=True, verbose_name='ijazah terakhir diakui'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='diploma',
            field=models.CharField(max_length=255, null=True, verbose_name='satu-satunya ijazah'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='unpaid',
            field=employees.models.state.DateMultirangeField(null=True, verbose_name='cuti di luar tanggungan negara'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='bars_promotion',
            field=employees.models.state.DateMultirangeField(null=True, verbose_name='hukuman yang menahan pangkat'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='bars_increment',
            field=employees.models.state.DateMultirangeField(null=True, verbose_name='hukuman yang menahan gaji'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='punished_on',
            field=models.DateField(null=True, verbose_name='hukuman sedang atau berat pertama'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='exam_1_on',
            field=models.DateField(null=True, verbose_name='lulus ujian dinas I'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='exam_2_on',
            field=models.DateField(null=True, verbose_name='lulus ujian dinas II'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='exam_diploma_on',
            field=models.DateField(null=True, verbose_name='lulus UPKP'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='led_on',
            field=models.DateField(null=True, verbose_name='pelatihan kepemimpinan pertama'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='credit_tier',
            field=models.CharField(max_length=2, null=True, verbose_name='jenjang penetapan AK terakhir'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='credit_on',
            field=models.DateField(null=True, verbose_name='penetapan AK terakhir'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='credit_points',
            field=models.DecimalField(decimal_places=3, max_digits=9, null=True, verbose_name='AK kumulatif'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='base',
            field=models.CharField(blank=True, db_default='', default='', max_length=4, verbose_name='dasar masa kerja'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='base_on',
            field=models.DateField(null=True, verbose_name='masa kerja dinyatakan per'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='base_years',
            field=models.SmallIntegerField(null=True, verbose_name='masa kerja dinyatakan (tahun)'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='base_months',
            field=models.SmallIntegerField(null=True, verbose_name='masa kerja dinyatakan (bulan)'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='base_record',
            field=models.BigIntegerField(null=True, verbose_name='riwayat yang menyatakannya'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='medal_10_on',
            field=models.DateField(null=True, verbose_name='Satyalancana X'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='medal_20_on',
            field=models.DateField(null=True, verbose_name='Satyalancana XX'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='medal_30_on',
            field=models.DateField(null=True, verbose_name='Satyalancana XXX'),
        ),
        migrations.AddField(
            model_name='employeestate',
            name='awaited_on',
            field=models.DateField(null=True, verbose_name='golongan yang menunggu TMT'),
        ),
        migrations.AddIndex(
            model_name='employeestate',
            index=models.Index(condition=models.Q(('position_kind', '2'), models.Q(('tier__in', ['', 'PM', 'PT']), _negated=True)), fields=['unit', 'position_title', 'standing', 'status'], name='state_of_a_tier'),
        ),
        migrations.AddIndex(
            model_name='employeestate',
            index=models.Index(fields=['awaited_on'], name='state_awaiting', condition=models.Q(('awaited_on__isnull', False))),
        ),
        run_files(SQL / "entitlements.sql", SQL / "entitlements_reverse.sql"),
        run_files(SQL / "entitlement_facts.sql", SQL / "entitlement_facts_reverse.sql"),
    ]
