import pytest

from employees.filters import in_tree, numbered_or_about, person
from employees.models import Employee, EmployeeState
from employees.tests.factories import make_employee, make_unit

pytestmark = pytest.mark.django_db


def found(text, **options):
    condition = person(text, nip="nip", name="name", **options)
    return set(Employee.objects.filter(condition).values_list("name", flat=True))


@pytest.fixture
def people():
    return [make_employee(name="Siti Rahma"), make_employee(name="Andi 1985")]


@pytest.mark.parametrize(
    "write", [str, lambda nip: f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}", lambda nip: nip[:17]]
)
def test_a_nip_is_found_whole_grouped_or_by_its_beginning(people, write):
    first, _ = people

    assert "Siti Rahma" in found(write(first.nip))


def test_a_name_is_found_by_a_part_of_it_however_it_is_spaced_and_written(people):
    assert found("  siti   rah ") == {"Siti Rahma"}
    assert found("rah\0ma") == {"Siti Rahma"}
    assert found("tidak ada") == set()


def test_few_digits_are_words_where_a_list_says_so(people):
    assert found("1985", least=8) == {"Andi 1985"}
    assert found("1985") == {"Siti Rahma", "Andi 1985"}


@pytest.mark.parametrize("text", ["²³", "٣٤", "9" * 40, "1985x"])
def test_what_only_looks_like_a_number_is_words(people, text):
    assert found(text) == set()


def test_a_unit_holds_those_below_it():
    office = make_unit()
    inside = make_employee(unit=make_unit("Bidang", parent=office))
    make_employee()

    assert list(EmployeeState.objects.filter(in_tree(office)).values_list("pk", flat=True)) == [inside.pk]


def test_a_paper_is_found_by_its_number_or_by_whom_it_is_about():
    condition = str(numbered_or_about("800/12"))

    assert "number__icontains" in condition
    assert "employee__name__icontains" in condition
