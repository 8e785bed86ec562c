"""Verbs on a workbook of competence: bring it, examine it, keep what it says, let it go."""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from simpeg.accounts.services import system_user
from simpeg.audit.change import change
from simpeg.imports.package import NotAWorkbook
from simpeg.imports.steps import MoveRefused, let_go, take_step
from training.competence.imports.reading import examine
from training.competence.services import CompetenceRefused, keep_assessments
from training.competence.standards import Wanted, set_standards
from training.models import CompetenceImport, StandardLevel

Kind, Status = CompetenceImport.Kind, CompetenceImport.Status
KEPT = timedelta(hours=24)
LINES_KEPT = 1000  # nobody leafs through more
MOVED = (
    "Data di SIMPEG berubah sejak pratinjau ini dibuat, sehingga belum ada yang disimpan. Pratinjau di bawah sudah "
    "diperbarui; periksa, lalu simpan lagi."
)
MOVES = {
    Status.CHECKING: {Status.READY, Status.REFUSED, Status.CANCELLED},
    Status.READY: {Status.KEEPING, Status.CANCELLED},
    Status.KEEPING: {Status.DONE, Status.READY, Status.KEEPING, Status.CANCELLED},
}


def bring(upload, *, kind, by):
    """The uploaded file is kept under a name of our own; the caller asks for its examination."""
    with change(by=by, reason="Buku kerja kompetensi diunggah"):
        return CompetenceImport.objects.create(
            kind=kind, file=upload, file_name=Path(upload.name).name[-200:], size=upload.size, requested_by=by
        )


def check(run):
    """The run shows what its workbook would do; nothing else is written. Raises NotAWorkbook."""
    try:
        with run.file.open("rb") as file:
            examined = examine(file, run.kind)
    except NotAWorkbook as refusal:
        with _examined(run):
            move(run, Status.REFUSED, message=str(refusal))
            let_go(run)
        raise
    with _examined(run):
        _show(run, examined)


def hand_on(run, job, *, by):
    """The run waits for this job."""
    with change(by=by, reason="Impor kompetensi dikerjakan"):
        CompetenceImport.objects.filter(pk=run.pk).update(job=job)
    run.job = job


def agree(run, *, by, only_good):
    """The run is to be kept: all of it or, where rows were refused, the sound ones because somebody said so."""
    if not run.can_be_kept:
        raise MoveRefused("Impor ini sudah disimpan atau dibatalkan, atau tidak ada yang perlu disimpan.")
    if run.counts.get("refused") and not only_good:
        raise MoveRefused("Ada baris yang ditolak. Simpan baris yang sah saja, atau perbaiki lalu unggah lagi.")
    with change(by=by, reason="Impor kompetensi disetujui"):
        move(run, Status.KEEPING, kept_by=by, only_good=only_good, message="")


def keep(run):
    """What the preview promised is on file; if that moved meanwhile, nothing is written and the preview is new.

    DONE comes in the transaction that writes, so a second worker or message does nothing. Returns the numbers.
    """
    with run.file.open("rb") as file:
        examined = examine(file, run.kind)
    reason = f"Impor {run.get_kind_display().lower()} {run.file_name}"
    with change(by=run.kept_by, reason=reason):
        current = CompetenceImport.objects.select_for_update().get(pk=run.pk)
        if current.status != Status.KEEPING:
            return current.counts
        if examined.digest != current.digest:
            _show(run, examined, message=MOVED)
            return None
        try:
            KEEPERS[run.kind](examined, by=current.kept_by, reason=reason)
        except CompetenceRefused as refusal:
            raise MoveRefused(str(refusal)) from refusal
        move(run, Status.DONE)
        let_go(run)
    return current.counts


def _keep_assessments(examined, *, by, reason):
    keep_assessments([row.fact for row in examined.found if not row.same], by=by, reason=reason)


def _keep_standards(examined, *, by, reason):
    """One standard a position and day; what a present one says besides the rows of the sheet stays."""
    groups = {}
    for row in examined.found:
        fact = row.fact
        key = fact.unit_id, fact.title, fact.valid_from
        said = groups.setdefault(key, {"decree": fact.decree, "decree_on": fact.decree_on, "levels": {}, "same": True})
        said["levels"][fact.competence_id] = fact.level
        said["same"] &= row.same
    units = {unit for unit, _, _ in groups}
    for level in StandardLevel.objects.filter(standard__unit__in=units).select_related("standard"):
        of = level.standard
        if said := groups.get((of.unit_id, of.title, of.valid_from)):
            said["levels"].setdefault(level.competence_id, level.level)
    wanted = [
        Wanted(((unit, title),), day, said["decree"], said["decree_on"], said["levels"])
        for (unit, title, day), said in sorted(groups.items(), key=lambda pair: pair[0][2])
        if not said["same"]
    ]
    set_standards(wanted, by=by, reason=reason)


KEEPERS = {Kind.ASSESSMENTS: _keep_assessments, Kind.STANDARDS: _keep_standards}


def cancel(run, *, by):
    """The workbook is given up; nothing of it was written."""
    if run.is_being_worked_on:
        raise MoveRefused("Impor ini sedang dikerjakan. Tunggu sampai selesai.")
    with change(by=by, reason="Impor kompetensi dibatalkan"):
        move(run, Status.CANCELLED)
        let_go(run)


def purge(now=None):
    """Workbooks that nobody decided about within a day are given up. Returns how many."""
    old = CompetenceImport.objects.exclude(file="").filter(changed_at__lt=(now or timezone.now()) - KEPT)
    gone = 0
    for run in old.select_related("job"):
        if not run.is_being_worked_on:
            with change(by=system_user(), reason="Buku kerja kompetensi kedaluwarsa"):
                if Status.CANCELLED in MOVES.get(run.status, ()):
                    move(run, Status.CANCELLED, message="Tidak disimpan dalam sehari, sehingga bukunya dihapus.")
                let_go(run)
            gone += 1
    return gone


def move(run, to, **fields):
    """Take a run one step on. Of two who press at once, one is told to reload."""
    take_step(run, to, MOVES, **fields)


def _examined(run):
    return change(by=run.requested_by, reason="Buku kerja kompetensi diperiksa")


def _show(run, examined, message=""):
    changes = [
        {"row": row.row, "employee": row.person, "who": row.who, "about": row.about, "old": row.before,
         "new": row.fact.level}
        for row in examined.changed[:LINES_KEPT]
    ]  # fmt: skip
    move(
        run,
        Status.READY,
        counts=examined.counts | {"unknown": list(examined.unknown)[:20]},
        refused=[refusal.as_data() for refusal in examined.refused[:LINES_KEPT]],
        changes=changes,
        digest=examined.digest,
        message=message,
    )
