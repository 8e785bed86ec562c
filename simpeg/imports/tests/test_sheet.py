import pytest

from simpeg.imports.columns import Choice, Day, Nip, Text, Whole
from simpeg.imports.sheet import Problem, match_header, read_rows

COLUMNS = [
    Nip("NIP BARU", required=True),
    Text("NAMA", 50, required=True),
    Whole("MK TAHUN"),
    Day("TMT CPNS"),
]
TITLES = ["NIP BARU", "NAMA", "MK TAHUN", "TMT CPNS"]
NIP = "198104052004031999"


def rows_of(header_cells, *rows):
    header = match_header(header_cells, COLUMNS)
    return list(read_rows(enumerate(rows, 2), header))


@pytest.mark.parametrize(
    "titles",
    [["nip baru", "nama"], ["NIP_BARU", " Nama "], ["Nip  Baru", "NAMA"], ["nip\N{NO-BREAK SPACE}baru", "NAMA"]],
)
def test_columns_are_known_by_name_whatever_case_spaces_and_underscores(titles):
    header = match_header(titles, COLUMNS)

    assert [column.name for column in header.columns] == ["NIP BARU", "NAMA"]
    assert header.problems == header.unknown == ()


def test_columns_are_known_by_name_wherever_they_stand():
    assert rows_of(["TMT CPNS", None, "NAMA", "LAIN", "NIP BARU"], ["01-03-2004", "x", "RIDWAN", "y", NIP])[0][1] == [
        NIP,
        "RIDWAN",
        rows_of(TITLES, [NIP, "A", 1, "01-03-2004"])[0][1][3],
    ]


def test_unknown_columns_are_told_and_left_out():
    header = match_header([*TITLES, "CATATAN PANITIA", None, 5], COLUMNS)

    assert header.unknown == ("CATATAN PANITIA", "5")
    assert header.problems == ()


def test_a_missing_required_column_rejects_the_sheet():
    header = match_header(["NAMA", "MK TAHUN"], COLUMNS)

    assert [(problem.column, problem.kind) for problem in header.problems] == [("NIP BARU", "missing required column")]


def test_a_column_may_be_required_without_each_of_its_cells():
    columns = [Nip("NIP BARU"), Text("STATUS CPNS PNS", 1, column_required=True)]

    assert [problem.column for problem in match_header(["NIP BARU"], columns).problems] == ["STATUS CPNS PNS"]
    assert list(read_rows([(2, [NIP])], match_header(["NIP BARU", "STATUS CPNS PNS"], columns))) == [
        (2, [NIP, None], [])
    ]


def test_a_column_that_stands_twice_rejects_the_sheet():
    header = match_header([*TITLES, "nama"], COLUMNS)

    assert [(problem.column, problem.kind) for problem in header.problems] == [("NAMA", "column twice")]


def test_a_row_tells_everything_that_is_wrong_with_it_at_once():
    ((number, values, problems),) = rows_of(TITLES, ["123", None, "lima", "31-02-2020"])

    assert number == 2
    assert values == [None, None, None, None]
    assert [(problem.column, problem.value, problem.kind) for problem in problems] == [
        ("NIP BARU", "123", "NIP 3 digits"),
        ("NAMA", None, "missing required cell"),
        ("MK TAHUN", "lima", "text in a numeric cell"),
        ("TMT CPNS", "31-02-2020", "impossible date"),
    ]


def test_a_required_cell_of_spaces_is_missing():
    ((_, _, problems),) = rows_of(TITLES, [NIP, "   "])

    assert problems == [Problem("NAMA", "   ", "missing required cell", "NAMA wajib diisi, tetapi sel ini kosong.")]


def test_rows_that_fill_no_known_column_are_passed_over():
    assert rows_of(["NIP BARU", "NAMA", "CATATAN"], [None, None, "catatan saja"], [" ", "", None], []) == []


def test_a_refused_cell_does_not_hide_the_others():
    columns = [Nip("NIP BARU"), Choice("PREDIKAT", {"BAIK": 2}, unknown="unknown predikat")]
    header = match_header(["NIP BARU", "PREDIKAT"], columns)

    ((_, values, problems),) = read_rows([(5, [NIP, "CUKUP"])], header)

    assert values == [NIP, None]
    assert [problem.kind for problem in problems] == ["unknown predikat"]
