"""The worked examples of the regulations' summary (KGB, section 7), by number, as the list answers them."""

from datetime import date

import pytest

from employees.due_lists.lists import due_rows
from employees.models import AnnualRating, Employee, Sanction, StepIncrease, UnpaidLeave
from employees.tests.factories import make_employee, make_grade_record

pytestmark = pytest.mark.django_db
GOOD = dict.fromkeys(range(2020, 2030), AnnualRating.Rating.GOOD)


def day(text):
    return date.fromisoformat(text)


def pns(grade, since, years=0, months=0, **fields):
    """A PNS whose decree of that day states so many years and months of service."""
    fields.setdefault("ratings", GOOD)
    employee = make_employee(grade=grade, grade_since=day(since), **fields)
    employee.grade_records.update(service_years=years, service_months=months)
    return employee


def pppk(grade, since, **fields):
    return pns(grade, since, 0, status=Employee.Status.PPPK, standing=Employee.Standing.PPPK_ACTIVE,
               cpns_since=day(since), **fields)  # fmt: skip


def stepped(employee, since, years, months=0):
    StepIncrease.objects.create(employee=employee, since=day(since), service_years=years, service_months=months)
    return employee


def postponed(employee, starts, ends):
    Sanction.objects.create(
        employee=employee, kind_id="tunda_kgb_1th", starts_on=day(starts), ends_on=ends and day(ends)
    )
    return employee


def on_leave(employee, starts, ends):
    UnpaidLeave.objects.create(employee=employee, starts_on=day(starts), ends_on=day(ends))
    return employee


def ask(employee, on):
    """(verdict and codes, from, to, earliest) of this employee."""
    (row,) = due_rows("salary-increment", day(on), nip=employee.nip)
    codes = [f["code"] + ("?" if f["missing"] else "") for f in row["failures"]]
    return " ".join([row["verdict"], *codes]), row["from"], row["to"], row["earliest"]


EXAMPLES = [
    ("1", lambda: pns("III/a", "2024-03-01", 0), "2026-03-01", "MS", 2785700, 2873500, "2026-03-01"),
    ("1 a day before", lambda: pns("III/a", "2024-03-01", 0), "2026-02-28", "TMS BELUM", 2785700, 2873500,
     "2026-03-01"),
    ("2", lambda: pns("II/a", "2025-05-01", 0), "2026-05-01", "MS", 2184000, 2218400, "2026-05-01"),
    ("2 next", lambda: stepped(pns("II/a", "2025-05-01", 0), "2026-05-01", 1), "2028-05-01", "MS", 2218400, 2288200,
     "2028-05-01"),
    ("3", lambda: pns("II/c", "2025-04-01", 3), "2026-12-01", "TMS BELUM", 2485900, 2564200, "2027-04-01"),
    ("4", lambda: pns("III/a", "2026-02-01", 5, 6), "2026-08-01", "MS", 2964000, 3057300, "2026-08-01"),
    ("5", lambda: pns("II/a", "2026-04-01", 9, 3), "2026-12-01", "TMS BELUM", 2511300, 2590400, "2028-01-01"),
    ("6", lambda: pns("IV/a", "2026-04-01", 18), "2026-12-01", "TMS BELUM", 4346200, 4483100, "2028-04-01"),
    ("7", lambda: pns("III/b", "2024-04-01", 32), "2026-12-01", "TMS PUNCAK", 4768800, None, None),
    ("8 during", lambda: postponed(pns("III/c", "2024-06-01", 12), "2026-06-01", "2027-05-31"), "2026-12-01",
     "TMS HUKDIS", 3645200, 3760100, "2027-06-01"),
    ("8 after", lambda: postponed(pns("III/c", "2024-06-01", 12), "2026-06-01", "2027-05-31"), "2027-06-01",
     "MS", 3645200, 3760100, "2027-06-01"),
    ("8 the one after", lambda: stepped(pns("III/c", "2024-06-01", 12), "2027-06-01", 15), "2028-06-01",
     "MS", 3760100, 3878500, "2028-06-01"),
    ("9", lambda: pppk("IX", "2024-07-01"), "2026-07-01", "MS", 3203600, 3304400, "2026-07-01"),
    ("10", lambda: pppk("V", "2024-07-01"), "2025-07-01", "MS", 2511500, 2551100, "2025-07-01"),
    ("10 next", lambda: stepped(pppk("V", "2024-07-01"), "2025-07-01", 1), "2027-07-01", "MS", 2551100, 2631400,
     "2027-07-01"),
    ("14", lambda: on_leave(pns("III/a", "2024-04-01", 6), "2025-01-01", "2025-12-31"), "2027-04-01", "MS", 3057300,
     3153600, "2027-04-01"),
    ("15", lambda: pns("I/b", "2026-04-01", 4), "2027-04-01", "MS", 1840800, 1898800, "2027-04-01"),
    ("16", lambda: pns("III/a", "2025-06-01", 0, status=Employee.Status.CPNS, cpns_since=date(2025, 6, 1)),
     "2026-12-01", "TMS STATUS BELUM", 2228560, 2873500, "2027-06-01"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "on", "verdict", "start", "end", "earliest"), [e[1:] for e in EXAMPLES],
                         ids=[e[0] for e in EXAMPLES])  # fmt: skip
