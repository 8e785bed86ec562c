from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from employees.models import AnnualRating
from performance.cycle.following import follow_moves
from performance.models import Appraisal, Determination, Feedback, Objection, PerformancePlan, Window
from performance.review.services import (
    RatedMeanwhile,
    RatingRefused,
    accept,
    decide,
    end_waiting,
    file_objection,
    rate,
    set_achievement,
    sign,
)
from performance.tests.factories import (
    OFFICER,
    account,
    agree_all,
    make_achievement,
    make_agreed,
    make_cycle,
    make_head,
    make_office,
    make_rating,
    make_staff,
    open_window,
    plan_of,
)
from simpeg.notices.models import Notice
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def office(settings):
    """An office whose plans are agreed, with the year's window open: a namespace of what tests need."""
    return Office()


class Office:
    def __init__(self, staff=2):
        self.unit, self.division, self.head, self.chief, self.people = make_office(staff=staff)
        self.cycle = make_cycle()
        agree_all(self.cycle)
        self.window = self.cycle.windows.get(number=0)
        self.rater, self.boss = account(self.chief), account(self.head)
        self.user = account(self.people[0])
        self.plans = [plan_of(person, self.cycle) for person in self.people]

    def rate_all(self, *ratings):
        for plan, (result, behaviour) in zip(self.plans, ratings or [(2, 2)] * len(self.plans), strict=True):
            make_rating(plan, self.window, by=self.rater, result=result, behaviour=behaviour)

    def sign(self, seen, reason="", by=None):
        return sign(self.window, appraiser=self.chief, reason=reason, seen=seen, by=by or self.rater)


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
    Window.objects.filter(pk=office.window.pk).update(
        opens_on=TODAY() - timedelta(days=9), closes_on=TODAY() - timedelta(days=1)
    )
    office.window.refresh_from_db()

    with pytest.raises(RatingRefused, match="dibuka .* s.d. "):
        make_rating(office.plans[0], office.window, by=office.rater)

    Window.objects.filter(pk=office.window.pk).update(closes_on=TODAY())
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


# -- Afterwards -----------------------------------------------------------------------------------------------------


@pytest.fixture
def signed(office):
    make_achievement(office.window, office.unit)
    office.rate_all((2, 2), (3, 2))
    office.sign([0, 1, 1, 0, 0])
    office.appraisal = Appraisal.objects.get(plan=office.plans[0])
    return office


def test_who_accepts_has_the_predikat_in_his_file_at_once(signed):
    accept(signed.appraisal, by=signed.user)

    rating = AnnualRating.objects.get(employee=signed.people[0], year=signed.cycle.year)
    assert (rating.rating, rating.decree_by, rating.decree_on) == (2, "Kepala Bidang", TODAY())
    signed.appraisal.refresh_from_db()
    assert (signed.appraisal.status, signed.appraisal.final_predikat) == ("FINAL", 2)
    assert not AnnualRating.objects.filter(employee=signed.people[1]).exists()


def test_nobody_accepts_or_objects_for_another(signed):
    for user in (signed.rater, account(signed.people[1])):
        with pytest.raises(RatingRefused, match="pegawai itu sendiri"):
            accept(signed.appraisal, by=user)
        with pytest.raises(RatingRefused, match="pegawai itu sendiri"):
            file_objection(signed.appraisal, "Tidak sesuai", by=user)


def test_an_objection_lies_with_the_superior_of_the_appraiser(signed):
    objection = file_objection(signed.appraisal, "Target saya tercapai.", by=signed.user)

    assert objection.due_on == TODAY() + timedelta(days=14)
    assert list(Objection.objects.decidable_by(signed.boss)) == [objection]
    for user in (signed.rater, signed.user, make_user(*OFFICER), make_user("appraise_for_regent")):
        assert not Objection.objects.decidable_by(user).exists()
    assert "mengajukan keberatan" in Notice.objects.get(user=signed.boss).text


