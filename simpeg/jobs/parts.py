"""Parts of a long job's work: kept when they are finished, so that a killed worker costs one part and no more."""

from datetime import timedelta
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.utils import timezone

from simpeg.jobs.models import Job, JobPart

STRAY_AFTER = timedelta(hours=1)  # longer than anything may take between its file and its row


def finished_parts(job):
    """The parts that were kept whole, in order and without a gap; what lies behind a damaged one is dropped."""
    whole = []
    for part in job.parts.order_by("number"):
        if part.number != len(whole) or not _is_whole(part):
            break
        whole.append(part)
    drop_parts(job, start=len(whole))
    return whole


def keep_part(job, number, handle, rows):
    """Keep `handle` as a finished part. The file comes first: a row without its file there never is."""
    handle.seek(0, 2)
    part = JobPart(job=job, number=number, rows=rows, size=handle.tell())
    handle.seek(0)
    part.file.save(str(number), File(handle), save=False)
    part.save()
    return part


def came_on(job):
    """The job has come on since its last attempt: only attempts that achieve nothing are counted as lost."""
    Job.objects.filter(pk=job.pk).update(attempts=1)


def drop_parts(job, start=0):
    """Delete the parts from `start` on, with their files."""
    for part in job.parts.filter(number__gte=start):
        part.file.delete(save=False)
        part.delete()


def purge_strays(now=None):
    """Delete files that no job and no part has: their process was killed between file and row. Returns how many."""
    before = ((now or timezone.now()) - STRAY_AFTER).timestamp()
    folder = Path(default_storage.path("jobs"))
    files = [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
    old = {f"jobs/{path.name}": path for path in files if path.stat().st_mtime < before}
    kept = {
        *Job.objects.filter(file__in=old).values_list("file", flat=True),
        *JobPart.objects.filter(file__in=old).values_list("file", flat=True),
    }
    for name in set(old) - kept:
        old[name].unlink(missing_ok=True)
    return len(set(old) - kept)


def _is_whole(part):
    storage = part.file.storage
    return storage.exists(part.file.name) and storage.size(part.file.name) == part.size
