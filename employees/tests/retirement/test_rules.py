"""Whom the age limit of his position retires, and when: worked examples of section 7, and each kind of position."""

from datetime import date

import pytest

from employees.due_lists.lists import due_rows
from employees.models import PositionKind
from employees.tests.factories import make_appointment, make_employee

pytestmark = pytest.mark.django_db
STRUCTURAL, FUNCTIONAL, OPERATIVE = PositionKind.STRUCTURAL, PositionKind.FUNCTIONAL, PositionKind.OPERATIVE


def born(birth_date, kind=OPERATIVE, title="Pengolah Data", **position):
    employee = make_employee(birth_date=birth_date, cpns_since=date(1995, 3, 1))
    if kind:
        make_appointment(employee, kind=kind, title=title, **position)
    return employee


def ask(employee, on=date(2026, 12, 1)):
    (row,) = due_rows("retirement", on, nip=employee.nip)
    assert row["to"] == row["earliest"]
    codes = [f["code"] + ("?" if f["missing"] else "") for f in row["failures"]]
    return " ".join([row["verdict"], *codes]), row["to"]


@pytest.mark.parametrize(("birth", "position", "retires"), [
    (date(1968, 1, 1), {}, "2026-02-01"),
    (date(1968, 2, 29), {}, "2026-03-01"),
    (date(1966, 12, 31), {"kind": FUNCTIONAL, "title": "Guru Ahli Madya", "tier": "MA"}, "2027-01-01"),
    (date(1966, 12, 1), {"kind": FUNCTIONAL, "title": "Guru Ahli Madya", "tier": "MA"}, "2027-01-01"),
])  # fmt: skip
def test_the_day_is_the_first_of_the_month_after_the_birthday(birth, position, retires):
    assert ask(born(birth, **position))[1] == retires


@pytest.mark.parametrize(("age", "position"), [
    (60, {"kind": STRUCTURAL, "title": "Kepala Dinas", "echelon": 22}),
    (58, {"kind": STRUCTURAL, "title": "Kepala Bidang", "echelon": 32}),
    (58, {"kind": STRUCTURAL, "title": "Kepala Seksi", "echelon": 41}),
    (58, {"kind": FUNCTIONAL, "title": "Perawat Mahir", "tier": "MH"}),
    (58, {"kind": FUNCTIONAL, "title": "Analis Hukum Ahli Pertama", "tier": "PT"}),
    (58, {"kind": FUNCTIONAL, "title": "Analis Hukum Ahli Muda", "tier": "MU"}),
    (60, {"kind": FUNCTIONAL, "title": "Analis Hukum Ahli Madya", "tier": "MA"}),
    (65, {"kind": FUNCTIONAL, "title": "Analis Hukum Ahli Utama", "tier": "UT"}),
    (60, {"kind": FUNCTIONAL, "title": "Guru Ahli Utama", "tier": "UT"}),
    (60, {"kind": FUNCTIONAL, "title": "GURU", "tier": ""}),
    (65, {"kind": FUNCTIONAL, "title": "Dosen", "tier": ""}),
    (58, {"kind": FUNCTIONAL, "title": "Peneliti Ahli Muda", "tier": "MU"}),
    (65, {"kind": FUNCTIONAL, "title": "Perekayasa Ahli Madya", "tier": "MA"}),
    (70, {"kind": FUNCTIONAL, "title": "Peneliti Ahli Utama", "tier": "UT"}),
    (58, {"kind": None}),
])  # fmt: skip
def test_each_kind_of_position_has_its_age(age, position):
    assert ask(born(date(1970, 5, 10), **position))[1] == f"{1970 + age}-06-01"


@pytest.mark.parametrize("position", [
    {"kind": FUNCTIONAL, "title": "Analis Hukum", "tier": ""},
    {"kind": STRUCTURAL, "title": "Kepala Dinas"},
])  # fmt: skip
def test_an_unknown_height_of_the_post_leaves_it_open(position):
    assert ask(born(date(1970, 5, 10), **position)) == ("BTL BELUM?", None)


def test_it_is_due_from_that_day_on():
    employee = born(date(1968, 5, 10))

    assert ask(employee, date(2026, 5, 31)) == ("TMS BELUM", "2026-06-01")
    assert ask(employee, date(2026, 6, 1)) == ("MS", "2026-06-01")
