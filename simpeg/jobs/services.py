"""Background work: asked for in PostgreSQL, woken by Celery, done once, always ending in a visible state.

A running job holds an advisory lock on its worker's database session. The lock dies with the worker, so a job
whose lock is free is not being worked on, whatever its status says: the sweeper wakes it again.
"""

import functools
import logging
from contextlib import contextmanager
from datetime import timedelta

import redis
from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.core.cache import cache
from django.core.files.base import File
from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerDown

from simpeg.audit.purpose import current, reading_for
from simpeg.jobs.models import Job, JobPart
from simpeg.jobs.parts import drop_parts

log = logging.getLogger(__name__)
LOCK_SPACE = 7346  # our corner of PostgreSQL's advisory locks
REQUEST_SPACE = 7348  # and the one where requests of one person wait for each other
MAX_ATTEMPTS = 3
WAKE_AGAIN = timedelta(seconds=15)
FILES_KEPT = timedelta(hours=24)


class JobRefused(Exception):
    """The work cannot be done; the message is a sentence for the person who asked."""


class JobStopped(Exception):
    """The requester asked to stop."""


def work(name, **options):
    """Make a Celery task of a function that takes a Job: claimed, run and concluded here."""

    def register(function):
        @shared_task(name=name, **options)
        @functools.wraps(function)
        def task(*, job_id):
            _run(job_id, function)

        return task

    return register


def submit(task, *, by, title, **params):
    """Record the request, and wake a worker once the request is committed."""
    job = Job.objects.create(task=task.name, title=title, params=params, requested_by=by, purpose=current())
    transaction.on_commit(lambda: wake(job, task))
    return job


@transaction.atomic
def submit_once(task, *, by, title, **params):
    """The requester's open job that does just this, or a new one: pressing ten times at once starts it once."""
    _ask_in_turn(by)
    same = Job.objects.open().filter(task=task.name, requested_by=by, params=params).first()
    return same or submit(task, by=by, title=title, **params)


def wake(job, task):
    """Send the wake-up call. With the broker down the job stays accepted; the sweeper calls again."""
    Job.objects.filter(pk=job.pk).update(woken_at=timezone.now())
    try:
        task.delay(job_id=job.pk)
    except (BrokerDown, redis.RedisError, OSError):
        log.warning("broker down; job %s waits for the sweeper", job.pk)


def progress(job, done, total, step=""):
    """Say how far the work is (in the cache: visible at once, outside the work's transaction). Stops when asked to."""
    if Job.objects.filter(pk=job.pk, stop_requested=True).exists():
        raise JobStopped
    try:
        cache.set(f"job:{job.pk}", {"done": done, "total": total, "step": step}, 3600)
    except (redis.RedisError, OSError):
        log.warning("cache down; progress of job %s not shown", job.pk)


def progress_of(job):
    """`{"done", "total", "step", "percent"}` as last reported; percent is None while nothing was."""
    try:
        told = cache.get(f"job:{job.pk}") or {}
    except (redis.RedisError, OSError):
        told = {}
    done, total = told.get("done", 0), told.get("total", 0)
    percent = min(100, round(100 * done / total)) if total else None
    return {"done": done, "total": total, "step": told.get("step", ""), "percent": percent}


def keep_file(job, handle, name):
    """Keep `handle` as the job's downloadable result, under the name people see; what an earlier attempt kept goes."""
    before = job.file.name
    job.file.save(name, File(handle), save=False)
    job.file_name = name
    job.save(update_fields=["file", "file_name"])
    if before:
        job.file.storage.delete(before)


@contextmanager
def kept_together(job):
    """What is written in this block, and what the job says of it (`result`, `result_url`), are kept together.

    Its worker may be killed between that and the job's end: whoever takes it up finds the result, and does not do it
    twice.
    """
    with transaction.atomic():
        yield
        job.save(update_fields=["result", "result_url"])


def stop(job):
    """Ask a job to stop: at once if it waits, at its next progress report if it runs."""
    stopped = Job.objects.filter(pk=job.pk, status=Job.Status.QUEUED).update(
        status=Job.Status.STOPPED, stop_requested=True, finished_at=timezone.now()
    )
    if not stopped:
        Job.objects.filter(pk=job.pk, status=Job.Status.RUNNING).update(stop_requested=True)


def abandoned():
    """Open jobs that nobody works on and that were not woken just now."""
    open_jobs = Job.objects.open().exclude(woken_at__gt=timezone.now() - WAKE_AGAIN)
    return [job for job in open_jobs.order_by("pk") if not _held(job.pk)]


def purge_files():
    """Delete results kept longer than FILES_KEPT, and parts of what has ended; the job row stays. Returns how many."""
    old = Job.objects.exclude(file="").filter(finished_at__lt=timezone.now() - FILES_KEPT)
    for job in old:
        job.file.delete(save=False)
        Job.objects.filter(pk=job.pk).update(file="")
    for job in Job.objects.exclude(status__in=Job.OPEN).filter(Exists(JobPart.objects.filter(job=OuterRef("pk")))):
        drop_parts(job)
    return len(old)


def _run(job_id, function):
    if not _lock(job_id):
        return  # another worker has it
    try:
        job = Job.objects.select_related("requested_by").filter(pk=job_id, status__in=Job.OPEN).first()
        if job is None:
            return  # done already: the message came twice
        if job.attempts >= MAX_ATTEMPTS:
            _conclude(job, Job.Status.FAILED, f"Pekerjaan terhenti {MAX_ATTEMPTS} kali. Hubungi administrator sistem.")
            return
        job.attempts += 1
        job.status, job.started_at = Job.Status.RUNNING, timezone.now()
        job.save(update_fields=["attempts", "status", "started_at"])
        with reading_for(job.purpose):  # what the request was for, the work is for
            _work(job, function)
    finally:
        _unlock(job_id)


def _work(job, function):
    try:
        function(job)
    except JobStopped:
        _conclude(job, Job.Status.STOPPED)
    except JobRefused as refusal:
        _conclude(job, Job.Status.FAILED, str(refusal))
    except SoftTimeLimitExceeded:
        _conclude(job, Job.Status.FAILED, "Pekerjaan melampaui batas waktu. Persempit pilihan Anda, lalu ulangi.")
    except Exception:
        _conclude(
            job,
            Job.Status.FAILED,
            f"Terjadi galat sistem; tidak ada yang disimpan. Laporkan pekerjaan nomor {job.pk} kepada administrator.",
        )
        raise
    else:
        _conclude(job, Job.Status.DONE)


def _conclude(job, status, error=""):
    job.status, job.error, job.finished_at = status, error, timezone.now()
    job.save(update_fields=["status", "error", "finished_at", "result", "result_url"])
    drop_parts(job)


def _ask_in_turn(user):
    """One request of a person after another, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [REQUEST_SPACE, user.pk % 2**31])


def _lock(job_id):
    return _ask("SELECT pg_try_advisory_lock(%s, %s)", job_id)


def _unlock(job_id):
    return _ask("SELECT pg_advisory_unlock(%s, %s)", job_id)


def _held(job_id):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objid = %s"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [LOCK_SPACE, job_id],
        )
        return cursor.fetchone()[0]


def _ask(sql, job_id):
    with connection.cursor() as cursor:
        cursor.execute(sql, [LOCK_SPACE, job_id])
        return cursor.fetchone()[0]
