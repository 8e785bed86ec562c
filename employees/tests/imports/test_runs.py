"""A workbook on its way: kept, compared, confirmed, stored once, let go."""

from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from employees import tasks
from employees.imports import report, services
from employees.models import AnnualRating, Employee, ImportLine, ImportRun
from employees.tests.imports.workbooks import NIP, REGENCY, person, rating, unit, with_person
from simpeg.audit.models import Entry
from simpeg.jobs.models import Job
from simpeg.jobs.services import submit
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
Status = ImportRun.Status
BROKEN = with_person(RW_SKP=[rating(), rating(year=2024, PREDIKAT="CUKUP")])


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def officer():
    return make_user("employees.import_workbook", "employees.view_all_units")


@pytest.fixture
def bring(book, officer):
    """Upload these sheets and read them; the run, compared."""

    def upload(sheets, name="data siasn.xlsx"):
        run = services.keep_workbook(ContentFile(book(sheets).read_bytes(), name), by=officer)
        services.compare(run, tell=quiet)
        return fresh(run)

    return upload


def quiet(done, total, step):
    pass


def fresh(run):
    return ImportRun.objects.select_related("job").get(pk=run.pk)


def lines(run, kind):
    return list(run.lines.filter(kind=kind).order_by("pk").values_list("sheet", "row", "column", "old", "new"))


def test_a_kept_workbook_lies_under_a_name_of_our_own(bring, settings):
    run = bring(REGENCY, name="../../etc/data siasn.xlsx")

    assert run.file_name == "data siasn.xlsx"
    assert Path(run.file.path).is_relative_to(settings.MEDIA_ROOT)
    assert "siasn" not in run.file.name


@pytest.mark.parametrize("permissions", [("employees.import_workbook",), ("employees.view_all_units",), ()])
def test_only_who_may_import_for_all_units_sees_that_there_is_an_import(bring, officer, permissions):
    run = bring(REGENCY)

    assert list(ImportRun.objects.visible_to(officer)) == [run]
    assert not ImportRun.objects.visible_to(make_user(*permissions)).exists()


def test_comparing_keeps_a_report_and_writes_no_record(bring):
    run = bring(BROKEN)

    assert run.status == Status.READY
    assert (run.total("new"), run.total("rejected")) == (3, 1)
    assert run.lines.filter(kind="NEW").count() == 3
    assert lines(run, "ERROR") == [("RW SKP", 3, "PREDIKAT", "CUKUP", "")]
    assert not Employee.objects.exists()


def test_changed_values_are_kept_with_old_and_new(bring, load):
    load(REGENCY)

    run = bring(REGENCY | {"DATA UTAMA": [person(NAMA="CONTOH BARU")]})

    assert lines(run, "CHANGED") == [("DATA UTAMA", 2, "NAMA", "CONTOH PEGAWAI", "CONTOH BARU")]


def test_of_a_large_sheet_the_first_lines_are_kept_and_all_are_counted(bring, monkeypatch):
    monkeypatch.setattr(report, "LINES_KEPT", 3)

    run = bring(with_person(RW_SKP=[rating(year=year) for year in range(2015, 2025)]))

    assert run.total("new") == 12
    assert run.lines.filter(kind="NEW", sheet="RW SKP").count() == 3


def test_what_was_confirmed_is_stored_and_signed_by_who_confirmed(bring):
    run, second = bring(REGENCY), make_user("employees.import_workbook", "employees.view_all_units")

    services.confirm(run, by=second, valid_only=False)
    services.store(run, tell=quiet)

    assert fresh(run).status == Status.DONE
    entry = Entry.objects.get(table="employees_employee")
    assert (entry.actor, entry.reason) == (second.pk, "Impor buku kerja data siasn.xlsx")


def test_storing_again_does_nothing(bring, officer):
    run = bring(REGENCY)
    services.confirm(run, by=officer, valid_only=False)
    services.store(run, tell=quiet)
    entries = Entry.objects.count()

    services.store(run, tell=quiet)

    assert Entry.objects.count() == entries


