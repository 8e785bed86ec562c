import base64
import json
from datetime import date
from decimal import Decimal

import pytest
from django.db.models import F

from employees.models import CreditRecord, Employee, EmployeeState
from employees.tests.factories import make_employee, make_grade, make_unit
from simpeg.web.paging import CHEAP, count_hits, counted_page, cursor_behind, keyset_page, merged_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """Seven people, three of them of one name; grades go up and down again."""
    unit = make_unit()
    names = ["Citra", "Ani", "Budi", "Budi", "Eka", "Budi", "Dewi"]
    grades = ["III/a", "III/b", "III/a", "III/c", "III/b", "III/a", "IV/a"]
    for name, grade in zip(names, grades, strict=True):
        make_employee(name=name, grade=grade, unit=unit)
    return EmployeeState.objects.all()


def walk(queryset, order, size, forward=True):
    """The keys of every page, one after another, and the last page."""
    cursor, pages = None, []
    while True:
        page = keyset_page(queryset, order, cursor, size=size)
        pages.append([row.pk for row in page])
        cursor = page.next
        if cursor is None:
            return pages, page


@pytest.mark.parametrize(
    "order",
    [["sort_name", "employee"], ["-sort_name", "-employee"], ["-grade", "sort_name", "employee"], ["nip"]],
    ids=["up", "down", "down and up", "alone"],
)
@pytest.mark.parametrize("size", [1, 2, 3, 7, 10])
def test_pages_together_are_the_whole_list_each_row_once(people, order, size):
    pages, _ = walk(people, order, size)

    assert sum(pages, []) == list(people.order_by(*order).values_list("pk", flat=True))
    assert all(len(page) == size for page in pages[:-1])


@pytest.mark.parametrize("size", [1, 2, 3, 10])
def test_pages_of_several_streams_are_pages_of_the_whole(people, size):
    order = ["sort_name", "employee"]
    levels = [make_grade("III/a").level, make_grade("III/c").level, make_grade("IV/a").level, 99]
    rows = people.values("sort_name", "employee", "grade")
    wanted = rows.filter(grade__level__in=levels)
    cursor, turned = None, []
    while True:
        page = merged_page(rows, F("grade__level"), levels, order, cursor, size)
        assert page == keyset_page(wanted, order, cursor, size)
        turned.append(page)
        if (cursor := page.next) is None:
            break

    assert [row for page in turned for row in page] == list(wanted.order_by(*order))
    if len(turned) > 1:
        assert merged_page(rows, F("grade__level"), levels, order, turned[-1].previous, size) == turned[-2]


def test_what_is_shown_is_joined_to_the_rows_of_the_page(people, django_assert_num_queries):
    shown = people.values("pk", "nip", "employee__name", "sort_name", "employee")
    pages = []
    for size in (2, 3, 2):
        after = pages[-1].next if pages else None
        with django_assert_num_queries(1):
            page = keyset_page(people, ["sort_name", "employee"], after, size=size, shown=shown)
        assert len(page) == size
        assert all(row["employee__name"].lower() == row["sort_name"] for row in page)
        pages.append(page)

    assert [row["pk"] for page in pages for row in page] == list(
        people.order_by("sort_name", "employee").values_list("pk", flat=True)
    )
    back = keyset_page(people, ["sort_name", "employee"], pages[2].previous, size=3, shown=shown)
    assert back.rows == pages[1].rows


@pytest.mark.parametrize("order", [["sort_name", "employee"], ["-grade", "sort_name", "employee"]])
def test_going_back_shows_the_pages_that_were_there(people, order):
    pages, last = walk(people, order, size=2)

    back = []
    while last.previous:
        last = keyset_page(people, order, last.previous, size=2)
        back.append([row.pk for row in last])

    assert back == pages[-2::-1]
    assert last.previous is None
    assert last.next


def test_a_list_that_fits_has_no_neighbours(people):
    page = keyset_page(people, ["nip"], None, size=7)

    assert (page.next, page.previous, page.has_neighbours) == (None, None, False)


def test_a_row_that_vanishes_between_two_pages_is_not_missed_nor_doubled(people):
    first = keyset_page(people, ["nip"], None, size=3)
    left = list(people.order_by("nip").values_list("pk", flat=True))[3:]

    second = keyset_page(people.exclude(pk=first.rows[2].pk), ["nip"], first.next, size=10)

    assert [row.pk for row in second] == left


TAMPERED = {
    "not base64": "x!",
    "no JSON": "bm9uc2Vuc2U",
    "no list": "NQ",
    "too many keys": "WyI-IiwgImEiLCAiYiIsICJjIl0",
    "a NUL": "WyI-IiwgImFcdTAwMDAiLCAxXQ",
    "no direction": "WzEsIDIsIDNd",
    "NULL": "WyI-IiwgbnVsbCwgbnVsbF0",
    "half a surrogate": "WyI-IiwiXHVkODAwIiwxXQ",
    "infinite": "WyI-IiwiYSIsMWU5OTld",
    "a bomb": "💣",
    "text for a number": "WyI-IiwgImEiLCAiYiJd",
    "a list for a text": "WyI-IiwgWyJhIl0sIHt9XQ",
}


