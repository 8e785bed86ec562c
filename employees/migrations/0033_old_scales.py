"""Predikat of the years before 2022 keep their number and its scale; determinations of credit points their template."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('employees', '0032_people_of_an_age'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='letternumbering',
            name='numbering_kind_known',
        ),
        migrations.RemoveConstraint(
            model_name='lettertemplate',
            name='template_kind_known',
        ),
        migrations.AddField(
            model_name='annualrating',
            name='scale',
            field=models.CharField(blank=True, db_default='', default='', max_length=40, verbose_name='skala nilai'),
        ),
        migrations.AddField(
            model_name='annualrating',
            name='score',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='nilai'),
        ),
        migrations.AlterField(
            model_name='letter',
            name='kind',
            field=models.CharField(choices=[('kgb', 'Pemberitahuan kenaikan gaji berkala'), ('kgb-nominatif', 'Daftar nominatif kenaikan gaji berkala'), ('pengantar', 'Surat pengantar'), ('spmt', 'Surat pernyataan melaksanakan tugas'), ('pak', 'Penetapan angka kredit')], max_length=13, verbose_name='jenis surat'),
        ),
        migrations.AlterField(
            model_name='letterbatch',
            name='kind',
            field=models.CharField(choices=[('kgb', 'Pemberitahuan kenaikan gaji berkala'), ('kgb-nominatif', 'Daftar nominatif kenaikan gaji berkala'), ('pengantar', 'Surat pengantar'), ('spmt', 'Surat pernyataan melaksanakan tugas'), ('pak', 'Penetapan angka kredit')], max_length=13, verbose_name='jenis surat'),
        ),
        migrations.AlterField(
            model_name='letternumbering',
            name='kind',
            field=models.CharField(choices=[('kgb', 'Pemberitahuan kenaikan gaji berkala'), ('kgb-nominatif', 'Daftar nominatif kenaikan gaji berkala'), ('pengantar', 'Surat pengantar'), ('spmt', 'Surat pernyataan melaksanakan tugas'), ('pak', 'Penetapan angka kredit')], max_length=13, verbose_name='jenis surat'),
        ),
        migrations.AlterField(
            model_name='lettertemplate',
            name='kind',
            field=models.CharField(choices=[('kgb', 'Pemberitahuan kenaikan gaji berkala'), ('kgb-nominatif', 'Daftar nominatif kenaikan gaji berkala'), ('pengantar', 'Surat pengantar'), ('spmt', 'Surat pernyataan melaksanakan tugas'), ('pak', 'Penetapan angka kredit')], max_length=13, verbose_name='jenis surat'),
        ),
        migrations.AddConstraint(
            model_name='annualrating',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('scale', ''), ('score', None)), models.Q(('score__range', (0, 120)), ('year__lte', 2021), models.Q(('scale', ''), _negated=True)), _connector='OR'), name='rating_score_of_an_old_scale', violation_error_message='Nilai hanya untuk tahun sampai 2021, 0 sampai 120, dengan skalanya.'),
        ),
        migrations.AddConstraint(
            model_name='letternumbering',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['kgb', 'kgb-nominatif', 'pengantar', 'spmt', 'pak'])), name='numbering_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='lettertemplate',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['kgb', 'kgb-nominatif', 'pengantar', 'spmt', 'pak'])), name='template_kind_known'),
        ),
    ]
