"""The pages under /impor/: who may, what they show, what they refuse."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from employees.models import Employee, ImportRun
from employees.tests.imports.workbooks import NIP, REGENCY, person, rating, with_person
from simpeg.jobs.models import Job
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
Status = ImportRun.Status
BROKEN = with_person(RW_SKP=[rating(), rating(year=2024, PREDIKAT="CUKUP")])
START = "/impor/"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def officer(client):
    user = make_user("employees.import_workbook", "employees.view_all_units")
    client.force_login(user)
    return user


@pytest.fixture
def upload(client, book, officer, django_capture_on_commit_callbacks):
    """Bring these sheets through the page; the run, read by its job."""

    def post(sheets):
        content = book(sheets).read_bytes()
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(START, {"workbook": SimpleUploadedFile("siasn.xlsx", content)})
        assert response.status_code == 302
        return ImportRun.objects.latest("pk")

    return post


def page(client, run, **query):
    response = client.get(run.get_absolute_url(), query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_workbook_is_chosen_previewed_confirmed_and_stored(client, upload, django_capture_on_commit_callbacks):
    run = upload(REGENCY)
    shown = page(client, run, bagian="baru")
    assert "Simpan semua" in shown
    assert f"{NIP} · CONTOH PEGAWAI" in shown
    assert not Employee.objects.exists()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("imports:confirm", args=[run.pk]), {"yang": "semua"})

    assert "2 baris baru dan 0 baris berubah disimpan" in page(client, run)
    assert Employee.objects.get().nip == NIP


def test_refused_rows_are_shown_with_their_cell_and_only_the_sound_ones_can_be_stored(
    client, upload, django_capture_on_commit_callbacks
):
    run = upload(BROKEN)
    shown = page(client, run)
    assert "Simpan baris yang sah saja" in shown
    assert "Simpan semua" not in shown
    assert "PREDIKAT tidak dikenal" in shown

    client.post(reverse("imports:confirm", args=[run.pk]), {"yang": "semua"})
    assert not Employee.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("imports:confirm", args=[run.pk]), {"yang": "sah"})

    assert Employee.objects.exists()


def test_a_changed_value_is_shown_with_old_and_new(client, upload, load):
    load(REGENCY)

    shown = page(client, upload(REGENCY | {"DATA UTAMA": [person(NAMA="CONTOH BARU")]}), bagian="berubah")

    assert "CONTOH PEGAWAI" in shown
    assert "CONTOH BARU" in shown


@pytest.mark.parametrize("rows", [1, 3])
def test_the_preview_asks_a_constant_number_of_queries(client, upload, rows, django_assert_num_queries):
    run = upload(with_person(RW_SKP=[rating(year=2020 + year, PREDIKAT="CUKUP") for year in range(rows)]))

    with django_assert_num_queries(9):
        shown = page(client, run)

    assert shown.count("PREDIKAT tidak dikenal") == rows


def test_a_long_section_is_paged(client, upload):
    run = upload(with_person(RW_SKP=[rating(year=1971 + n, PREDIKAT="CUKUP") for n in range(55)]))

    first = client.get(run.get_absolute_url())
    second = page(client, run, halaman=first.context["page"].next)

    assert first.content.decode().count("PREDIKAT tidak dikenal") == 50
    assert second.count("PREDIKAT tidak dikenal") == 5


def test_one_sheet_of_a_section_can_be_looked_at_alone(client, upload):
    run = upload(with_person(RW_SKP=[rating()]))

    assert [
        line.sheet
        for line in client.get(run.get_absolute_url(), {"bagian": "baru", "lembar": "RW SKP"}).context["page"]
    ] == ["RW SKP"]


@pytest.mark.parametrize("query", ["bagian=lain", "lembar=%00", "halaman=xyz", "bagian=baru&lembar=TIDAK+ADA"])
def test_a_made_up_address_shows_a_page_all_the_same(client, upload, query):
    run = upload(REGENCY)

    assert client.get(f"{run.get_absolute_url()}?{query}").status_code == 200


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"NIP;NAMA", "CSV"), (b"", "kosong"), (b"PK\x03\x04rusak", "rusak atau terpotong")],
)
def test_what_is_no_workbook_is_refused_on_the_form_at_once(client, officer, content, said):
    response = client.post(START, {"workbook": SimpleUploadedFile("data.xlsx", content)})

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not ImportRun.objects.exists()
    assert not Job.objects.exists()


def test_no_file_at_all_is_told(client, officer):
    response = client.post(START, {})

    assert response.status_code == 422
    assert "workbook" in response.context["form"].errors


def test_the_history_names_file_state_and_who(client, upload, officer):
    upload(REGENCY)

    shown = client.get(START).content.decode()

    assert "siasn.xlsx" in shown
    assert "Menunggu persetujuan" in shown
    assert str(officer) in shown


def test_while_the_job_runs_the_page_shows_progress_and_htmx_asks_for_the_piece(client, upload):
    run = upload(REGENCY)
    ImportRun.objects.filter(pk=run.pk).update(status=Status.CHECKING)
    Job.objects.filter(pk=run.job_id).update(status=Job.Status.RUNNING)

    assert 'hx-trigger="every 2s"' in page(client, run)
    piece = client.get(run.get_absolute_url(), headers={"HX-Request": "true", "HX-Target": "kemajuan"})
    assert b"<html" not in piece.content

    ImportRun.objects.filter(pk=run.pk).update(status=Status.READY)
    ended = client.get(run.get_absolute_url(), headers={"HX-Request": "true", "HX-Target": "kemajuan"})
    assert ended["HX-Refresh"] == "true"


def test_a_check_that_broke_off_can_be_cancelled(client, upload):
    run = upload(REGENCY)
    ImportRun.objects.filter(pk=run.pk).update(status=Status.CHECKING)

    assert "Pemeriksaan berhenti sebelum selesai" in page(client, run)
    client.post(reverse("imports:cancel", args=[run.pk]))

    assert ImportRun.objects.get().status == Status.CANCELLED


def test_a_storing_that_broke_off_can_be_confirmed_again(client, upload, officer, django_capture_on_commit_callbacks):
    run = upload(REGENCY)
    ImportRun.objects.filter(pk=run.pk).update(status=Status.STORING, confirmed_by=officer)

    assert "Simpan semua" in page(client, run)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("imports:confirm", args=[run.pk]), {"yang": "semua"})

    assert ImportRun.objects.get().status == Status.DONE
    assert Employee.objects.exists()


def test_ten_posts_give_one_import(client, upload, django_capture_on_commit_callbacks):
    run = upload(REGENCY)

    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(10):
            client.post(reverse("imports:confirm", args=[run.pk]), {"yang": "semua"})

    assert Job.objects.filter(task="employees.store_import").count() == 1
    assert Employee.objects.count() == 1


def test_refused_rows_are_asked_for_once(client, upload):
    run = upload(BROKEN)

    first = client.post(reverse("imports:rejected", args=[run.pk]))
    again = client.post(reverse("imports:rejected", args=[run.pk]))

    assert first.url == again.url == Job.objects.get(task="employees.export_rejected").get_absolute_url()


def test_where_nothing_was_refused_there_is_nothing_to_hand_back(client, upload):
    run = upload(REGENCY)

    assert "Unduh baris yang ditolak" not in page(client, run)
    assert client.post(reverse("imports:rejected", args=[run.pk])).url == run.get_absolute_url()


PAGES = ["imports:detail", "imports:confirm", "imports:cancel", "imports:rejected"]


@pytest.mark.parametrize(
    "permissions", [(), ("employees.view_all_units",), ("employees.import_workbook", "employees.view_own_units")]
)
@pytest.mark.parametrize("name", PAGES)
def test_who_may_not_import_for_all_units_is_refused(client, upload, name, permissions):
    run = upload(REGENCY)
    client.force_login(make_user(*permissions))

    method = client.get if name == "imports:detail" else client.post
    assert method(reverse(name, args=[run.pk])).status_code == 403
    assert client.get(START).status_code == 403
    assert client.post(START, {}).status_code == 403
    assert ImportRun.objects.get().status == Status.READY


@pytest.mark.parametrize("name", PAGES[1:])
def test_asking_changes_nothing(client, upload, name):
    run = upload(REGENCY)

    assert client.get(reverse(name, args=[run.pk])).status_code == 405
    assert ImportRun.objects.get().status == Status.READY


def test_an_import_that_is_not_there_is_not_found(client, officer):
    assert client.get("/impor/999/").status_code == 404
