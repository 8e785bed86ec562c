from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from performance.models import Expectation, Indicator, PerformancePlan, WorkResult
from performance.plans import services, writing
from performance.plans.contents import IndicatorFacts, facts_of
from performance.plans.writing import ChangedMeanwhile, PlanRefused
from performance.tests.factories import make_agreed, plan_of
from performance.tests.plans.builders import Desk, add_result, make_agreed_plan, make_facts, now_seen, submit
from simpeg.audit.models import Entry
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
QUALITY = IndicatorFacts("Ketepatan", "100%", "KUALITAS")


@pytest.fixture
def desk():
    return Desk()


def change(desk, result, **fields):
    facts = replace(facts_of(result), **fields)
    return writing.change_result(desk.plan, result.line, facts, seen=writing.seen_of_result(result), by=desk.user)


def test_a_result_is_kept_with_its_indicators_and_signed(desk):
    result = add_result(desk.plan, desk.user, weight=60, due_on=desk.plan.ends_on)

    assert facts_of(WorkResult.objects.get()) == make_facts(weight=60, due_on=desk.plan.ends_on)
    assert result.line == 1
    entry = Entry.objects.filter(table="performance_workresult").latest("pk")
    assert (entry.actor, entry.reason) == (desk.user.pk, "SKP: hasil kerja ditambahkan")


def test_the_same_form_twice_adds_one_result(desk):
    writing.add_result(desk.plan, make_facts(), seen="baru-1", by=desk.user)

    with pytest.raises(ChangedMeanwhile, match="sudah tersimpan"):
        writing.add_result(desk.plan, make_facts(), seen="baru-1", by=desk.user)

    assert WorkResult.objects.count() == 1


def test_of_two_who_change_a_result_the_second_is_told(desk):
    result = add_result(desk.plan, desk.user)
    seen = writing.seen_of_result(result)
    writing.change_result(desk.plan, 1, make_facts("Diubah penilai"), seen=seen, by=desk.rater)

    with pytest.raises(ChangedMeanwhile):
        writing.change_result(desk.plan, 1, make_facts("Diubah pegawai"), seen=seen, by=desk.user)

    assert WorkResult.objects.get().words == "Diubah penilai"


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"indicators": ()}, "indicator_1", "Tulis paling sedikit satu indikator"),
        ({"indicators": (IndicatorFacts("Jumlah", "4"),)}, "aspect_1", "Pilih aspek setiap indikator"),
        ({"indicators": (QUALITY, QUALITY)}, "aspect_2", "Setiap aspek dipakai satu kali saja"),
        ({"indicators": (QUALITY,) * 5}, None, "Indikatornya lebih dari 4"),
        ({"words": "  "}, "words", "Tulis hasil kerjanya"),
        ({"supports_plan_id": 1, "supports_line": 1}, "supports", "tidak ada pada SKP penilai"),
    ],
    ids=["no indicator", "no aspect", "aspect twice", "five", "no words", "strange support"],
)
def test_a_result_that_does_not_fit_is_refused_at_its_box(desk, fields, field, sentence):
    facts = replace(make_facts(), **fields)

    with pytest.raises(PlanRefused, match=sentence) as refused:
        writing.add_result(desk.plan, facts, seen="baru-1", by=desk.user)

    assert refused.value.field == field
    assert not WorkResult.objects.exists()


@pytest.mark.parametrize(("days", "kept"), [(-1, False), (0, True)], ids=["the day before", "the first day"])
def test_a_result_is_due_within_the_span_of_its_plan(desk, days, kept):
    day = desk.plan.starts_on + timedelta(days=days)
    if kept:
        assert add_result(desk.plan, desk.user, due_on=day).due_on == day
        return

    with pytest.raises(PlanRefused, match="di luar masa SKP"):
        add_result(desk.plan, desk.user, due_on=day)


def test_weights_beyond_a_hundred_are_refused_and_less_is_taken(desk):
    add_result(desk.plan, desk.user, weight=70)

    with pytest.raises(PlanRefused, match="menjadi 110%"):
        add_result(desk.plan, desk.user, weight=40)
    add_result(desk.plan, desk.user, weight=30)

    assert list(WorkResult.objects.values_list("weight", flat=True)) == [70, 30]


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        ({1: 50, 2: None}, "Baru 1 dari 2"),
        ({1: 50, 2: 49}, "Jumlah bobot 99%"),
        ({1: 50}, "baru saja diubah"),
        ({1: None, 2: None}, None),
        ({1: 90, 2: 10}, None),
    ],
)
def test_weights_are_none_or_a_hundred_together(desk, weights, sentence):
    add_result(desk.plan, desk.user, weight=50)
    add_result(desk.plan, desk.user)
    if sentence:
        with pytest.raises(PlanRefused, match=sentence):
            writing.set_weights(desk.plan, weights, by=desk.user)
        weights = {1: 50, 2: None}
    else:
        writing.set_weights(desk.plan, weights, by=desk.user)

    assert dict(WorkResult.objects.values_list("line", "weight")) == weights


