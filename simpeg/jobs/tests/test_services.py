"""Work is done once, ends in a visible state, and survives its worker and its broker."""

import time
from datetime import timedelta
from io import BytesIO

import pytest
from celery import Celery
from django.db import IntegrityError, connection
from django.urls import reverse
from django.utils import timezone

from simpeg.jobs import parts, services, tasks
from simpeg.jobs.models import Job
from simpeg.testing.people import make_user
from simpeg.testing.waiting import eventually

pytestmark = pytest.mark.django_db
done = []


@services.work("tests.note")
def note(job):
    services.progress(job, 1, 4, "Separuh jalan")
    done.append(job.params["what"])
    job.result = {"what": job.params["what"]}


@services.work("tests.refuse")
def refuse(job):
    raise services.JobRefused("Periode belum dibuka.")


@services.work("tests.crash")
def crash(job):
    raise ZeroDivisionError


@pytest.fixture(autouse=True)
def nothing_done():
    done.clear()


def make_job(task=note, **fields):
    fields.setdefault("requested_by", make_user())
    return Job.objects.create(task=task.name, title="Uji", params={"what": "a"}, **fields)


@pytest.fixture
def elsewhere():
    """Another worker's database session; it takes a job's lock and can die."""
    session = connection.copy()
    yield session
    session.close()


def take(session, job):
    with session.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [services.LOCK_SPACE, job.pk])


