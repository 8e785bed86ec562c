"""A letter is numbered once, kept as issued, and withdrawn only by a mark."""

import os
import time
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from employees.letters import services
from employees.letters.defaults import BUILDERS
from employees.letters.files import FileChanged, digest_of, purge_strays, read
from employees.letters.people import cover_said, duty_said, increment_rows, increment_said
from employees.letters.refusal import LetterRefused
from employees.models import Letter, LetterNumbering, LetterTemplate
from employees.tests.factories import make_appointment
from employees.tests.letters.office import DAY, make_due, make_list, make_officer, make_signer
from simpeg.audit.models import Entry
from simpeg.letters.tests.documents import make_docx, text_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def officer():
    return make_officer()


@pytest.fixture
def said(officer):
    employee = make_due(back_title="S.E.")
    make_list(officer)
    (row,) = increment_rows(officer, employee)
    return increment_said(row, day=DAY, signer=make_signer())


def issue(said, officer, **more):
    return services.issue(said, by=officer, reason="Surat KGB", **more)


def test_a_letter_of_a_step_says_everything_in_word_and_pdf(said, officer):
    letter = issue(said, officer)

    (page,) = text_of(read(letter, "pdf"))
    for words in (
        "PEMERINTAH KABUPATEN MAMUJU", "800.1.11.13/0001/BKPSDM/2026", "Mamuju, 5 Januari 2026", "Siti Rahma, S.E.",
        "Penata Muda (III/a)", "Rp2.785.700,00", "Rp2.873.500,00", "821/7/2024", "1 Maret 2026", "1 Maret 2028",
        "Peraturan Pemerintah Nomor 7 Tahun 1977", "a.n. Bupati Mamuju", "Dr. Andi Contoh, M.Si.",
        "NIP 19700101 199503 1 001", "Inspektur Kabupaten Mamuju", "2 tahun 0 bulan",
    ):  # fmt: skip
        assert words in " ".join(page.split()), words
    assert any("Siti Rahma, S.E." in words for words in words_of(read(letter, "docx")))
    assert (letter.pages, letter.effective, letter.unit) == (1, date(2026, 3, 1), said.employee.unit)
    assert letter.legal_basis[0]["basis"] == "PP 7/1977 Pasal 11–13; PP 5/2024"


def test_the_trail_says_who_issued_and_not_what_is_paid(said, officer):
    letter = issue(said, officer)

    entry = Entry.objects.get(table="employees_letter", row_id=str(letter.pk))
    assert (entry.actor, entry.reason) == (officer.pk, "Surat KGB")
    assert "2.873.500" not in str(entry.after)


def test_numbers_are_counted_without_gaps(said, officer):
    cover = cover_said(addressee=["Kepala Dinas"], items=[("Berkas", "1", "")], copies=[], day=DAY, signer=said.signer)

    first, second = issue(cover, officer), issue(cover, officer)
    with pytest.raises(LetterRefused):
        issue(said, officer, number="800.1/0002/BKPSDM/2026")
    third = issue(cover, officer)

    assert [each.number for each in (first, second, third)] == [f"800.1/000{n}/BKPSDM/2026" for n in (1, 2, 3)]


def test_a_failed_letter_gives_its_number_back(said, officer, monkeypatch, folder):
    with monkeypatch.context() as patch:
        patch.setattr(Letter, "save", lambda self: (_ for _ in ()).throw(RuntimeError))
        with pytest.raises(RuntimeError):
            issue(said, officer)

    assert [path for path in folder.rglob("*") if path.is_file()] == []
    assert issue(said, officer).number == "800.1.11.13/0001/BKPSDM/2026"


def test_a_number_typed_by_hand_is_skipped_when_counting_comes_to_it(said, officer):
    cover = cover_said(addressee=["X"], items=[("Berkas", "1", "")], copies=[], day=DAY, signer=said.signer)
    issue(cover, officer, number="800.1/0001/BKPSDM/2026")

    assert issue(cover, officer).number == "800.1/0002/BKPSDM/2026"


def test_the_database_gives_no_number_twice(said, officer):
    letter = issue(said, officer)
    letter.pk, letter.kind, letter.effective = None, "spmt", date(2026, 5, 1)

    with pytest.raises(IntegrityError, match="letter_number_once_a_year"), transaction.atomic():
        letter.save(force_insert=True)


def test_one_person_has_one_standing_letter_a_step(said, officer):
    first = issue(said, officer)

    with pytest.raises(LetterRefused, match="sudah punya surat"):
        issue(said, officer)
    services.withdraw(first, by=officer, reason="Salah nomor SK")

    assert issue(said, officer).number == "800.1.11.13/0002/BKPSDM/2026"


@pytest.mark.parametrize(
    "change", [{"number": "x"}, {"about": "x"}, {"fields": {}}, {"pdf": "x"}, {"day": "2026-02-02"}]
)
def test_an_issued_letter_cannot_be_changed(said, officer, change):
    letter = issue(said, officer)

    with pytest.raises(ProgrammingError, match="tidak dapat diubah"), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(**change)


