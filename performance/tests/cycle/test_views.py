import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from employees.records.unit_field import label_of
from performance.models import Cycle, PerformancePlan
from performance.tests.factories import make_cycle, make_office, plan_of
from simpeg import roles
from simpeg.jobs.models import Job
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
YEAR = timezone.now().year


@pytest.fixture
def officer():
    client = Client()
    client.force_login(make_user(role=roles.PERFORMANCE_OFFICER.name))
    return client


def test_a_year_is_opened_by_a_job_and_its_page_shows_every_office(officer, django_capture_on_commit_callbacks):
    make_office()
    make_office(name="Dinas Dua")

    with django_capture_on_commit_callbacks(execute=True):
        answer = officer.post(reverse("cycle:index"), {"year": YEAR, "rhythm": "2", "model": "KUALITATIF"})

    job = Job.objects.get()
    assert answer.url == job.get_absolute_url()
    assert (job.status, job.result["said"]) == (Job.Status.DONE, f"SKP {YEAR} dibuka untuk 8 pegawai.")
    page = officer.get(reverse("cycle:detail", args=[YEAR])).content.decode()
    assert "Dinas Satu" in page
    assert "Dinas Dua" in page


def test_a_year_that_is_open_is_not_offered_again(officer):
    make_cycle()

    answer = officer.post(reverse("cycle:index"), {"year": YEAR, "rhythm": "2", "model": "KUALITATIF"})

    assert answer.status_code == 422
    assert Cycle.objects.count() == 1


@pytest.mark.parametrize("offices", [1, 4])
def test_the_page_of_a_year_asks_the_same_however_many_offices(officer, offices, django_assert_num_queries):
    for number in range(offices):
        make_office(name=f"Dinas {number}")
    make_cycle()
    url = reverse("cycle:detail", args=[YEAR])
    officer.get(url)

    with django_assert_num_queries(12):
        officer.get(url)


def test_a_window_is_moved_with_its_reason(officer):
    window = make_cycle().windows.get(number=1)
    url = reverse("cycle:window", args=[YEAR, 1])
    days = {"opens_on": f"{YEAR}-03-20", "closes_on": f"{YEAR}-04-30"}

    assert officer.post(url, days | {"reason": ""}).status_code == 422
    assert officer.post(url, days | {"opens_on": f"{YEAR}-05-20", "reason": "SE"}).status_code == 422
    assert officer.post(url, days | {"opens_on": "0001-01-01", "reason": "SE"}).status_code == 422
    officer.post(url, days | {"reason": "SE 4"})

    window.refresh_from_db()
    assert window.closes_on.isoformat() == f"{YEAR}-04-30"


def test_what_a_unit_achieved_is_set_by_its_name(officer):
    office, *_ = make_office()
    make_cycle()
    url = reverse("cycle:achievements", args=[YEAR])

    assert "Dinas Satu" in officer.get(url).content.decode()
    assert officer.post(url, {"unit": "tidak ada", "achievement": 1, "basis": "SK"}).status_code == 422
    officer.post(url, {"unit": label_of(office), "achievement": 1, "basis": "SK 1"})

    assert "Istimewa" in officer.get(url).content.decode()


def test_whom_nobody_rates_is_shown_and_somebody_is_named(officer):
    office, _, head, _, (person, other) = make_office()
    cycle = make_cycle()
    plan = plan_of(person, cycle)
    PerformancePlan.objects.filter(pk=plan.pk).update(appraiser=None)
    url = reverse("cycle:appraiser", args=[plan.pk])

    assert "1 SKP tanpa pejabat penilai" in officer.get(reverse("cycle:detail", args=[YEAR])).content.decode()
    for nip in ("123", "x" * 30, other.nip + "1"):
        assert officer.post(url, {"kind": "PLT", "nip": nip, "reason": "SPT"}).status_code == 422
    officer.post(url, {"kind": "PLT", "nip": f"{other.nip[:8]} {other.nip[8:]}", "reason": "SPT 1"})

    plan.refresh_from_db()
    assert plan.appraiser == other
    assert "SPT 1" in officer.get(url).content.decode()


def test_an_office_sees_its_own_numbers_only():
    office, *_ = make_office()
    make_office(name="Dinas Dua")
    make_cycle()
    client = Client()
    client.force_login(make_user(role=roles.OPD_OFFICER.name, mandates=[office]))

    page = client.get(reverse("cycle:detail", args=[YEAR])).content.decode()

    assert "Dinas Satu" in page
    assert "Dinas Dua" not in page
