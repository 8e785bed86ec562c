"""`manage.py import_workbook`: its exit codes, its words, its JSON."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from employees.models import AnnualRating, Employee, Unit
from employees.tests.imports.workbooks import REGENCY, person, rating, unit, with_person
from simpeg.audit.models import Entry

pytestmark = pytest.mark.django_db
BROKEN = with_person(RW_SKP=[rating(), rating(year=2024, PREDIKAT="CUKUP")])


def run(path, *options):
    """The exit code, and what was written to stdout and stderr."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_workbook", str(path), *options, stdout=out, stderr=err)
    except SystemExit as ended:
        return ended.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_a_sound_workbook_is_stored_whole(book):
    code, told, _ = run(book(REGENCY))

    assert code == 0
    assert "2 baris baru dan 0 baris berubah disimpan; tidak ada yang ditolak." in told
    assert Employee.objects.count() == 1
    entry = Entry.objects.filter(table="employees_employee").get()
    assert (entry.reason, entry.action) == ("Impor buku kerja contoh.xlsx", "INSERT")


def test_one_refused_row_keeps_everything_out(book):
    code, told, _ = run(book(BROKEN))

    assert code == 1
    assert "DITOLAK RW SKP baris 3, PREDIKAT ('CUKUP'): PREDIKAT tidak dikenal." in told
    assert "Tidak ada yang disimpan karena 1 baris ditolak." in told
    assert not Employee.objects.exists()
    assert not Unit.objects.exists()


def test_the_sound_rows_are_stored_when_asked_and_the_refused_ones_told(book):
    code, told, _ = run(book(BROKEN), "--valid-only")

    assert code == 1
    assert "DITOLAK RW SKP baris 3" in told
    assert AnnualRating.objects.get().year == 2025


def test_a_dry_run_shows_what_would_change_and_stores_nothing(book):
    run(book(REGENCY))

    code, told, _ = run(book(REGENCY | {"DATA UTAMA": [person(NAMA="CONTOH BARU")]}), "--dry-run")

    assert code == 0
    assert "CONTOH BARU), NAMA: CONTOH PEGAWAI -> CONTOH BARU" in told
    assert "Hanya diperiksa, tidak ada yang disimpan" in told
    assert Employee.objects.get().name == "CONTOH PEGAWAI"


def test_a_warning_does_not_change_the_exit_code(book):
    code, told, _ = run(book(REGENCY | {"DATA UTAMA": [person(**{"TANGGAL LAHIR": "02-01-1985"})]}))

    assert code == 0
    assert "PERIKSA DATA UTAMA baris 2, TANGGAL LAHIR ('1985-01-02'): CON_2" in told


def test_json_tells_every_issue_and_the_counts(book):
    code, told, _ = run(book(BROKEN), "--json")

    answer = json.loads(told)
    assert code == 1
    assert (answer["stored"], answer["dry_run"], answer["rejected"]) == (False, False, 1)
    assert answer["counts"]["RW SKP"] == {
        "rows": 2, "new": 1, "changed": 0, "same": 0, "rejected": 1, "warnings": 0,
    }  # fmt: skip
    assert answer["issues"] == [
        {
            "sheet": "RW SKP",
            "row": 3,
            "column": "PREDIKAT",
            "value": "CUKUP",
            "level": "error",
            "kind": "unknown predikat",
            "message": "PREDIKAT tidak dikenal. Isi dengan salah satu dari: "
            "SANGAT BAIK, BAIK, BUTUH PERBAIKAN, KURANG, SANGAT KURANG.",
        }
    ]
    assert answer["changes"] == []


def test_json_tells_each_change(book):
    run(book(REGENCY))

    _, told, _ = run(book({"UNOR": [unit(NAMA="Dinas Baru")]}), "--json", "--dry-run")

    assert json.loads(told)["changes"] == [
        {
            "sheet": "UNOR",
            "row": 2,
            "subject": "U-1 · Dinas Baru",
            "column": "NAMA",
            "old": "Dinas Contoh",
            "new": "Dinas Baru",
        }
    ]


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_what_is_no_workbook_ends_with_2_and_a_sentence(tmp_path, options):
    path = tmp_path / "data.xlsx"
    path.write_text("NIP;NAMA\n")

    code, told, warned = run(path, *options)

    assert code == 2
    sentence = json.loads(told)["error"] if options else warned
    assert sentence.startswith("File ini teks biasa (misalnya CSV)")


def test_a_file_that_is_not_there_ends_with_2(tmp_path):
    code, _, warned = run(tmp_path / "tidak-ada.xlsx")

    assert (code, warned.strip()) == (2, "File tidak-ada.xlsx tidak ditemukan.")


def test_a_workbook_of_other_sheets_ends_with_2(book):
    code, _, warned = run(book({"Lembar1": [{"A": 1}]}))

    assert code == 2
    assert "tidak memuat satu pun lembar yang dikenal" in warned


def test_long_lists_are_shortened_for_people(book):
    sheets = with_person(RW_SKP=[rating(year=year, PREDIKAT="CUKUP") for year in range(1971, 2026)])

    _, told, _ = run(book(sheets))

    assert told.count("DITOLAK RW SKP") == 50
    assert "... dan 5 lainnya" in told
