"""Working days of the civil service: neither Saturday nor Sunday, nor a national holiday or joint leave."""

from datetime import timedelta
from functools import cache

from holidays import GOVERNMENT, PUBLIC, country_holidays

SATURDAY = 5


def is_workday(day):
    return day.weekday() < SATURDAY and day not in _days_off(day.year)


def workdays_after(day, number):
    """The last of the `number` working days that follow `day`: what is promised on a Friday in one is due on Monday."""
    while number > 0:
        day += timedelta(days=1)
        number -= is_workday(day)
    return day


def workdays_between(start, end):
    """How many working days there are after `start` up to and with `end`; negative where `end` lies before `start`."""
    if end < start:
        return -workdays_between(end, start)
    return sum(is_workday(start + timedelta(days=ahead + 1)) for ahead in range((end - start).days))


@cache
def _days_off(year):
    """Holidays and cuti bersama of one year; those of the moon are estimates until the ministers fix them."""
    return frozenset(country_holidays("ID", years=year, categories=(PUBLIC, GOVERNMENT)))
