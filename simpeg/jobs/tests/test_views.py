import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from simpeg.jobs import services
from simpeg.jobs.models import Job
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
LIST = reverse("jobs:list")


@pytest.fixture
def user(client):
    user = make_user()
    client.force_login(user)
    return user


def make_job(user, **fields):
    return Job.objects.create(task="t", title="Impor contoh.xlsx", requested_by=user, **fields)


def test_ones_own_jobs_are_listed_and_nobody_elses(client, user):
    make_job(user)
    Job.objects.create(task="t", title="Milik orang lain", requested_by=make_user())

    page = client.get(LIST).content.decode()

    assert "Impor contoh.xlsx" in page
    assert "Milik orang lain" not in page


def test_before_the_first_job_the_list_says_what_will_stand_here(client, user):
    assert "Belum ada pekerjaan" in client.get(LIST).content.decode()


@pytest.mark.parametrize("jobs", [1, 20])
def test_the_list_needs_the_same_queries_for_few_and_for_many(client, user, jobs, django_assert_num_queries):
    for _ in range(jobs):
        make_job(user)

    with django_assert_num_queries(6):
        client.get(LIST)


def test_a_running_job_is_followed_and_says_how_far_it_is(client, user):
    job = make_job(user, status=Job.Status.RUNNING)
    services.progress(job, 2500, 10000, "Memeriksa baris")

    page = client.get(job.get_absolute_url()).content.decode()
    piece = client.get(job.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()

    for text in ("Memeriksa baris", "2.500 dari 10.000 (25%)", 'hx-trigger="every 2s"', "Hentikan"):
        assert text in page
        assert text in piece
    assert '<meta http-equiv="refresh" content="5">' in page
    assert "<html" not in piece


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"status": Job.Status.DONE, "result_url": "/kenaikan-pangkat/1/"}, "Lihat hasil"),
        ({"status": Job.Status.DONE, "file_name": "usul.xlsx"}, "sudah dihapus setelah 24 jam"),
        (
            {"status": Job.Status.FAILED, "error": "Buku kerja ini terkunci."},
            "Tidak berhasil. Buku kerja ini terkunci.",
        ),
        ({"status": Job.Status.STOPPED}, "Dihentikan atas permintaan Anda"),
    ],
)
def test_a_job_that_ended_says_how_and_is_not_asked_again(client, user, fields, said):
    page = client.get(make_job(user, **fields).get_absolute_url()).content.decode()

    assert said in page
    assert "hx-trigger" not in page[page.index('id="kemajuan"') :]
    assert "http-equiv" not in page


def test_stopping_is_a_post_and_stops_a_waiting_job(client, user):
    job = make_job(user)
    address = reverse("jobs:stop", args=[job.pk])

    assert client.get(address).status_code == 405
    assert client.post(address).url == job.get_absolute_url()
    job.refresh_from_db()
    assert job.status == Job.Status.STOPPED


def test_a_result_is_downloaded_under_its_own_name(client, user, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    job = make_job(user, status=Job.Status.DONE)
    services.keep_file(job, ContentFile(b"isi"), "usul.xlsx")

    response = client.get(reverse("jobs:download", args=[job.pk]))

    assert b"".join(response.streaming_content) == b"isi"
    assert response["Content-Disposition"] == 'attachment; filename="usul.xlsx"'


def test_somebody_elses_job_does_not_exist(client, user):
    job = make_job(make_user())

    for name in ("detail", "download"):
        assert client.get(reverse(f"jobs:{name}", args=[job.pk])).status_code == 404
    assert client.post(reverse("jobs:stop", args=[job.pk])).status_code == 404
