from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from employees.models import Headcount, Position, Retirement
from employees.tests.factories import make_appointment, make_employee, make_position, make_unit
from employees.units import headcount
from employees.units.headcount import Tally
from simpeg.core.sql import as_of
from simpeg.law.engine import Law
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)


@pytest.fixture
def office():
    """A department with a section: one post short, one too full, one that no map knows."""
    top = make_unit("Dinas A")
    section = make_unit("Bidang A1", parent=top)
    make_position(top, title="Kepala Dinas A", kind="1", echelon=22, need=1)
    make_position(top, title="Analis", need=3)
    make_position(section, title="Pengolah Data", need=1)
    make_appointment(make_employee(unit=top), title="Analis")
    make_appointment(make_employee(unit=top, status="PPPK", grade="IX", pns_since=None), title="Analis")
    for _ in range(2):
        make_appointment(make_employee(unit=section))
    make_appointment(make_employee(unit=section), title="Juru Bayar")
    make_employee(unit=section)  # without a position
    make_appointment(make_employee(unit=section, standing="99"))  # retired
    return top, section


def test_the_sums_of_a_tree_equal_its_head_count(office):
    top, section = office
    user = make_user("view_all_units")

    with as_of(DAY):
        below = headcount.tallies_below(top, user)
        both = headcount.tallies_of([top, section], user)

    assert below == {
        None: Tally(need=4, pns=1, pppk=1, short=2, over=0, off_map=0, posts=2),
        section.pk: Tally(need=1, pns=4, pppk=0, short=0, over=1, off_map=2, posts=1),
    }
    whole = below[None] + below[section.pk]
    assert both == {top.pk: whole, section.pk: below[section.pk]}
    assert (whole.holders, whole.balance) == (6, whole.over + whole.off_map - whole.short)


def test_a_post_names_its_holders_and_when_they_retire(office):
    top, section = office

    with as_of(DAY):
        posts = headcount.posts_of(section, make_user("view_all_units"), Law.on(DAY))

    assert [(post.row.title, post.row.balance, len(post.holders), bool(post.position)) for post in posts] == [
        ("Pengolah Data", 1, 2, True),
        ("", 1, 1, False),
        ("Juru Bayar", 1, 1, False),
    ]
    assert posts[0].holders[0].retirement.retires_on == date(2043, 2, 1)


def test_a_post_counts_from_its_first_day_to_the_one_before_its_end():
    unit = make_unit()
    post = make_position(unit, title="Analis", need=2, valid_from=date(2026, 1, 1), valid_until=date(2026, 11, 1))

    def need_on(day):
        with as_of(day):
            return sum(Headcount.objects.filter(unit=unit).values_list("need", flat=True))

    assert [need_on(day) for day in (date(2025, 12, 31), post.valid_from, date(2026, 10, 31), post.valid_until)] == [
        0,
        2,
        2,
        0,
    ]


def test_a_unit_has_a_post_of_one_name_once_a_day():
    unit = make_unit()
    make_position(unit, title="Analis", valid_from=date(2020, 1, 1), valid_until=date(2026, 1, 1))
    make_position(unit, title="Analis", valid_from=date(2026, 1, 1))

    for days in ({}, {"valid_from": date(2025, 12, 31), "valid_until": date(2026, 1, 1)}, {"valid_until": DAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_position(unit, title="Analis", **days)
    assert Position.objects.filter(unit=unit).in_force_on(date(2026, 1, 1)).count() == 1


@pytest.mark.parametrize(
    ("position", "code", "age"),
    [
        ({"kind": "1", "echelon": 21}, "JPT", 60),
        ({"kind": "1", "echelon": 31}, "ADM", 58),
        ({"kind": "1", "echelon": 42}, "PENGAWAS", 58),
        ({"kind": "1", "echelon": None}, None, None),
        ({"kind": "2", "title": "Guru Ahli Utama", "tier": "UT"}, "GURU", 60),
        ({"kind": "2", "title": "Guru"}, "GURU", 60),
        ({"kind": "2", "title": "Dosen"}, "DOSEN", 65),
        ({"kind": "2", "title": "Peneliti Ahli Muda", "tier": "MU"}, "PENELITI_PEREKAYASA_PERTAMA_MUDA", 58),
        ({"kind": "2", "title": "Perekayasa Ahli Utama", "tier": "UT"}, "PENELITI_PEREKAYASA_UTAMA", 70),
        ({"kind": "2", "title": "Perawat Ahli Madya", "tier": "MA"}, "JF_MADYA", 60),
        ({"kind": "2", "title": "Perawat Penyelia", "tier": "PY"}, "JF_TERAMPIL", 58),
        ({"kind": "2", "title": "Perawat"}, None, None),
        ({"kind": "4"}, "PELAKSANA", 58),
        (None, "PELAKSANA", 58),
    ],
)
def test_the_age_limit_follows_the_position(position, code, age):
    employee = make_employee(birth_date=date(1970, 3, 15))
    if position:
        make_appointment(employee, **position)

    limit = Retirement.objects.get(employee=employee)

    assert (limit.code, limit.age) == (code, age)
    assert limit.retires_on == (date(1970 + age, 4, 1) if age else None)


@pytest.mark.parametrize(
    ("birth_date", "retires_on"),
    [
        (date(1968, 1, 1), date(2026, 2, 1)),
        (date(1968, 1, 31), date(2026, 2, 1)),
        (date(1968, 2, 29), date(2026, 3, 1)),
        (date(1968, 12, 31), date(2027, 1, 1)),
    ],
)
def test_one_retires_on_the_first_of_the_month_after_the_age(birth_date, retires_on):
    employee = make_employee(birth_date=birth_date, cpns_since=birth_date + timedelta(days=9000))

    assert Retirement.objects.get(employee=employee).retires_on == retires_on
