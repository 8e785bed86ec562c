from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from employees.models import Employee
from employees.tests.factories import make_appointment, make_employee, make_unit
from simpeg.core.dates import years_after
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
LIST, SEARCH = reverse("directory:list"), reverse("directory:search")


@pytest.fixture
def officer(client):
    user = make_user("view_all_units")
    client.force_login(user)
    return user


def names(response):
    return [person.name for person in response.context["page"]]


def test_the_list_shows_what_identifies_and_what_decides(client, officer):
    employee = make_employee(name="Siti Rahma", back_title="S.Pd.", grade="III/c", unit=make_unit("SD Negeri 1"))
    make_appointment(employee, title="Guru Kelas Ahli Muda", kind="2", tier="MU")

    page = client.get(LIST).content.decode()

    nip = employee.nip
    grouped = f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
    for text in ("Siti Rahma, S.Pd.", grouped, "III/c", "01-04-2022", "Guru Kelas Ahli Muda", "SD Negeri 1", "PNS"):
        assert text in page
    assert reverse("dossier:detail", args=[nip]) in page


def test_without_the_permission_there_is_no_list_and_no_search(client):
    client.force_login(make_user(nip="198501012010012001"))

    assert client.get(LIST).status_code == 403
    assert client.get(SEARCH, {"q": "siti"}).status_code == 403


def test_an_office_sees_its_own_people_and_nobody_elses(client):
    ours, theirs = make_unit("Dinas A"), make_unit("Dinas B")
    make_employee(name="Ani", unit=make_unit("Bidang A1", parent=ours))
    make_employee(name="Budi", unit=theirs)
    client.force_login(make_user("view_own_units", mandates=[ours]))

    assert names(client.get(LIST)) == ["Ani"]
    assert names(client.get(LIST, {"q": "budi"})) == []
    assert names(client.get(LIST, {"unit": theirs.pk})) == ["Ani"]  # not theirs to choose: said, and ignored
    assert "Budi" not in client.get(SEARCH, {"q": "budi"}).content.decode()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"status": "PPPK"}, ["Budi"]),
        ({"grade": "34"}, ["Citra"]),
        ({"position": "2"}, ["Ani"]),
        ({"position": "tanpa"}, ["Budi", "Citra"]),
        ({"standing": "99"}, ["Citra"]),
        ({"standing": "aktif"}, ["Ani", "Budi"]),
        ({"q": "an", "status": "PNS"}, ["Ani"]),
        ({"sort": "grade"}, ["Citra", "Ani", "Budi"]),
        ({"sort": "nip"}, ["Budi", "Ani", "Citra"]),
        ({"sort": "unit"}, ["Citra", "Ani", "Budi"]),
    ],
)
def test_filters_and_orders(client, officer, query, shown):
    last, first = make_unit("Z"), make_unit("A")
    ani = make_employee(name="Ani", grade="III/b", unit=last, nip="198501012010012002")
    make_appointment(ani, kind="2", title="Guru Ahli Pertama", tier="PT")
    budi = {"status": Employee.Status.PPPK, "standing": Employee.Standing.PPPK_ACTIVE, "pns_since": None}
    make_employee(name="Budi", grade="V", unit=last, nip="198501012010012001", **budi)
    make_employee(name="Citra", grade="III/d", unit=first, standing="99", nip="198501012010012003")

    assert names(client.get(LIST, query)) == shown


def test_people_are_of_an_age_from_their_birthday_on(client, officer):
    today = timezone.localdate()
    turned = years_after(today, -40)
    make_employee(name="Empat Puluh", birth_date=turned)
    make_employee(name="Besok", birth_date=turned + timedelta(days=1))

    assert names(client.get(LIST, {"age": "40-49"})) == ["Empat Puluh"]
    assert names(client.get(LIST, {"age": "30-39"})) == ["Besok"]
    assert names(client.get(LIST, {"age": "-30"})) == names(client.get(LIST, {"age": "58-"})) == []


def test_a_unit_filter_reaches_everything_below(client, officer):
    office = make_unit("Dinas A")
    make_employee(name="Ani", unit=make_unit("Bidang A1", parent=office))
    make_employee(name="Budi", unit=make_unit("Dinas B"))

    response = client.get(LIST, {"unit": office.pk})

    assert names(response) == ["Ani"]
    assert [(chip["label"], str(chip["value"])) for chip in response.context["chips"]] == [
        ("Unit kerja dan bawahannya", "Dinas A")
    ]


