from datetime import date

import pytest

from simpeg.core.workdays import is_workday, workdays_after, workdays_between


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 27), True),  # a Friday
        (date(2026, 11, 28), False),
        (date(2026, 11, 29), False),
        (date(2026, 12, 24), False),  # joint leave
        (date(2026, 12, 25), False),
        (date(2026, 3, 23), False),  # joint leave after Idulfitri
        (date(2026, 8, 17), False),
        (date(2026, 8, 18), True),
    ],
)
def test_weekends_holidays_and_joint_leave_are_free(day, works):
    assert is_workday(day) is works


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        (date(2026, 11, 24), 3, date(2026, 11, 27)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),  # over a weekend
        (date(2026, 12, 23), 1, date(2026, 12, 28)),  # over Christmas, its joint leave and the weekend
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # asked on a Saturday
        (date(2026, 3, 17), 2, date(2026, 3, 26)),  # over Nyepi and Idulfitri
        (date(2026, 11, 24), 0, date(2026, 11, 24)),
    ],
)
def test_a_promise_in_working_days_ends_on(start, number, end):
    assert workdays_after(start, number) == end
    assert workdays_between(start, end) == number


def test_after_the_day_the_days_left_are_negative():
    assert workdays_between(date(2026, 11, 30), date(2026, 11, 26)) == -2
    assert workdays_between(date(2026, 11, 24), date(2026, 11, 24)) == 0
