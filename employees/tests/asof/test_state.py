"""Every fact on the day before, the day of, and without a record."""

from datetime import date, timedelta

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from employees.asof.reading import present_state, state_on, without_a_day
from employees.models import Appointment, Employee, EmployeeState, UnitHead, UnpaidLeave
from employees.tests.factories import (
    make_appointment,
    make_employee,
    make_grade,
    make_grade_record,
    make_unit,
)
from simpeg.law.engine import Law

pytestmark = pytest.mark.django_db


def on(employee, *day):
    """The state of this person on a day; None where he had none."""
    with state_on(date(*day)):
        return EmployeeState.objects.select_related("grade", "unit").filter(employee=employee).first()


def test_nobody_is_there_before_his_first_appointment():
    employee = make_employee(cpns_since=date(2010, 1, 1))

    assert on(employee, 2009, 12, 31) is None
    assert on(employee, 2010, 1, 1) is not None


def test_the_grade_is_the_latest_record_of_the_day_or_the_data_utama_or_the_first_one():
    employee = make_employee(grade="III/c", grade_since=date(2022, 4, 1))
    make_grade_record(employee, grade="III/b", since=date(2016, 4, 1))

    found = [(on(employee, *day).grade.code, on(employee, *day).grade_since) for day in
             [(2016, 3, 31), (2016, 4, 1), (2022, 3, 31), (2022, 4, 1)]]  # fmt: skip

    assert found == [
        ("III/a", date(2010, 1, 1)),
        ("III/b", date(2016, 4, 1)),
        ("III/b", date(2016, 4, 1)),
        ("III/c", date(2022, 4, 1)),
    ]


def test_a_data_utama_that_is_newer_than_the_records_wins():
    employee = make_employee(grade="III/b", grade_since=date(2016, 4, 1))
    Employee.objects.filter(pk=employee.pk).update(grade=make_grade("III/d"), grade_since=date(2024, 4, 1))

    assert on(employee, 2024, 3, 31).grade.code == "III/b"
    assert on(employee, 2024, 4, 1).grade.code == "III/d"


def test_position_and_unit_are_those_of_the_latest_definitive_appointment():
    first, second, present = make_unit("A"), make_unit("B"), make_unit("C")
    employee = make_employee(unit=present)
    make_appointment(employee, title="Pertama", unit=first, since=date(2015, 1, 1))
    make_appointment(employee, title="Kedua", unit=second, since=date(2020, 1, 1))
    make_appointment(
        employee, title="Plt", unit=first, since=date(2021, 1, 1), assignment=Appointment.Assignment.ACTING
    )

    days = [(2014, 12, 31), (2015, 1, 1), (2019, 12, 31), (2022, 1, 1)]
    found = [(state.position_title, state.unit.name) for state in (on(employee, *day) for day in days)]

    assert found == [("", "C"), ("Pertama", "A"), ("Pertama", "A"), ("Kedua", "B")]


def test_a_pns_was_a_cpns_before_his_tmt_pns():
    employee = make_employee(pns_since=date(2011, 1, 1))

    assert [on(employee, *day).status for day in [(2010, 12, 31), (2011, 1, 1)]] == ["CPNS", "PNS"]


def test_unpaid_leave_shows_on_its_days_only():
    employee = make_employee()
    UnpaidLeave.objects.create(employee=employee, starts_on=date(2020, 2, 1), ends_on=date(2021, 1, 31))

    days = [(2020, 1, 31), (2020, 2, 1), (2021, 1, 31), (2021, 2, 1)]
    assert [on(employee, *day).standing for day in days] == ["01", "02", "02", "01"]


def test_whoever_is_on_leave_now_served_outside_of_his_leaves():
    employee = make_employee(standing="02")
    UnpaidLeave.objects.create(employee=employee, starts_on=date(2026, 1, 1), ends_on=date(2027, 12, 31))

    assert [on(employee, *day).standing for day in [(2025, 12, 31), (2026, 1, 1)]] == ["01", "02"]


