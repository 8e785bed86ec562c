from datetime import date, timedelta

import pytest
from django.utils import timezone

from performance.cycle.rules import due_on
from performance.models import Cycle, PerformancePlan, PlanReminder
from performance.plans import late
from performance.tests.factories import account, make_agreed, make_office, plan_of
from performance.tests.plans.builders import Desk
from simpeg.law.engine import Law
from simpeg.notices.models import Notice
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def year():
    return timezone.localdate().year


def late_on(day):
    found = late.late_on(PerformancePlan.objects.all(), day, Law.on(day))
    return set(found.values_list("employee__name", flat=True))


def test_a_plan_of_the_year_is_late_from_the_first_of_february(desk, year):
    make_agreed(plan_of(desk.colleague, desk.cycle))

    assert late_on(date(year, 1, 31)) == set()
    assert late_on(date(year, 2, 1)) == {"Staf 01", "Kepala Bidang", "Kepala Dinas"}


def test_a_plan_that_began_later_has_thirty_days(desk, year):
    PerformancePlan.objects.exclude(employee=desk.person).delete()
    PerformancePlan.objects.update(starts_on=date(year, 3, 1))

    assert late_on(date(year, 3, 31)) == set()
    assert late_on(date(year, 4, 1)) == {"Staf 01"}


@pytest.mark.parametrize("starts", [(1, 1), (1, 2), (5, 17)])
def test_the_condition_and_the_day_that_a_page_shows_agree(desk, year, starts):
    starts = date(year, *starts)
    PerformancePlan.objects.filter(pk=desk.plan.pk).update(starts_on=starts)
    plan = PerformancePlan.objects.select_related("cycle").get(pk=desk.plan.pk)
    by = due_on(plan, Law.on(starts))

    for day in (by, by + timedelta(days=1)):
        assert ("Staf 01" in late_on(day)) == (day > by)


def test_offices_are_counted_with_whom_their_plans_lie(desk, year):
    make_office(name="Dinas Dua", staff=0)
    late.PerformancePlan.objects.filter(pk=desk.plan.pk).update(status="SUBMITTED")
    Cycle.objects.update(plans_due_on=date(year, 1, 31))

    day = date(year, 6, 1)
    rows = late.by_office(late.late_on(PerformancePlan.objects.all(), day, Law.on(day)))

    assert [(row["name"], row["late"], row["with_employee"], row["with_appraiser"]) for row in rows] == [
        ("Dinas Satu", 4, 3, 1)
    ]


def test_each_is_reminded_of_what_lies_with_him_and_once_a_day(desk, year):
    PerformancePlan.objects.filter(pk=desk.plan.pk).update(status="SUBMITTED")
    make_agreed(plan_of(desk.chief, desk.cycle))
    by, day = make_user(), date(year, 6, 1)
    Notice.objects.all().delete()

    assert late.remind_late(day=day, by=by) == 3
    assert late.remind_late(day=day, by=by) == 0

    assert {notice.user: notice.text for notice in Notice.objects.all()} == {
        desk.rater: "1 SKP menunggu persetujuan Anda, padahal batasnya sudah lewat. Periksa, lalu sepakati atau"
        " kembalikan.",
        desk.peer: f"SKP {year} belum Anda ajukan, padahal batasnya sudah lewat. Lengkapi, lalu ajukan.",
        desk.boss: f"SKP {year} belum Anda ajukan, padahal batasnya sudah lewat. Lengkapi, lalu ajukan.",
    }
    assert late.remind_late(day=day + timedelta(days=7), by=by) == 3


def test_whoever_rates_for_the_bupati_is_reminded_too(desk, year):
    regent = make_user("appraise_for_regent")
    PerformancePlan.objects.exclude(employee=desk.head).delete()
    PerformancePlan.objects.filter(employee=desk.head).update(status="SUBMITTED")

    assert late.remind_late(day=date(year, 6, 1), by=make_user()) == 1
    assert PlanReminder.objects.get().user == regent


def test_before_its_day_nobody_is_reminded(desk, year):
    assert late.remind_late(day=date(year, 1, 31), by=make_user()) == 0


@pytest.mark.parametrize("staff", [2, 20])
def test_reminding_asks_the_same_number_of_queries_however_many_are_late(staff, django_assert_num_queries):
    desk = Desk(staff=staff)
    for person in desk.people[2:]:
        account(person)
    by, day = make_user(), date(desk.cycle.year, 6, 1)
    late.remind_late(day=day - timedelta(days=1), by=by)

    with django_assert_num_queries(12):
        late.remind_late(day=day, by=by)
