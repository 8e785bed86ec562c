from datetime import timedelta

import pytest
from django.utils import timezone

from employees.tests.factories import make_unit
from performance.cycle.following import follow_moves
from performance.models import Appraisal, Determination, PerformancePlan, Window
from performance.review.services import (
    RatedMeanwhile,
    RatingRefused,
    rate,
    set_achievement,
    sign,
)
from performance.tests.factories import (
    OFFICER,
    account,
    make_achievement,
    make_agreed,
    make_head,
    make_rating,
    open_window,
    opens_tomorrow,
    plan_of,
)
from performance.tests.review.office import Office
from simpeg.notices.models import Notice
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def office():
    return Office()


# -- Rating ---------------------------------------------------------------------------------------------------------


def test_the_appraiser_rates_and_the_predikat_follows(office):
    appraisal = make_rating(office.plans[0], office.window, by=office.rater, result=1, behaviour=1)

    assert (appraisal.predikat, appraisal.status, appraisal.appraiser) == (1, "RATED", office.chief)
    assert appraisal.rated_by == office.rater
    assert [(e.result, e.behaviour, e.predikat, e.by) for e in appraisal.entries.all()] == [(1, 1, 1, office.rater)]


def test_a_rating_can_be_changed_until_it_is_signed_and_every_one_stays_on_file(office):
    first = make_rating(office.plans[0], office.window, by=office.rater)
    second = make_rating(office.plans[0], office.window, by=office.rater, result=3)

    assert first.pk == second.pk
    assert (second.changes, second.predikat) == (1, 3)
    assert [e.predikat for e in second.entries.all()] == [2, 3]


def test_the_same_rating_again_changes_nothing(office):
    make_rating(office.plans[0], office.window, by=office.rater)
    again = make_rating(office.plans[0], office.window, by=office.rater)

    assert (again.changes, again.entries.count()) == (0, 1)


def test_of_two_who_rate_at_once_the_second_is_told(office):
    make_rating(office.plans[0], office.window, by=office.rater, seen="0")

    with pytest.raises(RatedMeanwhile, match="baru saja diubah"):
        make_rating(office.plans[0], office.window, by=office.rater, result=3, seen="0")

    assert Appraisal.objects.get().result == 2


def test_nobody_rates_himself(office):
    plan = make_agreed(plan_of(office.chief, office.cycle))

    with pytest.raises(RatingRefused, match="diri sendiri"):
        make_rating(plan, office.window, by=office.rater)


def test_nobody_else_rates(office):
    for user in (office.boss, account(office.people[1]), make_user(*OFFICER)):
        with pytest.raises(RatingRefused, match="bukan pejabat penilai"):
            make_rating(office.plans[0], office.window, by=user)


def test_a_former_appraiser_no_longer_rates(office):
    office.chief.standing = "99"
    office.chief.save()
    make_head(office.division, echelon=32, name="Pengganti")
    follow_moves(day=TODAY(), by=make_user())
    present = PerformancePlan.objects.filter(employee=office.people[0]).latest("starts_on")

    with pytest.raises(RatingRefused, match="bukan lagi"):
        make_rating(present, office.window, by=office.rater)
    with pytest.raises(RatingRefused, match="penilai terakhir"):
        make_rating(office.plans[0], office.window, by=office.rater)


def test_outside_the_window_no_rating_is_taken_and_the_days_are_said(office):
    opens_tomorrow(office.window)

    with pytest.raises(RatingRefused, match="dibuka .* s.d. "):
        make_rating(office.plans[0], office.window, by=office.rater)

    Window.objects.filter(pk=office.window.pk).update(opens_on=TODAY(), closes_on=TODAY())
    office.window.refresh_from_db()

    assert make_rating(office.plans[0], office.window, by=office.rater).predikat == 2


def test_a_plan_that_was_never_agreed_is_not_rated(office):
    plan = plan_of(office.chief, office.cycle)
    PerformancePlan.objects.filter(pk=plan.pk).update(status="DRAFT", agreed_version=None)

    with pytest.raises(RatingRefused, match="belum disepakati"):
        make_rating(plan_of(office.chief, office.cycle), office.window, by=office.boss)


def test_reasons_are_asked_for(office):
    with pytest.raises(RatingRefused, match="Tulis alasan"):
        rate(office.plans[0], office.window, result=2, result_reason=" ", behaviour=2, behaviour_reason="Baik",
             seen="0", by=office.rater)  # fmt: skip


def test_who_worked_less_than_six_months_has_no_yearly_predikat(office):
    plan = office.plans[0]
    PerformancePlan.objects.filter(pk=plan.pk).update(starts_on=f"{office.cycle.year}-07-03")

    with pytest.raises(RatingRefused, match="kurang dari 6 bulan"):
        make_rating(plan_of(office.people[0], office.cycle), office.window, by=office.rater)

    PerformancePlan.objects.filter(pk=plan.pk).update(starts_on=f"{office.cycle.year}-07-02")

    assert make_rating(plan_of(office.people[0], office.cycle), office.window, by=office.rater).predikat == 2


def test_the_head_of_a_unit_has_the_result_of_his_unit(office):
    make_achievement(office.window, office.division, 1)
    plan = plan_of(office.chief, office.cycle)

    with pytest.raises(RatingRefused, match="mengikuti capaian Bidang Satu, yaitu Istimewa"):
        make_rating(plan, office.window, by=office.boss, result=2)

    assert make_rating(plan, office.window, by=office.boss, result=1).predikat == 2


def test_the_bupati_rates_the_head_of_an_office_through_whoever_may(office):
    regent = make_user("appraise_for_regent")
    plan = plan_of(office.head, office.cycle)

    appraisal = make_rating(plan, office.window, by=regent)

    assert (appraisal.appraiser, appraisal.rated_by) == (None, regent)


