from datetime import date

import pytest
from django.urls import reverse

from employees.models import Employee
from employees.records.kinds import KINDS
from employees.records.links import way_to
from employees.records.services import correct_record, version_of
from employees.tests.factories import make_appointment, make_education, make_employee, make_grade, make_unit
from simpeg import roles
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def employee():
    return make_employee(name="Siti Rahma", unit=make_unit("Dinas Pertanian"))


@pytest.fixture
def officer(client):
    user = make_user(role=roles.RECORDS_OFFICER.name, name="Rina Pengelola")
    client.force_login(user)
    return user


def grade_of(employee, **typed):
    record = employee.grade_records.get()
    said = {"grade": record.grade_id, "since": "2022-04-01", "service_years": 12, "service_months": 0}
    return said | {"decree": "SK-GOL-1", "reason": "Salah ketik", "seen": version_of(record)} | typed


def test_a_diploma_is_added_through_the_form(client, employee, officer):
    address = way_to(employee, "pendidikan")
    assert "Nomor ijazah, bukan nomor transkrip" in client.get(address).content.decode()

    typed = {"level": "40", "name": "S-1 Hukum", "graduated": 2012, "diploma": "IJ-1", "reason": "Ijazah diserahkan"}
    response = client.post(address, typed)

    assert response.status_code == 302
    assert response.url == f"{reverse('dossier:detail', args=[employee.nip])}#pendidikan"
    assert employee.education_records.get().diploma == "IJ-1"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_form_that_refuses_emptiness_and_nonsense(client, employee, officer, kind):
    address = way_to(employee, kind)
    nonsense = dict.fromkeys(KINDS[kind].fields, "\x00٣9999999999999999999999") | {"reason": "x"}

    assert client.get(address).status_code == 200
    for typed in ({}, nonsense, dict.fromkeys(KINDS[kind].fields, "0001-01-01") | {"reason": "x"}):
        response = client.post(address, typed)
        assert response.status_code == 422
        assert "Isian belum dapat diterima" in response.content.decode()
    assert KINDS[kind].model.objects.filter(employee=employee).count() == (1 if kind == "golongan" else 0)


def test_a_correction_keeps_the_old_value_readable_with_who_and_why(client, employee, officer):
    record = employee.grade_records.get()
    assert client.post(way_to(employee, "golongan", record), grade_of(employee, decree="SK-BARU")).status_code == 302

    page = client.get(reverse("records:history", args=[employee.nip, "golongan", record.pk])).content.decode()

    for text in ("Rina Pengelola", "Salah ketik", "SK-GOL-1", "SK-BARU"):
        assert text in page


def test_the_second_of_two_officers_sees_what_the_first_stored_and_may_then_decide(client, employee, officer):
    record = employee.grade_records.get()
    typed = grade_of(employee, decree="SK-KEDUA")
    first = make_user(name="Budi Pertama")
    correct_record(record, {"decree": "SK-PERTAMA"}, by=first, reason="", seen=version_of(record))

    response = client.post(way_to(employee, "golongan", record), typed)

    page = response.content.decode()
    assert response.status_code == 422
    assert "baru saja diubah oleh Budi Pertama" in page
    assert "SK-PERTAMA" in page
    assert 'value="SK-KEDUA"' in page
    assert employee.grade_records.get().decree == "SK-PERTAMA"

    assert client.post(way_to(employee, "golongan", record), typed | {"seen": response.context["why"].data["seen"]})
    assert employee.grade_records.get().decree == "SK-KEDUA"


def test_an_unlikely_fact_is_asked_about_before_it_is_stored(client, employee, officer):
    typed = {"grade": make_grade("III/c").pk, "since": "2026-04-15", "service_years": 14, "service_months": 0}
    typed |= {"reason": "SK diterima"}
    address = way_to(employee, "golongan")

    response = client.post(address, typed)
    assert response.status_code == 422
    assert "TMT golongan biasanya tanggal 1." in response.content.decode()
    assert employee.grade_records.count() == 1

    assert client.post(address, typed | {"checked": "1"}).status_code == 302
    assert Employee.objects.get(pk=employee.pk).grade.code == "III/c"


