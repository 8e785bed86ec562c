"""Awards of the regency itself stand beside the medals of the state: kind L, with a title."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('employees', '0036_known_places'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='award',
            name='one_award_of_a_kind',
        ),
        migrations.RemoveConstraint(
            model_name='award',
            name='award_kind_known',
        ),
        migrations.AddField(
            model_name='award',
            name='title',
            field=models.CharField(blank=True, db_default='', default='', max_length=200, verbose_name='nama penghargaan daerah'),
        ),
        migrations.AlterField(
            model_name='award',
            name='kind',
            field=models.CharField(choices=[('201', 'Satyalancana Karya Satya X'), ('202', 'Satyalancana Karya Satya XX'), ('203', 'Satyalancana Karya Satya XXX'), ('L', 'Penghargaan daerah')], max_length=3, verbose_name='penghargaan'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.UniqueConstraint(condition=models.Q(('kind__in', ['201', '202', '203'])), fields=('employee', 'kind'), name='one_award_of_a_kind', violation_error_message='Satyalancana ini sudah tercatat. Perbaiki catatan itu.'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'L')), fields=('employee', 'title', 'awarded_on'), name='one_local_award_a_day', violation_error_message='Penghargaan dengan nama dan tanggal ini sudah tercatat.'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['201', '202', '203', 'L'])), name='award_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'L'), models.Q(('title', ''), _negated=True)), models.Q(('kind__in', ['201', '202', '203']), ('title', '')), _connector='OR'), name='local_award_has_a_title', violation_error_message='Nama penghargaan daerah wajib diisi; Satyalancana sudah bernama sendiri.'),
        ),
    ]
