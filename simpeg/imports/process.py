"""How a workbook with a preview comes in: brought, examined, agreed to, kept, or given up."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from simpeg.accounts.services import system_user
from simpeg.audit.change import change
from simpeg.imports.mending import write_refused
from simpeg.imports.models import PreviewedWorkbook
from simpeg.imports.package import NotAWorkbook
from simpeg.imports.sheet import folded
from simpeg.imports.steps import MoveRefused, let_go, take_step
from simpeg.jobs.services import JobRefused, keep_file, progress, submit, submit_once

Status = PreviewedWorkbook.Status
MOVES = {
    Status.CHECKING: {Status.READY, Status.REFUSED, Status.CANCELLED},
    Status.READY: {Status.KEEPING, Status.CANCELLED},
    Status.KEEPING: {Status.DONE, Status.READY, Status.KEEPING, Status.CANCELLED},
}
KEPT = timedelta(hours=24)
LINES_KEPT = 300  # of the refused and of the changed; nobody leafs through more, and all refused can be taken along
MOVED = (
    "Data di SIMPEG berubah sejak pratinjau ini dibuat, sehingga belum ada yang disimpan. Pratinjau di bawah sudah "
    "diperbarui; periksa, lalu simpan lagi."
)
GONE = "Buku kerjanya sudah dihapus. Unggah sekali lagi."


@dataclass(frozen=True)
class WorkbookProcess:
    """The verbs on workbooks of one model, a PreviewedWorkbook.

    `examine(file, run)` gives the `Examined` of a workbook; `write(examined, run, reason)` keeps its sound rows as
    whoever agreed, and may raise MoveRefused; `as_change(row)` is a changed row as the preview shows it, JSON, with
    `employee` where it is of one.
    """

    model: type[PreviewedWorkbook]
    examine: Callable
    write: Callable
    as_change: Callable

    def bring(self, upload, *, by, **fields):
        """The uploaded file is kept under a name of our own; the caller asks for its examination."""
        run = self.model(
            file=upload, file_name=Path(upload.name).name[-200:], size=upload.size, requested_by=by, **fields
        )
        with change(by=by, reason=f"Buku kerja {run.holds} diunggah"):
            run.save()
        return run

    def check(self, run):
        """The run shows what its workbook would do; nothing else is written. Raises NotAWorkbook."""
        examined_by = partial(change, by=run.requested_by, reason=f"Buku kerja {run.holds} diperiksa")
        try:
            with run.file.open("rb") as file:
                examined = self.examine(file, run)
        except NotAWorkbook as refusal:
            with examined_by():
                take_step(run, Status.REFUSED, MOVES, message=str(refusal))
                let_go(run)
            raise
        with examined_by():
            self._show(run, examined)

    def hand_on(self, run, task, *, by, title):
        """The run waits for a job that does this with it."""
        run.job = submit(task, by=by, title=title[:200], run=run.pk)
        with change(by=by, reason=f"Impor {run.holds} dikerjakan"):
            self.model.objects.filter(pk=run.pk).update(job=run.job)

    def agree(self, run, *, by, only_good):
        """The run is to be kept: all of it or, where rows were refused, the sound ones because somebody said so."""
        if not run.can_be_kept:
            raise MoveRefused("Impor ini sudah disimpan atau dibatalkan, atau tidak ada yang perlu disimpan.")
        if run.counts.get("refused") and not only_good:
            raise MoveRefused("Ada baris yang ditolak. Simpan baris yang sah saja, atau perbaiki lalu unggah lagi.")
        with change(by=by, reason=f"Impor {run.holds} disetujui"):
            take_step(run, Status.KEEPING, MOVES, kept_by=by, only_good=only_good, message="")

    def keep(self, run):
        """What the preview promised is on file; if that moved meanwhile, nothing is written and the preview is new.

        DONE comes in the transaction that writes, so a second worker or message does nothing. Returns the numbers.
        Where rows were refused the file stays for a day, so that they can be taken along and mended.
        """
        with run.file.open("rb") as file:
            examined = self.examine(file, run)
        reason = f"Impor {run.holds} {run.file_name}"
        with change(by=run.kept_by, reason=reason):
            current = self.model.objects.select_for_update().get(pk=run.pk)
            if current.status != Status.KEEPING:
                return current.counts
            if examined.digest != current.digest:
                self._show(run, examined, message=MOVED)
                return None
            self.write(examined, current, reason)
            take_step(run, Status.DONE, MOVES)
            if not current.counts.get("refused"):
                let_go(run)
        return current.counts

    def cancel(self, run, *, by):
        """The workbook is given up; nothing of it was written."""
        if run.is_being_worked_on:
            raise MoveRefused("Impor ini sedang dikerjakan. Tunggu sampai selesai.")
        with change(by=by, reason=f"Impor {run.holds} dibatalkan"):
            take_step(run, Status.CANCELLED, MOVES)
            let_go(run)

    def purge(self, now=None):
        """Workbooks that nobody decided about within a day are given up. Returns how many."""
        old = self.model.objects.exclude(file="").filter(changed_at__lt=(now or timezone.now()) - KEPT)
        gone = 0
        for run in old.select_related("job"):
            if not run.is_being_worked_on:
                with change(by=system_user(), reason=f"Buku kerja {run.holds} kedaluwarsa"):
                    if Status.CANCELLED in MOVES.get(run.status, ()):
                        said = "Tidak disimpan dalam sehari, sehingga bukunya dihapus."
                        take_step(run, Status.CANCELLED, MOVES, message=said)
                    let_go(run)
                gone += 1
        return gone

    def write_refused(self, handle, run, *, by, tell):
        """Write the header and the rows that are refused now, each with its reasons; returns how many rows.

        The page shows the first of them only, so they are read once more.
        """
        with run.file.open("rb") as file:
            examined = self.examine(file, run)
            reasons = {}
            for each in examined.refused:
                told = reasons.get(each.row, "")
                reasons[each.row] = f"{told} {each.column}: {each.sentence}".strip()
            file.seek(0)
            return write_refused(handle, file, {folded(examined.sheet): reasons}, by=by, tell=tell)

    def _show(self, run, examined, message=""):
        take_step(
            run,
            Status.READY,
            MOVES,
            counts=examined.counts | {"unknown": list(examined.unknown)[:20], "faults": len(examined.refused)},
            refused=[refusal.as_data() for refusal in examined.refused[:LINES_KEPT]],
            changes=[self.as_change(row) for row in examined.changed[:LINES_KEPT]],
            digest=examined.digest,
            message=message,
        )

    # -- What is asked on the page, and what a job makes of it ---------------------------------------------------------

    def take_in(self, upload, task, *, by, **fields):
        """The file is kept, and a job examines it."""
        with transaction.atomic():
            run = self.bring(upload, by=by, **fields)
            self.hand_on(run, task, by=by, title=f"Memeriksa {run.file_name}")
        return run

    def ask_to_keep(self, run, task, *, by, only_good):
        """Somebody agrees, and a job writes. Raises MoveRefused."""
        with transaction.atomic():
            self.agree(run, by=by, only_good=only_good)
            self.hand_on(run, task, by=by, title=f"Menyimpan {run.file_name}")

    def ask_for_refused(self, run, task, *, by):
        """A job writes all refused rows as a workbook to mend. Raises MoveRefused."""
        if not run.has_refused_rows:
            raise MoveRefused("Baris yang ditolak tidak tersedia lagi. Unggah bukunya sekali lagi.")
        return submit_once(task, by=by, title=f"Baris yang ditolak dari {run.file_name}"[:200], run=run.pk)

    def check_for(self, job):
        """Work: read the workbook that somebody brought, and keep the preview of what it would do."""
        run = self._run_of(job)
        if run.status != Status.CHECKING:
            return
        try:
            self.check(run)
        except (NotAWorkbook, MoveRefused) as refusal:
            raise JobRefused(str(refusal)) from refusal
        except FileNotFoundError as gone:
            raise JobRefused(GONE) from gone
        job.result = {"said": f"{run.counts['rows']} baris diperiksa. Lihat pratinjaunya, lalu simpan."}

    def keep_for(self, job):
        """Work: write what somebody agreed to, if it would still be what the preview said."""
        run = self._run_of(job)
        if run.status != Status.KEEPING:
            return
        if not run.file:
            raise JobRefused(GONE)
        try:
            kept = self.keep(run)
        except (NotAWorkbook, MoveRefused) as refusal:
            raise JobRefused(str(refusal)) from refusal
        except FileNotFoundError as gone:
            raise JobRefused(GONE) from gone
        if kept is None:
            raise JobRefused(MOVED)
        job.result = {"said": f"{kept['new']} {run.holds} baru dan {kept['changed']} perubahan tersimpan."}

    def write_refused_for(self, job):
        """Work: the refused rows of a workbook as one to mend and send again."""
        run = self.model.objects.get(pk=job.params["run"])
        if not run.has_refused_rows:
            raise JobRefused("Buku kerjanya sudah dihapus. Unggah sekali lagi untuk mendapatkan baris yang ditolak.")
        with tempfile.TemporaryFile() as handle:
            job.result = {"rows": self.write_refused(handle, run, by=job.requested_by, tell=partial(progress, job))}
            handle.seek(0)
            keep_file(job, handle, f"ditolak-{run.file_name}")

    def _run_of(self, job):
        run = self.model.objects.get(pk=job.params["run"])
        job.result_url = run.get_absolute_url()
        return run
