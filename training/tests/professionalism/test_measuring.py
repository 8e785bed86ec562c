"""A year is measured, settled and opened again by those who may, on pages and every night."""

from datetime import date

import pytest
from django.utils import timezone

from simpeg.jobs.models import Job
from training.models import IndexMeasurement, IndexScore
from training.professionalism.services import measure_present_year, settle
from training.tests.professionalism.factories import THIS_YEAR as YEAR
from training.tests.professionalism.factories import make_course

pytestmark = pytest.mark.django_db


def test_the_training_officer_measures_a_year(client, regency, django_capture_on_commit_callbacks):
    make_course(regency.unrated, ends_on=date(YEAR, 4, 1))
    client.force_login(regency.training)

    with django_capture_on_commit_callbacks(execute=True):
        client.post("/ip-asn/ukur/", {"year": YEAR})

    job = Job.objects.get(requested_by=regency.training)
    assert (job.status, job.result["said"]) == (Job.Status.DONE, f"IP ASN {YEAR} diukur untuk 6 pegawai.")
    assert IndexScore.objects.get(measurement__year=YEAR, employee=regency.unrated).competence == 22.5


@pytest.mark.parametrize("year", ["", "1999", "x", str(YEAR + 1), "9" * 30])
def test_a_year_that_is_not_offered_is_not_measured(client, regency, year):
    client.force_login(regency.training)

    response = client.post("/ip-asn/ukur/", {"year": year}, follow=True)

    assert "Pilih salah satu tahun" in response.content.decode()
    assert not Job.objects.filter(requested_by=regency.training).exists()


def test_a_settled_year_stays_until_it_is_opened_again(client, regency, django_capture_on_commit_callbacks):
    client.force_login(regency.training)

    client.post(f"/ip-asn/{YEAR}/tetapkan/", {"reason": "Laporan ke BKN 1/2027"})
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/ip-asn/ukur/", {"year": YEAR})

    job = Job.objects.get(requested_by=regency.training)
    assert (job.status, "sudah ditetapkan" in job.error) == (Job.Status.FAILED, True)
    assert "Buka kembali" in client.get("/ip-asn/").content.decode()
    client.post(f"/ip-asn/{YEAR}/buka/", {"reason": "Predikat terlambat"})
    assert IndexMeasurement.objects.get(year=YEAR).settled_at is None


@pytest.mark.parametrize("reason", ["", " ", "\0", "x" * 201])
def test_a_year_is_not_settled_without_a_reason(client, regency, reason):
    client.force_login(regency.training)

    response = client.post(f"/ip-asn/{YEAR}/tetapkan/", {"reason": reason})

    assert response.status_code == 422
    assert "Isian belum dapat diterima" in response.content.decode()
    assert IndexMeasurement.objects.get(year=YEAR).settled_at is None


def test_settling_twice_is_told(client, regency):
    settle(regency.measurement, by=regency.training, reason="Laporan")
    client.force_login(regency.training)

    response = client.post(f"/ip-asn/{YEAR}/tetapkan/", {"reason": "Sekali lagi"})

    assert response.status_code == 422
    assert "sudah ditetapkan" in response.content.decode()


def test_others_neither_measure_nor_settle(client, regency):
    for user in (regency.head_of_1, regency.leader, regency.records, regency.own):
        client.force_login(user)
        assert client.post("/ip-asn/ukur/", {"year": YEAR}).status_code == 403
        assert client.post(f"/ip-asn/{YEAR}/tetapkan/", {"reason": "x"}).status_code == 403


def test_every_night_the_running_year_follows_the_files_until_it_is_settled(regency):
    make_course(regency.unrated, ends_on=date(YEAR, 4, 1))

    def competence():
        return IndexScore.objects.get(measurement__year=YEAR, employee=regency.unrated).competence

    settle(regency.measurement, by=regency.training, reason="Laporan")
    measure_present_year(day=timezone.localdate(), by=regency.training)
    assert competence() == 0

    IndexMeasurement.objects.filter(year=YEAR).update(settled_at=None, settled_by=None)
    measure_present_year(day=timezone.localdate(), by=regency.training)
    assert competence() == 22.5
