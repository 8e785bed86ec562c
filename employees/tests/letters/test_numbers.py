"""Numbers are given once, in a row, and to whoever asked first."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from employees.letters import numbers
from employees.letters.refusal import LetterRefused
from employees.models import LetterNumbering
from employees.tests.letters.office import DAY, make_officer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("800/{nomor}/{tahun}", None),
        ("B-{nomor}/BKPSDM/{bulan}/{tahun}", None),
        ("800/{tahun}", "harus memuat {nomor}"),
        ("{nomor}{nomor}", "satu kali"),
        ("{nomor}/{hari}", "{hari} tidak dikenal"),
        ("{nomor}/{nomor.__class__}", "tidak dikenal"),
        ("{nomor", "Pola hanya"),
        ("{nomor}/<b>", "Pola hanya"),
        ("{nomor}\x00", "Pola hanya"),
        ("", "Pola hanya"),
    ],
)
def test_a_pattern_says_where_the_number_goes_and_nothing_else(pattern, words):
    problem = numbers.pattern_problem(pattern)

    assert (problem is None) if words is None else (words in problem)


def test_a_number_bears_its_year_and_month():
    assert numbers.number_text("B-{nomor}/{bulan}/{tahun}", 7, date(2026, 9, 1)) == "B-0007/IX/2026"


@pytest.mark.parametrize(
    ("text", "number"), [("800/0012/2026", 12), ("800/12/2026", 12), ("800/x/2026", None), ("800/12/2025", None),
                         ("800/١٢/2026", None)]
)  # fmt: skip
def test_the_number_is_found_in_a_text_of_its_pattern(text, number):
    assert numbers.number_in("800/{nomor}/{tahun}", text, DAY) == number


def test_each_year_begins_anew():
    assert numbers.take("kgb", DAY) == "800.1.11.13/0001/BKPSDM/2026"
    assert numbers.take("kgb", date(2027, 1, 4)) == "800.1.11.13/0001/BKPSDM/2027"
    assert numbers.take("kgb", DAY) == "800.1.11.13/0002/BKPSDM/2026"


def test_a_row_of_numbers_is_given_at_once():
    assert numbers.reserve("kgb", DAY, 50) == ("800.1.11.13/{nomor}/BKPSDM/{tahun}", 1)
    assert numbers.take("kgb", DAY) == "800.1.11.13/0051/BKPSDM/2026"
    assert numbers.reserve("kgb", DAY, 5, first=100)[1] == 100
    assert numbers.take("kgb", DAY) == "800.1.11.13/0105/BKPSDM/2026"


@pytest.mark.parametrize("first", [2**63, 9_999_999])
def test_an_absurd_first_number_is_refused(first):
    with pytest.raises(LetterRefused, match="paling besar"):
        numbers.reserve("kgb", DAY, 5, first=first)


@pytest.mark.parametrize("text", ["", "   ", "x" * 101])
def test_a_number_of_no_sense_is_refused(text):
    with pytest.raises(LetterRefused):
        numbers.typed("kgb", DAY, text)


def test_the_pattern_is_kept_with_who_and_why():
    officer = make_officer()

    numbers.set_numbering(kind="kgb", year=2026, pattern="800/{nomor}", last=41, by=officer, reason="Pola baru")

    assert numbers.take("kgb", DAY) == "800/0042"


def test_the_database_keeps_one_numbering_a_year():
    LetterNumbering.objects.create(kind="kgb", year=2026, pattern="{nomor}")

    with pytest.raises(IntegrityError), transaction.atomic():
        LetterNumbering.objects.create(kind="kgb", year=2026, pattern="{nomor}")
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterNumbering.objects.create(kind="spmt", year=2026, pattern="tanpa")
