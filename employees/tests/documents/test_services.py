import hashlib
import os
import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from employees import tasks
from employees.documents import services
from employees.documents.files import all_or_nothing, page_name, purge_strays
from employees.documents.services import DocumentRefused, draw_pages, keep_document, move_document, take_off
from employees.models import Document
from employees.tests.documents.scans import make_document, picture
from employees.tests.factories import make_education, make_employee
from simpeg.audit.models import Entry
from simpeg.scans.tests.files import make_pdf, upload
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


def files_in(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_document_is_kept_with_its_digest_under_a_name_nobody_can_guess(files_of_its_own):
    employee, officer, content = make_employee(), make_user(), make_pdf(2)

    document = make_document(employee, content=content, title="  SK\tKP\x00 III/b ", by=officer)

    assert (document.title, document.media_type, document.pages, document.size) == (
        "SK KP III/b", "application/pdf", 2, len(content),
    )  # fmt: skip
    assert document.digest == hashlib.sha256(content).hexdigest()
    with document.file.open("rb") as handle:
        assert handle.read() == content
    assert len(document.file.name) >= len("documents/") + 32
    entry = Entry.objects.of(document).get()
    assert (entry.action, entry.actor, entry.reason) == ("INSERT", officer.pk, "SK masuk")
    assert oct(os.stat(document.file.path).st_mode & 0o777) == "0o600"


def test_the_same_scan_on_the_same_record_is_told_and_not_kept_twice(files_of_its_own):
    employee = make_employee()
    make_document(employee, title="SK pertama")

    with pytest.raises(DocumentRefused, match="sudah ada pada catatan ini dengan judul “SK pertama”"):
        make_document(employee)

    assert len(files_in(files_of_its_own)) == Document.objects.count() == 1


def test_the_same_scan_may_prove_two_records():
    employee = make_employee()
    make_document(employee)

    make_document(employee, kind="pendidikan", record=make_education(employee))

    assert Document.objects.count() == 2


@pytest.mark.parametrize(
    ("kind", "record_id"),
    [
        ("golongan", None),
        ("golongan", 0),
        ("golongan", 2**63),
        ("data-utama", 1),
        ("usulan", None),
        ("lain", 1),
        ("", 1),
    ],
)
def test_what_proves_no_record_is_refused(kind, record_id):
    with pytest.raises(DocumentRefused, match="Catatan yang hendak dibuktikan tidak ditemukan"):
        keep_document(
            make_employee(), upload(make_pdf()), kind=kind, record_id=record_id, title="SK", by=make_user(), reason="x"
        )


def test_another_persons_record_is_not_proven():
    other = make_employee().grade_records.first()

    with pytest.raises(DocumentRefused):
        make_document(make_employee(), record=other)


@pytest.mark.parametrize("title", ["", " \n ", "\x00", "a" * 151])
def test_a_title_is_needed_and_not_endless(title):
    with pytest.raises(DocumentRefused, match="Judul"):
        make_document(make_employee(), title=title)


def test_a_refused_scan_leaves_no_file(files_of_its_own):
    with pytest.raises(DocumentRefused, match="program"):
        make_document(make_employee(), content=b"#!/bin/sh\n")

    assert files_in(files_of_its_own) == []


def test_when_the_second_of_two_is_refused_the_first_leaves_no_file(files_of_its_own):
    employee = make_employee()

    @all_or_nothing()
    def bring_two():
        make_document(employee)
        make_document(employee, content=b"MZ")

    with pytest.raises(DocumentRefused):
        bring_two()

    assert files_in(files_of_its_own) == []
    assert Document.objects.count() == 0


def test_an_attempt_within_an_attempt_leaves_no_file_when_the_outer_one_fails(files_of_its_own):
    @all_or_nothing()
    def bring_and_fail():
        with all_or_nothing():
            make_document(make_employee())
        raise RuntimeError

    with pytest.raises(RuntimeError):
        bring_and_fail()

    assert files_in(files_of_its_own) == []


def test_strays_are_deleted_and_documents_are_not(files_of_its_own):
    document = make_document(make_employee())
    draw_pages(document)
    for name in ("sisa", "sisa.1.jpg"):
        (files_of_its_own / "documents" / name).write_bytes(b"x")
    kept = {document.file.name.split("/")[1], page_name(document, 1).split("/")[1]}

    assert purge_strays() == 0
    assert purge_strays(timezone.now() + timedelta(hours=2)) == 2
    assert set(files_in(files_of_its_own)) == kept


def test_a_document_taken_off_stays_with_who_and_why():
    officer, document = make_user(), make_document(make_employee())

    take_off(document, by=officer, reason="Salah orang")

    document.refresh_from_db()
    assert (document.taken_off_by, document.taken_off_reason) == (officer, "Salah orang")
    assert document.file.storage.exists(document.file.name)
    assert Entry.objects.of(document).first().reason == "Dokumen diturunkan: Salah orang"
    with pytest.raises(DocumentRefused, match="sudah diturunkan orang lain"):
        take_off(document, by=make_user(), reason="Sekali lagi")


def test_a_scan_that_was_taken_off_may_come_again():
    employee = make_employee()
    take_off(make_document(employee), by=make_user(), reason="Salah catatan")

    assert make_document(employee).is_standing


@pytest.mark.parametrize("change", [{"digest": "0" * 64}, {"file": "lain"}, {"taken_off_reason": "diubah"}])
def test_the_database_keeps_a_document_as_it_was_brought(change):
    document = make_document(make_employee())
    take_off(document, by=make_user(), reason="Salah orang")

    with pytest.raises(DatabaseError, match="tidak dapat diubah"), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**change)
    with pytest.raises(DatabaseError, match="tidak dapat dihapus"), transaction.atomic():
        Document.objects.all().delete()


