"""The rows that were refused, as a workbook of the same shape: to be mended there and sent again."""

from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from simpeg.imports.columns import shown
from simpeg.imports.sheet import folded
from simpeg.imports.workbook import open_workbook
from simpeg.reports.workbook import inert_cell

REFUSED_BECAUSE = "ALASAN DITOLAK"  # the heading of the last column; whoever reads the workbook again passes it over
REASON_FILL = PatternFill("solid", fgColor="FCF0D3")
DAY_FORMAT = "DD-MM-YYYY"
TEXT_FORMAT = "@"  # so that a NIP typed over stays text


def write_refused(handle, file, reasons, *, by, tell):
    """Write the header and the refused rows of each sheet with the reasons in a last column; returns how many rows.

    `file` is the workbook as it came, `reasons` is `{folded name of the sheet: {row: why}}`; one of row 1 concerns the
    whole sheet. Text stays text, also where it looks like a formula; a day stays a day; a formula comes back as the
    value it showed. The file itself says for whom it is.
    """
    written = 0
    book = Workbook(write_only=True)
    book.properties.creator = f"SIMPEG, untuk {by}"
    with open_workbook(file) as source:
        for name in source.sheet_names:
            if folded(name) in reasons:
                tell(source.bytes_read, file.size, f"Menulis {name}")
                written += _write_sheet(book.create_sheet(name), source.rows(name), reasons[folded(name)])
    book.save(handle)
    return written


def _write_sheet(sheet, rows, reasons):
    everything, width, written = 1 in reasons, 0, 0
    for number, cells in rows:
        if number == 1:
            kept = [place for place, cell in enumerate(cells) if folded(shown(cell) or "") != REFUSED_BECAUSE]
            width = len(kept)
            titles = [_cell(sheet, cells[place], font=Font(bold=True)) for place in kept]
            sheet.append([*titles, _cell(sheet, REFUSED_BECAUSE, font=Font(bold=True), fill=REASON_FILL)])
            if everything:
                sheet.append([*[None] * width, _cell(sheet, reasons[1], fill=REASON_FILL)])
        elif everything or number in reasons:
            own = [_cell(sheet, cells[place] if place < len(cells) else None) for place in kept]
            reason = f"Baris {number}. {reasons[number]}" if number in reasons else None
            sheet.append([*own, _cell(sheet, reason, fill=REASON_FILL)])
            written += 1
    return written


def _cell(sheet, value, **style):
    if not isinstance(value, date | int | float | None):
        value = value if isinstance(value, str) else shown(value)
    if isinstance(value, str):
        style["number_format"] = TEXT_FORMAT
    elif isinstance(value, date):
        style["number_format"] = DAY_FORMAT
    return inert_cell(sheet, value, **style)
