from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from employees.models import Employee
from employees.tests.factories import make_appointment, make_education, make_employee, make_position, make_unit
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
LIST, TREE = reverse("directory:list"), reverse("units:tree")
THEN = "2024-01-01"


@pytest.fixture
def regency():
    """Ani was in office A and is now in B; Budi came in 2025; Citra retired in 2025."""
    top = make_unit("Pemerintah Kabupaten", kind="")
    a, b = make_unit("Dinas A", parent=top, kind="DINAS"), make_unit("Dinas B", parent=top, kind="DINAS")
    ani = make_employee(name="Ani", unit=b, grade="III/c", grade_since=date(2025, 4, 1))
    make_appointment(ani, title="Pengolah Data", unit=a, since=date(2020, 1, 1))
    make_appointment(ani, title="Analis", unit=b, since=date(2025, 1, 1))
    budi = make_employee(name="Budi", unit=a, cpns_since=date(2025, 3, 1), pns_since=date(2026, 3, 1))
    make_appointment(budi, unit=a, since=date(2025, 3, 1))
    citra = make_employee(name="Citra", unit=a)
    make_appointment(citra, unit=a, title="Kepala Dinas A", kind="1", echelon=22, since=date(2019, 1, 1))
    citra.standing_records.create(standing="99", since=date(2025, 7, 1))
    make_position(a, title="Pengolah Data", need=1)
    return {"top": top, "a": a, "b": b, "ani": ani, "budi": budi, "citra": citra}


@pytest.fixture
def officer(client):
    client.force_login(make_user("view_all_units"))


def names(response):
    return [person.name for person in response.context["page"]]


def test_the_list_is_that_of_the_day(client, officer, regency):
    now = client.get(LIST, {"standing": "aktif"})
    then = client.get(LIST, {"standing": "aktif", "per": THEN})

    assert (names(now), names(then)) == (["Ani", "Budi"], ["Ani", "Citra"])
    page = then.content.decode()
    for text in ("Keadaan per 1 Januari 2024", "kembali ke hari ini", "Data per 1 Januari 2024", "Dinas A", "III/a"):
        assert text in page
    assert f"/pegawai/{regency['ani'].nip}/?per={THEN}" in page
    assert "Keadaan per" not in now.content.decode()


def test_filters_and_orders_speak_of_the_day(client, officer, regency):
    def listed(**query):
        return names(client.get(LIST, query | {"per": THEN}))

    assert listed(unit=regency["a"].pk) == ["Ani", "Citra"]
    assert listed(unit=regency["b"].pk) == []
    assert listed(position="1") == ["Citra"]
    assert listed(grade="33") == []
    assert listed(sort="grade") == ["Citra", "Ani"]
    assert listed(sort="unit") == ["Ani", "Citra"]
    assert listed(q="ani") == ["Ani"]


def test_today_in_the_address_is_the_present(client, officer, regency):
    response = client.get(LIST, {"per": timezone.localdate().isoformat()})

    assert names(response) == ["Ani", "Budi", "Citra"]
    assert "kembali ke hari ini" not in response.content.decode()


@pytest.mark.parametrize("text", ["x", "\x00", "2026-02-30", "0001-01-01", "9999-12-31", "9" * 40, "٢٠٢٤-٠١-٠١"])
def test_a_day_that_cannot_be_asked_is_a_sentence_and_the_present(client, officer, regency, text):
    for address in (LIST, TREE, reverse("units:detail", args=[regency["a"].pk]),
                    reverse("dossier:detail", args=[regency["ani"].nip])):  # fmt: skip
        response = client.get(address, {"per": text})

        assert response.status_code == 422
        assert 'id="per-galat"' in response.content.decode()


def test_the_tree_and_the_unit_count_the_people_of_the_day(client, officer, regency):
    then = client.get(reverse("units:detail", args=[regency["a"].pk]), {"per": THEN})
    now = client.get(reverse("units:detail", args=[regency["a"].pk]))

    assert (then.context["active"], now.context["active"]) == (2, 1)
    assert then.context["head"].employee.name == "Citra"
    assert now.context["head"] is None
    holders = [(post.title, post.holders) for post, _ in then.context["posts"]]
    assert holders == [("Pengolah Data", 1)]
    tree = client.get(TREE, {"per": THEN})
    assert [(b.unit.name, b.people) for b in tree.context["branches"]] == [("Dinas A", 2), ("Dinas B", 0)]
    assert f"/unit/{regency['a'].pk}/?per={THEN}" in tree.content.decode()


