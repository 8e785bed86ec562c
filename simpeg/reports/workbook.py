"""Tables as Excel: openpyxl's write-only mode, so that memory does not grow with the rows."""

from dataclasses import dataclass

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

HEADER_FILL = PatternFill("solid", fgColor="E7EDF3")
FORMATS = {"date": "DD-MM-YYYY", "rupiah": "#,##0", "number": "General", "text": "@"}


@dataclass(frozen=True)
class Column:
    """One column of a report: its heading, its width in characters, and `text`, `number`, `rupiah` or `date`."""

    title: str
    width: int = 16
    kind: str = "text"


def write_table(handle, *, title, notes, columns, rows, by=""):
    """Write a sheet with a title, notes ("per tanggal ..."), a frozen header and the rows; returns how many rows.

    Text stays text: nothing that people typed can become a live formula. The file itself says who took it (`by`), and
    when: its properties go along where the sheet is copied or its notes are cut off.
    """
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = title, by or "SIMPEG"
    book.properties.created = book.properties.modified = timezone.now().replace(tzinfo=None)
    sheet = book.create_sheet(title[:31].translate(str.maketrans("[]:*?/\\", "       ")))
    header_row = 2 + len(notes)
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.freeze_panes = f"A{header_row + 1}"
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.append([inert_cell(sheet, title, font=Font(bold=True, size=13))])
    for note in notes:
        sheet.append([inert_cell(sheet, note)])
    sheet.append(
        [
            inert_cell(
                sheet,
                c.title,
                font=Font(bold=True),
                fill=HEADER_FILL,
                alignment=Alignment(wrap_text=True, vertical="top"),
            )
            for c in columns
        ]
    )
    written = 0
    for row in rows:
        sheet.append([_typed(sheet, value, column.kind) for value, column in zip(row, columns, strict=True)])
        written += 1
    sheet.auto_filter.ref = f"A{header_row}:{get_column_letter(len(columns))}{header_row + written}"
    book.save(handle)
    return written


def _typed(sheet, value, kind):
    if value is None or value == "":
        return None
    cell = inert_cell(sheet, value)
    if kind != "text" or isinstance(value, str):
        cell.number_format = FORMATS[kind]
    return cell


def inert_cell(sheet, value, **style):
    """A cell of a write-only sheet in which text stays text; `style` names its font, fill and the like."""
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl would take a leading "=" for a formula
    for name, wanted in style.items():
        setattr(cell, name, wanted)
    return cell
