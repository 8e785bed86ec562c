from datetime import date

import pytest
from django.urls import reverse

from employees.due_lists.services import run_list
from employees.tests.factories import make_appointment, make_education, make_employee, make_unit
from simpeg.audit.change import change
from simpeg.audit.models import ReadEntry
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
NIK, ADDRESS, SANCTION = "7602014101850001", "Jalan Contoh 5", "Pemotongan tunjangan kinerja 25%"


@pytest.fixture
def employee():
    employee = make_employee(name="Siti Rahma", nik=NIK, address=ADDRESS, unit=make_unit("Dinas Pertanian"))
    make_appointment(employee, title="Penyuluh Pertanian Ahli Muda", kind="2", tier="MU")
    make_education(employee)
    employee.sanctions.create(kind_id="tukin_25_6", starts_on=date(2020, 1, 1), ends_on=date(2020, 6, 30))
    return employee


def dossier(employee):
    return reverse("dossier:detail", args=[employee.nip])


def opened(client, user, employee):
    client.force_login(user)
    return client.get(dossier(employee)).content.decode()


def test_the_head_states_the_present_and_the_sections_the_past(client, employee):
    page = opened(client, make_user("view_all_units"), employee)

    for text in (
        "<title>Siti Rahma – SIMPEG</title>",
        "III/b (Penata Muda Tingkat I)",
        "Penyuluh Pertanian Ahli Muda",
        "Dinas Pertanian",
        "1 Januari 1985",
        "S-1 Ilmu Administrasi",
        "SK SK-GOL-1",
        "Linimasa",
    ):
        assert text in page


def test_somebody_elses_file_does_not_exist_for_a_stranger(client, employee):
    for user in (
        make_user(),
        make_user(nip="197001011995011001"),
        make_user("view_own_units", mandates=[make_unit("Dinas Lain")]),
        make_user("view_own_units"),
    ):
        client.force_login(user)
        assert client.get(dossier(employee)).status_code == 404
        assert client.get(reverse("dossier:trail", args=[employee.nip])).status_code in (403, 404)


@pytest.mark.parametrize("nip", ["111111111111111111", "1", "19850101201001200x", "١٩٨٥٠١٠١٢٠١٠٠١٢٠٠١"])
def test_a_nip_that_is_nobodys_is_not_found(client, nip):
    client.force_login(make_user("view_all_units"))

    assert client.get(f"/pegawai/{nip}/").status_code == 404


@pytest.mark.parametrize(
    ("permissions", "own", "sees"),
    [
        (["view_all_units"], False, set()),
        (["view_own_units"], False, set()),
        (["view_all_units", "view_sanction"], False, {SANCTION}),
        (["view_all_units", "view_personal", "view_specific"], False, {NIK, ADDRESS}),
        ([], True, {NIK, ADDRESS, SANCTION}),
    ],
    ids=["trainer", "head", "promotion officer", "records officer", "the person himself"],
)
def test_what_is_delicate_is_shown_to_those_who_answer_for_it(client, employee, permissions, own, sees):
    user = make_user(*permissions, nip=employee.nip if own else None, mandates=[employee.unit])

    page = opened(client, user, employee)

    assert {text for text in (NIK, ADDRESS, SANCTION) if text in page} == sees
    assert "7602********0001" in page or NIK in sees


@pytest.mark.parametrize(
    ("permissions", "sees"), [(["view_all_units"], False), (["view_all_units", "view_specific"], True)]
)
def test_pay_is_told_to_those_who_answer_for_it(client, employee, permissions, sees):
    employee.step_increases.create(since=date(2024, 1, 1), service_years=14, service_months=0, base_salary=3_168_000)

    page = opened(client, make_user(*permissions), employee)

    assert ("3.168.000" in page) is sees


def test_opening_anothers_file_leaves_a_note_and_ones_own_does_not(client, employee):
    officer = make_user("view_all_units")

    opened(client, officer, employee)
    opened(client, make_user(nip=employee.nip), employee)

    notes = ReadEntry.objects.of(employee).values_list("reader", "what")
    assert list(notes) == [(officer.pk, "Membuka berkas pegawai")]


