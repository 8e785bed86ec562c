"""A training from its session to the hours in the file: named, waiting, moved up, attended, certified, checked."""

import pytest

from employees.models import Course
from employees.tests.letters.office import make_signer
from training.models import CourseSession, Enrolment, TrainingCertificate
from training.tests.factories import account, days, head_of, make_course, make_office, make_person, officer

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 360, "height": 740}


def fits(page):
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_training_from_its_session_to_the_hours_in_the_file(sign_in, page, live_server):
    office, _ = make_office()
    _, second = (make_person(office, name=name) for name in ("Andi Satu", "Budi Dua"))
    keeper, head, budi = officer(), head_of(office), account(second)
    make_signer()
    course = make_course("Lembar kerja", learning_hours=20)
    page.set_viewport_size(PHONE)

    # The officer prepares a session with one seat that begins today, and opens it.
    sign_in(keeper)
    page.goto(f"{live_server.url}/pelatihan/katalog/{course.pk}/")
    page.get_by_role("link", name="Sesi baru").click()
    assert fits(page)
    for label, day in (("Mulai", 0), ("Selesai", 0), ("Pendaftaran dibuka", 0), ("Pendaftaran ditutup", 0)):
        page.get_by_label(label, exact=False).first.fill(days(day).isoformat())
    page.get_by_label("Tempat").fill("Aula")
    page.get_by_label("Kursi").fill("1")
    page.get_by_label("Cara mendaftar").select_option("PENCALONAN")
    page.get_by_role("button", name="Simpan draf").click()
    page.get_by_role("button", name="Buka pendaftaran").click()
    page.get_by_text("Pendaftaran dibuka").first.wait_for()
    session = CourseSession.objects.get()
    here = f"{live_server.url}{session.get_absolute_url()}"

    # The head names two; one of them waits and reads why.
    sign_in(head)
    page.goto(here)
    page.get_by_role("link", name="Calonkan peserta").click()
    assert fits(page)
    page.get_by_label("Calonkan Andi Satu").check()
    page.get_by_label("Calonkan Budi Dua").check()
    page.get_by_role("button", name="Calonkan yang dipilih").click()
    page.get_by_text("1 pegawai mendapat kursi, 1 masuk daftar tunggu.").wait_for()
    sign_in(budi)
    page.goto(here)
    page.get_by_text("Urutan ke-1").wait_for()

    # One cancels, and the other moves up by himself and is told.
    sign_in(head)
    page.goto(f"{here}peserta/")
    page.get_by_role("link", name="Batalkan pendaftaran Andi Satu").click()
    page.get_by_label("Alasan").fill("Dinas luar")
    page.get_by_role("button", name="Simpan keputusan").click()
    page.get_by_text("Kursi yang bebas diberikan kepada daftar tunggu.").wait_for()
    assert list(Enrolment.objects.order_by("pk").values_list("status", flat=True)) == ["CANCELLED", "SEATED"]
    sign_in(budi)
    page.goto(f"{live_server.url}/pemberitahuan/")
    page.get_by_text("Ada kursi untuk Anda: Lembar kerja").wait_for()

    # The session runs, attendance is written, and it ends with a certificate.
    sign_in(keeper)
    page.goto(here)
    page.get_by_role("button", name="Tutup pendaftaran").click()
    page.get_by_role("button", name="Mulai sesi").click()
    page.get_by_role("link", name="Kehadiran").click()
    assert fits(page)
    page.get_by_role("group", name="Kehadiran Budi Dua").get_by_label("Hadir", exact=True).check()
    page.get_by_role("button", name="Simpan kehadiran").click()
    page.get_by_text("tersimpan").first.wait_for()
    page.get_by_role("link", name="Selesaikan sesi").click()
    assert fits(page)
    page.get_by_role("button", name="Selesaikan dan terbitkan").click()
    page.get_by_text("1 sertifikat terbit dan tercatat pada berkas.").wait_for()
    assert Course.objects.get().employee == second

    # Anybody checks it without a login; the hours of the person have risen.
    certificate = TrainingCertificate.objects.get()
    page.context.clear_cookies()
    page.goto(f"{live_server.url}{certificate.get_absolute_url()}")
    page.get_by_text("Berlaku").wait_for()
    assert "Budi Dua" in page.inner_text("main")
    assert second.nip not in page.content()
    sign_in(budi)
    page.goto(f"{live_server.url}/pelatihan/jp/")
    page.get_by_text("Hak 20 JP sudah terpenuhi.").wait_for()
    assert fits(page)
