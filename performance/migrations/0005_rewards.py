"""Recognition: kinds, rounds with their criteria, candidates, votes, decisions."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from simpeg.audit.operations import track
from simpeg.core.operations import run_files

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('employees', '0037_local_awards'),
        ('performance', '0004_rating_imports'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RewardKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='nama penghargaan')),
                ('sentence', models.CharField(help_text='Untuk apa penghargaan ini, dalam satu kalimat.', max_length=300, verbose_name='kalimat')),
                ('gives', models.CharField(choices=[('PIAGAM', 'Piagam'), ('UANG', 'Uang'), ('PELATIHAN', 'Pelatihan'), ('KESEMPATAN', 'Kesempatan')], max_length=10, verbose_name='yang diberikan')),
                ('statuses', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('CPNS', 'CPNS'), ('PNS', 'PNS'), ('PPPK', 'PPPK'), ('PPPK_PW', 'PPPK Paruh Waktu')], max_length=7), blank=True, default=list, size=None, verbose_name='status')),
                ('position_kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('1', 'Struktural'), ('2', 'Fungsional'), ('4', 'Pelaksana')], max_length=1), blank=True, default=list, size=None, verbose_name='jenis jabatan')),
                ('repeats', models.BooleanField(default=False, verbose_name='dapat diterima lebih dari sekali')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat pada')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dibuat oleh')),
            ],
            options={
                'verbose_name': 'jenis penghargaan',
                'verbose_name_plural': 'jenis penghargaan',
                'ordering': ['name'],
                'default_permissions': [],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('sentence', ''), _negated=True)), name='reward_kind_says_what_it_is'),
                    models.CheckConstraint(condition=models.Q(('gives__in', ['PIAGAM', 'UANG', 'PELATIHAN', 'KESEMPATAN'])), name='reward_gives_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='RewardRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='tahun')),
                ('nominations_from', models.DateField(verbose_name='pencalonan dibuka')),
                ('nominations_until', models.DateField(verbose_name='pencalonan ditutup')),
                ('winners', models.PositiveSmallIntegerField(verbose_name='banyaknya penerima paling banyak')),
                ('status', models.CharField(choices=[('DRAFT', 'Draf'), ('ANNOUNCED', 'Diumumkan'), ('PUBLISHED', 'Hasil terbit')], default='DRAFT', max_length=9, verbose_name='keadaan')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat pada')),
                ('announced_on', models.DateField(blank=True, null=True, verbose_name='diumumkan pada')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='hasil terbit pada')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='performance.rewardkind', verbose_name='penghargaan')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dibuat oleh')),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diterbitkan oleh')),
            ],
            options={
                'verbose_name': 'putaran penghargaan',
                'verbose_name_plural': 'putaran penghargaan',
                'permissions': [('decide_reward', 'Dapat memberi suara sebagai panitia penghargaan'), ('settle_reward', 'Dapat memutuskan dan menerbitkan penerima penghargaan')],
                'default_permissions': ['add'],
                'constraints': [
                    models.UniqueConstraint(fields=('kind', 'year'), name='one_round_a_year', violation_error_message='Penghargaan ini sudah mempunyai putaran pada tahun itu.'),
                    models.CheckConstraint(condition=models.Q(('year__range', (2000, 2100))), name='round_in_a_real_year'),
                    models.CheckConstraint(condition=models.Q(('nominations_until__gte', models.F('nominations_from'))), name='round_ends_after_it_opens', violation_error_message='Hari tutup pencalonan tidak boleh sebelum hari bukanya.'),
                    models.CheckConstraint(condition=models.Q(('winners__range', (1, 500))), name='round_has_winners'),
                    models.CheckConstraint(condition=models.Q(('status__in', ['DRAFT', 'ANNOUNCED', 'PUBLISHED'])), name='round_status_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('announced_on', None), ('status', 'DRAFT')), ('announced_on__lte', models.F('nominations_from')), _connector='OR'), name='round_announced_before_it_opens'),
                    models.CheckConstraint(condition=models.Q(models.Q(('status', 'PUBLISHED'), ('published_on__isnull', False), ('published_by__isnull', False)), models.Q(models.Q(('status', 'PUBLISHED'), _negated=True), ('published_on', None), ('published_by', None)), _connector='OR'), name='round_published_by_somebody'),
                ],
            },
        ),
        migrations.CreateModel(
            name='RewardCriterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField(verbose_name='urutan')),
                ('code', models.CharField(choices=[('PREDIKAT', 'Predikat kinerja'), ('HUKDIS', 'Tidak pernah dijatuhi hukuman disiplin'), ('MASA', 'Masa kerja'), ('JP', 'Jam pelajaran pelatihan'), ('PANITIA', 'Dinilai panitia')], max_length=8, verbose_name='syarat')),
                ('value', models.PositiveIntegerField(blank=True, null=True, verbose_name='nilai')),
                ('years', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='banyaknya tahun')),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='yang dinilai panitia')),
                ('weight', models.PositiveSmallIntegerField(verbose_name='bobot')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='criteria', to='performance.rewardround', verbose_name='putaran')),
            ],
            options={
                'verbose_name': 'syarat penghargaan',
                'verbose_name_plural': 'syarat penghargaan',
                'ordering': ['place'],
                'default_permissions': [],
                'constraints': [
                    models.UniqueConstraint(fields=('round', 'place'), name='one_criterion_a_place'),
                    models.CheckConstraint(condition=models.Q(('weight__range', (1, 100))), name='criterion_weighs_something'),
                    models.CheckConstraint(condition=models.Q(models.Q(('code', 'PREDIKAT'), ('value__range', (1, 5)), ('words', ''), ('years__range', (1, 10))), models.Q(('code', 'HUKDIS'), ('value__range', (1, 3)), ('words', ''), ('years__range', (1, 40))), models.Q(('code', 'MASA'), ('value__range', (1, 50)), ('words', ''), ('years', None)), models.Q(('code', 'JP'), ('value__range', (1, 2000)), ('words', ''), ('years__range', (1, 10))), models.Q(('code', 'PANITIA'), ('value', None), ('years', None), models.Q(('words', ''), _negated=True)), _connector='OR'), name='criterion_says_what_it_asks', violation_error_message='Lengkapi nilai dan tahun syarat ini, atau kata-kata yang dinilai panitia.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Candidate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('findings', models.JSONField(verbose_name='fakta saat dicalonkan')),
                ('named_at', models.DateTimeField(auto_now_add=True, verbose_name='dicalonkan pada')),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reward_candidacies', to='employees.employee', verbose_name='pegawai')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='employees.unit', verbose_name='unit kerja')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='candidates', to='performance.rewardround', verbose_name='putaran')),
            ],
            options={
                'verbose_name': 'calon penerima penghargaan',
                'verbose_name_plural': 'calon penerima penghargaan',
                'default_permissions': ['view'],
                'constraints': [
                    models.UniqueConstraint(fields=('round', 'employee'), name='a_candidate_once_a_round'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('in_favour', models.BooleanField(verbose_name='layak menerima')),
                ('reason', models.TextField(max_length=1000, verbose_name='alasan')),
                ('at', models.DateTimeField(verbose_name='waktu')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='oleh')),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='performance.candidate', verbose_name='calon')),
            ],
            options={
                'verbose_name': 'suara panitia',
                'verbose_name_plural': 'suara panitia',
                'ordering': ['pk'],
                'default_permissions': [],
                'constraints': [
                    models.UniqueConstraint(fields=('candidate', 'by'), name='one_vote_a_member'),
                    models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='vote_has_a_reason'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Judgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_met', models.BooleanField(verbose_name='terpenuhi')),
                ('reason', models.CharField(max_length=500, verbose_name='alasan')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='performance.rewardcriterion', verbose_name='syarat')),
                ('vote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='judgements', to='performance.vote', verbose_name='suara')),
            ],
            options={
                'verbose_name': 'penilaian syarat',
                'verbose_name_plural': 'penilaian syarat',
                'default_permissions': [],
                'constraints': [
                    models.UniqueConstraint(fields=('vote', 'criterion'), name='one_judgement_a_criterion'),
                    models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='judgement_has_a_reason'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Nomination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('relation', models.CharField(choices=[('ATASAN', 'Atasan langsung'), ('REKAN', 'Rekan kerja'), ('PENGELOLA', 'Pengelola kinerja, dari usulan sistem')], max_length=9, verbose_name='pengusul')),
                ('grounds', models.TextField(max_length=2000, verbose_name='alasan')),
                ('link', models.URLField(blank=True, max_length=500, verbose_name='tautan bukti')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='waktu')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='oleh')),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='performance.candidate', verbose_name='calon')),
            ],
            options={
                'verbose_name': 'pencalonan',
                'verbose_name_plural': 'pencalonan',
                'ordering': ['pk'],
                'default_permissions': [],
                'constraints': [models.UniqueConstraint(fields=('candidate', 'by'), name='one_nomination_a_nominator'), models.CheckConstraint(condition=models.Q(('relation__in', ['ATASAN', 'REKAN', 'PENGELOLA'])), name='nomination_relation_known'), models.CheckConstraint(condition=models.Q(('grounds', ''), _negated=True), name='nomination_has_grounds'), models.CheckConstraint(condition=models.Q(('link', ''), ('link__startswith', 'https://'), _connector='OR'), name='nomination_link_safe')],
            },
        ),
        migrations.CreateModel(
            name='RewardDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wins', models.BooleanField(verbose_name='menerima')),
                ('reason', models.TextField(max_length=2000, verbose_name='alasan')),
                ('public_words', models.CharField(blank=True, max_length=300, verbose_name='alasan yang diumumkan')),
                ('findings', models.JSONField(verbose_name='fakta saat diputuskan')),
                ('decided_at', models.DateTimeField(verbose_name='diputuskan pada')),
                ('candidate', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='performance.candidate', verbose_name='calon')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diputuskan oleh')),
            ],
            options={
                'verbose_name': 'keputusan penghargaan',
                'verbose_name_plural': 'keputusan penghargaan',
                'default_permissions': [],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='reward_decided_with_a_reason'), models.CheckConstraint(condition=models.Q(('wins', False), models.Q(('public_words', ''), _negated=True), _connector='OR'), name='winner_has_grounds_to_publish')],
            },
        ),
        run_files(SQL / "rewards.sql", SQL / "rewards_reverse.sql"),
        track("performance_rewardkind"),
        track("performance_rewardround"),
        track("performance_rewardcriterion"),
        track("performance_candidate"),
        track("performance_nomination"),
        track("performance_vote"),
        track("performance_judgement"),
        track("performance_rewarddecision"),
    ]
