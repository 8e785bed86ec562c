"""The list of people as Excel: what the page lists, noted for everybody in it, with no more than was asked for."""

from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from employees.models import Employee
from employees.tests.factories import make_appointment, make_employee, make_unit
from simpeg.audit.models import ReadEntry
from simpeg.jobs.models import Job
from simpeg.reports.forms import ExportForm
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
LIST, EXPORT = reverse("directory:list"), reverse("directory:export")


@pytest.fixture
def ask(client, django_capture_on_commit_callbacks):
    """Ask for the file and have it written: (answer of the page, header and rows of the file)."""

    def asked(user, address=EXPORT, **form):
        client.force_login(user)
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(address, {"reason": "rapat"} | form)
        return answer, _rows(Job.objects.latest("pk")) if answer.status_code == 302 else None

    return asked


def _rows(job):
    assert job.status == Job.Status.DONE, job.error
    with job.file.open("rb") as handle:
        rows = [list(row) for row in load_workbook(handle).active.iter_rows(values_only=True)]
    return rows[3:]


def column(rows, title):
    place = rows[0].index(title)
    return [row[place] for row in rows[1:]]


def officer(*more):
    return make_user("view_all_units", "export_list", *more)


def test_the_file_says_of_everybody_what_his_career_is(ask):
    unit = make_unit("SD Negeri 1", parent=make_unit("Dinas Pendidikan", kind="DINAS"))
    person = make_employee(
        name="SITI RAHMA", back_title="S.Pd.", grade="III/c", unit=unit, birth_place="Mamuju", service_years=12,
        service_months=3,
    )  # fmt: skip
    make_appointment(person, title="Guru Ahli Muda", kind="2", tier="MU", unit=unit)

    _, rows = ask(officer())

    said = dict(zip(*rows, strict=True))
    wanted = {
        "No": 1, "NIP": person.nip, "Nama": "SITI RAHMA, S.Pd.", "Status": "PNS", "Pangkat/gol.": str(person.grade),
        "Jabatan": "Guru Ahli Muda", "Unit kerja": "SD Negeri 1", "Tempat lahir": "Mamuju",
        "Jenis kelamin": "Perempuan",
    }  # fmt: skip
    assert {title: said[title] for title in wanted} == wanted
    assert "NIK" not in said


def test_what_the_page_shows_is_what_the_file_holds_in_the_same_order(ask, client):
    for name, grade in (("CITRA", "III/a"), ("ANI", "III/d"), ("BUDI", "III/a"), ("DEWI", "II/a")):
        make_employee(name=name, grade=grade)
    user, query = officer(), "?sort=grade&status=PNS&q=i"

    _, rows = ask(user, EXPORT + query)

    page = [person.full_name for person in client.get(LIST + query).context["page"]]
    assert column(rows, "Nama") == page == ["ANI", "BUDI", "CITRA", "DEWI"]


def test_everybody_in_it_is_noted_with_the_reason_and_nobody_else(ask):
    inside, outside = make_employee(name="ANI"), make_employee(name="BUDI", status=Employee.Status.CPNS)
    user = officer()

    ask(user, f"{EXPORT}?status=PNS")

    noted = ReadEntry.objects.filter(reader=user.pk, what="Unduh daftar pegawai. rapat")
    assert list(noted.values_list("employee", flat=True)) == [inside.pk]
    assert outside.pk != inside.pk


def test_personal_data_is_in_it_only_where_it_was_asked_for_by_who_may_read_it(ask, client):
    make_employee(name="ANI", religion="Islam", nik="7602010101850001")
    reader, other = officer("view_personal", "view_specific"), officer()

    _, plain = ask(reader)
    _, more = ask(reader, include=["pribadi", "spesifik"])
    refused, _ = ask(other, include=["spesifik"])

    assert "Agama" not in plain[0]
    assert (column(more, "Agama"), column(more, "NIK")) == (["Islam"], ["7602010101850001"])
    assert ReadEntry.objects.filter(what="Unduh daftar pegawai dengan data pribadi dan spesifik. rapat").count() == 1
    assert refused.status_code == 302, "a field that the form does not have is not read"
    assert "NIK" not in _rows(Job.objects.filter(requested_by=other).get())[0]


def test_a_right_that_was_lost_before_the_job_ran_gives_nothing(client, ask):
    make_employee(name="ANI", nik="7602010101850001")
    user = officer("view_specific")
    client.force_login(user)
    client.post(EXPORT, {"reason": "rapat", "include": ["spesifik"]})
    user.user_permissions.filter(codename="view_specific").get().user_set.remove(user)
    job = Job.objects.get()

    from employees.tasks import export_people  # noqa: PLC0415

    export_people.delay(job_id=job.pk)

    job.refresh_from_db()
    assert "NIK" not in _rows(job)[0]


def test_personal_data_wants_a_reason_however_few_they_are(client):
    make_employee(name="ANI")
    client.force_login(officer("view_personal"))

    answer = client.post(EXPORT, {"include": ["pribadi"]})

    assert (answer.status_code, Job.objects.count()) == (422, 0)
    assert "Tuliskan mengapa data pribadi perlu disertakan." in answer.content.decode()


def test_many_people_want_a_reason(client, monkeypatch):
    monkeypatch.setattr(ExportForm, "REASON_FROM", 2)
    for name in ("ANI", "BUDI", "CITRA"):
        make_employee(name=name)
    client.force_login(officer())

    assert client.post(EXPORT).status_code == 422
    assert client.post(f"{EXPORT}?q=ani").status_code == 302


def test_an_office_takes_its_own_people_and_nobody_elses(ask):
    ours = make_unit("Dinas A")
    make_employee(name="ANI", unit=ours)
    make_employee(name="BUDI", unit=make_unit("Dinas B"))

    _, rows = ask(make_user("view_own_units", "export_list", mandates=[ours]))

    assert column(rows, "Nama") == ["ANI"]


@pytest.mark.parametrize("rights", [["view_all_units"], ["export_list"], ["view_own_units"]])
def test_without_both_rights_there_is_no_file(client, rights):
    client.force_login(make_user(*rights))

    assert client.post(EXPORT).status_code == 403
    assert client.get(EXPORT).status_code == 405


@pytest.mark.parametrize("query", ["?unit=999999999999999999999", "?grade=zzz", "?per=0000-13-40", "?per=9999-12-31"])
def test_a_filter_that_means_nothing_is_said_and_nothing_is_taken(client, query):
    make_employee(name="ANI")
    client.force_login(officer())

    answer = client.post(EXPORT + query, {"reason": "rapat"})

    assert (answer.status_code, Job.objects.count()) == (422, 0)


def test_the_list_of_another_day_is_that_of_the_page(ask):
    person = make_employee(name="ANI", grade="III/a", grade_since=date(2024, 4, 1))
    make_employee(name="BUDI", cpns_since=date(2026, 3, 1), grade_since=date(2026, 3, 1))
    day = date(2025, 6, 1)

    _, rows = ask(officer(), f"{EXPORT}?per={day}")

    assert (column(rows, "Nama"), column(rows, "NIP")) == (["ANI"], [person.nip])
    assert Job.objects.get().file_name == "daftar-pegawai-2025-06-01.xlsx"


@pytest.mark.parametrize("people", [1, 3])
def test_a_page_of_rows_is_one_query(people, django_assert_num_queries):
    from employees.directory.reports import _rows as rows_of  # noqa: PLC0415

    ids = [make_employee(unit=make_unit(f"Dinas {number}")).pk for number in range(people)]

    with django_assert_num_queries(1):
        assert len(list(rows_of(officer, ["nik"], False, ids))) == people
