"""Work that runs behind the screen: an id comes in, one service is called, the job tells its own story."""

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
from performance.imports.services import RATINGS
from performance.models import CreditDetermination, Evidence
from performance.models.doing import FOLDER as EVIDENCE_FOLDER
from performance.plans.late import remind_late
from performance.review.services import end_waiting
from performance.rewards import reports as reward_reports
from simpeg.accounts.services import system_user
from simpeg.jobs.services import JobRefused, kept_together, progress, work


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
    RATINGS.check_for(job)


@work("performance.keep_ratings")
def keep_ratings(job):
    RATINGS.keep_for(job)


@work("performance.export_refused")
def export_refused(job):
    RATINGS.write_refused_for(job)


@shared_task(name="performance.purge_imports")
def purge_imports():
    """Workbooks of predikat that nobody decided about are given up."""
    RATINGS.purge()


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
