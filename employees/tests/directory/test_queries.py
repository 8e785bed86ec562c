from datetime import timedelta

import pytest
from django.utils import timezone

from employees.directory.queries import SORTS, matching, name_words, nip_part, people_page, states
from employees.directory.search import PEOPLE_SHOWN, quick_search
from employees.models import Employee, NameWord
from employees.state import rebuild
from employees.tests.factories import make_appointment, make_employee, make_grade, make_unit
from simpeg.core.dates import years_after
from simpeg.testing.people import make_user
from simpeg.web.paging import Hits

NIP = "198501012010012001"


@pytest.fixture
def officer(db):
    return make_user("view_all_units")


def found(officer, text):
    return [state.employee for state in matching(states(officer), text)]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("19850101 201001 2 001", NIP),
        (NIP, NIP),
        ("1985-01.01", "19850101"),
        ("201001\xa02", "2010012"),
        ("12", None),
        ("1234567890123456789", None),
        ("١٢٣٤", None),
        ("siti 123", None),
    ],
)
def test_a_nip_or_a_part_of_it_is_known_by_its_digits(text, digits):
    assert nip_part(text) == digits


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("siti rahma", ["siti", "rahma"]),
        ("Dr. Hj. Siti Rahma, S.Pd., M.Si.", ["Siti", "Rahma"]),
        ("drg Siti", ["Siti"]),
        ("h. m. yusuf", ["yusuf"]),
        ("dr", ["dr"]),
        ("S.Pd.", ["S.Pd"]),
        (", M.Si.", ["M.Si"]),
        ("", []),
    ],
)
def test_titles_are_no_part_of_a_name_unless_nothing_else_was_typed(text, words):
    assert name_words(text) == words


@pytest.mark.parametrize(
    "text",
    ["rahma", "SITI RAHMA", "rahma siti", "Dra. Siti Rahma, M.Si.", "sìti", "hma", NIP, "19850101 201001", "2 001"],
)
def test_a_person_is_found_by_any_part_of_name_or_nip(officer, text):
    siti = make_employee(name="Siti Rahma", nip=NIP)
    make_employee(name="Budi Santoso", nip="197505052005011003")

    assert found(officer, text) == [siti]


def test_accents_and_curled_apostrophes_on_file_are_found_by_plain_letters(officer):
    jose, maruf = make_employee(name="José Lopes"), make_employee(name="Ma’ruf")

    assert found(officer, "jose") == [jose]
    assert found(officer, "ma'ruf") == [maruf]


@pytest.mark.parametrize("text", ["%", "_____", "\\", "siti%rahma"])
def test_signs_of_a_pattern_are_only_letters(officer, text):
    make_employee(name="Siti Rahma")

    assert found(officer, text) == []


def test_lists_of_an_office_hold_its_people_and_not_ones_own_file_elsewhere(db):
    office, elsewhere = make_unit("Dinas A"), make_unit("Dinas B")
    below = make_unit("Bidang A1", parent=office)
    ours, own = make_employee(unit=below), make_employee(unit=elsewhere, nip=NIP)
    user = make_user("view_own_units", mandates=[office], nip=NIP)

    assert [state.employee for state in states(user)] == [ours] != [own]


def test_people_without_a_unit_stand_in_every_order(officer):
    lonely = make_employee(name="Tanpa Unit", unit=make_unit())
    type(lonely).objects.filter(pk=lonely.pk).update(unit=None)

    for sort in SORTS:
        page, _, _ = people_page(states(officer), sort, None)
        assert [(row.pk, row.unit) for row in page] == [(lonely.pk, "Tanpa unit")]


def test_the_search_box_finds_people_posts_and_units(officer):
    office = make_unit("Dinas Pertanian")
    holder = make_employee(name="Budi Santoso", unit=office)
    make_appointment(holder, title="Penyuluh Pertanian Ahli Muda", kind="2", tier="MU")

    by_name, by_post = quick_search(officer, "budi"), quick_search(officer, "pertanian")

    (row,) = by_name.people
    assert (row.pk, by_name.holders, by_name.units, by_name.only_person) == (holder.pk, [], [], row)
    assert (by_post.people, by_post.holders, by_post.units, by_post.only_person) == ([], [row], [office], None)


def test_the_search_box_shows_a_handful_and_says_that_there_are_more(officer):
    unit = make_unit()
    for _ in range(PEOPLE_SHOWN + 1):
        make_employee(name="Ani", unit=unit)

    hits = quick_search(officer, "ani")

    assert (len(hits.people), hits.more_people, hits.only_person) == (PEOPLE_SHOWN, True, None)


