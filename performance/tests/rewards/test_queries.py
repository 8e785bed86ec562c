"""What the files say of a criterion: met, not met, or not known."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from employees.models import Course, EmployeeState, Sanction
from employees.tests.factories import make_appointment, make_employee
from performance.models import RewardRound
from performance.rewards.queries import findings_now, proposals
from performance.tests.rewards.factories import (
    CLEAN,
    JUDGED,
    LEARNED,
    RATED,
    SERVICE,
    close,
    make_candidate,
    make_draft,
    make_reward_kind,
    make_round,
    make_vote,
    officer,
)
from simpeg.core.dates import years_after
from simpeg.law.engine import Law

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LAST, BEFORE = TODAY.year - 1, TODAY.year - 2


def met(employee, criterion, **fields):
    round_ = make_draft(criteria=[criterion], nominations_until=TODAY, **fields)
    return findings_now(round_, employee)[-1]["met"]


@pytest.mark.parametrize(
    ("ratings", "answer"),
    [
        ({BEFORE: 2, LAST: 1}, True),
        ({BEFORE: 3, LAST: 1}, False),
        ({LAST: 3}, False),
        ({LAST: 1}, None),
        ({}, None),
    ],
)
def test_a_weak_year_fails_and_a_missing_year_is_not_known(ratings, answer):
    assert met(make_employee(ratings=ratings), RATED) is answer


@pytest.mark.parametrize(
    ("kind", "ends", "answer"),
    [
        (None, None, True),
        ("teguran_lisan", TODAY, True),  # lighter than what is asked for
        ("tunda_kp_1th", TODAY, False),
        ("tunda_kp_1th", None, False),
        ("tunda_kp_1th", date(TODAY.year - 6, 1, 1), True),
    ],
)
def test_a_sanction_of_the_severity_within_the_years_fails(kind, ends, answer):
    employee = make_employee()
    if kind:
        Sanction.objects.create(employee=employee, kind_id=kind, starts_on=date(TODAY.year - 7, 1, 1), ends_on=ends)

    assert met(employee, CLEAN) is answer


@pytest.mark.parametrize(("hours", "answer"), [([20], True), ([10, 10], True), ([19], False), ([], None)])
def test_learning_hours_add_up_and_a_file_without_any_is_silent(hours, answer):
    employee = make_employee()
    for number, each in enumerate(hours):
        Course.objects.create(employee=employee, kind="TEKNIS", name=f"P{number}", ends_on=TODAY, learning_hours=each)

    assert met(employee, LEARNED) is answer


def test_service_counts_to_the_day():
    on_the_day = years_after(TODAY, -5)
    enough, short = (make_employee(cpns_since=on_the_day + timedelta(days=late)) for late in (0, 1))
    kind = make_reward_kind()

    assert met(enough, SERVICE, kind=kind) is True
    assert met(short, SERVICE, kind=kind, year=TODAY.year + 1) is False


@pytest.mark.parametrize(("early", "answer"), [(0, True), (-1, False)])
def test_a_sanction_that_ended_so_many_years_ago_counts_no_more(early, answer):
    employee, since = make_employee(), years_after(TODAY, -5)
    Sanction.objects.create(
        employee=employee, kind_id="tunda_kp_1th", starts_on=date(TODAY.year - 7, 1, 1),
        ends_on=since - timedelta(days=early),
    )  # fmt: skip

    assert met(employee, CLEAN) is answer


@pytest.mark.parametrize(("late", "answer"), [(0, False), (1, True)])
def test_hours_of_a_training_before_the_year_do_not_count(late, answer):
    employee, ends = make_employee(), years_after(TODAY, -1) + timedelta(days=late)
    Course.objects.create(employee=employee, kind="TEKNIS", name="Arsip", ends_on=ends, learning_hours=20)

    assert met(employee, LEARNED) is answer


def test_the_committee_says_what_no_file_knows():
    employee, by = make_employee(), officer()
    round_ = make_round(criteria=[JUDGED], by=by)
    candidate = make_candidate(round_, employee, by=by)
    close(round_)
    criterion = round_.criteria.get()

    assert findings_now(round_, employee, candidate)[-1]["met"] is None
    make_vote(candidate, judgements={criterion.pk: (True, "Terlihat.")})
    assert findings_now(round_, employee, candidate)[-1]["met"] is True
    make_vote(candidate, judgements={criterion.pk: (False, "Belum.")})
    assert findings_now(round_, employee, candidate)[-1]["met"] is None


def test_the_system_proposes_who_meets_everything_and_was_not_named():
    good, silent, weak, named = (make_employee(ratings=r) for r in (
        {BEFORE: 2, LAST: 2}, {LAST: 2}, {BEFORE: 2, LAST: 4}, {BEFORE: 1, LAST: 1}))  # fmt: skip
    by = officer()
    round_ = make_round(criteria=[RATED, SERVICE], by=by)
    make_candidate(round_, named, by=by)
    criteria, law = list(round_.criteria.all()), Law.on(TODAY)

    assert {row.pk for row in proposals(round_, criteria, law)} == {good.pk}
    assert {row.pk for row in proposals(round_, criteria, law, complete=False)} == {silent.pk}
    assert EmployeeState.objects.filter(pk=weak.pk).exists()


def test_a_round_is_open_to_some_positions_only():
    kind = make_reward_kind(position_kinds=["2"])
    clerk, teacher = make_employee(), make_employee()
    make_appointment(clerk)
    make_appointment(teacher, kind="2", title="Guru", tier="PT")
    round_ = make_draft(kind=kind)

    assert [findings_now(round_, each)[0]["met"] for each in (clerk, teacher)] == [False, True]
    assert RewardRound.objects.get() == round_
