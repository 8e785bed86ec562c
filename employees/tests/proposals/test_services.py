from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from employees.models import FamilyMember, Proposal, ProposalStep, Sanction
from employees.permissions import may_see_document
from employees.proposals import services
from employees.proposals.scope import needs_proof
from employees.proposals.services import MovedMeanwhile, ProofRefused, ProposalRefused, seen_of, target_of
from employees.records.services import RecordRefused, correct_employee, correct_record, version_of, withdraw_record
from employees.tests.factories import make_education, make_employee, make_unit
from simpeg import roles
from simpeg.audit.models import Entry
from simpeg.core.workdays import workdays_after
from simpeg.law.models import EducationLevel, SanctionKind
from simpeg.notices.models import Notice
from simpeg.scans.tests.files import make_pdf, upload
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
Status = Proposal.Status


@pytest.fixture
def office():
    return make_unit("Dinas Pertanian")


@pytest.fixture
def employee(office):
    return make_employee(name="Siti Rahma", unit=make_unit("Bidang Pangan", parent=office))


@pytest.fixture
def account(employee):
    return make_user(role=roles.EMPLOYEE.name, nip=employee.nip)


@pytest.fixture
def checker(office):
    return make_user(role=roles.OPD_OFFICER.name, mandates=[office])


@pytest.fixture
def decider():
    return make_user(role=roles.RECORDS_OFFICER.name, name="Rina Pengelola")


def diploma(**fields):
    return {"level": EducationLevel.objects.get(pk="40"), "name": "S-1 Hukum", "graduated": 2012, **fields}


def proposed(employee, account, *, kind="pendidikan", action="ADD", values=None, record=None):
    values = diploma() if values is None else values
    proposal = services.propose(employee, kind, action, values, by=account, reason="Ijazah saya", record=record)
    if needs_proof(proposal):
        services.attach(proposal, upload(make_pdf()), by=account)
    return proposal


def fresh(proposal):
    return Proposal.objects.get(pk=proposal.pk)


def seen(proposal):
    return seen_of(proposal, target_of(proposal))


def told(user):
    return [notice.text for notice in Notice.objects.filter(user=user).order_by("id")]


def test_a_diploma_goes_from_the_employee_over_his_office_into_the_file(employee, account, checker, decider):
    proposal = proposed(employee, account)
    services.send(proposal, by=account)
    assert proposal.status == Status.SUBMITTED
    services.check(fresh(proposal), by=checker, seen=seen(proposal))
    proposal = fresh(proposal)
    services.approve(proposal, by=decider, seen=seen(proposal))

    record = employee.education_records.get()
    assert (record.name, record.graduated) == ("S-1 Hukum", 2012)
    assert (fresh(proposal).status, fresh(proposal).result_id) == (Status.APPROVED, record.pk)
    entry = Entry.objects.of(record).get()
    assert (entry.actor, entry.reason) == (decider.pk, f"Pendidikan ditambahkan: usulan #{proposal.pk} disetujui")
    steps = [(step.from_status, step.to_status, step.by_id) for step in proposal.steps.all()]
    assert steps == [
        ("DRAFT", "SUBMITTED", account.pk),
        ("SUBMITTED", "CHECKED", checker.pk),
        ("CHECKED", "APPROVED", decider.pk),
    ]
    waiting = f"Usulan #{proposal.pk} (pendidikan) dari Siti Rahma menunggu Anda."
    assert told(checker) == [waiting]
    assert told(decider) == [waiting]
    assert told(account) == [
        f"Usulan Anda #{proposal.pk} (pendidikan) diperiksa perangkat daerah dan diteruskan.",
        f"Usulan Anda #{proposal.pk} (pendidikan) disetujui.",
    ]


def test_nothing_that_a_decree_says_is_sent_without_its_scan(employee, account):
    proposal = services.propose(employee, "pendidikan", "ADD", diploma(), by=account, reason="Ijazah saya")

    with pytest.raises(ProposalRefused, match="Lampirkan pindaian"):
        services.send(proposal, by=account)

    assert fresh(proposal).status == Status.DRAFT


def test_the_scan_of_an_approved_wish_proves_the_record_that_it_made(employee, account, checker, decider):
    proposal = proposed(employee, account)
    (document,) = services.proofs_of(proposal)
    services.send(proposal, by=account)
    services.check(fresh(proposal), by=checker, seen=seen(proposal))
    services.approve(fresh(proposal), by=decider, seen=seen(fresh(proposal)))

    document.refresh_from_db()
    assert (document.kind, document.record_id) == ("pendidikan", employee.education_records.get().pk)


