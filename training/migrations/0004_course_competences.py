"""What a course raises: entries of the dictionary of competence, instead of codes that were typed."""

from django.db import migrations, models

from simpeg.audit.operations import track

COPY = """
INSERT INTO training_cataloguecourse_raises (cataloguecourse_id, competence_id)
SELECT course.id, competence.id FROM training_cataloguecourse course
    JOIN training_competence competence ON competence.code = ANY (course.competences)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('training', '0003_courses'),
    ]

    operations = [
        migrations.AddField(
            model_name='cataloguecourse',
            name='raises',
            field=models.ManyToManyField(blank=True, related_name='courses', to='training.competence', verbose_name='kompetensi yang dinaikkan'),
        ),
        migrations.RunSQL(COPY, migrations.RunSQL.noop),
        track("training_cataloguecourse_raises"),
        migrations.RemoveField(
            model_name='cataloguecourse',
            name='competences',
        ),
    ]
