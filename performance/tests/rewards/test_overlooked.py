"""Who performed well for years and got nothing: what counts as something, and who may see the list."""

from datetime import date

import pytest
from django.utils import timezone

from employees.models import Award, Course, EmployeeState
from employees.tests.factories import make_appointment, make_employee, make_grade_record, make_unit
from performance.rewards.overlooked import overlooked, seen_by
from performance.tests.factories import account, make_cycle, make_office
from simpeg import roles
from simpeg.jobs.models import Job
from simpeg.law.engine import Law
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)
GOOD = {2024: 2, 2025: 1}
URL = "/kinerja/penghargaan/belum-dihargai/"


def make_steady(**fields):
    """Somebody whom nobody thought of: promoted and appointed long ago."""
    fields.setdefault("ratings", GOOD)
    fields.setdefault("grade_since", date(2018, 4, 1))
    person = make_employee(**fields)
    make_appointment(person, since=date(2018, 1, 2))
    return person


def found(day=DAY):
    return set(overlooked(EmployeeState.objects.all(), Law.on(day)).values_list("pk", flat=True))


def test_two_good_years_and_nothing_since():
    person = make_steady()

    assert found() == {person.pk}


@pytest.mark.parametrize("ratings", [{2024: 2}, {2024: 2, 2025: 3}, {2023: 1, 2024: 1}, {}])
def test_a_missing_or_a_weak_year_is_no_steady_performance(ratings):
    make_steady(ratings=ratings)

    assert found() == set()


GIVEN = {
    "a medal": lambda e: Award.objects.create(employee=e, kind="201", awarded_on=date(2025, 8, 17)),
    "an award of the regency": lambda e: Award.objects.create(
        employee=e, kind="L", title="Teladan", awarded_on=date(2026, 8, 17)
    ),
    "a promotion": lambda e: make_grade_record(e, grade="III/c", since=date(2024, 4, 1)),
    "a higher position": lambda e: make_appointment(
        e, title="Kepala Seksi", kind="1", echelon=41, since=date(2025, 1, 2)
    ),
    "a function": lambda e: make_appointment(e, title="Arsiparis", kind="2", tier="PT", since=date(2025, 1, 2)),
    "a training of 20 hours": lambda e: Course.objects.create(
        employee=e, kind="TEKNIS", name="Arsip", ends_on=date(2024, 1, 1), learning_hours=20
    ),
}
NOT_GIVEN = {
    "an award before": lambda e: Award.objects.create(employee=e, kind="201", awarded_on=date(2023, 12, 31)),
    "the same grade again": lambda e: make_grade_record(e, grade="III/b", since=date(2025, 4, 1)),
    "a position as high": lambda e: make_appointment(e, title="Pengadministrasi", since=date(2025, 1, 2)),
    "a short training": lambda e: Course.objects.create(
        employee=e, kind="TEKNIS", name="Arsip", ends_on=date(2025, 1, 1), learning_hours=19
    ),
    "an acting duty": lambda e: make_appointment(
        e, title="Plt. Kepala Seksi", kind="1", echelon=41, assignment="PLT", since=date(2025, 1, 2)
    ),
}


@pytest.mark.parametrize("what", GIVEN)
def test_whoever_got_this_was_thought_of(what):
    GIVEN[what](make_steady())

    assert found() == set()


@pytest.mark.parametrize("what", NOT_GIVEN)
def test_this_is_nothing(what):
    person = make_steady()

    NOT_GIVEN[what](person)

    assert found() == {person.pk}


def test_a_higher_rung_of_the_ladder_is_something():
    rose, stayed = make_steady(), make_steady()
    for person, tier in ((rose, "MU"), (stayed, "PT")):
        make_appointment(person, title="Arsiparis", kind="2", tier="PT", since=date(2020, 1, 2))
        make_appointment(person, title="Arsiparis", kind="2", tier=tier, since=date(2025, 1, 2))

    assert found() == {stayed.pk}


def test_who_sees_whom():
    unit, _, head, chief, (person, colleague) = make_office()
    cycle_officer = make_user(role=roles.PERFORMANCE_OFFICER.name)
    make_cycle()
    today = timezone.localdate()
    users = {
        "officer": cycle_officer,
        "leader": make_user(role=roles.REGIONAL_LEADER.name),
        "OPD": make_user(role=roles.OPD_OFFICER.name, mandates=[unit]),
        "other OPD": make_user(role=roles.OPD_OFFICER.name, mandates=[make_unit("Dinas Lain")]),
        "chief": account(chief),
        "himself": account(person),
    }

    seen = {
        name: {e.pk for e in (person, head) if seen_by(u, today).filter(pk=e.pk).exists()} for name, u in users.items()
    }

    both = {person.pk, head.pk}
    assert seen == {
        "officer": both, "leader": both, "OPD": both, "other OPD": set(), "chief": {person.pk}, "himself": set(),
    }  # fmt: skip


def good_years():
    year = timezone.localdate().year
    return {year - 2: 2, year - 1: 2}


def test_the_list_costs_the_same_for_five_as_for_fifty(client, django_assert_num_queries):
    client.force_login(make_user(role=roles.PERFORMANCE_OFFICER.name))
    unit = make_unit()
    asked = []
    for number in (5, 45):
        for _ in range(number):
            make_steady(unit=unit, ratings=good_years())
        client.get(URL)
        with django_assert_num_queries(12) as queries:
            page = client.get(URL)
        asked.append(len(queries))
        assert page.status_code == 200

    assert "belum pernah" in page.text
    assert asked[0] == asked[1]


def test_who_rates_nobody_and_reads_no_results_is_refused(client):
    client.force_login(account(make_employee()))

    assert client.get(URL).status_code == 403


def test_a_filter_narrows_the_list_and_a_wrong_one_says_so(client):
    client.force_login(make_user(role=roles.PERFORMANCE_OFFICER.name))
    one, other = (make_steady(unit=make_unit(name), name=f"Orang {name}", ratings=good_years()) for name in "AB")

    page = client.get(URL, {"unit": one.unit_id})

    assert "Orang A" in page.text
    assert "Orang B" not in page.text
    for wrong in ({"unit": "9" * 30}, {"grade": "x"}, {"q": "a\0b"}, {"halaman": "x"}, {"unit": "٣"}):
        assert client.get(URL, wrong).status_code == 200


def test_the_export_holds_whom_the_page_lists(client, django_capture_on_commit_callbacks):
    user = make_user(role=roles.PERFORMANCE_OFFICER.name)
    client.force_login(user)
    make_steady(ratings=good_years())
    make_employee(name="Tanpa Predikat")

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{URL}unduh/", {})

    job = Job.objects.get(requested_by=user)
    assert (job.status, job.result) == (Job.Status.DONE, {"rows": 1})


def test_whoever_may_not_take_lists_away_gets_no_export(client):
    client.force_login(make_user(role=roles.REGIONAL_LEADER.name))

    assert client.post(f"{URL}unduh/", {}).status_code == 403
