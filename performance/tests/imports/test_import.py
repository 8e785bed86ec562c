import io
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from employees.models import AnnualRating, Employee
from employees.tests.factories import make_employee, make_unit
from employees.tests.imports.workbooks import write
from performance import tasks
from performance.imports.services import RATINGS
from performance.models import RatingImport
from performance.tests.credits.factories import make_final, make_functional
from simpeg import roles
from simpeg.audit.models import Entry, ReadEntry
from simpeg.imports import process
from simpeg.imports.process import MOVED
from simpeg.jobs.models import Job
from simpeg.jobs.services import submit
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
NEXT_YEAR = timezone.localdate().year + 1


def row(person, year=2024, predikat="BAIK", **more):
    nip = person if isinstance(person, str) else person.nip
    return {"NIP BARU": nip, "TAHUN": year, "PREDIKAT": predikat} | more


def book(tmp_path, *rows, sheet="RW SKP"):
    return write(tmp_path / "predikat.xlsx", {sheet: list(rows)})


def run(path, *options):
    """(exit code, what was said) of the command."""
    said = io.StringIO()
    try:
        call_command("appraisal_import", str(path), *options, stdout=said, stderr=said)
    except SystemExit as end:
        return end.code, said.getvalue()
    return 0, said.getvalue()


def ratings():
    return list(AnnualRating.objects.order_by("employee", "year").values_list("year", "rating", "score", "scale"))


def test_predikat_of_a_year_come_into_the_files(tmp_path):
    a, b = make_employee(ratings={2024: 3}), make_employee(ratings={2024: 2})
    c = make_employee()
    path = book(tmp_path, row(a), row(b), row(c, predikat=" sangat  baik "))

    code, said = run(path)

    assert (code, said) == (0, "Tersimpan: 1 predikat baru, 1 berubah, 1 tetap, 0 baris ditolak.\n")
    assert [rating for _, rating, _, _ in ratings()] == [2, 2, 1]
    entry = Entry.objects.of(a.ratings.get()).first()
    assert entry.reason == "Impor predikat predikat.xlsx"
    assert run(path) == (0, "Tersimpan: 0 predikat baru, 0 berubah, 3 tetap, 0 baris ditolak.\n")


def test_nothing_is_kept_where_a_row_is_refused_unless_asked(tmp_path):
    good = make_employee()
    path = book(tmp_path, row(good), row("199001012020011999"), row(good, 2023, "Cukup"))

    code, said = run(path)

    assert code == 1
    assert "DITOLAK baris 3, NIP BARU ('199001012020011999'): NIP 199001012020011999 tidak ada di SIMPEG." in said
    assert "DITOLAK baris 4, PREDIKAT ('CUKUP'): Predikat 2023 salah satu dari: SANGAT BAIK, BAIK" in said
    assert said.endswith("Perbaiki barisnya, atau ulangi dengan --keep-good.\n")
    assert ratings() == []
    code, said = run(path, "--keep-good")
    assert (code, ratings()) == (1, [(2024, 2, None, "")])
    assert said.endswith("Tersimpan: 1 predikat baru, 0 berubah, 0 tetap, 2 baris ditolak.\n")


def test_a_dry_run_writes_nothing(tmp_path):
    path = book(tmp_path, row(make_employee()))

    assert run(path, "--dry-run") == (
        0, "Hanya diperiksa, tidak ada yang disimpan: 1 predikat baru, 0 berubah, 0 tetap, 0 baris ditolak.\n"
    )  # fmt: skip
    assert ratings() == []


def test_headers_and_the_name_of_the_sheet_are_taken_as_people_write_them(tmp_path):
    person = make_employee()
    path = write(tmp_path / "a.xlsx", {"Sheet1": [{"nip_baru": person.nip, "Predikat": "baik", "Catatan": "x"}]})

    code, said = run(path, "--year", "2023")

    assert (code, ratings()) == (0, [(2023, 2, None, "")])
    assert "PERIKSA kolom Catatan tidak dikenal dan tidak dibaca." in said
    assert run(path)[0] == 2  # without a year


