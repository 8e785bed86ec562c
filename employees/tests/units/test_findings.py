from datetime import date

import pytest

from employees.tests.factories import make_appointment, make_education, make_employee, make_position, make_unit
from employees.units import findings
from simpeg.core.sql import as_of
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)


def found(user=None):
    with as_of(DAY):
        rows = list(findings.findings(user or make_user("view_all_units")).order_by(*findings.ORDER))
    return [(row.kind, row.title, findings.sentence(row)) for row in rows]


def head(unit, grade="IV/b", **fields):
    employee = make_employee(unit=unit, grade=grade)
    make_appointment(employee, title="Kepala Dinas", kind="1", echelon=22, **fields)
    return employee


def test_two_holders_of_one_structural_post():
    unit = make_unit()
    make_position(unit, title="Kepala Dinas", kind="1", echelon=22)
    head(unit)
    head(unit)

    assert found() == [("DUA_PEMANGKU", "Kepala Dinas", "Dipangku 2 orang, kebutuhannya 1.")]


def test_a_structural_unit_without_a_head_says_who_acts():
    unit = make_unit(head_echelon=22)
    make_position(unit, title="Kepala Dinas", kind="1", echelon=22)
    make_unit("Tutup", head_echelon=22, closed_on=DAY)
    acting = make_employee(name="Budi")
    make_appointment(
        acting, title="Kepala Dinas", kind="1", echelon=22, unit=unit, assignment="PLT", since=date(2026, 10, 1)
    )

    assert found() == [
        (
            "TANPA_KEPALA",
            "Kepala Dinas",
            "Seharusnya dipimpin pejabat eselon II.b. Plt. sejak 1 Oktober 2026: Budi.",
        )
    ]


@pytest.mark.parametrize(("grade", "said"), [("IV/b", False), ("IV/a", True), ("IV/d", False)])
def test_a_grade_below_the_range_of_the_echelon(grade, said):
    unit = make_unit()
    make_position(unit, title="Kepala Dinas", kind="1", echelon=22)
    head(unit, grade)

    assert bool(found()) is said
    if said:
        assert found()[0][2].startswith("Golongan IV/a, satu tingkat di bawah IV/b untuk eselon II.b")


@pytest.mark.parametrize(
    ("diploma", "kind"),
    [
        (None, "PENDIDIKAN_KOSONG"),
        ({"level": "30", "name": "D-III Akuntansi"}, "PENDIDIKAN"),
        ({"name": "S-1 Hukum"}, "BIDANG"),
        ({"name": "S-1 Akuntansi Publik"}, None),
        ({"name": "S-1 Akuntansi", "recognised_on": date(2026, 11, 25)}, "PENDIDIKAN_KOSONG"),
    ],
)
def test_the_holder_has_the_education_that_the_map_asks_for(diploma, kind):
    unit = make_unit()
    make_position(unit, least_education_id="40", fields_of_study="ekonomi; akuntansi")
    employee = make_employee(unit=unit)
    make_appointment(employee)
    if diploma:
        make_education(employee, **diploma)

    assert [row[0] for row in found()] == ([kind] if kind else [])


def test_a_post_that_no_map_knows_and_people_in_a_closed_unit():
    open_unit, closed = make_unit("Dinas A"), make_unit("Dinas B", closed_on=date(2026, 1, 1))
    make_appointment(make_employee(unit=open_unit), title="Juru Bayar")
    make_appointment(make_employee(unit=closed), title="Juru Bayar")
    make_employee(unit=closed, standing="99")

    assert found() == [
        ("LUAR_PETA", "Juru Bayar", "Tidak ada baris peta jabatan dengan nama itu pada unit ini."),
        ("UNIT_TUTUP", "Juru Bayar", "Unit ditutup 1 Januari 2026."),
    ]


def test_an_office_sees_its_own_findings():
    first, second = make_unit("Dinas A"), make_unit("Dinas B")
    for unit in (first, second):
        make_appointment(make_employee(unit=unit), title=f"Juru {unit}")

    assert [row[1] for row in found(make_user("view_own_units", mandates=[second]))] == ["Juru Dinas B"]


def test_every_kind_is_counted():
    make_appointment(make_employee(unit=make_unit()), title="Juru Bayar")

    with as_of(DAY):
        counted = findings.counts(findings.findings(make_user("view_all_units")))

    assert len(counted) == 9
    assert {kind: number for kind, _, number in counted if number} == {"LUAR_PETA": 1}
