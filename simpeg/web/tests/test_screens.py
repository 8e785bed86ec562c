"""Every kind of page in a real browser: no accessibility fault, no message on the console, no sideways scroll."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from employees.documents.services import keep_document
from employees.due_lists.services import run_list
from employees.records.links import way_to
from employees.tests.factories import make_appointment, make_education, make_employee, make_position, make_unit
from simpeg import roles
from simpeg.audit.change import change
from simpeg.jobs.models import Job
from simpeg.scans.tests.files import make_png
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db(transaction=True)
WIDE, PHONE, NARROWEST = 1440, 360, 320


@pytest.fixture
def regency(transactional_db, settings, tmp_path):
    """One of everything a page can show."""
    settings.MEDIA_ROOT = tmp_path
    top = make_unit("Pemerintah Kabupaten", kind="")
    office = make_unit("Dinas Pertanian dan Ketahanan Pangan", parent=top, kind="DINAS")
    section = make_unit("Bidang Penyuluhan", parent=office)
    officer = make_user(role=roles.PROMOTION_OFFICER.name, name="Rina Pengelola")
    head = make_employee(name="Ani Kepala", unit=office)
    make_appointment(head, title="Kepala Dinas Pertanian", kind="1", echelon=22)
    with change(by=officer, reason="Data contoh"):
        employee = make_employee(
            name="Siti Rahma", front_title="Dr.", back_title="S.Pd.", unit=section, ratings={2025: 2, 2024: 3}
        )
    make_appointment(employee, title="Penyuluh Pertanian Ahli Muda", kind="2", tier="MU")
    make_education(employee)
    employee.sanctions.create(kind_id="tukin_25_6", starts_on=date(2020, 1, 1), ends_on=date(2020, 6, 30))
    make_position(section, title="Penyuluh Pertanian Ahli Muda", kind="2", tier="MU", need=2)
    run_list("promotion", day=date(2026, 12, 1), by=officer)
    jobs = [
        Job.objects.create(task="t", title="Impor contoh.xlsx", requested_by=officer, status=status, error=error)
        for status, error in [("RUNNING", ""), ("DONE", ""), ("FAILED", "Buku kerja ini terkunci kata sandi.")]
    ]
    scan = SimpleUploadedFile("sk.png", make_png((400, 560)))
    document = keep_document(
        employee, scan, kind="data-utama", record_id=None, title="KTP", by=officer, reason="Contoh"
    )
    return {"employee": employee, "office": office, "section": section, "officer": officer, "jobs": jobs,
            "document": document}  # fmt: skip


@pytest.fixture
def full_page(regency):
    """More people than one page of a list shows."""
    for number in range(55):
        make_employee(name=f"Pegawai {number:02d}", unit=regency["section"])


def pages_of(regency, who):
    nip, office = regency["employee"].nip, regency["office"]
    jobs = [reverse("jobs:detail", args=[job.pk]) for job in regency["jobs"]]
    return {
        "officer": (
            regency["officer"],
            [
                reverse("home:index"),
                reverse("directory:list"),
                f"{reverse('directory:list')}?q=pegawai&status=PNS&sort=unit",
                f"{reverse('directory:list')}?q=tidak+ada",
                f"{reverse('directory:search')}?q=pegawai",
                reverse("dossier:detail", args=[nip]),
                reverse("units:tree"),
                reverse("units:detail", args=[office.pk]),
                f"{reverse('directory:list')}?per=2024-01-01",
                f"{reverse('dossier:detail', args=[nip])}?per=2024-01-01&menurut=2020-01-01T08:00",
                f"{reverse('comparison:page')}?dari=2009-01-01",
                f"{reverse('comparison:people')}?dari=2009-01-01&apa=masuk",
                reverse("jobs:list"),
                *jobs,
            ],
        ),
        "records": (
            make_user(role=roles.RECORDS_OFFICER.name),
            [
                reverse("documents:list", args=[nip]),
                f"{reverse('documents:add', args=[nip])}?jenis=data-utama",
                reverse("documents:view", args=[regency["document"].pk]),
                reverse("dossier:detail", args=[nip]),
                way_to(regency["employee"]),
                way_to(regency["employee"], "jabatan"),
                way_to(regency["employee"], "golongan", regency["employee"].grade_records.get()),
                reverse("records:history", args=[nip, "golongan", regency["employee"].grade_records.get().pk]),
                reverse("records:new"),
            ],
        ),
        "head": (
            make_user(role=roles.UNIT_HEAD.name, mandates=[office]),
            [reverse("home:index"), reverse("units:tree")],
        ),
        "employee": (
            make_user(role=roles.EMPLOYEE.name, nip=nip),
            [reverse("home:index"), reverse("dossier:detail", args=[nip]), reverse("jobs:list")],
        ),
        "auditor": (
            make_user(role=roles.AUDITOR.name),
            [reverse("home:index"), reverse("audit:list"), reverse("dossier:trail", args=[nip])],
        ),
    }[who]


@pytest.fixture
def enter(context, live_server):
    """`enter(user)`: a page of the browser in which this user is logged in."""

    def enter(user):
        client = Client()
        client.force_login(user)
        name, cookie = next(iter(client.cookies.items()))
        context.add_cookies([{"name": name, "value": cookie.value, "url": live_server.url}])
        return context.new_page()

    return enter


@pytest.mark.parametrize("who", ["officer", "records", "head", "employee", "auditor"])
def test_pages_are_accessible_quiet_and_fit(regency, full_page, enter, live_server, who):
    user, addresses = pages_of(regency, who)
    page = enter(user)
    said = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    found = []

    for address in addresses:
        page.set_viewport_size({"width": WIDE, "height": 900})
        page.goto(live_server.url + address)
        for width in (WIDE, PHONE):
            page.set_viewport_size({"width": width, "height": 900})
            for violation in Axe().run(page).response["violations"]:
                found.append((address, width, violation["id"], violation["nodes"][0]["html"]))
        page.set_viewport_size({"width": NARROWEST, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append((address, NARROWEST, "scrolls sideways", ""))

    assert found == []
    assert said == []


def test_the_keyboard_reaches_a_person_through_the_search_box(regency, enter, live_server):
    page = enter(regency["officer"])
    page.goto(live_server.url)

    page.keyboard.press("/")
    page.keyboard.type("rahma")
    page.wait_for_selector("#hasil-cepat a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_url(f"**{reverse('dossier:detail', args=[regency['employee'].nip])}")
    assert page.title() == "Dr. Siti Rahma, S.Pd. – SIMPEG"


def test_the_first_stop_of_the_keyboard_leads_past_the_navigation(regency, enter, live_server):
    page = enter(regency["officer"])
    page.goto(live_server.url + reverse("directory:list"))

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "isi"


def test_a_branch_of_the_tree_opens_in_place(regency, enter, live_server):
    page = enter(regency["officer"])
    page.goto(live_server.url + reverse("units:tree"))

    page.locator(".tree summary").first.click()

    page.get_by_role("link", name="Bidang Penyuluhan").wait_for()
    assert page.url.endswith(reverse("units:tree"))


def test_the_page_of_a_job_follows_it_to_its_end(regency, enter, live_server):
    job = regency["jobs"][0]
    page = enter(regency["officer"])
    page.goto(live_server.url + job.get_absolute_url())
    assert "Berjalan" in page.inner_text("#kemajuan")

    Job.objects.filter(pk=job.pk).update(status=Job.Status.DONE)

    page.locator("#kemajuan .status-done").wait_for(timeout=5000)
    assert page.locator("[hx-trigger]#kemajuan").count() == 0


@pytest.mark.parametrize("javascript", [True, False])
def test_the_menu_of_a_phone_opens_with_and_without_script(browser, regency, live_server, javascript):
    client = Client()
    client.force_login(regency["officer"])
    name, cookie = next(iter(client.cookies.items()))
    context = browser.new_context(java_script_enabled=javascript, viewport={"width": PHONE, "height": 800})
    context.add_cookies([{"name": name, "value": cookie.value, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url)

    page.locator(".menu-navigation summary").click()
    page.locator(".menu-navigation").get_by_role("link", name="Pegawai").click()

    page.wait_for_url(f"**{reverse('directory:list')}")
    context.close()


def test_without_script_a_search_still_finds(browser, regency, live_server):
    client = Client()
    client.force_login(regency["officer"])
    name, cookie = next(iter(client.cookies.items()))
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([{"name": name, "value": cookie.value, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url)

    page.get_by_label("Cari NIP, nama, unit, atau jabatan").fill("rahma")
    page.keyboard.press("Enter")

    page.wait_for_url(f"**{reverse('dossier:detail', args=[regency['employee'].nip])}")
    context.close()


def test_a_full_list_page_keeps_within_its_budget(regency, full_page, enter, live_server):
    page = enter(regency["officer"])
    answers = []
    page.on("response", lambda response: answers.append((response.url, len(response.body()))))

    page.goto(live_server.url + reverse("directory:list"))
    page.wait_for_load_state("networkidle")

    assert [url for url, _ in answers if not url.startswith(live_server.url)] == []
    assert len(answers) <= 15
    assert answers[0][1] <= 150 * 1024
    assert sum(size for _, size in answers) <= 300 * 1024  # uncompressed
