"""What an import would do, and what it does: new, changed, same; once, signed, all or the sound rows."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from employees.imports.services import ImportClash, NotAWorkbook, examined
from employees.models import (
    AnnualRating,
    Appointment,
    Course,
    Employee,
    EmployeeState,
    GradeRecord,
    Position,
    Sanction,
    Unit,
)
from employees.tests.imports.workbooks import (
    NIP,
    OTHER_NIP,
    REGENCY,
    appointment,
    course,
    grade,
    new_nip,
    person,
    position,
    pppk,
    rating,
    sanction,
    unit,
    with_person,
    write,
)
from simpeg.accounts.services import system_user
from simpeg.audit.models import Entry

EVERYTHING = with_person(
    PETA_JABATAN=[position(**{"TINGKAT PENDIDIKAN ID": "30", "BIDANG PENDIDIKAN": "HUKUM;EKONOMI", "KELAS": 7})],
    RW_GOLONGAN=[grade(**{"SK NOMOR": "823/1", "JENIS KP ID": "101", "SK TANGGAL": "2022-03-01"})],
    RW_JABATAN=[appointment(**{"ESELON ID": "99", "JENJANG": None})],
    RW_PENDIDIKAN=[
        {"NIP BARU": NIP, "TINGKAT PENDIDIKAN ID": "40", "PENDIDIKAN NAMA": "S-1 HUKUM", "TAHUN LULUS": "2008"}
    ],
    RW_SKP=[rating(), rating(year="2024", PREDIKAT="sangat baik")],
    RW_ANGKA_KREDIT=[{"NIP BARU": NIP, "JENJANG": "PT", "TGL PENETAPAN": "10-01-2026", "AK KUMULATIF": 87.125}],
    RW_HUKDIS=[sanction()],
    RW_DIKLAT=[course()],
    RW_UJIAN=[{"NIP BARU": NIP, "JENIS": "STLUD1", "TGL LULUS": "05-05-2021", "JENJANG": None, "NOMOR": "U/1"}],
    RW_CLTN=[{"NIP BARU": NIP, "TGL MULAI": "01-01-2015", "TGL SELESAI": "31-12-2015"}],
    RW_PENGHARGAAN=[{"NIP BARU": NIP, "KODE": "201", "TGL": "17-08-2021"}],
    RW_KGB=[{"NIP BARU": NIP, "TMT KGB": "01-01-2024", "MK TAHUN": 14, "MK BULAN": 0, "GAJI POKOK": 3_500_000}],
)


def test_every_sheet_reaches_its_table(load):
    counts = load(EVERYTHING)

    assert {name: (count["new"], count["rejected"]) for name, count in counts.items()} == {
        name: (len(rows), 0) for name, rows in EVERYTHING.items()
    }
    employee = Employee.objects.get()
    assert (employee.nip, employee.status, employee.unit.siasn_id, employee.grade.code) == (NIP, "PNS", "U-1", "III/c")
    assert employee.birth_date == date(1985, 1, 1)
    held = GradeRecord.objects.get()
    assert (held.kind_code, held.service_years, held.service_months, held.decree_on) == ("101", 12, 3, date(2022, 3, 1))
    post = Appointment.objects.get()
    assert (post.assignment, post.echelon, post.tier, post.unit.siasn_id) == ("D", None, "", "U-1")
    asked = Position.objects.get()
    assert (asked.need, asked.least_education_id, asked.job_class) == (2, "30", 7)
    assert employee.credit_records.get().points == Decimal("87.125")
    assert set(AnnualRating.objects.values_list("year", "rating")) == {(2025, 2), (2024, 1)}
    assert Course.objects.get().learning_hours == 40
    assert employee.step_increases.get().base_salary == 3_500_000
    assert EmployeeState.objects.get().position_title == "Pengolah Data"
    assert Unit.objects.get().path == [Unit.objects.get().pk]


def test_importing_twice_changes_nothing_and_leaves_no_trace(load):
    load(EVERYTHING)
    entries = Entry.objects.count()

    counts = load(EVERYTHING)

    assert {(count["new"], count["changed"]) for count in counts.values()} == {(0, 0)}
    assert sum(count["same"] for count in counts.values()) == sum(len(rows) for rows in EVERYTHING.values())
    assert Entry.objects.count() == entries


def test_each_written_row_is_signed_with_who_and_why(load):
    load(with_person(RW_SKP=[rating()]))

    entries = Entry.objects.filter(table__in=["employees_employee", "employees_annualrating", "employees_unit"])
    assert set(entries.values_list("actor", "reason")) == {(system_user().pk, "Uji")}


def test_examining_writes_nothing(examine):
    counts, _, _ = examine(EVERYTHING)

    assert counts["DATA UTAMA"]["new"] == 1
    assert not Employee.objects.exists()
    assert not Unit.objects.exists()


def test_a_changed_value_is_shown_with_old_and_new_and_only_that_row_is_written(load, examine):
    load(with_person(RW_SKP=[rating(), rating(year=2024)]))
    changed = with_person(RW_SKP=[rating(PREDIKAT="KURANG"), rating(year=2024)]) | {
        "DATA UTAMA": [person(NAMA="CONTOH BARU", **{"GOL AKHIR ID": "34", "GELAR BELAKANG": "S.H."})]
    }

    _, issues, changes = examine(changed)

    assert issues == []
    assert {(c["sheet"], c["row"], c["column"], c["old"], c["new"]) for c in changes} == {
        ("DATA UTAMA", 2, "NAMA", "CONTOH PEGAWAI", "CONTOH BARU"),
        ("DATA UTAMA", 2, "GOL AKHIR ID", "III/c", "III/d"),
        ("DATA UTAMA", 2, "GELAR BELAKANG", None, "S.H."),
        ("RW SKP", 2, "PREDIKAT", "BAIK", "KURANG"),
    }
    assert changes[0]["subject"] == f"{NIP} · CONTOH BARU"
    before = Entry.objects.count()
    counts = load(changed)
    assert (counts["RW SKP"]["changed"], counts["RW SKP"]["same"]) == (1, 1)
    assert Entry.objects.count() - before == 2
    assert Employee.objects.get().grade.code == "III/d"


def test_an_empty_cell_means_empty_and_a_missing_column_stays_untouched(load):
    titled = person(NIK="7602990101850001", **{"GELAR DEPAN": "dr.", "NOMOR HP": "0811", "TMT JABATAN": "01-02-2020"})
    load(REGENCY | {"DATA UTAMA": [titled]})

    counts = load(REGENCY | {"DATA UTAMA": [person(**{"GELAR DEPAN": None, "TMT JABATAN": None, "KPKN NAMA": "KPPN"})]})

    employee = Employee.objects.get()
    assert counts["DATA UTAMA"]["changed"] == 1
    assert (employee.front_title, employee.phone, employee.nik) == ("", "0811", "7602990101850001")
    assert employee.siasn == {"KPKN NAMA": "KPPN"}


def test_a_missing_sheet_stays_untouched(load):
    load(EVERYTHING)

    counts = load({"RW SKP": [rating(year=2023)]})

    assert list(counts) == ["RW SKP"]
    assert AnnualRating.objects.count() == 3
    assert Unit.objects.count() == Employee.objects.count() == Sanction.objects.count() == 1


def test_columns_and_sheets_are_known_by_name_whatever_case_spaces_and_underscores(load):
    shouted = {title.lower().replace(" ", "_"): cell for title, cell in person().items()}

    load({"unor": [unit()], "Data_Utama": [shouted]})

    assert Employee.objects.get().nip == NIP


def test_a_definitive_and_an_acting_position_may_begin_on_one_day(load):
    acting = appointment(PENUGASAN="PLT", **{"JABATAN NAMA": "Plt. Kepala"})

    counts = load(with_person(RW_JABATAN=[appointment(), acting]))

    assert counts["RW JABATAN"]["new"] == 2
    assert EmployeeState.objects.get().position_title == "Pengolah Data"


@pytest.mark.parametrize(
    ("row", "status"),
    [
        (person(), "PNS"),
        (person(**{"STATUS CPNS PNS": "c"}), "CPNS"),
        (pppk(), "PPPK"),
        (pppk(**{"KEDUDUKAN HUKUM NAMA": "Pppk Paruh Waktu"}), "PPPK_PW"),
        (pppk(**{"JENIS PEGAWAI NAMA": "PPPK PARUH WAKTU"}), "PPPK_PW"),
    ],
)
def test_the_status_follows_from_standing_letter_and_words(load, row, status):
    load(REGENCY | {"DATA UTAMA": [row]})

    assert Employee.objects.get().status == status


def test_part_time_stays_part_time_when_the_words_are_not_in_the_workbook(load):
    row = pppk(**{"KEDUDUKAN HUKUM NAMA": "PPPK Paruh Waktu"})
    load(REGENCY | {"DATA UTAMA": [row]})

    counts = load(REGENCY | {"DATA UTAMA": [{k: v for k, v in row.items() if not k.endswith("NAMA") or k == "NAMA"}]})

    assert counts["DATA UTAMA"]["same"] == 1
    assert Employee.objects.get().status == "PPPK_PW"


def test_units_may_stand_in_any_order_and_move_below_others(load):
    root = unit("U-0", "Kabupaten", JENIS=None)
    load({"UNOR": [unit(**{"ID ATASAN": "U-0"}), root, unit("U-2", "Bidang", JENIS="BIDANG", **{"ID ATASAN": "U-1"})]})

    counts = load({"UNOR": [unit("U-2", "Bidang", JENIS="BIDANG", **{"ID ATASAN": "U-0"})]})

    assert counts["UNOR"]["changed"] == 1
    moved, top = Unit.objects.get(siasn_id="U-2"), Unit.objects.get(siasn_id="U-0")
    assert moved.path == [top.pk, moved.pk]


def test_hidden_spaces_go_and_a_name_that_looks_like_a_formula_stays_text(load):
    name = '=HYPERLINK("http://example.id","KLIK")'
    rows = [person(f" {NIP}\N{NO-BREAK SPACE}", NAMA=name), person(OTHER_NIP, NAMA=" CONTOH\N{NO-BREAK SPACE}DUA ")]

    load(REGENCY | {"DATA UTAMA": rows})

    assert dict(Employee.objects.values_list("nip", "name")) == {NIP: name, OTHER_NIP: "CONTOH DUA"}


def test_only_the_sound_rows_are_stored(load):
    counts = load(with_person(RW_SKP=[rating(), rating(year=2024, PREDIKAT="CUKUP")]))

    assert (counts["RW SKP"]["new"], counts["RW SKP"]["rejected"]) == (1, 1)
    assert AnnualRating.objects.get().year == 2025


@pytest.mark.parametrize("people", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(book, people, db):
    nips = [new_nip() for _ in range(people)]
    sheets = REGENCY | {"DATA UTAMA": [person(nip) for nip in nips], "RW SKP": [rating(nip) for nip in nips]}
    path = book(sheets)

    with (
        CaptureQueriesContext(
            connection,
        ) as queries,
        examined(path, to_store=True) as examination,
    ):
        examination.store(by=system_user(), reason="Uji")

    assert len(queries) == 72


def test_a_workbook_without_a_sheet_of_ours_is_none(examine):
    with pytest.raises(NotAWorkbook, match="tidak memuat satu pun lembar"):
        examine({"Lembar1": [{"A": 1}]})


def test_two_sheets_of_one_name_are_refused(examine):
    with pytest.raises(NotAWorkbook, match="ada dua kali"):
        examine({"RW SKP": [rating()], "rw_skp": [rating()]})


def test_a_file_broken_in_the_middle_leaves_nothing_behind(tmp_path, db):
    path = write(tmp_path / "a.xlsx", with_person(RW_SKP=[rating(year) for year in range(2000, 2025)]))
    content = path.read_bytes()
    # The compressed bytes of the last sheet; its directory entry stays whole.
    spoiled = content.rindex(b"xl/worksheets/sheet3.xml", 0, content.index(b"PK\x01\x02")) + 60
    path.write_bytes(content[:spoiled] + bytes(40) + content[spoiled + 40 :])

    with pytest.raises(NotAWorkbook, match="rusak"):
        _store_after(path, lambda: None)

    assert not Unit.objects.exists()


def test_when_somebody_deletes_what_a_row_refers_to_nothing_is_stored(load, book):
    load(REGENCY)
    path = book({"RW SKP": [rating()]})

    with pytest.raises(ImportClash):
        _store_after(path, Employee.objects.all().delete)

    assert Employee.objects.exists()
    assert not AnnualRating.objects.exists()


def test_when_somebody_stores_the_same_row_first_nothing_is_stored(load, book):
    load(REGENCY)
    path = book({"RW SKP": [rating(), rating(year=2024)]})

    def other():
        AnnualRating.objects.create(employee=Employee.objects.get(), year=2025, rating=2)

    with pytest.raises(ImportClash, match="diubah orang lain"):
        _store_after(path, other)

    assert not AnnualRating.objects.exists()


def _store_after(path, meanwhile):
    with examined(path, to_store=True) as examination:
        meanwhile()
        examination.store(by=system_user(), reason="Uji")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_import_at_once_the_second_waits_and_nothing_is_doubled(tmp_path):
    path = write(tmp_path / "a.xlsx", EVERYTHING)
    signer = system_user()
    entered, second = threading.Event(), {}

    def import_again():
        try:
            entered.set()
            with examined(path, to_store=True) as examination:
                examination.store(by=signer, reason="Kedua")
                second.update(examination.counts["DATA UTAMA"])
        finally:
            connections.close_all()

    waiter = threading.Thread(target=import_again)
    with examined(path, to_store=True) as examination:
        waiter.start()
        entered.wait(5)
        waiter.join(0.5)
        assert waiter.is_alive()
        assert not second
        examination.store(by=signer, reason="Pertama")
    waiter.join(20)

    assert second == {"rows": 1, "new": 0, "changed": 0, "same": 1, "rejected": 0, "warnings": 0}
    assert Employee.objects.count() == 1
