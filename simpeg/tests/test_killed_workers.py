"""A real worker is killed with kill -9 in the middle of its work; another one finishes it, and nothing is doubled.

What it was in the middle of is certain: the worker waits for something that the test holds, and dies waiting.
"""

import io
import os
import signal
import subprocess
import sys
import zipfile
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial
from urllib.parse import quote, urlencode
from uuid import uuid4

import pytest
import redis
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, transaction
from openpyxl import load_workbook

from employees import tasks
from employees.due_lists.services import run_list
from employees.letters.batches import start_batch
from employees.letters.files import read
from employees.models import DueList, Letter, StepIncrease
from employees.tests.factories import make_unit
from employees.tests.letters.office import DAY, DUE, make_due, make_officer, make_signer
from simpeg.audit.models import ReadEntry
from simpeg.celery import app
from simpeg.embedded.places import CHECKOUT
from simpeg.jobs import services
from simpeg.jobs.models import Job, JobPart
from simpeg.jobs.tasks import sweep
from simpeg.letters.tests.documents import text_of
from simpeg.testing.waiting import eventually

PEOPLE, MIDDLE = 14, 7
# As `manage.py up` starts it, on a queue of its own; the parts of an export are small, so that there are several.
WORKER = """
import sys, warnings
warnings.filterwarnings("ignore", message="You're running the worker")
import django
from simpeg.celery import app
django.setup()
from simpeg.reports import long_tables
long_tables.PART, long_tables.TOGETHER = 3, 2
app.worker_main(["--quiet", "worker", "-c", "1", "-l", "WARNING", "--without-gossip", "--without-mingle",
                 "-Q", sys.argv[1]])
"""


class Crew:
    """Workers, of whom one lives at a time."""

    def __init__(self, folder):
        self.queue, self.folder, self.worker = f"drill-{uuid4().hex[:8]}", folder, None

    def start(self):
        if self.worker:
            return
        environment = {
            "PATH": os.environ["PATH"],
            "DATABASE_URL": _database_url(),
            "REDIS_URL": settings.REDIS_URL,
            "SECRET_KEY": "only-for-this-test",
            "SIMPEG_DATA_DIR": str(self.folder),
        }
        with (self.folder / "worker.log").open("a") as log:
            self.worker = subprocess.Popen(
                [sys.executable, "-c", WORKER, self.queue],
                cwd=CHECKOUT, env=environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def send(self, task, **message):
        with app.connection_for_write() as broker:
            task.apply_async(kwargs=message, queue=self.queue, connection=broker)

    def kill(self):
        """kill -9 of the worker and of the child that does its work."""
        if self.worker:
            with suppress(ProcessLookupError):
                os.killpg(self.worker.pid, signal.SIGKILL)
            self.worker.wait()
            self.worker = None

    def die_in(self, job):
        """A worker takes the job up, comes to where it has to wait for this test, and is killed there."""
        self.start()
        self.send(app.tasks[job.task], job_id=job.pk)
        eventually(lambda: _somebody_waits() or self.worker.poll() is not None, 60)
        self.kill()
        assert Job.objects.get(pk=job.pk).status == Job.Status.RUNNING, self.said()

    def finish(self, job):
        """Another worker: the sweeper finds the job for it."""
        self.start()
        eventually(lambda: [found.pk for found in services.abandoned()] == [job.pk], 30)
        sweep()
        eventually(lambda: not Job.objects.get(pk=job.pk).is_open, 60)
        job.refresh_from_db()
        assert (job.status, job.error) == (Job.Status.DONE, ""), self.said()

    def said(self):
        return (self.folder / "worker.log").read_text()


@pytest.fixture(scope="module")
def workers(tmp_path_factory):
    """Whoever lives at the end of a test works on in the next: starting is what takes their time."""
    crew = Crew(tmp_path_factory.mktemp("workers"))
    yield crew
    crew.kill()
    with redis.Redis.from_url(settings.REDIS_URL) as broker:
        broker.delete(*broker.keys(f"*{crew.queue}"), crew.queue)


@pytest.fixture
def crew(transactional_db, settings, workers, monkeypatch):
    settings.MEDIA_ROOT = workers.folder / "files"
    monkeypatch.setattr(services, "WAKE_AGAIN", timedelta(0))
    for task in (tasks.run_due_list, tasks.export_due_list, tasks.issue_letters):
        monkeypatch.setattr(app.tasks[task.name], "delay", partial(workers.send, task))
    app.conf.task_always_eager = False
    yield workers
    app.conf.task_always_eager = True


@pytest.fixture
def officer(crew):
    return make_officer()


@pytest.fixture
def people(officer):
    """Whose step is due, in the order in which they stand on the list."""
    office = make_unit("Dinas Kesehatan")
    return [make_due(unit=office, name=f"Pegawai {number:02d}") for number in range(PEOPLE)]


def asked_for(task, officer, **params):
    """A job that no worker was told of yet: first the test takes hold of what the worker shall wait for."""
    return Job.objects.create(task=task.name, title="Uji", requested_by=officer, params=params)


def _database_url():
    known = connection.get_connection_params()
    where = {name: known[name] for name in ("host", "port") if known.get(name)}
    who = quote(known["user"]) + (f":{quote(known['password'])}" if known.get("password") else "")
    return f"postgresql://{who}@/{known['dbname']}?{urlencode(where)}"


def _somebody_waits():
    """Whether another session waits for this one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))"
        )
        return cursor.fetchone()[0]


@contextmanager
def holding_table(name):
    """Nobody else writes into this table."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {name} IN SHARE MODE")
        yield


