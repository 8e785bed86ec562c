"""What each legal value is: its words, its kind and its bounds, as data/*.toml declares them beside the values.

A value is JSON; its kind says which JSON: a number between bounds, yes or no, months, codes of a list, a number or a
code for each of several keys, or rows. `refusals` is the one place that says whether a value fits its key.
"""

import json
import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache

from simpeg.law.files import DATA

KINDS = ("integer", "decimal", "flag", "choice", "set", "months", "texts", "map", "rows", "days", "other")
MONTHS = {
    1: "Januari", 2: "Februari", 3: "Maret", 4: "April", 5: "Mei", 6: "Juni", 7: "Juli", 8: "Agustus", 9: "September",
    10: "Oktober", 11: "November", 12: "Desember",
}  # fmt: skip
MOST_ENTRIES, LONGEST_TEXT = 300, 500


@dataclass(frozen=True)
class Topic:
    """A procedure that legal values belong to: the part of a key before its point."""

    code: str
    title: str
    sentence: str = ""


@dataclass(frozen=True)
class Key:
    """One legal value's declaration."""

    name: str
    label: str
    does: str = ""
    kind: str = "other"
    unit: str = ""
    least: float | None = None
    most: float | None = None
    decimals: int = 0
    choices: dict = field(default_factory=dict)
    keys: dict = field(default_factory=dict)
    columns: dict = field(default_factory=dict)
    lists: tuple = ()
    optional: tuple = ()  # columns of rows that may be empty
    pattern: str = ""
    hint: str = ""
    fixed: str = ""  # why the agency cannot change it here; empty where it can

    @property
    def topic(self):
        return self.name.partition(".")[0]

    @property
    def whole(self):
        """Whether its numbers have no fraction."""
        return self.kind != "decimal" and not self.decimals

    def refusals(self, value):
        """Why `value` cannot be a value of this key, as sentences; none where it can."""
        return list(CHECKS[self.kind](self, value))

    @property
    def may_change(self):
        return self.kind != "other" and not self.fixed

    def words(self, value):
        """`value` as people read it, in one line."""
        return WORDS[self.kind](self, value)

    def entry(self, value):
        """One number or code of the value as people read it."""
        if self.choices:
            return self.choices.get(str(value), str(value))
        shown = f"{value:f}".rstrip("0").rstrip(".") if isinstance(value, Decimal | float) else str(value)
        return f"{shown.replace('.', ',')} {self.unit}".rstrip()

    def lines(self, value):
        """`value` as a table, `(heads, rows)`; None where one line says it."""
        if self.kind == "map":
            return ["Untuk", "Nilai"], [[self.keys.get(key, key), self.entry(one)] for key, one in value.items()]
        if self.kind == "rows":
            names = list(self.columns)
            return list(self.columns.values()), [[_cell(row.get(name)) for name in names] for row in value]
        return None


@cache
def topics():
    """Every topic by its code, in the order of the files."""
    found = {}
    for code, entries in _declared():
        if "title" in entries:
            found[code] = Topic(code, entries["title"], entries.get("sentence", ""))
    return found


@cache
def keys():
    """Every declared key by its name."""
    named = {name: {str(code): words for code, words in codes.items()} for name, codes in _choices().items()}
    found = {}
    for topic, entries in _declared():
        for name, entry in entries.items():
            if isinstance(entry, dict) and "values" in entry:
                found[f"{topic}.{name}"] = _key(f"{topic}.{name}", entry, named)
    return found


def key_of(name):
    """The declaration of a key; one that was never declared is shown as it stands and cannot be changed."""
    return keys().get(name) or Key(name, name.partition(".")[2].replace("_", " ").capitalize())


def topic_of(code):
    return topics().get(code) or Topic(code, code.replace("_", " ").capitalize())


def _declared():
    for path in sorted(DATA.glob("*.toml")):
        yield from tomllib.loads(path.read_text(encoding="utf-8")).items()


def _choices():
    return {name: codes for topic, entries in _declared() if topic == "pilihan" for name, codes in entries.items()}


def _key(name, entry, named):
    said = {part: entry[part] for part in Key.__dataclass_fields__ if part in entry}
    choices = entry.get("choices", {})
    said["choices"] = named[choices] if isinstance(choices, str) else {str(c): words for c, words in choices.items()}
    said["lists"] = tuple(entry.get("lists", ()))
    said["optional"] = tuple(entry.get("optional", ()))
    return Key(name, **{"label": name} | said)


# -- Whether a value fits ---------------------------------------------------------------------------------------------