def test_a_plan_holds_thirty_results_and_no_more(desk):
    version = desk.plan.versions.get()
    writing.fill(version, [(line, make_facts()) for line in range(1, 30)])
    add_result(desk.plan, desk.user)

    with pytest.raises(PlanRefused, match="paling banyak 30"):
        add_result(desk.plan, desk.user)


def test_the_number_of_a_result_that_was_agreed_is_never_given_again(desk):
    make_agreed_plan(desk)
    services.reopen(desk.plan, "Target berubah", seen=now_seen(desk.plan), by=desk.user)
    first = desk.plan.versions.get(number=2).results.get()
    writing.remove_result(desk.plan, 1, seen=writing.seen_of_result(first), by=desk.user)

    assert add_result(desk.plan, desk.user).line == 2


def test_staff_support_a_result_of_their_appraisers_agreed_plan(desk):
    leaders = plan_of(desk.chief, desk.cycle)
    writing.fill(leaders.versions.get(), [(3, make_facts("Layanan kepegawaian prima"))])
    make_agreed(leaders)

    result = add_result(desk.plan, desk.user, supports_plan_id=leaders.pk, supports_line=3)

    assert (result.supports_plan_id, result.supports_line) == (leaders.pk, 3)


def test_leaders_name_perspective_and_source_and_have_no_aspects():
    desk = Desk()
    plan, by = plan_of(desk.head, desk.cycle), desk.boss
    assert plan.form == "JPT"

    with pytest.raises(PlanRefused, match="perspektif"):
        add_result(plan, by, source="PERJANJIAN")
    with pytest.raises(PlanRefused, match="sumber"):
        add_result(plan, by, perspective="PROSES")
    result = add_result(plan, by, perspective="PROSES", source="PERJANJIAN")

    assert result.indicators.get().aspect == ""


def test_only_the_two_write_and_only_while_it_is_theirs(desk):
    with pytest.raises(PlanRefused, match="hanya ditulis pegawainya"):
        add_result(desk.plan, desk.peer)
    with pytest.raises(PlanRefused, match="hanya ditulis pegawainya"):
        add_result(desk.plan, make_user("view_all_appraisals", "performance.change_performanceplan"))
    add_result(desk.plan, desk.user)
    submit(desk.plan, desk.user)

    with pytest.raises(PlanRefused, match="sudah diajukan"):
        add_result(desk.plan, desk.user)
    add_result(desk.plan, desk.rater)


def test_an_agreed_plan_is_closed_to_both_and_to_the_database(desk):
    make_agreed_plan(desk)
    for user in (desk.user, desk.rater):
        with pytest.raises(PlanRefused, match="sudah disepakati"):
            add_result(desk.plan, user)

    version = desk.plan.versions.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        version.results.update(words="Lain")
    with pytest.raises(IntegrityError), transaction.atomic():
        desk.plan.versions.update(resources="Lain")
    with pytest.raises(IntegrityError), transaction.atomic():
        Indicator.objects.all().delete()


def test_the_model_takes_aspects_away_and_asks_for_them_again(desk):
    add_result(desk.plan, desk.user)

    assert writing.set_model(desk.plan, "KUALITATIF", by=desk.user) == 0
    assert Indicator.objects.get().aspect == ""
    assert writing.set_model(desk.plan, "KUANTITATIF", by=desk.user) == 1


def test_the_model_is_chosen_before_the_first_agreement_only(desk):
    make_agreed(desk.plan)
    PerformancePlan.objects.filter(pk=desk.plan.pk).update(status="DRAFT", version=2)
    desk.plan.versions.create(number=2)

    with pytest.raises(PlanRefused, match="sebelum SKP disepakati"):
        writing.set_model(desk.plan, "KUALITATIF", by=desk.user)


def test_only_the_appraiser_writes_what_he_expects(desk):
    with pytest.raises(PlanRefused, match="ditulis pejabat penilai"):
        writing.expect(desk.plan, {"LOYAL": "Menjaga rahasia"}, by=desk.user)
    writing.expect(desk.plan, {"LOYAL": "Menjaga rahasia", "ADAPTIF": "Belajar"}, by=desk.rater)
    writing.expect(desk.plan, {"LOYAL": "Menjaga rahasia jabatan", "ADAPTIF": " "}, by=desk.rater)

    assert list(Expectation.objects.values_list("behaviour", "words")) == [("LOYAL", "Menjaga rahasia jabatan")]
    with pytest.raises(PlanRefused, match="tidak dikenal"):
        writing.expect(desk.plan, {"LAIN": "x"}, by=desk.rater)