def test_a_unit_is_found_by_its_words_and_an_unclear_one_is_told(client, employee, officer):
    parent = make_unit("Dinas Kesehatan")
    make_unit("Subbagian Umum", parent=parent)
    make_unit("Subbagian Umum", parent=make_unit("Dinas Sosial"))
    typed = {"assignment": "D", "kind": "4", "title": "Analis", "since": "2026-02-01", "reason": "SK"}
    address = way_to(employee, "jabatan")

    unclear = client.post(address, typed | {"unit": "Subbagian Umum"})
    assert unclear.status_code == 422
    assert "Lebih dari satu unit cocok" in unclear.content.decode()
    unknown = client.post(address, typed | {"unit": "Dinas Antariksa (no. 99999999999999999999)"})
    assert unknown.status_code == 422

    options = client.get(reverse("records:units"), {"unit": "umum kesehatan"}).content.decode()
    assert options.count("<option") == 1
    assert client.post(address, typed | {"unit": "umum kesehatan"}).status_code == 302
    assert employee.appointments.get().unit.parent == parent


def test_a_record_is_ended_and_withdrawn_with_a_reason(client, employee, officer):
    duty = make_appointment(employee, assignment="PLT", since=date(2026, 1, 1))
    end = reverse("records:end", args=[employee.nip, "jabatan", duty.pk])
    said = {"on": "2026-06-30", "seen": version_of(duty)}
    assert client.post(end, said).status_code == 422
    assert client.post(end, said | {"reason": "SK selesai"}).status_code == 302
    duty.refresh_from_db()
    assert duty.ended_on == date(2026, 6, 30)

    withdraw = reverse("records:withdraw", args=[employee.nip, "jabatan", duty.pk])
    assert client.post(withdraw, {"seen": "lama", "reason": "Keliru"}).status_code == 422
    assert client.post(withdraw, {"seen": version_of(duty), "reason": "Keliru"}).status_code == 302
    assert not employee.appointments.exists()
    assert client.get(withdraw).status_code == 302, "withdrawn since: told, not an error"


def test_nobody_writes_in_his_own_file(client, employee):
    client.force_login(make_user(role=roles.RECORDS_OFFICER.name, nip=employee.nip))

    assert client.get(way_to(employee)).status_code == 403
    assert client.post(way_to(employee, "golongan"), {}).status_code == 403


def test_a_reader_sees_no_way_to_write(client, employee):
    make_education(employee)
    client.force_login(make_user("view_all_units"))
    page = client.get(reverse("dossier:detail", args=[employee.nip])).content.decode()
    assert "/perbaiki/" not in page
    assert "/tambah/" not in page
    assert client.get(way_to(employee, "pendidikan")).status_code == 403


def test_the_family_is_for_the_person_and_for_who_keeps_the_file(client, employee):
    child = employee.family.create(relation="ANAK", name="Anak Contoh", sex="F")
    page, history = (
        reverse("dossier:detail", args=[employee.nip]),
        reverse("records:history", args=[employee.nip, "keluarga", child.pk]),
    )
    client.force_login(make_user(nip=employee.nip))
    assert "Anak Contoh" in client.get(page).content.decode()
    assert client.get(history).status_code == 200

    client.force_login(make_user("view_all_units"))
    assert "Anak Contoh" not in client.get(page).content.decode()
    assert client.get(history).status_code == 404


def test_the_own_row_is_corrected_and_a_doubtful_nip_is_asked_about(client, employee, officer):
    form = client.get(way_to(employee)).context["form"]
    typed = {name: form[name].value() for name in form.fields} | {"reason": "Pindah alamat", "address": "Jalan Baru 1"}
    typed = {name: value for name, value in typed.items() if value is not None}
    typed |= {"seen": version_of(employee)}

    doubted = client.post(way_to(employee), typed | {"phone": "123"})
    assert doubted.status_code == 422
    assert "tidak berbentuk nomor seluler" in doubted.content.decode()
    assert client.post(way_to(employee), typed).status_code == 302
    employee.refresh_from_db()
    assert employee.address == "Jalan Baru 1"


def test_one_returns_where_one_came_from_and_nowhere_else(client, employee, officer):
    typed = {"level": "40", "name": "S-1 Hukum", "graduated": 2012, "reason": "Ijazah"}
    address = way_to(employee, "pendidikan")

    assert client.post(f"{address}?kembali=/unit/", typed).url == "/unit/"
    other = client.post(f"{address}?kembali=https://jahat.example/", typed | {"name": "S-1 Ekonomi"})
    assert other.url.startswith("/pegawai/")


def test_a_new_file_is_made_by_the_form(client, officer):
    typed = {
        "nip": "199901012026032001", "name": "Ayu Contoh", "birth_date": "1999-01-01", "sex": "F", "status": "CPNS",
        "standing": "01", "cpns_since": "2026-03-01", "grade": make_grade("III/a").pk, "grade_since": "2026-03-01",
        "reason": "SK CPNS diterima",
    }  # fmt: skip

    response = client.post(reverse("records:new"), typed)

    assert response.status_code == 302
    assert Employee.objects.get(nip=typed["nip"]).grade_records.get().grade.code == "III/a"
