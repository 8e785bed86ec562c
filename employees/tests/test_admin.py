"""The admin's list of employees, where people are found as on our own pages."""

import pytest
from django.urls import reverse

from employees.tests.factories import make_employee, make_unit
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
LIST = reverse("admin:employees_employee_changelist")


@pytest.fixture
def officer(client):
    client.force_login(make_user("view_all_units", "view_employee", "open_admin"))


def found(response):
    return sorted(employee.name for employee in response.context["cl"].result_list)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("rahma siti", ["Siti Rahma"]),
        ("Dra. Siti Rahma, M.Si.", ["Siti Rahma"]),
        ("19850101 201001 2 001", ["Siti Rahma"]),
        ("201001", ["Siti Rahma"]),
        ("tidak ada", []),
        (" ", ["Budi", "Siti Rahma"]),
    ],
)
def test_people_are_found_as_on_our_own_list(client, officer, text, names):
    make_employee(name="Siti Rahma", nip="198501012010012001")
    make_employee(name="Budi", nip="197505052005011003")

    assert found(client.get(LIST, {"q": text})) == names


def test_more_hits_than_a_page_are_one_page_and_said_so(client, officer):
    unit = make_unit()
    for _ in range(52):
        make_employee(name="Ani", unit=unit)

    page = client.get(LIST, {"q": "ani"})

    assert len(found(page)) == 50
    assert "Lebih dari 50 pegawai cocok" in page.content.decode()


@pytest.mark.parametrize("people", [2, 60])
def test_the_list_asks_the_same_of_few_and_of_many(client, officer, people, django_assert_num_queries):
    for _ in range(people):
        make_employee(unit=make_unit())
    client.get(LIST)

    with django_assert_num_queries(8):
        page = client.get(LIST)

    assert len(found(page)) == min(people, 50)
    assert "Dinas Pendidikan" in page.content.decode()
