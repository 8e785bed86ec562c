"""The account pages in a real browser: from the first password to being locked out, without an accessibility fault."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from simpeg import roles
from simpeg.accounts import services
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db(transaction=True)
OWN = "sawah-hujan-kereta-biru"
WIDTHS = (1440, 360)
NARROWEST = 320


@pytest.fixture
def looked_at(page):
    """`looked_at()`: the page as it stands has no accessibility fault and does not scroll sideways."""
    broken = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda message: "Content Security Policy" in message.text and broken.append(message.text))

    def look():
        found = []
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found += [(page.url, width, fault["id"], fault["nodes"][0]["html"]) for fault in _faults(page)]
        page.set_viewport_size({"width": NARROWEST, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append((page.url, NARROWEST, "scrolls sideways", ""))
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        assert found == []

    yield look
    assert broken == []


def _faults(page):
    return Axe().run(page).response["violations"]


def knock(page, username, password):
    page.get_by_label("NIP atau nama pengguna").fill(username)
    page.get_by_label("Kata sandi").fill(password)
    page.get_by_role("button", name="Masuk", exact=True).click()


def test_from_a_first_password_to_ones_own(page, live_server, looked_at):
    admin = make_user(role=roles.SUPER_ADMIN.name)
    _, first = services.open_account(username="sitti.aminah", name="Sitti Aminah", roles=["Auditor"], by=admin)
    page.goto(f"{live_server.url}/peran/")
    looked_at()

    knock(page, "sitti.aminah", first)
    page.get_by_role("heading", name="Buat kata sandi Anda").wait_for()
    looked_at()
    page.locator("#id_new").fill("simpeg")
    page.get_by_label("Ulangi kata sandi baru").fill("lain")
    page.get_by_role("button", name="Simpan kata sandi").click()
    page.get_by_text("Kata sandi ini hanya 6 karakter.").first.wait_for()
    looked_at()
    page.locator("#id_new").fill(OWN)
    page.get_by_label("Ulangi kata sandi baru").fill(OWN)
    page.get_by_role("button", name="Simpan kata sandi").click()

    page.wait_for_url(f"{live_server.url}/")
    assert page.get_by_text("Kata sandi Anda sudah diganti.").is_visible()
    for address in ("/akun/sesi/", "/akun/kata-sandi/", "/peran/"):
        page.goto(live_server.url + address)
        looked_at()
    page.locator("summary", has_text="menu akun").click()
    page.get_by_role("button", name="Keluar").click()
    page.get_by_text("Anda sudah keluar.").wait_for()
    looked_at()


def test_being_wrong_too_often_says_when_to_come_back(page, live_server, looked_at):
    page.goto(f"{live_server.url}/masuk/")
    looked_at()
    for attempt in range(5):
        knock(page, "tidak.ada", f"salah{attempt}")
        page.wait_for_load_state()
        if attempt == 0:
            looked_at()

    assert page.get_by_role("heading", name="Terlalu banyak percobaan masuk").is_visible()
    assert page.get_by_text("Coba lagi setelah pukul").is_visible()
    looked_at()


def test_an_account_is_opened_in_the_admin_and_its_password_shown_once(page, live_server, context, looked_at):
    admin = make_user(role=roles.SUPER_ADMIN.name, username="kepala.it")
    page.goto(f"{live_server.url}/admin/")
    knock(page, "kepala.it", services.issue_password(admin, admin))
    page.locator("#id_new").fill(OWN)
    page.get_by_label("Ulangi kata sandi baru").fill(OWN)
    page.get_by_role("button", name="Simpan kata sandi").click()
    page.goto(f"{live_server.url}/admin/accounts/user/add/")

    page.get_by_label("Nama pengguna").fill("andi.tenri")
    page.locator("#id_name").fill("Andi Tenri")
    page.get_by_label("Pengelola data BKPSDM").check()
    page.get_by_label("Alasan").fill("Surat tugas 12/2026")
    page.get_by_role("button", name="Simpan", exact=True).click()

    first = page.locator("code").inner_text()
    other = context.browser.new_page()
    other.goto(f"{live_server.url}/masuk/")
    knock(other, "andi.tenri", first)
    other.get_by_role("heading", name="Buat kata sandi Anda").wait_for()
    other.close()
