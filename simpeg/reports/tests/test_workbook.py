from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from simpeg.reports.workbook import Column, write_table

COLUMNS = [Column("Nama", 20), Column("TMT", 12, "date"), Column("Gaji", 12, "rupiah")]


def written(*rows):
    handle = BytesIO()
    write_table(handle, title="Daftar: uji [1]", notes=["Per 1 Desember 2026"], columns=COLUMNS, rows=rows)
    handle.seek(0)
    return load_workbook(handle).active


@pytest.mark.parametrize("text", ["=1+1", "+62", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_people_typed_never_becomes_a_formula(text):
    cell = written([text, None, None])["A4"]

    assert (cell.data_type, cell.value.strip()) == ("s", text.strip())


def test_types_and_formats_are_kept():
    sheet = written(["Siti", date(2026, 12, 1), 2785700])

    assert [cell.is_date for cell in sheet[4]] == [False, True, False]
    assert (sheet["C4"].value, sheet["C4"].number_format) == (2785700, "#,##0")


def test_header_is_frozen_and_repeated_in_print():
    sheet = written(["Siti", None, None])

    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A4", "$3:$3")
    assert [cell.value for cell in sheet[3]] == ["Nama", "TMT", "Gaji"]
    assert sheet["A1"].value == "Daftar: uji [1]"
