"""The facts of the due lists in the state row: in step with every history, by whatever road, and exact for any day."""

import random
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from employees import state
from employees.asof.reading import state_on
from employees.due_lists.lists import LISTS, judged_on
from employees.models import (
    AnnualRating,
    Appointment,
    Award,
    Course,
    CreditRecord,
    EducationRecord,
    Employee,
    EmployeeState,
    GradeRecord,
    PromotionFacts,
    Sanction,
    ServiceExam,
    StepIncrease,
    UnpaidLeave,
)
from employees.tests.factories import make_appointment, make_education, make_employee, make_grade, make_unit
from simpeg.core.sql import as_of
from simpeg.law.engine import Law
from simpeg.law.models import EducationCeiling, EducationLevel, SanctionKind

pytestmark = pytest.mark.django_db


def run_sql(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else None


def day(dice, first=date(2012, 1, 1), span=5400):
    return first + timedelta(days=dice.randrange(span))


def a_rating(dice, who):
    AnnualRating.objects.update_or_create(
        employee=who, year=dice.randrange(2010, 2027), defaults={"rating": dice.randrange(1, 6)}
    )


def a_diploma(dice, who):
    level = dice.choice(["15", "18", "30", "40", "45"])
    name = dice.choice(["SLTA IPA", "SGPLB", "D-III GIZI", "S-1 HUKUM", "PROFESI DOKTER"])
    EducationRecord.objects.update_or_create(
        employee=who, name=name,
        defaults={"level_id": level, "graduated": 2010, "recognised_on": dice.choice([None, day(dice)])},
    )  # fmt: skip


def a_sanction(dice, who):
    begins = day(dice)
    kind = dice.choice(["teguran_tertulis", "tunda_kp_1th", "pindah_turun_jabatan", "turun_pangkat_3th"])
    ends = dice.choice([None, begins, begins + timedelta(days=364)])
    Sanction.objects.update_or_create(employee=who, starts_on=begins, defaults={"kind_id": kind, "ends_on": ends})


def a_leave(dice, who):
    begins = day(dice)
    UnpaidLeave.objects.update_or_create(
        employee=who, starts_on=begins, defaults={"ends_on": begins + timedelta(days=dice.randrange(1, 700))}
    )


def an_exam(dice, who):
    ServiceExam.objects.get_or_create(
        employee=who, kind=dice.choice(["STLUD1", "STLUD2", "UPKP", "UKOM"]), passed_on=day(dice)
    )


def a_course(dice, who):
    kind, level = dice.choice([("KEPEMIMPINAN", "PKA"), ("KEPEMIMPINAN", ""), ("TEKNIS", ""), ("KEPEMIMPINAN", "PKP")])
    Course.objects.get_or_create(
        employee=who, name="Pelatihan", ends_on=day(dice), defaults={"kind": kind, "level": level, "learning_hours": 30}
    )


def a_credit(dice, who):
    CreditRecord.objects.update_or_create(
        employee=who, determined_on=day(dice),
        defaults={"tier": dice.choice(["PT", "MU"]), "points": dice.randrange(0, 300)},
    )  # fmt: skip


def a_grade(dice, who):
    grade = make_grade(dice.choice(["III/a", "III/b", "III/d"]))
    if dice.random() < 0.3:
        Employee.objects.filter(pk=who.pk).update(grade=grade, grade_since=day(dice))
    GradeRecord.objects.update_or_create(
        employee=who, since=day(dice),
        defaults={"grade": grade, "service_years": dice.randrange(20), "service_months": dice.randrange(12)},
    )  # fmt: skip


def a_step(dice, who):
    StepIncrease.objects.update_or_create(
        employee=who, since=day(dice), defaults={"service_years": dice.randrange(20), "service_months": 0}
    )


def an_award(dice, who):
    Award.objects.update_or_create(
        employee=who, kind=dice.choice(["201", "202", "203"]), defaults={"awarded_on": day(dice)}
    )


def a_position(dice, who):
    kind, tier, echelon = dice.choice([("2", "PT", None), ("2", "MU", None), ("4", "", None), ("1", "", 41)])
    Appointment.objects.update_or_create(
        employee=who, since=day(dice), assignment="D",
        defaults={"kind": kind, "tier": tier, "title": "Guru", "unit": who.unit, "echelon": echelon},
    )  # fmt: skip


def a_person(dice, who):
    change = dice.choice([{"status": "PPPK_PW"}, {"status": "PNS"}, {"service_years": None, "service_months": None},
                          {"service_years": 7}, {"cpns_since": day(dice)}, {"name": "Lain"}])  # fmt: skip
    Employee.objects.filter(pk=who.pk).update(**change)


WRITES = [a_rating, a_diploma, a_sanction, a_leave, an_exam, a_course, a_credit, a_grade, a_step, an_award, a_position,
          a_person]  # fmt: skip
HISTORIES = [AnnualRating, EducationRecord, Sanction, UnpaidLeave, ServiceExam, Course, CreditRecord, GradeRecord,
             StepIncrease, Award, Appointment]  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_random_writes_to_every_history_never_leave_the_state_behind(seed):
    dice = random.Random(seed)
    people = [make_employee() for _ in range(4)]
    for number in range(90):
        roll = dice.random()
        if roll < 0.75:
            dice.choice(WRITES)(dice, dice.choice(people))
        elif roll < 0.9:
            history = dice.choice(HISTORIES)
            gone = history.objects.order_by("?").values_list("pk", flat=True)[:1]
            history.objects.filter(pk__in=list(gone)).delete()
        elif roll < 0.95:  # a record goes over to somebody else
            history = dice.choice([AnnualRating, CreditRecord, Sanction])
            one = history.objects.order_by("?").first()
            other = dice.choice(people)
            key = {AnnualRating: "year", CreditRecord: "determined_on", Sanction: "starts_on"}[history]
            if one and not history.objects.filter(employee=other, **{key: getattr(one, key)}).exists():
                history.objects.filter(pk=one.pk).update(employee=other)
        else:  # what was written and taken back leaves nothing
            point = transaction.savepoint()
            dice.choice(WRITES)(dice, dice.choice(people))
            transaction.savepoint_rollback(point)
        if number % 30 == 29:
            assert state.disagreements() == []

    kept = list(EmployeeState.objects.order_by("pk").values())
    state.rebuild()
    assert list(EmployeeState.objects.order_by("pk").values()) == kept


def test_a_load_draws_the_state_once_at_its_end():
    one, other = make_employee(), make_employee()
    with state.refreshed_once():
        AnnualRating.objects.create(employee=one, year=2025, rating=2)
        with state.refreshed_once():
            make_education(other, name="S-1 Hukum")
        assert EmployeeState.objects.filter(ratings=None, education=0).count() == 2

    assert state.disagreements() == []
    assert EmployeeState.objects.get(pk=other.pk).diploma == "S-1 Hukum"
    AnnualRating.objects.create(employee=other, year=2025, rating=2)
    assert state.disagreements() == []


def test_a_load_that_fails_leaves_nothing_waiting():
    employee = make_employee()
    twice = [AnnualRating(employee=employee, year=2025, rating=2) for _ in range(2)]
    with pytest.raises(IntegrityError), state.refreshed_once():
        AnnualRating.objects.bulk_create(twice)

    AnnualRating.objects.create(employee=employee, year=2024, rating=3)
    assert run_sql("SELECT ratings[2024], ratings[2025] FROM employees_employeestate") == [(3, None)]


def test_the_year_is_the_index_of_a_rating():
    employee = make_employee()
    AnnualRating.objects.bulk_create(
        AnnualRating(employee=employee, year=y, rating=r) for y, r in [(2020, 1), (2024, 3)]
    )

    assert run_sql(
        "SELECT ratings[2019], ratings[2020], ratings[2022], ratings[2024] FROM employees_employeestate"
    ) == [(None, 1, 0, 3)]


def test_what_a_sanction_bars_follows_the_law():
    employee = make_employee()
    Sanction.objects.create(employee=employee, kind_id="pindah_turun_jabatan", starts_on=date(2020, 1, 1))
    assert EmployeeState.objects.filter(bars_promotion__isnull=True).exists()

    SanctionKind.objects.filter(code="pindah_turun_jabatan").update(blocks_promotion=True)

    assert EmployeeState.objects.filter(bars_promotion__isnull=False).exists()
    assert state.disagreements() == []


def test_every_kind_of_diploma_has_a_bit_of_its_own():
    kinds = {
        *EducationLevel.objects.values_list("code", flat=True),
        *EducationCeiling.objects.values_list("kind", flat=True),
    }
    bits = [run_sql("SELECT education_bit(%s)", kind)[0][0] for kind in kinds]

    assert 0 not in bits
    assert len(set(bits)) == len(kinds)


@pytest.mark.parametrize(
    ("asked", "facts"),
    [
        (date(2024, 1, 1), (0, None, None, None, None)),
        (date(2024, 6, 1), (1, "SLTA IPA", 60, date(2024, 6, 1), None)),
        (date(2025, 6, 1), (2, "S-1 Hukum", 90, date(2025, 3, 1), date(2025, 5, 1))),
    ],
)
def test_a_day_before_the_latest_records_is_answered_by_the_histories(asked, facts):
    employee = make_employee(grade="III/a", cpns_since=date(2024, 6, 1))
    make_appointment(employee, kind="2", title="Guru Ahli Pertama", tier="PT")
    make_education(employee, level="15", name="SLTA IPA")
    make_education(employee, level="40", name="S-1 Hukum", recognised_on=date(2025, 4, 1))
    for when, points in [(date(2024, 6, 1), 60), (date(2025, 3, 1), 90), (date(2026, 3, 1), 120)]:
        CreditRecord.objects.create(employee=employee, tier="PT", determined_on=when, points=points)
    CreditRecord.objects.create(employee=employee, tier="MU", determined_on=date(2026, 4, 1), points=7)
    ServiceExam.objects.create(employee=employee, kind="STLUD1", passed_on=date(2025, 5, 1))
    ServiceExam.objects.create(employee=employee, kind="STLUD1", passed_on=date(2025, 9, 1))

    with as_of(asked):
        row = PromotionFacts.objects.get(kind="FUNGSIONAL")

    diplomas, diploma, points, points_on, exam = facts
    assert (row.diplomas, row.diploma, row.points_on, row.exam_1_on) == (diplomas, diploma, points_on, exam)
    assert row.points == (points or 0)  # the base of the rung stands


def test_the_state_of_another_day_brings_the_same_facts_along():
    employee = make_employee()
    AnnualRating.objects.create(employee=employee, year=2025, rating=2)

    with state_on(date(2023, 1, 1)):
        (row,) = EmployeeState.objects.filter(pk=employee.pk)

    assert (row.ratings, row.cpns_since, row.base) == ([2], employee.cpns_since, employee.state.base)


def test_a_vacancy_is_found_alike_for_one_and_for_all():
    office = make_unit()
    for number in range(3):
        person = make_employee(unit=office, nip=f"19850101201001100{number}", grade="III/b")
        make_appointment(person, kind="2", title="Guru Ahli Pertama", tier="PT")
    run_sql("INSERT INTO employees_position (unit_id, title, kind, tier, need, fields_of_study) "
            "VALUES (%s, 'Guru Ahli Muda', '2', 'MU', 1, '')", office.pk)  # fmt: skip

    with judged_on("promotion", date(2026, 12, 1)) as rows:
        everybody = [row["vacant"] for row in rows]
    with judged_on("promotion", date(2026, 12, 1), nip="198501012010011001") as rows:
        one = [row["vacant"] for row in rows]

    assert (everybody, one) == ([True] * 3, [True])


def relations_read(plan):
    """Names of the tables in which a plan really finds something."""
    if plan["Actual Loops"] and plan["Actual Rows"] and "Relation Name" in plan:
        yield plan["Relation Name"]
    for part in plan.get("Plans", ()):
        yield from relations_read(part)


@pytest.mark.parametrize("subject", ["promotion", "retirement", "service-medal"])
def test_histories_are_read_for_nobody_whose_row_says_all(subject):
    person = make_employee(ratings={2025: 2, 2024: 2})
    make_education(person)
    law = Law.on(date(2026, 12, 1))

    with as_of(law.day):
        judged = LISTS[subject].judged(law)
        ((plan,),) = run_sql(f"EXPLAIN (ANALYZE, FORMAT JSON) {judged.sql}", *judged.params)

    read = {name for name in relations_read(plan[0]["Plan"]) if name.startswith("employees_")}
    assert read - {"employees_employee", "employees_unit", "employees_position"} == {"employees_employeestate"}
