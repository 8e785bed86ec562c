"""The moves of a plan: who, from where, once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from performance.models import PerformancePlan, PlanStep
from performance.plans import rules, services, writing
from performance.plans.contents import facts_of
from performance.plans.services import ChangedMeanwhile, PlanIncomplete, PlanRefused
from performance.tests.factories import FIRST_DAY, make_rating, open_window
from performance.tests.plans.builders import (
    Desk,
    add_result,
    agree,
    make_agreed_plan,
    make_facts,
    now_seen,
    sign_the_year,
    submit,
)
from simpeg.audit.models import Entry
from simpeg.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk()


def notices_of(user):
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("text", flat=True))


def test_a_whole_plan_is_sent_returned_sent_again_and_agreed(desk):
    add_result(desk.plan, desk.user)
    submit(desk.plan, desk.user)
    services.give_back(desk.plan, "Targetnya terlalu rendah.", seen=now_seen(desk.plan), by=desk.rater)
    submit(desk.plan, desk.user)
    plan = agree(desk.plan, desk.rater)

    version = plan.versions.get()
    assert (plan.status, plan.version, plan.agreed_version) == ("AGREED", 1, 1)
    assert (version.agreed_by, version.agreed_at is not None) == (desk.rater, True)
    assert list(PlanStep.objects.values_list("from_status", "to_status", "words", "by")) == [
        ("DRAFT", "SUBMITTED", "", desk.user.pk),
        ("SUBMITTED", "RETURNED", "Targetnya terlalu rendah.", desk.rater.pk),
        ("RETURNED", "SUBMITTED", "", desk.user.pk),
        ("SUBMITTED", "AGREED", "", desk.rater.pk),
    ]
    year = desk.cycle.year
    assert notices_of(desk.user) == [
        f"SKP {year} Anda dikembalikan oleh pejabat penilai. Targetnya terlalu rendah.",
        f"SKP {year} Anda disepakati oleh pejabat penilai.",
    ]
    assert notices_of(desk.rater) == [
        f"SKP {year} Staf 01 diajukan. Periksa, lalu sepakati atau kembalikan.",
        f"SKP {year} Staf 01 diajukan kembali. Periksa, lalu sepakati atau kembalikan.",
    ]
    entry = Entry.objects.filter(table="performance_performanceplan").latest("pk")
    assert (entry.actor, entry.reason) == (desk.rater.pk, "SKP disepakati")


def test_a_plan_with_gaps_is_not_sent_and_says_every_gap(desk):
    version = desk.plan.versions.get()
    extra = make_facts(kind="TAMBAHAN", indicators=(), weight=40, due_on=FIRST_DAY - timedelta(days=1))
    writing.fill(version, [(1, extra), (2, make_facts(kind="TAMBAHAN"))])

    with pytest.raises(PlanIncomplete) as refused:
        submit(desk.plan, desk.user)

    assert [lack.words for lack in refused.value.lacks] == [
        "Belum ada hasil kerja utama. Tambahkan paling sedikit satu.",
        "Hasil kerja 1: tulis paling sedikit satu indikator dengan targetnya.",
        f"Hasil kerja 1: tanggal selesainya di luar masa SKP, {rules.span_of(desk.plan)}.",
        "Baru 1 dari 2 hasil kerja berbobot. Beri bobot semuanya, atau kosongkan.",
    ]
    assert desk.reload().status == "DRAFT"


def test_a_plan_that_nobody_rates_is_not_sent(desk):
    add_result(desk.plan, desk.user)
    PerformancePlan.objects.filter(pk=desk.plan.pk).update(appraiser=None)

    with pytest.raises(PlanRefused, match="Belum ada pejabat penilai"):
        submit(desk.reload(), desk.user)


@pytest.mark.parametrize("start", ["DRAFT", "RETURNED"])
def test_the_appraiser_lays_a_plan_down_that_was_not_sent(desk, start):
    add_result(desk.plan, desk.rater)
    PerformancePlan.objects.filter(pk=desk.plan.pk).update(status=start)

    assert agree(desk.plan, desk.rater).status == "AGREED"
    assert notices_of(desk.user)[-1].endswith("ditetapkan oleh pejabat penilai.")


def test_what_was_sent_too_early_is_taken_back_and_sent_again(desk):
    add_result(desk.plan, desk.user)
    submit(desk.plan, desk.user)
    plan = services.take_back(desk.plan, seen=now_seen(desk.plan), by=desk.user)

    assert (plan.status, plan.version, plan.versions.count()) == ("DRAFT", 1, 1)
    entry = Entry.objects.filter(table="performance_performanceplan").latest("pk")
    assert (entry.actor, entry.reason) == (desk.user.pk, "SKP ditarik kembali")

    writing.change_result(plan, 1, make_facts("Lain"), seen=_seen_of_first(plan), by=desk.user)
    submit(plan, desk.user)

    year = desk.cycle.year
    assert list(PlanStep.objects.values_list("from_status", "to_status", "by")) == [
        ("DRAFT", "SUBMITTED", desk.user.pk),
        ("SUBMITTED", "DRAFT", desk.user.pk),
        ("DRAFT", "SUBMITTED", desk.user.pk),
    ]
    assert notices_of(desk.rater) == [
        f"SKP {year} Staf 01 diajukan. Periksa, lalu sepakati atau kembalikan.",
        f"SKP {year} Staf 01 ditarik kembali. Tidak ada yang perlu Anda putuskan sampai diajukan lagi.",
        f"SKP {year} Staf 01 diajukan. Periksa, lalu sepakati atau kembalikan.",
    ]
    assert notices_of(desk.user) == []


def _seen_of_first(plan):
    return writing.seen_of_result(plan.versions.get(number=plan.version).results.get())


def test_a_second_version_is_taken_back_while_the_first_stays_in_force(desk):
    make_agreed_plan(desk)
    services.reopen(desk.plan, "APBD perubahan", seen=now_seen(desk.plan), by=desk.user)
    submit(desk.plan, desk.user)

    plan = services.take_back(desk.plan, seen=now_seen(desk.plan), by=desk.user)

    assert (plan.status, plan.version, plan.agreed_version) == ("DRAFT", 2, 1)
    assert plan.versions.count() == 2


def test_what_was_decided_is_not_taken_back_and_what_was_sent_is_not_opened_anew(desk):
    add_result(desk.plan, desk.user)
    submit(desk.plan, desk.user)
    with pytest.raises(ChangedMeanwhile):
        services.reopen(desk.plan, "Karena", seen=now_seen(desk.plan), by=desk.user)
    agree(desk.plan, desk.rater)

    with pytest.raises(ChangedMeanwhile):
        services.take_back(desk.plan, seen=now_seen(desk.plan), by=desk.user)

    assert (desk.reload().status, desk.plan.version) == ("AGREED", 1)


def test_whoever_decides_on_what_has_changed_since_is_told(desk):
    add_result(desk.plan, desk.user)
    seen = now_seen(desk.plan)
    result = desk.plan.versions.get().results.get()
    writing.change_result(desk.plan, 1, make_facts("Lain"), seen=writing.seen_of_result(result), by=desk.user)

    with pytest.raises(ChangedMeanwhile):
        services.agree(desk.plan, seen=seen, by=desk.rater)

    assert desk.reload().status == "DRAFT"


def test_the_same_step_twice_is_taken_once(desk):
    add_result(desk.plan, desk.user)
    seen = now_seen(desk.plan)
    services.submit(desk.plan, seen=seen, by=desk.user)

    with pytest.raises(ChangedMeanwhile):
        services.submit(desk.plan, seen=seen, by=desk.user)

    assert PlanStep.objects.count() == 1


@pytest.mark.parametrize("words", ["", "  "])
def test_a_plan_goes_back_and_is_opened_again_with_a_reason_only(desk, words):
    add_result(desk.plan, desk.user)
    submit(desk.plan, desk.user)
    with pytest.raises(PlanRefused, match="perlu diperbaiki"):
        services.give_back(desk.plan, words, seen=now_seen(desk.plan), by=desk.rater)
    agree(desk.plan, desk.rater)

    with pytest.raises(PlanRefused, match="alasan perubahan"):
        services.reopen(desk.plan, words, seen=now_seen(desk.plan), by=desk.user)


def test_a_new_version_begins_as_a_copy_and_the_old_one_stays_in_force(desk):
    writing.expect(desk.plan, {"LOYAL": "Menjaga rahasia"}, by=desk.rater)
    writing.attach(desk.plan, {"resources": "Anggaran", "accountability": "Bulanan", "consequences": ""}, by=desk.user)
    make_agreed_plan(desk, weight=100)

    plan = services.reopen(desk.plan, "APBD perubahan", seen=now_seen(desk.plan), by=desk.user)

    old, new = plan.versions.order_by("number")
    assert (plan.status, plan.version, plan.agreed_version) == ("DRAFT", 2, 1)
    assert [facts_of(each) for each in new.results.all()] == [facts_of(each) for each in old.results.all()]
    assert list(new.expectations.values_list("behaviour", "words")) == [("LOYAL", "Menjaga rahasia")]
    assert (new.reason, new.resources, new.accountability) == ("APBD perubahan", "Anggaran", "Bulanan")

    add_result(plan, desk.user, words="Tambahan", kind="TAMBAHAN")
    writing.set_weights(plan, {1: 80, 2: 20}, by=desk.user)
    submit(plan, desk.user)
    plan = agree(plan, desk.rater)

    assert (plan.status, plan.version, plan.agreed_version) == ("AGREED", 2, 2)
    assert (old.results.count(), new.results.count()) == (1, 2)


def test_what_is_over_or_rated_is_not_opened_again(desk):
    make_agreed_plan(desk)
    make_rating(desk.reload(), open_window(desk.cycle, 0), by=desk.rater)
    services.reopen(desk.plan, "Boleh, belum ditetapkan", seen=now_seen(desk.plan), by=desk.user)
    agree(desk.plan, desk.rater)
    sign_the_year(desk)
    with pytest.raises(PlanRefused, match="sudah ditetapkan"):
        services.reopen(desk.plan, "Predikat kurang baik", seen=now_seen(desk.plan), by=desk.user)

    yesterday = timezone.localdate() - timedelta(days=1)
    PerformancePlan.objects.filter(pk=desk.plan.pk).update(starts_on=yesterday, ends_on=yesterday)

    with pytest.raises(PlanRefused, match="berakhir"):
        services.reopen(desk.reload(), "Terlambat", seen=now_seen(desk.plan), by=desk.user)


@pytest.mark.django_db(transaction=True)
def test_of_an_appraiser_who_agrees_and_a_person_who_takes_back_at_once_one_is_told():
    desk = Desk()
    add_result(desk.plan, desk.user)
    submit(desk.plan, desk.user)
    seen, together = now_seen(desk.plan), Barrier(2)

    def press(verb, by):
        plan = PerformancePlan.objects.get(pk=desk.plan.pk)
        together.wait()
        try:
            verb(plan, seen=seen, by=by)
        except ChangedMeanwhile:
            return "told"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        answers = [
            pool.submit(press, *each) for each in [(services.agree, desk.rater), (services.take_back, desk.user)]
        ]
        agreed, taken_back = (answer.result() for answer in answers)

    assert {agreed, taken_back} == {"done", "told"}
    assert desk.reload().status == ("AGREED" if agreed == "done" else "DRAFT")
    assert PlanStep.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_many_who_press_at_once_one_takes_the_step():
    desk = Desk()
    add_result(desk.plan, desk.user)
    seen = now_seen(desk.plan)

    def press(_):
        try:
            services.submit(PerformancePlan.objects.get(pk=desk.plan.pk), seen=seen, by=desk.user)
        except ChangedMeanwhile:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(6) as pool:
        taken = list(pool.map(press, range(6)))

    assert taken.count(True) == 1
    assert PlanStep.objects.count() == 1
