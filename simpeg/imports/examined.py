"""What a sheet would do: the rows that are sound, those that are refused and why, before anything is written."""

import hashlib
import json
from dataclasses import dataclass, field

from simpeg.imports.columns import shown
from simpeg.imports.mending import REFUSED_BECAUSE
from simpeg.imports.package import NotAWorkbook
from simpeg.imports.sheet import folded, match_header, read_rows
from simpeg.imports.workbook import open_workbook


@dataclass(frozen=True)
class Refused:
    """What is wrong with a row: where, what stands there, and what to do."""

    row: int
    column: str
    value: str
    sentence: str

    def as_data(self):
        return {"row": self.row, "column": self.column, "value": self.value, "sentence": self.sentence}


@dataclass
class Examined:
    """What a workbook would do.

    `found` are its sound rows: frozen dataclasses with `before` (what is on file of it now; None: nothing) and `same`.
    `unknown` are columns that nobody reads.
    """

    sheet: str = ""
    found: list = field(default_factory=list)
    refused: list = field(default_factory=list)
    unknown: tuple = ()
    rows: int = 0

    @property
    def changed(self):
        return [row for row in self.found if row.before is not None and not row.same]

    @property
    def to_keep(self):
        """What the sound rows say that is not on file so."""
        return [row.fact for row in self.found if not row.same]

    @property
    def counts(self):
        return {
            "rows": self.rows,
            "new": sum(row.before is None for row in self.found),
            "changed": len(self.changed),
            "same": sum(row.same for row in self.found),
            "refused": len({refusal.row for refusal in self.refused}),
        }

    @property
    def digest(self):
        """A fingerprint of all that would be done, and of what stands there now."""
        said = [repr(row) for row in self.found], sorted((refusal.row, refusal.column) for refusal in self.refused)
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()

    def refuse(self, row, column, value, sentence):
        self.refused.append(Refused(row, column, "" if value is None else shown(value), sentence))


def read_sheet(source, name, columns):
    """(`Examined` so far, [(row, {column: value})] of the rows whose every cell can be read).

    `source` is a path or an open file, read is the sheet of this name or else the first. Raises NotAWorkbook where the
    file or its header cannot be read.
    """
    with open_workbook(source) as book:
        sheet = next((each for each in book.sheet_names if folded(each) == name), book.sheet_names[0])
        rows = iter(book.rows(sheet))
        first = next(rows, None)
        if first is None or not isinstance(first[1], list):
            titles = ", ".join(column.name for column in columns)
            raise NotAWorkbook(f"Lembar {sheet} kosong. Baris pertamanya harus judul kolom: {titles}.")
        header = match_header(first[1], columns)
        if header.problems:
            raise NotAWorkbook(" ".join(problem.sentence for problem in header.problems))
        result = Examined(sheet, unknown=tuple(each for each in header.unknown if folded(each) != REFUSED_BECAUSE))
        sound = []
        for number, values, problems in read_rows(rows, header):
            result.rows += 1
            result.refused += [Refused(number, each.column, each.value or "", each.sentence) for each in problems]
            if not problems:
                sound.append(
                    (number, {column.name: value for column, value in zip(header.columns, values, strict=True)})
                )
    return result, sound
