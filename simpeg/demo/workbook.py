"""The regency as a file to try the import page with."""

from openpyxl import Workbook

from simpeg.demo.regency import regency
from simpeg.reports.workbook import inert_cell


def write_workbook(path, employees=1000, seed=1):
    """Write the regency as the .xlsx that the import page reads; rows go straight to the file."""
    book = Workbook(write_only=True)
    for name, sheet in regency(employees, seed).items():
        page = book.create_sheet(name)
        page.append(sheet.header)
        for row in sheet.rows:
            page.append([inert_cell(page, value) for value in row])
    book.save(path)
