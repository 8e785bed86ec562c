"""How people come into a session and leave it, and in which order they wait."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from employees.models import Course
from simpeg.audit.models import Entry
from simpeg.notices.models import Notice
from simpeg.testing.people import make_user
from training.models import Enrolment
from training.sessions.enrolling import approve, ask, cancel, nominate, refuse
from training.sessions.services import SessionRefused
from training.tests.factories import (
    TODAY,
    account,
    head_of,
    make_course,
    make_enrolment,
    make_office,
    make_person,
    make_session,
    officer,
)

pytestmark = pytest.mark.django_db


def learned(employee, hours, day=TODAY, **fields):
    fields.setdefault("kind", "TEKNIS")
    fields.setdefault("name", f"Dahulu {hours}")
    return Course.objects.create(employee=employee, ends_on=day, learning_hours=hours, **fields)


def told(user):
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("text", flat=True))


def test_who_asks_for_an_open_session_has_a_seat_signed_by_himself():
    person = make_person()
    by = account(person)

    made = ask(make_session(), by=by, reason="Tugas baru")

    entry = Entry.objects.of(made).get()
    assert (made.status, made.origin, made.reason) == ("SEATED", "SENDIRI", "Tugas baru")
    assert entry.actor == by.pk


def test_when_the_seats_are_gone_one_waits():
    session = make_session(seats=1)
    make_enrolment(session)

    assert ask(session, by=account(make_person())).status == "WAITING"


def test_who_asks_while_others_wait_does_not_pass_them():
    session = make_session(seats=2)
    make_enrolment(session)
    make_enrolment(session, status="WAITING")

    assert ask(session, by=account(make_person())).status == "WAITING"


def test_the_head_is_asked_and_told_where_the_session_wants_it():
    office, division = make_office()
    person = make_person(division)
    far, near = head_of(office), head_of(division)

    made = ask(make_session(entry="PERSETUJUAN"), by=account(person))

    assert made.status == "REQUESTED"
    assert len(told(near)) == 1
    assert told(far) == []


def test_a_head_who_asks_for_himself_is_decided_by_whoever_stands_above():
    office, division = make_office()
    person = make_person(division)
    own, above = head_of(division, nip=person.nip), head_of(office)
    made = ask(make_session(entry="PERSETUJUAN"), by=own)

    with pytest.raises(SessionRefused, match="diputuskan oleh atasan Anda"):
        approve(made, by=own)

    assert len(told(above)) == 1
    assert approve(made, by=above).status == "SEATED"


def test_a_refused_request_says_why_to_the_person():
    office, _ = make_office()
    person = make_person(office)
    by = account(person)
    made = ask(make_session(entry="PERSETUJUAN"), by=by)

    refuse(made, by=head_of(office), reason="Ada pemeriksaan pekan itu")

    made.refresh_from_db()
    assert (made.status, made.decision) == ("REFUSED", "Ada pemeriksaan pekan itu")
    assert "Ada pemeriksaan pekan itu" in told(by)[-1]


def test_a_head_names_his_people_only_and_never_himself():
    office, _ = make_office()
    mine, other, himself = make_person(office), make_person(), make_person(office)
    head = head_of(office, nip=himself.nip)
    session = make_session(entry="PENCALONAN", seats=5)

    assert [row.origin for row in nominate(session, [mine], by=head)] == ["DICALONKAN"]
    for person in (other, himself):
        with pytest.raises(SessionRefused, match="wilayah kewenangan"):
            nominate(session, [person], by=head)


def test_those_named_beyond_the_seats_wait_in_the_order_of_their_naming():
    people = [make_person() for _ in range(3)]
    session = make_session(seats=2)

    made = nominate(session, people, by=officer())

    assert [row.status for row in made] == ["SEATED", "SEATED", "WAITING"]


def test_naming_is_for_all_or_for_none():
    fitting, other = make_person(), make_person(status="PPPK", grade="IX")
    session = make_session(statuses=["PNS"])

    with pytest.raises(SessionRefused, match="tidak terbuka bagi"):
        nominate(session, [fitting, other], by=officer())

    assert not Enrolment.objects.exists()


@pytest.mark.parametrize(
    ("session", "person", "fits"),
    [
        ({"statuses": ["PNS"]}, {}, True),
        ({"statuses": ["CPNS"]}, {}, False),
        ({"position_kinds": ["4"]}, {}, True),
        ({"position_kinds": ["1", "2"]}, {}, False),
        ({"least_grade_id": 32}, {"grade": "III/b"}, True),
        ({"least_grade_id": 33}, {"grade": "III/b"}, False),
        ({"least_grade_id": 33}, {"grade": "IX", "status": "PPPK"}, True),
        ({}, {"standing": "99"}, False),
    ],
)
def test_a_session_is_open_to_whom_its_rules_say(session, person, fits):
    by = account(make_person(**person))
    session = make_session(**session)

    if fits:
        assert ask(session, by=by).status == "SEATED"
    else:
        with pytest.raises(SessionRefused, match="tidak terbuka bagi Anda"):
            ask(session, by=by)


def test_a_session_of_an_office_is_open_to_everybody_below_it():
    office, division = make_office()
    session = make_session(unit=office)

    assert ask(session, by=account(make_person(division))).status == "SEATED"
    with pytest.raises(SessionRefused, match="tidak terbuka"):
        ask(session, by=account(make_person()))


@pytest.mark.parametrize(
    ("session", "sentence"),
    [
        ({"status": "DRAFT"}, "tidak sedang terbuka"),
        ({"status": "CLOSED"}, "tidak sedang terbuka"),
        ({"enrol_from": TODAY.replace(year=TODAY.year - 1), "enrol_until": TODAY.replace(day=1, month=1)}, "terbuka"),
        ({"entry": "PENCALONAN"}, "Mintalah kepada atasan"),
        ({"entry": "PENGELOLA"}, "ditetapkan oleh pengelola"),
    ],
)
def test_who_cannot_ask_is_told_who_can(session, sentence):
    with pytest.raises(SessionRefused, match=sentence):
        ask(make_session(**session), by=account(make_person()))


def test_nobody_is_enrolled_twice():
    person = make_person()
    session = make_session()
    ask(session, by=account(person))

    with pytest.raises(SessionRefused, match="sudah terdaftar"):
        nominate(session, [person], by=officer())
    with pytest.raises(IntegrityError), transaction.atomic():
        make_enrolment(session, person)


def test_the_waiting_list_moves_up_law_first_then_least_hours_then_time():
    course = make_course(form="PKA", counts_as="KEPEMIMPINAN")
    session = make_session(course, seats=1)
    leaver = make_enrolment(session)
    first_come, learned_less = make_person(), make_person()
    learned(first_come, 40)
    learned(learned_less, 10)
    wanted = make_person(grade="III/d")
    learned(wanted, 100)
    wanted.appointments.update(kind="1", echelon=31)
    rows = {
        person.pk: make_enrolment(session, person, status="WAITING") for person in (first_come, learned_less, wanted)
    }
    user = account(wanted)

    cancel(leaver, by=officer(), reason="Sakit")

    states = {pk: Enrolment.objects.get(pk=row.pk).status for pk, row in rows.items()}
    assert states == {first_come.pk: "WAITING", learned_less.pk: "WAITING", wanted.pk: "SEATED"}
    assert "Ada kursi untuk Anda" in told(user)[-1]

    cancel(Enrolment.objects.get(employee=wanted), by=user, reason="Dinas luar")

    assert Enrolment.objects.get(employee=learned_less).status == "SEATED"
    assert Enrolment.objects.get(employee=first_come).status == "WAITING"


def test_who_has_the_training_of_leadership_is_not_put_first():
    course = make_course(form="PKA", counts_as="KEPEMIMPINAN")
    session = make_session(course, seats=1)
    leaver = make_enrolment(session)
    had_it, plain = make_person(grade="III/d"), make_person()
    had_it.appointments.update(kind="1", echelon=31)
    learned(had_it, 900, kind="KEPEMIMPINAN", level="PKA", day=TODAY.replace(year=TODAY.year - 1))
    for person in (had_it, plain):
        make_enrolment(session, person, status="WAITING")

    cancel(leaver, by=officer(), reason="Sakit")

    assert Enrolment.objects.get(employee=plain).status == "SEATED"


def test_what_has_begun_is_not_left_any_more():
    row = make_enrolment(make_session(status="RUNNING", starts=-1))

    with pytest.raises(SessionRefused, match="pesertanya tidak berubah lagi"):
        cancel(row, by=officer(), reason="Sakit")


def test_a_cancellation_needs_a_reason_and_happens_once():
    row = make_enrolment(make_session())

    with pytest.raises(SessionRefused, match="Tulis mengapa"):
        cancel(row, by=officer(), reason="  ")
    cancel(row, by=officer(), reason="Sakit")
    with pytest.raises(SessionRefused, match="sudah dibatalkan"):
        cancel(row, by=officer(), reason="Sakit")


def test_a_stranger_neither_decides_nor_cancels():
    row = make_enrolment(make_session(), status="REQUESTED")

    with pytest.raises(SessionRefused):
        approve(row, by=make_user())
    with pytest.raises(SessionRefused):
        cancel(row, by=make_user(), reason="x")
    with pytest.raises(Enrolment.DoesNotExist):
        approve(row, by=head_of(make_office()[0]))


def test_the_database_seats_nobody_beyond_the_seats():
    session = make_session(seats=1)
    make_enrolment(session)

    with pytest.raises(IntegrityError, match="habis"), transaction.atomic():
        make_enrolment(session)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_the_last_seat_at_the_same_moment_one_gets_it_and_one_waits():
    session = make_session(seats=1)
    users = [account(make_person()) for _ in range(2)]

    def take(user):
        try:
            return ask(session, by=user).status
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        states = sorted(threads.map(take, users))

    assert states == ["SEATED", "WAITING"]
