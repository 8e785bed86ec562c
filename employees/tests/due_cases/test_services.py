"""From an MS row to the decree: who may, from where to where, and what is in the file afterwards."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from employees.due_cases import rules, services
from employees.due_cases.services import CaseRefused, MovedMeanwhile, decree, move, open_case, open_cases
from employees.due_cases.together import move_all
from employees.due_lists.lists import due_rows
from employees.due_lists.services import run_list
from employees.models import (
    Award,
    DueCase,
    DueCaseStep,
    DueSubject,
    GradeRecord,
    Sanction,
    StandingRecord,
    StepIncrease,
)
from employees.tests.due_cases.cases import PERIOD, deserving, officer, promotion_list
from employees.tests.factories import make_appointment, make_employee
from simpeg.audit.models import Entry
from simpeg.law.models import PromotionPeriod
from simpeg.notices.models import Notice
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
Status = DueCase.Status
SIGNED = {"decree": "823.3/12/2026", "decree_on": date(2026, 11, 20), "decree_by": "Bupati Mamuju"}


def opened(by, employee=None):
    employee = employee or deserving()
    kept = promotion_list(by)
    return open_case(kept.verdicts.get(employee=employee), by=by)


def at(status, by, employee=None):
    """A promotion case that has come so far."""
    case = opened(by, employee)
    for to in (Status.VERIFIED, Status.SENT, Status.APPROVED):
        if case.status == status:
            return case
        move(case, to, by=by, seen=case.seen, elsewhere=True, approval="PT-1", approval_on=date(2026, 11, 10))
    return case


def rows_of(subject, day, employee):
    return [(row["verdict"], row["from"], row["to"]) for row in due_rows(subject, day, nip=employee.nip)]


def test_a_case_goes_from_the_list_to_a_grade_in_the_file():
    by, employee = officer(), deserving()
    make_user(nip=employee.nip)
    case = at(Status.APPROVED, by, employee)

    decree(case, **SIGNED, by=by, seen=case.seen)

    record = GradeRecord.objects.get(pk=DueCase.objects.get().record_id)
    assert (record.grade.code, record.since, record.kind_code) == ("III/b", PERIOD, "101")
    assert (record.service_years, record.service_months) == (14, 10)
    assert (record.decree, record.decree_on, record.decree_by) == tuple(SIGNED.values())
    assert [step.to_status for step in case.steps.all()] == ["OPENED", "VERIFIED", "SENT", "APPROVED", "DECREED"]
    assert Notice.objects.get().text == "Usul kenaikan pangkat Anda, TMT 1 Januari 2027, ditetapkan dengan SK."
    entry = Entry.objects.filter(table="employees_graderecord", action="INSERT").order_by("-pk").first()
    assert (entry.actor, f"Usul #{case.pk} ditetapkan dengan SK" in entry.reason) == (by.pk, True)


def test_the_next_list_is_right_without_any_other_step():
    by, employee = officer(), deserving()
    case = at(Status.APPROVED, by, employee)
    later = date(2027, 2, 1)
    assert rows_of("promotion", later, employee) == [("MS", "III/a", "III/b")]
    assert rows_of("salary-increment", later, employee)[0][1:] == (3252900, 3355400)

    decree(case, **SIGNED, by=by, seen=case.seen)

    assert rows_of("promotion", later, employee) == [("TMS", "III/b", "III/c")]
    assert rows_of("salary-increment", later, employee)[0][1:] == (3607500, 3721100)
    assert rows_of("promotion", date(2026, 12, 1), employee) == [("MS", "III/a", "III/b")]
    employee.refresh_from_db()
    assert employee.grade.code == "III/a"  # until its day has come


def test_a_step_is_granted_by_a_letter_and_the_next_one_follows_from_it():
    by, employee = officer(), deserving()
    kept = run_list("salary-increment", day=date(2026, 12, 1), by=by)
    case = open_case(kept.verdicts.get(), by=by)

    decree(case, **SIGNED, by=by, seen=case.seen)

    record = StepIncrease.objects.get()
    assert (record.since, record.service_years, record.service_months) == (date(2024, 3, 1), 12, 0)
    assert record.base_salary == 3355400
    assert rows_of("salary-increment", date(2026, 12, 1), employee) == [("MS", 3355400, 3461100)]


def test_a_delayed_step_keeps_the_old_day_of_the_next_one():
    by = officer()
    employee = make_employee(grade="III/c", grade_since=date(2024, 6, 1), ratings=dict.fromkeys((2024, 2025), 2))
    employee.grade_records.update(service_years=12)
    Sanction.objects.create(
        employee=employee, kind_id="tunda_kgb_1th", starts_on=date(2026, 6, 1), ends_on=date(2027, 5, 31)
    )
    kept = run_list("salary-increment", day=date(2027, 6, 1), by=by)
    case = open_case(kept.verdicts.get(), by=by)

    decree(case, **SIGNED, by=by, seen=case.seen)

    assert (StepIncrease.objects.get().since, StepIncrease.objects.get().service_years) == (date(2027, 6, 1), 15)
    (row,) = due_rows("salary-increment", date(2028, 6, 1), nip=employee.nip)
    assert (row["from"], row["to"], row["earliest"]) == (3760100, 3878500, "2028-06-01")


def test_a_retirement_stands_in_the_file_from_its_day():
    by = officer()
    employee = make_employee(birth_date=date(1969, 2, 10), cpns_since=date(1995, 3, 1))
    make_appointment(employee)
    kept = run_list("retirement", day=date(2027, 12, 1), by=by)
    case = open_case(kept.verdicts.get(), by=by)
    for to in (Status.VERIFIED, Status.SENT, Status.APPROVED):
        move(case, to, by=by, seen=case.seen, elsewhere=True, approval="PT-1", approval_on=date(2026, 11, 10))

    decree(case, **SIGNED, by=by, seen=case.seen)

    record = StandingRecord.objects.get(since=date(2027, 3, 1))
    employee.refresh_from_db()
    assert (record.standing, record.decree, employee.standing) == ("99", SIGNED["decree"], "01")


def test_a_medal_is_owned_afterwards_and_not_proposed_again():
    by, employee = officer(), deserving()
    kept = run_list("service-medal", day=date(2026, 8, 17), by=by)
    case = open_case(kept.verdicts.get(), by=by)
    for to in (Status.VERIFIED, Status.SENT, Status.APPROVED):
        move(case, to, by=by, seen=case.seen, elsewhere=True, approval="PT-1", approval_on=date(2026, 11, 10))

    decree(case, **SIGNED, by=by, seen=case.seen)

    assert Award.objects.get().awarded_on == date(2026, 8, 17)
    (row,) = due_rows("service-medal", date(2027, 8, 17), nip=employee.nip)
    assert [failure["code"] for failure in row["failures"]] == ["SUDAH"]


@pytest.mark.parametrize("subject", DueSubject)
def test_every_state_is_reached_and_left_only_along_the_table(subject):
    by = officer()
    case = opened(by) if subject != DueSubject.INCREMENT else None
    if case is None:
        deserving()
        case = open_case(run_list(subject, day=date(2026, 12, 1), by=by).verdicts.get(), by=by)
    for to in Status:
        if (case.status, to) not in rules.MOVES[case.subject]:
            with pytest.raises(MovedMeanwhile):
                move(case, to, by=by, seen=case.seen)
    assert DueCase.objects.get().status == Status.OPENED


def test_the_second_of_two_officers_is_told_and_nothing_is_doubled():
    first, second = officer(), officer()
    case = at(Status.APPROVED, first)
    seen_by_second = DueCase.objects.get()
    decree(case, **SIGNED, by=first, seen=case.seen)

    with pytest.raises(MovedMeanwhile):
        decree(seen_by_second, **SIGNED, by=second, seen=seen_by_second.seen)

    assert GradeRecord.objects.filter(since=PERIOD).count() == 1
    assert DueCaseStep.objects.filter(to_status="DECREED").count() == 1


def test_what_was_seen_is_what_is_moved():
    by = officer()
    case = opened(by)
    seen = case.seen
    move(case, Status.CANCELLED, by=by, seen=seen, code="BTR01")

    with pytest.raises(MovedMeanwhile):
        move(DueCase.objects.get(), Status.VERIFIED, by=by, seen=seen, elsewhere=True)


def test_documents_that_are_missing_are_named_unless_seen_elsewhere():
    by = officer()
    case = opened(by)

    with pytest.raises(CaseRefused, match="SK pangkat terakhir, Evaluasi kinerja tahun terakhir"):
        move(case, Status.VERIFIED, by=by, seen=case.seen)
    move(case, Status.VERIFIED, by=by, seen=case.seen, elsewhere=True)

    assert "arsip (DMS) SIASN: SK pangkat terakhir" in case.steps.last().words


def test_a_return_and_a_refusal_carry_bkns_codes():
    by = officer()
    case = at(Status.SENT, by)

    with pytest.raises(CaseRefused, match="Pilih salah satu alasan"):
        move(case, Status.RETURNED, by=by, seen=case.seen, code="TMS01")
    move(case, Status.RETURNED, by=by, seen=case.seen, code="BTL02", words="SKP 2025")
    move(case, Status.SENT, by=by, seen=case.seen)
    move(case, Status.REFUSED, by=by, seen=case.seen, code="TMS03")

    said = [(step.code, step.code_words) for step in case.steps.all()]
    assert said[3] == ("BTL02", "Dokumen yang disyaratkan belum dilampirkan.")
    assert DueCase.objects.get().code == "TMS03"


def test_a_refused_right_can_be_proposed_again_an_open_one_cannot():
    by, employee = officer(), deserving()
    kept = promotion_list(by)
    verdict = kept.verdicts.get(employee=employee)
    case = open_case(verdict, by=by)

    with pytest.raises(CaseRefused, match="sudah ada"):
        open_case(verdict, by=by)
    move(case, Status.CANCELLED, by=by, seen=case.seen, code="BTR01")

    assert open_case(verdict, by=by).pk != case.pk


@pytest.mark.parametrize(("opens", "closes", "sentence"), [
    (1, 2, "baru dibuka"),
    (-2, -1, "sudah ditutup"),
])  # fmt: skip
def test_promotions_are_proposed_while_their_window_is_open(opens, closes, sentence):
    by, employee = officer(), deserving()
    verdict = promotion_list(by).verdicts.get(employee=employee)
    today = timezone.localdate()
    PromotionPeriod.objects.filter(day=PERIOD).update(
        opens_on=today + timedelta(days=opens), closes_on=today + timedelta(days=closes)
    )

    with pytest.raises(CaseRefused, match=sentence):
        open_case(verdict, by=by)


def test_who_no_longer_meets_the_rules_is_not_proposed():
    by, employee = officer(), deserving()
    verdict = promotion_list(by).verdicts.get(employee=employee)
    employee.ratings.filter(year=2026).update(rating=4)

    with pytest.raises(CaseRefused, match="tidak lagi memenuhi syarat"):
        open_case(verdict, by=by)


def test_nobody_handles_his_own_case_and_few_handle_any():
    employee = deserving()
    own = officer(nip=employee.nip)
    verdict = promotion_list(own).verdicts.get(employee=employee)
    with pytest.raises(CaseRefused, match="pejabat lain"):
        open_case(verdict, by=own)
    with pytest.raises(CaseRefused, match="pengelola hak"):
        open_case(verdict, by=make_user("view_all_units", "view_duelist"))
    case = open_case(verdict, by=officer())

    with pytest.raises(CaseRefused, match="pejabat lain"):
        move(case, Status.VERIFIED, by=own, seen=case.seen, elsewhere=True)
    with pytest.raises(CaseRefused, match="pengelola hak"):
        move(case, Status.VERIFIED, by=make_user("view_all_units", "view_duelist"), seen=case.seen, elsewhere=True)


def test_a_decree_that_the_file_cannot_take_leaves_everything_as_it_was():
    by, employee = officer(), deserving()
    case = at(Status.APPROVED, by, employee)
    GradeRecord.objects.create(employee=employee, grade=employee.grade, since=PERIOD, service_years=1, service_months=0)

    with pytest.raises(CaseRefused, match="TMT ini sudah dipakai golongan"):
        decree(case, **SIGNED, by=by, seen=case.seen)

    assert DueCase.objects.get().status == Status.APPROVED
    assert DueCaseStep.objects.filter(to_status="DECREED").count() == 0


def test_without_the_length_of_service_no_grade_is_written():
    by, employee = officer(), deserving()
    employee.service_years = None
    employee.save()
    case = at(Status.APPROVED, by, employee)

    with pytest.raises(CaseRefused, match="Masa kerja golongan pegawai ini belum tercatat"):
        decree(case, **SIGNED, by=by, seen=case.seen)


def test_a_list_opens_what_can_be_opened_once():
    by = officer()
    people = [deserving() for _ in range(3)]
    kept = promotion_list(by)
    people[0].ratings.all().delete()
    told = []

    first = open_cases(kept, kept.verdicts.all(), by=by, tell=lambda *said: told.append(said))
    second = open_cases(kept, kept.verdicts.all(), by=by, tell=lambda *said: None)

    assert (first[0], len(first[1]), second[0]) == (2, 1, 0)
    assert told == [(3, 3, "3 dari 3 pegawai")]


def test_many_are_decreed_with_running_numbers_and_one_that_cannot_stays():
    by = officer()
    for _ in range(3):
        deserving()
    kept = promotion_list(by)
    open_cases(kept, kept.verdicts.all(), by=by, tell=lambda *said: None)
    cases = list(DueCase.objects.order_by("employee__nip"))
    for to in (Status.VERIFIED, Status.SENT, Status.APPROVED):
        values = {"elsewhere": True, "approval": "PT-{urut}", "approval_on": date(2026, 11, 10), "first": 7}
        move_all(cases, to, values, by=by, tell=lambda *said: None)
    GradeRecord.objects.create(
        employee=cases[1].employee, grade=cases[1].employee.grade, since=PERIOD, service_years=1, service_months=0
    )

    values = SIGNED | {"decree": "823/{urut}/2026", "first": 50}
    outcome = move_all(cases, Status.DECREED, values, by=by, tell=lambda *said: None)

    assert (outcome.done, [name for name, _ in outcome.refused]) == (2, [cases[1].employee.full_name])
    numbers = DueCase.objects.order_by("employee__nip").values_list("decree", "approval")
    assert list(numbers) == [("823/50/2026", "PT-7"), ("", "PT-8"), ("823/51/2026", "PT-9")]


@pytest.mark.parametrize("sql", [
    "UPDATE employees_duecase SET status = 'DECREED'",
    "UPDATE employees_duecase SET status = 'APPROVED'",
    "UPDATE employees_duecase SET status = 'RETURNED'",
    "UPDATE employees_duecasestep SET words = 'lain'",
    "DELETE FROM employees_duecasestep",
    "INSERT INTO employees_duecase (subject, kind, employee_id, day, verdict_id, status, moved_at, code, opened_by_id,"
    " approval, decree, decree_by) SELECT subject, kind, employee_id, day, verdict_id, status, moved_at, code,"
    " opened_by_id, '', '', '' FROM employees_duecase",
])  # fmt: skip
def test_the_database_guards_what_matters(sql):
    opened(officer())

    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)

    assert DueCase.objects.get().status == Status.OPENED


def test_the_documents_asked_for_are_found_in_the_file():
    assert services.missing_documents(opened(officer())) == [
        "SK pangkat terakhir",
        "Evaluasi kinerja tahun terakhir",
        "Evaluasi kinerja tahun sebelumnya",
    ]
