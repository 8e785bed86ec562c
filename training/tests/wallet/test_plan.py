"""The cheapest plan: cheap seats first, who has least first, nobody twice, nothing wasted; opened as it was seen."""

import pytest

from employees.models import Course
from simpeg.audit.models import Entry
from simpeg.law.engine import Law
from simpeg.notices.models import Notice
from simpeg.testing.people import make_user
from training.models import Enrolment
from training.sessions.services import SessionRefused
from training.tests.factories import TODAY, account, make_course, make_enrolment, make_person, make_session, officer
from training.wallet.plan import cheapest_plan
from training.wallet.services import open_plan

pytestmark = pytest.mark.django_db
YEAR = TODAY.year


def plan_now():
    return cheapest_plan(YEAR, Law.on(TODAY))


def learned(person, hours, name="Dahulu"):
    Course.objects.create(employee=person, kind="TEKNIS", name=name, ends_on=TODAY, learning_hours=hours)


def a_session(price, hours, *, seats=10, starts=8, name=None, **fields):
    course = make_course(name, price=price, learning_hours=hours)
    return make_session(course, seats=seats, starts=starts, lasts=1, **fields)


def given(plan):
    return {share.pk: [session.pk for session in share.taken] for share in plan.shares}


def test_the_cheapest_hour_is_taken_first():
    person = make_person()
    a_session(2_000_000, 20)
    cheap = a_session(1_000_000, 20, starts=9)

    plan = plan_now()

    assert given(plan) == {person.pk: [cheap.pk]}
    assert (plan.cost, plan.reached, len(plan.left)) == (1_000_000, 1, 0)


def test_seats_go_to_who_has_least_and_the_others_are_named():
    more, less = make_person(), make_person()
    learned(more, 10)
    session = a_session(0, 20, seats=1)

    plan = plan_now()

    assert given(plan) == {less.pk: [session.pk], more.pk: []}
    assert [(share.pk, share.lacks) for share in plan.left] == [(more.pk, 10)]


def test_small_courses_are_added_up_and_a_dear_one_that_is_not_needed_is_given_back():
    person = make_person()
    learned(person, 5)
    small = a_session(100, 10, starts=1)
    large = a_session(300, 20, starts=3)

    plan = plan_now()

    assert given(plan) == {person.pk: [large.pk]}
    assert plan.cost == 300
    assert small.pk not in given(plan)[person.pk]


def test_a_seat_that_was_given_back_helps_somebody_else():
    first, second = make_person(), make_person()
    learned(first, 5, "a")
    learned(second, 10, "b")
    a_session(100, 10, seats=1, starts=1)
    a_session(300, 20, seats=1, starts=3)

    plan = plan_now()

    assert (plan.reached, plan.cost) == (2, 400)


@pytest.mark.parametrize(
    "fields",
    [{"status": "DRAFT"}, {"status": "CLOSED"}, {"starts": 400}, {"statuses": ["CPNS"]}, {"position_kinds": ["1"]}],
)
def test_sessions_that_cannot_help_are_left_out(fields):
    make_person()
    a_session(0, 20, **fields)

    assert plan_now().seats == []


def test_nobody_repeats_a_course_or_is_in_two_places():
    had, busy = make_person(), make_person()
    learned(had, 2, "Arsip")
    make_enrolment(make_session(make_course(learning_hours=1), seats=1, starts=8), busy)
    a_session(0, 20, name="Arsip", starts=8)

    assert given(plan_now()) == {had.pk: [], busy.pk: []}


def test_two_sessions_on_the_same_days_are_not_given_to_one_person():
    person = make_person()
    first = a_session(1, 10, starts=8)
    a_session(2, 10, starts=8)

    assert given(plan_now()) == {person.pk: [first.pk]}


def test_a_session_in_which_people_wait_is_left_to_them():
    make_person()
    session = a_session(0, 20, seats=5)
    make_enrolment(session, make_person(status="CPNS"), status="WAITING")

    assert plan_now().seats == []


@pytest.mark.parametrize("people", [3, 30])
def test_the_plan_asks_as_often_for_many_as_for_few(django_assert_num_queries, people):
    for _ in range(people):
        make_person()
    for number in range(3):
        a_session(number, 10, starts=number + 1)
    law = Law.on(TODAY)
    assert law["pelatihan.jp_paling_sedikit"] == 20

    with django_assert_num_queries(4):
        cheapest_plan(YEAR, law)


def test_an_opened_plan_gives_the_seats_tells_the_people_and_is_signed():
    person, by = make_person(), officer()
    user = account(person)
    session = a_session(100, 20)

    open_plan(YEAR, day=TODAY, seen=plan_now().seen, by=by)

    row = Enrolment.objects.get()
    assert (row.session, row.status, row.origin) == (session, "SEATED", "PENGELOLA")
    assert Entry.objects.of(row).get().actor == by.pk
    assert "Anda mendapat kursi" in Notice.objects.get(user=user).text
    assert plan_now().shares == []


def test_a_plan_that_changed_meanwhile_is_not_opened():
    make_person()
    a_session(100, 20)
    seen = plan_now().seen
    make_person()

    with pytest.raises(SessionRefused, match="berubah sejak halaman dibuka"):
        open_plan(YEAR, day=TODAY, seen=seen, by=officer())
    with pytest.raises(SessionRefused, match="dikelola oleh pengelola"):
        open_plan(YEAR, day=TODAY, seen=plan_now().seen, by=make_user())

    assert not Enrolment.objects.exists()


def test_a_plan_that_helps_nobody_is_not_opened():
    make_person()

    with pytest.raises(SessionRefused, match="tidak memberi kursi"):
        open_plan(YEAR, day=TODAY, seen=plan_now().seen, by=officer())
