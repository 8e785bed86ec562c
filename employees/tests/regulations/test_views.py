"""The law as people read it."""

from datetime import date

import pytest
from django.urls import reverse

from simpeg.law.models import Parameter
from simpeg.law.tables import TABLES
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    user = make_user("law.view_parameter", "view_lawchange")
    client.force_login(user)
    return user


def page(client, name, *args, **query):
    response = client.get(reverse(f"regulations:{name}", args=args), query)
    return response, response.content.decode()


def test_the_first_page_shows_topics_and_what_changed_lately(client, reader):
    response, html = page(client, "index", tanggal="2026-02-01")

    assert response.status_code == 200
    assert "Kenaikan pangkat" in html
    assert "Setiap bulan" in html  # the periods of Peraturan BKN 4/2025, within the year


def test_a_topic_shows_the_law_of_the_day_that_was_asked(client, reader):
    _, before = page(client, "topic", "kp", tanggal="2023-12-31")
    _, after = page(client, "topic", "kp", tanggal="2025-10-01")

    assert "April, Oktober" in before
    assert "Peraturan BKN 4/2023 Pasal 2" not in before.split("akan berlaku")[0]
    assert "Setiap bulan" in after
    assert "Tidak berlaku pada tanggal itu" in after  # the rule of the superior has ended


def test_a_value_shows_what_held_and_what_holds_with_its_articles(client, reader):
    _, html = page(client, "value", "kp.batas_pangkat_atasan")

    assert "PP 99/2000 Pasal 6" in html
    assert "Peraturan BKN 2/2025 Pasal 2 ayat (2)" in html
    assert "19 Mei 2025" in html


@pytest.mark.parametrize("code", TABLES)
def test_every_table_can_be_read(client, reader, code):
    response, html = page(client, "table", code)

    assert response.status_code == 200
    assert "<table" in html


def test_a_salary_table_shows_its_cells_and_is_empty_before_it_began(client, reader):
    _, now = page(client, "table", "gaji-pns", tanggal="2026-01-01")
    _, before = page(client, "table", "gaji-pns", tanggal="2023-12-31")

    assert "2.785.700" in now
    assert "Belum ada pada tanggal itu" in before


@pytest.mark.parametrize("code", ["golongan", "tingkat-pendidikan", "hukuman-disiplin", "periode"])
def test_every_reference_can_be_read(client, reader, code):
    response, html = page(client, "reference", code)

    assert response.status_code == 200
    assert html.count("<tr>") > 5


def test_what_is_not_verified_is_found_together(client, reader):
    _, html = page(client, "index", belum="on")

    assert "Jenjang pangkat jabatan struktural" in html
    assert "belum dipastikan" in html


def test_searching_finds_values_tables_and_rules(client, reader):
    _, html = page(client, "index", q="ujian dinas")
    _, nothing = page(client, "index", q="tidak ada begini")

    assert "Golongan yang memerlukan Ujian Dinas Tingkat I" in html
    assert "UD1" in html
    assert "Tidak ditemukan" in nothing


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "bukan tanggal", "٢٠٢٥-٠١-٠١", "2025-13-01"])
def test_an_absurd_day_is_refused_in_words(client, reader, day):
    response, html = page(client, "index", tanggal=day)

    assert response.status_code == 422
    assert "Galat:" in html


@pytest.mark.parametrize(
    ("name", "argument"), [("topic", "tidak"), ("value", "kp.tidak"), ("table", "tidak"), ("reference", "tidak")]
)
def test_what_is_not_there_is_not_found(client, reader, name, argument):
    assert page(client, name, argument)[0].status_code == 404


def test_whoever_has_no_right_reads_nothing(client):
    client.force_login(make_user())

    assert page(client, "index")[0].status_code == 403


@pytest.mark.parametrize("values", [1, 30])
def test_a_topic_costs_the_same_for_many_values(client, reader, values, django_assert_num_queries):
    Parameter.objects.bulk_create(
        Parameter(key=f"kp.baru_{number}", value=1, in_force=(date(2020, 1, 1), None), basis="PP")
        for number in range(values)
    )

    with django_assert_num_queries(6):
        page(client, "topic", "kp")
