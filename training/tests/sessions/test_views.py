"""The pages of sessions: what each shows to whom, what bad input meets, how often they ask."""

import pytest

from employees.models import UnpaidLeave
from simpeg import roles
from simpeg.audit.models import ReadEntry
from simpeg.testing.people import make_user
from training.models import CourseSession, Enrolment
from training.tests.factories import (
    account,
    days,
    head_of,
    make_course,
    make_enrolment,
    make_office,
    make_person,
    make_session,
    officer,
)

pytestmark = pytest.mark.django_db
HOME = "/pelatihan/"


def typed(**fields):
    return {
        "course": make_course().pk, "starts_on": days(20).isoformat(), "ends_on": days(21).isoformat(),
        "place": "Aula", "seats": "30", "enrol_from": days(0).isoformat(), "enrol_until": days(10).isoformat(),
        "entry": "TERBUKA",
    } | fields  # fmt: skip


def test_a_person_asks_for_a_seat_and_reads_where_he_stands(client):
    person = make_person()
    session = make_session(seats=1)
    make_enrolment(session)
    client.force_login(account(person))

    before = client.get(session.get_absolute_url())
    after = client.post(f"{session.get_absolute_url()}daftar/", {"reason": "Tugas baru"}, follow=True)

    assert "Kursi habis; Anda masuk daftar tunggu." in before.text
    assert "Urutan ke-<strong>1</strong>" in after.text
    assert "0 JP dalam tahun ini dan tahun lalu" in after.text
    assert "Pelatihan" in client.get(f"{HOME}saya/").text


@pytest.mark.parametrize(("name", "is_ours"), [("Tim pengajar", False), ("", True), ("", False)])
def test_who_teaches_is_named_as_far_as_it_is_known(client, name, is_ours):
    trainer = make_person(name="Guru Kita") if is_ours else None
    client.force_login(account(make_person()))

    page = client.get(make_session(trainer_name=name, trainer=trainer).get_absolute_url())

    assert page.status_code == 200
    assert ("Pengajar" in page.text) is bool(name or is_ours)
    assert (name or "Guru Kita" if is_ours else name) in page.text


def test_what_falls_on_the_same_days_is_told(client):
    person, session = make_person(), make_session(make_course("Arsip"))
    make_enrolment(make_session(make_course("Anggaran")), person)
    UnpaidLeave.objects.create(employee=person, starts_on=days(9), ends_on=days(30))
    client.force_login(account(person))

    page = client.post(f"{session.get_absolute_url()}daftar/", follow=True)

    assert "bentrok dengan Anggaran" in page.text
    assert "CLTN" in page.text


def test_the_link_of_a_session_is_for_its_participants(client):
    person, session = make_person(), make_session(place="", link="https://rapat.example/rahasia")
    user = account(person)
    client.force_login(user)

    assert "rahasia" not in client.get(session.get_absolute_url()).text
    make_enrolment(session, person)
    assert "rahasia" in client.get(session.get_absolute_url()).text


def test_a_draft_is_not_there_for_others(client):
    session = make_session(status="DRAFT")

    client.force_login(account(make_person()))
    assert client.get(session.get_absolute_url()).status_code == 404
    client.force_login(officer())
    assert client.get(session.get_absolute_url()).status_code == 200


def test_an_officer_prepares_opens_and_cancels_a_session(client):
    client.force_login(officer())

    client.post(f"{HOME}sesi/baru/", typed(statuses=["PNS"], trainer_name="Tim"))
    session = CourseSession.objects.get()
    client.post(f"{session.get_absolute_url()}pindah/", {"to": "OPEN"})
    client.post(f"{session.get_absolute_url()}ubah/", {"place": "Hotel", "seats": "5", "enrol_until": days(10)})
    client.post(f"{session.get_absolute_url()}pindah/", {"to": "CANCELLED", "reason": "Anggaran"})

    session.refresh_from_db()
    assert (session.status, session.place, session.seats, session.statuses) == ("CANCELLED", "Hotel", 5, ["PNS"])
    assert client.post(f"{session.get_absolute_url()}pindah/", {"to": "LAIN"}).status_code == 404


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"starts_on": "0001-01-01"}, "Pendaftaran ditutup paling lambat"),
        ({"starts_on": "9999-12-31", "ends_on": "9999-12-31"}, "Periksa tahunnya"),
        ({"starts_on": "besok"}, "tanggal"),
        ({"ends_on": days(19).isoformat()}, "sebelum hari mulai"),
        ({"seats": str(2**63)}, "1000"),
        ({"seats": "٣"}, ""),
        ({"place": "a\0b"}, "null"),
        ({"place": ""}, "tempat atau tautannya"),
        ({"link": "javascript:alert(1)"}, "URL"),
        ({"link": "http://x.example/"}, "https"),
        ({"trainer": "123"}, "Tidak ada pegawai dengan NIP ini"),
        ({"trainer": "٣" * 18}, "Tidak ada pegawai dengan NIP ini"),
        ({"course": "999999"}, "Pilih"),
        ({"unit": "x"}, "Pilih"),
    ],
)
def test_a_bad_session_is_said_so_and_kept_as_typed(client, change, sentence):
    client.force_login(officer())

    page = client.post(f"{HOME}sesi/baru/", typed(**change))

    if change == {"seats": "٣"}:  # Django reads other digits as numbers; three seats are three seats
        assert page.status_code == 302
        return
    assert page.status_code == 422
    assert sentence in page.text
    assert not CourseSession.objects.exists()