def test_a_proof_that_is_no_scan_is_refused_and_one_comes_too_late(employee, account):
    proposal = proposed(employee, account)
    with pytest.raises(ProofRefused):
        services.attach(proposal, upload(b"#!/bin/sh\n", "ijazah.pdf"), by=account)
    services.send(proposal, by=account)
    with pytest.raises(MovedMeanwhile):
        services.attach(fresh(proposal), upload(make_pdf(2)), by=account)
    with pytest.raises(ProposalRefused):
        services.attach(fresh(proposal), upload(make_pdf(2)), by=make_user(role=roles.RECORDS_OFFICER.name))

    assert services.proofs_of(proposal).count() == 1


def test_a_proof_is_seen_by_whoever_sees_the_wish_and_nobody_else(employee, account, checker, decider):
    proposal = proposed(employee, account)
    document = services.proofs_of(proposal).get()
    stranger = make_user(role=roles.OPD_OFFICER.name, mandates=[make_unit("Dinas Lain")])
    head = make_user(role=roles.UNIT_HEAD.name, mandates=[employee.unit])
    everybody = (account, checker, decider, stranger, head)
    assert [may_see_document(user, document) for user in everybody] == [True, False, False, False, False], "a draft"

    services.send(proposal, by=account)

    assert [may_see_document(user, document) for user in everybody] == [True, True, True, False, False]


def test_each_step_promises_its_day_in_working_days(employee, account, checker):
    proposal = proposed(employee, account)
    services.send(proposal, by=account)
    today = timezone.localdate()
    assert proposal.due_on == workdays_after(today, 3)
    services.check(proposal, by=checker, seen=seen(proposal))
    assert proposal.due_on == workdays_after(today, 5)
    assert proposal.steps.last().due_on == workdays_after(today, 3)
    services.withdraw(proposal, by=account)
    assert fresh(proposal).due_on is None


def test_what_is_returned_comes_again_and_is_checked_again(employee, account, checker, decider):
    proposal = proposed(employee, account)
    services.send(proposal, by=account)
    services.give_back(proposal, "B01", by=checker, reason="Halaman dua gelap", seen=seen(proposal))
    step = proposal.steps.last()
    assert (step.code, step.code_words) == ("B01", "Bukti tidak terbaca: pindai ulang dengan jelas.")
    assert told(account)[-1].endswith("dikembalikan perangkat daerah. Bukti tidak terbaca: pindai ulang dengan jelas.")

    services.rewrite(proposal, diploma(graduated=2013), by=account, reason="Salah tahun")
    services.send(fresh(proposal), by=account)

    assert (fresh(proposal).status, fresh(proposal).new_values["graduated"]) == (Status.SUBMITTED, 2013)
    assert not Proposal.objects.decidable_by(decider).exists()


@pytest.mark.parametrize("code", ["", "T01", "X99"])
def test_a_return_needs_a_reason_that_can_be_mended(employee, account, checker, code):
    proposal = proposed(employee, account)
    services.send(proposal, by=account)

    with pytest.raises(ProposalRefused, match="Pilih salah satu alasan"):
        services.give_back(proposal, code, by=checker, seen=seen(proposal))
    assert fresh(proposal).status == Status.SUBMITTED


def test_a_refusal_ends_it(employee, account, checker):
    proposal = proposed(employee, account)
    services.send(proposal, by=account)
    services.refuse(proposal, "T01", by=checker, seen=seen(proposal))

    with pytest.raises(ProposalRefused):
        services.send(fresh(proposal), by=account)
    assert fresh(proposal).status == Status.REFUSED


def test_without_an_officer_in_the_unit_it_goes_straight_to_bkpsdm_and_says_so(employee, account, decider):
    make_user(role=roles.OPD_OFFICER.name, mandates=[make_unit("Dinas Lain")])
    proposal = proposed(employee, account)
    services.send(proposal, by=account)

    assert (proposal.status, proposal.straight) == (Status.CHECKED, services.NO_OFFICER)
    assert told(decider) == [f"Usulan #{proposal.pk} (pendidikan) dari Siti Rahma menunggu Anda."]


