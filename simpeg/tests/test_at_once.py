"""The same form sent ten times in parallel, as by an impatient finger or a script: what it asks for happens once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from employees import tasks
from employees.models import ImportRun
from simpeg.jobs.models import Job
from simpeg.tests.world import World


def at_once(user, address, form=None, times=10):
    """The same form sent ten times in parallel by one person."""
    client = Client()
    client.force_login(user)

    def send(_):
        browser = Client()
        browser.cookies = client.cookies
        try:
            return browser.post(address, form or {}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(send, range(times)))


@pytest.fixture
def lasting_world(transactional_db, settings, tmp_path, monkeypatch):
    """A world that parallel requests see, in which every wake-up call gets lost: what was asked for stays waiting."""
    settings.MEDIA_ROOT = tmp_path
    for task in (tasks.run_due_list, tasks.export_due_list, tasks.store_import):
        monkeypatch.setattr(task, "delay", lambda **_: None)
    return World()


def test_ten_stops_of_one_job_stop_it_once(lasting_world):
    job = Job.objects.create(task="x", title="x", requested_by=lasting_world.account_a)

    answers = at_once(lasting_world.account_a, f"/pekerjaan/{job.pk}/berhenti/")

    stopped = Job.objects.get(pk=job.pk)
    assert set(answers) == {302}
    assert (stopped.status, stopped.stop_requested) == (Job.Status.STOPPED, True)


def test_ten_requests_for_one_promotion_list_make_one_job(lasting_world):
    before = Job.objects.count()

    at_once(lasting_world.users["promotion"], "/daftar/kenaikan-pangkat/jalankan/", {"day": "2026-12-01"})

    assert Job.objects.count() - before == 1


def test_ten_requests_for_one_export_make_one_job(lasting_world):
    before = Job.objects.count()
    address = f"/daftar/kenaikan-pangkat/{lasting_world.promotion_list.pk}/unduh/"

    at_once(lasting_world.users["promotion"], address, {"reason": "Usul Desember"})

    assert Job.objects.count() - before == 1


def test_ten_confirmations_of_one_import_store_it_once(lasting_world):
    run = lasting_world.import_run
    ImportRun.objects.update(file="imports/x", counts={"DATA UTAMA": {"new": 1}})

    at_once(lasting_world.users["records"], f"/impor/{run.pk}/simpan/")

    assert Job.objects.filter(params={"run": run.pk}).count() == 1
    assert ImportRun.objects.get().status == ImportRun.Status.STORING
