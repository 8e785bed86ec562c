from datetime import date

import pytest
from django.db import IntegrityError

from simpeg.law.engine import Law, LawGap
from simpeg.law.loader import load_law
from simpeg.law.models import (
    EchelonRange,
    EducationCeiling,
    Grade,
    Parameter,
    PromotionPeriod,
    RetirementAge,
    SalaryStep,
    SanctionKind,
    TierStep,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "months"),
    [
        (date(2023, 12, 31), [4, 10]),
        (date(2024, 1, 1), [2, 4, 6, 8, 10, 12]),
        (date(2025, 9, 30), [2, 4, 6, 8, 10, 12]),
        (date(2025, 10, 1), list(range(1, 13))),
    ],
)
def test_a_value_holds_until_the_next_one(day, months):
    assert Law.on(day)["kp.bulan_periode"] == months


def test_a_day_without_a_value_is_a_gap_with_a_sentence():
    with pytest.raises(LawGap, match="belum memuat kp.masa_reguler_tahun untuk 01-01-1999"):
        Law.on(date(1999, 1, 1))["kp.masa_reguler_tahun"]


def test_two_values_of_one_key_on_one_day_are_impossible():
    Parameter.objects.create(key="x", value=1, in_force=("2020-01-01", None), basis="A")

    with pytest.raises(IntegrityError, match="law_parameter_one_value_a_day"):
        Parameter.objects.create(key="x", value=2, in_force=("2024-01-01", None), basis="B")


@pytest.mark.parametrize(
    "model",
    [Parameter, EducationCeiling, EchelonRange, TierStep, SalaryStep, RetirementAge, SanctionKind, PromotionPeriod],
)
def test_every_legal_row_names_its_article(model):
    assert model.objects.exists()
    assert not model.objects.filter(basis="").exists()


def test_loading_again_changes_nothing():
    tables = [Grade, SanctionKind, PromotionPeriod, Parameter, SalaryStep]
    before = [table.objects.count() for table in tables]

    load_law()

    assert [table.objects.count() for table in tables] == before


def test_a_window_that_the_agency_moved_stays_moved():
    PromotionPeriod.objects.filter(day=date(2026, 12, 1)).update(closes_on=date(2026, 11, 20))

    load_law()

    assert PromotionPeriod.objects.get(day=date(2026, 12, 1)).closes_on == date(2026, 11, 20)


def test_periods_of_a_year_are_those_of_its_regulation():
    days = PromotionPeriod.objects.values_list("day", flat=True)

    assert [day.month for day in days.filter(day__year=2023)] == [4, 10]
    assert [day.month for day in days.filter(day__year=2025)] == [2, 4, 6, 8, 10, 11, 12]
    assert days.filter(day__year=2026).count() == 12


@pytest.mark.parametrize(
    ("grade", "years", "rupiah"), [("III/a", 0, 2785700), ("IV/a", 18, 4346200), ("IX", 2, 3304400)]
)
def test_salary_cells_are_those_of_the_annex(grade, years, rupiah):
    assert SalaryStep.objects.get(grade__code=grade, years=years).rupiah == rupiah
