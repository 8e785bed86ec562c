from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from performance.fairness.queries import Spread, appraisals, by_grade, by_office, by_sex, whole
from performance.models import Appraisal, Window
from performance.review.services import decide, file_objection, sign
from performance.tests.factories import (
    account,
    agree_all,
    make_achievement,
    make_cycle,
    make_office,
    make_rating,
    plan_of,
)
from simpeg import roles
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
YEAR = timezone.now().year


@pytest.fixture
def regency():
    return Regency()


class Regency:
    """Two offices: six people of the first are rated, and two of the second."""

    def __init__(self, first=6, second=2):
        self.first, _, self.head, self.chief, self.people = make_office(staff=first)
        self.second, _, _, other_chief, others = make_office(staff=second, name="Dinas Dua")
        self.cycle = make_cycle()
        agree_all(self.cycle)
        self.window = self.cycle.windows.get(number=0)
        self.rater = account(self.chief)
        for person in self.people:
            make_rating(plan_of(person, self.cycle), self.window, by=self.rater, result=1, behaviour=1)
        other_rater = account(other_chief)
        for person in others:
            make_rating(plan_of(person, self.cycle), self.window, by=other_rater, result=3)
        self.officer = make_user(role=roles.PERFORMANCE_OFFICER.name)

    def page(self, name, user=None, *args):
        client = Client()
        client.force_login(user or self.officer)
        return client.get(reverse(f"fairness:{name}", args=args))


def test_the_numbers_of_offices_sexes_and_grades_add_up_to_everybody(regency):
    rows = appraisals(regency.window, regency.officer)

    assert whole(rows) == (6, 0, 2, 0, 0)
    assert [(row["name"], row["p1"], row["p3"]) for row in by_office(rows, regency.window)] == [
        ("Dinas Dua", 0, 2),
        ("Dinas Satu", 6, 0),
    ]
    assert by_sex(rows) == [("Perempuan", (6, 0, 2, 0, 0))]
    assert by_grade(rows) == [("Golongan III", (6, 0, 2, 0, 0))]


def test_what_came_after_the_last_day_is_counted_and_what_was_changed_then(regency):
    yesterday = timezone.localdate() - timedelta(days=1)
    Window.objects.filter(pk=regency.window.pk).update(planned_close=yesterday)
    regency.window.refresh_from_db()
    make_rating(plan_of(regency.people[0], regency.cycle), regency.window, by=regency.rater, result=2)
    Appraisal.objects.filter(plan__employee=regency.people[1]).update(rated_at=timezone.now() - timedelta(days=3))

    row = by_office(appraisals(regency.window, regency.officer), regency.window)[1]

    assert (row["late"], row["changed"]) == (5, 1)


def test_an_objection_that_changed_the_predikat_is_counted_apart(regency):
    make_achievement(regency.window, regency.first)
    sign(regency.window, appraiser=regency.chief, reason="", seen=[6, 0, 0, 0, 0], by=regency.rater)
    boss = account(regency.head)
    for person, level in zip(regency.people[:2], (1, 3), strict=True):
        found = Appraisal.objects.get(plan__employee=person)
        objection = file_objection(found, "Tidak sesuai", by=account(person))
        decide(objection, result=level, behaviour=1, reason="Sudah dilihat", by=boss)

    rows = appraisals(regency.window, regency.officer)
    row = by_office(rows, regency.window)[1]

    assert (row["objected"], row["mended"]) == (2, 1)
    assert whole(rows) == (5, 0, 3, 0, 0)


def test_a_small_group_is_not_spread_out():
    everybody = (6, 0, 4, 0, 0)

    assert not Spread("Kecil", (4, 0, 0, 0, 0), everybody, 5).shown
    large = Spread("Besar", (4, 0, 1, 0, 0), everybody, 5)
    assert large.shown
    assert (large.top_share, large.low_share, large.top_more) == (80, 20, 20)


def test_the_page_shows_offices_and_hides_the_spread_of_the_small_one(regency):
    page = regency.page("start").content.decode()

    assert "Dinas Satu" in page
    assert "kurang dari 5 orang" in page
    assert "Semua yang dinilai: 8" in page


def test_an_office_sees_only_its_own_people(regency):
    user = make_user(role=roles.OPD_OFFICER.name, mandates=[regency.first])

    page = regency.page("year", user, YEAR).content.decode()

    assert "Dinas Satu" in page
    assert "Dinas Dua" not in page


def test_each_appraiser_stands_beside_everybody(regency):
    page = regency.page("appraisers", None, YEAR).content.decode()

    assert "+25,0 poin" in page
    assert page.count("kurang dari 5 orang</span>") == 1


@pytest.mark.parametrize("staff", [1, 7])
def test_both_pages_ask_the_same_however_many_people(staff, django_assert_num_queries):
    regency = Regency(first=staff, second=staff)
    client = Client()
    client.force_login(regency.officer)
    client.get(reverse("fairness:start"))

    with django_assert_num_queries(14):
        client.get(reverse("fairness:start"))
    with django_assert_num_queries(10):
        client.get(reverse("fairness:appraisers", args=[YEAR]))


def test_without_a_year_or_a_rating_the_page_says_what_comes():
    client = Client()
    client.force_login(make_user(role=roles.PERFORMANCE_OFFICER.name))

    assert "Belum ada siklus" in client.get(reverse("fairness:start")).content.decode()

    make_cycle()

    assert "Belum ada predikat tahunan" in client.get(reverse("fairness:start")).content.decode()


def test_who_rates_and_no_more_does_not_see_it(regency):
    assert regency.page("start", regency.rater).status_code == 403