def test_old_numbers_are_kept_with_their_scale(tmp_path):
    person = make_employee()
    path = book(
        tmp_path, row(person, 2019, None, NILAI=87.5), row(person, 2021, "BAIK", NILAI="112,25", SKALA="pp 30/2019")
    )

    code, _ = run(path)

    assert code == 0
    assert ratings() == [(2019, 2, Decimal("87.50"), "PP 46/2011"), (2021, 2, Decimal("112.25"), "PP 30/2019")]
    assert person.ratings.get(year=2019).said == "Baik (nilai 87,50; PP 46/2011)"
    assert run(path)[1] == "Tersimpan: 0 predikat baru, 0 berubah, 2 tetap, 0 baris ditolak.\n"


def test_every_bad_cell_is_told_with_its_row_and_column(tmp_path):
    person = make_employee(cpns_since=date(2020, 1, 1))
    final = make_functional()
    make_final(final, 1, year=2025)
    path = book(
        tmp_path, row(person, 2024), row(person, 2024, "KURANG"), row(person, 2019), row(person, NEXT_YEAR),
        row(person, 9999), row(person, "dua ribu"), row(person, 2**63), row(person, 2023, "LUMAYAN"),
        row("123", 2023), row("1990010120200١1999", 2023),
        row(person, None), row(final, 2025), row(person, 2022, NILAI=90), row(person, 2021, NILAI=-1),
        row(person, 2021, NILAI="sembilan"), row(person, 2021, NILAI=80, SKALA="PP 1/1900"),
    )  # fmt: skip

    code, said = run(path)

    assert code == 1
    lines = {int(line.split()[2].rstrip(",")): line for line in said.splitlines() if line.startswith("DITOLAK")}
    told = {
        3: "sudah ada pada baris 2", 4: "Pegawai ini baru diangkat pada 2020", 5: f"Tahun {NEXT_YEAR} belum tiba",
        6: "TAHUN harus antara 1970 dan 2100", 7: "TAHUN harus berupa angka bulat", 8: "TAHUN harus",
        9: "PREDIKAT tidak dikenal", 10: "NIP harus 18 angka; di sini ada 3", 11: "NIP", 12: "TAHUN wajib diisi",
        13: "sudah final di SIMPEG", 14: "Tahun 2022 dinilai tanpa angka", 15: "NILAI tidak boleh negatif",
        16: "NILAI harus berupa angka", 17: "SKALA tidak dikenal",
    }  # fmt: skip
    assert {number for number in told if told[number] not in lines.get(number, "")} == set()
    assert set(lines) == set(told)
    assert AnnualRating.objects.filter(employee=person).count() == 0


def test_what_is_no_workbook_is_said_so(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"NIP;TAHUN")

    assert run(path)[0] == 2
    assert run(write(tmp_path / "b.xlsx", {"RW SKP": [{"A": 1}]}))[0] == 2
    with pytest.raises(CommandError, match="Tahun antara"):
        run(path, "--year", "2999")


def test_many_rows_cost_no_more_statements_than_few(tmp_path):
    unit, model = make_unit(), make_employee()
    people = Employee.objects.bulk_create(
        Employee(nip=f"{19500000 + n:08d}2010011{n % 1000:03d}", name=f"Pegawai {n}", unit=unit, grade=model.grade,
                 grade_since=model.grade_since, first_grade=model.first_grade, birth_date=date(1985, 1, 1),
                 cpns_since=date(2010, 1, 1), pns_since=date(2011, 1, 1), sex="F", status="PNS", standing="01")
        for n in range(400)
    )  # fmt: skip
    asked = []
    for year, number in ((2023, 4), (2024, 400)):
        path = book(tmp_path, *[row(person, year) for person in people[:number]])
        with CaptureQueriesContext(connection) as statements:
            assert run(path)[0] == 0
        asked.append(len(statements))

    assert asked[0] == asked[1]
    assert AnnualRating.objects.count() == 404


# -- The page ----------------------------------------------------------------------------------------------------


@pytest.fixture
def officer():
    client = Client()
    client.force_login(make_user(role=roles.PERFORMANCE_OFFICER.name))
    return client


