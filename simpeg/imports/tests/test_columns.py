from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpeg.imports.cells import BadCell, formula_cell
from simpeg.imports.columns import CellRefused, Choice, Code, Column, Day, Fraction, Id, Nik, Nip, Text, Whole, shown

NBSP = "\N{NO-BREAK SPACE}"
ARABIC = "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨"
NIP = Nip("NIP BARU")
COLUMNS = [
    NIP,
    Nik("NIK"),
    Text("NAMA", 50),
    Id("UNOR ID", 42),
    Id("KEDUDUKAN HUKUM ID", 2, width=2),
    Day("TMT"),
    Whole("JP"),
    Fraction("AK", digits=9, places=3),
    Choice("PREDIKAT", {"SANGAT BAIK": 1, "BAIK": 2}, unknown="unknown predikat"),
]


def refused(column, cell):
    with pytest.raises(CellRefused) as refusal:
        column.read(cell)
    return refusal.value.kind


@pytest.mark.parametrize(
    "typed",
    [
        "198104052004031999",
        " 198104052004031999 ",
        f"198104052004031999{NBSP}",
        f"{NBSP}19810405{NBSP}200403 1 999",
        "\N{ZERO WIDTH NO-BREAK SPACE}198104052004031999",
    ],
)
def test_a_nip_loses_its_spaces(typed):
    assert NIP.read(typed) == "198104052004031999"


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("19810202202304199", "NIP 17 digits"),
        ("1983040420230419990", "NIP 19 digits"),
        ("198405052023041O0I", "NIP with letters"),
        (ARABIC, "NIP with letters"),
        (1.98506062023042e17, "NIP as number"),
        (198506062023042000, "NIP as number"),
        (date(1985, 6, 6), "date in a text cell"),
        (formula_cell("198104052004031999"), "formula"),
    ],
)
def test_a_nip_that_is_none_is_refused_never_mended(typed, kind):
    assert refused(NIP, typed) == kind


@pytest.mark.parametrize(("typed", "kind"), [("760201", "NIK not 16 digits"), (7602990504810001, "NIK as number")])
def test_a_nik_that_is_none_is_refused(typed, kind):
    assert refused(Nik("NIK"), typed) == kind


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  CONTOH KOTOR 22   ", "CONTOH KOTOR 22"),
        (f"CONTOH{NBSP}KOTOR{NBSP}24", "CONTOH KOTOR 24"),
        ('=HYPERLINK("http://example.id","KLIK")', '=HYPERLINK("http://example.id","KLIK")'),
        ("+62 CONTOH", "+62 CONTOH"),
        (62, "62"),
        (2.5, "2.5"),
        (True, "true"),
        ("  ", None),
        (NBSP, None),
    ],
)
def test_text_is_kept_as_typed_without_outer_and_hidden_spaces(typed, name):
    assert Text("NAMA", 50).read(typed) == name


def test_text_that_does_not_fit_is_refused():
    assert Text("NAMA", 5).read("LIMAX") == "LIMAX"
    assert refused(Text("NAMA", 5), "ENAM XX") == "text too long"


@pytest.mark.parametrize(
    ("typed", "code"), [(" 8ae4 ", "8ae4"), (f"8ae4{NBSP}83c5", "8ae483c5"), (46, "46"), (46.0, "46")]
)
def test_an_id_is_text_and_a_short_number_is_taken_as_its_digits(typed, code):
    assert Id("GOL AKHIR ID", 42).read(typed) == code


def test_a_number_in_a_column_of_two_digit_codes_gets_its_zero_back():
    assert Id("KEDUDUKAN HUKUM ID", 2, width=2).read(1) == "01"
    assert Id("KEDUDUKAN HUKUM ID", 2, width=2).read("1") == "1"


@pytest.mark.parametrize("typed", [1.5, -1, 10**15, 1e20])
def test_an_id_whose_digits_may_be_lost_is_refused(typed):
    assert refused(Id("UNOR ID", 42), typed) == "id as number"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31-12-2025", date(2025, 12, 31)),
        ("2025-12-31", date(2025, 12, 31)),
        (f" 31-12-2025{NBSP}", date(2025, 12, 31)),
        (date(2025, 12, 31), date(2025, 12, 31)),
        (datetime(2025, 12, 31, 13, 5), date(2025, 12, 31)),  # noqa: DTZ001
        ("29-02-2024", date(2024, 2, 29)),
        (" ", None),
    ],
)
def test_a_day_is_an_excel_date_or_one_of_two_ways_to_write_it(typed, day):
    assert Day("TMT").read(typed) == day


@pytest.mark.parametrize(
    "typed",
    [
        "31-02-2020",
        "2021-13-01",
        "29-02-2023",
        "00-01-1900",
        "bulan Mei",
        "1-1-2020",
        "31/12/2025",
        "2025-12-31 00:00:00",
        "31-12-25",
        "٣١-١٢-٢٠٢٥",
        "01-01-1899",
        "01-01-2200",
        45992,
        0,
        45992.5,
        date(1899, 12, 31),
        True,
        BadCell("0", "Nilai 0 bukan tanggal.", "impossible date"),
    ],
)
def test_what_is_no_day_is_refused(typed):
    assert refused(Day("TMT"), typed) == "impossible date"


