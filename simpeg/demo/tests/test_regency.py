"""The sheets of the demo regency: shape, identity and where people work."""

from collections import Counter
from datetime import date

import pytest

from simpeg.demo.cases import CASES
from simpeg.demo.columns import HEADERS
from simpeg.demo.regency import regency

NAMES_OF_A_KEY = {
    "UNOR": ["UNOR ID"],
    "PETA JABATAN": ["UNOR ID", "JABATAN NAMA"],
    "RW GOLONGAN": ["NIP BARU", "TMT GOLONGAN"],
    "RW JABATAN": ["NIP BARU", "TMT JABATAN", "PENUGASAN"],
    "RW PENDIDIKAN": ["NIP BARU", "PENDIDIKAN NAMA"],
    "RW SKP": ["NIP BARU", "TAHUN"],
    "RW ANGKA KREDIT": ["NIP BARU", "TGL PENETAPAN"],
    "RW HUKDIS": ["NIP BARU", "TGL MULAI"],
    "RW DIKLAT": ["NIP BARU", "NAMA", "TGL SELESAI"],
    "RW UJIAN": ["NIP BARU", "JENIS", "TGL LULUS"],
    "RW CLTN": ["NIP BARU", "TGL MULAI"],
    "RW PENGHARGAAN": ["NIP BARU", "KODE"],
    "RW KGB": ["NIP BARU", "TMT KGB"],
    "DATA UTAMA": ["NIP BARU"],
}


def test_the_same_seed_gives_the_same_rows_and_another_seed_others(sheets):
    assert regency(1000, 1) == sheets
    assert regency(1000, 2)["DATA UTAMA"].rows != sheets["DATA UTAMA"].rows


@pytest.mark.parametrize("employees", [200, 357])
def test_it_has_exactly_as_many_people_as_asked(employees):
    assert len(regency(employees)["DATA UTAMA"].rows) == employees


def test_too_few_people_for_the_cases_are_refused_with_a_sentence():
    with pytest.raises(ValueError, match="sedikitnya 200 pegawai"):
        regency(199)


@pytest.mark.parametrize("day", [date(2026, 12, 9), date(2027, 1, 2), date(2028, 2, 29), date(2026, 8, 31)], ids=str)
def test_it_can_be_made_on_any_day(day):
    assert len(regency(300, 3, day)["DATA UTAMA"].rows) == 300


def test_every_sheet_of_the_import_format_is_there_with_full_rows(sheets):
    assert list(sheets) == list(HEADERS)
    assert len(sheets["DATA UTAMA"].header) == 69
    for name, sheet in sheets.items():
        assert sheet.rows, name
        assert {len(row) for row in sheet.rows} == {len(sheet.header)}, name


def test_values_are_typed_dates_as_dates_and_ids_as_text(table):
    for name in HEADERS:
        for row in table(name):
            for column, value in row.items():
                if column.startswith(("TMT ", "TGL ", "TANGGAL ", "SK TANGGAL")) and value is not None:
                    assert type(value) is date, (name, column, value)
                if column.endswith(" ID") and column != "AGAMA ID":
                    assert value is None or isinstance(value, str), (name, column, value)


@pytest.mark.parametrize("name", HEADERS)
def test_no_key_stands_twice_in_a_sheet(table, name):
    keys = Counter(tuple(row[column] for column in NAMES_OF_A_KEY[name]) for row in table(name))

    assert [key for key, times in keys.items() if times > 1] == []


def test_the_nip_fits_birth_date_start_and_sex(table):
    for row in table("DATA UTAMA"):
        nip, contract = row["NIP BARU"], row["STATUS CPNS PNS"] is None
        part_time = row["JENIS PEGAWAI NAMA"] == "PPPK Paruh Waktu"
        month = "24" if part_time else "21" if contract else f"{row['TMT CPNS']:%m}"
        sex = "1" if row["JENIS KELAMIN"] == "M" else "2"

        assert len(nip) == 18
        assert nip.startswith(f"{row['TANGGAL LAHIR']:%Y%m%d}{row['TMT CPNS']:%Y}{month}{sex}")
        assert "001" <= nip[15:] <= "999"


def test_the_nik_fits_birth_date_and_sex_and_belongs_to_no_place(table):
    for row in table("DATA UTAMA"):
        day = row["TANGGAL LAHIR"].day + (40 if row["JENIS KELAMIN"] == "F" else 0)

        assert row["NIK"].startswith(f"760299{day:02}{row['TANGGAL LAHIR']:%m%y}")
        assert len(row["NIK"]) == 16
    assert len({row["NIK"] for row in table("DATA UTAMA")}) == 1000


def test_schools_and_health_centres_hold_more_than_half_of_the_people(table):
    kinds = {row["UNOR ID"]: row["JENIS"] for row in table("UNOR")}
    people = Counter(kinds.get(row["UNOR ID"]) for row in table("DATA UTAMA"))

    assert people["SEKOLAH"] + people["PUSKESMAS"] > 500


def test_units_form_one_tree_with_parents_before_children(table):
    seen = set()
    for row in table("UNOR"):
        assert row["ID ATASAN"] in seen or (row["ID ATASAN"] is None and not seen)
        seen.add(row["UNOR ID"])
    names = [row["NAMA"] for row in table("UNOR")]
    assert sum(name.startswith("Kecamatan ") for name in names) == 11
    assert sum(name.startswith("Kelurahan ") for name in names) == 13
    assert len(set(names)) == len(names)


def test_every_case_is_in_it_exactly_once(office):
    held = Counter(person.case for person in office.people if person.case)

    assert held == Counter(case.key for case in CASES)


def test_every_status_and_kind_of_assignment_is_in_it(table):
    people, positions = table("DATA UTAMA"), table("RW JABATAN")

    assert {row["STATUS CPNS PNS"] for row in people} == {"C", "P", None}
    assert {row["PENUGASAN"] for row in positions} == {"D", "PLT", "PLH", "PJ", "TT"}
    assert {row["KEDUDUKAN HUKUM ID"] for row in people} == {
        *("01", "02", "03", "04", "05", "13", "15", "20", "71", "88", "99")
    }
    assert any(row["JABATAN NAMA"] is None for row in people)
    assert any(row["TANGGAL LAHIR"].strftime("%d%m") == "2902" for row in people)
    assert any(len(row["NAMA"]) > 60 for row in people)
