"""Where the law's files lie, and what their rows say: the law as it came with the program."""

import csv
import tomllib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Piece:
    """Something that holds from `start` until before `end` (None: until further notice)."""

    start: date
    end: date | None
    what: Any
    basis: str
    change: int | None = None

    def __contains__(self, day):
        return self.start <= day and (self.end is None or day < self.end)

    def part(self, start, end):
        """This piece within a span, or None where they do not meet."""
        first = max(self.start, start)
        last = min(filter(None, (self.end, end)), default=None)
        return replace(self, start=first, end=last) if last is None or first < last else None


def without(pieces, start, end):
    """What is left of the pieces outside of a span."""
    left = []
    for piece in pieces:
        left += filter(None, [piece.part(date.min, start), end and piece.part(end, None)])
    return left


def within(pieces, start, end):
    return list(filter(None, (piece.part(start, end) for piece in pieces)))


def csv_rows(folder, name):
    with (folder / name).open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def csv_span(row):
    """valid_from and valid_to of a row, both days included in the file: the first day, and the day after the last."""
    last = row["valid_to"] and date.fromisoformat(row["valid_to"])
    return date.fromisoformat(row["valid_from"]), last + timedelta(days=1) if last else None


def values_in(folder=DATA):
    """Key -> the pieces of its values, oldest first: each holds until the next."""
    found = {}
    for path in sorted(folder.glob("*.toml")):
        for topic, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for name, entry in entries.items():
                if isinstance(entry, dict) and "values" in entry:
                    found[f"{topic}.{name}"] = _pieces(entry["values"])
    return found


def _pieces(values):
    ordered = sorted(values, key=lambda value: value["since"])
    return [
        Piece(now["since"], later and later["since"], now["value"], now["basis"])
        for now, later in pairwise([*ordered, None])
    ]
