"""A standing by hand: entered like any other record, and the present follows it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from employees.models import Employee
from employees.records.services import RecordRefused, add_record, correct_record, version_of, withdraw_record
from employees.tests.factories import make_employee
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
RETIRED = {"standing": "99", "since": date(2026, 3, 1), "decree": "882/15/BKPSDM"}


@pytest.fixture
def officer():
    return make_user("view_all_units")


def standing(employee):
    return Employee.objects.get(pk=employee.pk).standing


def test_a_retirement_is_entered_corrected_and_withdrawn(officer):
    employee = make_employee()

    record = add_record(employee, "kedudukan-hukum", RETIRED, by=officer, reason="SK pensiun")
    assert (standing(employee), record.day_known) == ("99", True)

    later = RETIRED | {"since": timezone.localdate() + timedelta(days=30)}
    record = correct_record(record, later, by=officer, reason="TMT salah", seen=version_of(record))
    assert standing(employee) == "99"  # nothing on file says what he was before

    withdraw_record(record, by=officer, reason="Salah orang", seen=version_of(record))
    assert not employee.standing_records.exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"since": date(2009, 12, 31)}, "since"),
        ({"since": date(2020, 1, 1)}, "since"),
        ({"standing": "71"}, "standing"),
        ({"standing": "00"}, "standing"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(officer, values, field):
    employee = make_employee()
    employee.standing_records.create(standing="01", since=date(2020, 1, 1))

    with pytest.raises(RecordRefused) as refused:
        add_record(employee, "kedudukan-hukum", RETIRED | values, by=officer, reason="Uji")

    assert list(refused.value.errors) == [field]
