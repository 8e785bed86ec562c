from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from employees.models import PersonQuality, QualityItem, QualityRun
from employees.quality import desk
from employees.quality.services import run_quality_check
from employees.records.services import correct_employee, version_of
from employees.tests.factories import make_unit
from employees.tests.quality.builders import sound
from simpeg.audit.models import ReadEntry
from simpeg.jobs.models import Job
from simpeg.law.engine import Law
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_unit("Dinas Pertanian")


@pytest.fixture
def breaches(office):
    """One person without phone and e-mail, one without phone, one sound."""
    people = [
        sound(name="Ani", phone="", email="", unit=office, nik=""),
        sound(name="Budi", phone="", unit=office, nik=""),
        sound(name="Cici", unit=office, nik=""),
    ]
    run_quality_check(day=timezone.localdate(), by=make_user())
    return people


def got(client, user, page, *args, **query):
    client.force_login(user)
    return client.get(reverse(f"quality:{page}", args=args), query)


def agency():
    return make_user("view_all_units")


def test_the_desk_says_the_index_and_what_weighs_most(client, breaches):
    page = got(client, agency(), "desk").content.decode()

    for text in ("Indeks kualitas data", "Nomor HP kosong", "Dinas Pertanian", "Kelengkapan", "Perbaiki 20"):
        assert text in page


def test_the_forecast_is_what_a_check_finds_once_those_are_mended(client, breaches):
    context = got(client, agency(), "desk", pilih=["COM_6", "COM_7", "ACC_5", "x"]).context
    for employee in breaches:
        employee.phone, employee.email = "081234567890", "a@contoh.id"
        employee.nik = f"760201410185000{employee.pk % 10}"
        employee.save()
    run = run_quality_check(day=timezone.localdate(), by=make_user())

    assert (context["mended"], context["forecast"]) == (6, run.index)
    assert context["summary"].index < run.index


def test_the_gains_of_all_breaches_are_what_is_missing_to_100(breaches):
    found = desk.summary(PersonQuality.objects.all(), Law.on(timezone.localdate()))

    assert found.index + sum(line.gain for line in found.lines) == pytest.approx(100, abs=1e-3)


def test_an_empty_desk_says_what_to_do_next(client):
    page = got(client, agency(), "desk").content.decode()

    assert "Kualitas data belum pernah diperiksa" in page
    assert got(client, agency(), "items").status_code == 200


def test_an_officer_sees_the_people_of_his_units_and_nobody_elses(client, breaches):
    own = make_user("view_own_units", mandates=[breaches[0].unit])
    stranger = make_user("view_own_units", mandates=[make_unit("Dinas Lain")])
    item = QualityItem.objects.filter(code="COM_7").first()

    assert got(client, own, "items").context["hits"].number == 6
    assert got(client, own, "item", item.pk).status_code == 200
    assert got(client, stranger, "items").context["hits"].number == 0
    assert got(client, stranger, "item", item.pk).status_code == 404
    assert got(client, stranger, "unit", breaches[0].unit_id).status_code == 404
    assert got(client, make_user(nip=breaches[0].nip), "desk").status_code == 403


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({}, 6),
        ({"code": "COM_7"}, 2),
        ({"group": "acc"}, 3),
        ({"owner": "BKPSDM"}, 0),
        ({"late": "1"}, 0),
        ({"state": "MENDED"}, 0),
        ({"q": "Ani"}, 3),
        ({"q": "\x00"}, 6),
        ({"code": "NO_SUCH"}, 6),
        ({"unit": "9" * 18}, 6),
        ({"halaman": "%%%"}, 6),
    ],
)
def test_the_list_is_narrowed_by_what_stands_in_its_address(client, breaches, query, number):
    response = got(client, agency(), "items", **query)

    assert (response.status_code, response.context["hits"].number) == (200, number)


@pytest.mark.parametrize("people", [1, 12])
@pytest.mark.parametrize(("name", "most"), [("items", 11), ("desk", 10), ("item", 14)])
def test_a_page_asks_as_much_for_few_as_for_many(client, office, people, name, most):
    for number in range(people):
        sound(name=f"Pegawai {number}", phone="", unit=office, nik="")
    run_quality_check(day=timezone.localdate(), by=make_user())
    client.force_login(agency())
    args = [QualityItem.objects.first().pk] if name == "item" else []

    with CaptureQueriesContext(connection) as asked:
        client.get(reverse(f"quality:{name}", args=args))

    assert len([query for query in asked if "SAVEPOINT" not in query["sql"]]) == most


def test_twenty_in_a_row_go_from_one_breach_to_the_next_and_end(client, breaches):
    client.force_login(agency())
    seen, page = [], reverse("quality:following") + "?code=COM_7"
    for _ in range(2):
        response = client.get(page, follow=True)
        seen.append((response.context["item"].nip, response.context["place"]))
        page = response.context["next"]
    end = client.get(page, follow=True)

    assert sorted(nip for nip, _ in seen) == sorted(employee.nip for employee in breaches[:2])
    assert [place for _, place in seen] == [1, 2]
    assert end.request["PATH_INFO"] == reverse("quality:items")
    assert "2 pelanggaran sudah Anda lihat" in end.content.decode()


