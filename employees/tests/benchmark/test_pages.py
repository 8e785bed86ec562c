"""Every page that is measured answers, asks what it says it asks, and leaves nothing behind."""

from datetime import date

import pytest
from django.db import connection

from employees.benchmark.measuring import MOST_BUFFERS, cost, page_costs, python_ms
from employees.benchmark.pages import PAGES, officers, sampled
from employees.due_lists.services import run_list
from employees.models import DueSubject, EmployeeState
from employees.tests.factories import make_appointment, make_employee, make_unit
from simpeg.accounts.models import User
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 1)


@pytest.fixture
def agency(settings):
    """An agency of five people in two units, and the lists of all four subjects."""
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # fmt: skip
    root = make_unit("Pemerintah Kabupaten")
    office = make_unit("Dinas Pendidikan", parent=root)
    for number in range(5):
        person = make_employee(name=f"Siti Rahma {number}", unit=office)
        make_appointment(person, title="Guru Ahli Muda", kind="2", tier="MU")
    for subject in DueSubject:
        run_list(subject, day=DAY, by=make_user())
    return root


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_answers_each_of_its_addresses(agency, page):
    answered = {}
    with officers() as users:
        for who, user in users.items():
            for address in page.addresses(user, sampled(user)):
                paid = cost(address, user)
                answered.setdefault(who, []).append(paid.status)
                assert paid.dearest.buffers > 0

    assert "semua unit" in answered
    assert {status for statuses in answered.values() for status in statuses} <= {200, 302}


def test_the_officers_are_gone_afterwards(agency):
    before = User.objects.count()
    with officers() as users:
        assert User.objects.count() == before + 2
        assert [user.has_perm("employees.view_all_units") for user in users.values()] == [True, False]

    assert User.objects.count() == before


def test_the_sample_is_of_those_whom_the_officer_sees(agency):
    stranger = make_employee(name="Orang Lain", unit=make_unit("Dinas Kabupaten Lain"))
    with officers() as users:
        everybody, office = (sampled(user) for user in users.values())

    assert stranger.pk in [one.pk for one in everybody]
    assert [one.pk for one in office] == list(
        EmployeeState.objects.exclude(pk=stranger.pk).order_by("pk").values_list("pk", flat=True)
    )


def test_a_cost_is_that_of_the_page_and_not_of_its_measuring(agency, django_assert_num_queries):
    with officers() as users:
        user = users["semua unit"]
        paid = cost("/pegawai/", user)

        assert (paid.status, paid.address) == (200, "/pegawai/")
        assert 0 < paid.database_ms < 5000
        assert python_ms("/pegawai/", user, times=2) > 0
        assert not [query for query in paid.queries if query.sql.startswith("EXPLAIN (ANALYZE")]
        assert connection.execute_wrappers == []


def test_the_summary_of_a_page_holds_its_dearest_query_and_says_whether_the_promise_is_kept(agency):
    costs = {(one.name, one.who): one for one in page_costs(PAGES[:1])}

    first = costs["Daftar pegawai: halaman pertama", "semua unit"]
    assert list(costs) == [(PAGES[0].name, "semua unit"), (PAGES[0].name, "satu instansi")]
    assert (first.answers, 0 < first.buffers <= MOST_BUFFERS) == (2, True)
    assert first.dearest.startswith("/pegawai/")
