from datetime import date

import pytest

from simpeg.core.dates import Period, in_words, years_after


@pytest.mark.parametrize(
    ("day", "inside"),
    [(date(2000, 11, 16), False), (date(2000, 11, 17), True), (date(2025, 5, 19), True), (date(2025, 5, 20), False)],
)
def test_period_includes_its_first_day_and_excludes_its_end(day, inside):
    assert (day in Period(date(2000, 11, 17), date(2025, 5, 20))) is inside


def test_open_period_never_ends():
    assert date(9999, 12, 31) in Period(date(2000, 11, 17))


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2021, 10, 1), 4, date(2025, 10, 1)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2024, 2, 29), 2, date(2026, 2, 28)),
        (date(2024, 2, 29), -1, date(2023, 2, 28)),
    ],
)
def test_years_after_keeps_the_calendar_day_and_leap_day_falls_back(day, years, expected):
    assert years_after(day, years) == expected


@pytest.mark.parametrize(
    ("day", "words"), [(date(2026, 12, 1), "1 Desember 2026"), ("2026-03-31", "31 Maret 2026"), (None, "–")]
)
def test_days_in_words(day, words):
    assert in_words(day) == words
