"""The rows of an import that were refused, with what the report says of them."""

from collections import defaultdict

from employees.models import ImportLine
from simpeg.imports.mending import write_refused


def write_rejected(handle, run, *, tell):
    """Write each sheet's header and refused rows as a workbook to mend; returns how many rows."""
    with run.file.open("rb") as file:
        return write_refused(handle, file, _reasons(run), by=run.requested_by, tell=tell)


def _reasons(run):
    """`{sheet: {row: "KOLOM: sentence ..."}}`. An error of the header (row 1) concerns the whole sheet."""
    reasons = defaultdict(lambda: defaultdict(str))
    lines = run.lines.filter(kind=ImportLine.Kind.ERROR).order_by("pk")
    for sheet, row, column, message in lines.values_list("sheet", "row", "column", "message").iterator():
        told = reasons[sheet][row]
        reasons[sheet][row] = f"{told} {column}: {message}".strip()
    return reasons
