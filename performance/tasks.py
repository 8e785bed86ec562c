"""Work that runs behind the screen: an id comes in, one service is called, the job tells its own story."""

import tempfile
from datetime import date
from functools import partial

from celery import shared_task
from django.urls import reverse
from django.utils import timezone

from employees.documents.services import purge_strays
from employees.models import Signer
from performance.credits.services import CreditRefused, determine_year
from performance.cycle.following import follow_moves
from performance.cycle.services import CycleRefused
from performance.cycle.services import open_cycle as open_year
from performance.imports import services as imports
from performance.imports.refused import write_rows
from performance.models import CreditDetermination, Evidence, RatingImport
from performance.models.doing import FOLDER as EVIDENCE_FOLDER
from performance.plans.late import remind_late
from performance.review.services import end_waiting
from performance.rewards import reports as reward_reports
from simpeg.accounts.services import system_user
from simpeg.imports.package import NotAWorkbook
from simpeg.jobs.services import JobRefused, keep_file, kept_together, progress, work


@work("performance.open_cycle")
def open_cycle(job):
    """A year opens for everybody; a job that is taken up again does not open it twice."""
    if job.result:
        return
    year = job.params["year"]
    progress(job, 0, 1, f"Membuat SKP {year} untuk semua pegawai aktif")
    try:
        with kept_together(job):
            cycle = open_year(year=year, rhythm=job.params["rhythm"], model=job.params["model"], by=job.requested_by)
            plans = cycle.plans.count()
            job.result = {"cycle": cycle.pk, "said": f"SKP {year} dibuka untuk {plans} pegawai."}
            job.result_url = reverse("cycle:detail", args=[year])
    except CycleRefused as refusal:
        raise JobRefused(str(refusal)) from refusal
    progress(job, 1, 1, "Selesai")


@work("performance.determine_credits")
def determine_credits(job):
    """Everybody's final predikat of a year become determinations; one that is taken up again goes on behind them."""
    if job.result:
        return
    said = job.params
    year, day, signer = said["year"], date.fromisoformat(said["day"]), Signer.objects.get(pk=said["signer"])
    try:
        _, refused = determine_year(year=year, day=day, signer=signer, by=job.requested_by, tell=partial(progress, job))
    except CreditRefused as refusal:
        raise JobRefused(str(refusal)) from refusal
    made = CreditDetermination.objects.filter(
        made_by=job.requested_by, determined_on=day, made_at__gte=job.created_at
    ).count()
    with kept_together(job):
        job.result = {
            "said": f"{made} penetapan angka kredit {year} dibuat.",
            "refused": [f"{employee.full_name}: {why}" for employee, why in refused],
        }
        job.result_url = reverse("credits:list")


@work("performance.check_ratings")
def check_ratings(job):
    """Read the workbook of predikat that somebody brought, and keep the preview of what it would do."""
    run = RatingImport.objects.get(pk=job.params["run"])
    job.result_url = run.get_absolute_url()
    if run.status != RatingImport.Status.CHECKING:
        return
    try:
        imports.check(run)
    except (NotAWorkbook, imports.MoveRefused) as refusal:
        raise JobRefused(str(refusal)) from refusal
    job.result = {"said": f"{run.counts['rows']} baris diperiksa. Lihat pratinjaunya, lalu simpan."}


@work("performance.keep_ratings")
def keep_ratings(job):
    """Write the predikat that somebody agreed to into the files, if they would still be what the preview said."""
    run = RatingImport.objects.get(pk=job.params["run"])
    job.result_url = run.get_absolute_url()
    if run.status != RatingImport.Status.KEEPING:
        return
    try:
        kept = imports.keep(run)
    except (NotAWorkbook, imports.MoveRefused, FileNotFoundError) as refusal:
        raise JobRefused(str(refusal) or "Buku kerjanya sudah dihapus. Unggah sekali lagi.") from refusal
    if kept is None:
        raise JobRefused(imports.MOVED)
    job.result = {"said": f"{kept['new']} predikat baru dan {kept['changed']} perubahan tersimpan pada berkas."}


@work("performance.export_refused")
def export_refused(job):
    """The refused rows of a workbook of predikat as a workbook to mend and send again."""
    run = RatingImport.objects.get(pk=job.params["run"])
    if not run.has_refused_rows:
        raise JobRefused("Buku kerjanya sudah dihapus. Unggah sekali lagi untuk mendapatkan baris yang ditolak.")
    with tempfile.TemporaryFile() as handle:
        job.result = {"rows": write_rows(handle, run, by=job.requested_by, tell=partial(progress, job))}
        handle.seek(0)
        keep_file(job, handle, f"ditolak-{run.file_name}")


@shared_task(name="performance.purge_imports")
def purge_imports():
    """Workbooks of predikat that nobody decided about are given up."""
    imports.purge()


@work("performance.export_overlooked")
def export_overlooked(job):
    """Those who performed well and got nothing, as Excel: whom the asker may see and had filtered."""
    reward_reports.export(job)


@shared_task(name="performance.follow_moves_nightly")
def follow_moves_nightly():
    """Every night: whoever moved, came or left has the plans that say so."""
    follow_moves(day=timezone.localdate(), by=system_user())


@shared_task(name="performance.end_waiting_nightly")
def end_waiting_nightly():
    """Every night: predikat to which nobody objected in time are final."""
    end_waiting(day=timezone.localdate(), by=system_user())


@shared_task(name="performance.remind_late_weekly")
def remind_late_weekly():
    """Every Monday: employees and appraisers hear which plans lie with them past their day."""
    remind_late(day=timezone.localdate(), by=system_user())


@shared_task(name="performance.tend_evidence")
def tend_evidence():
    """Every hour: files of attempts that ended between file and row are deleted."""
    purge_strays(rows=Evidence, folder=EVIDENCE_FOLDER)
