"""What is supposed leaves no trace: not in the records, not in the trail, not in anybody's notices."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction

from employees.due_lists.lists import judged_on
from employees.models import AnnualRating, EmployeeState, PositionKind, Sanction
from employees.state import disagreements
from employees.tests.calendar.people import GOOD, TODAY, clerk, of
from employees.tests.factories import make_grade, make_position
from employees.what_if.assumptions import (
    CourseFinished,
    DiplomaRecognised,
    ExamPassed,
    GradeGiven,
    Moved,
    PointsDetermined,
    Rated,
    SanctionEnded,
)
from employees.what_if.services import SupposedRefused, supposing
from simpeg.law.models import EducationLevel

pytestmark = pytest.mark.django_db
JULY = date(2026, 7, 1)


def everything():
    """Every row of every table of ours, as one text a table: what must be the same afterwards."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = 'public'"
            " AND relkind = 'r' AND relname NOT LIKE 'law_%%' ORDER BY 1"
        )
        tables = [name for (name,) in cursor.fetchall()]
        found = {}
        for table in tables:
            rows = "md5(COALESCE(string_agg(t::text, ' ' ORDER BY t::text), ''))"
            cursor.execute(f"SELECT count(*), {rows} FROM {table} t")
            found[table] = cursor.fetchone()
    assert "audit_entry" in found
    return found


def all_assumptions(employee):
    post = make_position(employee.unit, title="Kepala Seksi", kind=PositionKind.STRUCTURAL, echelon=41)
    sanction = Sanction.objects.create(employee=employee, kind_id="tunda_kp_1th", starts_on=date(2026, 1, 1))
    return [
        Rated(2026, GOOD),
        Rated(2025, GOOD),
        ExamPassed("STLUD1", date(2026, 5, 1)),
        CourseFinished("PKP", date(2026, 5, 1)),
        DiplomaRecognised(EducationLevel.objects.get(code="45"), "S-2 HUKUM", date(2026, 5, 1)),
        PointsDetermined("PT", Decimal("99.5"), date(2026, 5, 1)),
        Moved(post, date(2026, 6, 1)),
        GradeGiven(make_grade("III/c"), date(2026, 6, 1)),
        SanctionEnded(sanction, date(2026, 6, 1)),
    ]


def verdict(employee, day=JULY, subject="promotion"):
    with judged_on(subject, day, nip=employee.nip) as rows:
        return [row["verdict"] for row in rows]


def test_everything_supposed_is_gone_afterwards(django_capture_on_commit_callbacks):
    employee = clerk()
    assumptions = all_assumptions(employee)
    before = everything()

    with django_capture_on_commit_callbacks() as callbacks, supposing(employee, assumptions):
        state = EmployeeState.objects.get(employee=employee)
        assert (state.position_title, state.grade.code) == ("Kepala Seksi", "III/c")
        assert everything() != before

    assert everything() == before
    assert callbacks == []
    assert disagreements() == []


def test_it_is_gone_when_something_fails_in_between():
    employee = clerk()
    assumptions = all_assumptions(employee)
    before = everything()

    with pytest.raises(ZeroDivisionError), supposing(employee, assumptions):
        1 / 0  # noqa: B018

    assert everything() == before


def test_it_is_gone_when_the_records_refuse_it_and_the_transaction_goes_on():
    employee = clerk()
    before = everything()

    with pytest.raises(SupposedRefused, match="predikat 2026"), supposing(employee, [Rated(2025, 3), _Wrong(2026, 9)]):
        pass

    assert everything() == before


class _Wrong(Rated):
    """A rating that the database refuses."""

    def __str__(self):
        return "predikat 2026"


@pytest.mark.django_db(transaction=True)
def test_nothing_is_there_for_anybody_else_once_it_is_over():
    """Outside of a test's own transaction, committed for real: the next one finds what was there before."""
    employee = clerk()
    before = everything()

    with supposing(employee, [Rated(2026, GOOD)]):
        assert AnnualRating.objects.filter(employee=employee, year=2026).exists()

    assert not connection.in_atomic_block
    assert everything() == before


def test_a_file_that_somebody_writes_to_is_not_waited_for_long(monkeypatch):
    """The lock's patience ends with the block."""
    employee = clerk()

    with transaction.atomic(), supposing(employee, []), connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("2s",)

    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("0",)


@pytest.mark.parametrize(
    ("assumption", "before", "after"),
    [
        (ExamPassed("STLUD1", date(2026, 6, 30)), "TMS", "MS"),
        (CourseFinished("PKP", date(2026, 6, 30)), "TMS", "MS"),
        (ExamPassed("STLUD1", date(2026, 7, 2)), "TMS", "TMS"),
    ],
    ids=["exam", "exempting course", "a day too late"],
)
def test_an_exam_opens_the_way(assumption, before, after):
    employee = clerk("II/d", level="15")
    assert verdict(employee) == [before]

    with supposing(employee, [assumption]):
        assert verdict(employee) == [after]

    assert verdict(employee) == [before]


def test_a_rating_supposed_moves_the_months_ahead():
    employee = clerk(since=date(2023, 2, 1))
    assert of("promotion", employee) == [("2027-02-01", "DEPENDS")]

    with supposing(employee, [Rated(2026, GOOD)]):
        assert of("promotion", employee) == [("2027-02-01", "READY")]
    with supposing(employee, [Rated(2026, 3)]):
        assert of("promotion", employee) == []


def test_a_sanction_that_ends_lets_the_promotion_come():
    employee = clerk()
    sanction = Sanction.objects.create(employee=employee, kind_id="tunda_kp_1th", starts_on=date(2026, 1, 1))

    with supposing(employee, [SanctionEnded(sanction, date(2026, 8, 31))]):
        assert of("promotion", employee) == [("2026-09-01", "READY")]


def test_a_grade_given_counts_from_its_day_and_takes_its_years_off():
    """Worked example 4: II/d with 10 years and 6 months rises to III/a: 5 years and 6 months, the next step at 6."""
    employee = clerk("II/d", date(2020, 1, 1), first_grade=make_grade("II/a"))
    employee.step_increases.create(since=date(2025, 8, 1), service_years=10, service_months=0)

    with supposing(employee, [GradeGiven(make_grade("III/a"), date(2026, 2, 1))]):
        with judged_on("salary-increment", date(2026, 9, 1), nip=employee.nip) as rows:
            (row,) = rows
        assert (row["due_on"], row["pay_now"], row["pay_next"]) == (date(2026, 8, 1), 2964000, 3057300)
        assert of("promotion", employee, TODAY) == []


def test_a_post_that_is_taken_up_brings_its_own_rules():
    employee = clerk("III/b", date(2025, 1, 1))
    post = make_position(employee.unit, title="Kepala Seksi", kind=PositionKind.STRUCTURAL, echelon=41)

    with supposing(employee, [Moved(post, date(2026, 3, 1))]):
        with judged_on("promotion", date(2027, 3, 1), nip=employee.nip) as rows:
            kinds = {row["kind"] for row in rows}
        assert "STRUKTURAL" in kinds