def test_a_standing_holds_from_its_day_and_before_the_first_he_served():
    employee = make_employee(standing="01")
    employee.standing_records.create(standing="04", since=date(2019, 5, 1))
    employee.standing_records.create(standing="01", since=date(2019, 9, 1))
    employee.standing_records.create(standing="99", since=date(2024, 6, 1))

    days = [(2019, 4, 30), (2019, 5, 1), (2019, 9, 1), (2024, 5, 31), (2024, 6, 1)]
    assert [on(employee, *day).standing for day in days] == ["01", "04", "01", "01", "99"]


def test_whoever_left_at_an_unknown_day_is_counted_apart():
    left, dated, active = make_employee(standing="99"), make_employee(), make_employee()
    dated.standing_records.create(standing="99", since=date(2025, 1, 1))

    with state_on(date(2024, 1, 1)):
        law = Law.on(date(2024, 1, 1))
        assert set(Employee.objects.active(law)) == {dated, active}
        assert list(without_a_day(Employee.objects.all())) == [left]


def test_the_head_of_a_unit_is_that_of_the_day():
    unit = make_unit()
    first, second = make_employee(unit=unit, name="Pertama"), make_employee(unit=unit, name="Kedua")
    make_appointment(first, kind="1", echelon=22, title="Kepala", since=date(2018, 1, 1))
    make_appointment(first, kind="4", title="Pengolah", since=date(2021, 1, 1))
    make_appointment(second, kind="1", echelon=22, title="Kepala", since=date(2021, 2, 1))

    def head(*day):
        with state_on(date(*day)):
            found = UnitHead.objects.filter(unit=unit).select_related("employee").first()
            return found and found.employee.name

    assert [head(2017, 12, 31), head(2020, 6, 1), head(2021, 1, 15), head(2021, 2, 1)] == [
        None,
        "Pertama",
        None,
        "Kedua",
    ]


def test_the_present_stays_the_present_within_and_after():
    employee = make_employee(grade="III/c", grade_since=date(2022, 4, 1))
    Employee.objects.filter(pk=employee.pk).update(grade=make_grade("III/d"), grade_since=date(2025, 4, 1))

    with state_on(date(2023, 1, 1)):
        assert EmployeeState.objects.get().grade.code == "III/c"
        with present_state():
            assert EmployeeState.objects.get().grade.code == "III/d"
        assert EmployeeState.objects.get().grade.code == "III/c"
    assert EmployeeState.objects.get().grade.code == "III/d"


def test_the_past_cannot_be_written():
    employee = make_employee()

    with (
        pytest.raises(OperationalError, match="cannot insert into view"),
        transaction.atomic(),
        state_on(date(2023, 1, 1)),
    ):
        make_appointment(employee)
    assert not employee.appointments.exists()


def test_the_two_lists_have_the_same_columns():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attrelid::regclass::text, array_agg(attname::text || format_type(atttypid, -1) ORDER BY attnum) "
            "FROM pg_attribute WHERE attnum > 0 AND attgenerated = '' AND attrelid IN "  # what a row says of itself
            "('employees_employeestate'::regclass, 'on_day.employees_employeestate'::regclass) GROUP BY 1"
        )
        (_, one), (_, other) = cursor.fetchall()

    assert one == other


def test_inauguration_is_the_beginning_of_the_run_of_that_days_echelon():
    employee = make_employee()
    make_appointment(employee, kind="1", echelon=41, title="Kasi A", since=date(2014, 1, 1))
    make_appointment(employee, kind="1", echelon=41, title="Kasi B", since=date(2016, 1, 1))
    make_appointment(employee, kind="1", echelon=32, title="Kabid", since=date(2019, 1, 1))

    assert [on(employee, *day).inaugurated_on for day in [(2017, 1, 1), (2019, 1, 1)]] == [
        date(2014, 1, 1),
        date(2019, 1, 1),
    ]


def test_the_state_of_today_is_the_present_state_where_no_fact_lies_ahead():
    for grade in ("III/a", "III/c"):
        make_appointment(make_employee(grade=grade))
    columns = [field.attname for field in EmployeeState._meta.concrete_fields]

    with state_on(timezone.localdate() + timedelta(days=1)):
        then = list(EmployeeState.objects.order_by("pk").values_list(*columns))

    assert then == list(EmployeeState.objects.order_by("pk").values_list(*columns))
