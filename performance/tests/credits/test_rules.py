from datetime import date
from decimal import Decimal

import pytest

from performance.credits.queries import Ladder
from performance.credits.rules import (
    counted_after,
    diploma_points,
    months_of,
    percent_of,
    points_of,
    runs,
)
from performance.models import Predikat
from simpeg.law.engine import Law, LawGap
from simpeg.law.models import Grade, Tier

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 31)
# The whole table of section 4: a year of each predikat, from Sangat Baik to Sangat Kurang, in each jenjang.
YEAR = {
    Tier.BEGINNER: ["5.63", "3.75", "2.81", "1.88", "0.94"],
    Tier.SKILLED: ["7.50", "5.00", "3.75", "2.50", "1.25"],
    Tier.PROFICIENT: ["18.75", "12.50", "9.38", "6.25", "3.13"],
    Tier.SUPERVISING: ["37.50", "25.00", "18.75", "12.50", "6.25"],
    Tier.FIRST: ["18.75", "12.50", "9.38", "6.25", "3.13"],
    Tier.JUNIOR: ["37.50", "25.00", "18.75", "12.50", "6.25"],
    Tier.SENIOR: ["56.25", "37.50", "28.13", "18.75", "9.38"],
    Tier.PRINCIPAL: ["75.00", "50.00", "37.50", "25.00", "12.50"],
}


@pytest.mark.parametrize("tier", YEAR)
def test_a_year_of_each_predikat_is_worth_what_the_table_says(tier):
    law, ladder = Law.on(DAY), Ladder.on(DAY)
    grade = ladder.by_tier[tier][0].grade_id

    worth = [points_of(percent_of(predikat, law), ladder.coefficient(tier, grade), 12) for predikat in Predikat]

    assert [str(points) for points in worth] == YEAR[tier]


@pytest.mark.parametrize(
    ("percent", "coefficient", "months", "points"),
    [
        (100, "12.5", 2, "2.08"),  # two months Baik of ahli pertama: 2,0833
        (75, "3.75", 12, "2.81"),  # 2,8125
        (75, "37.5", 12, "28.13"),  # 28,125
        (25, "12.5", 12, "3.13"),  # 3,125
        (100, "12.5", 1, "1.04"),
        (150, "50", 12, "75.00"),
        (25, "3.75", 1, "0.08"),
    ],
)
def test_points_are_rounded_half_up_once(percent, coefficient, months, points):
    assert str(points_of(percent, Decimal(coefficient), months)) == points


@pytest.mark.parametrize(("day", "known"), [(date(2023, 6, 30), False), (date(2023, 7, 1), True)])
def test_conversion_begins_with_its_regulation(day, known):
    law = Law.on(day)

    if known:
        assert percent_of(Predikat.GOOD, law) == 100
    else:
        with pytest.raises(LawGap):
            percent_of(Predikat.GOOD, law)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "months"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), 12),
        (date(2025, 1, 2), date(2025, 12, 31), 12),  # a TMT of 2 January counts January
        (date(2025, 1, 1), date(2025, 6, 14), 5),  # who leaves on the 15th is counted where he goes
        (date(2025, 6, 15), date(2025, 12, 31), 7),
        (date(2025, 2, 1), date(2025, 2, 28), 1),
        (date(2024, 2, 1), date(2024, 2, 28), 0),
        (date(2025, 3, 5), date(2025, 3, 20), 0),
    ],
)
def test_a_month_belongs_to_whoever_has_its_last_day(starts_on, ends_on, months):
    assert len(months_of(starts_on, ends_on)) == months


def test_months_that_hang_together_are_one_run_within_a_year():
    year = 2025 * 12

    assert runs([year + 11, year, year + 1, year + 4, year + 12]) == [
        (year, year + 1), (year + 4, year + 4), (year + 11, year + 11), (year + 12, year + 12),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("determined_on", "since"),
    [
        (date(2025, 1, 20), date(2025, 1, 1)),
        (date(2025, 3, 31), date(2025, 1, 1)),
        (date(2025, 4, 1), date(2025, 4, 1)),
        (date(2025, 9, 15), date(2025, 9, 1)),
        (date(2025, 12, 31), date(2026, 1, 1)),
    ],
)
def test_a_pak_from_elsewhere_is_supposed_to_have_counted_what_lay_before(determined_on, since):
    assert counted_after(determined_on, Law.on(DAY)) == since


@pytest.mark.parametrize(
    ("tier", "grade", "need"),
    [
        ("PT", "III/a", (50, 100, "III/b", "", False)),
        ("PT", "III/b", (100, 100, "III/c", "MU", True)),
        ("MU", "III/d", (200, 200, "IV/a", "MA", True)),
        ("MA", "IV/b", (300, 450, "IV/c", "", False)),
        ("MA", "IV/c", (450, 450, "IV/d", "UT", True)),
        ("TR", "II/d", (60, 60, "III/a", "MH", True)),
        ("UT", "IV/d", (200, None, "IV/e", "", False)),
        ("UT", "IV/e", (None, None, "", "", False)),
        ("PY", "III/d", (None, None, "", "", False)),
        ("MU", "III/b", (None, 200, "", "", False)),  # raised to the jenjang before the golongan
    ],
)
def test_what_the_next_golongan_and_the_next_jenjang_ask(tier, grade, need):
    found = Ladder.on(DAY).need(tier, Grade.objects.get(code=grade).pk)

    assert (found.grade_need, found.tier_need, found.next_grade, found.next_tier, found.crosses) == need


def test_what_is_missing_is_never_less_than_nothing():
    found = Ladder.on(DAY).need("PT", 31)

    assert found.missing(Decimal("56.25")) == (Decimal(0), Decimal("43.75"))


@pytest.mark.parametrize(("step", "points"), [("50", "12.50"), ("15", "3.75"), ("150", "37.50")])
def test_a_higher_diploma_adds_a_quarter_of_a_step(step, points):
    assert str(diploma_points(Decimal(step), Law.on(DAY))) == points
