"""The pages of the calendar: numbers that open their people, the person's own, and files to take away."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from openpyxl import load_workbook

from employees.calendar.services import run_calendar
from employees.models import ForeseenRight
from employees.tests.calendar.people import clerk
from employees.tests.factories import make_unit
from simpeg.audit.models import ReadEntry
from simpeg.core.dates import years_after
from simpeg.jobs.models import Job
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def logged_in(client, officer):
    client.force_login(officer)
    return officer


def somebody(today, **fields):
    """A pelaksana of II/d who lacks the exam, and whose step of this month is due."""
    fields.setdefault("level", "15")
    ratings = {today.year - 1: 2, today.year - 2: 2}
    return clerk("II/d", years_after(today.replace(day=1), -4), ratings=ratings, **fields)


def test_before_the_first_look_ahead_the_page_says_when_it_comes(client, logged_in):
    for page in ("calendar:index", "calendar:people", "calendar:warnings"):
        assert "belum pernah dihitung" in client.get(reverse(page)).content.decode()


def test_an_officer_has_the_calendar_drawn_and_reads_it(client, logged_in, today, django_capture_on_commit_callbacks):
    somebody(today, name="AYU MANDAR")

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("calendar:run"))

    job = Job.objects.get()
    assert job.result_url == reverse("calendar:index")
    page = client.get(job.result_url).content.decode()
    assert "Tambahan belanja gaji pokok" in page
    assert "calendar-chart" in page
    assert "AYU MANDAR" in client.get(reverse("calendar:people")).content.decode()
    assert "Ujian Dinas Tingkat I" in client.get(reverse("calendar:warnings")).content.decode()


def test_every_number_opens_exactly_its_people(client, logged_in, today):
    for _ in range(2):
        somebody(today)
    clerk("III/b", years_after(today.replace(day=1), -3), ratings={today.year - 1: 2, today.year - 2: 2})
    run = run_calendar(day=today, by=logged_in)

    assert run.counts
    for month, subject, number, _, at_risk, _ in run.counts:
        address = {"subject": subject, "month": month[:7] if month != "lewat" else month}
        assert _count(client, address | {"state": "COUNTED"}) == number
        assert _count(client, address | {"state": "MENDABLE"}) == at_risk


def _count(client, query):
    page = client.get(reverse("calendar:people"), query)
    return page.context["total"]


@pytest.mark.parametrize("people", [5, 50])
@pytest.mark.parametrize(("page", "queries"), [("index", 10), ("people", 10), ("warnings", 11)])
def test_a_page_costs_the_same_for_five_people_and_for_fifty(
    client, logged_in, today, page, queries, people, django_assert_num_queries
):
    office = make_unit()
    for _ in range(people):
        somebody(today, unit=office)
    run_calendar(day=today, by=logged_in)

    with django_assert_num_queries(queries):
        response = client.get(reverse(f"calendar:{page}"))

    assert response.status_code == 200


def test_a_head_sees_his_own_people_only(client, officer, today):
    ours, theirs = make_unit("Dinas Satu"), make_unit("Dinas Dua")
    somebody(today, unit=ours, name="AYU MANDAR")
    somebody(today, unit=theirs, name="BUDI MANDAR")
    run_calendar(day=today, by=officer)
    head = make_user("view_own_units", "view_duelist", mandates=[ours])
    client.force_login(head)

    for page in ("calendar:people", "calendar:warnings"):
        body = client.get(reverse(page)).content.decode()
        assert "AYU MANDAR" in body
        assert "BUDI MANDAR" not in body
    index = client.get(reverse("calendar:index"))
    assert index.context["totals"]["at_risk"] == ForeseenRight.objects.filter(state="MENDABLE", unit=ours).count()
    assert [line.unit for line in index.context["units"]] == [ours]
    assert client.get(reverse("calendar:index"), {"unit": theirs.pk}).context["unit"] is None


def test_an_employee_reads_his_own_calendar_and_nobody_elses(client, officer, today):
    own, other = somebody(today), somebody(today)
    client.force_login(make_user(nip=own.nip))

    assert client.get(reverse("calendar:own")).headers["Location"] == reverse("calendar:person", args=[own.nip])
    page = client.get(reverse("calendar:person", args=[own.nip])).content.decode()
    assert "Ujian Dinas Tingkat I" in page
    assert "sebulan" in page
    assert client.get(reverse("calendar:person", args=[other.nip])).status_code == 404
    assert client.get(reverse("calendar:person-feed", args=[other.nip])).status_code == 404
    assert client.get(reverse("calendar:index")).status_code == 403
    assert not ReadEntry.objects.exists()


def test_reading_somebody_elses_calendar_leaves_a_note(client, logged_in, today):
    employee = somebody(today)

    client.get(reverse("calendar:person", args=[employee.nip]))
    client.get(reverse("calendar:person-feed", args=[employee.nip]))

    assert [entry.what for entry in ReadEntry.objects.order_by("pk")] == [
        "Membuka kalender hak pegawai",
        "Unduh kalender hak pegawai",
    ]


def test_whoever_does_not_answer_for_pay_sees_no_pay(client, logged_in, today):
    employee = somebody(today)
    run_calendar(day=today, by=logged_in)

    assert "sebulan</span>" not in client.get(reverse("calendar:people")).content.decode()
    assert "bertambah" not in client.get(reverse("calendar:person", args=[employee.nip])).content.decode()


def test_a_sanction_is_veiled_where_one_may_not_see_it(client, logged_in, today):
    employee = clerk()
    employee.sanctions.create(kind_id="tunda_kp_1th", starts_on=years_after(today, -1))
    address = reverse("calendar:person", args=[employee.nip])

    assert "tanggal selesainya belum tercatat" not in client.get(address).content.decode()
    assert "hanya terlihat oleh yang berwenang" in client.get(address).content.decode()


def test_a_person_takes_his_calendar_along(client, today):
    employee = somebody(today)
    client.force_login(make_user(nip=employee.nip))

    response = client.get(reverse("calendar:person-feed", args=[employee.nip]))

    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    events = {str(event["summary"]): event for event in Calendar.from_ical(response.content).walk("VEVENT")}
    assert "batas mengurus Ujian Dinas Tingkat I" in events
    assert all(isinstance(event["dtstart"].dt, date) for event in events.values())
    assert employee.nip not in response.content.decode()
    assert "Rp" not in response.content.decode()


def test_a_list_is_taken_away_as_excel_with_what_was_filtered(
    client, logged_in, today, django_capture_on_commit_callbacks
):
    somebody(today, name="AYU MANDAR")
    run_calendar(day=today, by=logged_in)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("calendar:export-warnings") + "?code=UD1", {"format": "xlsx"})

    job = Job.objects.get()
    download = client.get(reverse("jobs:download", args=[job.pk]))
    sheet = load_workbook(BytesIO(b"".join(download.streaming_content))).active
    cells = {head.value: cell.value for head, cell in zip(sheet[4], sheet[5], strict=True)}
    assert (cells["Nama"], cells["Hak"]) == ("AYU MANDAR", "Kenaikan pangkat II/d → III/a")
    assert cells["Yang perlu diurus"].startswith("Ujian Dinas Tingkat I: ")
    assert cells["Tambahan gaji sebulan"] is None
    assert job.result == {"rows": 1}
    assert ReadEntry.objects.get().what.startswith("Unduh kalender hak")


def test_a_list_is_taken_away_as_icalendar(client, logged_in, today, django_capture_on_commit_callbacks):
    somebody(today, name="AYU MANDAR")
    run_calendar(day=today, by=logged_in)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("calendar:export"), {"format": "ics"})

    download = client.get(reverse("jobs:download", args=[Job.objects.get().pk]))
    events = Calendar.from_ical(b"".join(download.streaming_content)).walk("VEVENT")
    assert len(events) == ForeseenRight.objects.exclude(counted=False, state="READY").count()
    assert all(str(event["summary"]).startswith("AYU MANDAR") for event in events)


@pytest.mark.parametrize("form", [{}, {"format": "exe"}])
def test_an_export_without_a_form_we_have_is_refused_with_a_sentence(client, logged_in, today, form):
    run_calendar(day=today, by=logged_in)

    response = client.post(reverse("calendar:export"), form)

    assert response.status_code == 422
    assert "error-summary" in response.content.decode()
    assert not Job.objects.exists()


def test_an_export_before_the_first_look_ahead_is_refused(client, logged_in):
    response = client.post(reverse("calendar:export"), {"format": "xlsx"})

    assert response.status_code == 422
    assert "belum pernah dihitung" in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "unit=9223372036854775808",
        "unit=%00",
        "unit=%D9%A3",
        "month=2026-13",
        "month=%D9%A2%D9%A0%D9%A2%D9%A6-01",
        "subject=x&state=y",
        "q=%00",
        "q=" + "1" * 400,
        "halaman=%00%00",
        "code=HUKDIS",
    ],
)
@pytest.mark.parametrize("page", ["index", "people", "warnings"])
def test_what_nobody_can_mean_is_no_error_of_ours(client, logged_in, today, page, query):
    run_calendar(day=today, by=logged_in)

    assert client.get(f"{reverse(f'calendar:{page}')}?{query}").status_code == 200


def test_somebody_whom_nothing_awaits_reads_why(client, logged_in, today):
    employee = clerk(status="CPNS", cpns_since=years_after(today, -1), pns_since=None)

    page = client.get(reverse("calendar:person", args=[employee.nip])).content.decode()

    assert "Tidak ada hak yang terlihat" in page
    assert "Berstatus CPNS" in page
