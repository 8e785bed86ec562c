"""What follows a signed list: acceptance, objection, the end; and what the database lets nobody change."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from employees.models import AnnualRating
from performance.models import Appraisal, Feedback, Objection
from performance.review.services import (
    RatingRefused,
    accept,
    decide,
    end_waiting,
    file_objection,
)
from performance.tests.factories import (
    OFFICER,
    account,
    make_achievement,
)
from performance.tests.review.office import Office
from simpeg.notices.models import Notice
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def office():
    return Office()


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
