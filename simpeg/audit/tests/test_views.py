import pytest
from django.urls import reverse

from employees.models import Employee
from employees.tests.factories import make_employee, make_unit
from simpeg.audit.change import change
from simpeg.audit.describe import describe
from simpeg.audit.models import Entry
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
LIST = reverse("audit:list")


def latest(number=1):
    return describe(Entry.objects.order_by("-id")[:number])


def test_an_entry_names_who_why_and_which_field():
    employee, officer = make_employee(phone="0800"), make_user("view_personal", name="Rina Pengelola")
    with change(by=officer, reason="Nomor lama mati"):
        Employee.objects.filter(pk=employee.pk).update(phone="0811")

    line = describe(Entry.objects.order_by("-id")[:1], reader=officer)[0]

    assert (line.actor, line.reason, line.subject, line.action_words) == (
        "Rina Pengelola",
        "Nomor lama mati",
        "Pegawai",
        "Diubah",
    )
    assert line.changes == [("nomor HP", "0800", "0811")]


def test_a_change_nobody_signed_says_so():
    make_unit("Dinas A")

    line = latest()[0]

    assert (line.actor, line.reason) == ("Tidak bertanda tangan", "")


def test_an_account_that_is_gone_keeps_its_number():
    with change(by=make_user(), reason="Uji"):
        make_unit("Dinas A")
    entry = Entry.objects.order_by("-id")[0]
    entry.actor = 10**9

    assert describe([entry])[0].actor == f"Akun {10**9} (sudah dihapus)"


def test_a_nik_is_masked_in_the_trail():
    employee = make_employee(nik="7602014101850001")
    Employee.objects.filter(pk=employee.pk).update(nik="")

    assert latest()[0].changes == [("NIK", "7602********0001", "")]


@pytest.mark.parametrize("entries", [1, 5])
def test_many_entries_are_described_in_two_queries(entries, django_assert_num_queries):
    with change(by=make_user(), reason="Uji"):
        for _ in range(entries):
            make_unit()

    with django_assert_num_queries(2):
        describe(Entry.objects.order_by("-id")[:entries])


def test_the_auditor_reads_every_change_and_narrows_it(client):
    with change(by=make_user(name="Rina Pengelola"), reason="Unit baru"):
        make_unit("Dinas A")
    make_employee(name="Siti Rahma", unit=make_unit("Dinas B"))
    client.force_login(make_user("audit.view_entry"))

    everything = client.get(LIST).content.decode()
    units = client.get(LIST, {"table": "employees_unit", "action": "INSERT"}).context["lines"]
    unsigned = client.get(LIST, {"unsigned": "1", "table": "employees_unit"}).context["lines"]

    assert "Rina Pengelola" in everything
    assert {line.subject for line in units} == {"Unit kerja"}
    assert len(units) == 2
    assert {line.actor for line in unsigned} == {"Tidak bertanda tangan"}


def test_without_the_permission_the_trail_is_closed(client):
    client.force_login(make_user("view_all_units"))

    assert client.get(LIST).status_code == 403


@pytest.mark.parametrize(
    "query", [{"table": "pg_user"}, {"since": "kemarin"}, {"since": "0000-00-00"}, {"halaman": "x"}]
)
def test_an_unknown_filter_is_ignored_and_named(client, query):
    make_unit()
    client.force_login(make_user("audit.view_entry"))

    assert client.get(LIST, query).status_code == 200