def test_each_filter_is_a_chip_that_can_be_taken_away_alone(client, officer):
    response = client.get(LIST, {"q": "ani", "status": "PNS", "sort": "nip", "halaman": "x"})

    assert [(chip["label"], chip["value"], chip["href"]) for chip in response.context["chips"]] == [
        ("Nama atau NIP", "ani", f"{LIST}?status=PNS&sort=nip"),
        ("Status", "PNS", f"{LIST}?q=ani&sort=nip"),
    ]
    assert response.context["clear"] == f"{LIST}?sort=nip"


@pytest.mark.parametrize(
    "query",
    [
        {"unit": "x"},
        {"unit": "9" * 40},
        {"grade": "-1"},
        {"status": "'; --"},
        {"standing": "\x00"},
        {"q": "a\x00b"},
        {"q": "a" * 5000},
        {"sort": "employee__nik"},
        {"halaman": "💣"},
    ],
)
def test_what_nobody_would_type_is_answered_with_a_list(client, officer, query):
    make_employee()

    assert client.get(LIST, query).status_code == 200


def test_an_unknown_choice_is_named(client, officer):
    make_employee()

    assert "BUKAN (tidak dikenal)" in client.get(LIST, {"status": "BUKAN"}).content.decode()


def test_an_empty_list_says_what_to_do(client, officer):
    page = client.get(LIST, {"q": "tidak ada orangnya"}).content.decode()

    assert "Tidak ada pegawai yang cocok" in page
    assert "Hapus semua saringan" in page


def test_the_second_page_begins_where_the_first_ended(client, officer):
    unit = make_unit()
    for number in range(60):
        make_employee(name=f"Pegawai {number:02d}", unit=unit)

    first = client.get(LIST)
    second = client.get(LIST, {"halaman": first.context["page"].next})

    assert names(first) == [f"Pegawai {number:02d}" for number in range(50)]
    assert names(second) == [f"Pegawai {number:02d}" for number in range(50, 60)]
    assert names(client.get(LIST, {"halaman": second.context["page"].previous})) == names(first)
    assert f"{60}</strong> pegawai" in first.content.decode()


@pytest.mark.parametrize("people", [5, 50])
def test_the_list_needs_the_same_queries_for_few_and_for_many(client, officer, people, django_assert_num_queries):
    unit = make_unit()
    for _ in range(people):
        make_appointment(make_employee(unit=unit))

    with django_assert_num_queries(12):
        response = client.get(LIST, {"unit": unit.pk, "standing": "aktif"})

    assert len(response.context["page"]) == people
    assert len(response.content) < 150 * 1024


@pytest.mark.parametrize("people", [5, 50])
def test_the_list_of_an_office_keeps_within_twelve_queries(client, people, django_assert_num_queries):
    unit = make_unit()
    for _ in range(people):
        make_employee(unit=unit)
    client.force_login(make_user("view_own_units", mandates=[unit]))

    with django_assert_num_queries(11):
        response = client.get(LIST)

    assert len(response.context["page"]) == people


def test_enter_opens_the_person_who_is_the_only_hit(client, officer):
    siti = make_employee(name="Siti Rahma")
    make_employee(name="Budi Santoso")

    response = client.get(SEARCH, {"q": "siti"})

    assert response.status_code == 302
    assert response.url == reverse("dossier:detail", args=[siti.nip])


def test_several_hits_are_a_page_and_while_typing_a_short_list(client, officer):
    make_employee(name="Siti Rahma")
    make_employee(name="Siti Aminah")

    page = client.get(SEARCH, {"q": "siti"}).content.decode()
    piece = client.get(SEARCH, {"q": "siti"}, headers={"HX-Request": "true"}).content.decode()

    assert "<title>Hasil pencarian “siti” – SIMPEG</title>" in page
    for text in ("Siti Rahma", "Siti Aminah"):
        assert text in page
        assert text in piece
    assert "<html" not in piece


def test_a_text_that_is_code_stays_text(client, officer):
    text = '<script>alert("1")</script>'

    assert text not in client.get(SEARCH, {"q": text}).content.decode()
    assert text not in client.get(LIST, {"q": text}).content.decode()


def test_lists_are_for_reading(client, officer):
    assert client.post(LIST).status_code == 405
    assert client.post(SEARCH).status_code == 405
