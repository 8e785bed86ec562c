"""How a whole table of the law is brought in: a field for each cell of the small ones, rows from Excel for pay."""

import re
from itertools import islice

from django import forms

from simpeg.imports.package import NotAWorkbook
from simpeg.imports.workbook import open_workbook
from simpeg.law.models import Grade
from simpeg.law.table_checks import row_words, table_refusals

MOST_LINES = 2000
MOST_BYTES = 5 * 1024 * 1024
GRADE = re.compile(r"(?:I|II|III|IV)/[a-e]|[IVX]{1,5}")
YEARS_WORDS = ("mkg", "masa kerja", "tahun")


def table_form(table, rows, data=None, files=None):
    """The form that asks for all rows of a table; `rows` are those that hold (as data)."""
    form = SalaryForm if table.is_salary else CellsForm
    return form(data, files, table=table, rows=rows, prefix="tabel")


class TableForm(forms.Form):
    """What both share: afterwards `value` are rows that may become law."""

    def __init__(self, data, files, *, table, rows, prefix):
        super().__init__(data, files, prefix=prefix)
        self.table, self.rows, self.value = table, rows, None
        self.build()

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            rows = self.compose(cleaned)
            for sentence in table_refusals(self.table, rows, self.rows) if rows is not None else ():
                self.add_error(None, sentence)
            self.value = rows
        return cleaned


class CellsForm(TableForm):
    """One field for each cell that the agency may set; the rows themselves stand."""

    def build(self):
        grades = [("", "–"), *((g.code, g.code) for g in Grade.objects.filter(kind=Grade.Kind.PNS))]
        for number, row in enumerate(self.rows):
            for name in self.table.set_by_agency:
                cell = self.table.cell(name)
                label = f"{row_words(self.table, row)}, {cell.label}"
                common = {"label": label, "required": not cell.may_be_empty, "initial": row[name]}
                if cell.kind == "grade":
                    field = forms.ChoiceField(choices=grades, **common)
                elif cell.kind == "points":
                    field = forms.DecimalField(
                        max_digits=8, decimal_places=3, min_value=0, max_value=cell.most, **common
                    )
                else:
                    field = forms.IntegerField(min_value=cell.least, max_value=cell.most, **common)
                self.fields[f"{name}_{number}"] = field

    def compose(self, cleaned):
        return [
            row | {name: self._plain(cleaned[f"{name}_{number}"], name) for name in self.table.set_by_agency}
            for number, row in enumerate(self.rows)
        ]

    def lines(self):
        """(fixed cells, fields) of each row for the page, each with the label of its column."""
        fixed = [cell for cell in self.table.cells if cell.name not in self.table.set_by_agency]
        for number, row in enumerate(self.rows):
            fields = [(self.table.cell(name).label, self[f"{name}_{number}"]) for name in self.table.set_by_agency]
            yield [(cell.label, row[cell.name]) for cell in fixed], fields

    def heads(self):
        fixed = [cell.label for cell in self.table.cells if cell.name not in self.table.set_by_agency]
        return [*fixed, *(self.table.cell(name).label for name in self.table.set_by_agency)]

    def _plain(self, entry, name):
        if self.table.cell(name).kind == "points":
            return None if entry is None else float(entry)
        return entry if entry != "" else None


class SalaryForm(TableForm):
    """All cells of a salary table, from an Excel sheet or pasted from one."""

    def build(self):
        self.fields["sheet"] = forms.FileField(
            label="Buku kerja Excel (.xlsx)", required=False, max_length=200,
            help_text="Lembar pertama: kolom golongan, mkg, rupiah; atau kolom MKG lalu satu kolom setiap golongan.",
            widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        )  # fmt: skip
        self.fields["pasted"] = forms.CharField(
            label="Atau tempel barisnya", required=False, max_length=200_000,
            help_text="Disalin dari lembar Excel dengan susunan yang sama.", widget=forms.Textarea(attrs={"rows": 8}),
        )  # fmt: skip

    def compose(self, cleaned):
        """The rows as data; None with a sentence on the form where they cannot be read."""
        source = "sheet" if cleaned.get("sheet") else "pasted"
        try:
            if source == "sheet":
                lines = _sheet(cleaned["sheet"])
            elif cleaned.get("pasted"):
                lines = [re.split(r"[\t;|]", line) for line in cleaned["pasted"].splitlines()]
            else:
                raise Unreadable("Unggah buku kerja, atau tempel barisnya.")
            return list(_rows(lines))
        except Unreadable as refusal:
            self.add_error(source, str(refusal))
            return None


class Unreadable(Exception):
    """These are not the rows of a salary table; the message says where, and what would be right."""


def _sheet(upload):
    if upload.size > MOST_BYTES:
        raise Unreadable("File ini terlalu besar: paling besar 5 MB.")
    try:
        with open_workbook(upload) as book:
            return [cells for _, cells in islice(book.rows(book.sheet_names[0]), MOST_LINES)]
    except NotAWorkbook as refusal:
        raise Unreadable(str(refusal)) from refusal


def _rows(lines):
    """Rows as data, from one line a cell (golongan, MKG, rupiah) or one column a grade."""
    lines = [[_text(cell) for cell in line] for line in lines[:MOST_LINES]]
    numbered = [(number, line) for number, line in enumerate(lines, start=1) if any(line)]
    heads = next(((number, line) for number, line in numbered if _is_heads(line)), None)
    if heads is None:
        raise Unreadable("Baris judul tidak ditemukan: golongan, mkg, rupiah; atau MKG diikuti golongan.")
    _, titles = heads
    below = [(number, line) for number, line in numbered if number > heads[0]]
    lowered = [title.casefold() for title in titles]
    if "golongan" in lowered:
        yield from _one_a_line(below, lowered)
        return
    columns = {place: title for place, title in enumerate(titles) if GRADE.fullmatch(title)}
    years_at = next(place for place, title in enumerate(lowered) if title.startswith(YEARS_WORDS))
    for number, line in below:
        for place, grade in columns.items():
            if place < len(line) and line[place] not in ("", "-", "–"):
                yield {"grade": grade, "years": _whole(line, years_at, number), "rupiah": _whole(line, place, number)}


def _one_a_line(lines, titles):
    places = [titles.index("golongan")]
    for words in (YEARS_WORDS, ("rupiah", "gaji")):
        found = next((place for place, title in enumerate(titles) if title.startswith(words)), None)
        if found is None:
            raise Unreadable("Baris judul harus memuat golongan, mkg, dan rupiah.")
        places.append(found)
    for number, line in lines:
        grade = line[places[0]] if places[0] < len(line) else ""
        yield {"grade": grade, "years": _whole(line, places[1], number), "rupiah": _whole(line, places[2], number)}


def _is_heads(line):
    lowered = [cell.casefold() for cell in line]
    by_grade = sum(bool(GRADE.fullmatch(cell)) for cell in line) > 1
    return "golongan" in lowered or (by_grade and any(cell.startswith(YEARS_WORDS) for cell in lowered))


def _text(cell):
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).replace("\xa0", " ").strip()


def _whole(line, place, number):
    text = line[place] if place < len(line) else ""
    digits = re.sub(r"^rp\.?\s*|[.\s]|,00$|,-$", "", text, flags=re.IGNORECASE)
    if not re.fullmatch(r"[0-9]{1,9}", digits):
        raise Unreadable(f"Baris {number}: “{text[:30]}” bukan bilangan bulat.")
    return int(digits)
