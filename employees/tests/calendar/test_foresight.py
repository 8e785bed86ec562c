"""What comes in the months ahead, one right at a time; and the same as the due lists judge it on its day."""

from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from employees.calendar.sentences import tasks_of
from employees.due_lists.lists import judged_on
from employees.increments.rules import INCREMENT
from employees.models import Award, CreditRecord, Sanction, ServiceExam, UnpaidLeave
from employees.promotion.rules import PROMOTION
from employees.tests.calendar.people import FAIR, GOOD, POOR, TODAY, ahead, clerk, of, rights
from employees.tests.factories import make_appointment, make_education, make_employee
from simpeg.core.dates import months_after
from simpeg.law.models import PromotionPeriod

pytestmark = pytest.mark.django_db
EDGE = Path(__file__).parents[1] / "data" / "edge.xlsx"


def test_a_promotion_falls_on_the_first_period_when_its_years_are_full():
    assert of("promotion", clerk()) == [("2026-07-01", "READY")]
    assert of("promotion", clerk(since=date(2022, 7, 2))) == [("2026-08-01", "READY")]


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ({2024: GOOD, 2025: GOOD}, [("2026-07-01", "READY")]),
        ({2024: FAIR, 2025: GOOD}, [("2027-01-01", "DEPENDS")]),
        ({2024: GOOD, 2025: FAIR}, [("2028-01-01", "DEPENDS")]),
        ({2024: FAIR, 2025: FAIR}, [("2028-01-01", "DEPENDS")]),
        ({2024: GOOD}, [("2026-07-01", "MENDABLE")]),
    ],
    ids=["good", "bad two years ago", "bad last year", "bad twice", "last year not written down"],
)
def test_a_bad_year_puts_a_promotion_off_and_a_missing_one_is_to_be_mended(ratings, expected):
    assert of("promotion", clerk(ratings=ratings)) == expected


def test_a_year_that_is_not_over_blames_nobody():
    assert of("promotion", clerk(since=date(2023, 2, 1))) == [("2027-02-01", "DEPENDS")]


@pytest.mark.parametrize(("passed", "state"), [(None, "MENDABLE"), (date(2026, 3, 9), "READY")])
def test_an_exam_that_is_missing_is_listed_with_the_last_day_on_which_it_helps(passed, state):
    employee = clerk("II/d", level="15")
    if passed:
        ServiceExam.objects.create(employee=employee, kind="STLUD1", passed_on=passed)

    (right,) = [each for each in rights(employee) if each.subject == "promotion"]

    assert (right.on, right.state) == (date(2026, 7, 1), state)
    assert right.last_day == (None if passed else PromotionPeriod.objects.get(day=right.on).closes_on)
    assert right.failed == (0 if passed else PROMOTION.mask("UD1"))


def test_who_has_to_act_is_given_a_period_that_is_still_open():
    """On 24 November the proposals for 1 December are closed since a month: 1 January can still be reached."""
    overdue = clerk("II/d", date(2020, 1, 1), level="15")

    (right,) = [each for each in rights(overdue, date(2026, 11, 24)) if each.subject == "promotion"]

    assert (right.on, right.last_day) == (date(2027, 1, 1), date(2026, 12, 2))


def test_points_that_are_missing_are_told_in_months_of_a_good_predikat():
    employee = make_employee(grade="III/a", grade_since=date(2023, 1, 1), ratings={2024: GOOD, 2025: GOOD})
    make_appointment(employee, title="Analis Hukum Ahli Pertama", kind="2", tier="PT")
    CreditRecord.objects.create(employee=employee, tier="PT", determined_on=date(2026, 1, 5), points=45)

    (right,) = [each for each in rights(employee) if each.subject == "promotion"]

    assert right.on == date(2026, 7, 1)  # five months after 5 January they can be enough
    assert [(task["remedy"].code, "setara 5 bulan" in task["detail"]) for task in tasks_of(right)] == [("AK", True)]


def test_a_sanction_puts_a_promotion_off_without_being_a_reason():
    employee = clerk()
    Sanction.objects.create(employee=employee, kind_id="tunda_kp_1th", starts_on=date(2026, 1, 1),
                            ends_on=date(2026, 8, 31))  # fmt: skip

    (right,) = [each for each in rights(employee) if each.subject == "promotion"]

    assert (right.on, right.state, right.failed, right.unknown) == (date(2026, 9, 1), "READY", 0, 0)


def test_a_sanction_without_an_end_leaves_nothing_to_foresee():
    employee = clerk()
    Sanction.objects.create(employee=employee, kind_id="tunda_kp_1th", starts_on=date(2026, 1, 1))

    assert of("promotion", employee) == []


