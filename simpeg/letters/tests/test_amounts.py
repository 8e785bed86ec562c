import pytest

from simpeg.letters.amounts import amount_in_words, rupiah


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (99, "sembilan puluh sembilan"),
        (100, "seratus"),
        (101, "seratus satu"),
        (111, "seratus sebelas"),
        (200, "dua ratus"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1000, "seribu"),
        (1001, "seribu satu"),
        (1100, "seribu seratus"),
        (2000, "dua ribu"),
        (11_000, "sebelas ribu"),
        (100_000, "seratus ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (2_873_500, "dua juta delapan ratus tujuh puluh tiga ribu lima ratus"),
        (1_000_000_000, "satu miliar"),
        (5_000_000_000_001, "lima triliun satu"),
    ],
)
def test_an_amount_is_written_as_people_say_it(number, words):
    assert amount_in_words(number) == words


@pytest.mark.parametrize("number", [-1, 10**15, 2**63])
def test_what_cannot_be_an_amount_is_not_written(number):
    with pytest.raises(ValueError, match="not written"):
        amount_in_words(number)


def test_rupiah_have_points_and_sen():
    assert rupiah(2873500) == "Rp2.873.500,00"
