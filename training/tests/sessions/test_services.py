"""How a session is prepared, changed and moved."""

import pytest
from django.db import IntegrityError, transaction

from simpeg.audit.models import Entry
from simpeg.notices.models import Notice
from simpeg.testing.people import make_user
from training.models import CourseSession, Enrolment
from training.sessions.announced import change_announced
from training.sessions.rules import MOVES
from training.sessions.services import SessionRefused, move, prepare
from training.tests.factories import account, days, make_course, make_enrolment, make_person, make_session, officer

pytestmark = pytest.mark.django_db
Status = CourseSession.Status


def values(**fields):
    return {
        "course": fields.pop("course", None) or make_course(learning_hours=30, price=500_000, least_score=70),
        "starts_on": days(20), "ends_on": days(22), "place": "Aula", "link": "", "trainer_name": "", "trainer": None,
        "seats": 30, "enrol_from": days(0), "enrol_until": days(10), "entry": "TERBUKA", "statuses": [],
        "position_kinds": [], "least_grade": None, "unit": None,
    } | fields  # fmt: skip


def test_a_session_keeps_what_its_course_said_when_it_was_prepared():
    said = values()
    session = prepare(by=officer(), **said)
    type(said["course"]).objects.update(learning_hours=99, price=1)

    session.refresh_from_db()

    assert (session.status, session.learning_hours, session.price, session.least_score) == ("DRAFT", 30, 500_000, 70)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends_on": days(19)}, "tidak boleh sebelum hari mulai"),
        ({"ends_on": days(2000)}, "paling lama dua tahun"),
        ({"enrol_until": days(21)}, "paling lambat pada hari mulai"),
        ({"enrol_from": days(11)}, "paling lambat pada hari mulai"),
        ({"place": ""}, "tempat atau tautannya"),
        ({"course": "retired"}, "tidak lagi ditawarkan"),
    ],
)
def test_a_session_that_cannot_be_is_refused(wrong, sentence):
    if wrong.get("course"):
        wrong = {"course": make_course(is_offered=False)}

    with pytest.raises(SessionRefused, match=sentence):
        prepare(by=officer(), **values(**wrong))


def test_sessions_are_for_whoever_keeps_them():
    with pytest.raises(SessionRefused, match="dikelola oleh pengelola"):
        prepare(by=make_user(), **values())
    with pytest.raises(SessionRefused, match="dikelola oleh pengelola"):
        move(make_session(), "CLOSED", by=make_user())


@pytest.mark.parametrize(("start", "to"), [(a, b) for a in Status.values for b in Status.values])
def test_a_session_moves_only_where_the_table_leads(start, to):
    session = make_session(status=start, starts=0, lasts=1)

    if to in MOVES[start] and to != "FINISHED":
        assert move(session, to, by=officer(), reason="Sebab").status == to
    else:
        with pytest.raises(SessionRefused):
            move(session, to, by=officer(), reason="Sebab")


def test_of_two_officers_who_press_at_once_the_second_is_told():
    seen = make_session()
    move(CourseSession.objects.get(pk=seen.pk), "CLOSED", by=officer())

    with pytest.raises(SessionRefused, match="Muat ulang"):
        move(seen, "CLOSED", by=officer())


def test_a_session_opens_before_its_day_and_begins_on_it():
    with pytest.raises(SessionRefused, match="sudah lewat"):
        move(make_session(status="DRAFT", starts=-1), "OPEN", by=officer())
    with pytest.raises(SessionRefused, match="baru mulai"):
        move(make_session(status="CLOSED", starts=1), "RUNNING", by=officer())


def test_a_cancelled_session_tells_everybody_why_and_is_signed():
    session, by, person = make_session(), officer(), make_person()
    user = account(person)
    make_enrolment(session, person)

    with pytest.raises(SessionRefused, match="Tulis mengapa"):
        move(session, "CANCELLED", by=by)
    move(session, "CANCELLED", by=by, reason="Pengajar sakit")

    entry = Entry.objects.of(session).first()
    row = Enrolment.objects.get()
    assert (row.status, row.decision) == ("CANCELLED", "Sesi dibatalkan: Pengajar sakit")
    assert "Pengajar sakit" in Notice.objects.get(user=user).text
    assert (entry.actor, "Pengajar sakit" in entry.reason) == (by.pk, True)


def test_when_a_session_begins_the_waiting_list_ends():
    session = make_session(status="CLOSED", seats=1, starts=0)
    seated, waiting = make_enrolment(session), make_enrolment(session, status="WAITING")

    move(session, "RUNNING", by=officer())

    seated.refresh_from_db()
    waiting.refresh_from_db()
    assert (seated.status, waiting.status) == ("SEATED", "CANCELLED")


def later(session, **fields):
    names = ("place", "link", "trainer_name", "trainer", "seats", "enrol_until")
    return {name: getattr(session, name) for name in names} | fields


def test_new_seats_go_to_the_waiting_list_and_another_place_is_told():
    session, person = make_session(seats=1), make_person()
    user = account(person)
    make_enrolment(session, person)
    waiting = make_enrolment(session, status="WAITING")

    change_announced(session, by=officer(), **later(session, seats=2, place="Hotel"))

    waiting.refresh_from_db()
    assert waiting.status == "SEATED"
    assert "Hotel" in Notice.objects.get(user=user).text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [({"seats": 1}, "kursi tidak dapat lebih sedikit"), ({"enrol_until": days(99)}, "Pendaftaran ditutup antara"),
     ({"place": ""}, "tempat atau tautannya")],
)  # fmt: skip
def test_an_announced_session_keeps_its_promises(fields, sentence):
    session = make_session(seats=2)
    make_enrolment(session)
    make_enrolment(session)

    with pytest.raises(SessionRefused, match=sentence):
        change_announced(session, by=officer(), **later(session, **fields))
    with pytest.raises(SessionRefused, match="sudah diumumkan"):
        prepare(session, by=officer(), **values(course=session.course))


@pytest.mark.parametrize(
    "wrong",
    [
        {"seats": 0},
        {"seats": 1001},
        {"status": "LAIN"},
        {"entry": "LAIN"},
        {"place": "", "link": ""},
        {"link": "http://x.example/"},
        {"starts": 365 * 100},
        {"status": "CANCELLED", "cancel_reason": ""},
    ],
)
def test_the_database_refuses_a_session_that_cannot_be(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_session(**wrong)
