"""Workbooks of assessments and standards: preview, refusals that say what to do, keeping once."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from employees.tests.factories import make_employee, make_position, make_unit
from employees.tests.imports.workbooks import write
from simpeg import roles
from simpeg.imports.process import MOVED
from simpeg.jobs.models import Job
from simpeg.testing.people import make_user
from training.competence.imports.reading import examine
from training.competence.imports.services import COMPETENCE
from training.models import Assessment, CompetenceImport, CompetenceStandard
from training.tests.competence.factories import assess, make_standard, technical

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
Kind = CompetenceImport.Kind


def row(person, code="M1", level=2, day="01-06-2025", source="Assessment center", **more):
    nip = person if isinstance(person, str) else person.nip
    return {
        "NIP BARU": nip, "KODE KOMPETENSI": code, "TINGKAT": level, "TANGGAL PENILAIAN": day, "SUMBER": source,
    } | more  # fmt: skip


def line(unit, code="M1", level=3, day="01-01-2026", decree="800/1", title="Pengolah Data", **more):
    unor = unit if isinstance(unit, str) else unit.siasn_id
    return {
        "UNOR ID": unor, "JABATAN NAMA": title, "KODE KOMPETENSI": code, "TINGKAT": level, "BERLAKU MULAI": day,
        "NOMOR SK": decree,
    } | more  # fmt: skip


def book(tmp_path, *rows, sheet="PENILAIAN KOMPETENSI"):
    return write(tmp_path / "kompetensi.xlsx", {sheet: list(rows)})


def kept(path, kind=Kind.ASSESSMENTS, by=None):
    by = by or make_user(role=roles.TRAINING_OFFICER.name)
    run = COMPETENCE.bring(SimpleUploadedFile("kompetensi.xlsx", path.read_bytes()), kind=kind, by=by)
    COMPETENCE.check(run)
    COMPETENCE.agree(run, by=by, only_good=bool(run.counts["refused"]))
    COMPETENCE.keep(run)
    run.refresh_from_db()
    return run


def sentences(path, kind=Kind.ASSESSMENTS):
    return [(each.row, each.column, each.sentence) for each in examine(path, kind).refused]


def test_assessments_come_into_the_files_and_the_second_time_changes_nothing(tmp_path):
    a, b = make_employee(), make_employee()
    assess(a, {"M1": 1}, on=date(2025, 6, 1))
    path = book(tmp_path, row(a), row(b, "S1", "3", PENILAI="BKN", **{"NOMOR DOKUMEN": "7/AC"}))

    run = kept(path)

    assert (run.status, run.file.name) == ("DONE", "")
    assert run.counts | {"unknown": []} == {
        "rows": 2, "new": 1, "changed": 1, "same": 0, "refused": 0, "faults": 0, "unknown": [],
    }  # fmt: skip
    rows = Assessment.objects.order_by("employee").values_list("competence__code", "level", "assessor", "decree")
    assert list(rows) == [("M1", 2, "", ""), ("S1", 3, "BKN", "7/AC")]
    assert examine(path, Kind.ASSESSMENTS).counts["same"] == 2


def test_every_bad_row_says_what_where_and_what_now(tmp_path):
    person = make_employee()
    path = book(
        tmp_path,
        row("199001012020011999"),
        row(person, "XX"),
        row(person, level=6),
        row(person, source="Tebakan"),
        row(person, day=(TODAY + timedelta(days=1)).strftime("%d-%m-%Y")),
        row(person, day="01-06-2009"),
        row(person, day="31-02-2025"),
        row(person),
        row(person, level=3),
    )

    found = {number: (column, sentence) for number, column, sentence in sentences(path)}

    assert found[2] == ("NIP BARU", "NIP 199001012020011999 tidak ada di SIMPEG. Perbaiki NIP-nya.")
    assert found[3] == (
        "KODE KOMPETENSI", "KODE KOMPETENSI XX tidak ada dalam daftar kamus kompetensi. Periksa kodenya."
    )  # fmt: skip
    assert found[4] == ("TINGKAT", "TINGKAT harus antara 1 dan 5.")
    assert found[5][0] == "SUMBER"
    assert found[6] == ("TANGGAL PENILAIAN", "Tanggal ini belum tiba. Isi hari penilaiannya.")
    assert found[7] == ("TANGGAL PENILAIAN", "Pegawai ini baru diangkat pada 01-01-2010. Periksa tahunnya.")
    assert found[8][0] == "TANGGAL PENILAIAN"
    assert 9 not in found
    assert "baris 9" in found[10][1]


def test_a_preview_whose_ground_moved_is_made_anew_and_nothing_is_written(tmp_path):
    person, officer = make_employee(), make_user(role=roles.TRAINING_OFFICER.name)
    path = book(tmp_path, row(person))
    run = COMPETENCE.bring(SimpleUploadedFile("kompetensi.xlsx", path.read_bytes()), kind=Kind.ASSESSMENTS, by=officer)
    COMPETENCE.check(run)
    COMPETENCE.agree(run, by=officer, only_good=False)
    assess(person, {"M1": 1}, on=date(2025, 6, 1))

    assert COMPETENCE.keep(run) is None

    run.refresh_from_db()
    assert (run.status, run.message) == ("READY", MOVED)
    assert Assessment.objects.get().level == 1


def test_standards_come_in_as_one_of_a_position_and_day(tmp_path):
    unit = make_unit()
    make_position(unit)
    technical()
    make_standard(unit, levels={"M1": 1})
    path = book(tmp_path, line(unit), line(unit, "tik.01", 4, title="PENGOLAH  DATA"), sheet="STANDAR KOMPETENSI")

    kept(path, Kind.STANDARDS)

    old, new = CompetenceStandard.objects.order_by("valid_from")
    assert old.valid_until == new.valid_from == date(2026, 1, 1)
    assert dict(new.levels.values_list("competence__code", "level")) == {"M1": 3, "TIK.01": 4}
    assert examine(path, Kind.STANDARDS).counts["same"] == 2


def test_bad_lines_of_standards_say_what_to_do(tmp_path):
    unit = make_unit()
    make_position(unit)
    make_position(unit, title="Arsiparis", kind="2", tier="PT")
    make_standard(unit, "Arsiparis", {"M1": 1}, valid_from=date(2026, 6, 1))
    path = book(
        tmp_path,
        line("unor-x"),
        line(unit, title="Astronaut"),
        line(unit),
        line(unit, "M2", decree="800/2"),
        line(unit, level=2),
        line(unit, title="Arsiparis"),
        sheet="Lembar1",
    )

    found = {number: (column, sentence) for number, column, sentence in sentences(path, Kind.STANDARDS)}

    assert found[2] == ("UNOR ID", "Unit kerja ini tidak ada di SIMPEG. Periksa UNOR ID-nya.")
    assert found[3][0] == "JABATAN NAMA"
    assert found[5] == ("NOMOR SK", "Baris 4 menyebut SK lain untuk jabatan dan hari itu. Samakan SK-nya.")
    assert found[6][0] == "KODE KOMPETENSI"
    assert found[7][0] == "BERLAKU MULAI"
    assert set(found) == {2, 3, 5, 6, 7}


def test_the_pages_lead_from_the_file_to_the_kept_rows(client, tmp_path, django_capture_on_commit_callbacks):
    good = make_employee()
    client.force_login(make_user(role=roles.TRAINING_OFFICER.name))
    path = book(tmp_path, row(good), row("199001012020011999"))
    upload = {"kind": Kind.ASSESSMENTS, "workbook": SimpleUploadedFile("k.xlsx", path.read_bytes())}

    with django_capture_on_commit_callbacks(execute=True):
        start = client.post(reverse("competence_imports:start"), upload)
    preview = client.get(start.url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{start.url}simpan/")
    assert not Assessment.objects.exists()  # a row was refused, and nobody said "the good ones"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{start.url}simpan/", {"yang": "sah"})

        client.post(f"{start.url}baris-ditolak/")

    assert Job.objects.get(task="training.export_refused_competence").result == {"rows": 1}
    assert "Simpan baris yang sah saja" in preview
    assert "NIP 199001012020011999 tidak ada di SIMPEG" in preview
    assert Assessment.objects.get().employee == good
    assert "Tersimpan" in client.get(start.url).content.decode()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"NIP;KODE"])
def test_what_is_no_workbook_is_refused_at_once(client, content):
    client.force_login(make_user(role=roles.TRAINING_OFFICER.name))
    upload = {"kind": Kind.ASSESSMENTS, "workbook": SimpleUploadedFile("k.xlsx", content)}

    assert client.post(reverse("competence_imports:start"), upload).status_code == 422
    assert not CompetenceImport.objects.exists()


def test_a_workbook_that_nobody_decides_about_is_given_up(tmp_path):
    officer = make_user(role=roles.TRAINING_OFFICER.name)
    path = book(tmp_path, row(make_employee()))
    run = COMPETENCE.bring(SimpleUploadedFile("k.xlsx", path.read_bytes()), kind=Kind.ASSESSMENTS, by=officer)
    COMPETENCE.check(run)

    assert COMPETENCE.purge(timezone.now() + timedelta(hours=25)) == 1

    run.refresh_from_db()
    assert (run.status, run.file.name) == ("CANCELLED", "")