def test_steps_follow_the_table_until_the_horizon():
    """MKG 12 in July 2022: row 14 in 2024, never given; rows 16 and 18 in the months ahead."""
    ratings = {2023: GOOD, 2024: GOOD, 2025: GOOD}

    found = of("salary-increment", clerk(ratings=ratings))

    assert found == [("2024-07-01", "READY"), ("2026-07-01", "READY")]


def test_a_delayed_step_leaves_the_next_where_it_was():
    """Worked example 8: due 1 June 2026, delayed until 31 May 2027, given 1 June 2027; the next on 1 June 2028."""
    employee = clerk("III/c", date(2024, 6, 1), years=12)
    Sanction.objects.create(employee=employee, kind_id="tunda_kgb_1th", starts_on=date(2026, 6, 1),
                            ends_on=date(2027, 5, 31))  # fmt: skip

    found = of("salary-increment", employee, date(2026, 6, 10))

    assert found == [("2027-06-01", "READY")]
    assert of("salary-increment", employee, date(2026, 7, 10)) == [("2027-06-01", "READY"), ("2028-06-01", "DEPENDS")]


def test_unpaid_leave_lengthens_the_wait_for_every_step_after_it():
    """Worked example 14: 24 and 12 months after April 2024."""
    employee = clerk("III/a", date(2024, 4, 1), years=6)
    UnpaidLeave.objects.create(employee=employee, starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31))

    found = of("salary-increment", employee, date(2027, 5, 2))

    assert found == [("2027-04-01", "MENDABLE"), ("2029-04-01", "DEPENDS")]


def test_a_bad_predikat_leaves_a_step_out():
    employee = clerk(since=date(2024, 7, 1), ratings={2024: GOOD, 2025: POOR})

    assert of("salary-increment", employee) == []


def test_retirement_comes_with_the_age_limit_and_nothing_after_it():
    employee = clerk(birth_date=date(1968, 5, 10), cpns_since=date(1995, 1, 1))

    assert ahead(employee) == [
        ("salary-increment", "KGB", "2024-07-01", "MENDABLE"),
        ("retirement", "BUP", "2026-06-01", "READY"),
    ]


def test_a_medal_falls_on_the_first_award_day_that_reaches_it():
    employee = clerk(cpns_since=date(2006, 9, 1), since=date(2025, 7, 1))
    Award.objects.create(employee=employee, kind="201", awarded_on=date(2017, 8, 17))

    assert of("service-medal", employee) == [("2026-11-29", "READY")]


def test_of_several_medals_the_highest_comes_and_a_higher_one_later():
    employee = clerk(cpns_since=date(1997, 9, 1), since=date(2025, 7, 1), birth_date=date(1975, 1, 1))

    assert [kind for subject, kind, *_ in ahead(employee) if subject == "service-medal"] == ["XX", "XXX"]


def test_one_promotion_is_counted_and_the_road_beside_it_is_told():
    employee = clerk("II/b", date(2022, 7, 1), level="40")
    ServiceExam.objects.create(employee=employee, kind="UPKP", passed_on=date(2025, 1, 1))
    employee.unit.positions.create(title="Pengolah Data", kind="4", need=1, least_education_id="40")

    found = [(r.kind, r.on.isoformat(), r.counted) for r in rights(employee) if r.subject == "promotion"]

    assert found == [("PENYESUAIAN_IJAZAH", "2026-04-01", True), ("REGULER", "2026-07-01", False)]


def test_what_another_road_brings_sooner_and_higher_is_not_missed():
    employee = clerk("II/d", date(2022, 7, 1), level=None)
    make_education(employee, level="40")
    ServiceExam.objects.create(employee=employee, kind="UPKP", passed_on=date(2025, 1, 1))
    employee.unit.positions.create(title="Pengolah Data", kind="4", need=1, least_education_id="40")

    assert [state for _, state in of("promotion", employee)] == ["READY", "READY"]


@pytest.mark.parametrize(("grade", "years", "monthly"), [("II/d", 10, 120300), ("III/d", 18, 176300)])
def test_a_promotion_adds_what_the_tables_say_for_the_service_of_that_day(grade, years, monthly):
    """Worked examples 4 and 6: crossing into III costs five years of service, into IV none."""
    months = {"II/d": 6}.get(grade, 0)
    day = date(2026, 2, 1) if grade == "II/d" else date(2026, 4, 1)
    employee = clerk(grade, date(2020, 1, 1), level="45")
    employee.step_increases.create(since=day, service_years=years, service_months=months)

    found = rights(employee, day - timedelta(days=5))
    (right,) = [each for each in found if each.counted and each.subject == "promotion"]

    assert (right.on, right.monthly) == (day, monthly)


