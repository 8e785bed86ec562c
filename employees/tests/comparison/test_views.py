from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from employees.tests.factories import make_appointment, make_employee, make_unit
from simpeg.audit.models import ReadEntry
from simpeg.jobs.models import Job
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
PAGE, PEOPLE, EXPORT = reverse("comparison:page"), reverse("comparison:people"), reverse("comparison:export")
DAYS = {"dari": "2022-01-01", "sampai": "2024-01-01"}


@pytest.fixture
def regency():
    """Ani moved from A to B, Budi came to A, Citra left A."""
    top = make_unit("Kabupaten", kind="")
    a, b = make_unit("Dinas A", parent=top, kind="DINAS"), make_unit("Dinas B", parent=top, kind="DINAS")
    old = {"grade_since": date(2018, 4, 1)}
    ani = make_employee(name="Ani", unit=b, **old)
    make_appointment(ani, unit=a, since=date(2020, 1, 1))
    make_appointment(ani, unit=b, since=date(2023, 1, 1))
    make_employee(name="Budi", unit=a, cpns_since=date(2023, 3, 1))
    citra = make_employee(name="Citra", unit=a, **old)
    citra.standing_records.create(standing="99", since=date(2023, 7, 1))
    return {"a": a, "b": b, "ani": ani, "citra": citra}


def names(response):
    return [change.employee.name for change, _ in response.context["rows"]]


def test_the_page_shows_the_sum_and_each_number_opens_its_people(client, regency):
    client.force_login(make_user("view_all_units"))

    response = client.get(PAGE, DAYS)

    flow = response.context["comparison"].flow
    assert (flow.then, flow.came, flow.gone, flow.now) == (2, 1, 1, 2)
    assert "aktif per 1 Januari 2022" in response.content.decode()
    for number in response.context["whole"]:
        found = client.get(number["href"])
        assert found.status_code == 200
        assert len(found.context["rows"]) == number["number"]
    for part in response.context["parts"]:
        for number in part["numbers"]:
            assert client.get(number["href"]).context["number"] == number["number"]


def test_a_unit_says_who_moved_in_and_out(client, regency):
    client.force_login(make_user("view_all_units"))

    away = client.get(PEOPLE, DAYS | {"unit": regency["a"].pk, "apa": "pindah-keluar"})
    into = client.get(PEOPLE, DAYS | {"unit": regency["b"].pk, "apa": "pindah-masuk"})

    assert (names(away), names(into)) == (["Ani"], ["Ani"])


def test_an_office_is_not_told_where_somebody_went(client, regency):
    client.force_login(make_user("view_own_units", mandates=[regency["a"]]))

    response = client.get(PEOPLE, DAYS | {"apa": "pindah-keluar"})

    page = response.content.decode()
    assert names(response) == ["Ani"]
    assert "Dinas B" not in page
    assert "Di luar wilayah kewenangan Anda" in page
    assert f"/pegawai/{regency['ani'].nip}/" not in page
    assert client.get(PAGE, DAYS | {"unit": regency["b"].pk}).status_code == 422


def test_without_the_permission_there_is_no_comparison(client, regency):
    client.force_login(make_user(nip=regency["ani"].nip))

    assert {client.get(address).status_code for address in (PAGE, PEOPLE)} == {403}
    assert client.post(EXPORT).status_code == 403


def test_without_days_it_is_this_year_until_today(client, regency):
    client.force_login(make_user("view_all_units"))

    assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"dari": "2024-01-01", "sampai": "2024-01-01"}, "Tanggal awal harus sebelum tanggal akhir"),
        ({"dari": "2025-01-01", "sampai": "2024-01-01"}, "Tanggal awal harus sebelum tanggal akhir"),
        ({"dari": "x"}, "Tanggal tidak dikenal"),
        ({"dari": "\x00"}, ""),
        ({"sampai": "9999-12-31"}, "terlalu jauh"),
        ({"unit": "9" * 40}, ""),
        ({"unit": "0"}, "tidak dikenal"),
    ],
)
def test_what_cannot_be_compared_is_said(client, regency, query, words):
    client.force_login(make_user("view_all_units"))

    response = client.get(PAGE, query)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert "Galat:" in response.content.decode()


def test_an_unknown_number_is_the_page_again(client, regency):
    client.force_login(make_user("view_all_units"))

    assert client.get(PEOPLE, DAYS | {"apa": "bukan"}).status_code == 422


def test_the_download_holds_who_changed_and_leaves_its_note(
    client, regency, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    user = make_user("view_all_units", "export_list", name="Rina Pengelola")
    client.force_login(user)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{EXPORT}?dari=2022-01-01&sampai=2024-01-01&unit={regency['a'].pk}", {"reason": "Laporan"})

    job = Job.objects.get()
    assert job.status == Job.Status.DONE, job.error
    with job.file.open() as handle:
        rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(handle).active.iter_rows()]
    assert "2 pegawai aktif per 1 Januari 2022; masuk 1, pindah masuk 0, pindah keluar 1, keluar 1; 1 per" in rows[1][0]
    assert "Rina Pengelola" in rows[2][0]
    assert [(row[2], row[3]) for row in rows[4:]] == [("Ani", "Pindah unit"), ("Budi", "Masuk"), ("Citra", "Keluar")]
    assert ReadEntry.objects.filter(reader=user.pk, what__startswith="Unduh perbandingan 01-01-2022").count() == 3


@pytest.mark.parametrize("people", [5, 50])
def test_both_pages_need_the_same_queries_for_few_and_for_many(client, people, django_assert_num_queries):
    unit = make_unit()
    for _ in range(people):
        make_employee(unit=unit, cpns_since=date(2023, 1, 1))
    client.force_login(make_user("view_all_units"))

    with django_assert_num_queries(13):  # four of them open and close the test's savepoint and name the days
        client.get(PAGE, DAYS)
    with django_assert_num_queries(14):
        assert len(client.get(PEOPLE, DAYS | {"apa": "masuk"}).context["rows"]) == people
