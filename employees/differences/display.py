"""A difference as people read it: codes with their words, days in words, what a reader may not see hidden."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from employees.differences.application import history_of, must_be_recorded_by_hand
from employees.differences.queries import LABELS
from employees.differences.roads import ROADS
from employees.imports.sheets import sheets
from employees.models import Difference, Employee
from employees.permissions import is_own
from employees.privacy import conceals, masked
from employees.records.links import way_to
from simpeg.core.dates import in_words

NOTHING = "kosong"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# A history's key is made of days and words; the days are shown as such.
_DAYS = re.compile(r"\b([0-9]{4}-[0-9]{2}-[0-9]{2})\b")


@dataclass(frozen=True)
class Shown:
    """One difference on a page: both sides as (same, different, same) pieces, its record, and where it is mended."""

    row: Difference
    label: str
    record: str
    ours: tuple
    theirs: tuple
    note: str
    way: str
    road: object


def shown(difference, user):
    hidden = _hidden(difference, user)
    ours, theirs = (_words(difference, value, hidden) for value in (difference.ours, difference.theirs))
    note = ""
    if hidden:
        note = "Nilainya disamarkan untuk peran Anda."
    elif difference.only_writing:
        note = "Hanya beda penulisan (huruf besar, spasi, tanda baca)."
    return Shown(
        row=difference,
        label=difference.column or LABELS[difference.kind],
        record=_DAYS.sub(lambda match: _day(match[1]), difference.key),
        ours=_marked(ours, theirs) if not hidden else ("", ours, ""),
        theirs=_marked(theirs, ours) if not hidden else ("", theirs, ""),
        note=note,
        way=_way(difference, user),
        road=ROADS.get(difference.road),
    )


def _hidden(difference, user):
    """The fields of this difference that its reader does not read of others; one's own are never hidden."""
    if difference.employee and is_own(user, difference.employee):
        return []
    model, target = _fields().get((difference.sheet, difference.column), (None, "siasn"))
    if difference.kind == Difference.Kind.FIELD:
        return [target] if conceals(model or Employee, target, user) else []
    model = next((found for (sheet, _), (found, _) in _fields().items() if sheet == difference.sheet), Employee)
    return [name for values in difference.values.values() for name in values or () if conceals(model, name, user)]


@cache
def _fields():
    """`{(sheet, column): (model, its column)}` of everything an export can say."""
    return {(sheet.name, each.column.name): (sheet.model, each.target) for sheet in sheets() for each in sheet.fields}


def _words(difference, value, hidden):
    whole = difference.sheet == "DATA UTAMA" and difference.kind != Difference.Kind.FIELD
    if whole:
        return "Ada" if value else "Tidak ada"
    if not value:
        return NOTHING if difference.kind == Difference.Kind.FIELD else "Tidak ada"
    if hidden:
        return masked(hidden[0], value)
    if difference.kind != Difference.Kind.FIELD:
        return _DAYS.sub(lambda match: _day(match[1]), value)
    if _DAY.fullmatch(value):
        return _day(value)
    word = _choices().get((difference.sheet, difference.column), {}).get(value)
    return f"{value} ({word})" if word and word != value else value


def _day(text):
    try:
        return in_words(date.fromisoformat(text))
    except ValueError:
        return text


@cache
def _choices():
    """`{(sheet, column): {stored value: word}}` for what is stored as a code."""
    known = {}
    for sheet in sheets():
        for field in sheet.fields:
            choices = sheet.choices_of(field.target)
            if choices:
                known[sheet.name, field.column.name] = {str(value): str(word) for value, word in choices}
    return known


def _marked(own, other):
    """What both sides share at the beginning and the end stays plain; between stands what differs."""
    if own in (NOTHING, "Ada", "Tidak ada") or other in (NOTHING, "Ada", "Tidak ada"):
        return "", own, ""
    start = next((n for n, (a, b) in enumerate(zip(own, other, strict=False)) if a != b), min(len(own), len(other)))
    rest, other_rest = own[start:], other[start:]
    end = 0
    while end < min(len(rest), len(other_rest)) and rest[-1 - end] == other_rest[-1 - end]:
        end += 1
    return own[:start], rest[: len(rest) - end], rest[len(rest) - end :]


def _way(difference, user):
    """The form in which an officer mends this by hand."""
    kind_key = history_of(difference)
    if not difference.employee or not kind_key or not user.has_perm("employees.change_employee"):
        return ""
    record = difference.record_id if difference.sheet != "DATA UTAMA" else None
    if difference.kind == Difference.Kind.ONLY_THEIRS or must_be_recorded_by_hand(difference):
        record = None
    return way_to(difference.employee, kind_key, record)
