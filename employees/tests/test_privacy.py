import pytest

from employees import privacy
from employees.models import AnnualRating, Document, Employee, FamilyMember, Sanction, StepIncrease
from employees.privacy import CLASSES, MASK, Privacy, class_of, conceals, hidden_fields, masked, shown
from employees.records.kinds import KINDS
from employees.tests.factories import make_employee
from simpeg.audit.change import change
from simpeg.audit.describe import describe
from simpeg.audit.models import Entry
from simpeg.testing.people import make_user

NIK = "7602014101850001"


@pytest.mark.parametrize("model", [Employee, Document, *(kind.model for kind in KINDS.values())])
def test_every_field_of_a_file_has_one_class(model):
    named = [name for names in CLASSES[model].values() for name in names.split()]

    assert sorted(named) == sorted(field.name for field in model._meta.concrete_fields)


def test_no_class_is_given_to_what_is_no_field():
    assert set(CLASSES) == {Employee, Document, *(kind.model for kind in KINDS.values())}


@pytest.mark.parametrize(
    ("model", "field", "privacy_class"),
    [
        (Employee, "nik", Privacy.SPECIFIC),
        (Employee, "address", Privacy.PERSONAL),
        (Employee, "name", Privacy.PUBLIC),
        (Employee, "unit_id", Privacy.PUBLIC),
        (Employee, "something_new", Privacy.SPECIFIC),
        (FamilyMember, "name", Privacy.SPECIFIC),
        (StepIncrease, "base_salary", Privacy.SPECIFIC),
        (AnnualRating, "rating", Privacy.INTERNAL),
    ],
)
def test_the_class_of(model, field, privacy_class):
    assert class_of(model, field) == privacy_class


@pytest.mark.parametrize(
    ("field", "value", "mask"),
    [("nik", NIK, "7602********0001"), ("nik", "7602", MASK), ("address", "Jalan Contoh 5", MASK)],
)
def test_a_mask_tells_nothing_that_could_be_used(field, value, mask):
    assert masked(field, value) == mask


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("permissions", "own", "sees"),
    [
        (["view_all_units"], False, ("7602********0001", MASK, "Siti")),
        (["view_personal"], False, ("7602********0001", "Jalan", "Siti")),
        (["view_personal", "view_specific"], False, (NIK, "Jalan", "Siti")),
        ([], True, (NIK, "Jalan", "Siti")),
    ],
)
def test_who_sees_what(permissions, own, sees):
    employee = make_employee(name="Siti", nik=NIK, address="Jalan")
    user = make_user(*permissions, nip=employee.nip if own else None)

    assert tuple(shown(user, employee, name, getattr(employee, name)) for name in ("nik", "address", "name")) == sees
    assert shown(user, employee, "phone", "") == ""


@pytest.mark.django_db
def test_the_trail_masks_for_each_reader_what_is_not_for_him():
    employee = make_employee(nik=NIK, address="Jalan Lama")
    with change(by=make_user(), reason="Pindah"):
        Employee.objects.filter(pk=employee.pk).update(nik="7602014101850009", address="Jalan Baru", name="Siti R.")
    entries = Entry.objects.of(employee)[:1]

    def seen(**how):
        return dict((label, (before, after)) for label, before, after in describe(entries, **how)[0].changes)

    hidden = {
        "NIK": ("7602********0001", "7602********0009"),
        "alamat": (MASK, MASK),
        "nama": ("Siti Rahma", "Siti R."),
    }
    whole = {"NIK": (NIK, "7602014101850009"), "alamat": ("Jalan Lama", "Jalan Baru"), "nama": hidden["nama"]}
    assert seen() == seen(reader=make_user()) == hidden
    assert seen(reader=make_user("view_personal")) == hidden | {"alamat": whole["alamat"]}
    assert seen(reader=make_user("view_personal", "view_specific")) == whole
    assert seen(own=True) == whole


@pytest.mark.django_db
def test_a_sanction_is_hidden_from_whoever_does_not_answer_for_discipline():
    assert conceals(Sanction, "kind_id", make_user("view_specific"))
    assert not conceals(Sanction, "kind_id", make_user("view_specific", "view_sanction"))


@pytest.mark.django_db
def test_pages_of_the_admin_leave_out_what_a_role_does_not_read():
    assert set(hidden_fields(Employee, make_user("change_employee"))) == {
        *("religion", "marital_status", "phone", "email", "address", "nik", "tax_number", "health_insurance", "siasn")
    }
    assert hidden_fields(Employee, make_user("view_personal", "view_specific")) == []


@pytest.mark.django_db
def test_one_wrong_class_would_be_seen(monkeypatch):
    monkeypatch.setitem(privacy._CLASS_OF, (Employee, "nik"), Privacy.INTERNAL)

    assert shown(make_user(), make_employee(nik=NIK), "nik", NIK) == NIK
