"""The rows of one sheet, cell by cell, as expat meets them in its XML."""

from simpeg.imports.cells import MAX_TEXT
from simpeg.imports.package import MAX_DEPTH, NotAWorkbook

# Excel's own last row.
MAX_ROW = 1_048_576
# The widest sheet we know has 69 columns; a value to the right of these is a stray.
MAX_COLUMNS = 500
# Formatted but empty cells cost time and hold nothing: five millions take about ten seconds.
MAX_EMPTY_CELLS = 5_000_000
# Text that is still being read; what a cell may keep is `cells.MAX_TEXT`.
MAX_PENDING_TEXT = 1_000_000

_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)


def read_rows(package, part, sheet, value):
    """Yield `(row number, [cells])`; `value(type, style, text)` makes a cell of what is not plain inline text."""
    reader = None

    def attach(parser):
        nonlocal reader
        reader = _RowReader(parser, sheet, value)

    for _ in package.parsing(part, attach):
        yield from reader.take()


class _RowReader:
    """Holds the rows that the handlers of one sheet have completed."""

    def __init__(self, parser, sheet, value):
        self._parser = parser
        self._sheet = sheet
        self._value = value
        self._rows = []
        self._pieces = []  # character data since the last element that holds text began
        parser.StartElementHandler = self._root

    def take(self):
        """The rows completed so far, handed over once."""
        if sum(map(len, self._pieces)) > MAX_PENDING_TEXT:
            self._refuse("memuat teks yang terlalu panjang")
        rows = self._rows[:]
        self._rows.clear()
        return rows

    def _root(self, tag, attrs):
        prefix, _, name = tag.rpartition(":")
        if name != "worksheet" or attrs.get(f"xmlns:{prefix}" if prefix else "xmlns") not in _NAMESPACES:
            self._refuse("isinya bukan lembar kerja")
        start, end = self._handlers(f"{prefix}:" if prefix else "")
        self._parser.StartElementHandler = start
        self._parser.EndElementHandler = end
        self._parser.CharacterDataHandler = self._pieces.append

    def _handlers(self, prefix):
        """Closures rather than methods: they run eight times per cell, and this is a quarter faster.

        For the same reason they compare whole tags and ask first for what comes most often.
        """
        CELL, ROW, FORMULA, PHONETIC, DATA, *TEXTS = (
            prefix + name for name in ("c", "row", "f", "rPh", "sheetData", "t", "v")
        )
        value, pieces, rows, refuse = self._value, self._pieces, self._rows, self._refuse
        columns = {}
        row = cell = text = spoken = None
        in_text = in_data = False
        row_number = depth = empty_cells = 0

        def start(tag, attrs):
            nonlocal row, row_number, cell, text, in_text, spoken, in_data, depth
            if tag == CELL:
                if row is None or cell is not None:
                    refuse("susunan selnya rusak")
                cell = attrs
                text = None
            elif tag in TEXTS:
                if in_text:
                    refuse("susunan selnya rusak")
                in_text = True
                pieces.clear()
            elif tag == ROW:
                if row is not None or not in_data:
                    refuse("susunan barisnya rusak")
                row = []
                row_number = next_row_number(attrs.get("r"), row_number)
            else:
                depth += 1
                if depth > MAX_DEPTH:
                    refuse("elemennya bersarang terlalu dalam")
                if tag == FORMULA and cell is not None:
                    cell["t"] = "formula"
                elif tag == PHONETIC:
                    spoken = text
                elif tag == DATA:
                    in_data = True

        def end(tag):
            nonlocal row, cell, text, in_text, in_data, depth, empty_cells
            if tag == CELL:
                kind = cell.get("t")
                if not text and kind != "formula":
                    cell = None
                    empty_cells += 1
                    if empty_cells > MAX_EMPTY_CELLS:
                        refuse("memuat jutaan sel kosong yang berformat. Hapus baris dan kolom kosongnya")
                    return
                if "r" in cell:
                    letters = cell["r"].rstrip("0123456789")
                    column = columns[letters] if letters in columns else column_number(letters)
                    if column != len(row):
                        if column < len(row):
                            refuse(f"baris {row_number} memuat satu sel dua kali")
                        row.extend([None] * (column - len(row)))
                elif len(row) >= MAX_COLUMNS:
                    refuse_width()
                if kind == "inlineStr" and "_x" not in text and len(text) <= MAX_TEXT:
                    row.append(text)
                else:
                    row.append(value(kind, cell.get("s"), text or ""))
                cell = None
            elif tag in TEXTS:
                in_text = False
                piece = pieces[0] if len(pieces) == 1 else "".join(pieces)
                text = text + piece if text else piece  # rich text comes in several runs
            elif tag == ROW:
                if row:
                    rows.append((row_number, row))
                row = None
            else:
                depth -= 1
                if tag == PHONETIC:
                    text = spoken  # the hint how to say a word is no part of it
                elif tag == DATA:
                    in_data = False

        def column_number(letters):
            """The place in its row, from 0, that the letters of "BQ12" stand for."""
            if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
                refuse("alamat selnya rusak")
            number = 0
            for letter in letters.upper():
                number = number * 26 + ord(letter) - 64
            if number > MAX_COLUMNS:
                refuse_width()
            columns[letters] = number - 1
            return number - 1

        def next_row_number(given, last):
            number = last + 1 if given is None else int(given) if given.isascii() and given.isdigit() else 0
            if not last < number <= MAX_ROW:
                refuse("nomor barisnya rusak")
            return number

        def refuse_width():
            refuse(f"baris {row_number} memuat isi di luar kolom ke-{MAX_COLUMNS}. Hapus kolom itu")

        return start, end

    def _refuse(self, why):
        raise NotAWorkbook(f"Lembar {self._sheet} tidak dapat dibaca: {why}. Perbaiki di Excel, lalu unggah kembali.")
