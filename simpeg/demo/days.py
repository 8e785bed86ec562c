"""The calendar of the demo: months, and the days on which promotions take effect."""

import tomllib
from datetime import date
from functools import cache

from simpeg.core.dates import months_after
from simpeg.law.files import DATA


def months_between(start, end):
    """Full months from `start` to `end`."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def first_of_next_month(day):
    return months_after(day.replace(day=1), 1)


def is_promotion_day(day):
    months = next(value for since, value in _promotion_months() if since <= day)
    return day.day == 1 and day.month in months


def promotion_day_before(day):
    """The last promotion day on or before `day`."""
    day = day.replace(day=1)
    while not is_promotion_day(day):
        day = months_after(day, -1)
    return day


def promotion_days(start, end):
    """Every promotion day from `start` to `end`, both included."""
    day = start if start.day == 1 else first_of_next_month(start)
    days = []
    while day <= end:
        if is_promotion_day(day):
            days.append(day)
        day = months_after(day, 1)
    return days


@cache
def _promotion_months():
    law = tomllib.loads((DATA / "kenaikan_pangkat.toml").read_text(encoding="utf-8"))
    values = [(entry["since"], tuple(entry["value"])) for entry in law["kp"]["bulan_periode"]["values"]]
    return sorted(values, reverse=True) + [(date.min, (4, 10))]
