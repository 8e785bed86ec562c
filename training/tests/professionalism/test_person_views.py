"""One person's index: who reads it, and what it says."""

from datetime import date

import pytest

from simpeg import roles
from simpeg.audit.models import ReadEntry
from simpeg.testing.people import make_user
from training.tests.professionalism.factories import THIS_YEAR as YEAR
from training.tests.professionalism.factories import make_course, page, person_page

pytestmark = pytest.mark.django_db


def test_only_who_may_open_the_file_is_led_to_it(client, regency):
    href = f'href="/pegawai/{regency.learned.nip}/"'

    assert href in person_page(client, regency.head_of_1, regency.learned).content.decode()
    assert href not in person_page(client, regency.leader, regency.learned).content.decode()


def test_an_employee_reads_his_own_index_only(client, regency):
    assert page(client, regency.own, "/ip-asn/saya/")["location"] == f"/ip-asn/pegawai/{regency.learned.nip}/"
    assert person_page(client, regency.own, regency.learned).status_code == 200
    assert person_page(client, regency.own, regency.punished).status_code == 404
    for url in ("/ip-asn/", "/ip-asn/daftar/", f"/ip-asn/unit/{regency.office.pk}/"):
        assert page(client, regency.own, url).status_code == 403


def test_an_account_without_a_file_has_no_index_of_its_own(client, regency):
    assert page(client, regency.training, "/ip-asn/saya/").status_code == 404


def test_reading_somebody_elses_index_is_noted_and_reading_ones_own_is_not(client, regency):
    person_page(client, regency.own, regency.learned)
    person_page(client, regency.records, regency.learned)

    notes = ReadEntry.objects.filter(employee=regency.learned.pk)
    assert list(notes.values_list("reader", "what")) == [(regency.records.pk, "Membuka Indeks Profesionalitas ASN")]


def test_a_page_says_what_the_index_is_made_of_and_what_raises_it_most(client, regency):
    response = person_page(client, regency.own, regency.learned)

    text = response.content.decode()
    assert "67,5" in text
    assert "dari 100" in text
    assert "Dasar: Peraturan BKN 8/2019 Pasal 7; " in text
    assert "20 dari 20 JP" in text
    steps = [(step.words, float(step.gain), step.is_best) for step in response.context["steps"]]
    assert steps == [
        ("Satu seminar, lokakarya, kursus, atau magang", 17.5, True),
        ("Predikat Sangat Baik", 5, False),
        ("Ijazah S-2 yang diakui", 5, False),
    ]
    assert float(response.context["steps"][0].total) == 85
    assert response.context["steps"][0].category == "Tinggi"


def test_the_page_follows_the_file_at_once(client, regency):
    make_course(regency.learned, "SEMINAR", ends_on=date(YEAR, 3, 1))

    response = person_page(client, regency.own, regency.learned)

    assert response.context["index"].total == 85
    assert [float(score.total) for score in response.context["scores"]] == [67.5, 20]


def test_the_page_says_what_is_not_on_file(client, regency):
    text = person_page(client, regency.records, regency.unrated).content.decode()

    assert f"Predikat kinerja {YEAR - 1} belum ada pada berkas: sampai +30." in text


def test_a_sanction_is_told_to_those_who_answer_for_it_only(client, regency):
    own = make_user(role=roles.EMPLOYEE.name, nip=regency.punished.nip)

    said = {
        user: "ringan" in person_page(client, user, regency.punished).content.decode()
        for user in (own, regency.records, regency.head_of_1, regency.training, regency.leader)
    }

    assert list(said.values()) == [True, True, False, False, False]


def test_the_file_shows_the_index_to_whom_it_concerns(client, regency):
    said = {
        user: "Indeks Profesionalitas ASN" in page(client, user, f"/pegawai/{regency.learned.nip}/").content.decode()
        for user in (regency.own, regency.training, make_user(role=roles.PROMOTION_OFFICER.name))
    }

    assert list(said.values()) == [True, True, False]
