"""The catalogue on the screen: everybody reads, the officer keeps, bad input is said so."""

import pytest

from employees.tests.factories import make_employee
from simpeg import roles
from simpeg.testing.people import make_user
from training.models import CatalogueCourse, Competence, LearningPath, Topic
from training.tests.factories import account, make_course, make_session, make_topic, officer

pytestmark = pytest.mark.django_db
HOME = "/pelatihan/"
TYPED = {
    "name": "Keamanan data", "summary": "Menjaga data.", "form": "TEKNIS", "counts_as": "TEKNIS", "mode": "DARING",
    "learning_hours": "20", "provider": "BKPSDM", "price": "0", "raises": "TIK.01, tik.02",
    "least_attendance": "80", "least_score": "", "is_offered": "on",
}  # fmt: skip


def test_whoever_works_here_reads_the_catalogue_and_its_next_session(client):
    make_session(make_course("Lembar kerja"))
    make_course("Lama", is_offered=False)
    client.force_login(account(make_employee()))

    page = client.get(HOME)

    assert "Lembar kerja" in page.text
    assert "Lama" not in page.text
    assert "Pelatihan baru" not in page.text


@pytest.fixture(autouse=True)
def dictionary(db):
    for code in ("TIK.01", "TIK.02"):
        Competence.objects.create(code=code, name=f"Kompetensi {code}", meaning="Mengelola data.")


def test_an_officer_makes_a_topic_a_course_and_a_path(client):
    client.force_login(officer())

    client.post(f"{HOME}topik/", {"name": "TI", "sentence": "Teknologi informasi.", "is_digital": "on"})
    client.post(f"{HOME}katalog/baru/", TYPED | {"topic": Topic.objects.get().pk})
    course = CatalogueCourse.objects.get()
    client.post(f"{HOME}jalur/baru/", {"topic": course.topic_id, "name": "Dasar", "sentence": "x", "step_1": course.pk})

    assert list(course.raises.values_list("code", flat=True)) == ["TIK.01", "TIK.02"]
    assert (course.least_score, course.is_offered) == (None, True)
    assert "Keamanan data" in client.get(LearningPath.objects.get().get_absolute_url()).text
    assert "Kompetensi TIK.01" in client.get(course.get_absolute_url()).text
    assert "Dasar" in client.get(HOME).text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": "a\0b"}, "null"),
        ({"learning_hours": str(2**63)}, "2000"),
        ({"learning_hours": "x"}, "angka"),
        ({"counts_as": "KEPEMIMPINAN"}, "tercatat sebagai Teknis atau Seminar"),
        ({"form": "PKA"}, "tercatat sebagai Kepemimpinan"),
        ({"raises": "<b>"}, "tidak ada dalam kamus kompetensi"),
        ({"raises": "TIK.99"}, "tidak ada dalam kamus kompetensi"),
        ({"raises": ",".join(f"K{n}" for n in range(40))}, "Paling banyak 30"),
        ({"price": "-1"}, "0"),
        ({"topic": "999"}, "Pilih"),
        ({"name": "LAMA"}, "sudah ada"),
    ],
)
def test_a_bad_course_is_said_so_and_kept_as_typed(client, change, sentence):
    make_course("Lama")
    client.force_login(officer())

    page = client.post(f"{HOME}katalog/baru/", TYPED | {"topic": Topic.objects.get().pk} | change)

    assert page.status_code == 422
    assert sentence in page.text
    assert "Menjaga data." in page.text
    assert CatalogueCourse.objects.count() == 1


@pytest.mark.parametrize("place", ["topik/", "katalog/baru/", "jalur/baru/"])
def test_only_the_officer_writes_in_the_catalogue(client, place):
    client.force_login(make_user(role=roles.UNIT_HEAD.name))

    assert client.get(HOME + place).status_code == 403
    assert client.post(HOME + place).status_code == 403


def test_filters_stand_in_the_address_and_a_strange_one_is_said_so(client):
    make_course("Lembar kerja", topic=make_topic("TI"))
    make_course("Magang di bank", form="MAGANG", mode="MAGANG", topic=make_topic("Keuangan"))
    client.force_login(officer())

    assert "Magang di bank" not in client.get(f"{HOME}?kind=klasikal").text
    assert "Lembar kerja" not in client.get(f"{HOME}?kind=nonklasikal").text
    assert "Tidak ada yang cocok" in client.get(f"{HOME}?q=tidak+ada").text
    assert client.get(f"{HOME}?topic=9999999999999999999").status_code == 422


def test_a_number_beyond_the_database_is_not_there(client):
    client.force_login(officer())

    assert client.get(f"{HOME}katalog/{2**63}/").status_code == 404


@pytest.mark.parametrize("courses", [5, 50])
def test_the_catalogue_asks_as_often_for_many_courses_as_for_few(client, django_assert_num_queries, courses):
    by = make_user()
    for _ in range(courses):
        make_session(make_course(by=by), by=by)
    client.force_login(account(make_employee()))
    client.get(HOME)

    with django_assert_num_queries(10):
        client.get(HOME)
