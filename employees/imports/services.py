"""Verbs on a workbook that somebody brought: keep it, compare it, store it when he confirms, let it go."""

from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from employees.imports.apply import ImportClash
from employees.imports.examination import examined, examined_book
from employees.imports.report import keep_report
from employees.models import ImportLine, ImportRun
from simpeg.imports.package import NotAWorkbook
from simpeg.imports.steps import MoveRefused, take_step

__all__ = ["ImportClash", "NotAWorkbook", "examined", "examined_book"]

Status = ImportRun.Status
KEPT = timedelta(hours=24)  # a workbook holds everybody's file: it goes a day after its last step
DATA_MOVED = (
    "Data di SIMPEG berubah sejak pratinjau ini dibuat, sehingga belum ada yang disimpan. "
    "Pratinjau di bawah sudah diperbarui; periksa, lalu setujui lagi."
)
MOVES = {
    Status.CHECKING: {Status.READY, Status.REFUSED, Status.CANCELLED, Status.EXPIRED},
    Status.READY: {Status.STORING, Status.CANCELLED, Status.EXPIRED},
    Status.STORING: {Status.DONE, Status.READY, Status.STORING, Status.CANCELLED, Status.EXPIRED},
}


def keep_workbook(upload, *, by):
    """Keep the uploaded file under a name of our own; its comparison is asked for by the caller."""
    name = Path(upload.name).name[-200:]
    return ImportRun.objects.create(file=upload, file_name=name, size=upload.size, requested_by=by)


def compare(run, *, tell):
    """Read the kept workbook and keep the report of what it would change; nothing of a person's record is written."""
    try:
        with examined(run.file.path, tell=tell) as examination:
            _keep_comparison(run, examination)
    except NotAWorkbook as refusal:
        move(run, Status.REFUSED, message=str(refusal))
        raise


@transaction.atomic
def confirm(run, *, by, valid_only):
    """Let the run be stored: all of it, or, where rows were rejected, the sound ones because somebody said so."""
    if not run.can_be_confirmed:
        raise MoveRefused("Impor ini sudah disetujui, dibatalkan, atau kedaluwarsa. Muat ulang halaman ini.")
    if run.total("rejected") and not valid_only:
        raise MoveRefused(
            "Ada baris yang ditolak. Pilih menyimpan baris yang sah saja, atau perbaiki lalu unggah lagi."
        )
    if not run.total("new") + run.total("changed"):
        raise MoveRefused("Tidak ada yang perlu disimpan: semua baris yang sah sudah sama dengan data di SIMPEG.")
    move(run, Status.STORING, confirmed_by=by, valid_only=valid_only, message="")


def store(run, *, tell):
    """Store what the preview promised; if the records moved meanwhile, store nothing and show a new preview.

    The run becomes DONE in the transaction that stores, so a second worker or a second message does nothing.
    """
    try:
        with examined(run.file.path, to_store=True, tell=tell) as examination:
            current = ImportRun.objects.select_for_update().get(pk=run.pk)
            if current.status != Status.STORING:
                return
            if examination.digest != current.digest:
                _keep_comparison(run, examination, message=DATA_MOVED)
                return
            tell(9, 10, "Menyimpan")
            examination.store(by=current.confirmed_by, reason=f"Impor buku kerja {current.file_name}")
            move(run, Status.DONE)
    except (NotAWorkbook, ImportClash) as refusal:
        move(run, Status.READY, message=str(refusal))
        raise


def cancel(run):
    """Give the workbook up; nothing of it was stored."""
    if run.is_being_worked_on:
        raise MoveRefused("Impor ini sedang dikerjakan. Hentikan pekerjaannya dahulu.")
    move(run, Status.CANCELLED)
    _forget(run)


def purge(now=None):
    """Let go of the workbooks, and of what they would have changed, a day after their last step. Returns how many."""
    old = ImportRun.objects.exclude(file="").filter(changed_at__lt=(now or timezone.now()) - KEPT).select_related("job")
    gone = 0
    for run in old:
        if not run.is_being_worked_on:
            if Status.EXPIRED in MOVES.get(run.status, ()):
                move(run, Status.EXPIRED)
            _forget(run)
            gone += 1
    return gone


def move(run, to, **fields):
    """Take a run one step on. Of two who press at once, one is told to reload."""
    take_step(run, to, MOVES, **fields)


def _keep_comparison(run, examination, message=""):
    keep_report(run, examination)
    move(run, Status.READY, counts=examination.counts, digest=examination.digest, message=message)


def _forget(run):
    """Delete the file and the values it would have written; what was wrong with it stays to be read."""
    run.file.delete(save=False)
    ImportRun.objects.filter(pk=run.pk).update(file="")
    ImportLine.objects.filter(run=run, kind__in=[ImportLine.Kind.NEW, ImportLine.Kind.CHANGED]).delete()
