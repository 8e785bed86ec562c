"""Typed columns: each turns a cell into a value, or refuses it with a sentence for the person who filled it in."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache

from simpeg.imports.cells import BadCell

_NIP = re.compile(r"[0-9]{18}")
_NIK = re.compile(r"[0-9]{16}")
_DAY_FIRST = re.compile(r"([0-9]{2})-([0-9]{2})-([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_DECIMAL = re.compile(r"-?[0-9]{1,18}(?:[.,][0-9]{1,18})?")
_SPACES = re.compile(r"\s+")
# Spaces that a mail program or a web page leaves behind, with and without width.
_HIDDEN_SPACES = re.compile(
    "[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}]"
)

# Excel keeps fifteen digits of a number; what is longer has lost its end.
_EXACT_BELOW = 10**15
_TYPE_AGAIN = "Ubah format sel menjadi teks, lalu ketik ulang."
FIRST_YEAR, LAST_YEAR = 1900, 2199


class CellRefused(Exception):
    """The cell cannot be taken: `kind` for programs, the message for people."""

    def __init__(self, kind, sentence):
        super().__init__(sentence)
        self.kind = kind


def shown(cell):
    """A cell as a report shows it: as it was typed, shortened; days as yyyy-mm-dd."""
    if cell is None:
        return None
    if isinstance(cell, BadCell):
        return cell.shown
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time() != time.min else cell.date().isoformat()
    if isinstance(cell, bool):
        return str(cell).lower()
    return str(cell)[:200]


class Column:
    """A named column. `read` gets a cell that is not empty, and returns None where it holds only spaces.

    A required column must be there and filled in every row; `column_required` asks only that it be there.
    """

    def __init__(self, name, *, required=False, column_required=False):
        self.name = name
        self.required = required
        self.column_required = required or column_required

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r})"

    def read(self, cell):
        if isinstance(cell, str):
            return self.from_text(cell)
        if isinstance(cell, BadCell):
            raise CellRefused(cell.kind, cell.sentence)
        if isinstance(cell, bool):
            return self.from_text("true" if cell else "false")
        if isinstance(cell, date):
            return self.from_day(cell)
        return self.from_number(cell)

    def from_text(self, text):
        raise NotImplementedError

    def from_number(self, number):
        return self.from_text(str(_whole(number)))

    def from_day(self, day):
        raise CellRefused(
            "date in a text cell", "Sel ini berisi tanggal. Ubah format sel menjadi teks, lalu ketik ulang isinya."
        )


class Text(Column):
    """Words as typed, without outer spaces; non-breaking spaces become ordinary ones."""

    def __init__(self, name, max_length, **options):
        super().__init__(name, **options)
        self.max_length = max_length

    def from_text(self, text):
        text = _HIDDEN_SPACES.sub(" ", text).strip() if not text.isascii() else text.strip()
        if len(text) > self.max_length:
            raise CellRefused("text too long", f"Isinya {len(text)} huruf, paling banyak {self.max_length}.")
        return text or None


class Id(Text):
    """A code or identifier: text. A number is taken where no digit can have been lost; `width` gives back its zeros."""

    def __init__(self, name, max_length, *, width=0, **options):
        super().__init__(name, max_length, **options)
        self.width = width

    def from_text(self, text):
        return super().from_text(text if text.isascii() else _HIDDEN_SPACES.sub("", text))

    def from_number(self, number):
        number = _whole(number)
        if not isinstance(number, int) or not 0 <= number < _EXACT_BELOW:
            raise CellRefused(
                "id as number",
                f"{self.name} tersimpan sebagai angka sehingga digitnya dapat hilang. {_TYPE_AGAIN}",
            )
        return self.from_text(str(number).zfill(self.width))


class Code(Id):
    """An identifier that must be among the known ones; `known` maps it to what is stored, `of` names the list."""

    def __init__(self, name, known, *, of, unknown, **options):
        super().__init__(name, max(map(len, known), default=0), **options)
        self.known = {code.upper(): value for code, value in known.items()}
        self.of = of
        self.unknown = unknown

    def from_text(self, text):
        code = _HIDDEN_SPACES.sub("", text).strip()
        if not code:
            return None
        try:
            return self.known[code.upper()]
        except KeyError:
            raise CellRefused(
                self.unknown, f"{self.name} {shown(code)} tidak ada dalam daftar {self.of}. Periksa kodenya."
            ) from None


class Nip(Column):
    def from_text(self, text):
        digits = _SPACES.sub("", _HIDDEN_SPACES.sub("", text))
        if not digits:
            return None
        if not _NIP.fullmatch(digits):
            if len(digits) != 18:
                raise CellRefused(f"NIP {len(digits)} digits", f"NIP harus 18 angka; di sini ada {len(digits)}.")
            raise CellRefused("NIP with letters", "NIP hanya boleh berisi angka 0-9; periksa huruf O, I, atau l.")
        return digits

    def from_number(self, number):
        raise CellRefused(
            "NIP as number",
            f"NIP tersimpan sebagai angka sehingga digit terakhirnya hilang. {_TYPE_AGAIN}",
        )


class Nik(Column):
    def from_text(self, text):
        digits = _SPACES.sub("", _HIDDEN_SPACES.sub("", text))
        if digits and not _NIK.fullmatch(digits):
            raise CellRefused("NIK not 16 digits", "NIK harus 16 angka 0-9.")
        return digits or None

    def from_number(self, number):
        raise CellRefused(
            "NIK as number",
            f"NIK tersimpan sebagai angka sehingga digit terakhirnya hilang. {_TYPE_AGAIN}",
        )


class Day(Column):
    """An Excel date, or text dd-mm-yyyy or yyyy-mm-dd."""

    def from_text(self, text):
        return _day(text)

    def from_number(self, number):
        raise CellRefused(
            "impossible date", f"Nilai {shown(number)} bukan tanggal. Tulis sebagai hh-bb-tttt, misalnya 31-12-2025."
        )

    def from_day(self, day):
        day = day.date() if isinstance(day, datetime) else day
        return _in_range(day)


class Whole(Column):
    """A whole number from `least` to `most`."""

    def __init__(self, name, *, least=0, most=32_767, **options):
        super().__init__(name, **options)
        self.least = least
        self.most = most

    def from_text(self, text):
        text = _HIDDEN_SPACES.sub(" ", text).strip()
        if not text:
            return None
        if not _WHOLE.fullmatch(text):
            if _DECIMAL.fullmatch(text):
                return self.from_number(float(text.replace(",", ".")))
            raise CellRefused("text in a numeric cell", f"{self.name} harus berupa angka bulat, misalnya 5.")
        return self.from_number(int(text))

    def from_number(self, number):
        number = _whole(number)
        if not isinstance(number, int):
            raise CellRefused("decimal in a whole-number cell", f"{self.name} harus berupa angka bulat, tanpa pecahan.")
        if number < 0 <= self.least:
            raise CellRefused(f"{self.name} negative", f"{self.name} tidak boleh negatif.")
        if not self.least <= number <= self.most:
            raise CellRefused("number out of range", f"{self.name} harus antara {self.least} dan {self.most}.")
        return number

    def from_day(self, day):
        raise CellRefused("date in a numeric cell", f"{self.name} harus berupa angka bulat, bukan tanggal.")


class Fraction(Column):
    """A number from 0 with so many digits and decimals, written with a comma or a point, without thousands."""

    def __init__(self, name, *, digits, places, **options):
        super().__init__(name, **options)
        self.places = places
        self.below = 10 ** (digits - places)

    def from_text(self, text):
        text = _HIDDEN_SPACES.sub(" ", text).strip()
        if not text:
            return None
        if not _DECIMAL.fullmatch(text):
            raise CellRefused("text in a numeric cell", f"{self.name} harus berupa angka, misalnya 37,5.")
        return self._bounded(Decimal(text.replace(",", ".")))

    def from_number(self, number):
        # Fifteen digits are what Excel itself shows of a number; the rest is noise of binary fractions.
        return self._bounded(Decimal(f"{number:.15g}"))

    def from_day(self, day):
        raise CellRefused("date in a numeric cell", f"{self.name} harus berupa angka, bukan tanggal.")

    def _bounded(self, number):
        if number < 0:
            raise CellRefused(f"{self.name} negative", f"{self.name} tidak boleh negatif.")
        if number >= self.below:
            raise CellRefused("number out of range", f"{self.name} harus di bawah {self.below}.")
        if number != round(number, self.places):
            raise CellRefused("too many decimals", f"{self.name} paling banyak {self.places} angka di belakang koma.")
        return number


class Choice(Column):
    """One of a few words, whatever their case and spacing; `choices` maps the word to what is stored."""

    def __init__(self, name, choices, *, unknown, **options):
        super().__init__(name, **options)
        self.unknown = unknown
        self.choices = {_folded(word): value for word, value in choices.items()}
        self.words = ", ".join(choices)

    def from_text(self, text):
        word = _folded(text)
        if not word:
            return None
        try:
            return self.choices[word]
        except KeyError:
            raise CellRefused(
                self.unknown, f"{self.name} tidak dikenal. Isi dengan salah satu dari: {self.words}."
            ) from None


def _whole(number):
    """An int where a number is whole, else itself."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


def _folded(text):
    return _SPACES.sub(" ", _HIDDEN_SPACES.sub(" ", text).strip()).upper()


@lru_cache(maxsize=50_000)  # a workbook names the same days again and again
def _day(text):
    stripped = _HIDDEN_SPACES.sub(" ", text).strip()
    if not stripped:
        return None
    if match := _DAY_FIRST.fullmatch(stripped):
        day, month, year = map(int, match.groups())
    elif match := _YEAR_FIRST.fullmatch(stripped):
        year, month, day = map(int, match.groups())
    else:
        raise CellRefused(
            "impossible date", f"Nilai {shown(text)} bukan tanggal. Tulis sebagai hh-bb-tttt, misalnya 31-12-2025."
        )
    try:
        return _in_range(date(year, month, day))
    except ValueError:
        raise CellRefused(
            "impossible date", f"Tanggal {stripped} tidak ada dalam kalender. Periksa hari, bulan, dan tahunnya."
        ) from None


def _in_range(day):
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise CellRefused("impossible date", f"Tahun {day.year} di luar rentang {FIRST_YEAR} sampai {LAST_YEAR}.")
    return day
