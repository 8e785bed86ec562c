"""The pages of hours: what each shows to whom, how often they ask, and the file that they make."""

import io

import pytest
from openpyxl import load_workbook

from employees.models import Course
from simpeg import roles
from simpeg.audit.models import ReadEntry
from simpeg.jobs.models import Job
from simpeg.testing.people import make_user
from training.models import Enrolment
from training.tests.factories import (
    TODAY,
    account,
    head_of,
    make_course,
    make_enrolment,
    make_office,
    make_person,
    make_session,
    officer,
)

pytestmark = pytest.mark.django_db
HOME = "/pelatihan/jp/"


def learned(person, hours):
    Course.objects.create(employee=person, kind="TEKNIS", name="Dahulu", ends_on=TODAY, learning_hours=hours)


def test_a_person_reads_his_own_hours_with_a_picture_and_its_table(client):
    person = make_person()
    learned(person, 12)
    make_enrolment(make_session(make_course("Arsip", learning_hours=5), starts=1), person)
    client.force_login(account(person))

    page = client.get(HOME)

    assert "Masih kurang 3 JP dari 20 JP" in page.text
    assert 'aria-label="12 JP diakui, 5 JP direncanakan, paling sedikit 20 JP"' in page.text
    assert "PP 11/2017 Pasal 203" in page.text
    assert "Arsip" in page.text


def test_a_pppk_reads_that_only_so_much_counts(client):
    person = make_person(status="PPPK", grade="IX")
    learned(person, 30)
    client.force_login(account(person))

    page = client.get(HOME)

    assert "24 dari paling banyak 24 JP diakui" in page.text
    assert "6 JP melampaui yang diakui" in page.text


@pytest.mark.parametrize("year", ["0001", "9999", "x", "٢٠٢٦", str(2**63), str(TODAY.year - 9)])
def test_a_strange_year_is_not_there(client, year):
    client.force_login(account(make_person()))

    assert client.get(f"{HOME}?tahun={year}").status_code == 404


@pytest.mark.parametrize("nip", ["%00", "1", "x" * 18, "١" * 18, "9" * 18])
def test_a_nip_that_nobody_has_is_not_there(client, nip):
    client.force_login(officer())

    assert client.get(f"{HOME}pegawai/{nip}/").status_code == 404


def test_an_account_without_a_file_is_told_so(client):
    client.force_login(officer())

    page = client.get(HOME)

    assert page.status_code == 403
    assert "tidak terhubung dengan berkas" in page.text


def test_a_head_reads_his_people_and_that_is_noted(client):
    office, _ = make_office()
    mine, other = make_person(office, name="Milik Saya"), make_person(name="Orang Lain")
    head = head_of(office)
    client.force_login(head)

    page = client.get(f"{HOME}pegawai/")

    assert "Milik Saya" in page.text
    assert "Kurang 20 JP" in page.text
    assert "Orang Lain" not in page.text
    assert ReadEntry.objects.filter(reader=head.pk, employee=mine.pk).exists()
    assert client.get(f"{HOME}pegawai/{mine.nip}/").status_code == 200
    assert client.get(f"{HOME}pegawai/{other.nip}/").status_code == 404


def test_who_does_not_work_on_trainings_does_not_read_the_list(client):
    person = make_person()
    for user in (account(person), make_user(role=roles.RECORDS_OFFICER.name)):
        client.force_login(user)
        assert client.get(f"{HOME}pegawai/").status_code == 403
    assert client.get(f"{HOME}pegawai/{person.nip}/").status_code == 404


@pytest.mark.parametrize("chosen", ["kurang", "tetap-kurang", "nol"])
def test_the_list_is_narrowed_to_who_falls_short(client, chosen):
    enough = make_person(name="Sudah Cukup")
    learned(enough, 20)
    make_person(name="Masih Kurang")
    client.force_login(officer())

    page = client.get(f"{HOME}pegawai/?jp={chosen}")

    assert "Masih Kurang" in page.text
    assert "Sudah Cukup" not in page.text
    assert client.get(f"{HOME}pegawai/?jp=lain").status_code == 422


@pytest.mark.parametrize("people", [5, 50])
def test_the_list_asks_as_often_for_many_as_for_few(client, django_assert_num_queries, people):
    office, _ = make_office()
    for _ in range(people):
        learned(make_person(office), 3)
    client.force_login(head_of(office))
    client.get(f"{HOME}pegawai/")

    with django_assert_num_queries(11):
        client.get(f"{HOME}pegawai/")


def test_the_list_is_taken_away_as_excel_by_a_job(client, django_capture_on_commit_callbacks):
    office, _ = make_office()
    learned(make_person(office, name="Masih Kurang"), 3)
    learned(make_person(office, name="Sudah Cukup"), 20)
    user = make_user(role=roles.OPD_OFFICER.name, mandates=[office])
    client.force_login(user)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{HOME}pegawai/unduh/?jp=kurang")

    job = Job.objects.get()
    with job.file.open("rb") as handle:
        rows = list(load_workbook(io.BytesIO(handle.read())).active.iter_rows(values_only=True))
    said = [row for row in rows if "Masih Kurang" in row]
    assert [row[-5:] for row in said] == [(3, 3, 0, 17, 17)]
    assert not any("Sudah Cukup" in row for row in rows)


def test_the_plan_is_shown_and_opened_by_the_officer_in_one_step(client):
    make_person(name="Masih Kurang")
    make_session(make_course("Arsip", price=250_000), starts=8)
    client.force_login(officer())

    page = client.get(f"{HOME}rencana/")
    seen = page.context["plan"].seen
    stale = client.post(f"{HOME}rencana/buka/", {"seen": "0" * 16}, follow=True)
    client.post(f"{HOME}rencana/buka/", {"seen": seen})

    assert "Masih Kurang" in page.text
    assert "Rp250.000" in page.text
    assert "Rencana berubah" in stale.text
    assert Enrolment.objects.get().status == "SEATED"
    client.force_login(head_of(make_office()[0]))
    assert client.get(f"{HOME}rencana/").status_code == 403
