"""The pages under /selisih/: who may, what they show, what they refuse."""

from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from employees.models import AnnualRating, ComparisonRun, Difference, Employee
from employees.tests.imports.workbooks import NIP, new_nip, person, rating, unit, with_person
from simpeg import roles
from simpeg.audit.models import ReadEntry
from simpeg.jobs.models import Job
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
DESK = "/selisih/"
OURS = with_person(RW_SKP=[rating()])
THEIRS = OURS | {"RW SKP": [rating(PREDIKAT="KURANG")]}


@pytest.fixture
def officer(client):
    user = make_user(role=roles.RECORDS_OFFICER.name)
    client.force_login(user)
    return user


@pytest.fixture
def one(load, compare):
    load(OURS)
    compare(THEIRS)
    return Difference.objects.get()


def text(client, address, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def many(load, compare, number):
    people = [person(new_nip(), NAMA=f"PEGAWAI {n:03}") for n in range(number)]
    load({"UNOR": [unit()], "DATA UTAMA": people})
    compare({"DATA UTAMA": [row | {"TGL": None, "AGAMA NAMA": "Islam"} for row in people]})


def test_an_export_is_uploaded_compared_decided_and_confirmed(
    client, officer, load, book, django_capture_on_commit_callbacks
):
    load(OURS)

    def upload(sheets):
        with django_capture_on_commit_callbacks(execute=True):
            file = SimpleUploadedFile("siasn.xlsx", book(sheets).read_bytes())
            response = client.post("/selisih/unggah/", {"export": file, "scope": "EVERYBODY"})
        assert response.status_code == 302
        return text(client, response.url)

    assert "<strong>1</strong> selisih pada 1 pegawai: 1 baru" in upload(THEIRS)
    shown = text(client, DESK)
    assert "PREDIKAT" in shown
    assert "<mark" in shown
    difference = Difference.objects.get()
    response = client.post(
        "/selisih/putuskan/", {"pilih": difference.pk, "decision": "OURS", "reason": "Sesuai dokumen evaluasi"}
    )
    assert "Masuk daftar kirim ke BKN." in response.content.decode()
    assert "/skp22/save" in text(client, "/selisih/kirim/")
    response = client.post(
        "/selisih/kirim/tandai/", {"pilih": difference.pk, "sent_on": "2026-11-24", "sent_number": "800/1"}
    )
    assert response.status_code == 302
    assert "1 selisih lama sudah sama" in upload(OURS)
    assert Difference.objects.get().settled_as == "AGREED"


def test_the_plain_export_of_siasn_is_taken_too(client, officer, load, django_capture_on_commit_callbacks):
    load(OURS)
    row = person(NAMA="CONTOH LAIN")
    content = "|".join(name.lower().replace(" ", "_") for name in row) + "\n" + "|".join(str(v) for v in row.values())

    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        with django_capture_on_commit_callbacks(execute=True):
            file = SimpleUploadedFile("data utama.csv", content.encode(encoding))
            client.post("/selisih/unggah/", {"export": file, "scope": "SOME"})

    assert set(ComparisonRun.objects.values_list("status", flat=True)) == {"DONE"}
    found = Difference.objects.get()
    assert (found.column, found.ours, found.theirs) == ("NAMA", "CONTOH PEGAWAI", "CONTOH LAIN")


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "kosong"), (b"%PDF", "PDF"), (b"PK\x03\x04rusak", "rusak"), (b"a|b\x00", "NUL")],
)
def test_what_is_no_export_is_refused_on_the_form(client, officer, content, said):
    response = client.post("/selisih/unggah/", {"export": SimpleUploadedFile("a.csv", content), "scope": "SOME"})

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not ComparisonRun.objects.exists()


def test_no_file_and_no_scope_is_told(client, officer):
    assert client.post("/selisih/unggah/", {}).status_code == 422
    assert client.post("/selisih/unggah/", {"scope": "LAIN"}).status_code == 422


def test_a_stopped_comparison_begins_again_with_the_kept_file(client, officer, one, django_capture_on_commit_callbacks):
    run = one.first_run
    ComparisonRun.objects.update(status="READING")
    assert "berhenti sebelum selesai" in text(client, run.get_absolute_url())

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("differences:resume", args=[run.pk]))

    assert ComparisonRun.objects.get().status == "DONE"
    assert Difference.objects.count() == 1


def test_while_the_job_runs_the_page_shows_progress(client, officer, one):
    run = one.first_run
    job = Job.objects.create(task="employees.compare_export", title="x", requested_by=officer, status="RUNNING")
    ComparisonRun.objects.update(status="READING", job=job)

    assert 'hx-trigger="every 2s"' in text(client, run.get_absolute_url())
    ComparisonRun.objects.update(status="DONE")
    ended = client.get(run.get_absolute_url(), headers={"HX-Request": "true", "HX-Target": "kemajuan"})
    assert ended["HX-Refresh"] == "true"


QUERIES = 12


