import json
from datetime import date

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, connection

from employees.due_lists.sentences import as_row, failures, findings
from employees.due_lists.services import count_verdicts, run_list
from employees.models import AnnualRating, DueList, DueVerdict, EmployeeState, fact_shape
from employees.promotion.lists import PROMOTIONS
from employees.tests.factories import make_unit
from employees.tests.promotion.cases import GOOD, regular, sanctioned
from simpeg.audit.models import Entry
from simpeg.law.engine import LawGap
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
APRIL = date(2026, 4, 1)


@pytest.fixture
def officer():
    return make_user()


def test_a_list_keeps_verdict_facts_and_the_law_of_the_day(officer):
    employee = regular("III/a", "2020-04-01", "S1")

    kept = run_list("promotion", day=APRIL, by=officer)

    verdict = kept.verdicts.get()
    assert (verdict.employee, verdict.kind, verdict.verdict) == (employee, "REGULER", "MS")
    assert (verdict.grade.code, verdict.target.code, verdict.earliest) == ("III/a", "III/b", APRIL)
    assert (verdict.facts["rating_1"], verdict.facts["grade_service_since"]) == (GOOD, "2020-04-01")
    assert kept.law["kp.masa_reguler_tahun"] == {"value": 4, "basis": "PP 99/2000 jo. PP 12/2002 Pasal 7"}
    assert "ATASAN" not in kept.law["rules"]
    assert kept.counts == {"verdicts": {"REGULER": {"MS": 1}}, "rules": {}}


def test_the_run_is_signed_in_the_trail(officer):
    regular("III/a", "2020-04-01", "S1")

    kept = run_list("promotion", day=APRIL, by=officer)

    entry = Entry.objects.get(table="employees_duelist", row_id=str(kept.pk), action="INSERT")
    assert (entry.actor, entry.reason) == (officer.pk, "Daftar kenaikan pangkat 1 April 2026")


def test_counts_say_what_stands_in_the_way_of_how_many(officer):
    regular("III/a", "2024-04-01", "S1")
    regular("III/a", "2024-04-01", "S1", ratings={2025: GOOD})
    sanctioned(regular("III/a", "2020-04-01", "S1"), "tunda_kp_1th", "2026-01-01", None)

    kept = run_list("promotion", day=APRIL, by=officer)

    assert kept.counts["verdicts"] == {"REGULER": {"TMS": 2, "BTL": 1}}
    assert kept.counts["rules"] == {"MASA": [2, 0], "KINERJA": [0, 1], "HUKDIS": [0, 1]}
    assert count_verdicts(kept.verdicts.filter(verdict="BTL"), PROMOTIONS)["verdicts"] == {"REGULER": {"BTL": 1}}


def test_a_list_of_one_unit_tree_holds_nobody_else(officer):
    office = make_unit()
    inside = regular("III/a", "2020-04-01", "S1", unit=make_unit("Bidang", parent=office))
    regular("III/a", "2020-04-01", "S1")

    kept = run_list("promotion", day=APRIL, by=officer, unit=office)

    assert [verdict.employee for verdict in kept.verdicts.all()] == [inside]


def test_a_stored_answer_stays_when_the_file_changes(officer):
    employee = regular("III/a", "2020-04-01", "S1", ratings={2025: GOOD})
    kept = run_list("promotion", day=APRIL, by=officer)

    AnnualRating.objects.create(employee=employee, year=2024, rating=AnnualRating.Rating.FAIR)

    verdict = kept.verdicts.get()
    assert failures(PROMOTIONS, as_row(verdict))[0] == {
        "code": "KINERJA",
        "missing": True,
        "citation": "PP 99/2000 jo. PP 12/2002 Pasal 7, 11, 13, 18",
        "detail": "2025: Baik; 2024: belum ada predikat",
    }
    assert run_list("promotion", day=APRIL, by=officer).verdicts.get().verdict == "TMS"


@pytest.mark.parametrize("sql", ["UPDATE employees_dueverdict SET verdict = 'MS'",
                                 "DELETE FROM employees_dueverdict",
                                 "UPDATE employees_duelist SET day = '2020-01-01'",
                                 "DELETE FROM employees_duelist"])  # fmt: skip
