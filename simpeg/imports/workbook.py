"""The sheets of an .xlsx as streams of rows: `with open_workbook(path) as book: book.rows("DATA UTAMA")`.

openpyxl reads 7,000 employees in 20 seconds and faster readers hold whole sheets in memory; so the rows are taken from
expat as they come out of the zip, and only the formats of cells are judged with openpyxl's tables.
"""

from contextlib import contextmanager

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from simpeg.imports.cells import date_cell, error_cell, formula_cell, iso_date_cell, number_cell, text_cell
from simpeg.imports.package import NotAWorkbook, check_content_type, local, open_package
from simpeg.imports.shared_strings import SharedStrings
from simpeg.imports.sheet_rows import read_rows

# Excel allows more, nobody uses them.
MAX_SHEETS = 255


class Workbook:
    """An accepted workbook. Its sheets may be read one after the other, each as often as wanted."""

    def __init__(self, package, sheets, *, date_styles, from_1904, strings):
        self._package = package
        self._sheets = sheets
        self._date_styles = date_styles
        self._from_1904 = from_1904
        self._strings = strings

    @property
    def sheet_names(self):
        return list(self._sheets)

    @property
    def bytes_read(self):
        """How much of the unpacked workbook has passed by; with `size`, the measure of a progress bar."""
        return self._package.bytes_read

    def size(self, sheet_name):
        return self._package.size(self._sheets[sheet_name])

    def rows(self, sheet_name):
        """Yield `(row number, [cells])` of every row that holds anything; empty cells at its end are left out.

        A cell is str, int, float, bool, date, datetime, None or a `BadCell`. Memory does not grow with the sheet.
        """
        return read_rows(self._package, self._sheets[sheet_name], sheet_name, self._value)

    def _value(self, kind, style, text):
        """The value of a cell from its type, its style and its raw text."""
        if kind is None or kind == "n":
            if style in self._date_styles:
                return date_cell(text, from_1904=self._from_1904)
            return number_cell(text)
        if kind == "s":
            return self._strings[text]
        if kind == "inlineStr" or kind == "str":
            return text_cell(text)
        if kind == "formula":
            return formula_cell(text[:100])
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "d":
            return iso_date_cell(text)
        return error_cell(text[:100])


@contextmanager
def open_workbook(source):
    """The workbook in a file (a path, or an open binary file); or `NotAWorkbook`, which says why it is none."""
    with open_package(source) as package:
        main = next((part for kind, part in package.relationships("").values() if kind == "officeDocument"), None)
        if main is None:
            raise NotAWorkbook("File ini bukan buku kerja Excel (.xlsx).")
        check_content_type(_content_type(package, main))
        links = package.relationships(main)
        sheets, from_1904 = _structure(package, main, links)
        parts = {kind: part for kind, part in links.values()}
        strings = SharedStrings(package, parts.get("sharedStrings"))
        try:
            yield Workbook(
                package,
                sheets,
                date_styles=_date_styles(package, parts.get("styles")),
                from_1904=from_1904,
                strings=strings,
            )
        finally:
            strings.close()


def _content_type(package, part):
    named, by_suffix = {}, {}

    def start(tag, attrs):
        if local(tag) == "Override":
            named[attrs.get("PartName", "").lstrip("/").lower()] = attrs.get("ContentType", "")
        elif local(tag) == "Default":
            by_suffix[attrs.get("Extension", "").lower()] = attrs.get("ContentType", "")

    package.parse("[Content_Types].xml", start=start)
    return named.get(part.lower()) or by_suffix.get(part.rpartition(".")[2].lower(), "")


def _structure(package, main, links):
    """The sheets by name with their parts, and whether days count from 1904."""
    sheets, from_1904 = {}, False

    def start(tag, attrs):
        nonlocal from_1904
        if local(tag) == "workbookPr":
            from_1904 = attrs.get("date1904", "").lower() in ("1", "true", "on")
        elif local(tag) == "sheet":
            identity = next((value for key, value in attrs.items() if local(key) == "id"), None)
            kind, part = links.get(identity, (None, None))
            name = attrs.get("name", "")
            if len(sheets) >= MAX_SHEETS or name in sheets:
                raise NotAWorkbook("File ini memuat lembar yang terlalu banyak atau bernama sama.")
            # Sheets that hold only a chart or a dialog have no rows.
            if kind == "worksheet":
                sheets[name] = part

    package.parse(main, start=start)
    for name, part in sheets.items():
        if part not in package:
            raise NotAWorkbook(f"File ini rusak: isi lembar {name} tidak ada di dalam file.")
    if not sheets:
        raise NotAWorkbook("File ini tidak memuat lembar kerja.")
    return sheets, from_1904


def _date_styles(package, part):
    """The style numbers (as the cells write them) whose format shows a day."""
    formats = dict(BUILTIN_FORMATS)
    used = []
    in_cell_formats = False

    def start(tag, attrs):
        nonlocal in_cell_formats
        name = local(tag)
        if name == "numFmt":
            formats[attrs.get("numFmtId")] = attrs.get("formatCode", "")
        elif name == "cellXfs":
            in_cell_formats = True
        elif name == "xf" and in_cell_formats:
            used.append(attrs.get("numFmtId", "0"))

    def end(tag):
        nonlocal in_cell_formats
        if local(tag) == "cellXfs":
            in_cell_formats = False

    if part:
        package.parse(part, start=start, end=end)
    formats |= {str(number): code for number, code in BUILTIN_FORMATS.items()}
    dates = {number for number in set(used) if is_date_format(formats.get(number, "General"))}
    return frozenset(str(style) for style, number in enumerate(used) if number in dates)