def test_the_superior_decides_and_both_results_stay(signed):
    objection = file_objection(signed.appraisal, "Target saya tercapai.", by=signed.user)

    decide(objection, result=1, behaviour=1, reason="Bukti lengkap.", by=signed.boss)

    signed.appraisal.refresh_from_db()
    assert (signed.appraisal.predikat, signed.appraisal.final_predikat, signed.appraisal.status) == (2, 1, "FINAL")
    assert AnnualRating.objects.get(employee=signed.people[0]).rating == 1
    assert {signed.user.pk, signed.rater.pk} <= set(
        Notice.objects.filter(text__contains="diputuskan").values_list("user", flat=True)
    )


def test_an_objection_is_decided_once_and_with_a_reason(signed):
    objection = file_objection(signed.appraisal, "Target saya tercapai.", by=signed.user)

    with pytest.raises(RatingRefused, match="Tulis alasan"):
        decide(objection, result=1, behaviour=1, reason=" ", by=signed.boss)
    with pytest.raises(RatingRefused, match="atasan pejabat penilai"):
        decide(objection, result=1, behaviour=1, reason="Ya", by=signed.rater)
    decide(objection, result=2, behaviour=2, reason="Tetap.", by=signed.boss)
    with pytest.raises(RatingRefused, match="hanya satu kali"):
        decide(objection, result=1, behaviour=1, reason="Ya", by=signed.boss)


def test_an_objection_is_filed_once_and_within_its_days(signed):
    Appraisal.objects.filter(pk=signed.appraisal.pk).update(objection_until=TODAY() - timedelta(days=1))

    with pytest.raises(RatingRefused, match="dapat diajukan sampai"):
        file_objection(signed.appraisal, "Terlambat", by=signed.user)

    Appraisal.objects.filter(pk=signed.appraisal.pk).update(objection_until=TODAY())
    file_objection(signed.appraisal, "Tepat waktu", by=signed.user)

    with pytest.raises(RatingRefused, match="satu kali"):
        file_objection(signed.appraisal, "Lagi", by=signed.user)


def test_what_nobody_objected_to_is_final_the_day_after_its_last_day(signed):
    file_objection(Appraisal.objects.get(plan=signed.plans[1]), "Tidak adil", by=account(signed.people[1]))
    last = TODAY() + timedelta(days=14)

    assert end_waiting(day=last, by=make_user()) == 0
    assert end_waiting(day=last + timedelta(days=1), by=make_user()) == 1

    assert list(AnnualRating.objects.values_list("employee", "rating")) == [(signed.people[0].pk, 2)]


def test_a_final_predikat_takes_the_place_of_what_the_file_said_of_the_year(signed):
    AnnualRating.objects.create(employee=signed.people[0], year=signed.cycle.year, rating=5)

    accept(signed.appraisal, by=signed.user)

    assert AnnualRating.objects.get(employee=signed.people[0]).rating == 2


# -- What the database refuses --------------------------------------------------------------------------------------


@pytest.mark.parametrize("fields", ["result = 1", "predikat = 1", "behaviour_reason = 'lain'", "status = 'RATED'"])
def test_what_was_signed_cannot_be_changed_by_any_road(signed, fields):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE performance_appraisal SET {fields} WHERE id = %s", [signed.appraisal.pk])


def test_a_signed_appraisal_cannot_be_deleted(signed):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM performance_appraisal WHERE id = %s", [signed.appraisal.pk])


@pytest.mark.parametrize("table", ["appraisalentry", "determination", "feedback"])
def test_what_was_said_cannot_be_changed_by_any_road(signed, table):
    Feedback.objects.create(plan=signed.plans[0], words="Bagus", from_appraiser=True, by=signed.rater)

    with pytest.raises(Exception, match="tidak"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM performance_{table}")


def test_a_decided_objection_cannot_be_changed_by_any_road(signed):
    objection = file_objection(signed.appraisal, "Target saya tercapai.", by=signed.user)
    decide(objection, result=1, behaviour=1, reason="Bukti lengkap.", by=signed.boss)

    with pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(predikat=5)


def test_the_content_of_an_agreed_version_stays(office):
    version = office.plans[0].versions.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        version.results.create(line=1, words="Diselipkan")


def test_people_of_a_team_are_told_apart_in_a_large_unit():
    office = Office(staff=3)
    other = make_staff(office.unit, name="Langsung")
    follow_moves(day=TODAY(), by=make_user())

    assert plan_of(other, office.cycle).appraiser == office.head
    assert open_window(office.cycle, 4).is_open_on(TODAY())
