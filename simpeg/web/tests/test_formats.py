from datetime import date
from decimal import Decimal

import pytest

from simpeg.web.templatetags import formats


@pytest.mark.parametrize(
    ("value", "shown"),
    [("198501012010011001", "19850101 201001 1 001"), ("123", "123"), ("", "–"), (None, "–")],
)
def test_a_nip_is_grouped_and_anything_else_left_alone(value, shown):
    assert formats.nip(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(date(2025, 12, 31), "31 Desember 2025"), ("2025-12-31", "31 Desember 2025"), (None, "–")]
)
def test_a_day_is_written_in_words(value, shown):
    assert formats.day(value) == shown


@pytest.mark.parametrize(("value", "shown"), [(2785700, "Rp2.785.700"), (0, "Rp0"), (None, "–")])
def test_rupiah_have_points_and_no_space(value, shown):
    assert formats.rupiah(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("87.500"), "87,5"),
        (Decimal("100.000"), "100"),
        (Decimal("1240.63"), "1.240,63"),
        (Decimal("10"), "10"),
        (None, "–"),
    ],
)
def test_credit_points_have_a_decimal_comma_and_no_idle_zeros(value, shown):
    assert formats.points(value) == shown


@pytest.mark.parametrize(("value", "shown"), [("7602011203850001", "7602********0001"), ("76020112", "–"), ("", "–")])
def test_a_nik_hides_its_middle_and_a_broken_one_hides_all(value, shown):
    assert formats.masked_nik(value) == shown
