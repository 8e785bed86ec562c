"""What people do here, done in a real browser: the officer's whole way, and what the others meet on theirs."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from employees.due_lists.lists import due_rows
from employees.due_lists.services import run_list
from employees.models import (
    AnnualRating,
    DueCase,
    DueList,
    DueVerdict,
    Employee,
    GradeRecord,
    ImportRun,
    Unit,
    Verdict,
)
from employees.tests.factories import make_appointment, make_education, make_employee, make_unit
from simpeg import roles
from simpeg.demo.workbook import write_workbook
from simpeg.scans.tests.files import make_pdf
from simpeg.testing.browsing import PASSWORD
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, SEED = 250, 5
DESERVING, JANUARY, FEBRUARY = 50, date(2027, 1, 1), date(2027, 2, 1)


@pytest.fixture(scope="session")
def workbook(tmp_path_factory):
    path = tmp_path_factory.mktemp("siasn") / "siasn.xlsx"
    write_workbook(path, PEOPLE, SEED)
    return path


def role(which, **fields):
    return make_user(role=which.name, **fields)


def number(text):
    return int(text.replace(".", ""))


def test_a_promotion_officer_goes_from_workbook_to_excel(sign_in, live_server, workbook, tmp_path):
    page = sign_in(role(roles.PROMOTION_OFFICER))

    page.get_by_role("navigation", name="Menu utama").first.get_by_role("link", name="Impor SIASN").click()
    page.locator("input[type=file]").set_input_files(workbook)
    page.get_by_role("button", name="Unggah dan periksa").click()
    page.get_by_role("button", name="Simpan").first.click()
    page.wait_for_load_state("networkidle")
    assert ImportRun.objects.get().status == ImportRun.Status.DONE
    assert Employee.objects.count() == PEOPLE

    page.get_by_role("navigation", name="Menu utama").first.get_by_role("link", name="Kenaikan pangkat").click()
    page.get_by_label("Periode (TMT)").select_option("2026-12-01")
    page.get_by_role("button", name="Jalankan penilaian").click()
    page.get_by_role("link", name="Lihat hasil").click()
    kept = DueList.objects.get()
    assert page.url == f"{live_server.url}{kept.get_absolute_url()}"

    page.get_by_label("Syarat yang menghalangi").select_option("MASA")
    page.get_by_role("button", name="Saring").click()
    shown = number(page.locator(".list-count strong").inner_text())
    blocked = DueVerdict.objects.filter(failed__gt=0)
    blocked = [verdict for verdict in blocked if verdict.facts.get("grade_reached_on", "") > "2026-12-01"]
    assert shown == page.locator("table.verdicts tbody tr").count() or shown > 50
    assert 0 < shown <= len(blocked)

    page.locator("table.verdicts tbody th a").first.click()
    assert "masa yang disyaratkan baru tercapai" in page.locator("main").inner_text()
    assert "PP 99/2000" in page.locator("main").inner_text()
    page.go_back()

    page.get_by_role("button", name="Siapkan berkas Excel").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh").first.click()
    file = tmp_path / "usul.xlsx"
    download.value.save_as(file)
    rows = list(load_workbook(file).active.iter_rows(min_row=5, values_only=True))
    assert len(rows) == shown
    assert all("MASA: " in row[-1] for row in rows)


@pytest.fixture
def regency(workbook):
    """The people of the workbook, imported, judged for December 2026."""
    call_command("import_workbook", workbook, stdout=StringIO())
    return run_list("promotion", day=date(2026, 12, 1), by=role(roles.PROMOTION_OFFICER))


def test_an_opd_officer_meets_only_his_own_unit_tree(sign_in, live_server, regency):
    office = Unit.objects.get(name="Dinas Kesehatan")
    inside = Employee.objects.filter(state__unit__path__contains=[office.pk])
    outside = Employee.objects.exclude(pk__in=inside).first()
    user = role(roles.OPD_OFFICER, mandates=[office])
    page = sign_in(user)

    page.goto(f"{live_server.url}/pegawai/")
    assert number(page.locator(".list-count strong").inner_text()) == inside.count()
    assert page.goto(f"{live_server.url}/pegawai/{inside.first().nip}/").status == 200
    assert page.goto(f"{live_server.url}/pegawai/?q={outside.nip}").status == 200
    assert page.locator("main table tbody tr").count() == 0
    page.goto(f"{live_server.url}{regency.get_absolute_url()}")
    visible = regency.verdicts.filter(employee__in=inside).count()
    assert number(page.locator(".list-count strong").inner_text()) == visible
    page.get_by_role("button", name="Siapkan berkas Excel").click()
    page.wait_for_load_state("networkidle")
    assert user.jobs.get().result == {"rows": visible}


def test_an_employee_meets_only_himself(sign_in, live_server, regency):
    verdict = regency.verdicts.filter(kind="FUNGSIONAL").first()
    me = verdict.employee
    page = sign_in(role(roles.EMPLOYEE, nip=me.nip))

    assert me.name in page.locator("main").inner_text()
    assert page.goto(f"{live_server.url}/pegawai/{me.nip}/").status == 200
    assert page.goto(f"{live_server.url}/daftar/hasil/{verdict.pk}/").status == 200


def test_an_employee_cannot_open_anything_of_another(client, regency):
    mine, other = regency.verdicts.filter(kind="FUNGSIONAL")[:2]
    client.force_login(role(roles.EMPLOYEE, nip=mine.nip))

    addresses = [f"/pegawai/{other.nip}/", f"/daftar/hasil/{other.pk}/", regency.get_absolute_url(), "/unit/"]

    assert [client.get(address).status_code for address in addresses] == [404, 404, 403, 403]


@pytest.fixture
def graduate(settings, tmp_path):
    """Somebody whose promotion waits for nothing but the diploma that his file does not hold."""
    settings.MEDIA_ROOT = tmp_path / "files"
    good = AnnualRating.Rating.GOOD
    person = make_employee(name="Siti Rahma", grade="III/b", unit=make_unit("Dinas Pertanian"))
    make_appointment(person)
    AnnualRating.objects.bulk_create(AnnualRating(employee=person, year=year, rating=good) for year in (2024, 2025))
    return person


def test_a_diploma_goes_from_the_employee_into_file_verdict_and_trail(sign_in, live_server, graduate, tmp_path):
    verdict = run_list("promotion", day=date(2026, 12, 1), by=role(roles.PROMOTION_OFFICER)).verdicts.get()
    assert verdict.verdict == Verdict.UNKNOWN
    scan = tmp_path / "ijazah.pdf"
    scan.write_bytes(make_pdf())
    me, checker = role(roles.EMPLOYEE, nip=graduate.nip), role(roles.OPD_OFFICER, mandates=[graduate.unit])
    decider = role(roles.RECORDS_OFFICER, name="Rina Pengelola")

    page = sign_in(me)
    page.goto(f"{live_server.url}/pegawai/saya/")
    page.get_by_role("link", name="Usulkan perbaikan").click()
    page.locator("a[href$='/pendidikan/tambah/']").click()
    page.get_by_label("Tingkat pendidikan").select_option(label="S-1/Sarjana")
    page.get_by_label("Pendidikan", exact=False).nth(1).fill("S-1 Agribisnis")
    page.get_by_label("Tahun lulus").fill("2008")
    page.get_by_label("Pindaian bukti").set_input_files(scan)
    page.get_by_label("Alasan usulan").fill("Ijazah saya belum tercatat")
    page.get_by_role("button", name="Kirim usulan").click()
    assert "terkirim kepada pengelola kepegawaian" in page.locator(".notices").inner_text()
    proposal = page.url

    def as_(user):
        page.context.clear_cookies()
        sign_in(user)

    as_(checker)
    page.goto(proposal)
    assert page.locator(".proofs figure").count() == 1
    page.get_by_label("Kembalikan untuk diperbaiki pegawai").check()
    page.get_by_label("Alasan", exact=True).select_option("I01")
    page.get_by_label("Keterangan").fill("Nomor ijazah belum diisi")
    page.get_by_role("button", name="Simpan keputusan").click()

    as_(me)
    page.get_by_role("link", name="pemberitahuan").first.click()
    assert "dikembalikan perangkat daerah" in page.locator("main").inner_text()
    page.goto(proposal)
    assert "Nomor ijazah belum diisi" in page.locator("main").inner_text()
    page.get_by_role("link", name="Ubah").click()
    page.get_by_label("Nomor ijazah").fill("IJ-2008-77")
    page.get_by_role("button", name="Kirim usulan").click()

    as_(checker)
    page.goto(proposal)
    page.get_by_label("Sesuai: teruskan ke BKPSDM").check()
    page.get_by_role("button", name="Simpan keputusan").click()
    as_(decider)
    page.goto(proposal)
    page.get_by_label("Setujui: berkas langsung berubah").check()
    page.get_by_role("button", name="Simpan keputusan").click()
    assert "disetujui" in page.locator(".notices").inner_text()

    page.goto(f"{live_server.url}/pegawai/{graduate.nip}/")
    section = page.locator("section[aria-labelledby=pendidikan]")
    assert "IJ-2008-77" in section.inner_text()
    assert section.locator(".scan-chip:not(.scan-chip-missing)").count() == 1
    as_(me)
    page.goto(f"{live_server.url}/pemberitahuan/")
    assert "disetujui" in page.locator("main").inner_text()
    page.goto(f"{live_server.url}/daftar/hasil/{verdict.pk}/")
    assert "Hasilnya kini: MS" in " ".join(page.locator("main").inner_text().split())
    as_(role(roles.AUDITOR))
    page.goto(f"{live_server.url}/pegawai/{graduate.nip}/jejak/")
    assert "usulan #" in page.locator("main").inner_text()
    assert "Rina Pengelola" in page.locator("main").inner_text()


def test_everything_works_without_javascript(browser, live_server, regency):
    page = browser.new_context(java_script_enabled=False).new_page()
    user = role(roles.PROMOTION_OFFICER)
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])

    page.goto(f"{live_server.url}/masuk/")
    page.get_by_label("NIP atau nama pengguna").fill(user.username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.get_by_role("searchbox").first.fill("SMP")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "SMP" in page.locator("main").inner_text()
    page.goto(f"{live_server.url}/daftar/kenaikan-pangkat/")
    page.get_by_label("Periode (TMT)").select_option("2027-01-01")
    page.get_by_role("button", name="Jalankan penilaian").click()
    page.get_by_role("link", name="Lihat hasil").click()
    assert "Kenaikan pangkat 1 Januari 2027" in page.locator("h1").inner_text()
    page.context.close()


def deserving(number, office):
    employee = make_employee(
        grade="III/a", grade_since=date(2022, 4, 1), first_grade=None, cpns_since=date(2012, 3, 1), unit=office,
        service_years=10, service_months=1, name=f"PEGAWAI {number:02d}",
        ratings=dict.fromkeys((2025, 2026), AnnualRating.Rating.GOOD),
    )  # fmt: skip
    make_appointment(employee)
    make_education(employee)


def take(page, state, verb, **values):
    """One step for everybody in this state; ends on the board."""
    page.get_by_role("link", name=state, exact=True).first.click()
    page.get_by_role("button", name=verb, exact=True).click()
    for name, value in values.items():
        field = page.locator(f"[name={name}]")
        field.check() if value is True else field.fill(value)
    page.get_by_role("button", name=verb, exact=True).click()
    page.get_by_text(f"{DESERVING} usul dikerjakan.").wait_for()
    page.get_by_role("link", name="Lihat hasil").click()


def test_a_period_goes_from_its_list_to_fifty_decrees(sign_in, live_server):
    office = make_unit()
    for number in range(DESERVING):
        deserving(number, office)
    page = sign_in(role(roles.PROMOTION_OFFICER))

    page.goto(f"{live_server.url}/daftar/kenaikan-pangkat/")
    page.get_by_label("Periode (TMT)").select_option(JANUARY.isoformat())
    page.get_by_role("button", name="Jalankan penilaian").click()
    page.get_by_role("link", name="Lihat hasil").click()
    page.get_by_role("link", name="ubah", exact=True).click()
    page.get_by_label("Usul dibuka").fill("2020-01-01")
    page.get_by_label("Usul ditutup").fill("2099-12-31")
    page.get_by_label("Dasar").fill("Surat BKN")
    page.get_by_role("button", name="Simpan").click()
    page.goto(f"{live_server.url}/daftar/kenaikan-pangkat/")
    page.get_by_role("link", name="1 Januari 2027").click()
    page.get_by_role("button", name="Buka usul untuk semua MS").click()
    page.get_by_role("link", name="Lihat hasil").click()
    take(page, "Berkas dikumpulkan", "Nyatakan lengkap", elsewhere=True)
    take(page, "Terverifikasi BKPSDM", "Kirim ke BKN")
    take(page, "Dikirim ke BKN", "Catat pertek", approval="PT-{urut}", first="1", approval_on="2026-11-20")
    take(page, "Pertek terbit", "Catat SK", decree="823/{urut}", first="1", decree_on="2026-11-23",
         decree_by="Bupati Mamuju")  # fmt: skip

    assert f"{DESERVING} dari {DESERVING} sudah ditetapkan" in page.locator("main").inner_text()
    assert set(DueCase.objects.values_list("decree", flat=True)) == {f"823/{n}" for n in range(1, DESERVING + 1)}
    assert GradeRecord.objects.filter(since=JANUARY, grade__code="III/b").count() == DESERVING
    assert {(row["from"], row["verdict"]) for row in due_rows("promotion", FEBRUARY)} == {("III/b", "TMS")}
    assert {row["from"] for row in due_rows("salary-increment", FEBRUARY)} == {3607500}
