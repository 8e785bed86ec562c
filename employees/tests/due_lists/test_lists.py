"""What the four lists share: run, kept, explained and downloaded alike."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from employees.due_lists.lists import BY_SLUG, LISTS
from employees.due_lists.services import run_list
from employees.models import AnnualRating, DueList, Sanction
from employees.tests.factories import make_appointment, make_employee, make_unit
from simpeg.core.dates import in_words
from simpeg.jobs.models import Job
from simpeg.law.engine import LawGap
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
DECEMBER = date(2026, 12, 1)
OTHERS = ["salary-increment", "retirement", "service-medal"]
HEADERS = {
    "salary-increment": ("Gaji pokok baru", 4212500),
    "retirement": ("BUP (tahun)", 58),
    "service-medal": ("Diusulkan", "Satyalancana Karya Satya XX Tahun"),
}


@pytest.fixture
def officer(client):
    user = make_user("view_all_units", "view_duelist", "add_duelist", "export_list")
    client.force_login(user)
    return user


def somebody(**fields):
    """A PNS of III/b whose step of 24 years is due, born in 1968: every list has something to say of him."""
    fields.setdefault("birth_date", date(1968, 5, 10))
    employee = make_employee(
        cpns_since=date(2002, 3, 1), grade="III/b", grade_since=date(2024, 3, 1),
        ratings={2025: AnnualRating.Rating.GOOD}, **fields,
    )  # fmt: skip
    employee.grade_records.update(service_years=22)
    make_appointment(employee)
    return employee


@pytest.mark.parametrize("slug", BY_SLUG)
def test_every_list_is_run_from_its_page_and_ends_in_its_rows(
    client, officer, slug, django_capture_on_commit_callbacks
):
    somebody(name="AYU MANDAR")
    page = client.get(reverse("due_lists:list", args=[slug])).content.decode()
    assert "Jalankan daftar baru" in page

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("due_lists:run", args=[slug]), {"day": "2026-12-01"})

    kept = DueList.objects.get()
    assert Job.objects.get().result_url == kept.get_absolute_url()
    page = client.get(kept.get_absolute_url()).content.decode()
    assert "AYU MANDAR" in page
    assert BY_SLUG[slug].title in page
    assert client.get(reverse("due_lists:list", args=[slug])).content.decode().count(kept.get_absolute_url()) == 1


@pytest.mark.parametrize("subject", OTHERS)
def test_a_verdict_explains_every_rule_with_its_fact_and_article(client, officer, subject):
    somebody()
    kept = run_list(subject, day=DECEMBER, by=officer)
    page = client.get(reverse("due_lists:verdict", args=[kept.verdicts.get().pk])).content.decode()

    for rule in LISTS[subject].rules.rules:
        assert rule.label in page
        assert rule.basis in page
    assert "Hasilnya sama" in page


@pytest.mark.parametrize("subject", OTHERS)
def test_a_verdict_stays_as_judged_and_says_that_the_file_has_moved_on(client, officer, subject):
    employee = somebody()
    kept = run_list(subject, day=DECEMBER, by=officer)
    assert kept.verdicts.get().verdict == "MS"

    Sanction.objects.create(employee=employee, kind_id="tunda_kp_1th", starts_on=date(2026, 1, 1))
    employee.step_increases.create(since=date(2026, 3, 1), service_years=24, service_months=0)
    employee.birth_date = date(1970, 1, 1)
    employee.save()
    page = client.get(reverse("due_lists:verdict", args=[kept.verdicts.get().pk])).content.decode()

    assert kept.verdicts.get().verdict == "MS"
    assert "Data telah berubah sejak daftar ini dijalankan" in page


@pytest.mark.parametrize("subject", OTHERS)
def test_the_nominatif_holds_what_was_judged(client, officer, subject, django_capture_on_commit_callbacks):
    somebody(name="AYU MANDAR")
    kept = run_list(subject, day=DECEMBER, by=officer)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("due_lists:export", args=[LISTS[subject].slug, kept.pk]), {})

    download = client.get(reverse("jobs:download", args=[Job.objects.get().pk]))
    sheet = load_workbook(BytesIO(b"".join(download.streaming_content))).active
    cells = {head.value: cell.value for head, cell in zip(sheet[4], sheet[5], strict=True)}
    header, value = HEADERS[subject]
    assert (cells["Nama"], cells["Hasil"], cells[header]) == ("AYU MANDAR", "MS", value)


@pytest.mark.parametrize("people", [1, 3])
@pytest.mark.parametrize("subject", OTHERS)
def test_a_list_costs_the_same_queries_for_one_and_for_three(
    client, officer, subject, people, django_assert_num_queries
):
    office = make_unit()
    for _ in range(people):
        somebody(unit=office, name="AYU MANDAR")
    kept = run_list(subject, day=DECEMBER, by=officer)

    with django_assert_num_queries(11):
        page = client.get(kept.get_absolute_url()).content.decode()

    assert page.count(">AYU MANDAR<") == people


def test_the_days_on_which_steps_fall_due_can_be_filtered(client, officer):
    somebody(name="AYU MANDAR")
    kept = run_list("salary-increment", day=DECEMBER, by=officer)

    def shown(query):
        return ">AYU MANDAR<" in client.get(f"{kept.get_absolute_url()}?{query}").content.decode()

    assert shown("since=2026-03-01&until=2026-03-31")
    assert not shown("since=2026-03-02")
    assert not shown("until=2026-02-28")


def test_a_list_is_found_under_its_own_subject_only(client, officer):
    kept = run_list("retirement", day=DECEMBER, by=officer)

    assert client.get(reverse("due_lists:detail", args=["kgb", kept.pk])).status_code == 404
    assert client.get(reverse("due_lists:list", args=["tidak-ada"])).status_code == 404


@pytest.mark.parametrize("day", ["", "besok", "2026-02-30", "0001-01-01", "9999-12-31", "٢٠٢٦-١٢-٠١"])
def test_a_day_that_nobody_can_mean_is_refused_with_a_sentence(client, officer, day):
    response = client.post(reverse("due_lists:run", args=["pensiun"]), {"day": day})

    assert response.status_code == 422
    assert "Jalankan daftar baru" in response.content.decode()
    assert not Job.objects.exists()


def test_without_a_salary_table_no_step_is_judged(officer):
    with pytest.raises(LawGap, match="Tabel gaji pokok"):
        run_list("salary-increment", day=date(2023, 12, 31), by=officer)

    assert not DueList.objects.exists()


def test_the_dossier_tells_each_right_once_from_its_newest_list(client, officer):
    employee = somebody()
    for subject in LISTS:
        run_list(subject, day=date(2026, 11, 1), by=officer)
        newest = run_list(subject, day=DECEMBER, by=officer)

    page = client.get(reverse("dossier:detail", args=[employee.nip])).content.decode()

    for kind in LISTS.values():
        assert page.count(f"{kind.title}") >= 1
    assert page.count(reverse("due_lists:verdict", args=[newest.verdicts.get().pk])) == 1
    assert f", {in_words(DECEMBER)}" in page
    assert f", {in_words(date(2026, 11, 1))}" not in page