def test_the_officers_own_wish_goes_straight_to_bkpsdm(employee, office, checker):
    officer = make_user(role=roles.OPD_OFFICER.name, mandates=[office], nip=employee.nip)
    proposal = proposed(employee, officer)
    services.send(proposal, by=officer)

    assert (proposal.status, proposal.straight) == (Status.CHECKED, services.OWN_OFFICER)


def test_a_sanction_is_checked_by_nobody_of_the_office(employee, account, checker):
    sanction = Sanction.objects.create(
        employee=employee, kind=SanctionKind.objects.first(), starts_on=date(2020, 1, 2), ends_on=date(2021, 1, 1)
    )
    values = {"ends_on": date(2020, 12, 1)}
    proposal = proposed(employee, account, kind="hukuman-disiplin", action="CORRECT", values=values, record=sanction)
    services.send(proposal, by=account)

    assert proposal.straight == services.SANCTION_IS_BKPSDM
    assert not Proposal.objects.visible_to(checker).exists()
    with pytest.raises(ProposalRefused):
        proposed(employee, account, kind="hukuman-disiplin", values={})


@pytest.mark.parametrize("name", ["check", "approve"])
def test_nobody_acts_on_his_own_wish(employee, account, checker, decider, name):
    proposal = proposed(employee, account)
    services.send(proposal, by=account)
    account.groups.add(*[group for user in (checker, decider) for group in user.groups.all()])
    account = type(account).objects.get(pk=account.pk)
    assert account.has_perm("employees.decide_proposal")

    with pytest.raises(ProposalRefused, match="tidak diperiksa atau diputuskan sendiri"):
        getattr(services, name)(proposal, by=account, seen=seen(proposal))


def test_whoever_checked_does_not_decide(employee, account, office):
    both = make_user(role=roles.OPD_OFFICER.name, mandates=[office])
    proposal = proposed(employee, account)
    services.send(proposal, by=account)
    services.check(proposal, by=both, seen=seen(proposal))
    both.groups.set(make_user(role=roles.RECORDS_OFFICER.name).groups.all())
    both = type(both).objects.get(pk=both.pk)

    with pytest.raises(ProposalRefused, match="tidak menunggu tindakan Anda"):
        services.approve(proposal, by=both, seen=seen(proposal))


def test_no_step_is_skipped(employee, account, checker, decider):
    proposal = proposed(employee, account)
    services.send(proposal, by=account)

    with pytest.raises(MovedMeanwhile):
        services.approve(proposal, by=decider, seen=seen(proposal))
    with pytest.raises(ProposalRefused):
        services.check(proposal, by=decider, seen=seen(proposal))
    assert not employee.education_records.exists()


def test_officers_of_other_offices_see_and_do_nothing(employee, account, checker):
    stranger = make_user(role=roles.OPD_OFFICER.name, mandates=[make_unit("Dinas Lain")])
    proposal = proposed(employee, account)
    services.send(proposal, by=account)

    assert not Proposal.objects.visible_to(stranger).exists()
    with pytest.raises(ProposalRefused, match="tidak menunggu tindakan Anda"):
        services.check(proposal, by=stranger, seen=seen(proposal))


def test_a_draft_is_seen_by_nobody_else(employee, account, checker, decider):
    proposed(employee, account)

    assert [Proposal.objects.visible_to(user).count() for user in (account, checker, decider)] == [1, 0, 0]


def test_of_two_who_press_at_once_one_is_told(employee, account, checker):
    proposal = proposed(employee, account)
    services.send(proposal, by=account)
    first, second, saw = fresh(proposal), fresh(proposal), seen(proposal)
    services.check(first, by=checker, seen=saw)

    with pytest.raises(MovedMeanwhile):
        services.give_back(second, "B01", by=checker, seen=saw)
    assert proposal.steps.count() == 2


def corrected(employee, account, record):
    return proposed(employee, account, action="CORRECT", values={"graduated": 2011, "name": record.name}, record=record)


def test_a_correction_keeps_old_and_new_of_what_differs_only(employee, account):
    record = make_education(employee, graduated=2010)
    proposal = corrected(employee, account, record)

    assert proposal.new_values == {"graduated": 2011}
    assert proposal.old_values["graduated"] == 2010