def test_submitted_work_is_done_and_says_so(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = services.submit(note, by=make_user(), title="Uji", what="b")

    job.refresh_from_db()
    assert (job.status, job.result, job.attempts, done) == (Job.Status.DONE, {"what": "b"}, 1, ["b"])
    assert job.started_at <= job.finished_at
    assert services.progress_of(job) == {"done": 1, "total": 4, "step": "Separuh jalan", "percent": 25}


def test_a_message_that_comes_twice_does_the_work_once():
    job = make_job()

    for _ in range(2):
        note.delay(job_id=job.pk)

    assert done == ["a"]


def test_a_refusal_is_a_sentence_for_the_asker():
    job = make_job(refuse)

    refuse.delay(job_id=job.pk)

    job.refresh_from_db()
    assert (job.status, job.error) == (Job.Status.FAILED, "Periode belum dibuka.")


def test_a_crash_ends_in_a_visible_state():
    job = make_job(crash)

    crash.delay(job_id=job.pk)

    job.refresh_from_db()
    assert job.status == Job.Status.FAILED
    assert job.error.endswith(f"Laporkan pekerjaan nomor {job.pk} kepada administrator.")


def test_work_in_another_workers_hands_is_left_alone(elsewhere):
    job = make_job(status=Job.Status.RUNNING)
    take(elsewhere, job)

    note.delay(job_id=job.pk)

    assert done == []
    assert services.abandoned() == []


def test_the_sweeper_wakes_what_a_dead_worker_left(elsewhere):
    job = make_job(status=Job.Status.RUNNING, attempts=1)
    take(elsewhere, job)
    elsewhere.close()
    eventually(services.abandoned)  # the server lets go of a dead session's locks in its own time

    tasks.sweep()

    job.refresh_from_db()
    assert (job.status, job.attempts, done) == (Job.Status.DONE, 2, ["a"])


def test_the_sweeper_leaves_what_was_woken_just_now():
    make_job(woken_at=timezone.now())

    assert services.abandoned() == []


def test_work_that_kills_its_worker_is_given_up_after_three_times():
    job = make_job(status=Job.Status.RUNNING, attempts=services.MAX_ATTEMPTS)

    note.delay(job_id=job.pk)

    job.refresh_from_db()
    assert (job.status, done) == (Job.Status.FAILED, [])
    assert "terhenti 3 kali" in job.error


def test_a_waiting_job_stops_at_once_and_a_running_one_at_its_next_report():
    waiting, running = make_job(), make_job(status=Job.Status.RUNNING)
    services.stop(waiting)
    services.stop(running)
    waiting.refresh_from_db()

    note.delay(job_id=running.pk)

    running.refresh_from_db()
    assert (waiting.status, running.status, done) == (Job.Status.STOPPED, Job.Status.STOPPED, [])


def test_with_the_broker_down_the_job_is_accepted_without_delay(django_capture_on_commit_callbacks):
    nobody = Celery("nobody", set_as_current=False)
    nobody.config_from_object("django.conf:settings", namespace="CELERY")
    nobody.conf.update(task_always_eager=False, broker_url="redis://127.0.0.1:1/0")

    @nobody.task(name="tests.nobody")
    def task(*, job_id):
        raise AssertionError("nobody is there to do it")

    begun = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        job = services.submit(task, by=make_user(), title="Uji")

    job.refresh_from_db()
    assert job.status == Job.Status.QUEUED
    assert time.monotonic() - begun < 2


def test_results_are_deleted_after_a_day_and_the_row_stays():
    job = make_job(status=Job.Status.DONE)
    services.keep_file(job, BytesIO(b"isi"), "daftar.xlsx")
    storage, name = job.file.storage, job.file.name
    Job.objects.update(finished_at=timezone.now() - services.FILES_KEPT - timedelta(minutes=1))

    assert services.purge_files() == 1

    job.refresh_from_db()
    assert (job.file.name, storage.exists(name)) == ("", False)


def test_a_result_kept_again_leaves_nothing_of_the_earlier_one():
    job = make_job(status=Job.Status.RUNNING)
    services.keep_file(job, BytesIO(b"lama"), "daftar.xlsx")
    storage, before = job.file.storage, job.file.name

    services.keep_file(Job.objects.get(pk=job.pk), BytesIO(b"baru"), "daftar.xlsx")

    job.refresh_from_db()
    with job.file.open("rb") as handle:
        assert (storage.exists(before), handle.read()) == (False, b"baru")


def test_files_whose_worker_was_killed_before_their_row_are_deleted():
    job = make_job(status=Job.Status.DONE)
    services.keep_file(job, BytesIO(b"isi"), "daftar.xlsx")
    part = parts.keep_part(make_job(status=Job.Status.RUNNING), 0, BytesIO(b"bagian"), 1)
    storage = job.file.storage
    stray = storage.save("jobs/setengah", BytesIO(b"setengah"))

    assert parts.purge_strays() == 0, "it may be on its way to its row"
    assert parts.purge_strays(timezone.now() + parts.STRAY_AFTER + timedelta(minutes=1)) >= 1

    assert [storage.exists(name) for name in (stray, job.file.name, part.file.name)] == [False, True, True]


def test_an_attempt_that_came_on_is_not_counted_as_lost():
    job = make_job(status=Job.Status.RUNNING, attempts=services.MAX_ATTEMPTS)

    parts.came_on(job)
    note.delay(job_id=job.pk)

    job.refresh_from_db()
    assert (job.status, done) == (Job.Status.DONE, ["a"])


def test_parts_that_were_left_behind_by_what_has_ended_are_purged():
    job, working = make_job(status=Job.Status.FAILED), make_job(status=Job.Status.RUNNING)
    left, needed = (parts.keep_part(each, 0, BytesIO(b"bagian"), 1) for each in (job, working))

    services.purge_files()

    assert (job.parts.count(), working.parts.count()) == (0, 1)
    assert [part.file.storage.exists(part.file.name) for part in (left, needed)] == [False, True]


def test_an_unknown_status_cannot_be_stored():
    with pytest.raises(IntegrityError, match="job_status_known"):
        make_job(status="BERES")


def test_a_result_is_served_to_its_asker_as_an_attachment(client):
    job = make_job(status=Job.Status.DONE)
    services.keep_file(job, BytesIO(b"isi"), "daftar.xlsx")
    client.force_login(job.requested_by)

    response = client.get(reverse("jobs:download", args=[job.pk]))

    assert b"".join(response.streaming_content) == b"isi"
    assert response["Content-Disposition"] == 'attachment; filename="daftar.xlsx"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "daftar" not in job.file.name


@pytest.mark.parametrize("view", ["detail", "download"])
def test_somebody_elses_job_is_not_found(client, view):
    job = make_job(status=Job.Status.DONE)
    services.keep_file(job, BytesIO(b"isi"), "daftar.xlsx")
    client.force_login(make_user())

    assert client.get(reverse(f"jobs:{view}", args=[job.pk])).status_code == 404
    assert client.post(reverse("jobs:stop", args=[job.pk])).status_code == 404
