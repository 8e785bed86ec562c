"""A long table is written in parts; who takes it up goes on behind the last whole one, and the file is the same."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from openpyxl import load_workbook

from employees.models import Employee
from employees.tests.factories import make_employee
from simpeg.audit.models import ReadEntry
from simpeg.jobs.models import Job, JobPart
from simpeg.jobs.parts import drop_parts, finished_parts
from simpeg.jobs.services import work
from simpeg.reports import long_tables
from simpeg.reports.long_tables import keep_long_table
from simpeg.reports.workbook import Column
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
COLUMNS = [Column("No", 6, "number"), Column("NIP", 21), Column("Nama", 30)]


class Killed(BaseException):
    """What no code of ours catches: the worker is gone."""


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    monkeypatch.setattr(long_tables, "PART", 4)
    monkeypatch.setattr(long_tables, "PARTS_OF_A_SHEET", 2)
    monkeypatch.setattr(long_tables, "TOGETHER", 3)
    monkeypatch.setattr(long_tables, "FETCHED", 5)


@pytest.fixture
def people():
    return [make_employee(name=f"ORANG {number:02d}") for number in range(19)]


@pytest.fixture
def job():
    return Job.objects.create(task="tests.table", title="Uji", requested_by=make_user(), params={"reason": "uji"})


def write(job, found=None, *, killed_after=None, on_the_way=None):
    """Export everybody by name, backwards; the worker dies when it asks for rows once more than `killed_after`."""
    asked = 0

    def rows(ids):
        nonlocal asked
        if asked == killed_after:
            raise Killed
        asked += 1
        if on_the_way:
            on_the_way(asked)
        return [(person.pk, [person.nip, person.name]) for person in Employee.objects.filter(pk__in=ids)]

    keep_long_table(
        job,
        found=Employee.objects.order_by("-name") if found is None else found,
        person="pk",
        what="Unduh uji",
        title="Uji",
        notes=["Per hari ini"],
        columns=COLUMNS,
        rows=rows,
        name="uji.xlsx",
    )
    return asked


def sheets_of(job):
    with job.file.open("rb") as handle:
        book = load_workbook(BytesIO(handle.read()))
    return [[list(row) for row in sheet.iter_rows(min_row=5, values_only=True)] for sheet in book]


def rows_of(people):
    return [[number, person.nip, person.name] for number, person in enumerate(people, start=1)]


def test_every_row_is_there_once_in_order_over_parts_and_sheets(people, job):
    write(job)

    assert sheets_of(job) == [rows_of(people[::-1])[start : start + 8] for start in (0, 8, 16)]
    assert job.result == {"rows": 19}


@pytest.mark.parametrize("killed_after", range(9))
def test_whoever_takes_it_up_goes_on_and_the_file_is_that_of_an_undisturbed_run(people, job, killed_after):
    undisturbed = Job.objects.create(task="tests.table", title="Uji", requested_by=job.requested_by)
    all_at_once = write(undisturbed)
    with pytest.raises(Killed):
        write(job, killed_after=killed_after)
    finished = max(job.parts.count() - 1, 0)

    asked = write(job)

    assert sheets_of(job) == sheets_of(undisturbed)
    assert asked == all_at_once - 2 * finished  # four rows of a part are read three at once


def test_everybody_is_noted_once_however_often_it_was_begun(people, job):
    for killed_after in (0, 2, 5):
        with pytest.raises(Killed):
            write(job, killed_after=killed_after)

    write(job)

    noted = ReadEntry.objects.filter(reader=job.requested_by.pk, what="Unduh uji")
    assert sorted(noted.values_list("employee", flat=True)) == sorted(person.pk for person in people)


def test_what_changes_meanwhile_neither_doubles_nor_loses_anybody(people, job):
    def reorder(asked):
        if asked == 3:
            make_employee(name="ZZZ BARU")
            Employee.objects.filter(pk=people[0].pk).update(name="ZZ PERTAMA")  # would come first, was last
            Employee.objects.filter(pk=people[18].pk).update(name="AA TERAKHIR")  # would come again

    write(job, on_the_way=reorder)

    written = [row[1] for sheet in sheets_of(job) for row in sheet]
    assert written == [person.nip for person in people[::-1]]


def test_somebody_who_was_deleted_meanwhile_is_left_out(people, job):
    def delete(asked):
        if asked == 1:
            people[8].grade_records.all().delete()
            Employee.objects.filter(pk=people[8].pk).delete()

    write(job, on_the_way=delete)

    kept = [row for row in rows_of(people[::-1]) if row[1] != people[8].nip]
    assert [row for sheet in sheets_of(job) for row in sheet] == kept
    assert job.result == {"rows": 18}


def test_a_part_whose_file_was_damaged_is_written_again(people, job):
    with pytest.raises(Killed):
        write(job, killed_after=7)
    damaged = job.parts.get(number=2)
    with default_storage.open(damaged.file.name, "wb") as handle:
        handle.write(b"half")

    assert [part.number for part in finished_parts(job)] == [0, 1]
    write(job)

    assert sheets_of(job) == [rows_of(people[::-1])[start : start + 8] for start in (0, 8, 16)]


@pytest.mark.parametrize("found", [Employee.objects.none(), Employee.objects.filter(name="TAK ADA")])
def test_nobody_is_a_header(found, job):
    write(job, found)

    assert sheets_of(job) == [[]]
    assert not ReadEntry.objects.filter(reader=job.requested_by.pk).exists()


def test_the_parts_go_when_the_job_has_ended(people):
    names = []

    @work("tests.table")
    def table(job):
        write(job)
        names.extend(job.parts.values_list("file", flat=True))

    job = Job.objects.create(task="tests.table", title="Uji", requested_by=make_user())

    table.delay(job_id=job.pk)

    job.refresh_from_db()
    assert (job.status, len(names), JobPart.objects.count()) == (Job.Status.DONE, 6, 0)
    assert default_storage.exists(job.file.name)
    assert not any(default_storage.exists(name) for name in names)


def test_dropping_parts_takes_their_files(people, job):
    with pytest.raises(Killed):
        write(job, killed_after=5)
    names = list(job.parts.values_list("file", flat=True))
    assert all(default_storage.exists(name) for name in names)

    drop_parts(job)

    assert not any(default_storage.exists(name) for name in names)