def test_the_database_holds_a_scan_once_a_record_also_for_personal_data():
    document = make_document(make_employee(), kind="data-utama")
    document.pk = None

    with pytest.raises(DatabaseError, match="one_scan_once_a_record"), transaction.atomic():
        document.save()


def test_the_proof_of_a_proposal_moves_to_the_record_made_from_it():
    employee, officer = make_employee(), make_user()
    document = keep_document(
        employee, upload(make_pdf()), kind="usulan", record_id=7, title="Ijazah", by=officer, reason="Usul"
    )
    education = make_education(employee)

    moved = move_document(document, kind="pendidikan", record_id=education.pk, by=officer, reason="Usul disetujui")

    assert (moved.kind, moved.record_id) == ("pendidikan", education.pk)
    assert Entry.objects.of(document).first().reason == "Usul disetujui"
    with pytest.raises(DocumentRefused):
        move_document(document, kind="pendidikan", record_id=2**62, by=officer, reason="x")


def test_withdrawing_a_record_keeps_its_scan():
    employee = make_employee()
    education = make_education(employee)
    document = make_document(employee, kind="pendidikan", record=education)

    education.delete()

    assert Document.objects.get() == document


def test_the_pages_of_a_pdf_are_drawn_once():
    document = make_document(make_employee(), content=make_pdf(12))

    tasks.draw_document(document.pk)
    document.refresh_from_db()
    tasks.draw_document(document.pk)

    assert document.pages_drawn == 10
    with document.file.storage.open(page_name(document, 10)) as handle:
        assert handle.read(3) == b"\xff\xd8\xff"
    assert not document.file.storage.exists(page_name(document, 11))
    assert list(services.undrawn()) == []


def test_a_picture_needs_no_drawing():
    document = make_document(make_employee(), content=picture())

    tasks.draw_document(document.pk)

    document.refresh_from_db()
    assert document.pages_drawn is None
    assert list(services.undrawn()) == []


def test_a_pdf_whose_file_is_gone_is_not_drawn_for_ever():
    document = make_document(make_employee())
    document.file.storage.delete(document.file.name)

    tasks.tend_documents()

    document.refresh_from_db()
    assert document.pages_drawn == 0


@pytest.mark.django_db(transaction=True)
def test_ten_who_bring_the_same_scan_at_once_keep_it_once(files_of_its_own):
    employee, officer = make_employee(), make_user()
    outcomes, start = [], threading.Barrier(5)

    def bring():
        start.wait()
        try:
            make_document(employee, by=officer)
            outcomes.append("kept")
        except DocumentRefused:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=bring) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["kept", "told", "told", "told", "told"]
    assert len(files_in(files_of_its_own)) == 1
