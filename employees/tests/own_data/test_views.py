import io
import json
import zipfile

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from employees.tests.documents.scans import make_document
from employees.tests.factories import make_education, make_employee, make_unit
from simpeg import roles
from simpeg.audit.purpose import reading_for
from simpeg.audit.reading import note_read
from simpeg.jobs.models import Job
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def employee(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_employee(name="Siti Rahma", nik="7602014101850001", address="Jalan Contoh 5")


def test_everybody_sees_who_read_his_file_of_which_office_and_what_for(client, employee):
    office = make_unit("Dinas Kesehatan")
    reader = make_user(name="Budi Pembaca", role=roles.OPD_OFFICER.name, mandates=[office])
    with reading_for("Pemeriksaan usulan"):
        note_read(by=reader, employees=[employee.pk], what="Membuka berkas pegawai")
    note_read(by=reader, employees=[make_employee().pk], what="Membuka berkas orang lain")
    client.force_login(make_user(nip=employee.nip))

    page = client.get(reverse("own-data:readers"))

    (reading,) = page.context["readings"]
    assert (reading.reader, reading.roles, reading.offices, reading.what, reading.purpose) == (
        "Budi Pembaca", roles.OPD_OFFICER.name, "Dinas Kesehatan", "Membuka berkas pegawai", "Pemeriksaan usulan",
    )  # fmt: skip
    assert "orang lain" in page.content.decode()
    assert "Membuka berkas orang lain" not in page.content.decode()


def test_nobody_has_read_it_yet_is_said(client, employee):
    client.force_login(make_user(nip=employee.nip))

    assert "Belum ada orang lain yang melihat data Anda" in client.get(reverse("own-data:readers")).content.decode()


@pytest.mark.parametrize("nip", [None, "197001011995011001"])
def test_without_a_file_there_is_nothing_to_see(client, employee, nip):
    client.force_login(make_user("view_all_units", nip=nip))

    assert client.get(reverse("own-data:readers")).status_code == 404
    assert client.post(reverse("own-data:download")).status_code == 404


@pytest.mark.parametrize("readings", [5, 50])
def test_the_list_of_readers_costs_the_same_for_any_number(client, employee, readings, django_assert_num_queries):
    for _ in range(readings):
        note_read(by=make_user(role=roles.OPD_OFFICER.name), employees=[employee.pk], what="Membuka berkas pegawai")
    client.force_login(make_user(nip=employee.nip))

    with django_assert_num_queries(10):
        page = client.get(reverse("own-data:readers"))

    assert len(page.context["readings"]) == readings


def test_a_person_takes_all_that_is_kept_about_him_with_him(client, employee, django_capture_on_commit_callbacks):
    make_education(employee, name="S-1 Ilmu Pemerintahan")
    scan = make_document(employee, title="SK III/b")
    note_read(by=make_user(name="Budi"), employees=[employee.pk], what="Membuka berkas pegawai")
    user = make_user(nip=employee.nip, name="Siti Rahma")
    client.force_login(user)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("own-data:download"))

    job = Job.objects.get()
    assert (job.status, job.file_name[:27]) == (Job.Status.DONE, f"data-saya-{employee.nip}"[:27])
    with job.file.open("rb") as handle, zipfile.ZipFile(handle) as archive:
        assert archive.testzip() is None
        book = json.loads(archive.read("data.json"))
        sheet = load_workbook(io.BytesIO(archive.read("data.xlsx")))
        assert archive.read(f"dokumen/golongan-{scan.pk}-SK III-b.pdf").startswith(b"%PDF-")
        assert "Siti Rahma" in archive.read("BACA-SAYA.txt").decode()
    assert book["isi"]["Data utama"][0]["NIK"] == "7602014101850001"
    assert book["isi"]["Pendidikan"][0]["pendidikan"] == "S-1 Ilmu Pemerintahan"
    assert book["isi"]["Siapa melihat data saya"][0]["Pembaca"] == "Budi"
    assert book["jejak perubahan"]
    values = [cell for row in sheet.active.iter_rows(values_only=True) for cell in row]
    assert "Diunduh oleh Siti Rahma" in values
    assert "Jalan Contoh 5" in values
    assert sheet.properties.creator == "Siti Rahma"


def test_a_job_for_somebody_elses_file_writes_nothing(employee, django_capture_on_commit_callbacks):
    from employees import tasks  # noqa: PLC0415
    from simpeg.jobs.services import submit  # noqa: PLC0415

    with django_capture_on_commit_callbacks(execute=True):
        submit(tasks.export_own_data, by=make_user(nip=make_employee().nip), title="x", employee=employee.pk)

    job = Job.objects.get()
    assert (job.status, bool(job.file)) == (Job.Status.FAILED, False)