@pytest.mark.parametrize("number", [5, 50])
def test_the_desk_asks_a_constant_number_of_queries(client, officer, load, compare, number, django_assert_num_queries):
    many(load, compare, number)
    client.get(DESK)  # the words of codes are read once in a process

    with django_assert_num_queries(QUERIES):
        shown = text(client, DESK)

    assert shown.count('name="pilih"') == number


def test_a_long_desk_is_paged(client, officer, load, compare):
    many(load, compare, 55)

    first = client.get(DESK)
    second = text(client, DESK, halaman=first.context["page"].next)

    assert first.content.decode().count('name="pilih"') == 50
    assert second.count('name="pilih"') == 5


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({"place": "RW SKP:PREDIKAT"}, 1),
        ({"place": "RW SKP:TAHUN"}, 1),
        ({"q": NIP}, 1),
        ({"q": "contoh"}, 1),
        ({"q": "tidak ada"}, 0),
        ({"state": "kirim"}, 0),
        ({"state": "baru"}, 1),
        ({"writing": "tulisan"}, 0),
        ({"unit": "999999"}, 1),
        ({"q": "\x00"}, 1),
        ({"halaman": "xyz"}, 1),
    ],
)
def test_the_desk_can_be_filtered(client, officer, one, query, number):
    response = client.get(DESK, query)

    assert response.status_code == 200
    assert response.content.decode().count('name="pilih"') == number


def test_what_the_filters_let_through_can_be_decided_together(client, officer, load, compare):
    many(load, compare, 3)
    shown = client.get("/selisih/putuskan/", {"semua": 1, "place": "DATA UTAMA:AGAMA NAMA"}).content.decode()
    assert shown.count('name="pilih"') == 3

    keys = list(Difference.objects.values_list("pk", flat=True))
    response = client.post("/selisih/putuskan/", {"pilih": keys, "decision": "THEIRS", "reason": "Sesuai KTP"})

    assert "<strong>3</strong> selisih diputuskan" in response.content.decode()
    assert set(Employee.objects.values_list("religion", flat=True)) == {"Islam"}


def test_a_decision_without_a_reason_is_refused_and_keeps_the_choice(client, officer, one):
    response = client.post("/selisih/putuskan/", {"pilih": one.pk, "decision": "OURS", "reason": ""})

    assert response.status_code == 422
    assert 'value="OURS"' in response.content.decode()
    assert Difference.objects.get().decision == ""


@pytest.mark.parametrize("keys", [["x"], ["٣"], [str(2**63)], ["-1"], []])
def test_keys_that_are_none_choose_nothing(client, officer, one, keys):
    response = client.post("/selisih/putuskan/", {"pilih": keys, "decision": "OURS", "reason": "Sesuai"})

    assert response.status_code == 200
    assert Difference.objects.get().decision == ""


def test_more_than_the_most_is_refused(client, officer, one):
    response = client.post(
        "/selisih/putuskan/", {"pilih": list(range(one.pk, one.pk + 201)), "decision": "OURS", "reason": "Sesuai"}
    )

    assert response.status_code == 422
    assert "Paling banyak 200" in response.content.decode()


def test_who_was_overtaken_is_told(client, officer, one):
    other = make_user(role=roles.RECORDS_OFFICER.name)
    Difference.objects.update(decision="ASK", decided_by=other, decided_at=timezone.now())

    response = client.post(
        "/selisih/putuskan/", {"pilih": one.pk, f"keadaan-{one.pk}": "baru", "decision": "THEIRS", "reason": "Cocok"}
    )

    assert "baru saja diputuskan orang lain" in response.content.decode()
    assert AnnualRating.objects.get().rating == 2


def test_the_person_page_shows_what_is_open_and_what_was_settled(client, officer, one, compare):
    assert "Terbuka" in text(client, f"/selisih/pegawai/{NIP}/")
    compare(OURS)

    shown = text(client, f"/selisih/pegawai/{NIP}/")

    assert "Sudah sama" in shown
    assert client.get("/selisih/pegawai/1/").status_code == 404


def test_whoever_does_not_read_personal_data_sees_a_difference_in_it_masked(client, load, compare):
    load({"UNOR": [unit()], "DATA UTAMA": [person(NIK="7602010101850001", ALAMAT="Jl. Lama 1")]})
    compare({"DATA UTAMA": [person(NIK="7602010101850002", ALAMAT="Jl. Baru 2")]})
    client.force_login(make_user("view_all_units", "employees.view_difference"))

    for address in (DESK, f"/selisih/pegawai/{NIP}/"):
        page = text(client, address)
        assert "7602********0001" in page
        assert "7602********0002" in page
        assert "Jl. " not in page
        assert "Nilainya disamarkan untuk peran Anda." in page


def test_an_auditor_reads_and_decides_nothing(client, load, compare):
    load({"UNOR": [unit()], "DATA UTAMA": [person(ALAMAT="Jl. Lama 1")]})
    compare({"DATA UTAMA": [person(ALAMAT="Jl. Baru 2")]})
    client.force_login(make_user(role=roles.AUDITOR.name))

    assert 'name="pilih"' not in text(client, DESK)
    keys = list(Difference.objects.values_list("pk", flat=True))
    assert client.post("/selisih/putuskan/", {"pilih": keys, "decision": "OURS", "reason": "xxx"}).status_code == 403
    assert client.post("/selisih/unggah/", {}).status_code == 403
    assert client.post("/selisih/kirim/tandai/", {"pilih": keys}).status_code == 403
    assert set(Difference.objects.values_list("decision", flat=True)) == {""}


