"""SIASN's plain export: one sheet as text, its cells parted by `|`. Read as if an enemy had written it.

`with open_text(file, "DATA UTAMA") as book` gives what `open_workbook` gives: sheet names, sizes, rows.
"""

import codecs
import csv
import io
from contextlib import contextmanager

from simpeg.imports.cells import plain_cell
from simpeg.imports.package import MAX_FILE_BYTES, NotAWorkbook
from simpeg.imports.sheet import BadRow
from simpeg.imports.sheet_rows import MAX_COLUMNS

SEPARATOR = "|"
OTHER_SEPARATORS = {";": "titik koma", "\t": "tabulasi", ",": "koma"}
# A line longer than this is a quotation mark that nobody closed, or no export at all.
MAX_LINE = 100_000
CHUNK_BYTES = 1024 * 1024
# What Windows programs write when they are not asked for Unicode; the other encodings announce themselves.
WINDOWS = "cp1252"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_TEXT = {
    b"PK\x03\x04": "buku kerja Excel atau arsip zip",
    b"\xd0\xcf\x11\xe0": "berkas Office lama (.xls)",
    b"%PDF": "dokumen PDF",
    b"\x89PNG": "gambar",
    b"\xff\xd8\xff": "gambar",
    b"\x1f\x8b": "berkas terkompresi",
}


class DelimitedText:
    """An accepted text: a book of one sheet, whose rows may be read as often as wanted."""

    def __init__(self, file, size, sheet, encoding):
        self._file = file
        self._size = size
        self._sheet = sheet
        self.encoding = encoding
        self.bytes_read = 0

    @property
    def sheet_names(self):
        return [self._sheet]

    @property
    def is_guessed(self):
        """Whether letters outside ASCII were read by the custom of Windows, for want of a mark."""
        return self.encoding == WINDOWS

    def size(self, sheet_name):
        return self._size

    def rows(self, sheet_name):
        """Yield `(row number, [cells])`; a row of another width than the header is a `BadRow`."""
        self._file.seek(0)
        text = io.TextIOWrapper(self._file, encoding=self.encoding, newline="")
        reader = csv.reader(_lines(text), delimiter=SEPARATOR, strict=True)
        width = None
        try:
            for number, cells in enumerate(reader, 1):
                if width is None:
                    width = len(cells)
                    _check_header(cells)
                if number % 500 == 0:
                    self.bytes_read = self._file.tell()
                if any(cells):
                    yield number, _row(cells, width)
        except csv.Error as error:
            raise NotAWorkbook(
                f"Baris {reader.line_num} tidak dapat dibaca: ada tanda kutip yang tidak ditutup atau isi yang "
                "terlalu panjang. Periksa baris itu, lalu unggah kembali."
            ) from error
        except UnicodeError as error:
            raise _unreadable() from error
        finally:
            text.detach()  # the file is its opener's to close
        self.bytes_read = self._size


@contextmanager
def open_text(file, sheet):
    """The text in an open binary file; or `NotAWorkbook`, which says why it is none."""
    size = file.seek(0, io.SEEK_END)
    if size == 0:
        raise NotAWorkbook("File ini kosong. Periksa file asalnya, lalu unggah kembali.")
    if size > MAX_FILE_BYTES:
        raise NotAWorkbook(
            f"File ini {size // 1024**2} MB, lebih besar dari batas {MAX_FILE_BYTES // 1024**2} MB. "
            "Bagi menjadi beberapa file."
        )
    yield DelimitedText(file, size, sheet, _encoding(file))


def is_zip(file):
    file.seek(0)
    return file.read(4) == b"PK\x03\x04"


def _encoding(file):
    """UTF-8, or UTF-16 that says so, or else what Windows writes; the whole file is looked at, for a late letter."""
    file.seek(0)
    head = file.read(4096)
    if kind := next((name for magic, name in _NO_TEXT.items() if head.startswith(magic)), None):
        raise NotAWorkbook(f"File ini {kind}, bukan teks berpemisah | dari SIASN.")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise NotAWorkbook("File ini halaman web atau XML, bukan teks berpemisah | dari SIASN.")
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", WINDOWS]:
        file.seek(0)
        if _decodes(file, encoding):
            return encoding
    raise _unreadable()


def _decodes(file, encoding):
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(CHUNK_BYTES):
            if "\x00" in decoder.decode(chunk):
                raise NotAWorkbook(
                    "File ini memuat karakter NUL, jadi bukan teks biasa atau rusak. Unduh ulang di SIASN, atau simpan "
                    "sebagai CSV UTF-8."
                )
        decoder.decode(b"", True)
    except UnicodeError:
        return False
    return True


def _unreadable():
    return NotAWorkbook("Huruf di dalam file ini tidak dapat dibaca. Simpan sebagai CSV UTF-8, lalu unggah kembali.")


def _lines(text):
    """Its lines, none of them without end."""
    number = 0
    while line := text.readline(MAX_LINE):
        number += 1
        if len(line) == MAX_LINE:
            raise NotAWorkbook(
                f"Baris {number} lebih panjang dari {MAX_LINE:,} huruf, jadi file ini bukan ekspor SIASN.".replace(
                    ",", "."
                )
            )
        yield line


def _check_header(cells):
    if len(cells) > 1:
        return
    only = cells[0] if cells else ""
    used = next((name for sign, name in OTHER_SEPARATORS.items() if only.count(sign) > 1), None)
    if used:
        raise NotAWorkbook(
            f"Kolom file ini dipisahkan {used}, sedangkan ekspor SIASN memakai garis tegak (|). "
            "Unggah file aslinya, tanpa disimpan ulang dari Excel."
        )
    raise NotAWorkbook("File ini bukan ekspor SIASN: baris pertamanya tidak memuat judul kolom yang dipisahkan |.")


def _row(cells, width):
    if len(cells) != width:
        return BadRow(
            "row of another width",
            f"Baris ini memuat {len(cells)} kolom, sedangkan judulnya {width}. "
            "Mungkin ada tanda | atau ganti baris di dalam isinya.",
        )
    if width > MAX_COLUMNS:
        raise NotAWorkbook(f"File ini memuat {width} kolom, lebih dari batas {MAX_COLUMNS}.")
    return [plain_cell(cell) if cell else None for cell in cells]
