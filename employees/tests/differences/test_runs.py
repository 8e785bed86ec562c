"""An export laid beside our records: found once, kept across uploads, settled when it is gone."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from employees.differences import runs
from employees.models import ComparisonRun, Difference, Employee, GradeRecord
from employees.tests.imports.workbooks import (
    NIP,
    OTHER_NIP,
    REGENCY,
    appointment,
    course,
    grade,
    person,
    rating,
    sanction,
    unit,
    with_person,
)  # fmt: skip
from simpeg.imports.package import NotAWorkbook
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
FULL = with_person(
    RW_GOLONGAN=[grade()],
    RW_JABATAN=[appointment()],
    RW_SKP=[rating(), rating(year=2024)],
    RW_HUKDIS=[sanction()],
    RW_DIKLAT=[course()],
)


def test_what_we_hold_ourselves_gives_no_difference(load, compare):
    load(FULL)

    run = compare(FULL)

    assert run.status == "DONE"
    assert run.outcome == {"found": 0, "kept": 0, "new": 0, "changed": 0, "settled": 0, "people": 1}
    assert not Difference.objects.exists()


CELLS = [
    ("DATA UTAMA", "NAMA", "CONTOH LAIN"),
    ("DATA UTAMA", "TANGGAL LAHIR", "02-01-1985"),
    ("DATA UTAMA", "GOL AKHIR ID", "34"),
    ("DATA UTAMA", "UNOR ID", "U-9"),
    ("DATA UTAMA", "KEDUDUKAN HUKUM ID", "03"),
    ("RW GOLONGAN", "GOLONGAN ID", "32"),
    ("RW GOLONGAN", "MK TAHUN", 11),
    ("RW GOLONGAN", "TMT GOLONGAN", "01-10-2022"),
    ("RW JABATAN", "JABATAN NAMA", "Pengelola Data"),
    ("RW JABATAN", "PENUGASAN", "PLT"),
    ("RW SKP", "PREDIKAT", "KURANG"),
    ("RW HUKDIS", "TGL SELESAI", "30-11-2024"),
    ("RW HUKDIS", "TGL MULAI", "02-01-2024"),
    ("RW DIKLAT", "NAMA", "Pelatihan Lain"),
    ("RW DIKLAT", "TGL MULAI", None),
    ("RW DIKLAT", "JP", 41),
]


@pytest.mark.parametrize(("sheet", "column", "value"), CELLS)
def test_each_changed_cell_gives_exactly_one_difference(load, compare, sheet, column, value):
    load(FULL)
    changed = FULL | {sheet: [FULL[sheet][0] | {column: value}, *FULL[sheet][1:]]}

    compare(changed)

    (found,) = Difference.objects.all()
    assert (found.sheet, found.column, found.kind, found.nip) == (sheet, column, "FIELD", NIP)
    assert found.ours != found.theirs


def test_a_difference_says_what_both_sides_say(load, compare):
    load(FULL)

    compare(FULL | {"RW GOLONGAN": [grade(**{"GOLONGAN ID": "32"})]})

    found = Difference.objects.get()
    assert (found.key, found.ours, found.theirs) == ("2022-04-01", "III/c", "III/b")
    assert found.record_id == GradeRecord.objects.get().pk
    assert found.values == {"old": {"grade_id": 33}, "new": {"grade_id": 32}}


def test_rows_that_only_one_side_has_are_told(load, compare):
    load(FULL)

    compare(FULL | {"RW SKP": [rating(year=2023, PREDIKAT="KURANG"), rating(year=2024)]})

    found = Difference.objects.order_by("key").values_list("kind", "key", "ours", "theirs")
    assert list(found) == [
        ("THEIRS", "2023", "", "PREDIKAT: KURANG; TAHUN: 2023"),
        ("OURS", "2025", "PREDIKAT: BAIK; TAHUN: 2025", ""),
    ]


def test_sheets_and_columns_that_an_export_lacks_are_left_alone(load, compare):
    load(FULL)

    compare({"RW SKP": [{"NIP BARU": NIP, "TAHUN": 2025, "PREDIKAT": "BAIK"}, rating(year=2024)]})
    compare({"RW GOLONGAN": [{"NIP BARU": NIP, "GOLONGAN ID": "33", "TMT GOLONGAN": "01-04-2022", "MK TAHUN": 12,
                              "MK BULAN": 3}]})  # fmt: skip

    assert not Difference.objects.exists()


def test_people_only_there_and_only_here_are_told_once_without_their_histories(load, compare):
    load(FULL)

    compare({"DATA UTAMA": [person(OTHER_NIP, NAMA="ORANG LAIN")], "RW SKP": [rating(OTHER_NIP)]})

    found = Difference.objects.order_by("kind").values_list("kind", "nip", "subject", "sheet")
    assert list(found) == [
        ("OURS", NIP, "CONTOH PEGAWAI", "DATA UTAMA"),
        ("THEIRS", OTHER_NIP, "ORANG LAIN", "DATA UTAMA"),
    ]


def test_an_export_of_some_people_says_nothing_of_the_others(load, compare):
    load(FULL | {"DATA UTAMA": [person(), person(OTHER_NIP)]})

    compare(REGENCY, scope="SOME")

    assert not Difference.objects.exists()


def test_a_row_that_cannot_be_read_is_told_and_leaves_its_person_open(load, compare):
    load(FULL)

    run = compare(FULL | {"RW SKP": [rating(year=2024, PREDIKAT="CUKUP"), rating()]})

    assert not Difference.objects.exists()
    assert list(run.lines.values_list("sheet", "row", "column", "value")) == [("RW SKP", 2, "PREDIKAT", "CUKUP")]


def test_a_row_without_a_readable_nip_keeps_us_from_saying_who_is_missing(load, compare):
    load(FULL)

    compare({"DATA UTAMA": [person("19850101201001100")]})

    assert not Difference.objects.exists()


def test_words_of_data_utama_are_compared_with_the_histories_and_with_what_siasn_said_before(load, compare):
    words = {
        "JABATAN NAMA": "Pengolah Data",
        "TMT JABATAN": "02-01-2020",
        "KPKN NAMA": "KPPN Mamuju",
        "ESELON ID": "99",
    }
    load(FULL | {"DATA UTAMA": [person(**words)]})

    compare(FULL | {"DATA UTAMA": [person(**words)]})
    assert not Difference.objects.exists()
    compare(FULL | {"DATA UTAMA": [person(**words | {"JABATAN NAMA": "Arsiparis", "KPKN NAMA": "KPPN Majene"})]})

    found = Difference.objects.order_by("column").values_list("column", "ours", "theirs")
    assert list(found) == [("JABATAN NAMA", "Pengolah Data", "Arsiparis"), ("KPKN NAMA", "KPPN Mamuju", "KPPN Majene")]


def test_a_unit_that_nobody_knows_is_a_difference_and_no_refusal(load, compare):
    load(FULL)

    compare({"DATA UTAMA": [person(**{"UNOR ID": "U-ASING"})]})

    found = Difference.objects.get()
    assert (found.ours, found.theirs) == ("Dinas Contoh", "U-ASING (tidak dikenal di SIMPEG)")


def test_units_are_compared_too(load, compare):
    load(FULL)

    compare({"UNOR": [unit(NAMA="Dinas Percontohan")]})

    found = Difference.objects.get()
    assert (found.sheet, found.key, found.column, found.employee) == ("UNOR", "U-1", "NAMA", None)


NAME = {"DATA UTAMA": [person(NAMA="CONTOH LAIN")]}


def decided(found, user):
    Difference.objects.filter(pk=found.pk).update(
        decision="OURS", decided_by=user, decided_at=timezone.now(), reason="Sesuai akta"
    )


def test_the_same_difference_keeps_its_decision_across_uploads(load, compare, officer):
    load(FULL)
    compare(NAME)
    found = Difference.objects.get()
    decided(found, officer)

    second = compare(NAME)

    found = Difference.objects.get()
    assert (found.decision, found.last_run, found.first_run != second) == ("OURS", second, True)
    assert second.outcome["kept"] == 1


def test_other_values_come_up_again_beside_the_old_decision(load, compare, officer):
    load(FULL)
    compare(NAME)
    old = Difference.objects.get()
    decided(old, officer)

    run = compare({"DATA UTAMA": [person(NAMA="CONTOH KETIGA")]})

    old.refresh_from_db()
    new = Difference.objects.open().get()
    assert (old.settled_as, old.settled_run) == ("CHANGED", run)
    assert (new.decision, new.previous, new.theirs) == ("", old, "CONTOH KETIGA")


def test_what_vanished_is_settled_by_the_run_that_showed_it(load, compare):
    load(FULL)
    compare(NAME)

    run = compare(REGENCY)

    found = Difference.objects.get()
    assert (found.settled_as, found.settled_run) == ("AGREED", run)
    assert run.outcome["settled"] == 1


def test_silence_of_an_export_that_does_not_cover_it_settles_nothing(load, compare):
    load(FULL | {"DATA UTAMA": [person(), person(OTHER_NIP)]})
    compare(NAME, scope="SOME")

    compare({"DATA UTAMA": [person(OTHER_NIP)]}, scope="SOME")
    compare({"RW SKP": [rating(), rating(year=2024)]}, scope="SOME")
    compare({"DATA UTAMA": [person(**{"TANGGAL LAHIR": "32-01-1985"})]}, scope="SOME")

    assert Difference.objects.get().settled_at is None


def test_a_person_who_appears_settles_that_he_was_missing(load, compare):
    load(FULL | {"DATA UTAMA": [person(), person(OTHER_NIP)]})
    compare(REGENCY)
    assert Difference.objects.get().kind == "OURS"

    compare({"DATA UTAMA": [person(OTHER_NIP)]}, scope="SOME")

    assert Difference.objects.get().settled_as == "AGREED"


def test_comparing_writes_nothing_into_the_records(load, compare):
    load(FULL)
    before = Employee.objects.values().get()

    compare(NAME | {"RW SKP": [rating(year=2020)], "UNOR": [unit("U-2")]})

    assert Employee.objects.values().get() == before


def test_comparing_again_what_is_done_does_nothing(load, compare):
    load(FULL)
    run = compare(NAME)

    runs.compare(run, tell=lambda *_: None)

    assert Difference.objects.count() == 1


def test_only_writing_is_told_apart(load, compare):
    load(FULL)

    compare({"DATA UTAMA": [person(NAMA="Contoh-Pegawai")]})

    assert Difference.objects.get().only_writing


@pytest.mark.parametrize(("hours", "gone"), [(23, 0), (25, 1)])
def test_files_go_a_day_after_their_comparison(load, compare, hours, gone):
    load(FULL)
    compare(NAME)

    assert runs.purge(now=timezone.now() + timedelta(hours=hours)) == gone
    assert bool(ComparisonRun.objects.get().file) is not bool(gone)
    assert Difference.objects.count() == 1


HEADER = "|".join(person()).encode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "kosong"),
        (b"NIP BARU;NAMA;UMUR", "titik koma"),
        (b"NIP BARU|NA\x00MA", "NUL"),
        (b"%PDF-1.7", "PDF"),
        (b"<html><body>", "halaman web"),
        (b"PK\x03\x04rusak", "rusak"),
        ("NIP BARU|NAMA\n".encode("utf-16"), "Kolom wajib"),
        (HEADER + b'\n1|"tidak ditutup', "tanda kutip"),
        (HEADER + b"\n1|" + b"x" * 200_000, "lebih panjang"),
        (b"\x81\x8d|\x8f\xff", "tidak dapat dibaca"),
    ],
)
def test_what_is_no_export_is_refused_in_a_sentence(officer, content, said):
    run = runs.keep_export(ContentFile(content, "siasn.csv"), scope="SOME", by=officer)

    with pytest.raises(NotAWorkbook, match=said):
        runs.compare(run, tell=lambda *_: None)

    run.refresh_from_db()
    assert run.status == "REFUSED"
    assert said in run.message
    assert not Difference.objects.exists()


def test_only_who_reads_all_units_and_differences_sees_them(load, compare):
    load(FULL)
    run = compare(NAME)
    reader = make_user("employees.view_difference", "employees.view_all_units")
    stranger = make_user("employees.view_difference", "employees.view_own_units")

    assert list(ComparisonRun.objects.visible_to(reader)) == [run]
    assert Difference.objects.visible_to(reader).count() == 1
    assert not ComparisonRun.objects.visible_to(stranger).exists()
    assert not Difference.objects.visible_to(stranger).exists()


def test_a_number_written_with_other_zeros_is_the_same_number(load, compare):
    credit = {"NIP BARU": NIP, "JENJANG": "MU", "TGL PENETAPAN": "01-02-2024", "AK KUMULATIF": 87.5}
    load(with_person(RW_ANGKA_KREDIT=[credit]))

    compare(with_person(RW_ANGKA_KREDIT=[credit | {"JENJANG": "MA", "AK KUMULATIF": "87,500"}]))

    assert Difference.objects.get().column == "JENJANG"
