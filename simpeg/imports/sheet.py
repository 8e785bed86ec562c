"""A sheet as typed rows: its header matched by name, each cell read by its column, each refusal told."""

import re
from dataclasses import dataclass

from simpeg.imports.columns import CellRefused, shown

_SPACES = re.compile(r"[\s_\N{NO-BREAK SPACE}]+")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell, seen from its row."""

    column: str
    value: str | None
    kind: str
    sentence: str


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row whose cells cannot be told apart: why, for programs and for people."""

    kind: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Header:
    """Where each known column stands in a sheet; what stands there besides; what keeps the sheet from being read."""

    places: tuple  # (place in the row, column), in the order of the declared columns
    unknown: tuple  # headers that no column answers to
    problems: tuple

    @property
    def columns(self):
        return [column for _, column in self.places]


def folded(name):
    """A header or sheet name with case, spaces and underscores made equal."""
    return _SPACES.sub(" ", str(name)).strip().upper()


def match_header(cells, columns):
    """Match the cells of row 1 with the declared columns, by name."""
    known = {folded(column.name): column for column in columns}
    found, unknown, problems = {}, [], []
    for place, cell in enumerate(cells):
        title = (shown(cell) or "").strip()
        column = known.get(folded(title))
        if column is None:
            if title:
                unknown.append(title)
        elif column in found:
            problems.append(
                Problem(column.name, title, "column twice", f"Kolom {column.name} ada dua kali. Hapus salah satunya.")
            )
        else:
            found[column] = place
    problems += [
        Problem(
            column.name,
            None,
            "missing required column",
            f"Kolom wajib {column.name} tidak ada, sehingga lembar ini tidak dibaca.",
        )
        for column in columns
        if column.column_required and column not in found
    ]
    places = tuple((found[column], column) for column in columns if column in found)
    return Header(places, tuple(unknown), tuple(problems))


def read_rows(rows, header):
    """Yield `(row number, values, problems)` for each row below the header that fills any known column.

    Values come in the order of `header.places`; a cell that is empty or refused is None there.
    """
    places = header.places
    empty = [None] * len(places)
    for number, cells in rows:
        if isinstance(cells, BadRow):
            named = next((column.name for _, column in places if column.required), "")
            yield number, empty[:], [Problem(named, None, cells.kind, cells.sentence)]
            continue
        values, problems, width = empty[:], [], len(cells)
        filled = False
        for index, (place, column) in enumerate(places):
            cell = cells[place] if place < width else None
            if cell is not None:
                try:
                    value = column.read(cell)
                except CellRefused as refusal:
                    problems.append(Problem(column.name, shown(cell), refusal.kind, str(refusal)))
                    filled = True
                    continue
                if value is not None:
                    values[index] = value
                    filled = True
                    continue
            if column.required:
                problems.append(
                    Problem(
                        column.name,
                        shown(cell),
                        "missing required cell",
                        f"{column.name} wajib diisi, tetapi sel ini kosong.",
                    )
                )
        if filled:
            yield number, values, problems
