"""Workbooks of predikat that regencies bring which rate elsewhere."""

import django.db.models.deletion
import performance.models.rating_import
from django.conf import settings
from django.db import migrations, models

from simpeg.audit.operations import track


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0003_parts'),
        ('performance', '0003_plan_templates'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RatingImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(blank=True, upload_to=performance.models.rating_import.workbook_path, verbose_name='buku kerja')),
                ('file_name', models.CharField(max_length=200, verbose_name='nama file')),
                ('size', models.PositiveBigIntegerField(verbose_name='ukuran (bita)')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='tahun bila kolom TAHUN kosong')),
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
                'verbose_name': 'impor predikat',
                'verbose_name_plural': 'impor predikat',
                'permissions': [('import_ratings', 'Dapat mengimpor predikat kinerja tahunan')],
                'default_permissions': [],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['CHECKING', 'READY', 'KEEPING', 'DONE', 'REFUSED', 'CANCELLED'])), name='rating_import_status_known'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['KEEPING', 'DONE']), _negated=True), ('kept_by__isnull', False), _connector='OR'), name='rating_import_kept_by_somebody')],
            },
        ),
        track("performance_ratingimport"),
    ]
