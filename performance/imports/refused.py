"""The rows of a workbook of predikat that were refused, to be mended and sent again: all of them."""

from performance.imports.reading import examine
from simpeg.imports.mending import write_refused
from simpeg.imports.sheet import folded


def write_rows(handle, run, *, by, tell):
    """Write the header and the rows that are refused now, each with its reasons; returns how many rows.

    The page shows the first of them only, so they are read once more.
    """
    with run.file.open("rb") as file:
        examined = examine(file, year=run.year)
        reasons = {}
        for each in examined.refused:
            told = reasons.get(each.row, "")
            reasons[each.row] = f"{told} {each.column}: {each.sentence}".strip()
        file.seek(0)
        return write_refused(handle, file, {folded(examined.sheet): reasons}, by=by, tell=tell)
