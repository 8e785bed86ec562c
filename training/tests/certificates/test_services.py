"""A session ends with certificates and facts in the files, all of them or none; a certificate can be taken back."""

import pytest
from django.db import InternalError, ProgrammingError, transaction

from employees.models import Course
from employees.tests.letters.office import make_signer
from simpeg.audit.models import Entry
from simpeg.notices.models import Notice
from simpeg.testing.people import make_user
from training.certificates.document import written
from training.certificates.services import finish, withdraw
from training.models import CertificateCounter, Enrolment, TrainingCertificate
from training.sessions.attending import record_attendance
from training.sessions.services import SessionRefused
from training.tests.factories import (
    TODAY,
    account,
    days,
    make_course,
    make_enrolment,
    make_person,
    make_session,
    officer,
)

pytestmark = pytest.mark.django_db


def a_session_to_finish(kinds=("HADIR", "TIDAK"), **fields):
    """A running session on its last day, with one participant for each kind of attendance."""
    session = make_session(fields.pop("course", None) or make_course("Arsip"), status="RUNNING", starts=-1, seats=9,
                           **fields)  # fmt: skip
    rows = [make_enrolment(session, make_person(name=f"Peserta {number}")) for number, _ in enumerate(kinds)]
    for number in (-1, 0):
        said = {row.pk: kind for row, kind in zip(rows, kinds, strict=True)}
        record_attendance(session, days(number), said, by=officer())
    return session, rows


def test_who_passed_has_a_certificate_and_the_training_in_his_file_signed_by_the_officer():
    session, (passed, failed) = a_session_to_finish()
    by, user = officer(), account(passed.employee)

    (made,) = finish(session, signer=make_signer(), by=by)

    record = Course.objects.get()
    entry = Entry.objects.of(record).get()
    states = dict(Enrolment.objects.values_list("pk", "status"))
    assert states == {passed.pk: "PASSED", failed.pk: "FAILED"}
    assert (record.employee, record.name, record.kind, record.learning_hours) == (
        passed.employee,
        "Arsip",
        "TEKNIS",
        20,
    )
    assert (record.certificate, record.ends_on, made.record) == (made.number, session.ends_on, record)
    assert (entry.actor, entry.reason) == (by.pk, "Sesi pelatihan Arsip selesai")
    assert made.number == f"800.1.4.1/0001/SERT/BKPSDM/{TODAY.year}"
    assert "20 JP tercatat pada berkas Anda" in Notice.objects.get(user=user).text


def test_a_training_of_leadership_has_its_level_in_the_file():
    session, _ = a_session_to_finish(["HADIR"], course=make_course(form="PKA", counts_as="KEPEMIMPINAN"))

    finish(session, signer=make_signer(), by=officer())

    assert list(Course.objects.values_list("kind", "level")) == [("KEPEMIMPINAN", "PKA")]


def test_numbers_go_on_without_gaps_also_after_a_refusal():
    first, _ = a_session_to_finish(["HADIR", "HADIR"])
    second, (row,) = a_session_to_finish(["HADIR"], course=make_course("Anggaran"))
    known = Course.objects.create(
        employee=row.employee, kind="TEKNIS", name="Anggaran", ends_on=second.ends_on, learning_hours=5
    )
    signer = make_signer()
    finish(first, signer=signer, by=officer())

    with pytest.raises(SessionRefused, match="sudah mempunyai pelatihan ini"):
        finish(second, signer=signer, by=officer())
    row.refresh_from_db()
    assert (row.status, CertificateCounter.objects.get().last) == ("SEATED", 2)

    known.delete()
    finish(second, signer=signer, by=officer())
    assert sorted(TrainingCertificate.objects.values_list("serial", flat=True)) == [1, 2, 3]


