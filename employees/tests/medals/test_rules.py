"""Who may be proposed for the Satyalancana Karya Satya: the worked examples of section 7, and each rule's limits."""

from datetime import date

import pytest

from employees.due_lists.lists import due_rows
from employees.models import Award, Employee, Sanction, UnpaidLeave
from employees.tests.factories import make_employee
from simpeg.law.models import Parameter

pytestmark = pytest.mark.django_db
AUGUST = date(2026, 8, 17)


def served(since, **fields):
    return make_employee(cpns_since=date.fromisoformat(since), birth_date=date(1970, 1, 1), **fields)


def owns(employee, *kinds, on=date(2020, 8, 17)):
    Award.objects.bulk_create(Award(employee=employee, kind=kind, awarded_on=on) for kind in kinds)
    return employee


def punished(employee, kind="tunda_kp_1th", starts="2015-03-01", ends="2016-02-29"):
    Sanction.objects.create(employee=employee, kind_id=kind, starts_on=starts, ends_on=ends)
    return employee


def ask(employee, on=AUGUST):
    (row,) = due_rows("service-medal", on, nip=employee.nip)
    assert (row["from"], row["to"]) == (None, row["kind"])
    return " ".join([row["kind"], row["verdict"], *(f["code"] for f in row["failures"])]), row["earliest"]


@pytest.mark.parametrize(("since", "answer", "earliest"), [
    ("2006-08-01", "XX MS", None),
    ("2006-09-01", "X MS", None),
    ("2016-08-17", "X MS", None),
    ("2016-08-18", "X TMS MASA", "2026-08-18"),
    ("1996-08-01", "XXX MS", None),
])  # fmt: skip
def test_years_count_from_the_first_day_of_service(since, answer, earliest):
    assert ask(served(since)) == (answer, earliest)


@pytest.mark.parametrize(("owned", "answer"), [
    ([], "XX MS"),
    (["201"], "XX MS"),
    (["202"], "X MS"),
    (["201", "202"], "X TMS SUDAH"),
])  # fmt: skip
def test_the_highest_medal_that_is_reached_and_not_owned_is_proposed(owned, answer):
    assert ask(owns(served("2006-08-01"), *owned))[0] == answer


def test_a_medal_of_a_later_day_is_not_owned_yet():
    assert ask(owns(served("2006-08-01"), "202", on=date(2026, 8, 18)))[0] == "XX MS"


@pytest.mark.parametrize(("kind", "starts", "answer"), [
    ("tunda_kp_1th", "2015-03-01", "XX TMS HUKDIS"),
    ("teguran_tertulis", "2015-03-01", "XX MS"),
    ("tunda_kp_1th", "2026-08-17", "XX TMS HUKDIS"),
    ("tunda_kp_1th", "2026-08-18", "XX MS"),
])  # fmt: skip
def test_any_moderate_or_heavy_sanction_in_the_service_stands_in_the_way(kind, starts, answer):
    assert ask(punished(served("2006-08-01"), kind, starts, None))[0] == answer


def test_where_the_agency_lets_the_count_begin_again_it_begins_after_the_sanction():
    employee = punished(served("2005-01-01"))
    assert ask(employee)[0] == "XX TMS HUKDIS"

    Parameter.objects.filter(key="slks.mulai_lagi_setelah_hukuman").update(value=True)

    assert ask(employee)[0] == "X MS"
    assert ask(punished(employee, starts="2026-01-01", ends=None))[0] == "X TMS HUKDIS"


def test_unpaid_leave_stands_in_the_way_once_it_has_begun():
    employee = served("2006-08-01")
    UnpaidLeave.objects.create(employee=employee, starts_on=date(2026, 8, 17), ends_on=date(2026, 12, 31))

    assert ask(employee)[0] == "XX TMS CLTN"
    assert ask(employee, date(2026, 8, 16))[0] == "XX MS"


@pytest.mark.parametrize("fields", [
    {"status": Employee.Status.PPPK, "standing": "71", "grade": "IX"},
    {"status": Employee.Status.CPNS},
    {"standing": "02"},
])  # fmt: skip
def test_only_pns_in_service_are_proposed(fields):
    assert ask(served("2006-08-01", **fields))[0] == "XX TMS STATUS"


def test_several_obstacles_leave_no_day():
    assert ask(punished(served("2017-01-01"), starts="2018-01-01", ends=None)) == ("X TMS MASA HUKDIS", None)


def test_an_award_of_the_regency_is_no_medal():
    plain, honoured = served("2006-08-01"), served("2006-08-01")
    Award.objects.create(employee=honoured, kind=Award.Kind.LOCAL, title="Pegawai Teladan", awarded_on=AUGUST)

    assert ask(honoured) == ask(plain) == ("XX MS", None)
    honoured.state.refresh_from_db()
    assert (honoured.state.medal_10_on, honoured.state.medal_20_on, honoured.state.medal_30_on) == (None, None, None)


def test_a_medal_and_awards_of_the_regency_stand_beside_each_other():
    honoured = owns(served("2006-08-01"), "201")
    for year in (2024, 2025):
        Award.objects.create(employee=honoured, kind="L", title=f"Teladan {year}", awarded_on=date(year, 8, 17))

    assert [award.words for award in honoured.awards.order_by("awarded_on")] == [
        "Satyalancana Karya Satya X", "Teladan 2024", "Teladan 2025"
    ]  # fmt: skip
