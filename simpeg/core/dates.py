from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.formats import date_format


@dataclass(frozen=True)
class Period:
    """A half-open span of days, [start, end), exactly like PostgreSQL's daterange."""

    start: date
    end: date | None = None

    def __contains__(self, day):
        return self.start <= day and (self.end is None or day < self.end)


def years_after(day, years):
    """The same calendar day `years` later (earlier when negative); 29 February becomes 28 February."""
    year = day.year + years
    if day.month == 2 and day.day == 29 and not isleap(year):
        return date(year, 2, 28)
    return day.replace(year=year)


def months_after(day, months):
    """The same day `months` later (earlier when negative); the 31st becomes the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def in_words(day):
    """A day as people read it: `1 Desember 2026`; takes a date or its ISO text."""
    return _words(date.fromisoformat(day) if isinstance(day, str) else day) if day else "–"


@lru_cache(maxsize=4096)  # a list says the same days over and over, and in one language
def _words(day):
    return date_format(day, "j F Y")
