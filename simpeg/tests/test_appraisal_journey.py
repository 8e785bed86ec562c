"""A year's end on a phone: ten people are rated and signed, one objects, and the next promotion list knows it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from employees.due_lists.services import run_list
from employees.models import AnnualRating
from employees.tests.factories import make_appointment, make_education, make_employee, make_unit
from performance.models import Appraisal
from performance.review.services import end_waiting
from performance.tests.factories import account, agree_all, make_achievement, make_cycle, make_head, plan_of
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db(transaction=True)
YEAR = timezone.now().year
PHONE = {"width": 360, "height": 740}
NEXT_LIST = date(YEAR + 1, 1, 1)


def make_candidate(number, unit):
    """Somebody whom nothing but the predikat of this year keeps from his promotion."""
    person = make_employee(
        grade="III/a", grade_since=date(YEAR - 4, 4, 1), first_grade=None, cpns_since=date(2012, 3, 1), unit=unit,
        service_years=10, service_months=1, name=f"Pegawai {number:02d}", ratings={YEAR - 1: AnnualRating.Rating.GOOD},
    )  # fmt: skip
    make_appointment(person)
    make_education(person)
    return person


def verdicts():
    """{name: verdict} of the promotion list that looks at this year's predikat."""
    kept = run_list("promotion", day=NEXT_LIST, by=make_user())
    return dict(kept.verdicts.filter(employee__name__startswith="Pegawai").values_list("employee__name", "verdict"))


def fits(page):
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_ten_people_are_rated_on_a_phone_and_one_who_objects_is_heard(sign_in, page, live_server):
    office = make_unit("Dinas Satu", head_echelon=22)
    division = make_unit("Bidang Satu", parent=office, head_echelon=32, kind="BIDANG")
    head = make_head(office, name="Kepala Dinas")
    chief = make_head(division, echelon=32, name="Kepala Bidang", grade="III/d")
    people = [make_candidate(number, division) for number in range(1, 11)]
    cycle = make_cycle()
    agree_all(cycle)
    make_achievement(cycle.windows.get(number=0), office)
    rater, superior, unhappy = account(chief), account(head), account(people[0])
    assert set(verdicts().values()) == {"BTL"}
    page.set_viewport_size(PHONE)

    # The head of the division rates ten people, one after the other.
    sign_in(rater)
    page.get_by_role("link", name=f"Penilaian Tahunan {YEAR}").click()
    assert fits(page)
    page.get_by_role("link", name="Pegawai 01").click()
    for number in range(1, 11):
        page.get_by_role("heading", name=f"Pegawai {number:02d}", level=1).wait_for()
        assert fits(page)
        result = "Di bawah ekspektasi" if number == 1 else "Sesuai ekspektasi"
        page.get_by_role("group", name="Rating hasil kerja").get_by_label(result).check()
        page.get_by_label("Alasan rating hasil kerja").fill("Target menurut laporan")
        page.get_by_role("group", name="Rating perilaku kerja").get_by_label("Sesuai ekspektasi").check()
        page.get_by_label("Alasan rating perilaku kerja").fill("Bekerja sama dengan baik")
        page.get_by_role("button", name="Simpan").click()
    page.get_by_text("Semua sudah dinilai:").wait_for()

    # The unit's list has one warning; the head signs with his reason.
    page.get_by_role("link", name="tetapkan predikatnya").click()
    assert fits(page)
    assert page.get_by_text("Baik paling banyak 70%. Sekarang 9 dari 10 pegawai (90,0%).").count() == 1
    page.get_by_label("Alasan").fill("Semua target bidang tercapai")
    page.get_by_role("button", name="Tetapkan 10 predikat").click()
    page.get_by_text("Predikat ditetapkan. Setiap pegawai diberi tahu.").wait_for()

    # One person objects.
    sign_in(unhappy)
    page.get_by_role("link", name=f"Predikat Anda Tahunan {YEAR}: Butuh Perbaikan").click()
    page.get_by_text("Ajukan keberatan", exact=True).click()
    page.get_by_label("Keberatan Anda").fill("Target saya tercapai; tanda terimanya ada.")
    page.get_by_role("button", name="Kirim keberatan").click()
    page.get_by_text("Keberatan terkirim").wait_for()

    # The superior decides otherwise than the appraiser.
    sign_in(superior)
    page.get_by_role("link", name="1 keberatan").click()
    page.get_by_role("link", name="Pegawai 01").click()
    assert fits(page)
    page.get_by_role("group", name="Rating hasil kerja").get_by_label("Sesuai ekspektasi").check()
    page.get_by_label("Alasan keputusan").fill("Tanda terima menunjukkan target tercapai.")
    page.get_by_role("button", name="Putuskan").click()
    page.get_by_text("Keberatan diputuskan.").wait_for()

    # The dossier says it, and the next promotion list too; the others follow when their days have passed.
    sign_in(unhappy)
    page.goto(f"{live_server.url}/pegawai/{people[0].nip}/")
    said = page.locator("section[aria-labelledby=kinerja]").inner_text()
    assert f"{YEAR}\nBaik" in said
    appraisal = Appraisal.objects.get(plan__employee=people[0])
    assert (appraisal.predikat, appraisal.final_predikat) == (3, 2)
    assert verdicts() == {"Pegawai 01": "MS"} | {f"Pegawai {number:02d}": "BTL" for number in range(2, 11)}
    end_waiting(day=timezone.localdate() + timedelta(days=15), by=make_user())
    assert set(verdicts().values()) == {"MS"}