def test_a_unit_stands_in_the_tree_from_its_opening_to_its_closing(client, officer, regency):
    type(regency["b"]).objects.filter(pk=regency["b"].pk).update(opened_on=date(2024, 1, 2), closed_on=date(2025, 1, 1))

    def shown(day):
        return [branch.unit.name for branch in client.get(TREE, {"per": day}).context["branches"]]

    assert shown("2024-01-01") == ["Dinas A"]
    assert shown("2024-01-02") == ["Dinas A", "Dinas B"]
    assert shown("2025-01-01") == ["Dinas A"]


def test_the_file_is_that_of_the_day(client, officer, regency):
    make_education(regency["ani"], name="S-2 Hukum", level="45", recognised_on=date(2025, 1, 1), graduated=2024)
    make_education(regency["ani"], name="S-1 Hukum", graduated=2008)

    page = client.get(reverse("dossier:detail", args=[regency["ani"].nip]), {"per": THEN}).content.decode()

    for text in ("Keadaan per 1 Januari 2024", "Pengolah Data", "Dinas A", "S-1 Hukum", "Penata Muda"):
        assert text in page
    for text in ("Analis", "S-2 Hukum", "Yang belum lengkap"):
        assert text not in page
    assert f"/unit/{regency['a'].pk}/?per={THEN}" in page


def test_before_he_came_there_is_no_file(client, officer, regency):
    page = client.get(reverse("dossier:detail", args=[regency["budi"].nip]), {"per": THEN})

    assert page.status_code == 200
    assert "belum menjadi pegawai" in page.content.decode()


def test_whoever_left_at_an_unknown_day_is_told(client, officer, regency):
    make_employee(name="Dewi", standing="99")

    page = client.get(LIST, {"per": THEN}).content.decode()

    assert "1 orang tidak aktif tanpa tanggal tercatat" in page


def test_an_office_sees_whom_it_had_and_opens_only_whom_it_has(client, regency):
    client.force_login(make_user("view_own_units", mandates=[regency["a"]]))

    response = client.get(LIST, {"per": THEN})

    page = response.content.decode()
    assert names(response) == ["Ani", "Citra"]
    assert f"/pegawai/{regency['ani'].nip}/" not in page
    assert f"/pegawai/{regency['citra'].nip}/?per={THEN}" in page
    assert client.get(reverse("dossier:detail", args=[regency["ani"].nip]), {"per": THEN}).status_code == 404


def test_an_office_opens_whom_it_has_on_days_when_it_had_him_not(client, regency):
    client.force_login(make_user("view_own_units", mandates=[regency["b"]]))

    assert names(client.get(LIST, {"per": THEN})) == []
    page = client.get(reverse("dossier:detail", args=[regency["ani"].nip]), {"per": THEN})
    assert page.status_code == 200
    assert "Pengolah Data" in page.content.decode()


@pytest.mark.parametrize("people", [5, 50])
def test_the_list_of_a_day_needs_the_same_queries_for_few_and_for_many(
    client, officer, people, django_assert_num_queries
):
    unit = make_unit()
    for _ in range(people):
        make_appointment(make_employee(unit=unit))

    with django_assert_num_queries(17):  # two of them open and close the test's own savepoint
        response = client.get(LIST, {"unit": unit.pk, "standing": "aktif", "per": THEN})

    assert len(response.context["page"]) == people


@pytest.mark.parametrize("people", [3, 60])
def test_the_pages_of_a_day_follow_each_other(client, officer, people):
    unit = make_unit()
    for number in range(people):
        make_employee(unit=unit, name=f"Orang {number:02d}")

    first = client.get(LIST, {"per": THEN})
    assert len(names(first)) == min(people, 50)
    if people > 50:
        second = client.get(LIST, {"per": THEN, "halaman": first.context["page"].next})
        assert names(second) == [f"Orang {number:02d}" for number in range(50, 60)]
    assert Employee.objects.count() == people
