"""Hours of a year: done, recognised, planned, missing; for each status what the law says of it."""

from datetime import date

import pytest

from employees.models import Course, EmployeeState
from simpeg.law.engine import Law
from training.tests.factories import TODAY, make_course, make_enrolment, make_person, make_session
from training.wallet.queries import short_of_hours, standing, wallet_of, with_hours
from training.wallet.rules import least_of, most_of, recognised

pytestmark = pytest.mark.django_db
YEAR = TODAY.year
PPPK = {"status": "PPPK", "grade": "IX"}


def learned(person, hours, day=TODAY):
    return Course.objects.create(
        employee=person, kind="TEKNIS", name=f"{hours} JP {day}", ends_on=day, learning_hours=hours
    )


def hours_of(person):
    row = with_hours(EmployeeState.objects.filter(pk=person.pk), YEAR, Law.on(TODAY)).get()
    return row.done, row.recognised, row.planned, row.short, row.missing


@pytest.mark.parametrize(
    ("fields", "done", "expected"),
    [
        ({}, 0, (0, 0, 0, 20, 20)),
        ({}, 19, (19, 19, 0, 1, 1)),
        ({}, 20, (20, 20, 0, 0, 0)),
        ({}, 90, (90, 90, 0, 0, 0)),
        (PPPK, 0, (0, 0, 0, 0, 0)),
        (PPPK, 24, (24, 24, 0, 0, 0)),
        (PPPK, 25, (25, 24, 0, 0, 0)),
        ({"status": "CPNS"}, 0, (0, 0, 0, 0, 0)),
    ],
)
def test_hours_follow_the_law_of_the_status(fields, done, expected):
    person = make_person(**fields)
    if done:
        learned(person, done)

    assert hours_of(person) == expected


def test_a_course_counts_in_the_year_in_which_it_ended():
    person = make_person()
    learned(person, 5, date(YEAR, 1, 1))
    learned(person, 7, date(YEAR - 1, 12, 31))

    assert hours_of(person)[0] == 5


@pytest.mark.parametrize(
    ("session", "status", "planned"),
    [
        ({}, "SEATED", 20),
        ({"status": "RUNNING", "starts": -1}, "SEATED", 20),
        ({}, "WAITING", 0),
        ({}, "REQUESTED", 0),
        ({"status": "CANCELLED"}, "SEATED", 0),
        ({"status": "FINISHED", "starts": -2}, "PASSED", 0),
        ({"starts": 400}, "SEATED", 0),
    ],
)
def test_planned_are_the_seats_of_sessions_that_end_this_year(session, status, planned):
    person = make_person()
    session.setdefault("starts", 1)
    make_enrolment(make_session(**session), person, status=status)

    assert hours_of(person) == (0, 0, planned, 20, 20 - planned)


def test_the_page_of_a_person_says_the_same_as_the_list():
    person = make_person()
    learned(person, 12)
    make_enrolment(make_session(make_course(learning_hours=5), starts=1), person)

    wallet = wallet_of(person, YEAR, Law.on(TODAY))

    assert (wallet.done, wallet.recognised, wallet.planned, wallet.short, wallet.missing) == hours_of(person)
    assert (wallet.least, wallet.most, wallet.goal, len(wallet.courses), len(wallet.seats)) == (20, None, 20, 1, 1)


def test_who_falls_short_is_found_and_who_has_retired_is_not():
    short, enough, _gone = make_person(), make_person(), make_person(standing="99")
    make_person(**PPPK)
    learned(enough, 20)

    found = short_of_hours(YEAR, Law.on(TODAY))

    assert [row.pk for row in found] == [short.pk]


def test_the_standings_of_the_filter_are_what_they_say():
    nothing, planned, enough = make_person(), make_person(), make_person()
    make_enrolment(make_session(starts=1), planned)
    learned(enough, 20)
    people = with_hours(EmployeeState.objects.all(), YEAR, Law.on(TODAY))

    def found(chosen):
        return set(standing(people, chosen).values_list("pk", flat=True))

    assert found("kurang") == {nothing.pk, planned.pk}
    assert found("tetap-kurang") == {nothing.pk}
    assert found("nol") == {nothing.pk, planned.pk}


def test_the_law_names_a_least_for_pns_and_a_most_for_pppk():
    law = Law.on(TODAY)

    assert (least_of("PNS", law), least_of("PPPK", law), least_of("CPNS", law)) == (20, None, None)
    assert (most_of("PPPK", law), most_of("PPPK_PW", law), most_of("PNS", law)) == (24, 24, None)
    assert recognised(30, "PPPK", law) == 24