def test_a_head_names_his_people_from_a_fair_list_and_that_he_read_it_is_noted(client):
    office, _ = make_office()
    mine, other = make_person(office, name="Milik Saya"), make_person(name="Orang Lain")
    session = make_session(entry="PENCALONAN")
    head = head_of(office)
    client.force_login(head)
    place = f"{session.get_absolute_url()}calonkan/"

    page = client.get(place)
    refused = client.post(place, {"people": [other.pk], "reason": "Baik"})
    client.post(place, {"people": [mine.pk], "reason": "Baik"})

    assert "Milik Saya" in page.text
    assert "Orang Lain" not in page.text
    assert (refused.status_code, "Baik" in refused.text) == (422, True)
    assert Enrolment.objects.get().employee == mine
    assert ReadEntry.objects.filter(reader=head.pk, employee=mine.pk).exists()


@pytest.mark.parametrize("people", [[], ["x"], ["٣"], [str(2**63)], ["1\0"], ["-1"]])
def test_naming_nobody_or_nonsense_is_said_so(client, people):
    office, _ = make_office()
    make_person(office)
    client.force_login(head_of(office))

    page = client.post(f"{make_session().get_absolute_url()}calonkan/", {"people": people})

    assert page.status_code == 422
    assert "Belum ada yang dicalonkan" in page.text


def test_a_head_approves_refuses_and_sees_nobody_elses_requests(client):
    office, _ = make_office()
    session = make_session(entry="PERSETUJUAN", seats=5)
    mine, second, other = (
        make_enrolment(session, make_person(unit, name=name), status="REQUESTED")
        for unit, name in ((office, "Satu"), (office, "Dua"), (None, "Lain"))
    )
    client.force_login(head_of(office))

    page = client.get(f"{HOME}persetujuan/")
    client.post(f"{HOME}pendaftaran/{mine.pk}/setujui/")
    empty = client.post(f"{HOME}pendaftaran/{second.pk}/tolak/", {"reason": " "})
    client.post(f"{HOME}pendaftaran/{second.pk}/tolak/", {"reason": "Sibuk"})

    assert "Lain" not in page.text
    assert empty.status_code == 422
    assert client.post(f"{HOME}pendaftaran/{other.pk}/setujui/").status_code == 404
    assert [Enrolment.objects.get(pk=row.pk).status for row in (mine, second, other)] == [
        "SEATED", "REFUSED", "REQUESTED"]  # fmt: skip


def test_somebody_elses_enrolment_is_not_there(client):
    row = make_enrolment(make_session())
    client.force_login(account(make_person()))

    assert client.get(f"{HOME}pendaftaran/{row.pk}/batalkan/").status_code == 404
    assert client.post(f"{HOME}pendaftaran/{row.pk}/batalkan/", {"reason": "x"}).status_code == 404
    assert client.get(f"{row.session.get_absolute_url()}peserta/").status_code == 403


def test_a_person_leaves_by_himself_with_a_reason(client):
    person = make_person()
    row = make_enrolment(make_session(), person)
    client.force_login(account(person))

    empty = client.post(f"{HOME}pendaftaran/{row.pk}/batalkan/")
    client.post(f"{HOME}pendaftaran/{row.pk}/batalkan/", {"keluar-reason": "Sakit"})

    row.refresh_from_db()
    assert (empty.status_code, row.status, row.decision) == (422, "CANCELLED", "Sakit")


def test_the_auditor_reads_and_writes_nothing(client):
    session = make_session()
    make_enrolment(session, make_person(name="Peserta Satu"))
    client.force_login(make_user(role=roles.AUDITOR.name))

    assert "Peserta Satu" in client.get(f"{session.get_absolute_url()}peserta/").text
    assert client.get(f"{session.get_absolute_url()}ubah/").status_code == 403
    assert client.post(f"{session.get_absolute_url()}calonkan/").status_code == 403


@pytest.mark.parametrize("many", [5, 50])
def test_lists_ask_as_often_for_many_as_for_few(client, django_assert_num_queries, many):
    by, course = make_user(), make_course()
    office, _ = make_office()
    session = make_session(course, seats=100, by=by)
    for number in range(many):
        make_enrolment(session, make_person(office), status="SEATED" if number % 2 else "WAITING", by=by)
        make_session(course, by=by)
    client.force_login(head_of(office))
    address = session.get_absolute_url()
    client.get(f"{HOME}sesi/")

    with django_assert_num_queries(9):
        client.get(f"{HOME}sesi/")
    with django_assert_num_queries(12):
        client.get(f"{address}peserta/")


@pytest.mark.parametrize("many", [5, 50])
def test_the_list_of_those_who_can_be_named_asks_as_often_for_many_as_for_few(
    client, django_assert_num_queries, many
):  # fmt: skip
    office, _ = make_office()
    for _ in range(many):
        make_person(office)
    client.force_login(head_of(office))
    address = f"{make_session().get_absolute_url()}calonkan/"
    client.get(address)

    with django_assert_num_queries(12):
        client.get(address)
