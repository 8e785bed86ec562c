"""What is refused, and what is flagged: one fault each, with the sheet, the row and the column that a report names."""

import pytest

from employees.tests.imports.workbooks import (
    NIP,
    OTHER_NIP,
    REGENCY,
    appointment,
    course,
    grade,
    person,
    position,
    pppk,
    rating,
    sanction,
    unit,
    with_person,
)

GHOST = "199912312024121999"


def cltn(first, last, nip=NIP):
    return {"NIP BARU": nip, "TGL MULAI": first, "TGL SELESAI": last}


def people(*rows):
    return REGENCY | {"DATA UTAMA": list(rows)}


FAULTS = {
    "NIP of 17 digits": (people(person("19850101201001100")), "DATA UTAMA", 2, "NIP BARU", "NIP 17 digits"),
    "NIP as a number": (
        people(person() | {"NIP BARU": 1.98501012010011e17}),
        "DATA UTAMA", 2, "NIP BARU", "NIP as number",
    ),
    "no name": (people(person(NAMA=" ")), "DATA UTAMA", 2, "NAMA", "missing required cell"),
    "unknown sex": (people(person() | {"JENIS KELAMIN": "X"}), "DATA UTAMA", 2, "JENIS KELAMIN", "unknown sex"),
    "unknown grade": (people(person(**{"GOL AKHIR ID": "46"})), "DATA UTAMA", 2, "GOL AKHIR ID", "unknown golongan id"),
    "PPPK grade of a PNS": (
        people(person(**{"GOL AKHIR ID": "IX"})),
        "DATA UTAMA", 2, "GOL AKHIR ID", "golongan of another ladder",
    ),
    "PNS grade of a PPPK": (
        people(pppk(**{"GOL AWAL ID": "31"})),
        "DATA UTAMA", 2, "GOL AWAL ID", "golongan of another ladder",
    ),
    "unknown standing": (
        people(person(**{"KEDUDUKAN HUKUM ID": "00"})),
        "DATA UTAMA", 2, "KEDUDUKAN HUKUM ID", "unknown kedudukan hukum",
    ),
    "no status": (
        people(person(**{"STATUS CPNS PNS": None})),
        "DATA UTAMA", 2, "STATUS CPNS PNS", "missing required cell",
    ),
    "status of a PPPK": (
        people(pppk(**{"STATUS CPNS PNS": "P"})),
        "DATA UTAMA", 2, "STATUS CPNS PNS", "status disagrees with kedudukan hukum",
    ),
    "unknown unit of a person": (people(person(**{"UNOR ID": "U-9"})), "DATA UTAMA", 2, "UNOR ID", "unknown unor"),
    "born after appointment": (
        people(person(**{"TMT CPNS": "01-01-1985", "TMT GOLONGAN": "01-01-1985"})),
        "DATA UTAMA", 2, "TANGGAL LAHIR", "born after TMT CPNS",
    ),
    "day 0 of 1900": (
        people(person(**{"TMT GOLONGAN": "00-01-1900"})),
        "DATA UTAMA", 2, "TMT GOLONGAN", "impossible date",
    ),
    "same NIP, other name": (
        people(person(), person(NAMA="LAIN")),
        "DATA UTAMA", 3, "NIP BARU", "duplicate NIP",
    ),
    "unknown unit of the map": (
        with_person(PETA_JABATAN=[position(**{"UNOR ID": "U-9"})]),
        "PETA JABATAN", 2, "UNOR ID", "unknown unor",
    ),
    "half a post": (
        with_person(PETA_JABATAN=[position(KEBUTUHAN=1.5)]),
        "PETA JABATAN", 2, "KEBUTUHAN", "decimal in a whole-number cell",
    ),
    "unknown education": (
        with_person(PETA_JABATAN=[position(**{"TINGKAT PENDIDIKAN ID": "60"})]),
        "PETA JABATAN", 2, "TINGKAT PENDIDIKAN ID", "unknown tingkat pendidikan",
    ),
    "history of nobody": (
        with_person(RW_SKP=[rating(GHOST)]),
        "RW SKP", 2, "NIP BARU", "history of a NIP that is not there",
    ),
    "thirteen months": (
        with_person(RW_GOLONGAN=[grade(**{"MK BULAN": 13})]),
        "RW GOLONGAN", 2, "MK BULAN", "number out of range",
    ),
    "grade of the other ladder": (
        with_person(RW_GOLONGAN=[grade(**{"GOLONGAN ID": "IX"})]),
        "RW GOLONGAN", 2, "GOLONGAN ID", "golongan of another ladder",
    ),
    "unknown unit of a position": (
        with_person(RW_JABATAN=[appointment(**{"UNOR ID": "U-9"})]),
        "RW JABATAN", 2, "UNOR ID", "unknown unor",
    ),
    "rangkap": (
        with_person(RW_JABATAN=[appointment(**{"JENIS JABATAN ID": "3"})]),
        "RW JABATAN", 2, "JENIS JABATAN ID", "unknown jenis jabatan",
    ),
    "same day, same assignment": (
        with_person(RW_JABATAN=[appointment(), appointment(PENUGASAN="D", **{"JABATAN NAMA": "Lain"})]),
        "RW JABATAN", 3, "TMT JABATAN", "same key twice in a sheet",
    ),
    "same year, other rating": (
        with_person(RW_SKP=[rating(), rating(PREDIKAT="KURANG")]),
        "RW SKP", 3, "TAHUN", "same key twice in a sheet",
    ),
    "unknown rating": (with_person(RW_SKP=[rating(PREDIKAT="CUKUP")]), "RW SKP", 2, "PREDIKAT", "unknown predikat"),
    "unknown sanction": (
        with_person(RW_HUKDIS=[sanction(KODE="teguran_keras")]),
        "RW HUKDIS", 2, "KODE", "unknown hukdis kode",
    ),
    "sanction that ends first": (
        with_person(RW_HUKDIS=[sanction(**{"TGL SELESAI": "31-12-2023"})]),
        "RW HUKDIS", 2, "TGL SELESAI", "end before start",
    ),
    "course that ends first": (
        with_person(RW_DIKLAT=[course(**{"TGL SELESAI": "31-01-2024"})]),
        "RW DIKLAT", 2, "TGL SELESAI", "end before start",
    ),
    "leave that ends first": (
        with_person(RW_CLTN=[cltn("01-05-2021", "30-04-2021")]),
        "RW CLTN", 2, "TGL SELESAI", "end before start",
    ),
    "unit below nobody": (
        {"UNOR": [unit(**{"ID ATASAN": "U-9"})]},
        "UNOR", 2, "ID ATASAN", "unknown unor",
    ),
    "unit above itself": ({"UNOR": [unit(**{"ID ATASAN": "U-1"})]}, "UNOR", 2, "ID ATASAN", "unor above itself"),
    "unknown kind of unit": ({"UNOR": [unit(JENIS="KANTOR")]}, "UNOR", 2, "JENIS", "unknown jenis unor"),
    "column missing": (
        {"RW SKP": [{"NIP BARU": NIP, "TAHUN": 2025}]},
        "RW SKP", 1, "PREDIKAT", "missing required column",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_once_and_where_it_stands(found, fault):
    sheets, *expected = FAULTS[fault]

    assert found(sheets) == [tuple(expected)]


@pytest.mark.parametrize("fault", FAULTS)
def test_each_refusal_is_an_indonesian_sentence(examine, fault):
    _, (issue,), _ = examine(FAULTS[fault][0])

    assert issue["level"] == "ERROR"
    assert issue["message"].endswith(".")
    assert " " in issue["message"]


def test_a_history_of_somebody_whose_row_was_refused_says_so(examine):
    sheets = people(person(NAMA=None)) | {"RW SKP": [rating()]}

    _, (first, second), _ = examine(sheets)

    assert (first["sheet"], second["sheet"], second["row"]) == ("DATA UTAMA", "RW SKP", 2)
    assert second["message"].startswith("Baris 2 lembar DATA UTAMA untuk pegawai ini ditolak")


def test_a_history_of_somebody_on_file_is_sound_though_his_new_row_was_refused(load, found):
    load(REGENCY)

    assert [issue[0] for issue in found(people(person(NAMA=None)) | {"RW SKP": [rating()]})] == ["DATA UTAMA"]


def test_a_refused_unit_refuses_what_hangs_on_it_down_to_the_last_row(found):
    sheets = {
        "UNOR": [
            unit(JENIS="KANTOR"),
            unit("U-2", **{"ID ATASAN": "U-1"}),
            unit("U-3", **{"ID ATASAN": "U-2"}),
            unit("U-4"),
        ],
        "DATA UTAMA": [person(**{"UNOR ID": "U-3"}), person(OTHER_NIP, **{"UNOR ID": "U-4"})],
        "RW SKP": [rating(), rating(OTHER_NIP)],
    }

    assert [issue[:2] for issue in found(sheets)] == [
        ("UNOR", 2),
        ("UNOR", 3),
        ("UNOR", 4),
        ("DATA UTAMA", 2),
        ("RW SKP", 2),
    ]


def test_a_circle_that_closes_through_units_on_file_is_found(load, found):
    load({"UNOR": [unit(), unit("U-2", **{"ID ATASAN": "U-1"}), unit("U-3", **{"ID ATASAN": "U-2"})]})

    assert found({"UNOR": [unit(**{"ID ATASAN": "U-3"})]}) == [("UNOR", 2, "ID ATASAN", "unor above itself")]


def test_the_first_of_two_equal_keys_is_kept(load, examine):
    sheets = with_person(RW_SKP=[rating(), rating(PREDIKAT="KURANG"), rating()])

    _, issues, _ = examine(sheets)

    assert [(issue["row"], issue["level"], issue["kind"]) for issue in issues] == [
        (3, "ERROR", "same key twice in a sheet"),
        (4, "WARNING", "identical repeated row"),
    ]
    assert load(sheets)["RW SKP"]["new"] == 1


def test_a_key_that_stands_in_a_refused_row_does_not_refuse_the_good_one(found):
    sheets = with_person(RW_SKP=[rating(PREDIKAT="CUKUP"), rating()])

    assert [issue[1] for issue in found(sheets)] == [2]


def test_two_faults_of_one_row_are_both_told(found):
    sheets = with_person(RW_JABATAN=[appointment(**{"UNOR ID": "U-9", "TMT JABATAN": "bulan Mei"})])

    assert [issue[2] for issue in found(sheets)] == ["TMT JABATAN", "UNOR ID"]


FLAGS = {
    "CON_1": (people(person(**{"TMT CPNS": "01-02-2010"})), "TMT CPNS", "NIP disagrees with TMT CPNS"),
    "CON_2": (people(person(**{"TANGGAL LAHIR": "02-01-1985"})), "TANGGAL LAHIR", "NIP disagrees with birth date"),
    "CON_3": (people(person() | {"JENIS KELAMIN": "F"}), "JENIS KELAMIN", "NIP disagrees with sex"),
    "CON_4": (people(pppk(**{"TMT CPNS": "01-03-2022"})), "TMT CPNS", "NI PPPK disagrees with year"),
    "CON_4, month instead of code": (
        people(pppk("198501012021031001")), "TMT CPNS", "NI PPPK disagrees with year"
    ),
    "NIK": (people(person(NIK="7602990201850001")), "NIK", "NIK disagrees with birth date or sex"),
    "NIK of a man in a woman's row": (
        people(person(OTHER_NIP, NIK="7602990101850001")), "NIK", "NIK disagrees with birth date or sex"
    ),
}  # fmt: skip


@pytest.mark.parametrize("flag", FLAGS)
def test_digits_that_disagree_are_flagged_and_the_row_is_imported(examine, load, flag):
    sheets, column, kind = FLAGS[flag]

    counts, issues, _ = examine(sheets)

    assert [(issue["level"], issue["column"], issue["kind"]) for issue in issues] == [("WARNING", column, kind)]
    assert counts["DATA UTAMA"] == {"rows": 1, "new": 1, "changed": 0, "same": 0, "rejected": 0, "warnings": 1}


@pytest.mark.parametrize("row", [person(NIK="7602990101850001"), person(OTHER_NIP, NIK="7602994101850001"), pppk()])
def test_digits_that_agree_are_not_flagged(found, row):
    assert found(people(row)) == []


def test_one_wrong_birth_date_is_flagged_once_though_two_numbers_disagree(found):
    row = person(NIK="7602990101850001", **{"TANGGAL LAHIR": "02-01-1985"})

    assert [issue[2] for issue in found(people(row))] == ["TANGGAL LAHIR"]


OVERLAPS = [
    ("runs inside the first", sanction(**{"TGL MULAI": "01-06-2024", "TGL SELESAI": "31-05-2025"}), True),
    ("starts on the last day", sanction(**{"TGL MULAI": "31-12-2024", "TGL SELESAI": "31-05-2025"}), True),
    ("starts the day after", sanction(**{"TGL MULAI": "01-01-2025", "TGL SELESAI": "31-05-2025"}), False),
    ("a reprimand meanwhile", sanction(KODE="tidak_puas", **{"TGL MULAI": "01-06-2024", "TGL SELESAI": None}), False),
    ("somebody else", sanction(OTHER_NIP, **{"TGL MULAI": "01-06-2024", "TGL SELESAI": "31-05-2025"}), False),
]


@pytest.mark.parametrize(("case", "second", "flagged"), OVERLAPS, ids=[case for case, _, _ in OVERLAPS])
def test_overlapping_sanctions_are_flagged_on_the_later_row(found, load, case, second, flagged):
    everybody = {"DATA UTAMA": [person(), person(OTHER_NIP)]}
    flags = [("RW HUKDIS", 3, "TGL MULAI", "overlapping hukdis")] if flagged else []

    assert found(REGENCY | everybody | {"RW HUKDIS": [sanction(), second]}) == flags

    load(REGENCY | everybody | {"RW HUKDIS": [sanction()]})
    assert [issue[3] for issue in found({"RW HUKDIS": [second]})] == [flag[3] for flag in flags]


def test_an_open_sanction_overlaps_whatever_follows(found):
    rows = [sanction(**{"TGL SELESAI": None}), sanction(**{"TGL MULAI": "01-01-2030", "TGL SELESAI": "31-12-2030"})]

    assert [issue[1] for issue in found(with_person(RW_HUKDIS=rows))] == [3]


def test_overlapping_leave_is_flagged(found):
    rows = [cltn("01-01-2020", "31-12-2020"), cltn("01-12-2020", "31-12-2021")]

    assert found(with_person(RW_CLTN=rows)) == [("RW CLTN", 3, "TGL MULAI", "overlapping cltn")]


def test_unknown_columns_and_sheets_are_told_once_each(found):
    sheets = with_person(RW_SKP=[rating(CATATAN="a"), rating(year=2024, CATATAN="b")]) | {"Catatan": [{"A": 1}]}

    assert found(sheets) == [("RW SKP", 1, "CATATAN", "extra column"), ("Catatan", 1, "", "extra sheet")]


def test_the_column_of_reasons_that_we_added_ourselves_is_no_surprise(found):
    assert found(with_person(RW_SKP=[rating(**{"ALASAN DITOLAK": "Baris 2 ..."})])) == []
