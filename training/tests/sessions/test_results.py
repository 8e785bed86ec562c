"""Attendance, scores and evaluation: what is written, what is refused, and what stays unknown."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from simpeg.audit.models import Entry
from simpeg.testing.people import make_user
from training.models import Attendance, Evaluation
from training.sessions.attending import evaluate, record_attendance, record_scores
from training.sessions.result_queries import evaluation_of
from training.sessions.results import results_of
from training.sessions.services import SessionRefused
from training.tests.factories import (
    TODAY,
    account,
    days,
    make_course,
    make_enrolment,
    make_person,
    make_session,
    officer,
)

pytestmark = pytest.mark.django_db
MARKS = {"content": 5, "teaching": 4, "usefulness": 5, "organisation": 3, "words": "Lebih banyak latihan"}


def a_running_session(people=1, **fields):
    fields.setdefault("seats", people)
    session = make_session(status="RUNNING", starts=-1, lasts=3, **fields)
    return session, [make_enrolment(session) for _ in range(people)]


def attend(session, kinds, number=0, by=None):
    record_attendance(session, days(number), kinds, by=by or officer())


def result_of(session):
    (result,) = results_of(session)
    return result.passed, result.why


def test_attendance_is_kept_and_can_be_corrected_while_the_session_runs():
    session, (row,) = a_running_session()
    by = officer()

    attend(session, {row.pk: "TIDAK"}, by=by)
    attend(session, {row.pk: "HADIR"}, by=by)

    written = Attendance.objects.get()
    assert (written.kind, written.day) == ("HADIR", TODAY)
    assert Entry.objects.of(written).first().actor == by.pk


@pytest.mark.parametrize(("number", "sentence"), [(-2, "bukan hari sesi"), (2, "bukan hari sesi"), (1, "belum tiba")])
def test_attendance_is_of_a_day_of_the_session_that_has_come(number, sentence):
    session, (row,) = a_running_session()

    with pytest.raises(SessionRefused, match=sentence):
        attend(session, {row.pk: "HADIR"}, number)


def test_attendance_is_of_participants_of_a_running_session():
    session, _ = a_running_session()
    stranger = make_enrolment(make_session(status="RUNNING", starts=-1))

    with pytest.raises(SessionRefused, match="berubah sejak halaman dibuka"):
        attend(session, {stranger.pk: "HADIR"})
    with pytest.raises(SessionRefused, match="selama berjalan"):
        attend(make_session(starts=0), {stranger.pk: "HADIR"})
    with pytest.raises(SessionRefused, match="dikelola oleh pengelola"):
        attend(session, {stranger.pk: "HADIR"}, by=make_user())


def test_an_officer_who_takes_part_leaves_it_to_another():
    person = make_person()
    session, (row,) = a_running_session(seats=2)
    make_enrolment(session, person)
    by = officer()
    by.nip = person.nip
    by.save()

    with pytest.raises(SessionRefused, match="Anda sendiri peserta"):
        attend(session, {row.pk: "HADIR"}, by=by)


def test_the_database_refuses_attendance_outside_the_session():
    session, (row,) = a_running_session()

    with pytest.raises(IntegrityError, match="hari sesi"), transaction.atomic():
        Attendance.objects.create(enrolment=row, day=days(9), kind="HADIR")


@pytest.mark.parametrize(
    ("written", "least", "score", "expected"),
    [
        ([], None, None, (None, "Kehadiran belum dicatat")),
        (["HADIR", "HADIR"], None, None, (True, "Memenuhi syarat lulus")),
        (["HADIR", "IZIN"], None, None, (False, "Hadir 1 dari 2 hari, kurang dari 80%")),
        (["HADIR", "HADIR"], 70, None, (None, "Nilai akhir belum dicatat")),
        (["HADIR", "HADIR"], 70, Decimal("69.99"), (False, "Nilai akhir di bawah 70")),
        (["HADIR", "HADIR"], 70, Decimal(70), (True, "Memenuhi syarat lulus")),
    ],
)
def test_passing_follows_attendance_and_score(written, least, score, expected):
    session, (row,) = a_running_session(course=make_course(least_score=least))
    for number, kind in enumerate(written):
        attend(session, {row.pk: kind}, -1 + number)
    record_scores(session, {row.pk: (None, score)}, by=officer())

    assert result_of(session) == expected


def test_exactly_as_much_attendance_as_asked_is_enough():
    session, (row,) = a_running_session(course=make_course(least_attendance=50))
    attend(session, {row.pk: "HADIR"}, -1)
    attend(session, {row.pk: "TIDAK"}, 0)

    assert result_of(session)[0] is True


def test_a_day_written_for_others_and_not_for_him_is_not_known():
    session, (first, second) = a_running_session(2)
    attend(session, {first.pk: "HADIR", second.pk: "HADIR"}, -1)
    attend(session, {first.pk: "HADIR"}, 0)

    assert {each.enrolment.pk: each.passed for each in results_of(session)} == {first.pk: True, second.pk: None}


def test_an_evaluation_is_given_once_and_says_nobody():
    session = make_session(status="FINISHED", starts=-3)
    person = make_person()
    row = make_enrolment(session, person, status="PASSED")
    user = account(person)

    evaluate(session, by=user, **MARKS)
    with pytest.raises(SessionRefused, match="sekali"):
        evaluate(session, by=user, **MARKS)
    with pytest.raises(SessionRefused, match="oleh peserta"):
        evaluate(session, by=account(make_person()), **MARKS)

    row.refresh_from_db()
    assert row.has_evaluated
    assert not Entry.objects.filter(table="training_evaluation").exists()
    assert {field.name for field in Evaluation._meta.fields} == {"id", "session", *MARKS}


def test_nothing_is_shown_of_fewer_than_five_answers():
    session = make_session(status="FINISHED", starts=-3, seats=9)
    for _ in range(4):
        Evaluation.objects.create(session=session, **MARKS)

    assert evaluation_of(session, TODAY) == (4, 0, [], [])
    Evaluation.objects.create(session=session, **MARKS | {"content": 1, "words": ""})
    number, _, means, words = evaluation_of(session, TODAY)
    assert (number, means[0], words) == (5, ("Materi", 4.2), ["Lebih banyak latihan"] * 4)


@pytest.mark.parametrize("wrong", [{"content": 0}, {"teaching": 6}])
def test_the_database_refuses_marks_that_are_none(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Evaluation.objects.create(session=make_session(), **MARKS | wrong)