@pytest.mark.parametrize("text", ["", "a", " "])
def test_less_than_two_letters_are_not_searched(officer, text, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert not quick_search(officer, text.strip())


@pytest.mark.parametrize(("most", "few"), [(0, 0), (1, 0), (500, 0), (500, 30)])
def test_parts_of_names_are_found_however_many_words_hold_them(officer, monkeypatch, most, few):
    monkeypatch.setattr("employees.directory.queries.MOST_WORDS", most)
    monkeypatch.setattr("employees.directory.queries.FEW_WORDS", few)
    unit = make_unit()
    for name in ("Siti Rahmawati", "Abdurrahman  Aziz", "Réné d'Arc", "Rahmi Siti"):
        make_employee(name=name, unit=unit)

    def names(text):
        return sorted(one.name for one in found(officer, text))

    assert names("rahm") == ["Abdurrahman  Aziz", "Rahmi Siti", "Siti Rahmawati"]
    assert names("RAHM sit") == ["Rahmi Siti", "Siti Rahmawati"]
    assert names("rene d'a") == ["Réné d'Arc"]
    assert names("mi") == ["Rahmi Siti"]
    assert names("rahm zulkifli") == names("%") == names("_") == []


def test_a_name_is_found_as_it_is_now(officer):
    person = make_employee(name="Siti Rahma")
    Employee.objects.update(name="Putri Ayu")

    assert found(officer, "ayu putri") == [person]
    assert not found(officer, "rahma")


def test_the_words_of_names_are_noted_once_and_again_when_everything_is_drawn_anew(officer):
    unit = make_unit()
    for name in ("Siti Rahma", "siti aminah", "SITI RAHMA"):
        make_employee(name=name, unit=unit)
    noted = NameWord.objects.order_by("word").values_list("word", flat=True)
    assert list(noted) == ["aminah", "rahma", "siti"]

    NameWord.objects.filter(word="rahma").delete()
    assert not found(officer, "rahma")
    rebuild()
    assert list(noted) == ["aminah", "rahma", "siti"]


def test_a_text_that_fits_too_many_shows_the_first_found_and_says_so(officer, monkeypatch, client):
    monkeypatch.setattr("employees.directory.queries.MOST_HITS", 2)
    monkeypatch.setattr("employees.directory.queries.CHEAP", -1)
    unit = make_unit()
    for _ in range(5):
        make_employee(name="Ani", unit=unit)
    client.force_login(officer)

    page = client.get("/pegawai/", {"q": "ani"})

    assert len(page.context["page"]) == 3
    assert "lebih dari 2</strong> pegawai cocok" in page.content.decode()
    assert "persempit pencarian" in page.content.decode()


def test_the_cap_is_on_what_the_user_may_see_and_not_on_others(db, monkeypatch):
    monkeypatch.setattr("employees.directory.queries.MOST_HITS", 2)
    monkeypatch.setattr("employees.directory.queries.CHEAP", -1)
    theirs, ours = make_unit("Dinas A"), make_unit("Dinas B")
    for _ in range(5):
        make_employee(name="Ani", unit=theirs)
    own = make_employee(name="Ani", unit=ours)
    user = make_user("view_own_units", mandates=[ours])

    page, hits, _ = people_page(matching(states(user), "ani"), "name", None, typed=True)

    assert [row.pk for row in page] == [own.pk]
    assert (hits.number, hits.capped) == (1, False)


def test_people_of_a_grade_and_an_age_are_merged_from_their_years(officer, monkeypatch, client):
    unit, today = make_unit(), timezone.localdate()
    for number in range(6):
        born = years_after(today, -40 - number % 3) - timedelta(days=200 * (number % 2))
        make_employee(name=f"Orang {number}", unit=unit, birth_date=born)
    for name, age, grade in [("Tua", 51, "III/b"), ("Muda", 39, "III/b"), ("Lain", 41, "III/c")]:
        make_employee(name=name, unit=unit, birth_date=years_after(today, -age), grade=grade)
    client.force_login(officer)
    asked = {"age": "40-49", "grade": make_grade("III/b").pk}
    counted = client.get("/pegawai/", asked)

    monkeypatch.setattr("employees.directory.queries.CHEAP", -1)
    merged = client.get("/pegawai/", asked | {"sort": "nip"})

    assert [one.name for one in merged.context["page"]] == [f"Orang {number}" for number in range(6)]
    assert merged.context["page"].rows == counted.context["page"].rows
    assert (merged.context["sort"], merged.context["hits"]) == ("name", Hits(6, True))
    nobody = client.get("/pegawai/", asked | {"age": "50-57", "grade": make_grade("III/c").pk})
    assert "Tidak ada pegawai yang cocok" in nobody.content.decode()
    assert nobody.context["hits"] == Hits(0, True)


def test_a_list_too_long_to_count_is_sorted_by_an_index_and_says_so(officer, monkeypatch, client):
    monkeypatch.setattr("employees.directory.queries.CHEAP", -1)
    unit = make_unit()
    for _ in range(51):
        make_employee(unit=unit)
    client.force_login(officer)

    by_unit, by_nip = client.get("/pegawai/", {"sort": "unit"}), client.get("/pegawai/", {"sort": "nip"})

    assert (by_unit.context["sort"], by_nip.context["sort"]) == ("name", "nip")
    assert "diurutkan menurut nama" in by_unit.content.decode()
    assert "diurutkan menurut nama" not in by_nip.content.decode()
    assert "sekitar" in by_unit.content.decode()
