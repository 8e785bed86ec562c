"""Everything of a workbook but the rows of its sheets, made by openpyxl; the rows are put in between.

An .xlsx is a ZIP of XML: openpyxl writes one whose sheets have a title, notes, a header and a single specimen row.
Where the specimen stood, the real rows are streamed into it.
"""

import re
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

HEADER_FILL = PatternFill("solid", fgColor="E7EDF3")
FORMATS = {"date": "DD-MM-YYYY", "rupiah": "#,##0", "number": "General", "text": "@"}
LONGEST_NAME = 31  # of a sheet
SQUEEZED = 4  # zlib's level: half the time of its usual one for files a twentieth larger


@dataclass(frozen=True)
class Column:
    """One column of a report: its heading, its width in characters, and `text`, `number`, `rupiah` or `date`."""

    title: str
    width: int = 16
    kind: str = "text"


@dataclass(frozen=True)
class Frame:
    """What a table says besides its rows. The file itself says who took it (`by`), and when (`at`, in UTC): its
    properties go along where a sheet is copied or its notes are cut off."""

    title: str
    columns: list[Column]
    at: datetime
    notes: list[str] = field(default_factory=list)
    by: str = ""

    @property
    def first_row(self):
        """Where the rows begin: behind the title, the notes and the header."""
        return 3 + len(self.notes)

    def styles(self):
        """{kind of column: number of its style} in every workbook of this house."""
        _, specimen, _ = _cut(_entries(self._empty([0]))["xl/worksheets/sheet1.xml"])
        numbers = re.findall(rb'<c r="[A-Z]+[0-9]+"(?: s="([0-9]+)")?', specimen)
        return {kind: int(number or 0) for kind, number in zip(FORMATS, numbers, strict=True)}

    def write(self, handle, sheets):
        """Write the workbook: `sheets` are (how many rows, the pieces of their XML as bytes), one sheet each."""
        entries = _entries(self._empty([rows for rows, _ in sheets]))
        with zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED, compresslevel=SQUEEZED) as archive:
            for name, content in entries.items():
                if not name.startswith("xl/worksheets/"):
                    archive.writestr(name, content)
            for number, (_, pieces) in enumerate(sheets, start=1):
                name = f"xl/worksheets/sheet{number}.xml"
                head, _, tail = _cut(entries[name])
                with archive.open(name, "w", force_zip64=True) as entry:
                    entry.write(head)
                    for piece in pieces:
                        entry.write(piece)
                    entry.write(tail)

    def _empty(self, sizes):
        book = Workbook(write_only=True)
        book.properties.title, book.properties.creator = self.title, self.by or "SIMPEG"
        book.properties.created = book.properties.modified = self.at.replace(tzinfo=None)
        for number, rows in enumerate(sizes, start=1):
            self._sheet(book, number if len(sizes) > 1 else None, len(sizes), rows)
        handle = BytesIO()
        book.save(handle)
        handle.seek(0)
        return handle

    def _sheet(self, book, number, of, rows):
        sheet = book.create_sheet(_sheet_name(self.title, number))
        header_row = self.first_row - 1
        for place, column in enumerate(self.columns, start=1):
            sheet.column_dimensions[get_column_letter(place)].width = column.width
        sheet.freeze_panes = f"A{self.first_row}"
        sheet.print_title_rows = f"{header_row}:{header_row}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        title = f"{self.title} (lembar {number} dari {of})" if number else self.title
        sheet.append([inert_cell(sheet, title, font=Font(bold=True, size=13))])
        for note in self.notes:
            sheet.append([inert_cell(sheet, note)])
        look = {"font": Font(bold=True), "fill": HEADER_FILL, "alignment": Alignment(wrap_text=True, vertical="top")}
        sheet.append([inert_cell(sheet, column.title, **look) for column in self.columns])
        sheet.append([inert_cell(sheet, "x", number_format=each) for each in FORMATS.values()])
        sheet.auto_filter.ref = f"A{header_row}:{get_column_letter(len(self.columns))}{header_row + rows}"


def inert_cell(sheet, value, **style):
    """A cell of a write-only sheet in which text stays text; `style` names its font, fill and the like."""
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl would take a leading "=" for a formula
    for name, wanted in style.items():
        setattr(cell, name, wanted)
    return cell


def _entries(handle):
    with zipfile.ZipFile(handle) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _cut(xml):
    """(what stands before the specimen row, the row, what stands behind it) of a sheet."""
    start, end = xml.rindex(b"<row "), xml.rindex(b"</sheetData>")
    return xml[:start], xml[start:end], xml[end:]


def _sheet_name(title, number):
    name = title.translate(str.maketrans("[]:*?/\\", "       "))
    if number is None:
        return name[:LONGEST_NAME]
    mark = f" ({number})"
    return name[: LONGEST_NAME - len(mark)] + mark
