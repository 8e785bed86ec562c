"""An invented population: real careers by the thousand, the same every time, and only where nobody is."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from employees import state
from employees.due_lists.lists import LISTS, judged_on
from employees.models import AnnualRating, Employee, EmployeeState, Position, Unit
from employees.tests.factories import make_employee
from simpeg.audit.models import Entry
from simpeg.demo.population.services import RECORDS, PopulationRefused, generate_population

pytestmark = pytest.mark.django_db
PERIOD = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def trial(settings):
    settings.DEBUG = True


def make(employees=300, seed=1):
    return generate_population(employees=employees, seed=seed, day=PERIOD)


def ask(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()


def fingerprint():
    """Every row of every table in one line each; ids of histories aside."""
    prints = []
    for model in (Unit, Employee, Position, EmployeeState, *RECORDS):
        table = model._meta.db_table
        dropped = "- 'id'" if model not in (Unit, Employee) else ""
        dropped += " - 'appointment_id' - 'base_record'"
        (mark,) = ask(f"SELECT md5(string_agg(row::text, ',' ORDER BY row::text)) FROM "
                      f"(SELECT to_jsonb(t) {dropped} AS row FROM {table} t) x")  # fmt: skip
        prints.append(mark)
    return prints


def made_and_taken_back(**wish):
    point = transaction.savepoint()
    make(**wish)
    mark = fingerprint()
    transaction.savepoint_rollback(point)
    return mark


def test_the_same_number_and_seed_give_the_same_people():
    assert made_and_taken_back() == made_and_taken_back()


def test_another_seed_gives_other_people():
    assert made_and_taken_back() != made_and_taken_back(seed=2)


def test_every_rule_stands_in_somebodys_way_and_every_right_is_given_to_some():
    make(employees=4000)
    asked_in_vain, given, open_files = {}, set(), set()
    for subject in LISTS:
        for day in (PERIOD, date(2025, 4, 1), date(2026, 12, 2)):
            with judged_on(subject, day) as rows:
                for row in rows:
                    asked_in_vain[subject] = asked_in_vain.get(subject, 0) | row["failed"] | row["unknown"]
                    (given if row["verdict"] == "MS" else open_files).add((row["kind"], row["verdict"]))

    idle = [rule.code for subject, kind in LISTS.items() for rule in kind.rules.rules
            if not asked_in_vain[subject] & rule.bit]  # fmt: skip
    assert idle == []
    assert {kind for kind, _ in given} == {
        *("REGULER", "STRUKTURAL", "FUNGSIONAL", "PENYESUAIAN_IJAZAH", "KGB", "BUP", "X", "XX", "XXX")
    }
    assert {("REGULER", "BTL"), ("FUNGSIONAL", "BTL"), ("KGB", "BTL"), ("BUP", "BTL")} <= open_files


def test_numbers_of_persons_tell_the_truth_and_nobody_served_as_a_child():
    make(employees=2000)

    wrong = ask(
        """SELECT count(*) FILTER (WHERE NOT nip_tells_birth(nip, birth_date)),
            count(*) FILTER (WHERE NOT nip_tells_sex(nip, sex)),
            count(*) FILTER (WHERE NOT nip_tells_service(nip, status, cpns_since)),
            count(*) FILTER (WHERE NOT nik_tells_birth(nik, birth_date, sex)),
            count(*) FILTER (WHERE birth_date + interval '18 years' > cpns_since), count(*) - count(DISTINCT nik)
        FROM employees_employee"""
    )
    assert wrong == (0,) * 6
    assert state.disagreements() == []


def test_grades_climb_in_order_up_to_the_present_one():
    make(employees=1000)

    (falls,) = ask(
        """SELECT count(*) FROM (SELECT g.level - lag(g.level) OVER w AS rise
            FROM employees_graderecord r JOIN law_grade g ON g.id = r.grade_id
            WINDOW w AS (PARTITION BY r.employee_id ORDER BY r.since)) x WHERE rise <> 1"""
    )
    (astray,) = ask(
        """SELECT count(*) FROM employees_employee e
            JOIN LATERAL (SELECT grade_id, since FROM employees_graderecord r WHERE r.employee_id = e.id
                          ORDER BY since DESC LIMIT 1) r ON true
            WHERE e.service_years IS NOT NULL AND (r.grade_id, r.since) <> (e.grade_id, e.grade_since)"""
    )
    assert (falls, astray) == (0, 0)


def test_the_trail_says_who_made_them_once_and_records_are_guarded_again():
    make(employees=300, seed=5)

    signed = Entry.objects.filter(reason="Populasi rekaan: 300 pegawai, benih 5", action="INSERT")
    assert [entry.table for entry in signed] == ["employees_unit"]
    assert not Entry.objects.filter(table="employees_employee").exists()
    AnnualRating.objects.filter(employee_id=1).update(rating=5)
    assert Entry.objects.filter(table="employees_annualrating").exists()


def test_people_can_be_taken_on_beside_them():
    make(employees=50)

    assert make_employee().pk == 51


def test_a_filled_installation_is_left_alone():
    make_employee()

    with pytest.raises(CommandError, match="sudah berisi pegawai atau unit kerja"):
        call_command("generate_population", employees=10)
    assert Employee.objects.count() == 1


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        ({"employees": 0}, "antara 1 dan"),
        ({"employees": 2**63}, "antara 1 dan"),
        ({"seed": -1}, "Benih"),
        ({"seed": 2**63}, "Benih"),
    ],
)
def test_impossible_numbers_are_refused(wish, why):
    with pytest.raises(PopulationRefused, match=why):
        make(**wish)


def test_it_is_for_trials_only(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="DEBUG"):
        call_command("generate_population", employees=10)


def test_the_command_tells_how_far_it_is():
    out = StringIO()
    call_command("generate_population", employees=20, stdout=out)

    assert "employees_employee: 20 baris" in out.getvalue()
    assert "20 pegawai rekaan dalam" in out.getvalue()
