"""A kind of reward can be ended, and taken up again; its name is one whatever its capitals."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from simpeg.core.operations import run_files

SQL = Path(__file__).parent / "sql"

class Migration(migrations.Migration):

    dependencies = [
        ('performance', '0005_rewards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='rewardkind',
            name='end_reason',
            field=models.CharField(blank=True, db_default='', max_length=300, verbose_name='alasan diakhiri'),
        ),
        migrations.AddField(
            model_name='rewardkind',
            name='ended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diakhiri oleh'),
        ),
        migrations.AddField(
            model_name='rewardkind',
            name='ended_on',
            field=models.DateField(blank=True, null=True, verbose_name='diakhiri pada'),
        ),
        migrations.AddConstraint(
            model_name='rewardkind',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='reward_kind_named_once'),
        ),
        migrations.AddConstraint(
            model_name='rewardkind',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('ended_by', None), ('ended_on', None)), models.Q(('ended_by__isnull', False), ('ended_on__isnull', False), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='reward_kind_ended_with_a_reason'),
        ),
        run_files(SQL / "reward_kinds.sql", SQL / "reward_kinds_reverse.sql"),
    ]
