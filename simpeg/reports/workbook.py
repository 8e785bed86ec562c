"""Tables as Excel, of any length, in memory that does not grow with them."""

import gzip
import tempfile
from contextlib import ExitStack
from itertools import islice

from django.utils import timezone

from simpeg.reports.cells import row_writer
from simpeg.reports.frame import Column, Frame, inert_cell

__all__ = ["SHEET_ROWS", "Column", "inert_cell", "read_rows", "write_rows", "write_table"]

SHEET_ROWS = 1_000_000  # of the 1,048,576 that Excel reads: whoever counts the sheets has counted the rows
TOGETHER = 500  # rows
PIECE = 256 * 1024  # bytes


def write_table(handle, *, title, notes, columns, rows, by="", at=None):
    """Write a title, notes ("per tanggal ..."), a frozen header and the rows; returns how many rows.

    What one sheet does not hold goes on in the next. Text stays text: nothing that people typed can become a live
    formula. The file itself says who took it (`by`), and when (`at`).
    """
    frame = Frame(title=title, notes=notes, columns=columns, by=by, at=at or timezone.now())
    write, rows, sheets = row_writer(columns, frame.styles()), iter(rows), []
    with ExitStack() as spools:
        while not sheets or sheets[-1][0] == SHEET_ROWS:
            spool = spools.enter_context(tempfile.TemporaryFile())
            written = write_rows(spool, write, frame.first_row, islice(rows, SHEET_ROWS))
            if sheets and not written:
                break
            spool.seek(0)
            sheets.append((written, read_rows(spool)))
        frame.write(handle, sheets)
    return sum(written for written, _ in sheets)


def write_rows(handle, write, first, rows):
    """Write the XML of these rows, numbered from `first`, to a file of their own (gzip); returns how many."""
    count = 0
    with gzip.GzipFile(fileobj=handle, mode="wb", compresslevel=1, mtime=0) as squeezed:
        while some := list(islice(rows, TOGETHER)):
            squeezed.write("".join(write(first + count + place, row) for place, row in enumerate(some)).encode())
            count += len(some)
    return count


def read_rows(handle):
    """Yield the XML that `write_rows` wrote, in pieces."""
    with gzip.GzipFile(fileobj=handle) as squeezed:
        while piece := squeezed.read(PIECE):
            yield piece
