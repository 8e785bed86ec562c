"""Two officers at two screens: the same grade, at the same time."""

import pytest
from django.test import Client

from employees.records.links import way_to
from employees.tests.factories import make_employee, make_unit
from simpeg import roles
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def screens(browser, live_server):
    """`screens(name)`: a page of a browser of its own, in which a records officer of that name is logged in."""
    contexts = []

    def screen(name):
        client = Client()
        client.force_login(make_user(role=roles.RECORDS_OFFICER.name, name=name))
        key, cookie = next(iter(client.cookies.items()))
        context = browser.new_context()
        context.add_cookies([{"name": key, "value": cookie.value, "url": live_server.url}])
        contexts.append(context)
        return context.new_page()

    yield screen
    for context in contexts:
        context.close()


def test_of_two_browsers_that_correct_the_same_grade_one_wins_and_one_is_told(screens, live_server):
    employee = make_employee()
    record = employee.grade_records.get()
    first, second = screens("Rina Pertama"), screens("Budi Kedua")
    for page, decree in ((first, "SK-RINA"), (second, "SK-BUDI")):
        page.goto(live_server.url + way_to(employee, "golongan", record))
        page.get_by_label("Nomor SK").fill(decree)
        page.get_by_label("Alasan").fill("Nomor SK keliru")

    first.get_by_role("button", name="Simpan").click()
    first.wait_for_url("**/pegawai/*/#golongan")
    second.get_by_role("button", name="Simpan").click()

    told = second.get_by_role("alert")
    told.wait_for()
    assert "baru saja diubah oleh Rina Pertama" in told.inner_text()
    assert second.get_by_label("Nomor SK").input_value() == "SK-BUDI"
    assert "SK-RINA" in second.inner_text("main")
    assert employee.grade_records.get().decree == "SK-RINA"


def test_a_unit_is_chosen_while_typing(screens, live_server):
    employee = make_employee()
    make_unit("Subbagian Umum", parent=make_unit("Dinas Kesehatan"))
    page = screens("Rina")
    page.goto(live_server.url + way_to(employee, "jabatan"))

    page.get_by_label("Unit kerja").fill("")
    page.get_by_label("Unit kerja").press_sequentially("umum kes")

    page.locator("#pilihan-unit option").first.wait_for(state="attached")
    assert page.locator("#pilihan-unit option").first.get_attribute("value").startswith("Subbagian Umum, Dinas Kes")
