from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from employees.due_lists.services import run_list
from employees.models import AnnualRating, DueList
from employees.tests.factories import make_unit
from employees.tests.promotion.cases import GOOD, GOOD_YEARS, regular, sanctioned
from simpeg.audit.models import ReadEntry
from simpeg.jobs.models import Job
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
DECEMBER = date(2026, 12, 1)
SEES_ALL = ["employees.view_all_units", "employees.view_duelist", "employees.export_list"]
SEES_UNIT = ["employees.view_own_units", "employees.view_duelist", "employees.export_list"]


@pytest.fixture
def officer(client):
    user = make_user(*SEES_ALL, "employees.add_duelist")
    client.force_login(user)
    return user


def kept_list(*people, by=None):
    return run_list("promotion", day=DECEMBER, by=by or make_user())


def test_running_a_period_starts_a_job_that_ends_in_its_list(client, officer, django_capture_on_commit_callbacks):
    regular("III/a", "2020-04-01", "S1")

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("due_lists:run", args=["kenaikan-pangkat"]), {"day": "2026-12-01"})

    job = Job.objects.get()
    kept = DueList.objects.get()
    assert response.url == job.get_absolute_url()
    assert (job.status, job.result_url) == (Job.Status.DONE, kept.get_absolute_url())
    assert (kept.day, kept.requested_by) == (DECEMBER, officer)


def test_pressing_twice_starts_one_job(client, officer):
    for _ in range(2):
        client.post(reverse("due_lists:run", args=["kenaikan-pangkat"]), {"day": "2026-12-01"})

    assert Job.objects.count() == 1


@pytest.mark.parametrize("period", ["2026-12-02", "besok", "", "1990-04-01"])
def test_a_day_that_is_no_period_is_refused_with_a_sentence(client, officer, period):
    response = client.post(reverse("due_lists:run", args=["kenaikan-pangkat"]), {"day": period})

    assert response.status_code == 422
    assert "<title>Galat: Kenaikan pangkat" in response.content.decode()
    assert Job.objects.count() == 0


def test_without_the_right_to_run_nobody_runs(client):
    client.force_login(make_user(*SEES_ALL))

    assert client.post(reverse("due_lists:run", args=["kenaikan-pangkat"]), {"day": "2026-12-01"}).status_code == 403
    assert (
        "Jalankan daftar baru" not in client.get(reverse("due_lists:list", args=["kenaikan-pangkat"])).content.decode()
    )


def test_list_pages_need_their_permission(client):
    kept = kept_list()
    client.force_login(make_user("employees.view_all_units"))

    assert client.get(reverse("due_lists:list", args=["kenaikan-pangkat"])).status_code == 403
    assert client.get(kept.get_absolute_url()).status_code == 403


def test_an_officer_of_another_unit_sees_nobody_where_there_is_somebody(client):
    person = regular("III/a", "2020-04-01", "S1", name="Nur Hayati")
    kept = kept_list()
    client.force_login(make_user(*SEES_UNIT, mandates=[make_unit("Badan Lain")]))

    page = client.get(kept.get_absolute_url()).content.decode()

    assert "Nur Hayati" not in page
    assert "<strong>0</strong> hasil penilaian" in page
    assert client.get(reverse("due_lists:verdict", args=[kept.verdicts.get(employee=person).pk])).status_code == 404


def test_an_opd_officer_sees_exactly_his_unit_tree(client):
    office = make_unit()
    regular("III/a", "2020-04-01", "S1", name="Orang Dalam", unit=make_unit("Bidang", parent=office))
    regular("III/a", "2020-04-01", "S1", name="Orang Luar")
    kept = kept_list()
    client.force_login(make_user(*SEES_UNIT, mandates=[office]))

    page = client.get(kept.get_absolute_url()).content.decode()

    assert ("Orang Dalam" in page, "Orang Luar" in page) == (True, False)
    assert "<strong>1</strong> hasil penilaian" in page


def test_an_employee_reads_his_own_answer_and_nobody_elses(client):
    own, other = regular("III/a", "2020-04-01", "S1"), regular("III/a", "2020-04-01", "S1")
    kept = kept_list()
    client.force_login(make_user(nip=own.nip))

    mine, others = (reverse("due_lists:verdict", args=[kept.verdicts.get(employee=e).pk]) for e in (own, other))

    assert client.get(mine).status_code == 200
    assert client.get(others).status_code == 404


def test_the_explanation_names_rule_article_facts_and_the_day(client, officer):
    regular("III/a", "2024-04-01", "S1", ratings={2025: GOOD})
    kept = kept_list()

    verdict = kept.verdicts.get()
    page = client.get(reverse("due_lists:verdict", args=[verdict.pk])).content.decode()

    assert "masa yang disyaratkan baru tercapai 1 April 2028" in page
    assert "2025: Baik; 2024: belum ada predikat" in page
    assert "PP 99/2000 jo. PP 12/2002 Pasal 8" in page
    assert "Hasilnya sama" in page
    assert ReadEntry.objects.get().employee == verdict.employee_id


