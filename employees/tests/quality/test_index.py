"""The index that SQL computes for everybody equals a recount by hand, person by person and unit by unit."""

from datetime import date
from pathlib import Path

import pytest

from employees.imports.services import examined, examined_book
from employees.models import PersonQuality, UnitQuality
from employees.quality.indicators import INDICATORS
from employees.quality.services import run_quality_check
from employees.tests.quality.recount import Recount
from simpeg.accounts.services import system_user
from simpeg.demo.book import RegencyBook
from simpeg.demo.regency import sheets_of, staffed_office

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)
EDGE = Path(__file__).parents[1] / "data" / "edge.xlsx"


def import_edge():
    with examined(EDGE, to_store=True) as examination:
        examination.store(by=system_user(), reason="Uji")


def import_regency():
    office = staffed_office(200, 3, DAY)
    with examined_book(RegencyBook(sheets_of(office)), to_store=True) as examination:
        examination.store(by=system_user(), reason="Uji")


@pytest.mark.parametrize("bring_in", [import_edge, import_regency], ids=["edge cases", "an invented regency"])
@pytest.mark.parametrize("day", [DAY, date(2025, 2, 28)])
def test_people_units_and_index_equal_a_recount_in_plain_python(bring_in, day):
    bring_in()

    run = run_quality_check(day=day, by=system_user())

    recount = Recount(day)
    assert run.people == len(recount.people) > 0
    kept = {row.nip: row for row in PersonQuality.objects.all()}
    assert {nip: answers(row) for nip, row in kept.items()} == {
        nip: counted.answers for nip, counted in recount.people.items()
    }
    assert {nip: (row.index, scores(row)) for nip, row in kept.items()} == {
        nip: (counted.index, counted.dimensions) for nip, counted in recount.people.items()
    }
    units = {unit.unit_id: (unit.people, unit.breaches, unit.index) for unit in UnitQuality.objects.latest()}
    assert units == recount.of_units()
    assert run.index == recount.index()


def test_there_are_breaches_to_compare():
    import_edge()

    run = run_quality_check(day=DAY, by=system_user())

    breached = {code for code, (_, number, _) in run.indicators.items() if number}
    assert len(breached) >= 8
    assert run.index < 100


def answers(row):
    """The BKN indicators of a kept row as {code: True, False or None}."""
    found = {}
    for indicator in INDICATORS.values():
        if indicator.counts and row.asked & indicator.bit:
            unknown, breached = row.unknown & indicator.bit, row.breached & indicator.bit
            found[indicator.code] = None if unknown else not breached
    return found


def scores(row):
    return {dim.upper(): getattr(row, dim) for dim in ("com", "tim", "acc", "con") if getattr(row, dim) is not None}
