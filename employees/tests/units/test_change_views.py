from datetime import date

import pytest
from django.urls import reverse

from employees.models import Position, Reorganisation, Unit
from employees.records.services import version_of
from employees.records.unit_field import label_of
from employees.tests.factories import make_appointment, make_employee, make_position, make_unit
from simpeg import roles
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    user = make_user(role=roles.RECORDS_OFFICER.name)
    client.force_login(user)
    return user


@pytest.fixture
def office():
    top = make_unit("Pemerintah Kabupaten", kind="")
    office = make_unit("Dinas Lama", parent=top, kind="DINAS")
    make_position(office, title="Kepala Dinas Lama", kind="1", echelon=22)
    head = make_employee(name="Ani Kepala", unit=office)
    make_appointment(head, title="Kepala Dinas Lama", kind="1", echelon=22)
    return {"top": top, "office": office, "head": head}


def post(client, page, /, *args, **data):
    return client.post(reverse(page, args=args), data)


def test_a_post_is_added_by_form(client, officer, office):
    typed = {"title": "Analis Data", "kind": "4", "need": "2", "job_class": "7", "reason": "Peta jabatan 2026"}

    response = post(client, "units:position-add", office["office"].pk, **typed)

    assert response.url == reverse("units:detail", args=[office["office"].pk]) + "#peta"
    assert Position.objects.get(title="Analis Data").need == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"need": "٣x"}, "Masukkan"),
        ({"need": str(2**63)}, "tidak masuk akal|lebih kecil|Pastikan"),
        ({"need": "-1"}, "Pastikan"),
        ({"valid_from": "0001-01-01"}, "tidak masuk akal"),
        ({"valid_from": "31-02-2026"}, "tanggal"),
        ({"kind": "1"}, "Pilih eselon jabatan struktural ini"),
        ({"kind": "9"}, "pilihan|Pilih"),
        ({"title": "A\x00B"}, "null|Null|karakter"),
        ({"title": "Kepala Dinas Lama"}, "sudah punya jabatan bernama sama"),
        ({"reason": ""}, "wajib|harus"),
    ],
)
def test_a_bad_form_is_answered_with_a_sentence_and_keeps_what_was_typed(client, officer, office, typed, sentence):
    data = {"title": "Analis Data", "kind": "4", "need": "2", "decree": "SK-PETA-7", "reason": "Uji"} | typed

    response = post(client, "units:position-add", office["office"].pk, **data)

    assert response.status_code == 422
    page = response.content.decode()
    assert "Isian belum dapat diterima" in page
    assert 'value="SK-PETA-7"' in page
    assert Position.objects.count() == 1


def test_two_browsers_correct_one_post_and_the_second_is_told(client, officer, office):
    found = Position.objects.get()
    typed = {"title": found.title, "kind": "1", "echelon": "22", "reason": "Uji", "seen": version_of(found)}
    first = post(client, "units:position-correct", found.pk, need="2", **typed)

    second = post(client, "units:position-correct", found.pk, need="5", **typed)

    found.refresh_from_db()
    assert (first.status_code, second.status_code, found.need) == (302, 422, 2)
    assert "baru saja diubah oleh" in second.content.decode()


def test_tasks_are_typed_line_by_line_and_make_the_need(client, officer, office):
    found = Position.objects.get()
    rows = {"tugas-TOTAL_FORMS": "3", "tugas-INITIAL_FORMS": "0", "reason": "ABK", "seen": version_of(found)}
    rows |= {"tugas-0-name": "Memimpin", "tugas-0-volume": "1500", "tugas-0-minutes": "75"}

    half = post(client, "units:position-tasks", found.pk, **rows, **{"tugas-1-name": "Tanpa waktu"})
    whole = post(client, "units:position-tasks", found.pk, **rows)

    found.refresh_from_db()
    assert half.status_code == 422
    assert "Lengkapi uraian, volume, dan norma waktunya" in half.content.decode()
    assert (whole.status_code, found.need, found.tasks.count()) == (302, 2, 1)


def test_a_post_ends_by_form(client, officer, office):
    found = Position.objects.get()

    response = post(client, "units:position-end", found.pk, on="2026-07-01", reason="SK baru", seen=version_of(found))

    found.refresh_from_db()
    assert (response.status_code, found.valid_until) == (302, date(2026, 7, 1))


