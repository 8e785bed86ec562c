"""One row of present state for each employee, in step with the histories by whatever road they change."""

import random
from datetime import date, timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from employees import state
from employees.models import AnnualRating, Appointment, Employee, EmployeeState
from employees.tasks import check_state_nightly
from employees.tests.factories import make_appointment, make_employee, make_grade, make_unit
from simpeg.notices.models import Notice
from simpeg.roles import RECORDS_OFFICER, SUPER_ADMIN
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


def run_sql(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def test_a_new_employee_has_a_state_at_once():
    employee = make_employee(name="Álvaro MANDAR")

    assert employee.state.sort_name == "alvaro mandar"
    assert (employee.state.grade, employee.state.position_title) == (make_grade("III/b"), "")


def test_the_present_position_is_the_latest_definitive_one():
    employee = make_employee()
    first = make_appointment(employee, title="Lama", since=date(2015, 1, 2))
    latest = make_appointment(employee, title="Baru", since=date(2020, 1, 2))
    make_appointment(employee, title="Plt.", since=date(2024, 1, 2), assignment="PLT")

    assert EmployeeState.objects.get().appointment == latest
    latest.delete()
    assert EmployeeState.objects.get().appointment == first


def test_the_unit_is_that_of_the_position_else_of_the_data_utama():
    employee = make_employee(unit=make_unit("Dinas A"))
    assert employee.state.unit.name == "Dinas A"

    make_appointment(employee, unit=make_unit("Dinas B"))

    assert EmployeeState.objects.get().unit.name == "Dinas B"


def test_raw_sql_and_bulk_changes_are_followed():
    employee = make_employee()
    Appointment.objects.bulk_create(
        Appointment(employee=employee, title=f"J{n}", kind="4", since=date(2015 + n, 1, 2)) for n in range(3)
    )
    assert EmployeeState.objects.get().position_title == "J2"

    run_sql("UPDATE employees_appointment SET since = '2030-01-01' WHERE title = 'J0'")
    run_sql("UPDATE employees_employee SET name = 'Baru'")

    assert (EmployeeState.objects.get().position_title, EmployeeState.objects.get().sort_name) == ("J0", "baru")


def test_an_appointment_moved_to_another_person_changes_both():
    one, other = make_employee(), make_employee()
    appointment = make_appointment(one)

    Appointment.objects.filter(pk=appointment.pk).update(employee=other)

    titles = dict(EmployeeState.objects.values_list("employee", "position_title"))
    assert titles == {one.pk: "", other.pk: "Pengolah Data"}


def test_the_state_never_differs_after_random_writes():
    dice = random.Random(20261124)
    units = [make_unit(f"Unit {n}") for n in range(3)]
    people = [make_employee(unit=dice.choice(units)) for _ in range(5)]
    for _ in range(60):
        person = dice.choice(people)
        move = dice.randrange(4)
        if move == 0:
            day = date(2015, 1, 1) + timedelta(days=dice.randrange(4000))
            kind = dice.choice(["1", "2", "4"])
            Appointment.objects.get_or_create(
                employee=person,
                since=day,
                assignment=dice.choice(["D", "PLT"]),
                defaults={
                    "title": f"J{day}",
                    "kind": kind,
                    "echelon": dice.choice([None, 31, 41]),
                    "unit": dice.choice(units),
                },
            )
        elif move == 1:
            Employee.objects.filter(pk=person.pk).update(grade=make_grade(dice.choice(["III/a", "III/c", "IV/a"])))
        elif move == 2 and person.appointments.exists():
            dice.choice(list(person.appointments.order_by("pk"))).delete()
        else:
            Appointment.objects.filter(employee=person).update(echelon=dice.choice([None, 31, 32]))

    assert state.disagreements() == []


def test_check_state_finds_and_mends_a_row_written_behind_its_back():
    employee = make_employee()
    run_sql("UPDATE employees_employeestate SET sort_name = 'salah'")

    with pytest.raises(CommandError, match=f"1 pegawai tidak sesuai dengan riwayatnya: {employee.nip}"):
        call_command("check_state")
    out = StringIO()
    call_command("check_state", "--rebuild", stdout=out)

    assert "Keadaan semua pegawai sesuai" in out.getvalue()


def test_check_state_names_missing_and_extra_rows():
    employee = make_employee()
    run_sql("DELETE FROM employees_employeestate")

    assert state.disagreements() == [(employee.nip, "missing")]


def state_rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT nip, sort_name, ctid::text FROM employees_employeestate ORDER BY nip")
        return cursor.fetchall()


@pytest.mark.parametrize("people", [1, 20, 21])
def test_many_people_are_drawn_as_one_is(people):
    everybody = [make_employee() for _ in range(people)]
    AnnualRating.objects.bulk_create(
        AnnualRating(employee=one, year=year, rating=2) for one in everybody for year in (2022, 2025)
    )
    make_appointment(everybody[-1], title="Kepala", kind="1", echelon=31)
    Employee.objects.update(standing="03")

    assert [tuple(row) for row in EmployeeState.objects.values_list("ratings", "standing")] == (
        [([2, 0, 0, 2], "03")] * people
    )
    assert state.disagreements() == []


def test_a_rebuild_writes_what_differs_and_nothing_else():
    right, wrong, missing = (make_employee(nip=f"19850101201001100{n}") for n in range(3))
    run_sql("UPDATE employees_employeestate SET sort_name = 'salah', ratings = '{1}' WHERE nip = %s", wrong.nip)
    run_sql("DELETE FROM employees_employeestate WHERE nip = %s", missing.nip)
    before = {nip: place for nip, _, place in state_rows()}

    assert state.rebuild() == 3

    assert state.disagreements() == []
    assert {nip for nip, _, place in state_rows() if before.get(nip) == place} == {right.nip}


def test_a_rebuild_fills_an_empty_table():
    employee = make_employee()
    run_sql("DELETE FROM employees_employeestate")

    assert state.rebuild() == 1
    assert [nip for nip, *_ in state_rows()] == [employee.nip]


def test_the_whole_pass_leaves_the_settings_of_the_transaction_alone():
    run_sql("SET LOCAL work_mem = '7MB'")
    state.disagreements()

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('work_mem')")
        assert cursor.fetchone() == ("7MB",)


def test_the_night_tells_whoever_manages_the_system_and_mends_nothing(caplog):
    admin, officer = make_user(role=SUPER_ADMIN.name), make_user(role=RECORDS_OFFICER.name)
    people = [make_employee(nip=f"19850101201001100{n}") for n in range(5)]
    run_sql("UPDATE employees_employeestate SET sort_name = 'salah' WHERE nip > %s", people[0].nip)

    check_state_nightly()

    (notice,) = Notice.objects.all()
    assert notice.user == admin != officer
    assert notice.text.startswith(
        "Keadaan 4 pegawai tidak sesuai dengan riwayatnya: 198501012010011001, 198501012010011002, "
        "198501012010011003 dan lainnya."
    )
    assert notice.href == "/pegawai/?q=198501012010011001"
    assert "the state of 198501012010011004 disagrees with the histories: differs" in caplog.text
    assert len(state.disagreements()) == 4


def test_a_night_without_a_difference_is_silent():
    make_user(role=SUPER_ADMIN.name)
    make_employee()

    check_state_nightly()

    assert not Notice.objects.exists()


def test_every_night_the_state_is_proven():
    assert "employees.check_state_nightly" in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
