"""The list of candidates: its order is the sum of what its rows show, and it pages without losing anybody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from employees.models import Course
from employees.tests.factories import make_employee
from performance.models import RewardDecision
from performance.rewards import pages
from performance.rewards.candidates import ORDER, numbers_of, ranked, rows_of
from performance.rewards.rules import score_of
from performance.rewards.services import decide
from performance.tests.factories import account
from performance.tests.rewards.factories import (
    CLEAN,
    JUDGED,
    LEARNED,
    RATED,
    SERVICE,
    close,
    make_candidate,
    make_round,
    make_vote,
    officer,
)
from simpeg import roles
from simpeg.audit.models import ReadEntry
from simpeg.testing.people import make_user
from simpeg.web.paging import keyset_page

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
CRITERIA = [RATED, CLEAN, SERVICE, LEARNED, JUDGED]


def list_of(round_, user):
    criteria = list(round_.criteria.all())
    return list(ranked(round_, criteria, user).order_by(*ORDER)), criteria


def names(candidates):
    return [each.employee.full_name for each in candidates]


def test_the_order_adds_up_what_the_rows_show():
    by, round_ = officer(), make_round(criteria=CRITERIA, winners=2)
    good = {TODAY.year - 1: 2, TODAY.year - 2: 2}
    rated = make_employee(name="Dinilai Baik", ratings=good)
    trained = make_employee(name="Belajar", ratings=good)
    ended = TODAY - timedelta(days=30)
    Course.objects.create(employee=trained, kind="TEKNIS", name="Arsip", ends_on=ended, learning_hours=20)
    bare = make_employee(name="Tanpa Predikat")
    praised = make_employee(name="Dipuji Panitia")
    candidates = {person: make_candidate(round_, person, by=by) for person in (bare, rated, trained, praised)}
    close(round_)
    judged = round_.criteria.get(code="PANITIA")
    for met in (True, True, False):
        make_vote(candidates[praised], judgements={judged.pk: (met, "Terlihat.")})
    for met in (True, False):
        make_vote(candidates[bare], judgements={judged.pk: (met, "Terbagi.")})

    found, criteria = list_of(round_, by)

    assert [each.score for each in found] == [score_of(row["findings"]) for row in rows_of(found, round_, criteria)]
    assert names(found) == ["Belajar", "Dinilai Baik", "Dipuji Panitia", "Tanpa Predikat"]
    assert [(each.score, each.votes_given, each.in_favour) for each in found] == [
        (130, 0, 0), (120, 0, 0), (90, 3, 3), (60, 2, 2),
    ]  # fmt: skip


def test_whoever_was_decided_keeps_the_weights_of_that_day():
    by, round_ = officer(), make_round(criteria=[RATED, SERVICE])
    person = make_employee(ratings={TODAY.year - 1: 2, TODAY.year - 2: 2})
    candidate = make_candidate(round_, person, by=account(make_employee()))
    close(round_)
    candidate.round.refresh_from_db()
    make_vote(candidate)
    make_vote(candidate)
    decide(candidate, wins=True, reason="Terbaik.", public_words="Tekun.", by=by)
    person.ratings.update(rating=5)

    (found,), _ = list_of(round_, by)

    assert found.score == 100
    assert numbers_of(round_, by) == {"number": 1, "won": 1, "undecided": 0}


def test_the_list_pages_through_everybody_once_and_notes_whom_it_showed(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(pages, "CANDIDATES_SHOWN", 5)
    by, round_ = officer(), make_round(criteria=[SERVICE, JUDGED])
    for number in range(7):
        make_candidate(round_, make_employee(name=f"Calon {number}"), by=by)
    user = make_user(role=roles.PERFORMANCE_OFFICER.name)
    client.force_login(user)
    where = f"/kinerja/penghargaan/putaran/{round_.pk}/calon/"

    with django_assert_num_queries(12):
        first = client.get(where).text
    noted = ReadEntry.objects.filter(reader=user.pk).count()
    after = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(where + after).text

    assert "<strong>7</strong> calon" in first
    assert noted == 5
    shown = [[f"Calon {number}" in page for number in range(7)] for page in (first, second)]
    assert shown == [[True] * 5 + [False] * 2, [False] * 5 + [True] * 2]
    assert client.get(where, {"halaman": "omong kosong"}).status_code == 200


def test_the_pages_of_the_list_keep_its_order_where_weights_and_votes_differ():
    by, round_ = officer(), make_round(criteria=[RATED, JUDGED])
    for number in range(7):
        ratings = {TODAY.year - 1: 2, TODAY.year - 2: 2} if number % 2 else {}
        make_candidate(round_, make_employee(name=f"Calon {number}", ratings=ratings), by=by)
    close(round_)
    judged = round_.criteria.get(code="PANITIA")
    for candidate in round_.candidates.order_by("pk")[2:5]:
        make_vote(candidate, judgements={judged.pk: (True, "Terlihat.")}, in_favour=candidate.pk % 2 == 0)
    found, criteria = list_of(round_, by)

    paged, cursor = [], ""
    while cursor is not None:
        page = keyset_page(ranked(round_, criteria, by), ORDER, cursor, size=2)
        paged += page.rows
        cursor = page.next

    assert names(paged) == names(found)
    assert not RewardDecision.objects.exists()
