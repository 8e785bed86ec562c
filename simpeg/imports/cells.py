"""What a cell can hold once it is read: text, a number, a day, yes or no, nothing, or something we refuse."""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

# Excel itself keeps no more text than this in one cell.
MAX_TEXT = 32_767

# The days after which Excel's calendars count. 1900 has a 29 February there, so counting is true from 1 March 1900 on.
_EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 (a cell knows no time zone)
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_LAST_SERIAL = 2_958_466  # 1 January 10000, which no calendar of ours knows

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,309}(?:\.[0-9]{0,400})?|\.[0-9]{1,400})(?:[eE][+-]?[0-9]{1,3})?")
_INTEGER = re.compile(r"[+-]?[0-9]{1,309}")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that holds no value one may take: what it shows, and why it is refused."""

    shown: str
    sentence: str
    kind: str


def formula_cell(cached):
    return BadCell(
        cached, "Sel ini berisi rumus. Ganti dengan nilainya (salin, lalu tempel khusus sebagai nilai).", "formula"
    )


def error_cell(code):
    return BadCell(code, f"Sel ini berisi galat Excel {code}. Isi dengan nilai yang benar.", "error value")


def number(text):
    """An int when written without a fraction, else a float; None when the text is no number."""
    if _INTEGER.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text):
        value = float(text)
        return value if math.isfinite(value) else None
    return None


@lru_cache(maxsize=10_000)  # a sheet shows the same few numbers and days again and again
def number_cell(text):
    value = number(text)
    return (
        BadCell(text[:100], "Sel ini berisi angka yang tidak dapat dibaca.", "unreadable number")
        if value is None
        else value
    )


@lru_cache(maxsize=10_000)
def date_cell(text, *, from_1904):
    """The day of a serial number in a cell with a date format."""
    serial = number(text)
    if serial is None:
        return number_cell(text)
    # In Excel's first calendar 0 is "00-01-1900" and 60 the 29 February that never was.
    real = 0 <= serial < _LAST_SERIAL - 1462 if from_1904 else 1 <= serial < _LAST_SERIAL and int(serial) != 60
    if not real:
        return BadCell(
            str(serial), f"Nilai {serial} dalam sel tanggal ini bukan tanggal (misalnya 00-01-1900).", "impossible date"
        )
    if from_1904:
        moment = _EPOCH_1904 + timedelta(days=serial)
    else:
        moment = _EPOCH_1900 + timedelta(days=serial if serial > 60 else serial + 1)
    return moment.date() if isinstance(serial, int) else moment


def iso_date_cell(text):
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return BadCell(text[:100], f"Nilai {text[:100]} bukan tanggal.", "impossible date")


def text_cell(text):
    """Text as Excel shows it: `_x000D_` is one character there, and so is it here."""
    if "_x" not in text and len(text) <= MAX_TEXT:
        return text  # XML itself allows no control characters, so nothing else needs a look
    text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return plain_cell(text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass"))


def plain_cell(text):
    """Text that was written as it is, without Excel's escapes."""
    if len(text) > MAX_TEXT:
        return BadCell(text[:100], "Isi sel ini lebih panjang dari 32.767 huruf. Persingkat isinya.", "text too long")
    if _CONTROL.search(text):
        return BadCell(
            _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text[:100]),
            "Sel ini memuat karakter yang tidak terlihat dan tidak dapat disimpan. Ketik ulang isinya.",
            "control character",
        )
    return text
