from datetime import date, timedelta

import pytest
from django.utils import timezone

from employees.asof.days import DayRefused, day_from, first_day, moment_from

pytestmark = pytest.mark.django_db


def test_a_day_is_read_as_it_is_written():
    assert day_from("2024-02-29") == date(2024, 2, 29)
    assert day_from(" 2024-01-01 ") == date(2024, 1, 1)


def test_the_first_day_is_the_first_whose_active_people_the_law_tells():
    assert first_day() == date(1994, 1, 1)
    assert day_from("1994-01-01") == date(1994, 1, 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("kemarin", "tidak dikenal"),
        ("\x00", "tidak dikenal"),
        ("٢٠٢٤-٠١-٠١", "tidak dikenal"),
        ("9" * 30, "tidak dikenal"),
        ("2024-1-1", "tidak dikenal"),
        ("2026-02-30", "tidak ada dalam kalender"),
        ("0000-01-01", "tidak ada dalam kalender"),
        ("0001-01-01", "terlalu lama"),
        ("1993-12-31", "terlalu lama"),
        ("9999-12-31", "terlalu jauh"),
    ],
)
def test_what_is_no_day_is_refused_with_a_sentence(text, words):
    with pytest.raises(DayRefused, match=words):
        day_from(text)


def test_days_to_come_can_be_asked_two_years_ahead():
    today = timezone.localdate()

    assert day_from((today + timedelta(days=700)).isoformat()) > today
    with pytest.raises(DayRefused):
        day_from((today + timedelta(days=800)).isoformat())


def test_a_moment_is_the_end_of_its_minute_or_of_its_day():
    assert timezone.localtime(moment_from("2026-03-01T10:15")).strftime("%H:%M:%S") == "10:15:59"
    assert timezone.localtime(moment_from("2026-03-01")).strftime("%H:%M:%S") == "23:59:59"


@pytest.mark.parametrize(
    "text", ["x", "2026-03-01T25:00", "2026-02-30T10:00", "0001-01-01T00:00", "9999-12-31T23:59", "2026-03-01T1:5"]
)
def test_what_is_no_moment_is_refused_with_a_sentence(text):
    with pytest.raises(DayRefused, match=r"\.$"):
        moment_from(text)