def test_with_refused_rows_only_the_sound_ones_can_be_confirmed(bring, officer):
    run = bring(BROKEN)

    with pytest.raises(services.MoveRefused, match="Ada baris yang ditolak"):
        services.confirm(run, by=officer, valid_only=False)
    services.confirm(run, by=officer, valid_only=True)
    services.store(run, tell=quiet)

    assert AnnualRating.objects.get().year == 2025


def test_when_nothing_would_change_there_is_nothing_to_confirm(bring, officer, load):
    load(REGENCY)

    with pytest.raises(services.MoveRefused, match="Tidak ada yang perlu disimpan"):
        services.confirm(bring(REGENCY), by=officer, valid_only=False)


def test_when_the_records_moved_meanwhile_nothing_is_stored_and_a_new_preview_is_shown(bring, officer, load):
    load(REGENCY)
    run = bring(REGENCY | {"DATA UTAMA": [person(NAMA="CONTOH BARU")]})
    Employee.objects.update(name="CONTOH LAIN")
    services.confirm(run, by=officer, valid_only=False)

    services.store(run, tell=quiet)

    run = fresh(run)
    assert (run.status, run.message) == (Status.READY, services.DATA_MOVED)
    assert lines(run, "CHANGED") == [("DATA UTAMA", 2, "NAMA", "CONTOH LAIN", "CONTOH BARU")]
    assert Employee.objects.get().name == "CONTOH LAIN"
    services.confirm(run, by=officer, valid_only=False)
    services.store(run, tell=quiet)
    assert Employee.objects.get().name == "CONTOH BARU"


def test_what_moved_elsewhere_does_not_matter(bring, officer, load):
    load(REGENCY | {"UNOR": [unit(), unit("U-2")]})
    run = bring({"DATA UTAMA": [person(NAMA="CONTOH BARU")]})
    load({"UNOR": [unit("U-2", NAMA="Lain")]})
    services.confirm(run, by=officer, valid_only=False)

    services.store(run, tell=quiet)

    assert fresh(run).status == Status.DONE


def test_two_who_confirm_at_once_give_one_import(bring, officer):
    run = bring(REGENCY)
    same = fresh(run)
    services.confirm(run, by=officer, valid_only=False)

    with pytest.raises(services.MoveRefused, match="baru saja diubah"):
        services.confirm(same, by=officer, valid_only=False)


def test_a_cancelled_import_lets_the_file_go_and_keeps_what_was_wrong(bring):
    run = bring(BROKEN)
    path = Path(run.file.path)

    services.cancel(run)

    assert not path.exists()
    assert (fresh(run).status, fresh(run).file.name) == (Status.CANCELLED, "")
    assert [kind for (kind,) in run.lines.values_list("kind")] == ["ERROR"]
    with pytest.raises(services.MoveRefused):
        services.confirm(fresh(run), by=run.requested_by, valid_only=True)


@pytest.mark.parametrize(("hours", "gone"), [(23, 0), (25, 1)])
def test_workbooks_go_a_day_after_their_last_step(bring, hours, gone):
    run = bring(BROKEN)
    path = Path(run.file.path)

    assert services.purge(now=timezone.now() + timedelta(hours=hours)) == gone

    assert path.exists() is not bool(gone)
    assert fresh(run).status == (Status.EXPIRED if gone else Status.READY)


def test_a_stored_import_stays_stored_when_its_file_goes(bring, officer):
    run = bring(REGENCY)
    services.confirm(run, by=officer, valid_only=False)
    services.store(run, tell=quiet)

    services.purge(now=timezone.now() + timedelta(hours=25))

    assert (fresh(run).status, fresh(run).file.name) == (Status.DONE, "")


