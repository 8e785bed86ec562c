"""The worked examples of the salary step, as their letters say them."""

from datetime import date

import pytest

from employees.letters.refusal import LetterRefused
from employees.letters.values import increment_of, months_between
from simpeg.law.engine import Law

pytestmark = pytest.mark.django_db


def facts(grade, base_on, base_years, pay_now, pay_next, next_years, due_on, granted_on=None, **more):
    return {
        "grade_code": grade, "base_on": base_on, "base_years": base_years, "base_months": 0, "base_decree": "821/1",
        "base_decree_on": "2024-02-20", "base_decree_by": "Bupati Mamuju", "pay_now": pay_now, "pay_next": pay_next,
        "next_years": next_years, "due_on": due_on, "granted_on": granted_on or due_on,
    } | more  # fmt: skip


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            facts("III/a", "2024-03-01", 0, 2785700, 2873500, 2, "2026-03-01"),
            ("Rp2.785.700,00", "Rp2.873.500,00", "2 tahun 0 bulan", "1 Maret 2026", "1 Maret 2028"),
        ),
        (
            facts("II/a", "2025-05-01", 0, 2184000, 2218400, 1, "2026-05-01"),
            ("Rp2.184.000,00", "Rp2.218.400,00", "1 tahun 0 bulan", "1 Mei 2026", "1 Mei 2028"),
        ),
        (
            facts("III/c", "2024-06-01", 12, 3640900, 3760100, 14, "2026-06-01", "2027-06-01"),
            ("Rp3.640.900,00", "Rp3.760.100,00", "14 tahun 12 bulan", "1 Juni 2027", "1 Juni 2028"),
        ),
        (
            facts("IX", "2024-07-01", 0, 3203600, 3304400, 2, "2026-07-01"),
            ("Rp3.203.600,00", "Rp3.304.400,00", "2 tahun 0 bulan", "1 Juli 2026", "1 Juli 2028"),
        ),
        (
            facts("III/b", "2024-01-01", 30, 4500000, 4768800, 32, "2026-01-01"),
            ("Rp4.500.000,00", "Rp4.768.800,00", "32 tahun 0 bulan", "1 Januari 2026",
             "Tidak ada lagi (masa kerja golongan tertinggi)"),
        ),
    ],
    ids=["example 1", "example 2", "example 8, delayed a year", "example 9", "the last row"],
)  # fmt: skip
def test_a_letter_says_the_pay_and_the_days_of_its_row(row, said):
    values = increment_of(row, Law.on(date(2026, 1, 5)))

    named = ("gaji_lama", "gaji_baru", "masa_kerja_baru", "tmt", "kgb_berikutnya")
    assert tuple(values[name] for name in named) == said


def test_what_the_row_lacks_is_named():
    row = facts("III/a", None, None, 2785700, None, 2, "2026-03-01")

    with pytest.raises(LetterRefused, match="TMT gaji terakhir, masa kerja golongan, gaji pokok baru"):
        increment_of(row, Law.on(date(2026, 1, 5)))


def test_a_decree_that_is_not_on_file_is_a_dash():
    row = facts("III/a", "2024-03-01", 0, 1, 2, 2, "2026-03-01", base_decree="", base_decree_on=None, base_decree_by="")

    values = increment_of(row, Law.on(date(2026, 1, 5)))

    assert (values["sk_nomor"], values["sk_tanggal"], values["sk_pejabat"]) == ("–", "–", "–")


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2026, 1, 1), date(2027, 3, 1), 14),
        (date(2026, 1, 15), date(2026, 2, 14), 0),
        (date(2026, 2, 1), date(2026, 1, 1), 0),
    ],
)
def test_full_months_between_days(start, end, months):
    assert months_between(start, end) == months
