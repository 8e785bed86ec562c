import pytest

from employees.models import Unit
from employees.tests.factories import make_appointment, make_employee, make_unit
from performance.models import Superior
from performance.tests.factories import make_head, make_office, make_staff

pytestmark = pytest.mark.django_db


def above(employee):
    found = Superior.objects.get(employee=employee)
    return (found.appraiser, found.regent_appraises, found.second_appraiser, found.regent_decides)


def test_staff_are_rated_by_the_head_of_their_unit_and_the_next_head_stands_above_him():
    _, _, head, chief, (person, _) = make_office()

    assert above(person) == (chief, False, head, False)


def test_the_head_of_a_division_is_rated_by_the_head_of_the_office_and_the_bupati_stands_above():
    _, division, head, chief, _ = make_office()

    assert above(chief) == (head, False, None, True)
    assert Superior.objects.get(employee=chief).heads == division


def test_the_head_of_an_office_is_rated_by_the_bupati_whom_the_sekda_advises():
    office, _, head, _, _ = make_office()
    secretariat = make_unit("Sekretariat Daerah", kind=Unit.Kind.SETDA, head_echelon=21)
    sekda = make_head(secretariat, echelon=21, name="Sekda")

    assert above(head) == (None, True, None, True)
    assert Superior.objects.get(employee=head).recommender == sekda
    assert above(sekda) == (None, True, None, True)
    assert Superior.objects.get(employee=sekda).recommender is None


def test_where_a_division_has_no_head_the_next_above_rates():
    office, _, head, _, _ = make_office()
    empty = make_unit("Bidang Kosong", parent=office, head_echelon=32)
    person = make_staff(empty)

    assert above(person) == (head, False, None, True)


def test_where_the_office_has_no_head_nobody_is_found():
    office = make_unit("Dinas Tanpa Kepala", head_echelon=22)
    person = make_staff(office)

    assert above(person) == (None, False, None, False)


def test_a_head_of_school_rates_its_teachers_by_his_extra_duty():
    office, _, head, _, _ = make_office()
    school = make_unit("SD Negeri 1", parent=office, kind=Unit.Kind.SEKOLAH)
    principal, teacher = make_staff(school, name="Kepala SD"), make_staff(school, name="Guru")
    make_appointment(principal, title="Kepala SD Negeri 1", kind="2", assignment="TT", unit=school)

    assert above(teacher) == (principal, False, head, False)
    assert above(principal) == (head, False, None, True)
    assert Superior.objects.get(employee=principal).heads == school


@pytest.mark.parametrize("title", ["Kepala Perpustakaan", "Kepala Laboratorium IPA", "Wakil Kepala Sekolah"])
def test_other_extra_duties_of_a_teacher_head_nobody(title):
    office, _, head, _, _ = make_office()
    school = make_unit("SD Negeri 1", parent=office, kind=Unit.Kind.SEKOLAH)
    busy, teacher = make_staff(school), make_staff(school)
    make_appointment(busy, title=title, kind="2", assignment="TT", unit=school)

    assert above(teacher) == (head, False, None, True)


def test_whoever_acts_on_the_post_of_the_head_rates():
    office, _, head, _, _ = make_office()
    empty = make_unit("Bidang Kosong", parent=office, head_echelon=32)
    person, acting = make_staff(empty), make_staff(office, name="Plt.")
    make_appointment(acting, title="Plt. Kepala Bidang", kind="1", echelon=32, assignment="PLT", unit=empty)

    assert above(person)[0] == acting


def test_an_acting_duty_that_has_ended_rates_nobody_any_more():
    office, _, head, _, _ = make_office()
    empty = make_unit("Bidang Kosong", parent=office, head_echelon=32)
    person, acting = make_staff(empty), make_staff(office)
    make_appointment(
        acting, title="Plt. Kepala Bidang", kind="1", echelon=32, assignment="PLT", unit=empty, ended_on="2021-01-01"
    )

    assert above(person)[0] == head


def test_who_is_not_in_active_service_has_no_superior():
    gone = make_employee(standing="99")

    assert not Superior.objects.filter(employee=gone).exists()