# -- The calendar and the due lists -----------------------------------------------------------------------------------


def first_met(subject, days):
    """{(nip, kind): the first of these days on which the list finds that every rule is met}."""
    found = {}
    for day in days:
        with judged_on(subject, day) as rows:
            for row in rows:
                if row["verdict"] == "MS":
                    found.setdefault((row["nip"], row["kind"]), day)
    return found


@pytest.fixture
def edge(db):
    """Everybody of the workbook of boundary cases; the NIP whose diploma is recognised on a day ahead."""
    call_command("import_workbook", EDGE, stdout=StringIO())
    return "198506152010032927"


def leaving_by(run, day):
    return set(run.rights.filter(subject="retirement", on__lte=day).values_list("nip", flat=True))


def test_next_year_the_calendar_agrees_but_for_the_predikat_of_this_one(look_ahead, edge):
    """What waits for a predikat in the calendar is what the lists of next year miss nothing else for."""
    run = look_ahead(date(2026, 12, 15))
    leaving = leaving_by(run, date(2027, 12, 31))
    for subject, rules in (("promotion", PROMOTION), ("salary-increment", INCREMENT)):
        waits, found = rules.mask("KINERJA"), {}
        for month in range(1, 13):
            with judged_on(subject, date(2027, month, 1)) as rows:
                for row in rows:
                    if row["verdict"] == "BTL" and row["unknown"] == waits and row["nip"] not in leaving:
                        found.setdefault((row["nip"], row["kind"]), date(2027, month, 1))
        # Who has not got what was due before is given that first by the list, and no later one.
        with judged_on(subject, run.day) as rows:
            behind = {row["nip"] for row in rows if row.get("due_on") and row["due_on"] <= run.day}
        rights = run.rights.filter(subject=subject, state="DEPENDS", on__year=2027).exclude(nip__in=behind)
        rights = rights.order_by("-on")
        foreseen = {(r.nip, r.kind): r.on for r in rights if r.nip not in leaving}
        ready = set(run.rights.filter(subject=subject).exclude(state="DEPENDS").values_list("nip", "kind"))

        assert len(foreseen) >= 5, subject
        rounded = {key: day if day.day == 1 else months_after(day.replace(day=1), 1) for key, day in foreseen.items()}
        compared = {key: day for key, day in rounded.items() if key not in ready and day <= date(2027, 12, 1)}
        told = {key: day for key, day in found.items() if key not in ready and key[0] not in behind}
        assert compared == told, subject


def test_medals_and_retirements_agree_with_the_lists_of_their_days(look_ahead, edge):
    run, earlier = look_ahead(TODAY), set()
    for day in (date(2026, 8, 17), date(2026, 11, 29), date(2027, 8, 17), date(2027, 11, 29)):
        gone = leaving_by(run, day) | earlier  # who was given one before has it by now
        with judged_on("service-medal", day) as rows:
            judged = {(row["nip"], row["kind"]) for row in rows if row["verdict"] == "MS" and row["nip"] not in gone}
        rights = run.rights.filter(subject="service-medal", on=day)
        foreseen = {(right.nip, right.kind) for right in rights if right.nip not in gone}

        assert foreseen == judged, day
        earlier |= {nip for nip, _ in foreseen}
    assert len(earlier) >= 50
    with judged_on("retirement", run.until) as rows:
        due = {(row["nip"], row["retires_on"]) for row in rows if row["verdict"] == "MS"}
    assert due == set(run.rights.filter(subject="retirement").values_list("nip", "on"))


def test_the_calendar_agrees_with_the_lists_of_every_month(look_ahead, edge):
    """Judged on the first of each month of the year, whose predikat are all known or known to be missing."""
    run = look_ahead(TODAY)
    leaving = leaving_by(run, date(2026, 12, 31))
    months = [date(2026, month, 1) for month in range(4, 13)]
    # Whose diploma is recognised on a day ahead is known to the calendar from that day on.
    late = (edge, "REGULER")

    for subject in ("promotion", "salary-increment"):
        judged = first_met(subject, months)
        ready = run.rights.filter(subject=subject, state="READY", on__lte=months[-1]).order_by("-on")
        foreseen = {(r.nip, r.kind): max(r.on, months[0]) for r in ready if r.nip not in leaving}
        staying = {key: day for key, day in judged.items() if key[0] not in leaving and key != late}
        rounded = {key: day if day.day == 1 else months_after(day.replace(day=1), 1) for key, day in foreseen.items()}

        assert len(staying) >= 200, subject
        assert {key: day for key, day in rounded.items() if day <= months[-1]} == staying, subject