def test_verdicts_and_lists_are_frozen_also_for_raw_sql(officer, sql):
    regular("III/a", "2024-04-01", "S1")
    run_list("promotion", day=APRIL, by=officer)

    with pytest.raises((InternalError, ProgrammingError), match="dibekukan"), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_day_before_the_law_is_refused_with_a_sentence(officer):
    with pytest.raises(LawGap, match="Peraturan yang tersimpan belum memuat .* untuk 01-04-1990"):
        run_list("promotion", day=date(1990, 4, 1), by=officer)

    assert DueList.objects.count() == 0


def test_every_rule_has_a_sentence_for_what_it_saw(officer):
    regular("II/d", "2024-04-01")
    kept = run_list("promotion", day=APRIL, by=officer)

    said = {f["code"]: f["detail"] for f in findings(PROMOTIONS, as_row(kept.verdicts.get()))}

    assert said["MASA"] == "dalam pangkat sejak 1 April 2024; masa yang disyaratkan baru tercapai 1 April 2028"
    assert said["UD1"] == "belum ada ujian dinas, pelatihan, atau pendidikan yang diakui pada tanggal itu"
    assert said["PENDIDIKAN"] == "belum ada pendidikan yang diakui pada tanggal itu"


def test_the_database_judges_everybody_in_one_statement(officer, django_assert_num_queries):
    for _ in range(3):
        regular("III/a", "2020-04-01", "S1")
    EmployeeState.objects.count()

    with django_assert_num_queries(15):
        run_list("promotion", day=APRIL, by=officer)

    assert DueVerdict.objects.count() == 3


def test_a_list_of_a_nation_holds_the_same_in_a_table_of_its_own(officer):
    regular("III/a", "2020-04-01", "S1")
    sanctioned(regular("III/a", "2024-04-01", "S1"), "tunda_kp_1th", "2026-01-01", None)

    together = run_list("promotion", day=APRIL, by=officer, own_table=False)
    apart = run_list("promotion", day=APRIL, by=officer, own_table=True)

    columns = [f.attname for f in DueVerdict._meta.concrete_fields if f.attname not in ("id", "list_id")]
    assert list(apart.verdicts.order_by("nip").values(*columns)) == list(
        together.verdicts.order_by("nip").values(*columns)
    )
    assert apart.counts == together.counts
    assert {_part_of(kept) for kept in (together, apart)} == {
        "employees_dueverdict_rest",
        f"employees_dueverdict_{apart.pk}",
    }
    again = DueVerdict.objects.get(pk=apart.verdicts.order_by("nip").first().pk)
    assert again.list == apart


def test_a_list_of_a_nation_is_frozen_like_any_other(officer):
    regular("III/a", "2020-04-01", "S1")
    kept = run_list("promotion", day=APRIL, by=officer, own_table=True)

    with pytest.raises((InternalError, ProgrammingError)):
        kept.verdicts.update(verdict="TMS")


def _part_of(kept):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tableoid::regclass::text FROM employees_dueverdict WHERE list_id = %s", [kept.pk]
        )
        ((part,),) = cursor.fetchall()
    return part


def test_facts_are_kept_without_their_names_and_read_with_them(officer):
    regular("III/a", "2020-04-01", "S1")
    kept = run_list("promotion", day=APRIL, by=officer)

    with connection.cursor() as cursor:
        cursor.execute("SELECT facts, verdict_fact(facts, 'target_code') FROM employees_dueverdict")
        ((stored, target),) = cursor.fetchall()

    assert (json.loads(stored)[:4], target) == ([fact_shape.PROMOTION, "PNS", "01", "III/a"], '"III/b"')
    assert "exam_1_on" not in kept.verdicts.get().facts


def test_the_database_knows_the_names_of_kept_facts_as_the_program_does():
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, names FROM employees_factshape")
        assert {number: tuple(names) for number, names in cursor.fetchall()} == fact_shape.SHAPES


def test_whoever_was_judged_cannot_be_deleted_from_the_database(officer):
    employee = regular("III/a", "2020-04-01", "S1")
    run_list("promotion", day=APRIL, by=officer)

    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="ada pada daftar hak"):
        cursor.execute("DELETE FROM employees_employee WHERE id = %s", [employee.pk])


def test_a_unit_that_was_judged_cannot_be_deleted_from_the_database(officer):
    unit = regular("III/a", "2020-04-01", "S1").state.unit
    run_list("promotion", day=APRIL, by=officer)

    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="ada pada daftar hak"):
        cursor.execute("DELETE FROM employees_unit WHERE id = %s", [unit.pk])
