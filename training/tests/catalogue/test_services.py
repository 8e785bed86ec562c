"""What the catalogue keeps, signed, and what it refuses."""

import pytest
from django.db import IntegrityError

from simpeg.audit.models import Entry
from simpeg.testing.people import make_user
from training.catalogue.services import CatalogueRefused, keep_course, keep_path, keep_topic
from training.models import CatalogueCourse, Competence
from training.tests.factories import make_course, make_topic, officer

pytestmark = pytest.mark.django_db
WORDS = {"name": "Data", "sentence": "Bekerja dengan data.", "is_digital": True}


def test_a_topic_is_kept_with_who_and_why():
    by = officer()

    topic = keep_topic(by=by, **WORDS)

    entry = Entry.objects.of(topic).get()
    assert (entry.actor, entry.reason) == (by.pk, "Topik pelatihan disimpan: Data")


def test_only_who_keeps_the_courses_keeps_the_catalogue():
    with pytest.raises(CatalogueRefused, match="pengelola pengembangan kompetensi"):
        keep_topic(by=make_user(), **WORDS)


def test_a_second_topic_of_the_same_name_is_refused_whatever_its_letters():
    make_topic("Data")

    with pytest.raises(CatalogueRefused, match="sudah ada"):
        keep_topic(by=officer(), **WORDS | {"name": "DATA"})


def test_a_course_may_keep_its_own_name_when_it_changes():
    course = make_course("Lembar kerja")

    kept = keep_course(course, by=officer(), name="Lembar kerja", learning_hours=30)

    assert (kept.pk, kept.learning_hours) == (course.pk, 30)


def test_a_course_raises_competences_until_it_is_said_otherwise():
    first, second = (Competence.objects.create(code=code, name=code, meaning="Arti.") for code in ("TIK.01", "TIK.02"))
    course, by = make_course("Lembar kerja"), officer()
    keep_course(course, by=by, name="Lembar kerja", raises=[first])

    keep_course(course, by=by, name="Lembar kerja", learning_hours=30)
    assert list(course.raises.all()) == [first]
    keep_course(course, by=by, name="Lembar kerja", raises=[second])

    assert list(course.raises.all()) == [second]
    trail = Entry.objects.filter(table="training_cataloguecourse_raises").order_by("pk")
    assert {entry.actor for entry in trail} == {by.pk}


def test_a_path_leads_through_its_courses_in_order():
    first, second = make_course("A"), make_course("B")
    topic = first.topic
    path = keep_path(by=officer(), name="Dasar TI", sentence="Untuk semua.", topic=topic, courses=[second, first])

    kept = keep_path(path, by=officer(), name="Dasar TI", sentence="Untuk semua.", topic=topic, courses=[first, second])

    assert [(step.place, step.course.name) for step in kept.steps.select_related("course")] == [(1, "A"), (2, "B")]


@pytest.mark.parametrize("courses", [0, 2])
def test_a_path_without_courses_or_with_one_twice_is_refused(courses):
    course = make_course()

    with pytest.raises(CatalogueRefused):
        keep_path(by=officer(), name="X", sentence="X", topic=course.topic, courses=[course] * courses)


@pytest.mark.parametrize(
    "wrong",
    [
        {"form": "PKA", "counts_as": "TEKNIS"},
        {"form": "TEKNIS", "counts_as": "KEPEMIMPINAN"},
        {"form": "LAIN"},
        {"learning_hours": 0},
        {"least_attendance": 101},
        {"least_score": 0},
        {"price": 2_000_000_000},
    ],
)
def test_the_database_refuses_a_course_that_cannot_be(wrong):
    with pytest.raises(IntegrityError):
        make_course(**wrong)


def test_every_form_is_known_as_in_class_or_not():
    assert set(CatalogueCourse.NOT_IN_CLASS) <= set(CatalogueCourse.Form.values)
    assert CatalogueCourse(form="PKA").in_class == "klasikal"
    assert CatalogueCourse(form="MAGANG").in_class == "nonklasikal"