def test_a_unit_with_people_is_closed_by_a_plan_that_gives_them_a_place(client, officer, office):
    other = make_unit("Dinas Lain", parent=office["top"], kind="DINAS")

    page = client.get(reverse("units:close", args=[office["office"].pk])).content.decode()
    response = post(client, "units:close", office["office"].pk, day="2026-10-01", target=label_of(other))

    plan = Reorganisation.objects.get()
    assert "Masih ada 1 pegawai di unit ini" in page
    assert response.url == plan.get_absolute_url()
    assert {line.kind for line in plan.lines.all()} == {"MOVE", "CLOSE"}


def test_a_reorganisation_from_the_first_step_to_the_last(client, officer, office):
    post(client, "units:reorganisation-add", title="Penataan", day="2026-10-01")
    plan = Reorganisation.objects.get()
    step = {"source": label_of(office["office"]), "name": "Dinas Baru", "with_below": "on", "rename_titles": "on"}
    post(client, "units:line-add", plan.pk, "ganti", **step)
    unsigned = client.get(plan.get_absolute_url()).content.decode()
    plan.refresh_from_db()
    signed = {"title": "Penataan", "day": "2026-10-01", "decree": "SK-1", "decree_on": "2026-09-01"}
    post(client, "units:reorganisation-correct", plan.pk, seen=plan.version, decree_by="Bupati", **signed)
    plan.refresh_from_db()

    response = post(client, "units:reorganisation-apply", plan.pk, seen=plan.version)
    again = post(client, "units:reorganisation-apply", plan.pk, seen=plan.version)

    new = Unit.objects.get(name="Dinas Baru")
    assert "Lengkapi nomor, tanggal, dan penanda tangan SK-nya" in unsigned
    assert (response.url, again.status_code) == (plan.get_absolute_url(), 422)
    assert "tidak dapat diubah lagi" in again.content.decode()
    office["head"].refresh_from_db()
    assert office["head"].unit == new
    page = client.get(reverse("units:detail", args=[new.pk])).content.decode()
    assert "Menggantikan" in page
    assert "Dinas Lama" in page
    old = client.get(reverse("units:detail", args=[office["office"].pk])).content.decode()
    assert "Digantikan oleh" in old
    assert client.get(reverse("units:reorganisation-correct", args=[plan.pk])).status_code == 404


def test_people_without_a_place_are_named_with_the_way_to_give_them_one(client, officer, office):
    post(client, "units:reorganisation-add", title="Penataan", day="2026-10-01")
    plan = Reorganisation.objects.get()
    post(client, "units:line-add", plan.pk, "tutup", source=label_of(office["office"]))

    page = client.get(plan.get_absolute_url()).content.decode()

    assert "1 pegawainya belum mendapat tempat" in page
    assert f"asal={office['office'].pk}&amp;nip={office['head'].nip}" in page
    assert "Terapkan reorganisasi ini" not in page


@pytest.mark.parametrize(
    ("step", "typed", "sentence"),
    [
        ("ganti", {"source": "tidak ada", "name": "X"}, "Tidak ada unit kerja dengan kata itu"),
        ("bentuk", {"name": "X", "unit_kind": "DINAS"}, "Isi unit atasan"),
        ("pindah", {"source": "office", "nip": "123", "target": "top"}, "Tidak ada pegawai dengan NIP 123"),
        ("pindah", {"source": "office"}, "Isi unit tujuan"),
        ("pindah", {"source": "office", "new_title": "Y", "target": "top"}, "Jabatan baru hanya untuk satu"),
    ],
)
def test_a_step_that_cannot_be_is_refused_at_its_field(client, officer, office, step, typed, sentence):
    plan = Reorganisation.objects.create(title="Penataan", day=date(2026, 10, 1), created_by=officer)
    typed = {name: label_of(office[value]) if value in office else value for name, value in typed.items()}

    response = post(client, "units:line-add", plan.pk, step, **typed)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not plan.lines.exists()


def test_an_unknown_step_is_not_found(client, officer, office):
    plan = Reorganisation.objects.create(title="Penataan", day=date(2026, 10, 1), created_by=officer)

    assert client.get(reverse("units:line-add", args=[plan.pk, "hapus-semua"])).status_code == 404


@pytest.mark.parametrize("role", [roles.OPD_OFFICER, roles.UNIT_HEAD])
def test_an_office_reads_its_units_and_changes_none(client, office, role):
    client.force_login(make_user(role=role.name, mandates=[office["office"]]))
    found = Position.objects.get()

    assert client.get(reverse("units:position", args=[found.pk])).status_code == 200
    assert "Perbaiki" not in client.get(reverse("units:position", args=[found.pk])).content.decode()
    for name, pk in (("position-correct", found.pk), ("correct", office["office"].pk), ("close", office["office"].pk)):
        assert client.get(reverse(f"units:{name}", args=[pk])).status_code == 403
