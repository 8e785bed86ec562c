"""The regency as the import reads a workbook, without a file in between."""


class RegencyBook:
    """What `simpeg.imports.workbook.Workbook` is for a file, for sheets that are in memory already."""

    def __init__(self, sheets):
        self._sheets = sheets
        self.bytes_read = 0  # progress is told in bytes of a file; there is none

    @property
    def sheet_names(self):
        return list(self._sheets)

    def size(self, name):
        return 0

    def rows(self, name):
        """`(row number, cells)`, the header first."""
        sheet = self._sheets[name]
        return enumerate([sheet.header, *sheet.rows], 1)
