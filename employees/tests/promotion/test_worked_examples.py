"""The 27 worked examples of the regulations' summary (kenaikan pangkat, section 6), by number."""

from datetime import date

import pytest

from employees.models import Employee
from employees.tests.factories import make_appointment, make_education, make_employee, make_position, make_unit
from employees.tests.promotion.cases import (
    FAIR,
    GOOD_YEARS,
    VERY_GOOD,
    answer,
    ask,
    day,
    functional,
    office_with,
    on_leave,
    passed,
    regular,
    sanctioned,
    structural,
)

pytestmark = pytest.mark.django_db


def vacancy(need):
    return {"unit": office_with("Analis Hukum Ahli Muda", "MU", need)}


def with_superior(grade="III/c", since="2021-04-01"):
    """A pelaksana under a head of III/c."""
    office = make_unit()
    head = make_employee(grade="III/c", unit=office, name="Kepala")
    make_appointment(head, title="Kepala Dinas", kind="1", echelon=22, since=date(2020, 1, 2))
    return regular(grade, since, "S1", unit=office)


def diploma_adjuster():
    """II/b with a new S-1, UPKP passed, in a job that needs it."""
    office = make_unit()
    make_position(office, title="Pengolah Data", least_education_id="40")
    employee = make_employee(grade="II/b", grade_since=date(2025, 4, 1), ratings=GOOD_YEARS, unit=office)
    make_appointment(employee, since=date(2020, 1, 2))
    make_education(employee, level="40", name="S-1 HUKUM", recognised_on=date(2026, 1, 1))
    return passed(employee, "UPKP")


def with_diploma(employee):
    make_education(employee, level="40", name="S-1 HUKUM")
    return employee


EXAMPLES = [
    (1, lambda: regular("II/c", "2022-04-01", "D3"), "2026-04-01", "MS", "II/d"),
    (2, lambda: regular("II/c", "2022-04-01", "D3"), "2026-03-01", "TMS MASA", "II/d"),
    (3, lambda: regular("III/b", "2020-04-01", "SLTA"), "2026-05-01", "TMS PENDIDIKAN", "III/c"),
    (4, lambda: regular("III/b", "2020-04-01", "S1", recognised="2025-11-01"), "2026-05-01", "MS", "III/c"),
    (5, lambda: sanctioned(regular("III/a", "2022-04-01", "S1"), "tunda_kp_1th", "2026-01-01", "2026-06-30"),
     "2026-07-01", "MS", "III/b"),
    (6, lambda: sanctioned(regular("III/a", "2022-04-01", "S1"), "tunda_kp_1th", "2026-01-02", "2026-07-01"),
     "2026-07-01", "TMS HUKDIS", "III/b"),
    (7, lambda: sanctioned(regular("III/a", "2022-04-01", "S1"), "teguran_lisan", "2026-06-01", "2026-06-01"),
     "2026-07-01", "MS", "III/b"),
    (8, lambda: functional("III/b", "2023-04-01", "PT", "104.5", **vacancy(1)), "2026-06-01", "TMS KJ", "III/c"),
    (9, lambda: functional("III/b", "2023-04-01", "PT", "104.5", **vacancy(0)), "2026-06-01", "MS", "III/c"),
    (10, lambda: functional("III/b", "2023-04-01", "MU", "104.5", points_tier="PT", **vacancy(9)),
     "2026-06-01", "MS", "III/c"),
    (11, lambda: functional("III/a", "2022-06-01", "PT", "49.99"), "2026-06-01", "TMS AK", "III/b"),
    (12, lambda: functional("III/a", "2024-04-01", "PT", "56.25", ratings={2025: VERY_GOOD, 2024: VERY_GOOD}),
     "2026-03-01", "TMS MASA", "III/b"),
    (13, lambda: regular("II/d", "2022-10-01", "SLTA"), "2026-10-01", "TMS UD1", "III/a"),
    (14, lambda: passed(regular("II/d", "2022-10-01", "SLTA"), "STLUD1"), "2026-10-01", "MS", "III/a"),
    (15, lambda: regular("II/d", "2022-10-01", "S1"), "2026-10-01", "MS", "III/a"),
    (16, lambda: regular("III/a", "2022-04-01", "S1", ratings={2025: 2, 2024: FAIR}), "2026-04-01", "TMS KINERJA",
     "III/b"),
    (17, lambda: on_leave(regular("III/a", "2022-04-01", "S1"), "2023-01-01", "2023-12-31"), "2026-04-01",
     "TMS MASA", "III/b"),
    (18, with_superior, "2025-04-01", "TMS ATASAN", "III/d"),
    (19, with_superior, "2025-06-01", "MS", "III/d"),
    (20, lambda: with_superior("III/a", "2021-03-01"), "2025-03-01", "TMS PERIODE", "III/b"),
    (21, lambda: functional("III/c", "2024-02-29", "MU", "100"), "2026-03-01", "MS", "III/d"),
    (22, lambda: structural("III/b", "2024-04-01", 41, "2025-04-01"), "2026-03-01", "TMS MASA_JAB", "III/c"),
    (23, lambda: structural("III/b", "2021-04-01", 41, "2026-02-10"), "2026-03-01", "MS", "III/c"),
    (24, lambda: passed(structural("III/d", "2021-04-01", 41, "2020-01-02"), "STLUD2"), "2026-04-01", "TMS JENJANG",
     "IV/a"),
    (25, diploma_adjuster, "2026-08-01", "MS", "III/a"),
    (26, lambda: regular("IX", "2021-04-01", "S1", status=Employee.Status.PPPK, standing="71"), "2026-04-01",
     "TMS STATUS", None),
    (27, lambda: with_diploma(structural("III/d", "2022-04-01", 31, "2025-08-01")), "2026-09-01", "TMS UD2", "IV/a"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "person", "period", "expected", "target"), EXAMPLES, ids=[e[0] for e in EXAMPLES])
def test_worked_example(number, person, period, expected, target):
    employee = person()

    row = ask(employee, period, kind="PENYESUAIAN_IJAZAH" if number == 25 else _road(number, employee))

    assert (answer(row), row["target_code"]) == (expected, target)


def _road(number, employee):
    kinds = {"1": "STRUKTURAL", "2": "FUNGSIONAL"}
    return kinds.get(employee.appointments.get().kind, "REGULER")


def test_leave_moves_the_day_by_as_many_days_as_it_lasted():
    employee = on_leave(regular("III/a", "2022-04-01", "S1"), "2023-01-01", "2023-12-31")

    row = ask(employee, "2026-04-01")

    assert row["grade_reached_on"] == day("2027-04-01")
    assert (row["time_mends"], row["earliest"]) == (True, day("2027-04-01"))
