"""A batch is decided once, and finishes whatever happens on the way: nothing doubled, nothing half there."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError

from employees.due_cases.services import met_on
from employees.letters import batches, services
from employees.letters.files import read
from employees.letters.people import cover_said, increment_rows, increment_said
from employees.letters.refusal import LetterRefused
from employees.models import DueCase, Employee, Letter, LetterBatch, StepIncrease
from employees.tests.factories import make_unit
from employees.tests.letters.office import DAY, DUE, make_due, make_list, make_officer, make_signer
from simpeg.audit.models import ReadEntry
from simpeg.law.models import Parameter
from simpeg.letters.tests.documents import make_docx, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def officer():
    return make_officer()


def quiet(done, total, step=""):
    pass


def start(officer, people=3, **more):
    office = make_unit("Dinas Kesehatan")
    due = [make_due(unit=office, name=f"Pegawai {number}") for number in range(people)]
    kept = make_list(officer)
    return batches.start_batch(kept, day=DAY, signer=make_signer(), by=officer, **more), due


def test_everybody_on_the_list_gets_a_letter_with_his_number(officer):
    batch, due = start(officer)

    batches.go_on(batch, by=officer, tell=quiet)

    found = list(Letter.objects.order_by("pk").values_list("employee", "number"))
    assert found == [
        (member, f"800.1.11.13/{place:04d}/BKPSDM/2026") for place, member in enumerate(batch.members, start=1)
    ]
    assert set(batch.members) == {employee.pk for employee in due}
    assert ReadEntry.objects.filter(reader=officer.pk, what="Menerbitkan surat KGB").count() == 3


class Killed(BaseException):
    """As kill -9 would: nothing catches it."""


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_batch_that_was_cut_off_goes_on_where_it_was(officer, after, monkeypatch):
    batch, _ = start(officer)
    real, calls = services.typeset, []

    def dying(*args, **kwargs):
        if len(calls) == after:
            raise Killed
        calls.append(1)
        return real(*args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(services, "typeset", dying)
        with pytest.raises(Killed):
            batches.go_on(batch, by=officer, tell=quiet)
    before = list(Letter.objects.values_list("pk", "number"))
    batches.go_on(batch, by=officer, tell=quiet)
    batches.go_on(batch, by=officer, tell=quiet)

    assert len(before) == after
    assert set(before) <= set(Letter.objects.values_list("pk", "number"))
    assert sorted(Letter.objects.values_list("number", flat=True)) == [
        f"800.1.11.13/{n:04d}/BKPSDM/2026" for n in (1, 2, 3)
    ]


def test_a_template_brought_meanwhile_is_not_for_this_batch(officer):
    batch, _ = start(officer, people=1)
    services.keep_template(ContentFile(make_docx("Baru")), kind="kgb", since=DAY, note="Baru", by=officer)
    batches.go_on(batch, by=officer, tell=quiet)

    assert "Baru" not in text_of(read(Letter.objects.get(), "pdf"))[0].split("\n")


def test_numbers_of_a_batch_are_nobody_elses(officer):
    batch, due = start(officer, people=2)
    (row, *_) = increment_rows(officer, due[0])
    said = increment_said(row, day=DAY, signer=batch.signer)

    with pytest.raises(LetterRefused, match="dicadangkan"):
        services.issue(said, by=officer, reason="x", number="800.1.11.13/0002/BKPSDM/2026")
    assert services.issue(said, by=officer, reason="x").number == "800.1.11.13/0003/BKPSDM/2026"


def test_somebody_who_was_told_meanwhile_is_left_out(officer):
    batch, due = start(officer, people=2)
    (row, *_) = increment_rows(officer, due[0])
    services.issue(increment_said(row, day=DAY, signer=batch.signer), by=officer, reason="x")

    told = "Pegawai ini sudah punya surat seperti ini untuk TMT itu. Batalkan dulu surat lamanya."
    assert batches.go_on(batch, by=officer, tell=quiet) == {due[0].pk: told}
    assert list(Letter.objects.filter(batch=batch).values_list("employee", flat=True)) == [due[1].pk]


def test_whoever_has_his_letter_is_not_in_the_next_batch(officer):
    batch, due = start(officer, people=2)
    batches.go_on(batch, by=officer, tell=quiet)

    with pytest.raises(LetterRefused, match="Tidak ada pegawai"):
        batches.start_batch(batch.due_list, day=DAY, signer=batch.signer, by=officer)
    plan = batches.planned(batch.due_list, officer, DAY)
    assert {each["why"] for each in plan.left_out} == {"sudah punya surat untuk TMT itu"}


def test_a_first_number_that_cannot_run_through_is_refused(officer):
    cover = cover_said(addressee=["X"], items=[("a", "1", "")], copies=[], day=DAY, signer=make_signer())
    services.issue(cover, by=officer, reason="x", number="800.1.11.13/0005/BKPSDM/2026")

    with pytest.raises(LetterRefused, match="Nomor 5 sudah dipakai.*Pakai nomor pertama 6"):
        start(officer, people=3, first=4)
    assert not LetterBatch.objects.exists()


def test_the_database_lets_no_two_batches_share_a_number(officer):
    batch, _ = start(officer, people=2)
    batch.pk, batch.first = None, 2

    with pytest.raises(IntegrityError, match="batches_share_no_number"), transaction.atomic():
        batch.save(force_insert=True)


def test_what_was_decided_stays(officer):
    batch, _ = start(officer, people=1)

    with pytest.raises(ProgrammingError), transaction.atomic():
        LetterBatch.objects.update(first=9)


def test_one_office_can_be_asked_for(officer):
    make_due(unit=make_unit("Dinas Satu"))
    office = make_unit("Dinas Dua")
    wanted = make_due(unit=make_unit("Bidang Dua", parent=office))
    kept = make_list(officer)

    batch = batches.start_batch(kept, day=DAY, signer=make_signer(), by=officer, unit=office)

    assert batch.members == [wanted.pk]


def test_the_archive_holds_every_letter_and_the_stack_to_print(officer, monkeypatch):
    monkeypatch.setattr(batches, "PRINTED_TOGETHER", 2)
    batch, _ = start(officer, people=3)
    batches.go_on(batch, by=officer, tell=quiet)
    handle = io.BytesIO()

    assert batches.write_archive(batch, handle, tell=quiet) == 3

    with zipfile.ZipFile(handle) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        stacks = [len(text_of(archive.read(name))) for name in names if name.startswith("cetak/")]
    assert sum(name.startswith("pdf/Dinas Kesehatan/") and name.endswith(".pdf") for name in names) == 3
    assert sum(name.startswith("word/Dinas Kesehatan/") and name.endswith(".docx") for name in names) == 3
    assert [name for name in names if name.startswith("cetak/")] == [
        "cetak/surat-00001-00002.pdf", "cetak/surat-00003-00003.pdf",
    ]  # fmt: skip
    assert stacks == [2, 1]


def test_the_nominatif_lists_everybody(officer):
    for number in range(3):
        make_due(name=f"Pegawai {number}")
    kept = make_list(officer)

    said = batches.roster_said(kept, day=DAY, signer=make_signer(), by=officer)
    letter = services.issue(said, by=officer, reason="Nominatif")

    (page,) = text_of(read(letter, "pdf"))
    assert all(f"Pegawai {number}" in page for number in range(3))
    assert "Jumlah: 3 (tiga) pegawai" in page
    assert letter.employee is None


def test_a_nominatif_longer_than_the_agency_laid_down_is_refused(officer):
    Parameter.objects.filter(key="surat.nominatif_paling_banyak").update(value=2)
    for number in range(3):
        make_due(name=f"Pegawai {number}", unit=make_unit(f"Dinas {number}"))
    kept, signer = make_list(officer), make_signer()

    with pytest.raises(LetterRefused, match="paling banyak 2 pegawai"):
        batches.roster_said(kept, day=DAY, signer=signer, by=officer)
    one = Employee.objects.first().unit
    assert batches.roster_said(kept, day=DAY, signer=signer, by=officer, unit=one).values["jumlah"] == "1"


def test_of_a_list_longer_than_a_batch_no_more_is_read_than_a_batch_may_hold(officer):
    Parameter.objects.filter(key="surat.kumpulan_paling_banyak").update(value=2)
    units = [make_unit(f"Dinas {number}") for number in range(5)]
    for number, unit in enumerate(units):
        make_due(name=f"Pegawai {number}", unit=unit)
    kept = make_list(officer)

    plan = batches.planned(kept, officer, DAY, shown=1)

    assert (plan.too_many, len(plan.members), [row.unit for row in plan.first]) == (True, 3, units[:1])
    with pytest.raises(LetterRefused, match="lebih dari 2 pegawai"):
        batches.start_batch(kept, day=DAY, signer=make_signer(), by=officer)
    assert not LetterBatch.objects.exists()
    assert not batches.planned(kept, officer, DAY, units[0]).too_many


@pytest.mark.parametrize("people", [1, 3])
def test_a_plan_is_two_queries_for_few_and_for_many(officer, people, django_assert_num_queries):
    for number in range(people):
        make_due(name=f"Pegawai {number}", unit=make_unit(f"Dinas {number}"))
    kept = make_list(officer)
    officer.has_perms(["employees.view_all_units"])

    with django_assert_num_queries(2):
        assert len(batches.planned(kept, officer, DAY).members) == people


def test_what_a_letter_grants_is_in_the_file_with_it():
    by, employee = make_officer(), make_due()
    batch = batches.start_batch(make_list(by), day=DAY, signer=make_signer(), by=by)

    batches.go_on(batch, by=by, tell=lambda *said: None)

    letter, step = Letter.objects.get(), StepIncrease.objects.get(employee=employee)
    assert (step.since, step.service_years, step.base_salary) == (DUE, 2, 2873500)
    assert (step.decree, step.decree_on, step.decree_by) == (letter.number, DAY, "Kepala BKPSDM Kabupaten Mamuju")
    assert DueCase.objects.get().status == DueCase.Status.DECREED


def test_only_the_people_of_a_batch_are_judged_again(officer):
    batch, due = start(officer, people=2)
    make_due(name="Orang lain")

    met = met_on("salary-increment", DUE, people=batch.members)

    assert {nip for nip, _ in met} == {person.nip for person in due}


def test_who_is_no_longer_due_by_the_file_of_today_gets_no_letter():
    by, employee = make_officer(), make_due()
    kept = make_list(by)
    employee.ratings.filter(year=2025).update(rating=5)
    batch = batches.start_batch(kept, day=DAY, signer=make_signer(), by=by)

    no_longer = "Menurut data hari ini pegawai ini tidak lagi memenuhi syarat. Jalankan daftar baru."
    assert batches.go_on(batch, by=by, tell=lambda *said: None) == {employee.pk: no_longer}
    assert not Letter.objects.exists()
    assert not StepIncrease.objects.exists()