def test_opening_a_breach_notes_whose_file_was_read(client, breaches):
    officer, item = agency(), QualityItem.objects.filter(code="COM_7").first()

    page = got(client, officer, "item", item.pk).content.decode()

    assert "Nomor HP belum ada." in page
    notes = ReadEntry.objects.filter(employee=item.employee_id).values_list("reader", "what")
    assert list(notes) == [(officer.pk, "Memeriksa kualitas data (COM_7)")]


def test_a_breach_is_set_aside_with_its_grounds_and_only_by_those_who_may(client, breaches):
    item = QualityItem.objects.filter(code="COM_7").first()
    page = reverse("quality:except", args=[item.pk])
    until = timezone.localdate() + timedelta(days=30)
    client.force_login(agency())
    assert client.post(page, {"reason": "Ya", "decree": "800/1", "until": until}).status_code == 403
    client.force_login(make_user("view_all_units", "add_qualityexception"))

    refused = client.post(page, {"reason": "Ya", "decree": "", "until": "9999-12-31"})
    kept = client.post(page, {"reason": "Tanpa sinyal", "decree": "800/1", "until": until})

    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"decree", "until"}
    assert "Ya" in refused.content.decode()
    assert kept.status_code == 302
    again = client.post(page, {"reason": "Sekali lagi", "decree": "800/1", "until": until})
    assert (again.status_code, QualityItem.objects.get(pk=item.pk).state) == (422, "EXCUSED")
    assert client.post(reverse("quality:lift", args=[item.pk]), {"reason": ""}).status_code == 422
    assert client.post(reverse("quality:lift", args=[item.pk]), {"reason": "Ada sinyal"}).status_code == 302


def test_the_list_is_taken_away_as_excel_and_the_reading_is_noted(
    client, breaches, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    officer = make_user("view_all_units", "export_list")
    client.force_login(officer)

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("quality:export") + "?code=COM_7", {"reason": ""})
    job = Job.objects.get()

    assert response.url == job.get_absolute_url()
    assert (job.status, job.result) == ("DONE", {"rows": 2})
    with job.file.open("rb") as handle:
        rows = list(load_workbook(handle).active.values)
    assert [row[4] for row in rows[-2:]] == ["COM_7", "COM_7"]
    assert ReadEntry.objects.filter(reader=officer.pk).count() == 2


def test_the_check_is_started_by_those_who_may(client, breaches, django_capture_on_commit_callbacks):
    client.force_login(agency())
    assert client.post(reverse("quality:run")).status_code == 403

    client.force_login(make_user("view_all_units", "add_qualityrun"))
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse("quality:run")).status_code == 302
    assert (Job.objects.get().status, QualityRun.objects.count()) == ("DONE", 2)


def test_a_dossier_tells_its_owner_what_is_wrong_with_it(client, breaches):
    client.force_login(make_user(nip=breaches[1].nip))

    page = client.get(reverse("dossier:detail", args=[breaches[1].nip])).content.decode()

    assert "Nomor HP belum ada." in page
    assert reverse("quality:items") not in page


def test_whoever_may_record_is_led_to_the_field_and_back_to_the_next_breach(client, breaches):
    officer = make_user("view_all_units", "change_employee")
    item = QualityItem.objects.filter(code="COM_7").first()

    way = got(client, officer, "item", item.pk, code="COM_7", ke="1").context["way"]

    page, _, field = way.partition("#")
    form = client.get(page)
    assert (form.status_code, field) == (200, "id_phone")
    assert 'id="id_phone"' in form.content.decode()
    assert f"setelah%3D{item.pk}" in page
    assert got(client, agency(), "item", item.pk).context["way"] == reverse("dossier:detail", args=[item.nip])


def test_mending_by_hand_closes_the_breach_at_once(breaches):
    employee, officer = breaches[1], make_user("view_all_units", "change_employee")
    values = {"phone": "081234567890"}

    correct_employee(employee, values, by=officer, reason="Dari pegawai", seen=version_of(employee))

    assert QualityItem.objects.get(employee=employee, code="COM_7").state == "MENDED"


def test_the_indicators_are_explained_with_their_weights_and_days(client):
    page = got(client, agency(), "indicators").content.decode()

    for text in ("22,73", "bobot 0,31", "Perangkat daerah", "di luar indeks BKN", "COM_1", "ORANG_GANDA"):
        assert text in page


def test_a_unit_tells_its_own_and_what_is_below(client, breaches):
    context = got(client, agency(), "unit", breaches[0].unit_id).context

    assert (context["summary"].people, context["summary"].index) == (3, context["run"].index)
