from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from openpyxl import load_workbook

from employees.due_lists.services import run_list
from employees.purposes.words import list_on, purposes_of
from employees.tests.factories import make_employee
from simpeg import roles
from simpeg.audit.models import ReadEntry
from simpeg.audit.purpose import current, reading_for
from simpeg.jobs.models import Job
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


def opened(client, employee):
    return client.get(reverse("dossier:detail", args=[employee.nip])).content.decode()


def purposes_noted(employee):
    return list(ReadEntry.objects.of(employee).values_list("purpose", flat=True))


def test_the_list_names_permissions_that_exist_and_was_empty_before_the_law():
    known = {f"{app}.{name}" for app, name in Permission.objects.values_list("content_type__app_label", "codename")}

    assert {entry["hak"] for entry in list_on(date(2026, 1, 1))} <= known
    assert list_on(date(2022, 10, 16)) == []
    assert list_on(date(2022, 10, 17))


@pytest.mark.parametrize(
    ("role", "first"),
    [
        (roles.RECORDS_OFFICER, "Pemeliharaan data kepegawaian"),
        (roles.PROMOTION_OFFICER, "Penyiapan usul kenaikan pangkat"),
        (roles.TRAINING_OFFICER, "Perencanaan pengembangan kompetensi"),
        (roles.PERFORMANCE_OFFICER, "Pengelolaan kinerja"),
        (roles.OPD_OFFICER, "Pemeriksaan usulan perbaikan data"),
        (roles.UNIT_HEAD, "Pembinaan pegawai oleh atasan"),
        (roles.AUDITOR, "Pengawasan dan pemeriksaan"),
    ],
    ids=lambda value: getattr(value, "code", ""),
)
def test_every_role_that_reads_others_has_its_usual_purpose(role, first):
    assert purposes_of(make_user(role=role.name))[0] == first


def test_whoever_reads_only_himself_needs_none():
    assert purposes_of(make_user(role=roles.EMPLOYEE.name)) == []


def test_a_file_is_read_for_the_usual_purpose_until_another_is_chosen(client):
    employee = make_employee()
    client.force_login(make_user(role=roles.RECORDS_OFFICER.name))

    page = opened(client, employee)
    chosen = client.post(reverse("purposes:choose"), {
        "keperluan": "Permintaan pegawai yang bersangkutan", "kembali": reverse("dossier:detail", args=[employee.nip]),
    })  # fmt: skip
    opened(client, employee)

    assert "Dibaca untuk: <strong>Pemeliharaan data kepegawaian</strong>" in page
    assert chosen.url == reverse("dossier:detail", args=[employee.nip])
    assert purposes_noted(employee) == ["Permintaan pegawai yang bersangkutan", "Pemeliharaan data kepegawaian"]


@pytest.mark.parametrize("words", ["", "Ingin tahu", "Penyiapan usul kenaikan pangkat", "\x00"])
def test_a_purpose_that_is_not_on_the_readers_list_is_refused(client, words):
    employee = make_employee()
    client.force_login(make_user(role=roles.RECORDS_OFFICER.name))

    client.post(reverse("purposes:choose"), {"keperluan": words})
    opened(client, employee)

    assert purposes_noted(employee) == ["Pemeliharaan data kepegawaian"]


@pytest.mark.parametrize("back", ["https://jahat.example/", "//jahat.example", "javascript:alert(1)", ""])
def test_the_way_back_leads_nowhere_else(client, back):
    client.force_login(make_user(role=roles.RECORDS_OFFICER.name))

    answer = client.post(reverse("purposes:choose"), {"keperluan": "Pemeliharaan data kepegawaian", "kembali": back})

    assert answer.url == "/"


def test_what_a_job_reads_is_read_for_what_its_request_was_for():
    with reading_for("Permintaan BKN"):
        job = Job(title="x", requested_by=make_user())
        assert current() == "Permintaan BKN"
    with reading_for(job.purpose or "lain"):
        assert current() == "lain"
    assert current() == ""


def test_an_export_asks_and_notes_it_with_everybody_in_it(
    client, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    employee = make_employee()
    kept = run_list("promotion", day=date(2026, 12, 1), by=make_user())
    client.force_login(make_user(role=roles.RECORDS_OFFICER.name))
    page = client.get(reverse("due_lists:detail", args=["kenaikan-pangkat", kept.pk])).content.decode()
    wanted = "Permintaan resmi BKN atau instansi lain"

    wrong = client.post(reverse("due_lists:export", args=["kenaikan-pangkat", kept.pk]), {"purpose": "Ingin tahu"})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("due_lists:export", args=["kenaikan-pangkat", kept.pk]), {"purpose": wanted})

    assert f'<option value="{wanted}"' in page
    assert wrong.status_code == 422
    assert purposes_noted(employee) == [wanted]
    job = Job.objects.get()
    assert (job.status, job.purpose) == (Job.Status.DONE, wanted)
    with job.file.open("rb") as handle:
        assert load_workbook(handle).properties.creator.startswith(str(job.requested_by))


def test_ones_own_file_asks_for_no_purpose(client):
    employee = make_employee()
    client.force_login(make_user(role=roles.RECORDS_OFFICER.name, nip=employee.nip))

    assert "Dibaca untuk" not in opened(client, employee)