@pytest.mark.parametrize("cursor", TAMPERED.values(), ids=TAMPERED)
def test_a_cursor_that_was_tampered_with_gives_the_first_page(people, cursor):
    page = keyset_page(people, ["sort_name", "employee"], cursor, size=3)

    assert [row.pk for row in page] == [row.pk for row in keyset_page(people, ["sort_name", "employee"], None, size=3)]


def test_a_key_beyond_every_row_gives_an_empty_page(people):
    beyond = base64.urlsafe_b64encode(json.dumps([">", "zzz", 10**30]).encode()).decode()

    assert keyset_page(people, ["sort_name", "employee"], beyond).rows == []


def test_a_date_can_be_a_key():
    first, second = (make_employee(grade_since=day, unit=make_unit()) for day in (date(2020, 1, 1), date(2021, 1, 1)))

    page = keyset_page(Employee.objects.all(), ["-grade_since", "pk"], None, size=1)

    assert page.rows == [second]
    assert keyset_page(Employee.objects.all(), ["-grade_since", "pk"], page.next, size=1).rows == [first]


def pages_by_points(cursor=None):
    return keyset_page(CreditRecord.objects.all(), ["-points", "pk"], cursor, size=2)


def test_a_decimal_number_can_be_a_key(people):
    for number, state in enumerate(people.order_by("pk")[:5]):
        CreditRecord.objects.create(
            employee_id=state.pk, tier="PT", determined_on=date(2026, 1, 1), points=Decimal(number) / 2
        )

    first = pages_by_points()
    second = pages_by_points(first.next)

    assert [row.points for row in [*first, *second]] == [2, Decimal("1.5"), 1, Decimal("0.5")]


@pytest.mark.parametrize("points", ["NaN", "1e999999", "-Infinity", "1234567.5", "12.34567"])
def test_a_number_that_no_row_can_have_gives_the_first_page(people, points):
    CreditRecord.objects.create(employee_id=people.first().pk, tier="PT", determined_on=date(2026, 1, 1), points=1)
    cursor = base64.urlsafe_b64encode(json.dumps([">", points, 1]).encode()).decode()

    assert len(pages_by_points(cursor)) == 1


def test_few_rows_are_counted_and_many_estimated(people, monkeypatch):
    assert (count_hits(people).number, count_hits(people).exact) == (7, True)

    monkeypatch.setattr("simpeg.web.paging.CHEAP", -1)

    assert CHEAP > 0
    assert count_hits(people).exact is False


def test_what_can_match_nothing_is_counted_as_nothing(people):
    assert count_hits(people.none()).number == 0
    assert count_hits(people.filter(pk__in=[])).number == 0


SHOWN = ["employee", "sort_name", "nip"]


@pytest.mark.parametrize("order", [["sort_name", "employee"], ["nip"]])
@pytest.mark.parametrize("size", [1, 3, 7, 10])
def test_counted_pages_together_are_the_whole_list_each_row_once(people, order, size):
    cursor, pages = None, []
    while True:
        page, hits = counted_page(people.values(*SHOWN), order, cursor, most=100, size=size)
        pages += [row["employee"] for row in page]
        assert (hits.number, hits.exact, hits.capped) == (7, True, False)
        if (cursor := page.next) is None:
            break

    assert pages == list(people.order_by(*order).values_list("pk", flat=True))


def test_going_back_shows_the_counted_pages_that_were_there(people):
    def page(cursor):
        return counted_page(people.values(*SHOWN), ["sort_name", "employee"], cursor, most=100, size=3)[0]

    first = page(None)
    second = page(first.next)

    assert (first.previous, page(second.previous).rows) == (None, first.rows)


def test_of_too_many_rows_as_many_are_found_and_said_to_be_more(people):
    page, hits = counted_page(people.values(*SHOWN), ["sort_name", "employee"], None, most=2)

    assert (len(page), hits.number, hits.exact, hits.capped) == (3, 2, True, True)


def test_behind_the_last_row_the_count_is_still_that_of_the_list(people):
    last = people.order_by("nip").last()

    page, hits = counted_page(people.values(*SHOWN), ["nip"], cursor_behind(last, ["nip"]), most=100)

    assert (page.rows, hits.number) == ([], 7)


def test_where_no_row_can_match_the_page_is_empty(people):
    page, hits = counted_page(people.none().values(*SHOWN), ["nip"], None, most=100)

    assert (page.rows, hits.number, hits.exact) == ([], 0, True)
