"""What employees ask to have corrected, and every step it took: added once, never changed."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from simpeg.audit.operations import track
from simpeg.core.operations import run_files

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0002_refuse_change'),
        ('employees', '0011_as_of'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20, verbose_name='jenis data')),
                ('action', models.CharField(choices=[('ADD', 'Tambahan'), ('CORRECT', 'Perbaikan'), ('WITHDRAW', 'Penghapusan')], max_length=8, verbose_name='yang diusulkan')),
                ('record_id', models.BigIntegerField(blank=True, null=True, verbose_name='nomor riwayat')),
                ('result_id', models.BigIntegerField(blank=True, null=True, verbose_name='catatan yang lahir darinya')),
                ('old_values', models.JSONField(default=dict, verbose_name='nilai lama')),
                ('new_values', models.JSONField(default=dict, verbose_name='nilai baru')),
                ('words', models.TextField(max_length=1000, verbose_name='alasan')),
                ('status', models.CharField(choices=[('DRAFT', 'Draf'), ('SUBMITTED', 'Diperiksa perangkat daerah'), ('CHECKED', 'Menunggu keputusan BKPSDM'), ('RETURNED', 'Dikembalikan'), ('APPROVED', 'Disetujui'), ('REFUSED', 'Ditolak'), ('WITHDRAWN', 'Ditarik')], default='DRAFT', max_length=9, verbose_name='keadaan')),
                ('straight', models.CharField(blank=True, max_length=200, verbose_name='langsung ke BKPSDM karena')),
                ('due_on', models.DateField(null=True, verbose_name='dijawab paling lambat')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat pada')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='dikirim pada')),
                ('moved_at', models.DateTimeField(verbose_name='keadaan sejak')),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diperiksa oleh')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diputuskan oleh')),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='employees.employee', verbose_name='pegawai')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diusulkan oleh')),
            ],
            options={
                'verbose_name': 'usulan perbaikan data',
                'verbose_name_plural': 'usulan perbaikan data',
                'permissions': [('check_proposal', 'Dapat memeriksa usulan pegawai unit kerja kewenangannya'), ('decide_proposal', 'Dapat memutuskan usulan perbaikan data')],
                'default_permissions': ['view'],
                'indexes': [
                    models.Index(condition=models.Q(('due_on__isnull', False)), fields=['due_on', 'id'], name='proposal_waiting'),
                    models.Index(fields=['-moved_at', '-id'], name='proposal_moved'),
                    models.Index(fields=['employee', '-id'], name='proposal_of'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('status__in', ['DRAFT', 'SUBMITTED', 'CHECKED', 'RETURNED', 'APPROVED', 'REFUSED', 'WITHDRAWN'])), name='proposal_status_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('action', 'ADD'), ('record_id__isnull', True)), models.Q(('action', 'CORRECT'), ('kind', 'data-utama'), ('record_id__isnull', True)), models.Q(('action__in', ['CORRECT', 'WITHDRAW']), ('record_id__isnull', False), models.Q(('kind', 'data-utama'), _negated=True)), _connector='OR'), name='proposal_names_its_record'),
                    models.CheckConstraint(condition=models.Q(models.Q(('due_on__isnull', False), ('status__in', ['SUBMITTED', 'CHECKED', 'RETURNED'])), models.Q(models.Q(('status__in', ['SUBMITTED', 'CHECKED', 'RETURNED']), _negated=True), ('due_on__isnull', True)), _connector='OR'), name='proposal_waits_for_a_day'),
                    models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(models.Q(('checked_by__isnull', True), models.Q(('decided_by', models.F('checked_by')), _negated=True), _connector='OR'), models.Q(('decided_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='proposal_decided_by_another'),
                    models.CheckConstraint(condition=models.Q(('checked_by__isnull', True), models.Q(('checked_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='proposal_checked_by_another'),
                    models.CheckConstraint(condition=models.Q(models.Q(('status', 'APPROVED'), _negated=True), ('decided_by__isnull', False), _connector='OR'), name='proposal_approved_by_somebody'),
                    models.UniqueConstraint(condition=models.Q(('record_id__isnull', False), ('status__in', ['SUBMITTED', 'CHECKED', 'RETURNED'])), fields=('kind', 'record_id'), name='one_open_proposal_a_record'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ProposalStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='waktu')),
                ('from_status', models.CharField(choices=[('DRAFT', 'Draf'), ('SUBMITTED', 'Diperiksa perangkat daerah'), ('CHECKED', 'Menunggu keputusan BKPSDM'), ('RETURNED', 'Dikembalikan'), ('APPROVED', 'Disetujui'), ('REFUSED', 'Ditolak'), ('WITHDRAWN', 'Ditarik')], max_length=9, verbose_name='dari')),
                ('to_status', models.CharField(choices=[('DRAFT', 'Draf'), ('SUBMITTED', 'Diperiksa perangkat daerah'), ('CHECKED', 'Menunggu keputusan BKPSDM'), ('RETURNED', 'Dikembalikan'), ('APPROVED', 'Disetujui'), ('REFUSED', 'Ditolak'), ('WITHDRAWN', 'Ditarik')], max_length=9, verbose_name='menjadi')),
                ('code', models.CharField(blank=True, max_length=10, verbose_name='kode alasan')),
                ('code_words', models.CharField(blank=True, max_length=200, verbose_name='alasan')),
                ('words', models.TextField(blank=True, max_length=1000, verbose_name='keterangan')),
                ('due_on', models.DateField(null=True, verbose_name='dijanjikan paling lambat')),
                ('working_days', models.PositiveSmallIntegerField(null=True, verbose_name='lama (hari kerja)')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='oleh')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='employees.proposal', verbose_name='usulan')),
            ],
            options={
                'verbose_name': 'langkah usulan',
                'verbose_name_plural': 'langkah usulan',
                'ordering': ['pk'],
                'default_permissions': [],
                'indexes': [
                    models.Index(fields=['from_status', 'at'], name='proposal_step_left'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('to_status__in', ['RETURNED', 'REFUSED']), _negated=True), models.Q(('code', ''), _negated=True), _connector='OR'), name='proposal_return_has_a_reason'),
                ],
            },
        ),
        run_files(SQL / "proposals.sql", SQL / "proposals_reverse.sql"),
        track("employees_proposal"),
        track("employees_proposalstep"),
    ]
