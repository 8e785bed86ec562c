"""Letters that are written behind the screen (registered by employees.tasks)."""

import tempfile
from datetime import date
from functools import partial
from itertools import islice

from celery import shared_task
from django.urls import reverse

from employees.documents.files import all_or_nothing
from employees.letters import batches, services
from employees.letters.refusal import LetterRefused
from employees.models import DueList, LetterBatch, Signer, Unit
from simpeg.audit.reading import note_read
from simpeg.jobs.services import JobRefused, keep_file, progress, work
from simpeg.law.engine import LawGap

MOST_REASONS = 200  # kept with the job, for the page of the batch


@work("employees.issue_letters")
def issue_letters(job):
    """Every letter of a batch, and the archive of them; what was issued before stays as it is."""
    batch = LetterBatch.objects.select_related("signer", "template", "due_list").get(pk=job.params["batch"])
    job.result_url = batch.get_absolute_url()
    try:
        left_out = batches.go_on(batch, by=job.requested_by, tell=partial(progress, job))
    except LetterRefused as refusal:
        raise JobRefused(str(refusal)) from refusal
    _archive(job, batch)
    reasons = dict(islice(left_out.items(), MOST_REASONS))
    job.result |= {"left_out": len(left_out), "reasons": reasons}


@work("employees.archive_letters")
def archive_letters(job):
    """The letters of a batch as one file, once more."""
    batch = LetterBatch.objects.get(pk=job.params["batch"])
    job.result_url = batch.get_absolute_url()
    what = f"Unduh arsip surat KGB. {job.params.get('reason', '')}".strip()
    note_read(by=job.requested_by, employees=batch.members, what=what)
    _archive(job, batch)


def _archive(job, batch):
    with tempfile.TemporaryFile() as handle:
        job.result = {"letters": batches.write_archive(batch, handle, tell=partial(progress, job))}
        handle.seek(0)
        keep_file(job, handle, f"surat-kgb-{batch.day:%Y-%m-%d}-kumpulan-{batch.pk}.zip")


@work("employees.issue_roster")
def issue_roster(job):
    """The nominatif of a kept list as one letter; a job that is taken up again does not issue it twice."""
    by, params = job.requested_by, job.params
    progress(job, 0, 1, "Menyusun daftar nominatif")
    if not job.result.get("letter"):
        unit = Unit.objects.get(pk=params["unit"]) if params["unit"] else None
        kept, signer = DueList.objects.get(pk=params["list"]), Signer.objects.get(pk=params["signer"])
        try:
            said = batches.roster_said(kept, day=date.fromisoformat(params["day"]), signer=signer, by=by, unit=unit)
            with all_or_nothing():
                letter = services.issue(said, by=by, reason="Daftar nominatif KGB", number=params["number"])
                job.result = {"letter": letter.pk}
                job.save(update_fields=["result"])
        except (LetterRefused, LawGap) as refusal:
            raise JobRefused(str(refusal)) from refusal
    job.result_url = reverse("letters:detail", args=[job.result["letter"]])


@shared_task(name="employees.tend_letters")
def tend_letters():
    """Delete files that no letter and no template has."""
    services.purge_strays()
