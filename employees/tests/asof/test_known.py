"""What was known then: the file as the trail has it."""

import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from employees.asof.reading import known_at
from employees.asof.since import changed_since
from employees.dossier.queries import file_of, history_of
from employees.models import Employee, Sanction
from employees.tests.factories import make_appointment, make_employee, make_grade, make_grade_record, make_unit
from simpeg.audit.models import Entry
from simpeg.law.models import SanctionKind
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


def now():
    """This moment; a test's writes lie before and after it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


@pytest.fixture
def story():
    """A file that was wrong, and was mended: (employee, the moment between)."""
    employee = make_employee(name="Siti Salah", grade="III/c", grade_since=date(2024, 4, 1), unit=make_unit("Lama"))
    kept = make_appointment(employee, title="Lama", since=date(2020, 1, 1))
    gone = make_appointment(employee, title="Salah Ketik", since=date(2023, 1, 1))
    moment = now()
    Employee.objects.filter(pk=employee.pk).update(name="Siti Benar", grade=make_grade("III/b"))
    employee.grade_records.update(grade=make_grade("III/b"))
    gone.delete()
    type(kept).objects.filter(pk=kept.pk).update(title="Dibetulkan")
    make_grade_record(employee, grade="III/a", since=date(2016, 4, 1))
    return employee, moment


def test_the_file_is_read_as_it_was(story):
    employee, moment = story

    with known_at(employee, moment) as on_file:
        found = file_of(employee)
        history = history_of(found, with_sanctions=True)
        seen = (
            on_file,
            found.name,
            found.state.grade.code,
            found.state.position_title,
            [a.title for a in history.appointments],
            [(g.grade.code, g.since) for g in history.grades],
        )

    assert seen == (True, "Siti Salah", "III/c", "Salah Ketik", ["Salah Ketik", "Lama"], [("III/c", date(2024, 4, 1))])
    assert file_of(employee).name == "Siti Benar"
    assert [a.title for a in history_of(employee, with_sanctions=True).appointments] == ["Dibetulkan"]


def test_true_then_as_known_then(story):
    employee, moment = story

    with known_at(employee, moment, date(2021, 1, 1)):
        state = file_of(employee).state
        seen = (state.grade.code, state.position_title)

    assert seen == ("III/a", "Lama")


def test_before_the_first_trace_there_is_no_file(story):
    employee, _ = story

    with known_at(employee, now() - timedelta(days=400)) as on_file:
        assert on_file is False
        assert file_of(employee) is None


def test_two_looks_in_one_transaction_do_not_meet(story):
    employee, moment = story
    for _ in range(2):
        with known_at(employee, moment):
            assert file_of(employee).name == "Siti Salah"


def test_an_entry_from_before_a_column_existed_is_filled_with_its_default(story):
    employee, _ = story
    appointment = employee.appointments.get()
    row = Entry.objects.of(appointment).first().after
    for column in ("decree_by", "ended_on", "decree"):
        row.pop(column)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_entry (\"table\", row_id, action, after) VALUES ('employees_appointment', %s, 'UPDATE', "
            "%s::jsonb)",
            [str(appointment.pk), json.dumps(row)],
        )

    with known_at(employee, now()):
        found = history_of(employee, with_sanctions=False).appointments[0]

    assert (found.decree_by, found.decree, found.ended_on) == ("", "", None)


def test_what_changed_since_is_counted_once_a_record(story):
    employee, moment = story

    since = changed_since(employee, moment, with_sanctions=True)

    assert since.records == 5
    assert since.lines == [
        ("Riwayat jabatan", "1 diubah, 1 dihapus"),
        ("Data utama", "1 diubah"),
        ("Riwayat golongan", "1 ditambahkan, 1 diubah"),
    ]


def test_a_sanction_is_not_told_to_whoever_may_not_see_sanctions(story):
    employee, _ = story
    moment = now()
    Sanction.objects.create(employee=employee, kind=SanctionKind.objects.first(), starts_on=date(2025, 1, 1))

    assert changed_since(employee, moment, with_sanctions=False).records == 0
    assert changed_since(employee, moment, with_sanctions=True).records == 1


def test_the_page_answers_both_questions(client, story):
    employee, moment = story
    client.force_login(make_user("view_all_units"))
    page = reverse("dossier:detail", args=[employee.pk and employee.nip])
    asked = timezone.localtime(moment + timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M")

    present, before = client.get(page).content.decode(), client.get(page, {"menurut": "2020-01-01T00:00"})
    known = client.get(page, {"menurut": asked, "per": "2021-01-01"})

    assert "Siti Benar" in present
    assert "belum tercatat" in before.content.decode()
    assert known.status_code == 200
    assert "Keadaan per 1 Januari 2021" in known.content.decode()
    assert "menurut data pada" in known.content.decode()


def test_whoever_may_not_open_the_file_may_not_ask_what_was_known(client, story):
    employee, _ = story
    client.force_login(make_user("view_own_units", mandates=[make_unit("Lain")]))

    assert client.get(reverse("dossier:detail", args=[employee.nip]), {"menurut": "2026-01-01"}).status_code == 404