def test_a_plan_goes_from_a_blank_page_over_a_return_to_its_first_report(sign_in, page, live_server):
    office = make_unit("Dinas Satu", head_echelon=22)
    head = make_head(office, name="Kepala Dinas")
    person = make_candidate(1, office)
    plan = plan_of(person, make_cycle())
    writer, rater = account(person), account(head)
    page.set_viewport_size(PHONE)

    sign_in(writer)
    page.goto(f"{live_server.url}/kinerja/skp/")
    page.get_by_role("link", name=f"SKP {YEAR}").first.click()
    page.get_by_role("link", name="Tulis hasil kerja").first.click()
    assert fits(page)
    page.get_by_label("Hasil kerja", exact=False).first.fill("Laporan kepegawaian tersusun")
    page.locator("[name=indicator_1]").fill("Jumlah laporan")
    page.locator("[name=target_1]").fill("4 laporan")
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.get_by_role("button", name="Ajukan").wait_for()
    assert fits(page)
    page.get_by_role("button", name="Ajukan").click()
    page.get_by_role("button", name="Ajukan").wait_for(state="detached")

    sign_in(rater)
    page.goto(f"{live_server.url}{plan.get_absolute_url()}")
    assert fits(page)
    page.get_by_text("Kembalikan kepada pegawai").click()
    page.get_by_label("Yang perlu diperbaiki").fill("Targetnya dua belas, satu setiap bulan.")
    page.get_by_role("button", name="Kembalikan", exact=True).click()

    sign_in(writer)
    page.goto(f"{live_server.url}{plan.get_absolute_url()}")
    page.get_by_text("Targetnya dua belas, satu setiap bulan.").first.wait_for()
    page.get_by_role("link", name="Ubah hasil kerja 1").click()
    page.locator("[name=target_1]").fill("12 laporan")
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.get_by_role("button", name="Ajukan").click()

    sign_in(rater)
    page.goto(f"{live_server.url}{plan.get_absolute_url()}")
    page.get_by_role("button", name="Sepakati SKP").click()
    page.get_by_text("Disepakati").first.wait_for()

    sign_in(writer)
    page.goto(f"{live_server.url}{plan.get_absolute_url()}")
    page.get_by_role("link", name="Tulis realisasi").click()
    page.get_by_label("Realisasi", exact=False).first.fill("Sebelas laporan diserahkan")
    page.get_by_label("Judul bukti").fill("Laporan Oktober")
    page.get_by_label("Tautan bukti").fill("https://contoh.example/laporan")
    page.get_by_role("button", name="Simpan realisasi").click()
    page.get_by_text("Sebelas laporan diserahkan").first.wait_for()
    assert fits(page)

    plan.refresh_from_db()
    assert (plan.status, plan.agreed_version) == ("AGREED", 1)
    assert [step.to_status for step in plan.steps.all()] == ["SUBMITTED", "RETURNED", "SUBMITTED", "AGREED"]
    assert plan.progress.get().evidence.get().link == "https://contoh.example/laporan"