def test_a_record_that_changed_under_the_decision_stops_it(employee, account, decider):
    record = make_education(employee, graduated=2010)
    proposal = corrected(employee, account, record)
    services.send(proposal, by=account)
    saw = seen(proposal)
    correct_record(record, {"diploma": "IJ-9"}, by=decider, reason="SK", seen=version_of(record))

    with pytest.raises(MovedMeanwhile):
        services.approve(fresh(proposal), by=decider, seen=saw)
    proposal = fresh(proposal)
    assert services.has_changed_since(proposal, target_of(proposal))
    services.approve(proposal, by=decider, seen=seen(proposal))
    record.refresh_from_db()
    assert (record.graduated, record.diploma) == (2011, "IJ-9")


def test_a_record_that_is_gone_cannot_be_corrected_and_nothing_is_half_done(employee, account, decider):
    record = make_education(employee, graduated=2010)
    proposal = corrected(employee, account, record)
    services.send(proposal, by=account)
    withdraw_record(record, by=decider, reason="Keliru", seen=version_of(record))

    with pytest.raises(RecordRefused):
        services.approve(fresh(proposal), by=decider, seen=seen(fresh(proposal)))
    assert fresh(proposal).status == Status.CHECKED
    assert proposal.steps.count() == 1


def test_a_record_has_one_open_proposal(employee, account):
    record = make_education(employee, graduated=2010)
    services.send(corrected(employee, account, record), by=account)

    with pytest.raises(ProposalRefused, match="sudah punya usulan"):
        services.send(corrected(employee, account, record), by=account)


def test_a_record_is_taken_off_where_that_was_proposed(employee, account, decider):
    record = make_education(employee, graduated=2010)
    proposal = proposed(employee, account, action="WITHDRAW", values={}, record=record)
    services.send(proposal, by=account)
    services.approve(proposal, by=decider, seen=seen(proposal))

    assert not employee.education_records.exists()


def test_of_the_data_utama_only_the_proposed_fields_can_conflict(employee, account, decider):
    values = {"phone": "081234567890"}
    proposal = proposed(employee, account, kind="data-utama", action="CORRECT", values=values)
    services.send(proposal, by=account)
    saw = seen(proposal)
    correct_employee(employee, {"religion": "Islam"}, by=decider, reason="KTP", seen=version_of(employee))
    services.approve(fresh(proposal), by=decider, seen=saw)

    employee.refresh_from_db()
    assert (employee.phone, employee.religion) == ("081234567890", "Islam")


def test_fields_that_follow_from_decisions_are_not_proposed(employee, account):
    with pytest.raises(RecordRefused, match="Belum ada yang berbeda"):
        proposed(employee, account, kind="data-utama", action="CORRECT", values={"nip": "1" * 18, "standing": "99"})


def test_nobody_proposes_for_somebody_else_or_about_his_records(employee, account, checker):
    other = make_education(make_employee())

    with pytest.raises(ProposalRefused):
        proposed(employee, checker)
    with pytest.raises(ProposalRefused, match="tidak ada pada berkas Anda"):
        corrected(employee, account, other)


def test_a_wish_without_reason_or_difference_is_refused(employee, account):
    with pytest.raises(RecordRefused, match="Tulis alasan"):
        services.propose(employee, "pendidikan", "ADD", diploma(), by=account, reason=" ")


def test_what_no_file_can_say_is_refused_when_it_is_written(employee, account):
    with pytest.raises(RecordRefused):
        proposed(employee, account, values=diploma(graduated=1986))
    assert not Proposal.objects.exists()


def test_steps_are_never_changed_or_deleted(employee, account):
    services.send(proposed(employee, account), by=account)

    for touch in (lambda: ProposalStep.objects.update(words="x"), lambda: ProposalStep.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            touch()


def test_a_promised_day_that_passed_is_late(employee, account):
    proposal = proposed(employee, account)
    services.send(proposal, by=account)

    assert not Proposal.objects.late_on(proposal.due_on).exists()
    assert Proposal.objects.late_on(proposal.due_on + timedelta(days=1)).get() == proposal


def test_a_new_member_of_the_family_is_proposed_too(employee, account, decider):
    values = {"relation": FamilyMember.Relation.CHILD, "name": "Anak", "sex": "F", "birth_date": date(2020, 1, 2)}
    values |= {"descent": "", "on_allowance": False, "nik": ""}
    proposal = proposed(employee, account, kind="keluarga", values=values)
    services.send(proposal, by=account)
    services.approve(proposal, by=decider, seen=seen(proposal))

    assert employee.family.get().birth_date == date(2020, 1, 2)