@contextmanager
def holding(row):
    """Nobody else refers to this row. Foreign keys are looked at last: the other waits when it commits."""
    with transaction.atomic():
        type(row).objects.select_for_update().get(pk=row.pk)
        yield


@contextmanager
def holding_part(job, number):
    """Nobody else keeps this part of a job."""
    with transaction.atomic():
        JobPart.objects.create(job=job, number=number, rows=0, size=0)
        yield
        transaction.set_rollback(True)


def verdicts_of(kept):
    return list(kept.verdicts.order_by("nip", "kind").values_list("nip", "kind", "verdict", "earliest", "facts"))


@pytest.mark.parametrize("place", ["before anything is kept", "while it commits"])
def test_a_list_whose_worker_was_killed_is_made_once(crew, officer, people, place):
    job = asked_for(tasks.run_due_list, officer, subject="salary-increment", day=DUE.isoformat(), unit=None)
    held = holding_table("employees_dueverdict") if place.startswith("before") else holding(officer)

    with held:
        crew.die_in(job)
    crew.finish(job)

    kept = DueList.objects.get()
    assert job.result["list"] == kept.pk
    assert job.result_url == kept.get_absolute_url()
    assert kept.verdicts.count() == PEOPLE
    assert verdicts_of(kept) == verdicts_of(run_list("salary-increment", day=DUE, by=officer))


def test_a_batch_of_letters_whose_worker_was_killed_is_whole_and_nothing_is_in_it_twice(crew, officer, people):
    kept = run_list("salary-increment", day=DUE, by=officer)
    batch = start_batch(kept, day=DAY, signer=make_signer(), by=officer)
    job = asked_for(tasks.issue_letters, officer, batch=batch.pk)

    with holding(people[MIDDLE]):
        crew.die_in(job)
        assert Letter.objects.count() == MIDDLE
    crew.finish(job)

    letters = list(Letter.objects.order_by("pk"))
    numbers = [f"800.1.11.13/{number:04d}/BKPSDM/2026" for number in range(1, PEOPLE + 1)]
    assert [letter.employee_id for letter in letters] == batch.members == [person.pk for person in people]
    assert [letter.number for letter in letters] == numbers
    for letter, person in zip(letters, people, strict=True):
        text = "".join(text_of(read(letter, "pdf")))
        assert letter.number in text
        assert person.name in text
        assert read(letter, "docx").startswith(b"PK")
    steps = StepIncrease.objects.filter(since=DUE).order_by("decree")
    assert list(steps.values_list("employee", "decree")) == list(zip(batch.members, numbers, strict=True))
    with job.file.open("rb") as handle, zipfile.ZipFile(handle) as archive:
        assert archive.testzip() is None
        names = [name for name in archive.namelist() if name.endswith(".docx")]
    assert len(set(names)) == len(names) == PEOPLE


def test_an_export_whose_worker_was_killed_is_that_of_an_undisturbed_run(crew, officer, people):
    kept = run_list("salary-increment", day=DUE, by=officer)
    params = {"list": kept.pk, "filters": {}, "reason": "uji"}
    job = asked_for(tasks.export_due_list, officer, **params)

    with holding_part(job, 3):
        crew.die_in(job)
        assert list(job.parts.values_list("number", flat=True).order_by("number")) == [0, 1, 2, 3]
    crew.finish(job)
    undisturbed = services.submit(tasks.export_due_list, by=officer, title="Unduh", **params)
    eventually(lambda: Job.objects.get(pk=undisturbed.pk).status == Job.Status.DONE, 60)

    undisturbed.refresh_from_db()
    rows = rows_of(job)
    assert rows == rows_of(undisturbed)
    assert [row[1] for row in rows] == sorted(person.nip for person in people)
    assert ReadEntry.objects.filter(reader=officer.pk, what__startswith="Unduh nominatif").count() == 2 * PEOPLE
    files = {f"jobs/{name}" for name in default_storage.listdir("jobs")[1]}
    assert JobPart.objects.count() == 0
    # The part that had a file and no row yet is what the hourly round deletes.
    assert len(files - {job.file.name, undisturbed.file.name}) == 1


def rows_of(job):
    with job.file.open("rb") as handle:
        sheet = load_workbook(io.BytesIO(handle.read())).active
    return [list(row) for row in sheet.iter_rows(min_row=5, values_only=True)]
