from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree
from openpyxl import load_workbook

from simpeg.reports import workbook
from simpeg.reports.workbook import Column, write_table

COLUMNS = [Column("Nama", 20), Column("TMT", 12, "date"), Column("Gaji", 12, "rupiah"), Column("Nilai", 9, "number")]


def book_of(*rows, **more):
    handle = BytesIO()
    write_table(handle, title="Daftar: uji [1]", notes=["Per 1 Desember 2026"], columns=COLUMNS, rows=rows, **more)
    handle.seek(0)
    return handle


def written(*rows):
    return load_workbook(book_of(*rows)).active


@pytest.mark.parametrize("text", ["=1+1", "+62", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")'])
def test_what_people_typed_never_becomes_a_formula(text):
    cell = written([text, None, None, None])["A4"]

    assert (cell.data_type, cell.value.strip()) == ("s", text.strip())


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("A < B & C > D", "A < B & C > D"),
        ("]]> <!-- ", "]]> <!-- "),
        ("  tepi  ", "  tepi  "),
        ("dua\nbaris", "dua\nbaris"),
        ("Ünïcödé 😀", "Ünïcödé 😀"),
        ("bel\x07 dan \x1b", "bel  dan  "),
        ("\ufffe", " "),
        ("x" * 40_000, "x" * 32_767),
    ],
)
def test_text_is_read_as_it_was_written_where_xml_has_a_word_for_it(text, read):
    assert written([text, None, None, None])["A4"].value == read


def test_what_looks_like_an_escape_of_excel_is_escaped_itself():
    with ZipFile(book_of(["_x000D_", None, None, None])) as archive:
        assert b"<t>_x005F_x000D_</t>" in archive.read("xl/worksheets/sheet1.xml")


def test_types_and_formats_are_kept():
    sheet = written(["Siti", date(2026, 12, 1), 2785700, Decimal("120.50")])

    assert [cell.is_date for cell in sheet[4]] == [False, True, False, False]
    assert [cell.value for cell in sheet[4]] == ["Siti", datetime(2026, 12, 1), 2785700, 120.5]  # noqa: DTZ001
    assert [cell.number_format for cell in sheet[4]] == ["@", "DD-MM-YYYY", "#,##0", "General"]


def test_a_day_before_excels_calendar_is_text_and_a_masked_one_too():
    sheet = written(["Siti", date(1899, 5, 1), None, None], ["Rahma", "••••••", None, True])

    assert [sheet["B4"].value, sheet["B5"].value, sheet["D5"].value] == ["01-05-1899", "••••••", True]


def test_empty_values_leave_their_cells_out():
    sheet = written([None, "", None, 0])

    assert [cell.value for cell in sheet[4]] == [None, None, None, 0]


def test_header_is_frozen_and_repeated_in_print():
    sheet = written(["Siti", None, None, None])

    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A4", "$3:$3")
    assert [cell.value for cell in sheet[3]] == ["Nama", "TMT", "Gaji", "Nilai"]
    assert sheet["A1"].value == "Daftar: uji [1]"
    assert (sheet.title, sheet.auto_filter.ref, sheet.page_setup.orientation) == (
        "Daftar  uji  1 ", "A3:D4", "landscape",
    )  # fmt: skip
    assert [sheet.column_dimensions[letter].width for letter in "ABC"] == [20, 12, 12]
    assert sheet["A3"].font.bold


def test_the_file_says_who_took_it_and_when():
    at = datetime(2026, 12, 1, 3, 4, 5)  # noqa: DTZ001

    properties = load_workbook(book_of(by="Siti (pangkat)", at=at)).properties

    assert (properties.creator, properties.title, properties.created) == ("Siti (pangkat)", "Daftar: uji [1]", at)


def test_a_table_without_rows_is_a_header():
    sheet = written()

    assert (sheet.max_row, sheet.auto_filter.ref) == (3, "A3:D3")


@pytest.mark.parametrize(("rows", "sheets"), [(2, [2]), (3, [3]), (4, [3, 1]), (6, [3, 3]), (7, [3, 3, 1])])
def test_what_a_sheet_does_not_hold_goes_on_in_the_next(monkeypatch, rows, sheets):
    monkeypatch.setattr(workbook, "SHEET_ROWS", 3)

    book = load_workbook(book_of(*([f"Nama {number}", None, None, number] for number in range(rows))))

    assert [sheet.max_row - 3 for sheet in book] == sheets
    assert [row[3] for sheet in book for row in sheet.iter_rows(min_row=4, values_only=True)] == list(range(rows))
    assert [sheet.freeze_panes for sheet in book] == ["A4"] * len(sheets)
    if len(sheets) > 1:
        assert book.sheetnames[0] == "Daftar  uji  1  (1)"
        assert book.worksheets[1]["A1"].value == f"Daftar: uji [1] (lembar 2 dari {len(sheets)})"


def test_every_part_is_xml_that_a_strict_reader_takes():
    with ZipFile(book_of(["<&>\"'", date(2026, 1, 1), 1, 2], ["=1", None, None, None])) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            etree.fromstring(archive.read(name))