@pytest.mark.parametrize("role", [roles.OPD_OFFICER, roles.UNIT_HEAD, roles.EMPLOYEE, roles.PROMOTION_OFFICER])
@pytest.mark.parametrize("page", ["", "unggah/", "kirim/", "putuskan/", f"pegawai/{NIP}/"])
def test_others_do_not_read_the_desk(client, one, role, page):
    client.force_login(make_user(role=role.name, nip=NIP, mandates=[Employee.objects.get().unit]))

    assert client.get(f"{DESK}{page}").status_code == 403


def test_reading_leaves_its_trace(client, officer, one):
    text(client, DESK)

    entry = ReadEntry.objects.get()
    assert (entry.reader, entry.employee) == (officer.pk, Employee.objects.get().pk)


def test_the_asked_answer_on_their_own_page_and_nobody_else(client, one):
    office = make_user(role=roles.OPD_OFFICER.name, mandates=[Employee.objects.get().unit])
    stranger = make_user(role=roles.OPD_OFFICER.name)
    Difference.objects.update(
        decision="ASK", decided_by=make_user(role=roles.RECORDS_OFFICER.name), decided_at=timezone.now(), reason="Mana?"
    )
    answer = f"/selisih/tanya/{one.pk}/jawab/"

    client.force_login(stranger)
    assert "Tidak ada pertanyaan" in text(client, "/selisih/tanya/")
    assert client.post(answer, {f"{one.pk}-answer": "Palsu"}).status_code == 404
    client.force_login(office)
    assert "Mana?" in text(client, "/selisih/tanya/")
    assert client.post(answer, {f"{one.pk}-answer": " "}).status_code == 422
    assert client.post(answer, {f"{one.pk}-answer": "Baik"}).status_code == 302

    assert Difference.objects.get().answer == "Baik"


@pytest.mark.parametrize("day", ["", "besok", "0001-01-01", "9999-12-31", "2014-12-31"])
def test_an_impossible_day_of_sending_is_refused(client, officer, one, day):
    Difference.objects.update(decision="OURS", decided_by=officer, decided_at=timezone.now(), road="kinerja")

    response = client.post("/selisih/kirim/tandai/", {"pilih": one.pk, "sent_on": day, "sent_number": "1"})

    assert response.status_code == 422
    assert Difference.objects.get().sent_on is None


def test_sending_tomorrow_or_nothing_is_refused(client, officer, one):
    Difference.objects.update(decision="OURS", decided_by=officer, decided_at=timezone.now(), road="kinerja")
    tomorrow = timezone.localdate() + timedelta(days=1)

    sent = {"pilih": one.pk, "sent_on": tomorrow, "sent_number": "1"}
    assert client.post("/selisih/kirim/tandai/", sent).status_code == 422
    response = client.post("/selisih/kirim/tandai/", {"sent_on": timezone.localdate(), "sent_number": "1"})
    assert response.status_code == 422
    assert "Pilih dahulu" in response.content.decode()


def test_the_list_for_bkn_is_written_by_a_job_with_reader_and_reason(
    client, officer, load, compare, django_capture_on_commit_callbacks
):
    load({"UNOR": [unit()], "DATA UTAMA": [person(ALAMAT="Jl. Lama")]})
    compare({"DATA UTAMA": [person(ALAMAT="=HYPERLINK(1)")]})
    Difference.objects.update(decision="OURS", decided_by=officer, decided_at=timezone.now(), road="mandiri")
    ReadEntry.objects.all()

    assert client.post("/selisih/kirim/unduh/", {"reason": ""}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/selisih/kirim/unduh/", {"reason": "Rapat dengan Kanreg"})

    job = Job.objects.get(task="employees.export_differences")
    assert (job.status, job.error, job.result) == ("DONE", "", {"rows": 1})
    with job.file.open("rb") as handle:
        sheet = openpyxl.load_workbook(handle).active
    rows = list(sheet.iter_rows(values_only=True))
    assert str(officer) in rows[2][0]
    assert "Rapat dengan Kanreg" in rows[2][0]
    assert rows[4][1] == NIP
    assert rows[4][8] == "=HYPERLINK(1)"
    assert sheet["I5"].data_type == "s"
    assert "Rapat dengan Kanreg" in ReadEntry.objects.filter(what__startswith="Unduh").get().what


@pytest.mark.parametrize("status", ["READING", "REFUSED", "DONE"])
def test_the_history_shows_uploads_in_every_state(client, officer, one, status):
    ComparisonRun.objects.create(file_name="lain.csv", size=1, scope="SOME", status=status, requested_by=officer)

    assert "lain.csv" in text(client, "/selisih/unggah/")
    assert client.get(ComparisonRun.objects.latest("pk").get_absolute_url()).status_code == 200
