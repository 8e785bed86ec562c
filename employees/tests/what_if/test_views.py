"""The page of “andaikan”: before and after, what moved and why; refused with a sentence where it cannot be."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from employees.models import PositionKind
from employees.tests.calendar.people import clerk
from employees.tests.factories import make_appointment, make_position
from employees.tests.what_if.test_services import everything
from simpeg.audit.models import ReadEntry
from simpeg.core.dates import months_after, years_after
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def employee(today):
    """A pelaksana of II/d who lacks the exam."""
    ratings = {today.year - 1: 2, today.year - 2: 2, today.year - 3: 2}
    return clerk("II/d", years_after(today.replace(day=1), -4), ratings=ratings, level="15")


@pytest.fixture
def own(client, employee):
    user = make_user(nip=employee.nip)
    client.force_login(user)
    return user


def ask(client, employee, **query):
    return client.get(reverse("what_if:page", args=[employee.nip]), query)


def test_the_page_opens_with_what_the_file_says(client, own, employee):
    response = ask(client, employee)

    assert response.status_code == 200
    assert "Belum ada anggapan" in response.content.decode()
    assert not any(row["moved"] for row in response.context["answers"])


def test_an_exam_supposed_moves_the_promotion_and_says_why(client, own, employee, today):
    day = months_after(today.replace(day=1), 1)
    before = everything()

    response = ask(client, employee, day=day.isoformat(), exam_kind="STLUD1", exam_on=today.isoformat())

    page = response.content.decode()
    (moved,) = [row for row in response.context["answers"] if row["moved"]]
    assert (moved["before"].verdict, moved["after"].verdict) == ("TMS", "MS")
    assert [reason["label"] for reason in moved["reasons"]] == ["Lulus Ujian Dinas Tingkat I, atau dibebaskan darinya."]
    assert "lulus Ujian Dinas Tingkat I" in page
    assert any(row["moved"] and row["after"].state == "READY" for row in response.context["coming"])
    changed = {table for table, rows in everything().items() if rows != before[table]}
    assert changed <= {"django_session"}


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"day": ""}, "day"),
        ({"day": "besok"}, "day"),
        ({"day": "0001-01-01"}, "day"),
        ({"day": "9999-12-31"}, "day"),
        ({"day": "٢٠٢٦-١٢-٠١"}, "day"),
        ({"exam_kind": "STLUD1"}, "exam_on"),
        ({"exam_on": "2026-01-01"}, "exam_kind"),
        ({"exam_kind": "UKOM\x00", "exam_on": "2026-01-01"}, "exam_kind"),
        ({"diploma_level": "45", "diploma_on": "2026-01-01"}, "diploma_name"),
        ({"diploma_level": "45", "diploma_name": "S-2\x00", "diploma_on": "2026-01-01"}, "diploma_name"),
        ({"diploma_level": "9223372036854775808", "diploma_name": "S", "diploma_on": "2026-01-01"}, "diploma_level"),
        ({"grade": "9223372036854775808", "grade_on": "2026-01-01"}, "grade"),
        ({"grade": "31", "grade_on": "1990-01-01"}, "grade_on"),
        ({"position": "tidak ada jabatan begini", "position_on": "2026-01-01"}, "position"),
        ({"position": "(no. 999999999999999999)", "position_on": "2026-01-01"}, "position"),
        ({"rating_2026": "9"}, "rating_2026"),
        ({"exam_kind": "STLUD1", "exam_on": "2035-01-01"}, "exam_on"),
    ],
)
def test_what_cannot_be_supposed_is_refused_with_a_sentence_and_kept_typed(client, own, employee, query, field):
    response = ask(client, employee, **({"day": "2026-12-01"} | query))

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert "error-summary" in response.content.decode()
    assert "answers" not in response.context


def test_a_day_before_the_law_on_file_is_refused_with_a_sentence(client, own, employee):
    response = ask(client, employee, day="2023-01-01")

    assert response.status_code == 422
    assert "Tabel gaji pokok" in response.content.decode()


def test_points_are_asked_of_functional_posts_only(client, own, employee):
    assert "points" not in ask(client, employee).context["form"].fields
    make_appointment(employee, title="Analis Ahli Pertama", kind=PositionKind.FUNCTIONAL, tier="PT",
                     since=date(2021, 1, 1))  # fmt: skip

    response = ask(client, employee, day="2026-12-01", points="50.5", points_on="2026-11-01")

    assert response.status_code == 200
    assert "angka kredit 50,5" in response.content.decode()


@pytest.mark.parametrize("points", ["NaN", "Infinity", "-1", "1e30", "99999999999"])
def test_points_that_are_no_points_are_refused(client, own, employee, points):
    make_appointment(employee, title="Analis Ahli Pertama", kind=PositionKind.FUNCTIONAL, tier="PT",
                     since=date(2021, 1, 1))  # fmt: skip

    response = ask(client, employee, day="2026-12-01", points=points, points_on="2026-11-01")

    assert response.status_code == 422


def test_a_post_is_found_by_a_few_words_and_taken_up(client, own, employee, today):
    post = make_position(employee.unit, title="Kepala Seksi Arsip", kind=PositionKind.STRUCTURAL, echelon=41)
    make_position(employee.unit, title="Kepala Seksi Umum", kind=PositionKind.STRUCTURAL, echelon=41)
    suggestions = client.get(reverse("what_if:positions", args=[employee.nip]), {"position": "seksi arsip"})
    assert f"Kepala Seksi Arsip, {employee.unit.name} (no. {post.pk})" in suggestions.content.decode()

    day = months_after(today.replace(day=1), 1).isoformat()
    taken = ask(client, employee, day=day, position="seksi arsip", position_on=today.isoformat())
    unclear = ask(client, employee, day=day, position="seksi", position_on=today.isoformat())

    assert "menjabat Kepala Seksi Arsip" in taken.content.decode()
    assert unclear.status_code == 422
    assert "Lebih dari satu jabatan cocok" in unclear.content.decode()


def test_a_sanction_is_supposed_over_by_whoever_may_know_of_it(client, own, employee, today):
    sanction = employee.sanctions.create(kind_id="tunda_kp_1th", starts_on=years_after(today, -1))
    head = make_user("view_own_units", "view_duelist", mandates=[employee.unit])

    form = ask(client, employee).context["form"]
    assert "sanction" in form.fields
    day = months_after(today.replace(day=1), 1).isoformat()
    answered = ask(client, employee, day=day, sanction=sanction.pk, sanction_on=today.isoformat())
    assert "berakhir" in answered.content.decode()

    client.force_login(head)
    hidden = ask(client, employee, day=day, sanction=sanction.pk, sanction_on=today.isoformat())
    assert "sanction" not in hidden.context["form"].fields
    assert sanction.kind.name not in hidden.content.decode()


def test_somebody_elses_rights_are_not_there_for_a_colleague(client, employee):
    colleague = clerk()
    client.force_login(make_user(nip=colleague.nip))

    assert ask(client, employee).status_code == 404
    assert client.get(reverse("what_if:positions", args=[employee.nip])).status_code == 404


def test_asking_about_somebody_else_leaves_a_note(client, employee, officer):
    client.force_login(officer)

    ask(client, employee)

    assert ReadEntry.objects.get().what == "Bertanya “andaikan” atas berkas pegawai"


def test_asking_costs_the_same_queries_however_much_is_supposed(client, own, employee, django_assert_max_num_queries):
    query = {"day": "2026-12-01", "exam_kind": "STLUD1", "exam_on": "2026-11-01"}

    with django_assert_max_num_queries(75):
        ask(client, employee, **query)
