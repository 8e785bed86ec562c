from datetime import date

import pytest

from performance.models import Achievement, Level, Predikat
from performance.review.rules import judge_pattern, predikat_of, result_of_unit
from simpeg.law.engine import Law, LawGap

pytestmark = pytest.mark.django_db
ABOVE, MEETS, BELOW = Level
SPECIAL, GOOD, FAIR, POOR, VERY_POOR = Achievement


@pytest.fixture
def law():
    return Law.on(date(2026, 12, 1))


@pytest.mark.parametrize(
    ("result", "behaviour", "predikat"),
    [
        (ABOVE, ABOVE, Predikat.VERY_GOOD),
        (ABOVE, MEETS, Predikat.GOOD),
        (ABOVE, BELOW, Predikat.POOR),
        (MEETS, ABOVE, Predikat.GOOD),
        (MEETS, MEETS, Predikat.GOOD),
        (MEETS, BELOW, Predikat.POOR),
        (BELOW, ABOVE, Predikat.FAIR),
        (BELOW, MEETS, Predikat.FAIR),
        (BELOW, BELOW, Predikat.VERY_POOR),
    ],
)
def test_the_predikat_follows_from_the_nine_cells_of_the_matrix(law, result, behaviour, predikat):
    assert predikat_of(result, behaviour, law) == predikat


def test_there_is_no_matrix_before_the_regulation():
    with pytest.raises(LawGap):
        predikat_of(ABOVE, ABOVE, Law.on(date(2022, 2, 8)))


@pytest.mark.parametrize(
    ("achievement", "level"), [(SPECIAL, ABOVE), (GOOD, MEETS), (FAIR, BELOW), (POOR, BELOW), (VERY_POOR, BELOW)]
)
def test_the_head_of_a_unit_has_the_rating_of_what_it_achieved(law, achievement, level):
    assert result_of_unit(achievement, law) == level


@pytest.mark.parametrize(
    ("achievement", "counts"),
    [
        (SPECIAL, [14, 6, 0, 0, 0]),  # 70 % Sangat Baik, not more
        (SPECIAL, [8, 6, 3, 2, 1]),
        (GOOD, [3, 14, 3, 0, 0]),
        (GOOD, [9, 10, 0, 1, 0]),
        (FAIR, [2, 6, 12, 0, 0]),
        (FAIR, [0, 0, 20, 0, 0]),
        (POOR, [2, 4, 2, 12, 0]),
        (VERY_POOR, [0, 6, 1, 1, 12]),
        (VERY_POOR, [0, 6, 2, 0, 12]),
    ],
)
def test_a_distribution_within_its_pattern_says_nothing(law, achievement, counts):
    judged = judge_pattern(counts, achievement, law)

    assert (judged.deviations, judged.asks_reason) == ((), False)


@pytest.mark.parametrize(
    ("achievement", "counts", "sentence"),
    [
        (SPECIAL, [15, 5, 0, 0, 0], "Sangat Baik paling banyak 70%. Sekarang 15 dari 20 pegawai (75,0%)."),
        (SPECIAL, [9, 11, 0, 0, 0], "Sangat Baik seharusnya yang terbanyak. Sekarang 9 dari 20 pegawai (45,0%)."),
        (GOOD, [1, 15, 4, 0, 0], "Baik paling banyak 70%. Sekarang 15 dari 20 pegawai (75,0%)."),
        (GOOD, [11, 8, 1, 0, 0], "Baik seharusnya yang terbanyak. Sekarang 8 dari 20 pegawai (40,0%)."),
        (
            GOOD,
            [8, 12, 0, 0, 0],
            "Seharusnya ada yang Butuh Perbaikan atau Kurang. Sekarang 0 dari 20 pegawai (0,0%).",
        ),
        (FAIR, [0, 9, 11, 0, 0], "Butuh Perbaikan paling sedikit 60%. Sekarang 11 dari 20 pegawai (55,0%)."),
        (FAIR, [3, 5, 12, 0, 0], "Sangat Baik paling banyak 10%. Sekarang 3 dari 20 pegawai (15,0%)."),
        (POOR, [0, 7, 2, 11, 0], "Kurang paling sedikit 60%. Sekarang 11 dari 20 pegawai (55,0%)."),
        (POOR, [0, 7, 1, 12, 0], "Butuh Perbaikan paling sedikit 10%. Sekarang 1 dari 20 pegawai (5,0%)."),
        (POOR, [3, 3, 2, 12, 0], "Sangat Baik paling banyak 10%. Sekarang 3 dari 20 pegawai (15,0%)."),
        (VERY_POOR, [0, 6, 1, 2, 11], "Sangat Kurang paling sedikit 60%. Sekarang 11 dari 20 pegawai (55,0%)."),
        (
            VERY_POOR,
            [0, 7, 1, 0, 12],
            "Kurang dan Butuh Perbaikan bersama paling sedikit 10%. Sekarang 1 dari 20 pegawai (5,0%).",
        ),
        (VERY_POOR, [1, 5, 1, 1, 12], "Tidak boleh ada yang Sangat Baik. Sekarang 1 dari 20 pegawai (5,0%)."),
    ],
)
def test_each_bound_of_the_five_patterns_is_said_when_it_is_crossed(law, achievement, counts, sentence):
    judged = judge_pattern(counts, achievement, law)

    assert judged.deviations == (sentence,)
    assert judged.asks_reason


def test_in_a_small_unit_bounds_are_rounded_to_people_and_nothing_is_asked(law):
    # 70 % of 5 are 3,5: four people, half up.
    assert judge_pattern([4, 1, 0, 0, 0], SPECIAL, law).deviations == ()

    judged = judge_pattern([5, 0, 0, 0, 0], SPECIAL, law)

    assert judged.deviations == ("Sangat Baik paling banyak 70%. Sekarang 5 dari 5 pegawai (100,0%).",)
    assert not judged.asks_reason


def test_of_nobody_nothing_is_said(law):
    assert judge_pattern([0] * 5, GOOD, law).deviations == ()