def test_example(case, on, verdict, start, end, earliest):
    assert ask(case(), on) == (verdict, start, end, earliest)


def test_the_newest_statement_of_service_in_the_present_grade_is_the_base():
    employee = pns("III/a", "2022-04-01", 8)
    make_grade_record(employee, grade="II/d", since=date(2025, 4, 1), service_years=20)  # another grade says nothing

    assert ask(employee, "2026-12-01")[3] == "2024-04-01"
    assert ask(stepped(employee, "2024-04-01", 10), "2026-12-01")[3] == "2026-04-01"


def test_without_a_stated_length_of_service_nothing_is_known():
    employee = pns("III/a", "2024-03-01", 0)
    employee.grade_records.all().delete()

    assert ask(employee, "2026-12-01") == ("BTL BELUM?", None, None, None)


def test_a_sanction_without_an_end_on_file_leaves_the_day_open():
    employee = postponed(pns("III/a", "2024-03-01", 0), "2026-01-01", None)

    assert ask(employee, "2026-12-01") == ("BTL HUKDIS?", 2785700, 2873500, None)
    assert ask(employee, "2026-02-01") == ("TMS BELUM", 2785700, 2873500, None)


def test_a_sanction_after_the_day_delays_nothing():
    employee = postponed(pns("III/a", "2024-03-01", 0), "2026-03-02", "2027-03-01")

    assert ask(employee, "2026-12-01")[0] == "MS"


@pytest.mark.parametrize(("make", "years", "verdict"), [
    (pns, {2025: 3}, "MS"),
    (pns, {2025: 4}, "TMS KINERJA"),
    (pns, {2024: 2}, "BTL KINERJA?"),
    (pppk, {2025: 2, 2024: 2}, "MS"),
    (pppk, {2025: 2, 2024: 3}, "TMS KINERJA"),
    (pppk, {2025: 3}, "TMS KINERJA"),
    (pppk, {2025: 2}, "BTL KINERJA?"),
])  # fmt: skip
def test_the_years_before_the_day_are_rated(make, years, verdict):
    grade = "IX" if make is pppk else "III/a"
    employee = make(grade, "2024-03-01", ratings=years)

    assert ask(employee, "2026-12-01")[0] == verdict


@pytest.mark.parametrize(("leaves", "due"), [
    ([("2025-01-01", "2025-12-31")], "2027-03-01"),
    ([("2025-01-15", "2025-01-20")], "2026-04-01"),
    ([("2024-01-01", "2024-02-29")], "2026-03-01"),
    ([("2024-01-01", "2024-03-31")], "2026-04-01"),
    ([("2026-03-01", "2026-12-31")], "2026-03-01"),
    ([("2026-02-01", "2026-02-28"), ("2026-03-15", "2026-04-14")], "2026-05-01"),
])  # fmt: skip
def test_unpaid_leave_lengthens_the_wait_by_its_begun_months(leaves, due):
    employee = pns("III/a", "2024-03-01", 0)
    for starts, ends in leaves:
        on_leave(employee, starts, ends)

    assert ask(employee, "2026-12-01")[3] == due


@pytest.mark.parametrize("standing", ["02", "13", "04", "05"])
def test_whose_service_is_suspended_is_told_so_and_still_sees_the_day(standing):
    employee = pns("III/a", "2024-03-01", 0, standing=standing)

    assert ask(employee, "2026-12-01") == ("TMS STATUS", 2785700, 2873500, "2026-03-01")


def test_part_time_pppk_have_no_steps():
    employee = pns("IX", "2025-07-01", 0, status=Employee.Status.PPPK_PART_TIME, standing="71",
                   cpns_since=date(2025, 7, 1))  # fmt: skip

    assert ask(employee, "2027-12-01") == ("TMS STATUS", None, None, None)
