import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from simpeg.demo.regency import regency
from simpeg.demo.workbook import write_workbook


def test_the_workbook_reads_back_as_it_was_made(tmp_path):
    path = tmp_path / "kabupaten.xlsx"

    write_workbook(path, employees=200, seed=4)

    book = load_workbook(path)
    expected = regency(200, 4)
    assert book.sheetnames == list(expected)
    for name, sheet in expected.items():
        first, *rows = book[name].iter_rows(values_only=True)
        assert first == sheet.header
        assert [tuple(_day(value) for value in row) for row in rows] == sheet.rows


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    path = tmp_path / "kabupaten.xlsx"

    write_workbook(path, employees=200)

    cells = [cell for row in load_workbook(path)["DATA UTAMA"].iter_rows() for cell in row]
    looks_like_one = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith("=")]
    assert [cell.data_type for cell in looks_like_one] == ["s"]


def test_the_command_writes_the_workbook_and_says_so(tmp_path, capsys):
    path = tmp_path / "kabupaten.xlsx"

    call_command("demo_workbook", path, employees=200, seed=2)

    assert path.exists()
    assert capsys.readouterr().out == f"200 pegawai contoh ditulis ke {path}.\n"


def test_the_command_refuses_fewer_people_than_there_are_cases(tmp_path):
    with pytest.raises(CommandError, match="sedikitnya 200 pegawai"):
        call_command("demo_workbook", tmp_path / "kabupaten.xlsx", employees=10)


def _day(value):
    return value.date() if hasattr(value, "hour") else value
