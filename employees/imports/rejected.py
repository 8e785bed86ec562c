"""The rows that were refused, as a workbook of the same shape: to be mended there and sent again."""

from collections import defaultdict
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from employees.imports.staging import REJECTED_BECAUSE
from employees.models import ImportLine
from simpeg.imports.columns import shown
from simpeg.imports.sheet import folded
from simpeg.imports.workbook import open_workbook
from simpeg.reports.workbook import inert_cell

REASON_FILL = PatternFill("solid", fgColor="FCF0D3")
DAY_FORMAT = "DD-MM-YYYY"
TEXT_FORMAT = "@"  # so that a NIP typed over stays text


def write_rejected(handle, run, *, tell):
    """Write each sheet's header and refused rows with the reasons in a last column; returns how many rows.

    Text stays text, also where it looks like a formula; a day stays a day; a formula comes back as the value it showed.
    """
    reasons = _reasons(run)
    written = 0
    book = Workbook(write_only=True)
    book.properties.creator = f"SIMPEG, untuk {run.requested_by}"
    with run.file.open("rb") as file, open_workbook(file) as source:
        for name in source.sheet_names:
            if folded(name) in reasons:
                tell(source.bytes_read, run.size, f"Menulis {name}")
                written += _write_sheet(book.create_sheet(name), source.rows(name), reasons[folded(name)])
    book.save(handle)
    return written


def _reasons(run):
    """`{sheet: {row: "KOLOM: sentence ..."}}`. An error of the header (row 1) concerns the whole sheet."""
    reasons = defaultdict(lambda: defaultdict(str))
    lines = run.lines.filter(kind=ImportLine.Kind.ERROR).order_by("pk")
    for sheet, row, column, message in lines.values_list("sheet", "row", "column", "message").iterator():
        told = reasons[sheet][row]
        reasons[sheet][row] = f"{told} {column}: {message}".strip()
    return reasons


def _write_sheet(sheet, rows, reasons):
    everything, width, written = 1 in reasons, 0, 0
    for number, cells in rows:
        if number == 1:
            kept = [place for place, cell in enumerate(cells) if folded(shown(cell) or "") != REJECTED_BECAUSE]
            width = len(kept)
            titles = [_cell(sheet, cells[place], font=Font(bold=True)) for place in kept]
            sheet.append([*titles, _cell(sheet, REJECTED_BECAUSE, font=Font(bold=True), fill=REASON_FILL)])
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