def upload(path, **more):
    name = "predikat 2024.xlsx"
    return {"workbook": SimpleUploadedFile(name, path.read_bytes()), "year": ""} | more


def bring(client, path, capture, **more):
    with capture(execute=True):
        answer = client.post(reverse("rating_imports:start"), upload(path, **more))
    assert answer.status_code == 302, answer.content.decode()
    return RatingImport.objects.latest("pk")


def test_the_officer_brings_looks_and_keeps(officer, tmp_path, django_capture_on_commit_callbacks):
    a, b = make_employee(ratings={2024: 3}), make_employee()
    found = bring(officer, book(tmp_path, row(a), row(b)), django_capture_on_commit_callbacks)
    page = officer.get(found.get_absolute_url()).content.decode()

    assert found.status == RatingImport.Status.READY
    assert "Butuh Perbaikan" in page
    assert ReadEntry.objects.get().employee == a.pk  # whose predikat it shows
    assert "Simpan semua" in page
    assert AnnualRating.objects.count() == 1
    stored = found.file.path
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(reverse("rating_imports:keep", args=[found.pk]))

    found.refresh_from_db()
    assert (found.status, found.file.name, a.ratings.get().rating) == (RatingImport.Status.DONE, "", 2)
    assert Job.objects.latest("pk").result["said"] == "1 predikat baru dan 1 perubahan tersimpan."
    assert not Path(stored).exists()
    officer.post(reverse("rating_imports:keep", args=[found.pk]))
    assert AnnualRating.objects.count() == 2


def test_sound_rows_alone_are_kept_only_where_somebody_says_so(officer, tmp_path, django_capture_on_commit_callbacks):
    found = bring(officer, book(tmp_path, row(make_employee()), row("123")), django_capture_on_commit_callbacks)
    url = reverse("rating_imports:keep", args=[found.pk])

    assert "NIP harus 18 angka" in officer.get(found.get_absolute_url()).content.decode()
    officer.post(url)
    assert AnnualRating.objects.count() == 0
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(url, {"yang": "sah"})
    assert AnnualRating.objects.count() == 1