def test_an_issued_letter_cannot_be_deleted(said, officer):
    letter = issue(said, officer)

    with (
        pytest.raises(ProgrammingError, match="hanya dapat dibatalkan"),
        transaction.atomic(),
        connection.cursor() as c,
    ):
        c.execute("DELETE FROM employees_letter WHERE id = %s", [letter.pk])


def test_a_letter_is_withdrawn_once_and_for_good(said, officer):
    letter = issue(said, officer)
    services.withdraw(letter, by=officer, reason="Salah orang")
    letter.refresh_from_db()

    assert (letter.is_standing, letter.withdrawn_by, letter.withdrawn_reason) == (False, officer, "Salah orang")
    with pytest.raises(LetterRefused, match="sudah dibatalkan"):
        services.withdraw(letter, by=officer, reason="Lagi")
    with pytest.raises(ProgrammingError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")


def test_a_file_that_was_changed_behind_our_back_is_not_handed_out(said, officer):
    letter = issue(said, officer)
    path = default_storage.path(letter.pdf.name)
    with open(path, "ab") as handle:
        handle.write(b"x")

    with pytest.raises(FileChanged):
        read(letter, "pdf")


def test_the_letter_keeps_its_signer_as_he_stood(said, officer):
    letter = issue(said, officer)
    said.signer.title = "Plt. Kepala"
    services.keep_signer(said.signer, by=officer, reason="Diganti")
    letter.refresh_from_db()

    assert letter.signed_by["ttd_jabatan"] == "Kepala BKPSDM Kabupaten Mamuju"


def test_a_template_of_the_agency_is_used_from_its_day_on(said, officer):
    upload = ContentFile(make_docx("Surat {{ nomor }} untuk {{ nama }}"), "templat.docx")
    version, lost = services.keep_template(upload, kind="kgb", since=DAY, note="Kop baru", by=officer)

    letter = issue(said, officer)

    assert (version.version, lost, letter.template) == (1, [], version)
    assert text_of(read(letter, "pdf")) == ["Surat 800.1.11.13/0001/BKPSDM/2026 untuk Siti Rahma, S.E."]
    assert services.template_for("kgb", date(2026, 1, 4))[0] is None


def test_versions_are_counted_and_stay(officer):
    for number in (1, 2):
        content = make_docx(f"Versi {number}")
        services.keep_template(ContentFile(content), kind="spmt", since=DAY, note="Ubah", by=officer)

    version, content = services.template_for("spmt", DAY)
    assert (version.version, words_of(content)) == (2, ["Versi 2"])
    with pytest.raises(ProgrammingError), transaction.atomic():
        LetterTemplate.objects.update(note="lain")


def test_a_template_that_is_not_sound_is_not_kept(officer, folder):
    with pytest.raises(LetterRefused, match="nama_ibu"):
        services.keep_template(ContentFile(make_docx("{{ nama_ibu }}")), kind="kgb", since=DAY, note="x", by=officer)

    assert not LetterTemplate.objects.exists()
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_an_spmt_speaks_of_the_position_taken_up(officer):
    employee = make_due()
    appointment = make_appointment(employee, title="Analis Kepegawaian", decree="821/9", decree_on=date(2025, 12, 20),
                                   decree_by="Bupati Mamuju")  # fmt: skip
    said = duty_said(employee, appointment, since=date(2026, 1, 2), day=DAY, signer=make_signer())

    (page,) = text_of(read(issue(said, officer), "pdf"))

    words = " ".join(page.split())
    assert "nomor 821/9 tanggal 20 Desember 2025, terhitung mulai tanggal 2 Januari 2026" in words
    assert "sebagai Analis Kepegawaian" in words


def test_an_spmt_without_its_decree_is_refused(officer):
    employee = make_due()
    appointment = make_appointment(employee)

    with pytest.raises(LetterRefused, match="SK jabatan"):
        duty_said(employee, appointment, since=DAY, day=DAY, signer=make_signer())


def test_files_without_a_letter_are_deleted_after_an_hour(said, officer, folder):
    letter = issue(said, officer)
    stray = default_storage.save("letters/2026/tersesat.pdf", ContentFile(b"x"))
    old = time.time() - 7200
    for path in folder.rglob("*"):
        os.utime(path, (old, old))

    assert purge_strays() == 1
    assert not default_storage.exists(stray)
    assert read(letter, "pdf")


def test_nothing_is_changed_by_a_preview(said, officer, folder):
    (page,) = services.preview(said, "800/…")

    assert page.startswith(b"\x89PNG")
    assert not LetterNumbering.objects.exists()
    assert not list(folder.rglob("*.pdf"))


def test_the_same_template_has_the_same_digest_everywhere():
    for builder in BUILDERS.values():
        assert digest_of(builder().content()) == digest_of(builder().content())
