from decimal import Decimal

import pytest

from performance.imports.scales import NotOnTheScale, Scales

pytestmark = pytest.mark.django_db


def read(year, score=None, word="", name=""):
    return Scales().read(year, word=word, score=None if score is None else Decimal(score), name=name)


@pytest.mark.parametrize(
    ("year", "score", "name", "predikat"),
    [
        *[(2013, score, "PP 10/1979", predikat) for score, predikat in
          [("100", 1), ("91", 1), ("90.99", 2), ("76", 2), ("75", 3), ("61", 3), ("60", 4), ("51", 4), ("50", 5)]],
        *[(2014, score, "PP 46/2011", predikat) for score, predikat in
          [("91", 1), ("90.99", 2), ("76", 2), ("75.99", 3), ("61", 3), ("51", 4), ("50.99", 5), ("0", 5)]],
        (2020, "87.5", "PP 46/2011", 2),
        *[(2021, score, "PP 30/2019", predikat) for score, predikat in
          [("109.99", 2), ("90.01", 2), ("90", 3), ("70.01", 3), ("70", 4), ("50.01", 4), ("50", 5)]],
    ],
)  # fmt: skip
def test_a_number_is_read_by_the_scale_of_its_year(year, score, name, predikat):
    assert read(year, score) == (predikat, Decimal(score), name)


def test_another_scale_of_the_year_counts_where_it_is_named():
    assert read(2021, "95", name="PP 46/2011") == (1, 95, "PP 46/2011")
    assert read(2020, "95", name="PP 30/2019") == (2, 95, "PP 30/2019")
    with pytest.raises(NotOnTheScale, match="Skala PP 30/2019 tidak berlaku untuk 2015"):
        read(2015, "95", name="PP 30/2019")


def test_a_high_number_of_2021_needs_its_word():
    assert read(2021, "115", "SANGAT BAIK") == (1, 115, "PP 30/2019")
    assert read(2021, "115", "BAIK") == (2, 115, "PP 30/2019")
    with pytest.raises(NotOnTheScale, match="Nilai 115 .* dapat berarti Sangat Baik") as refused:
        read(2021, "115")
    assert refused.value.column == "PREDIKAT"


@pytest.mark.parametrize(
    ("year", "score", "word", "column", "sentence"),
    [
        (2020, "100.01", "", "NILAI", "paling tinggi 100"),
        (2021, "120.5", "", "NILAI", "paling tinggi 120"),
        (2022, "90", "BAIK", "NILAI", "Tahun 2022 dinilai tanpa angka"),
        (2020, "87.5", "CUKUP", "PREDIKAT", "Cukup tidak sesuai dengan nilai 87,5 menurut PP 46/2011"),
        (2022, None, "CUKUP", "PREDIKAT", "Predikat 2022 salah satu dari: SANGAT BAIK"),
        (2020, None, "", "PREDIKAT", "PREDIKAT atau NILAI wajib diisi"),
        (2023, None, "", "PREDIKAT", "PREDIKAT wajib diisi"),
        (2013, None, "KURANG", "PREDIKAT", "Kurang dapat berarti dua predikat"),
        (2020, None, "SEDANG", "PREDIKAT", "Sedang tidak dikenal menurut skala 2020"),
    ],
)
def test_what_the_scale_does_not_say_is_refused(year, score, word, column, sentence):
    with pytest.raises(NotOnTheScale, match=sentence) as refused:
        read(year, score, word)

    assert refused.value.column == column


@pytest.mark.parametrize(
    ("year", "word", "predikat"),
    [(2020, "BURUK", 5), (2020, "CUKUP", 3), (2020, "KURANG", 4), (2010, "AMAT BAIK", 1), (2010, "SEDANG", 4),
     (2021, "SANGAT KURANG", 5), (2022, "BUTUH PERBAIKAN", 3), (2015, "BUTUH PERBAIKAN", 3)],
)  # fmt: skip
def test_a_word_is_read_by_the_scale_of_its_year(year, word, predikat):
    assert read(year, word=word) == (predikat, None, "")
