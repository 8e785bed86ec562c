"""From the wish to the decision, on the pages."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from employees.due_lists.services import run_list
from employees.models import LawEffect
from employees.regulations.consequences import preview
from employees.tests import factories
from simpeg import roles
from simpeg.audit.models import ReadEntry
from simpeg.jobs.models import Job
from simpeg.law import services as law
from simpeg.law.catalogue import keys
from simpeg.law.engine import Law
from simpeg.law.models import LawChange, Parameter, SalaryStep
from simpeg.law.services import Wish
from simpeg.notices.models import Notice
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
KEY = "kp.masa_reguler_tahun"
WAITING = {"grade": "III/b", "grade_since": date(2023, 12, 1), "ratings": {2025: 2, 2026: 2}}
SAID = {"since": "2027-01-01", "basis": "PP 1/2027 Pasal 7", "reason": "Peraturan baru"}


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def officer(client):
    user = make_user(role=roles.PROMOTION_OFFICER.name)
    client.force_login(user)
    return user


@pytest.fixture
def head():
    return make_user(role=roles.SUPER_ADMIN.name)


@pytest.fixture
def waiting():
    """Somebody whom a shorter time in the grade would let rise on 1 February 2027."""
    unit = factories.make_unit("Dinas Satu", kind="DINAS")
    person = factories.make_employee(
        grade="III/b", grade_since=date(2023, 12, 1), unit=unit, ratings={2025: 2, 2026: 2}
    )
    factories.make_appointment(person)
    factories.make_education(person)
    return person


@pytest.fixture
def counted(client, django_capture_on_commit_callbacks):
    """Propose, and let the job count."""

    def ask(**said):
        with django_capture_on_commit_callbacks(execute=True):
            response = propose(client, **said)
        change = LawChange.objects.get()
        assert response["Location"] == change.get_absolute_url()
        return change

    return ask


def propose(client, value=3, **said):
    return client.post(reverse("regulations:propose-value", args=[KEY]), SAID | {"nilai-isi": value} | said)


def decide(client, change, **said):
    return client.post(reverse("regulations:decide", args=[change.pk]), said)


def test_a_legal_value_changed_the_preview_equals_the_difference_of_two_lists(client, officer, head, waiting, counted):
    day = date(2027, 2, 1)
    change = counted()
    assert Law.on(day)[KEY] == 4

    before = run_list("promotion", day=day, by=officer).verdicts.get()
    client.force_login(head)
    assert decide(client, change, decision="berlakukan")["Location"] == change.get_absolute_url()
    after = run_list("promotion", day=day, by=officer).verdicts.get()

    seen = LawEffect.objects.get(preview__subject="promotion", preview__day=day)
    assert (before.verdict, after.verdict) == ("TMS", "MS")
    assert (seen.verdict_before, seen.verdict_after) == ("TMS", "MS")
    assert (seen.earliest_before, seen.earliest_after) == (before.earliest, after.earliest)
    assert Law.on(day)[KEY] == 3
    assert Notice.objects.filter(user=officer, text__contains="diberlakukan").exists()


def test_the_page_shows_who_would_be_answered_otherwise(client, officer, waiting, counted):
    change = counted()

    page = client.get(change.get_absolute_url()).content.decode()
    people = client.get(reverse("regulations:effects", args=[change.pk])).content.decode()

    assert "Dinas Satu" in page
    assert "Kenaikan pangkat" in page
    assert waiting.full_name in people
    assert "Tidak lagi menghalangi: MASA" in people
    assert ReadEntry.objects.filter(employee=waiting.pk, what__contains="dampak perubahan").exists()


def test_the_rows_as_excel_are_those_on_the_page(client, officer, waiting, counted, django_capture_on_commit_callbacks):
    change = counted()
    found = change.previews.get(subject="promotion", day=date(2027, 1, 1))

    address = reverse("regulations:export", args=[change.pk])
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(f"{address}?pratinjau={found.pk}", {"reason": ""})

    assert response.status_code == 302
    job = Job.objects.get(task="employees.export_law_effects")
    assert job.status == Job.Status.DONE
    with job.file.open("rb") as handle:
        rows = list(load_workbook(handle).active.iter_rows(values_only=True))
    assert rows[-1][0] == waiting.nip
    assert job.result == {"rows": found.changed}


def test_who_proposed_does_not_decide(client, head, waiting, counted):
    client.force_login(head)
    change = counted()

    response = decide(client, change, decision="berlakukan")

    assert response.status_code == 422
    assert "Usul sendiri" in response.content.decode()
    assert Law.on(date(2027, 1, 1))[KEY] == 4


def test_an_officer_proposes_and_withdraws_but_puts_nothing_in_force(client, officer, head, waiting):
    propose(client)
    change = LawChange.objects.get()

    assert decide(client, change, decision="berlakukan").status_code == 422
    assert decide(client, change, decision="tarik").status_code == 302
    change.refresh_from_db()
    assert change.status == LawChange.Status.WITHDRAWN


def test_refusing_needs_a_reason(client, officer, head):
    propose(client)
    change = LawChange.objects.get()
    client.force_login(head)

    assert "Tuliskan alasan penolakan" in decide(client, change, decision="tolak").content.decode()
    decide(client, change, decision="tolak", note="Belum diundangkan")

    change.refresh_from_db()
    assert (change.status, change.decision) == (LawChange.Status.REFUSED, "Belum diundangkan")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"nilai-isi": "11"}, "10"),
        ({"nilai-isi": "9223372036854775808"}, "10"),
        ({"nilai-isi": "tiga"}, "Masa dalam pangkat"),
        ({"nilai-isi": ""}, "Masa dalam pangkat"),
        ({"basis": ""}, "Dasar hukum"),
        ({"basis": "PP\x00 1"}, "Dasar hukum"),
        ({"reason": ""}, "Alasan"),
        ({"since": "0001-01-01"}, "Pilih tanggal antara"),
        ({"since": "9999-12-31"}, "Pilih tanggal antara"),
        ({"since": "٢٠٢٧-٠١-٠١"}, "Berlaku mulai"),
        ({"since": ""}, "Berlaku mulai"),
        ({"last": "2026-01-01"}, "mendahului"),
        ({"nilai-isi": "4", "basis": "PP 99/2000 jo. PP 12/2002 Pasal 7"}, "sama dengan yang berlaku"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_kept(client, officer, said, words):
    response = propose(client, **said)

    html = response.content.decode()
    assert response.status_code == 422
    assert "Isian belum dapat diterima" in html
    assert words in html
    assert not LawChange.objects.exists()


@pytest.mark.parametrize(
    ("key", "entries", "value"),
    [
        ("kp.bulan_periode", {"nilai-isi": ["4", "10"]}, [4, 10]),
        ("kp.batas_pangkat_atasan", {"nilai-isi": "ya"}, True),
        ("kp.predikat_terendah", {"nilai-isi": "1"}, 1),
        ("kp.ujian_dinas_1_dari", {"nilai-isi": "II/c"}, "II/c"),
        ("kp.ujian_dinas_1_pendidikan", {"nilai-isi": ["S-2", "S-3"]}, ["S-2", "S-3"]),
        ("kp.potongan_mk_ke_golongan", {"nilai-II": "5", "nilai-III": "5"}, {"II": 5, "III": 5}),
        ("unit.kemiripan_salah_ketik", {"nilai-isi": "0.75"}, 0.75),
        ("kualitas.kode_provinsi", {"nilai-isi": "76\r\n73\r\n"}, ["76", "73"]),
        ("slks.hari_penganugerahan", {"nilai-isi": "17-8"}, [[8, 17]]),
        (
            "usulan.alasan",
            {"nilai-baris": "2", "nilai-kode_0": "B01", "nilai-untuk_0": "K", "nilai-kalimat_0": "Pindai ulang."},
            [{"kode": "B01", "untuk": "K", "kalimat": "Pindai ulang."}],
        ),
    ],
)
def test_each_kind_of_value_has_its_form(client, officer, key, entries, value):
    assert client.get(reverse("regulations:propose-value", args=[key])).status_code == 200

    response = client.post(reverse("regulations:propose-value", args=[key]), SAID | entries)

    assert response.status_code == 302
    assert LawChange.objects.get().value == value


def test_every_known_key_can_be_asked_for(client, officer):
    pages = [
        client.get(reverse("regulations:propose-value", args=[key])).status_code
        for key, said in keys().items()
        if said.may_change
    ]

    assert set(pages) == {200}


@pytest.mark.parametrize("key", ["privasi.keperluan", "unit.jenis_opd"])
def test_what_the_program_does_not_read_from_the_tables_is_not_asked_for(client, officer, key):
    assert client.get(reverse("regulations:propose-value", args=[key])).status_code == 404
    assert "bersama versi program" in client.get(reverse("regulations:value", args=[key])).content.decode()


def pay_rows(more=0):
    rows = SalaryStep.objects.filter(grade__kind="PNS").select_related("grade").order_by("grade", "years")
    return [[row.grade.code, row.years, row.rupiah + more] for row in rows]


def sheet(rows):
    book, handle = Workbook(), io.BytesIO()
    for row in [["Golongan", "MKG", "Rupiah"], *rows]:
        book.active.append(row)
    book.save(handle)
    return SimpleUploadedFile("gaji.xlsx", handle.getvalue())


def test_a_new_salary_table_comes_from_an_excel_sheet(client, officer):
    address = reverse("regulations:propose-table", args=["gaji-pns"])

    response = client.post(address, SAID | {"tabel-sheet": sheet(pay_rows(200_000))})

    assert response.status_code == 302
    change = LawChange.objects.get()
    assert len(change.value) == 272
    assert "rata-rata" in client.get(change.get_absolute_url()).content.decode()


def test_a_new_salary_table_may_be_pasted_as_a_matrix(client, officer):
    grades = sorted({grade for grade, _, _ in pay_rows()})
    lines = ["\t".join(["MKG", *grades])]
    cells = {(grade, years): rupiah for grade, years, rupiah in pay_rows(50_000)}
    for years in sorted({years for _, years in cells}):
        shown = [f"Rp{cells[grade, years]:,}".replace(",", ".") if (grade, years) in cells else "" for grade in grades]
        lines.append("\t".join([str(years), *shown]))

    response = client.post(
        reverse("regulations:propose-table", args=["gaji-pns"]), SAID | {"tabel-pasted": "\n".join(lines)}
    )

    assert response.status_code == 302
    assert len(LawChange.objects.get().value) == 272


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda rows: rows[:-1], "belum ada"),
        (lambda rows: [*rows, rows[0]], "dua kali"),
        (lambda rows: [[*rows[0][:2], rows[1][2] + 1], *rows[1:]], "tidak lebih dari"),
        (lambda rows: [["V/a", 0, 1], *rows[1:]], "bukan golongan"),
        (lambda rows: [[rows[0][0], 0, "abc"], *rows[1:]], "bukan bilangan"),
        (lambda rows: [[rows[0][0], 0, 5], *rows[1:]], "di luar batas"),
        (lambda rows: [], "Isi semua baris"),
    ],
)
def test_a_salary_table_with_a_hole_or_a_fall_is_refused_by_row_and_column(client, officer, spoil, words):
    address = reverse("regulations:propose-table", args=["gaji-pns"])

    response = client.post(address, SAID | {"tabel-sheet": sheet(spoil(pay_rows()))})

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not LawChange.objects.exists()


def test_no_workbook_is_refused_in_words(client, officer):
    upload = SimpleUploadedFile("gaji.xlsx", b"bukan excel")

    response = client.post(reverse("regulations:propose-table", args=["gaji-pns"]), SAID | {"tabel-sheet": upload})

    assert response.status_code == 422
    assert "bukan" in response.content.decode()


@pytest.mark.parametrize("code", ["eselon", "pendidikan", "jenjang", "bup"])
def test_a_small_table_is_changed_cell_by_cell(client, officer, code):
    address = reverse("regulations:propose-table", args=[code])
    page = client.get(address)
    form = page.context["asked"]
    data = {field.html_name: "" if field.initial is None else field.initial for field in form}
    cells = ("tabel-age", "tabel-ceiling", "tabel-base", "tabel-highest")
    changed = [name for name in data if name.startswith(cells)][-1]
    other = {"age": 62, "ceiling": "IV/e", "base_points": "12.5", "highest": "IV/e"}
    data[changed] = other[changed.removeprefix("tabel-").rpartition("_")[0]]

    response = client.post(address, SAID | data)

    assert response.status_code == 302, response.context["form"].errors
    change = LawChange.objects.get()
    assert len(client.get(change.get_absolute_url()).context["said"]["cells"]) == 1


def test_a_table_that_says_the_same_is_no_change(client, officer):
    address = reverse("regulations:propose-table", args=["gaji-pns"])

    response = client.post(address, SAID | {"basis": "PP 5/2024", "tabel-sheet": sheet(pay_rows())})

    assert response.status_code == 422
    assert "sama dengan yang berlaku" in response.content.decode()


def test_a_range_of_grades_does_not_end_before_it_begins(client, officer):
    address = reverse("regulations:propose-table", args=["eselon"])
    form = client.get(address).context["asked"]
    data = {field.html_name: field.initial for field in form} | {"tabel-lowest_8": "IV/e"}

    response = client.post(address, SAID | data)

    assert response.status_code == 422
    assert "lebih tinggi daripada golongan tertinggi" in response.content.decode()


def test_the_admin_leads_to_the_proposal_and_there_is_no_way_round(client, head):
    client.force_login(head)
    row = Parameter.objects.get(key=KEY)
    address = reverse("admin:law_parameter_change", args=[row.pk])
    step = SalaryStep.objects.filter(grade__kind="PPPK").first()

    assert client.get(address)["Location"] == reverse("regulations:propose-value", args=[KEY])
    assert client.post(address, {"value": "1", "basis": "x"})["Location"] == reverse(
        "regulations:propose-value", args=[KEY]
    )
    assert client.get(reverse("admin:law_parameter_add"))["Location"] == reverse("regulations:index")
    assert client.get(reverse("admin:law_salarystep_change", args=[step.pk]))["Location"] == reverse(
        "regulations:propose-table", args=["gaji-pppk"]
    )
    assert client.post(reverse("admin:law_parameter_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    assert Law.on(date(2027, 1, 1))[KEY] == 4


@pytest.mark.parametrize("people", [5, 50])
def test_the_list_of_people_costs_the_same_for_many(client, officer, people, django_assert_num_queries):
    unit = factories.make_unit("Dinas Satu", kind="DINAS")
    for _ in range(people):
        person = factories.make_employee(unit=unit, **WAITING)
        factories.make_appointment(person)
    change = law.propose(Wish(KEY, date(2027, 1, 1), "PP 1/2027", "baru", value=3), by=officer)
    found = preview(change, "promotion", date(2027, 1, 1))
    assert found.changed == people

    with django_assert_num_queries(12):
        client.get(found.get_absolute_url())