# -- Signing --------------------------------------------------------------------------------------------------------


def test_signing_needs_everybody_rated_and_what_the_unit_achieved(office):
    make_rating(office.plans[0], office.window, by=office.rater)

    with pytest.raises(RatingRefused, match="Masih ada 1 pegawai yang belum dinilai: Staf 02"):
        office.sign([0, 1, 0, 0, 0])

    make_rating(office.plans[1], office.window, by=office.rater)

    with pytest.raises(RatingRefused, match="belum ditetapkan"):
        office.sign([0, 2, 0, 0, 0])


def test_what_was_signed_is_what_was_seen(office):
    make_achievement(office.window, office.unit)
    office.rate_all()

    with pytest.raises(RatedMeanwhile):
        office.sign([1, 1, 0, 0, 0])

    assert not Determination.objects.exists()


def test_a_signed_list_holds_its_numbers_and_each_person_is_told(office):
    make_achievement(office.window, office.unit)
    office.rate_all((1, 1), (2, 2))

    kept = office.sign([1, 1, 0, 0, 0])

    assert (kept.counts, kept.unit, kept.achievement, kept.signed_by) == ([1, 1, 0, 0, 0], office.unit, 2, office.rater)
    assert list(Appraisal.objects.values_list("status", "objection_until").distinct()) == [
        ("SIGNED", TODAY() + timedelta(days=14))
    ]
    assert "Sangat Baik" in Notice.objects.get(user=office.user).text


def test_a_deviation_of_ten_people_asks_for_a_reason_and_keeps_it():
    office = Office(staff=10)
    make_achievement(office.window, office.unit)
    office.rate_all()

    with pytest.raises(RatingRefused, match="Tulis alasannya"):
        office.sign([0, 10, 0, 0, 0])
    kept = office.sign([0, 10, 0, 0, 0], reason="Semua target bidang tercapai tepat waktu.")

    assert kept.deviations == [
        "Baik paling banyak 70%. Sekarang 10 dari 10 pegawai (100,0%).",
        "Seharusnya ada yang Butuh Perbaikan atau Kurang. Sekarang 0 dari 10 pegawai (0,0%).",
    ]
    assert kept.reason == "Semua target bidang tercapai tepat waktu."


def test_only_the_appraiser_signs(office):
    make_achievement(office.window, office.unit)
    office.rate_all()

    for user in (office.boss, office.user, make_user(*OFFICER)):
        with pytest.raises(RatingRefused, match="pejabat penilainya sendiri"):
            office.sign([0, 2, 0, 0, 0], by=user)


def test_a_list_is_signed_once(office):
    make_achievement(office.window, office.unit)
    office.rate_all()
    office.sign([0, 2, 0, 0, 0])

    with pytest.raises(RatingRefused, match="Tidak ada predikat yang menunggu"):
        office.sign([0, 2, 0, 0, 0])
    with pytest.raises(RatingRefused, match="sudah ditetapkan"):
        make_rating(office.plans[0], office.window, by=office.rater, result=1)


def test_whoever_worked_too_short_does_not_hold_up_the_list(office):
    make_achievement(office.window, office.unit)
    PerformancePlan.objects.filter(pk=office.plans[1].pk).update(starts_on=f"{office.cycle.year}-09-01")
    make_rating(office.plans[0], office.window, by=office.rater)

    assert office.sign([0, 1, 0, 0, 0]).counts == [0, 1, 0, 0, 0]


def test_what_a_unit_achieved_is_set_before_anything_under_it_is_signed(office):
    officer = make_user(*OFFICER)

    with pytest.raises(RatingRefused, match="dicatat pengelola kinerja"):
        set_achievement(office.window, office.unit, 1, basis="SK", by=office.boss)
    with pytest.raises(RatingRefused, match="Tulis dasarnya"):
        set_achievement(office.window, office.unit, 1, basis=" ", by=officer)
    set_achievement(office.window, office.unit, 1, basis="SK 1", by=officer)
    kept = set_achievement(office.window, office.unit, 2, basis="SK 2", by=officer)
    office.rate_all()
    office.sign([0, 2, 0, 0, 0])

    with pytest.raises(RatingRefused, match="sudah ditetapkan"):
        set_achievement(office.window, office.unit, 1, basis="SK 3", by=officer)
    kept.refresh_from_db()
    assert (kept.achievement, kept.basis) == (2, "SK 2")


def test_what_is_signed_is_the_year_and_within_its_days(office):
    make_achievement(office.window, office.unit)
    office.rate_all()
    quarter = open_window(office.cycle, 1)

    with pytest.raises(RatingRefused, match="predikat tahunan"):
        sign(quarter, appraiser=office.chief, reason="", seen=[0, 2, 0, 0, 0], by=office.rater)

    opens_tomorrow(office.window)

    with pytest.raises(RatingRefused, match="dibuka .* s.d. "):
        office.sign([0, 2, 0, 0, 0])

    assert not Determination.objects.exists()


def test_the_list_of_the_bupati_is_signed_by_whoever_may_in_his_name(office):
    regency = make_unit("Kabupaten", kind="")
    make_achievement(office.window, regency)
    regent = make_user("appraise_for_regent")
    make_rating(plan_of(office.head, office.cycle), office.window, by=regent)
    said = {"appraiser": None, "reason": "", "seen": [0, 1, 0, 0, 0]}

    with pytest.raises(RatingRefused, match="pejabat penilainya sendiri"):
        sign(office.window, **said, by=office.boss)
    kept = sign(office.window, **said, by=regent)

    assert (kept.appraiser, kept.unit, kept.counts) == (None, regency, [0, 1, 0, 0, 0])
