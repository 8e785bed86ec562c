"""The calendar in a real browser: no accessibility fault, nothing on the console, no sideways scroll."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from employees.calendar.services import run_calendar
from employees.tests.calendar.people import clerk
from employees.tests.factories import make_position, make_unit
from simpeg import roles
from simpeg.core.dates import months_after, years_after
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db(transaction=True)

# Frames and panels whose content is wider than they are: it would be cut off, or stand outside of its border.
CUT_OFF = """() => [...document.querySelectorAll(".table-frame, .table-scroll, .panel")]
    .filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.innerText.slice(0, 60))"""


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


@pytest.fixture
def employee():
    today = timezone.localdate()
    top = make_unit("Pemerintah Kabupaten", kind="")
    office = make_unit("Dinas Pertanian dan Ketahanan Pangan", parent=top, kind="DINAS")
    ratings = {today.year - 1: 2, today.year - 2: 2}
    since = years_after(today.replace(day=1), -4)
    people = [clerk("II/d", since, unit=office, ratings=ratings, level="15", name=f"Pegawai {n}") for n in range(3)]
    clerk("III/b", since, unit=office, ratings=ratings, birth_date=date(today.year - 57, 5, 1), name="Pegawai Tua")
    make_position(office, title="Kepala Seksi Arsip", kind="1", echelon=41)
    return people[0]


def test_the_pages_are_accessible_quiet_and_fit(enter, live_server, employee):
    officer = make_user(role=roles.PROMOTION_OFFICER.name)
    run_calendar(day=timezone.localdate(), by=officer)
    page, said, found = enter(officer), [], []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    day = months_after(timezone.localdate().replace(day=1), 1)
    what_if = reverse("what_if:page", args=[employee.nip])

    for address in (
        reverse("calendar:index"),
        f"{reverse('calendar:index')}?unit={employee.unit_id}",
        f"{reverse('calendar:people')}?subject=promotion",
        reverse("calendar:warnings"),
        reverse("calendar:person", args=[employee.nip]),
        what_if,
        f"{what_if}?day={day}&exam_kind=STLUD1&exam_on={timezone.localdate()}",
        f"{what_if}?day=0001-01-01&exam_kind=STLUD1",
    ):
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(live_server.url + address)
            for violation in Axe().run(page).response["violations"]:
                found.append((address, width, violation["id"], violation["nodes"][0]["html"]))
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                found.append((address, width, "scrolls sideways", ""))
            found += [(address, width, "cut off", text) for text in page.evaluate(CUT_OFF)]

    assert found == []
    # A refused form answers 422, which the browser mentions; asked for twice, its summary has the focus already.
    assert [line for line in said if "422" not in line and "Autofocus" not in line] == []


def test_an_employee_supposes_an_exam_and_sees_his_promotion_come(enter, live_server, employee):
    page = enter(make_user(nip=employee.nip, role=roles.EMPLOYEE.name))
    page.goto(live_server.url + reverse("calendar:own"))
    assert "Ujian Dinas Tingkat I" in page.inner_text("main")

    page.get_by_role("link", name="Andaikan").first.click()
    page.fill("[name=position]", "arsip")
    page.wait_for_selector("#pilihan-jabatan option", state="attached")
    page.fill("[name=position]", "")
    page.select_option("[name=exam_kind]", "STLUD1")
    page.fill("[name=exam_on]", timezone.localdate().isoformat())
    page.get_by_role("button", name="Lihat akibatnya").click()

    answers = page.inner_text(".what-if-answers")
    assert "bergerak" in answers
    assert "lulus Ujian Dinas Tingkat I" in answers
    assert "Tidak ada yang disimpan" in answers