def test_my_file_is_where_my_nip_is(client, employee):
    client.force_login(make_user(nip=employee.nip))
    assert client.get(reverse("dossier:own")).url == dossier(employee)

    client.force_login(make_user(nip="197001011995011001"))
    response = client.get(reverse("dossier:own"))
    assert response.status_code == 404
    assert "belum terhubung dengan berkas pegawai" in response.content.decode()


def test_the_timeline_can_be_narrowed_to_one_kind(client, employee):
    client.force_login(make_user("view_all_units"))

    narrowed = client.get(dossier(employee), {"riwayat": "pendidikan"}).context
    unknown = client.get(dossier(employee), {"riwayat": "<b>"}).context

    assert {event.kind for event in narrowed["events"]} == {"pendidikan"}
    assert {event.kind for event in unknown["events"]} == {"status", "golongan", "jabatan", "pendidikan"}


def test_the_latest_verdicts_are_shown_with_their_explanation(client, employee):
    kept = run_list("promotion", day=date(2026, 12, 1), by=make_user())
    verdict = kept.verdicts.get(employee=employee)

    page = opened(client, make_user(nip=employee.nip), employee)

    assert reverse("due_lists:verdict", args=[verdict.pk]) in page
    assert "1 Desember 2026" in page
    assert "2025: belum ada predikat; 2024: belum ada predikat" in page


def test_the_trail_of_a_file_says_who_changed_what_deleted_rows_too(client, employee):
    officer = make_user(name="Rina Pengelola")
    with change(by=officer, reason="Salah ketik ijazah"):
        employee.education_records.all().delete()
    with change(by=officer, reason="Pindah alamat"):
        type(employee).objects.filter(pk=employee.pk).update(address="Jalan Baru 1", nik="7602014101850009")
    other = make_employee()
    client.force_login(make_user("view_all_units", "audit.view_entry"))

    response = client.get(reverse("dossier:trail", args=[employee.nip]))

    lines = response.context["lines"]
    assert [(line.actor, line.reason, line.subject, line.action) for line in lines[:2]] == [
        ("Rina Pengelola", "Pindah alamat", "Pegawai", "UPDATE"),
        ("Rina Pengelola", "Salah ketik ijazah", "Riwayat pendidikan", "DELETE"),
    ]
    assert lines[0].changes == [
        ("NIK", "7602********0001", "7602********0009"),
        ("alamat", "••••••", "••••••"),
    ]
    assert str(other.pk) not in {line.row_id for line in lines if line.subject == "Pegawai"}


def test_the_trail_is_for_auditors(client, employee):
    client.force_login(make_user("view_all_units"))
    assert client.get(reverse("dossier:trail", args=[employee.nip])).status_code == 403


def test_readers_are_shown_to_those_who_audit_reading(client, employee):
    opened(client, make_user("view_all_units", name="Budi Pembaca"), employee)

    client.force_login(make_user("view_all_units", "audit.view_entry", "audit.view_readentry"))
    assert "Budi Pembaca" in client.get(reverse("dossier:trail", args=[employee.nip])).content.decode()

    client.force_login(make_user("view_all_units", "audit.view_entry"))
    assert "Budi Pembaca" not in client.get(reverse("dossier:trail", args=[employee.nip])).content.decode()


@pytest.mark.parametrize("rows", [1, 5])
def test_a_long_file_needs_no_more_queries_than_a_short_one(client, employee, rows, django_assert_num_queries):
    for number in range(rows):
        make_education(employee, name=f"Kursus {number}")
        make_appointment(employee, since=date(2010 + number, 2, 2))
        employee.exams.create(kind="UKOM", passed_on=date(2010 + number, 3, 3))
    client.force_login(make_user("view_all_units", "view_sanction"))

    with django_assert_num_queries(32):
        assert client.get(dossier(employee)).status_code == 200