def _number(key, value):
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        yield "Isi dengan angka."
    elif key.whole and value != int(value):
        yield "Isi dengan bilangan bulat."
    elif (key.least is not None and value < key.least) or (key.most is not None and value > key.most):
        yield f"Isi dengan angka dari {key.entry(key.least)} sampai {key.entry(key.most)}."


def _flag(key, value):
    if not isinstance(value, bool):
        yield "Pilih ya atau tidak."


def _choice(key, value):
    if isinstance(value, bool) or str(value) not in key.choices:
        yield f"“{_cut(value)}” bukan salah satu pilihan."


def _many(one):
    def check(key, value):
        if not isinstance(value, list) or not value:
            yield "Pilih atau isi sekurang-kurangnya satu."
        elif len(value) > MOST_ENTRIES:
            yield f"Terlalu banyak: paling banyak {MOST_ENTRIES}."
        elif len({str(entry) for entry in value}) != len(value):
            yield "Ada yang disebut dua kali."
        else:
            for entry in value:
                yield from one(key, entry)

    return check


def _month(key, value):
    if isinstance(value, bool) or value not in MONTHS:
        yield f"“{_cut(value)}” bukan bulan."


def _day_of_year(key, value):
    try:
        month, day = value
        date(2000, month, day)
    except (TypeError, ValueError):
        yield f"“{_cut(value)}” bukan tanggal dalam setahun."


def _text(key, value):
    if not isinstance(value, str) or not value.strip() or "\0" in value or len(value) > LONGEST_TEXT:
        yield f"Isi dengan teks, paling panjang {LONGEST_TEXT} huruf."
    elif key.pattern and not re.fullmatch(key.pattern, value):
        yield f"“{_cut(value)}” tidak sesuai. {key.hint}".strip()


def _map(key, value):
    if not isinstance(value, dict) or not value:
        yield "Isi sekurang-kurangnya satu baris."
        return
    for name, entry in value.items():
        if key.keys and name not in key.keys:
            yield f"“{_cut(name)}” tidak dikenal."
        for sentence in _choice(key, entry) if key.choices else _number(key, entry):
            yield f"{key.keys.get(name, name)}: {sentence}"


def _rows(key, value):
    if not isinstance(value, list) or not value:
        yield "Isi sekurang-kurangnya satu baris."
        return
    for number, row in enumerate(value, start=1):
        for name, label in key.columns.items():
            entry = row.get(name) if isinstance(row, dict) else None
            if entry is None and name in key.optional:
                continue
            texts = entry if name in key.lists else [entry]
            if not isinstance(texts, list) or not texts or any(list(_text(key, text)) for text in texts):
                yield f"Baris {number}: isi kolom {label}."


CHECKS = {
    "integer": _number,
    "decimal": _number,
    "flag": _flag,
    "choice": _choice,
    "set": _many(_choice),
    "months": _many(_month),
    "texts": _many(_text),
    "map": _map,
    "rows": _rows,
    "days": _many(_day_of_year),
    "other": lambda key, value: ["Nilai ini tidak dapat diubah di sini."],
}

# -- In words ---------------------------------------------------------------------------------------------------------


def _set_words(key, value):
    if key.choices and key.kind == "set":
        return ", ".join(f"{code} {key.choices[code]}" if code.isdecimal() and code in key.choices
                         else key.choices.get(code, code) for code in map(str, value))  # fmt: skip
    return ", ".join(map(str, value))


def _map_words(key, value):
    shown = [f"{key.keys.get(name, name)}: {key.entry(entry)}" for name, entry in value.items()]
    return "; ".join(shown[:4]) + (f"; dan {len(shown) - 4} lagi" if len(shown) > 4 else "")


def _months_words(key, value):
    return "Setiap bulan" if len(value) == len(MONTHS) else ", ".join(MONTHS.get(month, str(month)) for month in value)


WORDS = {
    "integer": lambda key, value: key.entry(value),
    "decimal": lambda key, value: key.entry(value),
    "flag": lambda key, value: "Ya" if value else "Tidak",
    "choice": lambda key, value: key.entry(value),
    "set": _set_words,
    "months": lambda key, value: (
        "Setiap bulan" if len(value) == 12 else ", ".join(MONTHS.get(m, str(m)) for m in value)
    ),
    "texts": _set_words,
    "map": _map_words,
    "rows": lambda key, value: f"{len(value)} baris",
    "days": lambda key, value: ", ".join(f"{day} {MONTHS[month]}" for month, day in value),
    "other": lambda key, value: json.dumps(value, ensure_ascii=False),
}


def _cell(value):
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _cut(value):
    return str(value)[:40]