@pytest.mark.parametrize("change", [{"status": "HILANG"}, {"status": "DONE"}])
def test_the_database_refuses_unknown_states_and_storing_by_nobody(bring, change):
    run = bring(REGENCY)

    with pytest.raises(IntegrityError), transaction.atomic():
        ImportRun.objects.filter(pk=run.pk).update(**change)


def test_the_jobs_read_store_and_tell_where_to_look(book, officer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        run = services.keep_workbook(ContentFile(book(REGENCY).read_bytes(), "a.xlsx"), by=officer)
        job = submit(tasks.check_import, by=officer, title="Memeriksa", run=run.pk)
    job.refresh_from_db()
    assert (job.status, job.error, job.result_url) == (Job.Status.DONE, "", run.get_absolute_url())

    with django_capture_on_commit_callbacks(execute=True):
        services.confirm(fresh(run), by=officer, valid_only=False)
        job = submit(tasks.store_import, by=officer, title="Menyimpan", run=run.pk)
    job.refresh_from_db()

    assert (job.status, fresh(run).status) == (Job.Status.DONE, Status.DONE)
    assert Employee.objects.get().nip == NIP


def test_a_job_whose_workbook_is_none_says_why(officer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        run = services.keep_workbook(ContentFile(b"NIP;NAMA", "a.xlsx"), by=officer)
        job = submit(tasks.check_import, by=officer, title="Memeriksa", run=run.pk)
    job.refresh_from_db()

    assert (job.status, fresh(run).status) == (Job.Status.FAILED, Status.REFUSED)
    assert job.error == fresh(run).message
    assert "CSV" in job.error


def test_refused_rows_come_back_as_a_workbook_and_go_in_when_mended(bring, book, officer, load, tmp_path,
                                                                    django_capture_on_commit_callbacks):  # fmt: skip
    formula = '=HYPERLINK("http://example.id","KLIK")'
    sheets = with_person(
        RW_SKP=[rating(), rating(year=2024, PREDIKAT="CUKUP", CATATAN=formula)],
        RW_HUKDIS=[{"NIP BARU": "123", "KODE": "tidak_puas", "TGL MULAI": "bulan Mei", "TGL SELESAI": None}],
    )
    run = bring(sheets)
    with django_capture_on_commit_callbacks(execute=True):
        job = submit(tasks.export_rejected, by=officer, title="Ditolak", run=run.pk)
    job.refresh_from_db()

    assert (job.status, job.file_name, job.result) == (Job.Status.DONE, "ditolak-data siasn.xlsx", {"rows": 2})
    with job.file.open("rb") as handle:
        returned = openpyxl.load_workbook(handle)
    assert returned.sheetnames == ["RW SKP", "RW HUKDIS"]
    header, row = returned["RW SKP"].iter_rows()
    assert [cell.value for cell in header] == ["NIP BARU", "TAHUN", "PREDIKAT", "CATATAN", "ALASAN DITOLAK"]
    assert [cell.value for cell in row[:4]] == [NIP, 2024, "CUKUP", formula]
    assert (row[0].number_format, row[3].data_type) == ("@", "s")
    assert row[4].value.startswith("Baris 3. PREDIKAT: PREDIKAT tidak dikenal.")
    assert "NIP BARU: NIP harus 18 angka" in returned["RW HUKDIS"]["E2"].value

    row[2].value = "BAIK"
    row[3].data_type = "s"
    returned.remove(returned["RW HUKDIS"])
    returned.save(tmp_path / "diperbaiki.xlsx")
    load(REGENCY)
    with services.examined(tmp_path / "diperbaiki.xlsx") as examination:
        assert examination.counts["RW SKP"]["new"] == 1
        assert [issue["column"] for issue in examination.issues()] == ["CATATAN"]


def test_lines_of_a_run_know_only_the_four_kinds(bring):
    run = bring(REGENCY)

    with pytest.raises(IntegrityError), transaction.atomic():
        ImportLine.objects.create(run=run, kind="LAIN", sheet="UNOR", row=2)
