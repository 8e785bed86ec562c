"""SIASN's plain export: read in whatever encoding it comes, refused in a sentence where it is none."""

import io

import pytest

from simpeg.imports import delimited
from simpeg.imports.cells import BadCell
from simpeg.imports.delimited import is_zip, open_text
from simpeg.imports.package import NotAWorkbook
from simpeg.imports.sheet import BadRow


def rows(content):
    with open_text(io.BytesIO(content), "DATA UTAMA") as book:
        assert book.sheet_names == ["DATA UTAMA"]
        return list(book.rows("DATA UTAMA"))


TEXT = "NIP BARU|NAMA\n1|Andréa\n2|\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_it_is_read_in_every_encoding_that_programs_write(encoding):
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""

    assert rows(mark + TEXT.encode(encoding)) == [(1, ["NIP BARU", "NAMA"]), (2, ["1", "Andréa"]), (3, ["2", None])]


def test_only_what_windows_wrote_was_guessed():
    for encoding, guessed in [("utf-8", False), ("utf-16", False), ("cp1252", True)]:
        with open_text(io.BytesIO(TEXT.encode(encoding)), "DATA UTAMA") as book:
            assert book.is_guessed is guessed


def test_line_ends_quotes_and_empty_rows_are_read_as_a_spreadsheet_would():
    content = b'NIP BARU|ALAMAT\r\n1|"Jl. A | B ""C"""\r\n\r\n|\r\n2|"dua\nbaris"\r\n'

    assert rows(content) == [
        (1, ["NIP BARU", "ALAMAT"]), (2, ["1", 'Jl. A | B "C"']), (5, ["2", "dua\nbaris"]),
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["1", "1|2|3"])
def test_a_row_of_another_width_is_told_apart(line):
    (_, found) = rows(f"A|B\n{line}\n".encode())[1]

    assert isinstance(found, BadRow)
    assert "judulnya 2" in found.sentence


def test_a_cell_with_invisible_characters_is_refused_alone():
    (_, cells) = rows(b"A|B\n1|x\x07y\n")[1]

    assert isinstance(cells[1], BadCell)


def test_excels_escapes_mean_nothing_here():
    assert rows(b"A|B\n1|_x0041_\n")[1][1] == ["1", "_x0041_"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "kosong"),
        (b"A|B\x00C", "NUL"),
        (b"\xff\xfeA\x00|\x00\xd8", "tidak dapat dibaca"),
        (b"\x81|\x8d", "tidak dapat dibaca"),
        (b"A;B;C", "titik koma"),
        (b"A\tB\tC", "tabulasi"),
        (b"A,B,C", "koma"),
        (b"halo", "judul kolom"),
        (b"PK\x03\x04", "Excel"),
        (b"\xd0\xcf\x11\xe0", "xls"),
        (b"\xef\xbb\xbf<html>", "halaman web"),
        (b'A|B\n1|"tak selesai\n', "tanda kutip"),
        (b'A|B\n1|"x"y\n', "tanda kutip"),
        (b"A|B\n1|" + b"x" * 200_000, "lebih panjang"),
        (b"|".join([b"A"] * 501) + b"\n" + b"|".join([b"1"] * 501), "501 kolom"),
    ],
)
def test_what_is_no_export_is_refused_in_a_sentence(content, said):
    with pytest.raises(NotAWorkbook, match=said):
        rows(content)


def test_a_file_beyond_the_limit_is_not_looked_at(monkeypatch):
    monkeypatch.setattr(delimited, "MAX_FILE_BYTES", 10)

    with pytest.raises(NotAWorkbook, match="lebih besar dari batas"):
        rows(b"A|B\n1|2\n1|2\n")


def test_memory_does_not_grow_with_the_file():
    content = b"A|B\n" + b"1|2\n" * 500_000

    with open_text(io.BytesIO(content), "X") as book:
        assert sum(1 for _ in book.rows("X")) == 500_001
        assert book.bytes_read == book.size("X") == len(content)


def test_a_zip_is_known_by_its_first_bytes():
    assert is_zip(io.BytesIO(b"PK\x03\x04..."))
    assert not is_zip(io.BytesIO(b"NIP BARU|"))
