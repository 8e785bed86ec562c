"""Looking ahead over everybody, and telling people once."""

from datetime import date, timedelta

import pytest

from employees.calendar.services import run_calendar, warn
from employees.models import CalendarRun, ForeseenRight, RightWarning, ServiceExam
from employees.tests.calendar.people import TODAY, clerk, rights
from simpeg.audit.models import Entry
from simpeg.law.engine import LawGap
from simpeg.notices.models import Notice
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


def without_exam(**fields):
    return clerk("II/d", level="15", **fields)


def test_a_look_ahead_keeps_what_one_person_sees_of_himself(look_ahead):
    employee = clerk()

    run = look_ahead()

    kept = [(r.subject, r.kind, r.on, r.state, r.counted, r.monthly) for r in run.rights.order_by("on", "subject")]
    seen = [(r.subject, r.kind, r.on, r.state, r.counted, r.monthly) for r in rights(employee)]
    assert kept == sorted(seen, key=lambda row: (row[2], row[0]))
    assert len(kept) >= 3


def test_a_new_look_takes_the_place_of_the_old_one_and_signs_itself(look_ahead, officer):
    clerk()
    look_ahead()
    run = look_ahead(TODAY + timedelta(days=1))

    assert set(ForeseenRight.objects.values_list("run", flat=True)) == {run.pk}
    assert CalendarRun.objects.count() == 2
    assert {entry.actor for entry in Entry.objects.filter(table="employees_calendarrun")} == {officer.pk}


def test_a_look_ahead_that_fails_leaves_the_old_one(look_ahead, officer):
    clerk()
    run = look_ahead()

    with pytest.raises(LawGap):
        run_calendar(day=date(2023, 12, 31), by=officer)

    assert ForeseenRight.objects.filter(run=run).exists()
    assert CalendarRun.objects.get() == run


@pytest.mark.parametrize("people", [1, 3])
def test_a_look_ahead_takes_the_same_queries_for_one_and_for_three(officer, people, django_assert_num_queries):
    for _ in range(people):
        clerk()

    with django_assert_num_queries(36):
        run_calendar(day=TODAY, by=officer)


def test_a_person_is_told_once_of_what_he_can_mend(look_ahead, officer):
    employee = without_exam()
    account = make_user(nip=employee.nip)
    look_ahead()

    assert warn(day=TODAY, by=officer) == 1
    assert warn(day=TODAY, by=officer) == 0
    look_ahead(TODAY + timedelta(days=40))
    assert warn(day=TODAY + timedelta(days=40), by=officer) == 0

    notice = Notice.objects.get()
    assert notice.user == account
    assert notice.text == (
        "Kenaikan pangkat Anda 1 Juli 2026 masih tertahan: Ujian Dinas Tingkat I. Masih menolong sampai 1 Juni 2026."
    )
    assert RightWarning.objects.get().code == "UD1"


def test_nobody_is_told_of_what_is_too_late_or_not_his_to_mend(look_ahead, officer):
    blocked = clerk()
    blocked.sanctions.create(kind_id="tunda_kp_1th", starts_on=date(2026, 1, 1))
    late = clerk(ratings={2025: 2}, since=date(2024, 4, 1))  # the letter of the step in April goes out in February
    for employee in (blocked, late):
        make_user(nip=employee.nip)
    look_ahead()

    warn(day=TODAY, by=officer)

    assert not Notice.objects.filter(text__contains="hukuman").exists()
    assert not Notice.objects.filter(text__contains="berkala").exists()


def test_whoever_mended_it_hears_no_more(look_ahead, officer):
    employee = without_exam()
    make_user(nip=employee.nip)
    ServiceExam.objects.create(employee=employee, kind="STLUD1", passed_on=date(2026, 2, 1))
    look_ahead()

    assert warn(day=TODAY, by=officer) == 0


def test_accounts_without_a_file_and_closed_accounts_hear_nothing(look_ahead, officer):
    make_user(nip=without_exam().nip, is_active=False)
    without_exam()
    look_ahead()

    assert warn(day=TODAY, by=officer) == 0
    assert not RightWarning.objects.exists()


def test_many_people_are_told_in_a_few_statements(look_ahead, officer, django_assert_num_queries):
    for _ in range(3):
        make_user(nip=without_exam().nip)
    look_ahead()

    with django_assert_num_queries(13):
        assert warn(day=TODAY, by=officer) == 3
