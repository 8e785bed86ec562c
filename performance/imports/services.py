"""Verbs on a workbook of predikat: bring it, examine it, keep what it says, let it go."""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from employees.records.ratings import record_ratings
from performance.imports.reading import examine
from performance.models import Predikat, RatingImport
from simpeg.accounts.services import system_user
from simpeg.audit.change import change
from simpeg.imports.package import NotAWorkbook
from simpeg.imports.steps import MoveRefused, let_go, take_step

Status = RatingImport.Status
KEPT = timedelta(hours=24)
LINES_KEPT = 300  # of the refused and of the changed; nobody leafs through more, and all refused can be taken along
MOVED = (
    "Data di SIMPEG berubah sejak pratinjau ini dibuat, sehingga belum ada yang disimpan. Pratinjau di bawah sudah "
    "diperbarui; periksa, lalu simpan lagi."
)
MOVES = {
    Status.CHECKING: {Status.READY, Status.REFUSED, Status.CANCELLED},
    Status.READY: {Status.KEEPING, Status.CANCELLED},
    Status.KEEPING: {Status.DONE, Status.READY, Status.KEEPING, Status.CANCELLED},
}


def bring(upload, *, year, by):
    """The uploaded file is kept under a name of our own; the caller asks for its examination."""
    with change(by=by, reason="Buku kerja predikat diunggah"):
        return RatingImport.objects.create(
            file=upload, file_name=Path(upload.name).name[-200:], size=upload.size, year=year, requested_by=by
        )


def check(run):
    """The run shows what its workbook would do; nothing of anybody's file is written. Raises NotAWorkbook."""
    try:
        with run.file.open("rb") as file:
            examined = examine(file, year=run.year)
    except NotAWorkbook as refusal:
        with _examined(run):
            move(run, Status.REFUSED, message=str(refusal))
            let_go(run)
        raise
    with _examined(run):
        _show(run, examined)


def hand_on(run, job, *, by):
    """The run waits for this job."""
    with change(by=by, reason="Impor predikat dikerjakan"):
        RatingImport.objects.filter(pk=run.pk).update(job=job)
    run.job = job


def agree(run, *, by, only_good):
    """The run is to be kept: all of it or, where rows were refused, the sound ones because somebody said so."""
    if not run.can_be_kept:
        raise MoveRefused("Impor ini sudah disimpan atau dibatalkan, atau tidak ada yang perlu disimpan.")
    if run.counts.get("refused") and not only_good:
        raise MoveRefused("Ada baris yang ditolak. Simpan baris yang sah saja, atau perbaiki lalu unggah lagi.")
    with change(by=by, reason="Impor predikat disetujui"):
        move(run, Status.KEEPING, kept_by=by, only_good=only_good, message="")


def keep(run):
    """The files say what the preview promised; if they moved meanwhile, nothing is written and the preview is new.

    DONE comes in the transaction that writes, so a second worker or message does nothing. Returns the numbers. Where
    rows were refused the file stays for a day, so that they can be taken along and mended.
    """
    with run.file.open("rb") as file:
        examined = examine(file, year=run.year)
    with change(by=run.kept_by, reason=f"Impor predikat {run.file_name}"):
        current = RatingImport.objects.select_for_update().get(pk=run.pk)
        if current.status != Status.KEEPING:
            return current.counts
        if examined.digest != current.digest:
            _show(run, examined, message=MOVED)
            return None
        keep_facts(examined, by=current.kept_by, name=current.file_name)
        move(run, Status.DONE)
        if not current.counts.get("refused"):
            let_go(run)
    return current.counts


def keep_facts(examined, *, by, name):
    """The files say the sound rows of what was examined; returns how many said otherwise before."""
    facts = [row.fact for row in examined.found if not row.same]
    return record_ratings(facts, by=by, reason=f"Impor predikat {name}")


def cancel(run, *, by):
    """The workbook is given up; nothing of it was written."""
    if run.is_being_worked_on:
        raise MoveRefused("Impor ini sedang dikerjakan. Tunggu sampai selesai.")
    with change(by=by, reason="Impor predikat dibatalkan"):
        move(run, Status.CANCELLED)
        let_go(run)


def purge(now=None):
    """Workbooks that nobody decided about within a day are given up. Returns how many."""
    old = RatingImport.objects.exclude(file="").filter(changed_at__lt=(now or timezone.now()) - KEPT)
    gone = 0
    for run in old.select_related("job"):
        if not run.is_being_worked_on:
            with change(by=system_user(), reason="Buku kerja predikat kedaluwarsa"):
                if Status.CANCELLED in MOVES.get(run.status, ()):
                    move(run, Status.CANCELLED, message="Tidak disimpan dalam sehari, sehingga bukunya dihapus.")
                let_go(run)
            gone += 1
    return gone


def move(run, to, **fields):
    """Take a run one step on. Of two who press at once, one is told to reload."""
    take_step(run, to, MOVES, **fields)


def _examined(run):
    return change(by=run.requested_by, reason="Buku kerja predikat diperiksa")


def _show(run, examined, message=""):
    words = {int(rating): rating.label for rating in Predikat}
    changes = [
        {"row": row.row, "employee": row.fact.employee_id, "nip": row.nip, "name": row.name, "year": row.fact.year,
         "old": words[row.before], "new": words[row.fact.rating]}
        for row in examined.changed[:LINES_KEPT]
    ]  # fmt: skip
    move(
        run,
        Status.READY,
        counts=examined.counts | {"unknown": list(examined.unknown)[:20], "faults": len(examined.refused)},
        refused=[refusal.as_data() for refusal in examined.refused[:LINES_KEPT]],
        changes=changes,
        digest=examined.digest,
        message=message,
    )