@pytest.mark.parametrize(
    ("typed", "number"), [(5, 5), (5.0, 5), ("5", 5), (" 05 ", 5), ("5.0", 5), (0, 0), (32_767, 32_767)]
)
def test_a_whole_number(typed, number):
    assert Whole("JP").read(typed) == number


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("lima", "text in a numeric cell"),
        ("٥", "text in a numeric cell"),
        ("5 JP", "text in a numeric cell"),
        ("1_0", "text in a numeric cell"),
        ("1e3", "text in a numeric cell"),
        (1.5, "decimal in a whole-number cell"),
        ("1,5", "decimal in a whole-number cell"),
        (-20, "JP negative"),
        ("-1", "JP negative"),
        (32_768, "number out of range"),
        (1e300, "number out of range"),
        (date(2020, 1, 1), "date in a numeric cell"),
        (True, "text in a numeric cell"),
    ],
)
def test_what_is_no_whole_number_is_refused(typed, kind):
    assert refused(Whole("JP"), typed) == kind


@pytest.mark.parametrize(
    ("typed", "points"),
    [
        (363.28, "363.28"),
        (363.28000000000003, "363.28"),
        ("363,28", "363.28"),
        ("363.28", "363.28"),
        (100, "100"),
        ("0,125", "0.125"),
    ],
)
def test_points_are_exact_decimals(typed, points):
    assert Fraction("AK", digits=9, places=3).read(typed) == Decimal(points)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("seratus", "text in a numeric cell"),
        ("1.000,5", "text in a numeric cell"),
        (0.0001, "too many decimals"),
        (-1, "AK negative"),
        (1_000_000, "number out of range"),
        (1e300, "number out of range"),
    ],
)
def test_what_are_no_points_is_refused(typed, kind):
    assert refused(Fraction("AK", digits=9, places=3), typed) == kind


@pytest.mark.parametrize("typed", ["SANGAT BAIK", "sangat  baik ", f"Sangat{NBSP}Baik"])
def test_a_word_is_known_whatever_its_case_and_spaces(typed):
    assert Choice("PREDIKAT", {"SANGAT BAIK": 1, "BAIK": 2}, unknown="unknown predikat").read(typed) == 1


@pytest.mark.parametrize("typed", ["CUKUP", "BAIK SEKALI", "SANGATBAIK", 1])
def test_an_unknown_word_is_refused(typed):
    assert (
        refused(Choice("PREDIKAT", {"SANGAT BAIK": 1, "BAIK": 2}, unknown="unknown predikat"), typed)
        == "unknown predikat"
    )


@pytest.mark.parametrize(("typed", "grade"), [("31", 31), (31, 31), (f" ix{NBSP}", 109), ("IX", 109), ("99", None)])
def test_a_code_is_looked_up_in_its_list(typed, grade):
    known = {"31": 31, "IX": 109, "99": None}

    assert Code("GOLONGAN ID", known, of="golongan", unknown="unknown golongan id").read(typed) == grade


@pytest.mark.parametrize("typed", ["46", "III/a?", 46, "٣١"])
def test_a_code_outside_its_list_is_refused(typed):
    assert refused(Code("GOLONGAN ID", {"31": 31}, of="golongan", unknown="unknown golongan id"), typed).startswith(
        "unknown"
    )


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, None),
        (1.98506062023042e17, "1.98506062023042e+17"),
        (date(2020, 4, 30), "2020-04-30"),
        (datetime(2020, 4, 30), "2020-04-30"),  # noqa: DTZ001
        (-20, "-20"),
        (1.5, "1.5"),
        (False, "false"),
        ("x" * 300, "x" * 200),
    ],
)
def test_a_report_shows_a_cell_as_it_stood(cell, text):
    assert shown(cell) == text


@given(
    st.sampled_from(COLUMNS),
    st.one_of(
        st.text(max_size=40),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        st.booleans(),
        st.dates(),
        st.datetimes(),
    ),
)
def test_every_column_answers_every_cell_with_a_value_or_a_sentence(column: Column, cell):
    try:
        answer = column.read(cell)
    except CellRefused as refusal:
        answer = f"{refusal.kind}: {refusal}"
        sentence = str(refusal)
    else:
        sentence = "."

    assert answer is None or isinstance(answer, (str, int, date, Decimal))
    assert sentence.endswith(".")


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_whatever_a_nip_column_accepts_is_eighteen_plain_digits(text):
    try:
        value = NIP.read(text)
    except CellRefused:
        return
    assert value is None or (len(value) == 18 and value.isascii() and value.isdigit())


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_survives_both_ways_of_writing_it(day):
    assert Day("TMT").read(day.isoformat()) == Day("TMT").read(f"{day:%d-%m-}{day.year:04}") == day
