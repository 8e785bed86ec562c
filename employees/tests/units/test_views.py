from datetime import date

import pytest
from django.urls import reverse

from employees.tests.factories import make_appointment, make_employee, make_position, make_unit
from employees.units import queries
from simpeg.law.engine import Law
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
TREE = reverse("units:tree")
LAW_DAY = date(2026, 11, 24)


@pytest.fixture
def regency():
    """A top, two offices below it, a section below the first: people everywhere, one of them retired."""
    top = make_unit("Pemerintah Kabupaten", kind="")
    first, second = make_unit("Dinas A", parent=top, kind="DINAS"), make_unit("Dinas B", parent=top, kind="DINAS")
    section = make_unit("Bidang A1", parent=first)
    head = make_employee(name="Ani Kepala", unit=first)
    make_appointment(head, title="Kepala Dinas A", kind="1", echelon=22)
    for unit in (first, section, section, second):
        make_appointment(make_employee(unit=unit))
    make_employee(unit=section, standing="99")
    return {"top": top, "first": first, "second": second, "section": section, "head": head}


def shown(branches):
    return [(b.unit.name, b.head and b.head.name, b.people, b.has_branches) for b in branches]


def test_a_branch_counts_the_active_people_of_its_whole_tree(regency):
    officer, law = make_user("view_all_units"), Law.on(LAW_DAY)

    assert shown(queries.roots(officer, law)) == [("Pemerintah Kabupaten", None, 5, True)]
    assert shown(queries.branches(regency["top"], officer, law)) == [
        ("Dinas A", "Ani Kepala", 4, True),
        ("Dinas B", None, 1, False),
    ]
    assert queries.head_counts(regency["first"], officer, law) == {None: 2, regency["section"].pk: 2}


def test_the_tree_of_an_office_begins_with_it(regency):
    law = Law.on(LAW_DAY)
    user = make_user("view_own_units", mandates=[regency["first"], regency["section"]])

    assert shown(queries.roots(user, law)) == [("Dinas A", "Ani Kepala", 4, True)]
    assert queries.roots(make_user("view_own_units"), law) == []


def test_the_position_map_says_what_is_missing_and_what_is_over(regency):
    unit = regency["section"]
    make_position(unit, title="Pengolah Data", need=1)
    make_position(unit, title="Analis Kebijakan Ahli Muda", kind="2", tier="MU", need=2)

    posts = queries.position_map(unit, Law.on(LAW_DAY))

    assert [(post.title, post.need, post.holders, balance) for post, balance in posts] == [
        ("Analis Kebijakan Ahli Muda", 2, 0, -2),
        ("Pengolah Data", 1, 2, 1),
    ]


def test_the_tree_opens_level_by_level(client, regency):
    client.force_login(make_user("view_all_units"))

    page = client.get(TREE).content.decode()
    piece = client.get(
        reverse("units:branches", args=[regency["first"].pk]), headers={"HX-Request": "true"}
    ).content.decode()

    assert "Dinas A" in page
    assert "Bidang A1" not in page
    assert "Bidang A1" in piece
    assert "<html" not in piece


def test_without_script_a_level_opens_as_the_units_page(client, regency):
    client.force_login(make_user("view_all_units"))

    response = client.get(reverse("units:branches", args=[regency["first"].pk]))

    assert response.url == reverse("units:detail", args=[regency["first"].pk])


def test_a_unit_shows_head_branches_posts_and_people(client, regency):
    make_position(regency["first"], title="Kepala Dinas A", kind="1", echelon=22, need=1)
    client.force_login(make_user("view_all_units"))

    response = client.get(reverse("units:detail", args=[regency["first"].pk]))

    page = response.content.decode()
    for text in ("<title>Dinas A – SIMPEG</title>", "Ani Kepala", "Bidang A1", "sesuai", "Pemerintah Kabupaten"):
        assert text in page
    assert (response.context["active"], response.context["active_here"]) == (4, 2)
    assert len(response.context["page"]) == 5  # the retired one is listed too, and not counted as active


def test_an_office_sees_its_own_units_and_no_others(client, regency):
    client.force_login(make_user("view_own_units", mandates=[regency["first"]]))

    page = client.get(TREE).content.decode()

    assert "Dinas A" in page
    assert "Dinas B" not in page
    assert client.get(reverse("units:detail", args=[regency["section"].pk])).status_code == 200
    for hidden in ("top", "second"):
        assert client.get(reverse("units:detail", args=[regency[hidden].pk])).status_code == 404
        assert client.get(reverse("units:branches", args=[regency[hidden].pk])).status_code == 404


def test_without_the_permission_there_is_no_tree(client, regency):
    client.force_login(make_user(nip=regency["head"].nip))

    for address in (TREE, reverse("units:detail", args=[regency["first"].pk])):
        assert client.get(address).status_code == 403


@pytest.mark.parametrize("pk", [0, 999999, 10**25])
def test_a_unit_that_does_not_exist_is_not_found(client, pk):
    client.force_login(make_user("view_all_units"))

    assert client.get(f"/unit/{pk}/").status_code == 404


@pytest.mark.parametrize("offices", [1, 8])
def test_the_tree_needs_the_same_queries_for_few_and_for_many(client, regency, offices, django_assert_num_queries):
    for number in range(offices):
        unit = make_unit(f"Dinas {number}", parent=regency["top"])
        make_appointment(make_employee(unit=unit), title="Kepala Dinas", kind="1", echelon=22)
    client.force_login(make_user("view_all_units"))

    with django_assert_num_queries(13):
        assert client.get(TREE).status_code == 200
