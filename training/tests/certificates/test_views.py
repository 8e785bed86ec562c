"""Attendance, scores, the end of a session and its certificates on the screen; the public page says little."""

import pytest

from employees.models import Course
from employees.tests.letters.office import make_signer
from simpeg.audit.models import ReadEntry
from training.certificates.services import finish, withdraw
from training.models import Attendance, Evaluation, TrainingCertificate
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


def a_running_session(people, **fields):
    session = make_session(make_course("Arsip"), status="RUNNING", starts=-1, seats=9, **fields)
    return session, [make_enrolment(session, person) for person in people]


def a_certificate(person, **fields):
    session, (row,) = a_running_session([person], **fields)
    for number in (-1, 0):
        Attendance.objects.create(enrolment=row, day=days(number), kind="HADIR")
    (made,) = finish(session, signer=make_signer(), by=officer())
    return made


def test_an_officer_writes_attendance_and_scores_and_ends_the_session(client):
    session, (row,) = a_running_session([make_person(name="Dewi")], least_score=70)
    signer, page = make_signer(), session.get_absolute_url()
    client.force_login(officer())

    for number in (-1, 0):
        client.post(f"{page}kehadiran/?hari={days(number)}", {f"hadir_{row.pk}": "HADIR"})
    before = client.get(f"{page}selesaikan/")
    client.post(f"{page}nilai/", {f"pre_{row.pk}": "40", f"post_{row.pk}": "87,5"})
    client.post(f"{page}selesaikan/", {"signer": signer.pk})

    row.refresh_from_db()
    assert "Nilai akhir belum dicatat" in before.text
    assert (row.status, row.pre_score, row.post_score) == ("PASSED", 40, 87.5)
    assert Course.objects.get().employee == row.employee
    assert client.get(f"{page}kehadiran/").status_code == 302


@pytest.mark.parametrize(
    ("score", "sentence"),
    [("101", "100"), ("-1", "0"), ("x", "bilangan"), ("NaN", "bilangan"), ("1" * 400, "100"), ("87.555", "desimal")],
)
def test_a_bad_score_is_said_so_and_kept_as_typed(client, score, sentence):
    session, (row,) = a_running_session([make_person()])
    client.force_login(officer())

    page = client.post(f"{session.get_absolute_url()}nilai/", {f"post_{row.pk}": score})

    assert page.status_code == 422
    assert sentence in page.text
    assert score in page.text


@pytest.mark.parametrize("day", ["besok", "0001-01-01", "9999-12-31", "2026-02-30", "٢٠٢٦-٠١-٠١"])
def test_a_strange_day_is_no_fault_of_ours(client, day):
    session, (row,) = a_running_session([make_person()])
    client.force_login(officer())
    address = f"{session.get_absolute_url()}kehadiran/?hari={day}"

    assert client.get(address).status_code in (200, 404)
    assert client.post(address, {f"hadir_{row.pk}": "HADIR"}).status_code in (404, 422)


@pytest.mark.parametrize("kind", ["LAIN", "\0", "HADIR "])
def test_a_strange_attendance_is_refused(client, kind):
    session, (row,) = a_running_session([make_person()])
    client.force_login(officer())

    assert client.post(f"{session.get_absolute_url()}kehadiran/", {f"hadir_{row.pk}": kind}).status_code == 422
    assert not Attendance.objects.exists()


def test_the_public_page_needs_no_login_and_says_no_more_than_it_must(client):
    office, _ = make_office("Dinas Rahasia")
    person = make_person(office, name="Dewi Lestari")
    made = a_certificate(person)

    page = client.get(made.get_absolute_url())

    assert page.status_code == 200
    for shown in ("Dewi Lestari", "Arsip", "20 JP", made.number, "Berlaku"):
        assert shown in page.text
    for hidden in (person.nip, "Dinas Rahasia", "BKPSDM Kabupaten Mamuju</dd>", "1985"):
        assert hidden not in page.text
    assert 'content="noindex"' in page.text


def test_a_withdrawn_certificate_says_so_to_everybody_and_not_why(client):
    made = a_certificate(make_person())
    withdraw(made, by=officer(), reason="Titip hadir")

    page = client.get(made.get_absolute_url())

    assert "Dicabut" in page.text
    assert "Titip hadir" not in page.text


@pytest.mark.parametrize("key", ["a" * 32, "a" * 31, "%00" * 32, "../etc/passwd", "١" * 32])
def test_a_key_that_was_never_given_is_not_there(client, key):
    assert client.get(f"/sertifikat/{key}/").status_code == 404


def test_the_pdf_is_for_its_owner_and_whoever_reads_his_trainings_and_that_is_noted(client):
    office, _ = make_office()
    person = make_person(office)
    made = a_certificate(person)
    address, head = f"/pelatihan/sertifikat/{made.pk}/pdf/", head_of(office)

    client.force_login(account(person))
    own = client.get(address)
    assert (own.status_code, own["Content-Type"], own.content[:4]) == (200, "application/pdf", b"%PDF")
    assert not ReadEntry.objects.filter(what__contains="sertifikat").exists()
    client.force_login(head)
    assert client.get(address).status_code == 200
    assert ReadEntry.objects.filter(reader=head.pk, employee=person.pk, what__contains=made.number).exists()
    for stranger in (account(make_person()), head_of(make_office("Dinas Dua")[0])):
        client.force_login(stranger)
        assert client.get(address).status_code == 404


def test_an_officer_withdraws_with_a_reason(client):
    made = a_certificate(make_person())
    client.force_login(officer())
    address = f"/pelatihan/sertifikat/{made.pk}/cabut/"

    assert client.post(address, {"reason": ""}).status_code == 422
    client.post(address, {"reason": "Keliru orang"})

    assert TrainingCertificate.objects.get().withdrawn_reason == "Keliru orang"


def test_a_participant_says_what_he_thought_and_the_trainer_reads_numbers_only(client):
    person, trainer = make_person(name="Dewi Lestari"), make_person()
    made = a_certificate(person, trainer=trainer)
    page = made.enrolment.session.get_absolute_url()
    typed = {"content": "5", "teaching": "1", "usefulness": "5", "organisation": "5", "words": "Kurang jelas"}

    client.force_login(account(person))
    assert client.post(f"{page}evaluasi/", typed | {"teaching": "6"}).status_code == 422
    client.post(f"{page}evaluasi/", typed)
    again = client.post(f"{page}evaluasi/", typed)
    for _ in range(4):
        Evaluation.objects.create(
            session=made.enrolment.session, content=5, teaching=5, usefulness=5, organisation=5, words=""
        )
    client.force_login(account(trainer))
    told = client.get(f"{page}hasil-evaluasi/")

    assert again.status_code == 422
    assert "4,2" in told.text
    assert "Kurang jelas" in told.text
    assert "Dewi" not in told.text
    client.force_login(account(make_person()))
    assert client.get(f"{page}evaluasi/").status_code == 404
    assert client.get(f"{page}hasil-evaluasi/").status_code == 403