def test_all_refused_rows_are_taken_along_mended_and_sent_again(
    officer, tmp_path, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(process, "LINES_KEPT", 1)
    formula = '=HYPERLINK("http://contoh.id","KLIK")'
    good, bad = make_employee(), make_employee()
    rows = [row(good), row(bad, 2023, "LUMAYAN", CATATAN=formula), row("123", 9999), row(bad, 2024, "LUMAYAN")]
    found = bring(officer, book(tmp_path, *rows), django_capture_on_commit_callbacks)
    keep, refused = (reverse(f"rating_imports:{name}", args=[found.pk]) for name in ("keep", "refused"))
    page = officer.get(found.get_absolute_url()).content.decode()
    assert ("Unduh 3 baris yang ditolak" in page, "Yang tampil 1 yang pertama dari 4 kesalahan" in page) == (True, True)
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(keep, {"yang": "sah"})
        answer = officer.post(refused)
    job = Job.objects.get(task="performance.export_refused")

    assert answer.url == job.get_absolute_url()
    assert (job.status, job.file_name, job.result) == ("DONE", "ditolak-predikat 2024.xlsx", {"rows": 3})
    with job.file.open("rb") as handle:
        returned = openpyxl.load_workbook(handle)
    assert str(job.requested_by) in returned.properties.creator
    header, first, second, third = returned["RW SKP"].iter_rows()
    assert [cell.value for cell in header] == ["NIP BARU", "TAHUN", "PREDIKAT", "CATATAN", "ALASAN DITOLAK"]
    assert [cell.value for cell in first[:4]] == [bad.nip, 2023, "LUMAYAN", formula]
    assert (first[0].number_format, first[3].data_type) == ("@", "s")
    assert first[4].value.startswith("Baris 3. PREDIKAT: PREDIKAT tidak dikenal.")
    assert ("NIP BARU: NIP harus 18 angka" in second[4].value, "TAHUN: TAHUN harus" in second[4].value) == (True, True)

    first[2].value = third[2].value = "BAIK"
    returned["RW SKP"].delete_rows(3)
    returned.save(tmp_path / "diperbaiki.xlsx")
    again = bring(officer, tmp_path / "diperbaiki.xlsx", django_capture_on_commit_callbacks)
    assert (again.counts["new"], again.counts["refused"], again.counts["unknown"]) == (2, 0, ["CATATAN"])


def test_refused_rows_are_there_for_a_day_and_then_said_to_be_gone(
    officer, tmp_path, django_capture_on_commit_callbacks
):
    found = bring(officer, book(tmp_path, row(make_employee()), row("123")), django_capture_on_commit_callbacks)
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(reverse("rating_imports:keep", args=[found.pk]), {"yang": "sah"})
    found.refresh_from_db()
    assert (found.status, found.has_refused_rows) == ("DONE", True)
    with django_capture_on_commit_callbacks(execute=True):
        assert RATINGS.purge(now=timezone.now() + timedelta(hours=25)) == 1

    page = officer.post(reverse("rating_imports:refused", args=[found.pk]), follow=True).content.decode()
    job = submit(tasks.export_refused, by=make_user(), title="Ditolak", run=found.pk)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.export_refused(job_id=job.pk)
    job.refresh_from_db()

    assert "Baris yang ditolak tidak tersedia lagi." in page
    assert "Unduh baris yang ditolak" not in page
    assert (job.status, "sudah dihapus" in job.error) == ("FAILED", True)
    assert RatingImport.objects.get().status == "DONE"


def test_what_moved_meanwhile_is_shown_again_and_not_kept(officer, tmp_path, django_capture_on_commit_callbacks):
    person = make_employee()
    found = bring(officer, book(tmp_path, row(person)), django_capture_on_commit_callbacks)
    AnnualRating.objects.create(employee=person, year=2024, rating=5)

    with django_capture_on_commit_callbacks(execute=True):
        officer.post(reverse("rating_imports:keep", args=[found.pk]))

    found.refresh_from_db()
    assert (found.status, found.message, person.ratings.get().rating) == ("READY", MOVED, 5)


def test_a_workbook_that_vanished_from_storage_is_asked_for_again(
    officer, tmp_path, django_capture_on_commit_callbacks
):
    person = make_employee()
    found = bring(officer, book(tmp_path, row(person)), django_capture_on_commit_callbacks)
    found.file.storage.delete(found.file.name)

    with django_capture_on_commit_callbacks(execute=True):
        officer.post(reverse("rating_imports:keep", args=[found.pk]))

    job = Job.objects.get(task="performance.keep_ratings")
    assert (job.status, job.error) == ("FAILED", "Buku kerjanya sudah dihapus. Unggah sekali lagi.")
    assert not person.ratings.exists()


def test_an_import_is_given_up_by_hand_or_after_a_day(officer, tmp_path, django_capture_on_commit_callbacks):
    path = book(tmp_path, row(make_employee()))
    first = bring(officer, path, django_capture_on_commit_callbacks)
    second = bring(officer, path, django_capture_on_commit_callbacks)

    officer.post(reverse("rating_imports:cancel", args=[first.pk]))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE performance_ratingimport SET changed_at = now() - interval '25 hours' WHERE file <> ''")
    gone = RATINGS.purge()

    assert gone == 1
    assert set(RatingImport.objects.values_list("status", "file")) == {("CANCELLED", "")}
    assert second.pk != first.pk
    assert officer.post(reverse("rating_imports:keep", args=[first.pk])).status_code == 302
    assert AnnualRating.objects.count() == 0


@pytest.mark.parametrize(
    "more",
    [{"workbook": ""}, {"workbook": SimpleUploadedFile("a.xlsx", b"tidak")}, {"year": "2999"}, {"year": "abad"},
     {"year": str(2**70)}],
)  # fmt: skip
def test_a_bad_upload_is_refused(officer, tmp_path, more):
    answer = officer.post(reverse("rating_imports:start"), upload(book(tmp_path, row("123")), **more))

    assert answer.status_code == 422
    assert not RatingImport.objects.exists()


def test_nobody_else_imports():
    client = Client()
    client.force_login(make_user(role=roles.OPD_OFFICER.name))

    assert client.get(reverse("rating_imports:start")).status_code == 403