def test_the_explanation_says_when_the_file_has_moved_on(client, officer):
    employee = regular("III/a", "2020-04-01", "S1", ratings={2025: GOOD})
    kept = kept_list()
    AnnualRating.objects.create(employee=employee, year=2024, rating=GOOD)

    page = client.get(reverse("due_lists:verdict", args=[kept.verdicts.get().pk])).content.decode()

    assert "Data telah berubah sejak daftar ini dijalankan" in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"AYU MANDAR", "BESSE LOPA", "CICI TOMMO"}),
        ("rule=HUKDIS", {"BESSE LOPA"}),
        ("verdict=MS", {"AYU MANDAR"}),
        ("rule=MASA", {"CICI TOMMO"}),
        ("q=besse", {"BESSE LOPA"}),
        ("kind=STRUKTURAL", set()),
        ("rule=SALAH", {"AYU MANDAR", "BESSE LOPA", "CICI TOMMO"}),
    ],
)
def test_filters_show_who_they_say(client, officer, query, names):
    regular("III/a", "2020-04-01", "S1", name="AYU MANDAR")
    sanctioned(regular("III/a", "2020-04-01", "S1", name="BESSE LOPA"), "tunda_kp_1th", "2026-06-01", "2027-05-31")
    regular("III/a", "2024-04-01", "S1", name="CICI TOMMO")

    page = client.get(f"{kept_list().get_absolute_url()}?{query}").content.decode()

    assert {name for name in ("AYU MANDAR", "BESSE LOPA", "CICI TOMMO") if f">{name}<" in page} == names


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_costs_the_same_queries_for_one_and_for_three(client, officer, people, django_assert_num_queries):
    for _ in range(people):
        regular("III/a", "2024-04-01", "S1")
    kept = kept_list()

    with django_assert_num_queries(11):
        page = client.get(kept.get_absolute_url())

    assert page.content.decode().count("<strong>MASA</strong>") == people


def test_the_excel_holds_what_the_page_shows(client, officer, django_capture_on_commit_callbacks):
    regular("III/a", "2020-04-01", "S1", name='=HYPERLINK("http://x")', service_years=10, service_months=3)
    regular("III/a", "2024-04-01", "S1", name="CICI TOMMO")
    kept = kept_list()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("due_lists:export", args=["kenaikan-pangkat", kept.pk]) + "?verdict=MS", {"reason": ""})

    job = Job.objects.get()
    download = client.get(reverse("jobs:download", args=[job.pk]))
    sheet = load_workbook(BytesIO(b"".join(download.streaming_content))).active
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    header = [cell.value for cell in sheet[4]]
    person = dict(zip(header, rows[0], strict=True))
    assert len(rows) == 1
    assert sheet.cell(5, 3).data_type == "s"
    assert person["Nama"] == '=HYPERLINK("http://x")'
    assert (person["Pangkat/gol. lama"], person["Pangkat/gol. baru"]) == ("III/a (Penata Muda)",
                                                                          "III/b (Penata Muda Tingkat I)")  # fmt: skip
    assert (person["MK lama (tahun)"], person["MK baru (tahun)"], person["MK baru (bulan)"]) == (10, 16, 11)
    assert (person["Gaji pokok lama"], person["Gaji pokok baru"]) == (3252900, 3721100)
    assert (person["Hasil"], person["Predikat N-1"]) == ("MS", "Baik")
    assert {entry.what for entry in ReadEntry.objects.all()} == {"Unduh usul nominatif 01-12-2026."}


def test_an_export_holds_only_whom_its_asker_may_see(client, django_capture_on_commit_callbacks):
    office = make_unit()
    regular("III/a", "2020-04-01", "S1", unit=office, name="Orang Dalam")
    regular("III/a", "2020-04-01", "S1", name="Orang Luar")
    kept = kept_list()
    client.force_login(make_user(*SEES_UNIT, mandates=[office]))

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("due_lists:export", args=["kenaikan-pangkat", kept.pk]), {})

    assert Job.objects.get().result == {"rows": 1}


def test_an_export_needs_its_permission(client):
    kept = kept_list()
    client.force_login(make_user("employees.view_all_units", "employees.view_duelist"))

    assert client.post(reverse("due_lists:export", args=["kenaikan-pangkat", kept.pk]), {}).status_code == 403
    assert "Unduh Excel" not in client.get(kept.get_absolute_url()).content.decode()


@pytest.mark.parametrize("cursor", ["x", "bm90IGpzb24", "%00"])
def test_a_broken_cursor_shows_the_first_page(client, officer, cursor):
    regular("III/a", "2020-04-01", "S1", ratings=GOOD_YEARS, name="AYU MANDAR")

    response = client.get(f"{kept_list().get_absolute_url()}?halaman={cursor}")

    assert "AYU MANDAR" in response.content.decode()


def test_a_head_learns_that_a_sanction_stands_in_the_way_not_until_when(client):
    office = make_unit()
    person = sanctioned(regular("III/a", "2020-04-01", "S1", unit=office), "tunda_kp_1th", "2026-06-01", "2027-05-31")
    kept = kept_list()
    verdict = reverse("due_lists:verdict", args=[kept.verdicts.get().pk])
    head, officer = make_user(*SEES_UNIT, mandates=[office]), make_user(*SEES_ALL, "employees.view_sanction")
    told = {}

    for user in (head, officer, make_user(nip=person.nip)):
        client.force_login(user)
        told[user] = client.get(verdict).content.decode()
    client.force_login(head)
    in_list = client.get(kept.get_absolute_url()).content.decode()

    assert ["31 Mei 2027" in page for page in told.values()] == [False, True, True]
    assert "31 Mei 2027" not in in_list
    assert "HUKDIS" in in_list


def test_seeing_people_is_not_enough_to_read_their_answers(client):
    regular("III/a", "2020-04-01", "S1")
    kept = kept_list()
    client.force_login(make_user("employees.view_all_units"))

    assert client.get(reverse("due_lists:verdict", args=[kept.verdicts.get().pk])).status_code == 404
