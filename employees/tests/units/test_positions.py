from datetime import date

import pytest

from employees.models import Position
from employees.records.services import ChangedMeanwhile, RecordRefused, version_of
from employees.tests.factories import make_employee, make_position, make_unit
from employees.units import positions, services
from simpeg.audit.models import Entry
from simpeg.law.engine import Law
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
LAW_DAY = date(2026, 11, 24)


@pytest.fixture
def by():
    return make_user("view_all_units")


@pytest.mark.parametrize(
    ("tasks", "need"),
    [
        ([], 0),
        ([("Tugas", 37_499, 1)], 0),
        ([("Tugas", 37_500, 1)], 1),  # exactly half a person: rounded up
        ([("Tugas", 112_499, 1)], 1),
        ([("Tugas", 112_500, 1)], 2),
        ([("Satu", 100, "375.5"), ("Dua", 50, "749")], 1),
    ],
)
def test_the_need_is_the_time_of_the_tasks_over_the_hours_of_a_year(tasks, need):
    assert positions.computed_need(tasks, Law.on(LAW_DAY)) == need


def test_tasks_make_the_need_and_typing_does_not_overrule_them(by):
    post = make_position(make_unit(), need=9)

    counted = positions.set_tasks(post, [("Mengolah data", 1000, 150)], by=by, reason="ABK 2026", seen=version_of(post))
    corrected = positions.correct_position(
        counted, {"need": 7, "job_class": 6}, by=by, reason="Kelas", seen=version_of(counted)
    )

    assert (counted.need, corrected.need, corrected.job_class) == (2, 2, 6)
    entry = Entry.objects.filter(table="employees_positiontask").get()
    assert (entry.actor, entry.reason) == (by.pk, "Beban kerja Pengolah Data. ABK 2026")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "1"}, "echelon"),
        ({"kind": "4", "echelon": 41}, "echelon"),
        ({"kind": "4", "tier": "MU"}, "tier"),
        ({"job_class": 18}, "job_class"),
        ({"job_class": 0}, "job_class"),
        ({"need": 100_001}, "need"),
        ({"need": 2**63}, "need"),
        ({"need": -1}, "need"),
        ({"title": ""}, "title"),
        ({"title": "A\x00B"}, "title"),
        ({"valid_from": date(1, 1, 1)}, "valid_from"),
        ({"valid_from": date(9999, 12, 31)}, "valid_from"),
        ({"valid_from": date(2016, 12, 31)}, "valid_from"),
        ({"title": "Pengolah Data"}, ""),
    ],
)
def test_a_post_that_cannot_be_is_refused_at_its_field(by, values, field):
    unit = make_unit(opened_on=date(2017, 1, 1))
    make_position(unit)

    with pytest.raises(RecordRefused) as refused:
        positions.add_position(unit, {"title": "Analis", "kind": "4", "need": 1} | values, by=by, reason="Uji")

    assert list(refused.value.errors) == [field]
    assert Position.objects.count() == 1


def test_a_post_that_ended_can_begin_anew(by):
    unit = make_unit()
    post = make_position(unit, need=1)
    day = date(2026, 7, 1)

    positions.end_position(post, day, by=by, reason="SK baru", seen=version_of(post))
    positions.add_position(
        unit, {"title": post.title, "kind": "4", "need": 3, "valid_from": day}, by=by, reason="SK baru"
    )

    assert list(Position.objects.filter(unit=unit).order_by("pk").values_list("need", "valid_from", "valid_until")) == [
        (1, None, day),
        (3, day, None),
    ]


def test_of_two_officers_the_second_is_told(by):
    post = make_position(make_unit())
    seen = version_of(post)
    positions.correct_position(post, {"need": 2}, by=by, reason="Pertama", seen=seen)

    with pytest.raises(ChangedMeanwhile, match="baru saja diubah oleh"):
        positions.correct_position(post, {"need": 5}, by=make_user(), reason="Kedua", seen=seen)

    post.refresh_from_db()
    assert post.need == 2


def test_a_unit_opens_below_another_with_an_id_of_ours(by):
    parent = make_unit()

    unit = services.open_unit(
        parent, {"name": "Bidang Baru", "kind": "BIDANG", "opened_on": date(2026, 1, 1)}, by=by, reason="Perbup"
    )

    assert (unit.parent, unit.path[:-1], unit.siasn_id[:5]) == (parent, parent.path, "BARU-")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "BIDANG lama"}, "name"),
        ({"kind": ""}, "kind"),
        ({"opened_on": date(2099, 1, 1)}, "opened_on"),
        ({"opened_on": date(2016, 1, 1)}, "opened_on"),
        ({"siasn_id": "unor-sama"}, "siasn_id"),
    ],
)
def test_a_unit_that_cannot_be_is_refused_at_its_field(by, values, field):
    parent = make_unit(opened_on=date(2017, 1, 1))
    make_unit("Bidang Lama", parent=parent, siasn_id="unor-sama")

    with pytest.raises(RecordRefused) as refused:
        services.open_unit(parent, {"name": "Bidang Baru", "kind": "BIDANG"} | values, by=by, reason="Uji")

    assert list(refused.value.errors) == [field]


def test_a_typing_error_is_mended_and_a_new_name_is_refused(by):
    unit = make_unit("Bidang Penataan Lingkungn", kind="BIDANG", parent=make_unit())

    mended = services.correct_unit(
        unit, {"name": "Bidang Penataan Lingkungan"}, by=by, reason="Salah ketik", seen=version_of(unit)
    )
    with pytest.raises(RecordRefused, match="Nama baru ialah unit baru"):
        services.correct_unit(mended, {"name": "Bidang Tata Ruang"}, by=by, reason="Ganti", seen=version_of(mended))

    unit.refresh_from_db()
    assert unit.name == "Bidang Penataan Lingkungan"


def test_a_unit_closes_when_nobody_and_nothing_is_left_in_it(by):
    parent = make_unit()
    unit = make_unit("Bidang Lama", parent=parent)
    post = make_position(unit)
    person = make_employee(unit=unit)
    day = date(2026, 7, 1)

    def close(which):
        which.refresh_from_db()
        return services.close_unit(which, day, by=by, reason="Perbup", seen=version_of(which), basis="Perbup 1/2026")

    with pytest.raises(RecordRefused, match="Masih ada 1 pegawai di unit ini: Siti Rahma"):
        close(unit)
    person.standing = "99"
    person.save()
    with pytest.raises(RecordRefused, match="masih terbuka: Bidang Lama"):
        close(parent)

    closed = close(unit)

    post.refresh_from_db()
    assert (closed.closed_on, closed.closing_basis, post.valid_until) == (day, "Perbup 1/2026", day)
    with pytest.raises(RecordRefused, match="sudah ditutup 1 Juli 2026"):
        close(unit)
