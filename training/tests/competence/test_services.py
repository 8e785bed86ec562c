"""What is on file after the verbs, who signed it, and what the database refuses."""

import threading
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from employees.tests.factories import make_employee, make_unit
from simpeg.audit.models import Entry
from simpeg.law.engine import Law
from simpeg.testing.people import make_user
from training.competence.services import (
    CompetenceRefused,
    close_competence,
    correct_competence,
    load_fixed,
    record_assessments,
)
from training.competence.standards import Wanted, end_standard, set_standards
from training.models import Assessment, Competence, CompetenceStandard, StandardLevel
from training.tests.competence.factories import assess, make_standard, of_law, technical

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 1)


def wanted(unit, *, day=DAY, levels=None, title="Pengolah Data"):
    return Wanted(((unit.pk, title),), day, "800/1", None, levels or {of_law("M1").pk: 3})


def test_the_dictionary_has_the_nine_of_the_law():
    law = Law.on(timezone.localdate())

    rows = Competence.objects.filter(kind__in=["MANAJERIAL", "SOSIAL_KULTURAL"]).values_list("code", "name")

    assert dict(rows) == {row["kode"]: row["nama"] for row in law["kompetensi.kamus"]}
    assert len(rows) == 9


def test_loading_the_dictionary_mends_what_differs_and_is_signed():
    Competence.objects.filter(code="M1").update(name="Lain")

    load_fixed()
    load_fixed()

    assert of_law("M1").name == "Integritas"
    entry = Entry.objects.of(of_law("M1")).order_by("-id").first()
    assert entry.reason == "Kamus kompetensi menurut peraturan"


def test_an_assessment_is_signed_by_whoever_wrote_it_down():
    person, officer = make_employee(), make_user()

    (row,) = record_assessments(
        person, {of_law(): 2}, assessed_on=DAY, source="AC", by=officer, reason="Penilaian kompetensi dicatat"
    )

    entry = Entry.objects.of(row).get()
    assert (entry.actor, entry.reason) == (officer.pk, "Penilaian kompetensi dicatat")


def test_what_the_law_fixed_stays():
    officer = make_user()

    with pytest.raises(CompetenceRefused):
        correct_competence(of_law(), name="Lain", by=officer, reason="x")
    with pytest.raises(CompetenceRefused):
        close_competence(of_law(), on=DAY, by=officer, reason="x")


def test_a_standard_of_the_same_day_is_corrected():
    unit, officer = make_unit(), make_user()
    set_standards([wanted(unit)], by=officer, reason="Pertama")

    set_standards([wanted(unit, levels={of_law("M2").pk: 4})], by=officer, reason="Perbaikan")

    standard = CompetenceStandard.objects.get()
    assert list(standard.levels.values_list("competence__code", "level")) == [("M2", 4)]


def test_of_several_standards_one_refusal_writes_none():
    unit, other, officer = make_unit(), make_unit("Lain"), make_user()
    make_standard(other, levels={"M1": 2}, valid_from=date(2026, 6, 1))

    with pytest.raises(CompetenceRefused, match="01-06-2026"):
        set_standards([wanted(unit), wanted(other)], by=officer, reason="x")

    assert CompetenceStandard.objects.count() == 1


def test_a_standard_ends_once_and_after_it_began():
    standard, officer = make_standard(make_unit(), levels={"M1": 2}), make_user()

    with pytest.raises(CompetenceRefused):
        end_standard(standard, on=standard.valid_from, by=officer, reason="x")
    end_standard(standard, on=DAY, by=officer, reason="x")
    with pytest.raises(CompetenceRefused):
        end_standard(standard, on=DAY, by=officer, reason="x")


REFUSED = {
    "a level of six": lambda person: Assessment.objects.create(
        employee=person, competence=of_law(), level=6, assessed_on=DAY, source="AC"
    ),
    "a source that nobody knows": lambda person: Assessment.objects.create(
        employee=person, competence=of_law(), level=2, assessed_on=DAY, source="X"
    ),
    "two of one day": lambda person: [assess(person, {"M1": 2}, on=DAY) for _ in range(2)],
    "two standards of a day": lambda person: [
        make_standard(person.unit, valid_from=day, decree="X") for day in (DAY, date(2026, 2, 1))
    ],
    "a standard that ends before it begins": lambda person: make_standard(person.unit, valid_from=DAY, valid_until=DAY),
    "a standard without a decree": lambda person: make_standard(person.unit, decree=""),
    "a level twice": lambda person: [
        StandardLevel.objects.create(standard=standard, competence=of_law(), level=1)
        for standard in [make_standard(person.unit)] * 2
    ],
    "a code with spaces": lambda person: technical(code="A B"),
    "one of the law closed": lambda person: Competence.objects.filter(code="M1").update(closed_on=DAY),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_refuses(what):
    person = make_employee()

    with pytest.raises(IntegrityError), transaction.atomic():
        REFUSED[what](person)


def at_once(verb):
    """What comes of it when four do the same at the same moment."""
    outcomes = []

    def do():
        try:
            verb()
            outcomes.append("kept")
        except CompetenceRefused:
            outcomes.append("refused")
        except Exception as wrong:
            outcomes.append(repr(wrong))
        finally:
            connection.close()

    threads = [threading.Thread(target=do) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


@pytest.mark.django_db(transaction=True)
def test_two_who_write_the_same_at_once_write_it_once():
    person, officer = make_employee(), make_user()

    assessed = at_once(
        lambda: record_assessments(person, {of_law(): 2}, assessed_on=DAY, source="AC", by=officer, reason="x")
    )
    standards = at_once(lambda: set_standards([wanted(person.unit)], by=officer, reason="x"))

    assert assessed == ["kept", "refused", "refused", "refused"]
    assert Assessment.objects.count() == 1
    assert standards == ["kept"] * 4  # of the same day the second corrects the first
    assert CompetenceStandard.objects.get().levels.count() == 1
