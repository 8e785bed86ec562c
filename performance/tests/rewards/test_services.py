"""From the draft to the publication: what is refused, what stands still, what the files say afterwards."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from employees.models import Award
from employees.tests.factories import make_employee, make_unit
from performance.models import Candidate, Nomination, RewardCriterion, RewardDecision, RewardRound, Vote
from performance.rewards.services import RewardRefused, announce, decide, keep_draft, nominate, publish, vote
from performance.tests.factories import account, make_cycle, make_office
from performance.tests.rewards.factories import (
    JUDGED,
    SERVICE,
    close,
    make_candidate,
    make_draft,
    make_reward_kind,
    make_round,
    make_vote,
    officer,
)
from simpeg.audit.models import Entry
from simpeg.notices.models import Notice
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def ready(winners=1, employee=None, nominator=None, **fields):
    """A closed round with a candidate and two votes."""
    round_ = make_round(winners=winners, **fields)
    candidate = make_candidate(round_, employee or make_employee(), by=nominator or account(make_employee()))
    close(round_)
    candidate.round.refresh_from_db()
    make_vote(candidate)
    make_vote(candidate)
    return candidate


def award(candidate, *, by=None, wins=True):
    return decide(candidate, wins=wins, reason="Terbaik.", public_words="Melayani tanpa lelah." if wins else "",
                  by=by or officer())  # fmt: skip


def test_a_round_is_announced_before_it_opens():
    late = make_draft(nominations_from=TODAY - timedelta(days=1))

    with pytest.raises(RewardRefused, match="sebelum dibuka"):
        announce(late, by=officer())


def test_what_was_announced_stands_still():
    round_, by = make_round(), officer()
    values = {name: getattr(round_, name) for name in ("kind", "year", "nominations_from", "nominations_until")}

    with pytest.raises(RewardRefused, match="sudah diumumkan"):
        keep_draft(round_, **values, winners=9, criteria=[SERVICE], by=by)
    for wrong in (
        lambda: RewardRound.objects.filter(pk=round_.pk).update(winners=9),
        lambda: RewardRound.objects.filter(pk=round_.pk).update(status="DRAFT"),
        lambda: round_.criteria.update(weight=1),
        lambda: round_.criteria.all().delete(),
        lambda: RewardCriterion.objects.create(round=round_, place=9, **SERVICE),
        lambda: RewardRound.objects.filter(pk=round_.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            wrong()


def test_a_draft_changes_with_its_criteria():
    by = officer()
    round_ = make_draft(by=by)
    values = {name: getattr(round_, name) for name in ("kind", "year", "nominations_from", "nominations_until")}

    round_ = keep_draft(round_, **values, winners=3, criteria=[JUDGED, SERVICE], by=by)

    assert [each.code for each in round_.criteria.all()] == ["PANITIA", "MASA"]
    assert round_.winners == 3


@pytest.mark.parametrize(
    "change",
    [
        {"nominations_until": TODAY - timedelta(days=3)},
        {"year": 2099},
        {"nominations_from": TODAY.replace(year=9998), "nominations_until": TODAY.replace(year=9999)},
        {"nominations_until": TODAY + timedelta(days=4000)},
        {"criteria": []},
    ],
)
def test_an_absurd_round_is_refused(change):
    with pytest.raises(RewardRefused):
        make_draft(**change)


def test_a_kind_has_one_round_a_year():
    kind = make_reward_kind()
    make_draft(kind=kind)

    with pytest.raises(RewardRefused, match="sudah ada"):
        make_draft(kind=kind)
    with pytest.raises(RewardRefused, match="sudah ada"):
        make_reward_kind(name="PEGAWAI teladan")


def test_a_superior_and_a_colleague_name_the_same_person():
    _, _, _, chief, (person, colleague) = make_office()
    make_cycle()
    round_ = make_round()

    for by in (chief, colleague):
        nominate(round_, person, grounds="Tuntas.", link="https://contoh.id/bukti", by=account(by))

    assert list(Nomination.objects.values_list("relation", flat=True)) == ["ATASAN", "REKAN"]
    assert Candidate.objects.get().unit == person.unit


def test_who_cannot_name_whom():
    person, round_ = make_employee(), make_round()
    retired = make_employee(standing="77")
    by = account(make_employee())

    with pytest.raises(RewardRefused, match="diri sendiri"):
        nominate(round_, person, grounds="Saya.", by=account(person))
    with pytest.raises(RewardRefused, match="Yang mencalonkan"):
        nominate(round_, person, grounds="Baik.", by=make_user())
    with pytest.raises(RewardRefused, match="aktif"):
        nominate(round_, retired, grounds="Baik.", by=by)
    with pytest.raises(RewardRefused, match="alasan"):
        nominate(round_, person, grounds="  ", by=by)
    nominate(round_, person, grounds="Baik.", by=by)
    with pytest.raises(RewardRefused, match="sudah mencalonkan"):
        nominate(round_, person, grounds="Baik.", by=by)
    close(round_)
    with pytest.raises(RewardRefused, match="Pencalonan"):
        nominate(round_, person, grounds="Baik.", by=account(make_employee()))


def test_a_candidate_neither_votes_nor_decides():
    person = make_employee()
    candidate = ready(employee=person)
    himself = make_user("decide_reward", "settle_reward", nip=person.nip)

    assert not Candidate.objects.visible_to(himself).exists()
    with pytest.raises(RewardRefused, match="Anda sendiri calon"):
        make_vote(candidate, by=himself)
    with pytest.raises(RewardRefused, match="Anda sendiri calon"):
        award(candidate, by=himself)


def test_two_votes_come_before_a_decision():
    round_ = make_round()
    candidate = make_candidate(round_, make_employee(), by=account(make_employee()))
    with pytest.raises(RewardRefused, match="masih terbuka"):
        make_vote(candidate)
    close(round_)
    candidate.round.refresh_from_db()
    member = make_user("decide_reward")
    make_vote(candidate, by=member)
    make_vote(candidate, by=member, in_favour=False)

    with pytest.raises(RewardRefused, match="paling sedikit 2"):
        award(candidate)
    assert Vote.objects.get().in_favour is False


def test_a_vote_answers_every_criterion_of_the_committee():
    candidate = ready_to_judge()
    criterion = candidate.round.criteria.get()

    for judgements in ({}, {criterion.pk: (True, " ")}, {0: (True, "Ya")}):
        with pytest.raises(RewardRefused, match="setiap syarat"):
            vote(candidate, in_favour=True, reason="Baik.", judgements=judgements, by=make_user("decide_reward"))


def ready_to_judge():
    round_ = make_round(criteria=[JUDGED])
    candidate = make_candidate(round_, make_employee(), by=account(make_employee()))
    close(round_)
    candidate.round.refresh_from_db()
    return candidate


def test_nobody_decides_on_one_whom_he_alone_named():
    by = officer()
    candidate = ready(nominator=by)

    with pytest.raises(RewardRefused, match="Hanya Anda"):
        award(candidate, by=by)
    assert award(candidate).wins


def test_no_more_win_than_were_announced():
    first = ready()
    award(first)
    other = Candidate.objects.create(round=first.round, employee=make_employee(), unit=make_unit(), findings=[])
    make_vote(other)
    make_vote(other)

    with pytest.raises(RewardRefused, match="sebanyak yang diumumkan"):
        award(other)
    assert not award(other, wins=False).wins


def test_a_decision_is_made_once_and_ends_the_votes():
    candidate = ready()
    award(candidate)

    with pytest.raises(RewardRefused, match="sudah diputuskan"):
        award(candidate)
    with pytest.raises(RewardRefused, match="sudah diputuskan"):
        make_vote(candidate)
    for wrong in (
        lambda: RewardDecision.objects.update(wins=False),
        lambda: Vote.objects.update(in_favour=False),
        lambda: Nomination.objects.update(grounds="Lain"),
        lambda: Candidate.objects.all().delete(),
    ):
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            wrong()


def test_published_winners_have_it_in_their_file_and_everybody_concerned_is_told():
    person, nominator = make_employee(), account(make_employee())
    winner = account(person)
    candidate = ready(employee=person, nominator=nominator)
    by = officer()
    with pytest.raises(RewardRefused, match="belum diputuskan"):
        publish(candidate.round, by=by)
    award(candidate)

    round_ = publish(candidate.round, by=by)

    kept = Award.objects.get()
    assert (kept.employee, kept.kind, kept.title, kept.awarded_on) == (person, "L", str(round_), TODAY)
    assert Entry.objects.of(kept).first().actor == by.pk
    assert set(Notice.objects.values_list("user", flat=True)) == {winner.pk, nominator.pk}
    assert round_.status == "PUBLISHED"
    with pytest.raises(RewardRefused, match="sudah terbit"):
        publish(round_, by=by)


def test_who_had_it_once_does_not_win_it_again():
    person, kind = make_employee(), make_reward_kind()
    first = ready(employee=person, kind=kind)
    award(first)
    publish(first.round, by=officer())
    again = ready(employee=person, kind=kind, year=TODAY.year + 1, nominations_from=TODAY)

    with pytest.raises(RewardRefused, match="tidak terbuka"):
        award(again)


def test_rights_are_asked_where_it_is_written():
    stranger = make_user()
    candidate = ready()

    for verb in (
        lambda: announce(candidate.round, by=stranger),
        lambda: make_vote(candidate, by=stranger),
        lambda: award(candidate, by=stranger),
        lambda: publish(candidate.round, by=stranger),
    ):
        with pytest.raises(RewardRefused):
            verb()