def test_what_is_not_known_keeps_a_session_open():
    session, _ = a_session_to_finish()
    make_enrolment(session, make_person(name="Tak Tercatat"))

    with pytest.raises(SessionRefused, match="1 peserta. Tak Tercatat: kehadiran 2 hari belum dicatat"):
        finish(session, signer=make_signer(), by=officer())

    assert not Course.objects.exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"status": "CLOSED", "starts": -1}, "tidak dapat diselesaikan"),
        ({"status": "RUNNING", "starts": 0}, "berakhir"),
    ],
)
def test_a_session_ends_when_it_ran_and_its_last_day_has_come(fields, sentence):
    with pytest.raises(SessionRefused, match=sentence):
        finish(make_session(**fields), signer=make_signer(), by=officer())


def test_a_session_is_finished_once_and_by_whoever_keeps_it():
    session, _ = a_session_to_finish()
    signer = make_signer()

    with pytest.raises(SessionRefused, match="dikelola oleh pengelola"):
        finish(session, signer=signer, by=make_user())
    finish(session, signer=signer, by=officer())
    with pytest.raises(SessionRefused, match="tidak dapat diselesaikan"):
        finish(session, signer=signer, by=officer())


def test_an_officer_who_took_part_does_not_end_the_session():
    session, (row,) = a_session_to_finish(["HADIR"])
    own = officer()
    own.nip = row.employee.nip
    own.save()

    with pytest.raises(SessionRefused, match="Anda sendiri peserta"):
        finish(session, signer=make_signer(), by=own)


def test_a_signer_of_another_day_is_refused():
    session, _ = a_session_to_finish()

    with pytest.raises(SessionRefused, match="tidak menandatangani"):
        finish(session, signer=make_signer(since=days(1)), by=officer())


def a_certificate():
    session, (row,) = a_session_to_finish(["HADIR"])
    (made,) = finish(session, signer=make_signer(), by=officer())
    return made, row.employee


def test_a_withdrawn_certificate_takes_its_fact_out_of_the_file_and_tells_the_person():
    made, person = a_certificate()
    user = account(person)

    withdraw(made, by=officer(), reason="Kehadiran ternyata titipan")

    assert not Course.objects.exists()
    assert (made.is_valid, made.record, made.withdrawn_reason) == (False, None, "Kehadiran ternyata titipan")
    assert "dicabut" in Notice.objects.get(user=user).text
    with pytest.raises(SessionRefused, match="sudah dicabut"):
        withdraw(made, by=officer(), reason="Lagi")


def test_a_certificate_is_withdrawn_with_a_reason_by_another_officer():
    made, person = a_certificate()
    own = officer()
    own.nip = person.nip
    own.save()

    with pytest.raises(SessionRefused, match="Tulis mengapa"):
        withdraw(made, by=officer(), reason=" ")
    with pytest.raises(SessionRefused, match="Sertifikat Anda sendiri"):
        withdraw(made, by=own, reason="x")


def test_a_fact_that_was_corrected_meanwhile_is_not_taken_out():
    made, _ = a_certificate()
    Course.objects.update(learning_hours=99)

    with pytest.raises(SessionRefused, match="sudah diperbaiki"):
        withdraw(made, by=officer(), reason="Keliru")

    made.refresh_from_db()
    assert made.is_valid


def test_the_database_lets_nobody_change_or_delete_a_certificate():
    made, _ = a_certificate()

    for attempt in (
        lambda: TrainingCertificate.objects.update(name="Orang lain"),
        lambda: TrainingCertificate.objects.update(learning_hours=900),
        lambda: TrainingCertificate.objects.filter(pk=made.pk)._raw_delete("default"),
    ):
        with pytest.raises((ProgrammingError, InternalError), match="Sertifikat"), transaction.atomic():
            attempt()


def test_the_key_cannot_be_guessed_and_the_sheet_is_a_pdf_that_stays_the_same():
    made, _ = a_certificate()

    first = written(made, f"https://simpeg.example{made.get_absolute_url()}")
    again = written(made, f"https://simpeg.example{made.get_absolute_url()}")

    assert len(made.key) == 32
    assert first.startswith(b"%PDF")
    assert first == again
