"""A year is measured, settled and opened again; what was settled cannot change."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from employees.models import Employee
from employees.tests.factories import make_unit
from simpeg.audit.models import Entry
from simpeg.testing.people import make_user
from training.models import IndexMeasurement, IndexScore, UnitIndex
from training.professionalism.services import MeasurementRefused, measure, reopen, settle
from training.tests.professionalism.factories import YEAR, make_course, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_user("measure_index", "settle_index")


def measured(officer, year=YEAR):
    return measure(year=year, by=officer, reason="Pengukuran")


def index_of_unit(measurement, unit=None):
    return UnitIndex.objects.get(measurement=measurement, unit=unit)


def test_everybody_is_kept_with_the_law_and_the_facts_of_the_day(officer):
    person = make_person()
    make_course(person)

    measurement = measured(officer)

    score = IndexScore.objects.get()
    assert (score.measurement, score.employee, score.unit) == (measurement, person, person.unit)
    assert (score.total, score.category, score.step, score.gain) == (Decimal("67.5"), "RENDAH", "SEMINAR", 17.5)
    assert (score.technical_hours, score.rating) == (20, 2)
    assert measurement.law["ip.teknis_jp"]["value"] == 20
    entry = Entry.objects.filter(table="training_indexmeasurement").get()
    assert (entry.action, entry.actor, entry.reason) == ("INSERT", officer.pk, "Pengukuran")


def test_a_unit_has_the_mean_of_those_who_count_in_it_and_below_it(officer):
    office = make_unit("Dinas Satu")
    division = make_unit("Bidang Satu", parent=office)
    other = make_unit("Dinas Dua")
    make_course(make_person(unit=office))  # 67,5
    make_person(unit=division, rating=1)  # 50
    make_person(unit=other, level="45")  # 50
    make_person(unit=division, status="PPPK", standing="71", grade="IX")

    measurement = measured(officer)

    means = {
        row.unit_id: (row.people, row.others, row.total) for row in UnitIndex.objects.filter(measurement=measurement)
    }
    assert means == {
        office.pk: (2, 1, Decimal("58.75")),
        division.pk: (1, 1, Decimal("50")),
        other.pk: (1, 0, Decimal("50")),
        None: (3, 1, Decimal("55.83")),
    }


def test_a_unit_counts_categories_and_steps_of_those_who_count(officer):
    office = make_unit("Dinas Satu")
    make_course(make_person(unit=office))
    make_person(unit=office)
    make_person(unit=office, level=None, rating=None)
    make_person(unit=office, status="PPPK", standing="71", grade="IX")

    found = index_of_unit(measured(officer), office)

    assert found.categories == {
        "SANGAT_TINGGI": 0, "TINGGI": 0, "SEDANG": 0, "RENDAH": 1, "SANGAT_RENDAH": 2,
    }  # fmt: skip
    assert found.steps["TEKNIS"] == {"can": 2, "gain": 45, "best": 2}
    assert found.steps["SEMINAR"] == {"can": 3, "gain": 52.5, "best": 1}
    assert found.steps["KINERJA"] == {"can": 2, "gain": 10, "best": 0}
    assert (found.without_education, found.without_rating) == (1, 1)


def test_a_unit_in_which_nobody_counts_has_no_mean(officer):
    office = make_unit("Dinas Satu")
    make_person(unit=office, status="PPPK", standing="71", grade="IX")

    found = index_of_unit(measured(officer), office)

    assert (found.people, found.others, found.total) == (0, 1, None)


def test_measured_again_it_says_what_the_files_say_now(officer):
    stays, leaves, learns = make_person(), make_person(), make_person()
    measured(officer)
    Employee.objects.filter(pk=leaves.pk).update(standing="99")
    make_course(learns)
    come = make_person()
    before = set(IndexScore.objects.values_list("pk", "employee"))

    measurement = measured(officer)

    totals = dict(IndexScore.objects.values_list("employee", "total"))
    assert totals == {stays.pk: 45, learns.pk: Decimal("67.5"), come.pk: 45}
    assert {pair for pair in before if pair[1] != leaves.pk} <= set(IndexScore.objects.values_list("pk", "employee"))
    assert index_of_unit(measurement).people == 3
    assert IndexMeasurement.objects.count() == 1


def test_each_year_is_kept_beside_the_others(officer):
    person = make_person()
    make_course(person, ends_on=date(YEAR - 1, 6, 30))

    measured(officer, YEAR - 1)
    measured(officer)

    assert list(IndexScore.objects.order_by("measurement__year").values_list("measurement__year", "competence")) == [
        (YEAR - 1, Decimal("22.5")), (YEAR, 0),
    ]  # fmt: skip


def test_a_year_to_come_is_not_measured(officer):
    with pytest.raises(MeasurementRefused, match="belum berjalan"):
        measured(officer, timezone.localdate().year + 1)

    assert not IndexMeasurement.objects.exists()


def test_a_settled_year_is_not_measured_again(officer):
    measurement = measured(officer)
    settle(measurement, by=officer, reason="Laporan tahunan")

    with pytest.raises(MeasurementRefused, match="sudah ditetapkan"):
        measured(officer)


def test_a_year_is_settled_and_opened_once(officer):
    measurement = measured(officer)

    settle(measurement, by=officer, reason="Laporan tahunan")
    with pytest.raises(MeasurementRefused):
        settle(measurement, by=officer, reason="Sekali lagi")
    reopen(measurement, by=officer, reason="Ada predikat yang terlambat")
    with pytest.raises(MeasurementRefused):
        reopen(measurement, by=officer, reason="Sekali lagi")

    measured(officer)
    reasons = Entry.objects.filter(table="training_indexmeasurement", action="UPDATE").order_by("id")
    assert list(reasons.values_list("reason", flat=True)) == [
        "Laporan tahunan", "Ada predikat yang terlambat", "Pengukuran",
    ]  # fmt: skip


@pytest.mark.parametrize("wrong", [
    lambda: IndexScore.objects.update(rating=1),
    lambda: IndexScore.objects.all().delete(),
    lambda: UnitIndex.objects.update(people=9),
    lambda: UnitIndex.objects.all().delete(),
])  # fmt: skip
def test_what_was_settled_cannot_be_changed_by_any_road(wrong, officer):
    make_person()
    settle(measured(officer), by=officer, reason="Laporan tahunan")

    with pytest.raises(DatabaseError, match="sudah ditetapkan"), transaction.atomic():
        wrong()


def test_a_score_that_is_not_the_sum_of_its_parts_is_refused(officer):
    make_person()
    measured(officer)

    with pytest.raises(DatabaseError, match="index_is_the_sum_of_its_parts"), transaction.atomic():
        IndexScore.objects.update(total=99)


def test_whoever_was_measured_cannot_be_deleted(officer):
    person = make_person(position=None, level=None, rating=None)
    person.grade_records.all().delete()
    measured(officer)

    with pytest.raises(ProtectedError):
        person.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Employee.objects.filter(pk=person.pk)._raw_delete("default")
