from datetime import date

import pytest
from django.urls import reverse

from performance.cycle.services import open_cycle
from performance.models import PerformancePlan, PlanTemplate, WorkResult
from performance.plans import copying
from performance.plans.contents import IndicatorFacts, facts_of
from performance.plans.writing import PlanRefused
from performance.tests.factories import OFFICER, make_head, plan_of
from performance.tests.plans.builders import Desk, add_result, make_agreed_plan, make_facts
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def officer():
    return make_user(*OFFICER)


def next_year(desk):
    """The plan of the same person in the year after, which is open already."""
    return plan_of(desk.person, open_next(desk))


def open_next(desk):
    return open_cycle(year=desk.cycle.year + 1, rhythm="2", model="KUALITATIF", by=make_user(*OFFICER))


def test_last_years_plan_fills_the_new_one_with_its_days_a_year_later(desk):
    year = desk.cycle.year
    writing_day = date(year, 6, 30)
    make_agreed_plan(desk, weight=100, due_on=writing_day, supports_words="Layanan prima")
    plan = next_year(desk)

    assert copying.copy_plan(plan, desk.plan, by=desk.user) == 1

    plan.refresh_from_db()
    (result,) = plan.versions.get().results.all()
    assert plan.model == "KUANTITATIF"
    assert facts_of(result) == make_facts(weight=100, due_on=date(year + 1, 6, 30), supports_words="Layanan prima")


def test_what_supported_the_leaders_plan_of_another_year_stays_in_words(desk):
    leaders = plan_of(desk.chief, desk.cycle)
    add_result(leaders, desk.rater, words="Layanan prima", perspective="PROSES", source="PERJANJIAN")
    version = leaders.versions.get()
    PerformancePlan.objects.filter(pk=leaders.pk).update(status="AGREED", agreed_version=1)
    make_agreed_plan(desk, supports_plan_id=leaders.pk, supports_line=version.results.get().line)
    plan = next_year(desk)

    copying.copy_plan(plan, desk.plan, by=desk.user)

    result = plan.versions.get().results.get()
    assert (result.supports_plan, result.supports_words) == (None, "Layanan prima")


def test_what_was_typed_is_never_copied_over(desk):
    make_agreed_plan(desk)
    plan = next_year(desk)
    add_result(plan, desk.user, words="Ditulis sendiri")

    with pytest.raises(PlanRefused, match="sudah berisi"):
        copying.copy_plan(plan, desk.plan, by=desk.user)

    assert plan.versions.get().results.get().words == "Ditulis sendiri"


def test_another_persons_plan_is_not_copied(desk):
    make_agreed_plan(desk)
    cycle = open_next(desk)

    with pytest.raises(PlanRefused, match="tidak ada"):
        copying.copy_plan(plan_of(desk.colleague, cycle), desk.plan, by=desk.peer)


def test_an_appraiser_copies_no_plan_that_he_may_not_read(desk):
    make_agreed_plan(desk)
    plan = next_year(desk)
    copied = desk.client(desk.rater).get(reverse("plans:copy", args=[plan.pk])).content.decode()
    assert f"skp-{desk.plan.pk}" in copied
    former = make_head(desk.division, name="Kepala yang lama")
    PerformancePlan.objects.filter(pk=desk.plan.pk).update(appraiser=former, second_appraiser=None)

    page = desk.client(desk.rater).get(reverse("plans:copy", args=[plan.pk])).content.decode()
    assert f"skp-{desk.plan.pk}" not in page
    with pytest.raises(PlanRefused, match="tidak ada"):
        copying.copy_plan(plan, desk.plan, by=desk.rater)


def test_an_officer_makes_an_example_that_the_same_position_uses(desk, officer):
    make_agreed_plan(desk, weight=100)
    template = copying.make_template(desk.plan, by=officer)
    other = plan_of(desk.colleague, desk.cycle)

    assert copying.use_template(other, template, by=desk.peer) == 1

    assert facts_of(other.versions.get().results.get()) == make_facts(weight=100)
    assert template.position == desk.plan.position_title


def test_an_example_made_again_replaces_the_one_before(desk, officer):
    make_agreed_plan(desk)
    first = copying.make_template(desk.plan, by=officer)
    again = copying.make_template(desk.plan, by=officer)

    assert (first.pk, PlanTemplate.objects.count()) == (again.pk, 1)
    copying.remove_template(again, by=officer)
    assert not PlanTemplate.objects.exists()


def test_an_example_is_for_its_position_only(desk, officer):
    make_agreed_plan(desk)
    template = copying.make_template(desk.plan, by=officer)
    other = plan_of(desk.colleague, desk.cycle)
    PerformancePlan.objects.filter(pk=other.pk).update(position_title="Juru Bayar")

    with pytest.raises(PlanRefused, match="bukan untuk jabatan"):
        copying.use_template(plan_of(desk.colleague, desk.cycle), template, by=desk.peer)


def test_a_broken_example_fills_nothing(desk, officer):
    make_agreed_plan(desk)
    template = copying.make_template(desk.plan, by=officer)
    PlanTemplate.objects.update(results=[{"words": "x"}])
    template.refresh_from_db()
    other = plan_of(desk.colleague, desk.cycle)

    with pytest.raises(PlanRefused, match="rusak"):
        copying.use_template(other, template, by=desk.peer)

    assert not WorkResult.objects.filter(version__plan=other).exists()


@pytest.mark.parametrize("agreed", [True, False])
def test_examples_are_made_by_officers_from_what_was_agreed(desk, officer, agreed):
    if agreed:
        make_agreed_plan(desk)
        with pytest.raises(PlanRefused, match="pengelola kinerja"):
            copying.make_template(desk.plan, by=desk.rater)
    else:
        with pytest.raises(PlanRefused, match="sudah disepakati"):
            copying.make_template(desk.plan, by=officer)


def test_a_qualitative_plan_takes_no_aspects_along(desk, officer):
    make_agreed_plan(desk)
    template = copying.make_template(desk.plan, by=officer)
    other = plan_of(desk.colleague, desk.cycle)
    PerformancePlan.objects.filter(pk=other.pk).update(model="KUALITATIF", agreed_version=None)
    PlanTemplate.objects.update(model="KUALITATIF")
    template.refresh_from_db()

    copying.use_template(plan_of(desk.colleague, desk.cycle), template, by=desk.peer)

    (facts,) = [facts_of(each) for each in other.versions.get().results.all()]
    assert facts.indicators == (IndicatorFacts("Jumlah laporan", "4 laporan"),)


def test_somebody_new_has_nothing_to_copy(desk):
    page = desk.client().get(reverse("plans:copy", args=[desk.plan.pk])).content.decode()

    assert "Belum ada SKP sebelumnya yang disepakati." in page
    assert "Belum ada contoh untuk jabatan ini." in page
    assert 'name="dari"' not in page


def test_a_jf_has_one_example_for_its_tier_wherever_it_is_held(desk, officer):
    make_agreed_plan(desk)
    jf = {"position_kind": "2", "functional_name": "GURU KELAS", "tier": "PT"}
    PerformancePlan.objects.filter(pk=desk.plan.pk).update(**jf, position_title="Guru Kelas Ahli Pertama SD 1")
    template = copying.make_template(plan_of(desk.person, desk.cycle), by=officer)
    other = plan_of(desk.colleague, desk.cycle)
    PerformancePlan.objects.filter(pk=other.pk).update(**jf, position_title="Guru Kelas Ahli Pertama SD 2")

    assert template.position == "Guru Kelas Ahli Pertama"
    assert copying.use_template(plan_of(desk.colleague, desk.cycle), template, by=desk.peer) == 1
