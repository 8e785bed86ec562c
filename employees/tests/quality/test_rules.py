"""Each indicator breached by exactly what it is about, and by nothing else."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from employees.quality.findings import findings_of
from employees.quality.indicators import INDICATORS, SCAN
from employees.records.kinds import KINDS, PERSONAL, PERSONAL_FIELDS
from employees.tests.factories import make_employee, make_grade_record, make_unit
from employees.tests.quality.builders import GOOD, sound
from simpeg.accounts.services import system_user
from simpeg.law.engine import Law

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)
SIASN = {"IS VALID NIK": "true", "INSTANSI INDUK ID": "A", "INSTANSI KERJA ID": "A"}
HEAD = {"kind": "1", "title": "Kepala Seksi", "echelon": 41}
NURSE = {"kind": "2", "title": "Perawat Ahli Pertama", "tier": "PT"}
CONTRACT = {
    "status": "PPPK", "standing": "71", "grade": "IX", "cpns_since": date(2023, 7, 1),
    "grade_since": date(2023, 7, 1), "nip": "198501012023212001", "position": {"since": date(2023, 7, 1)},
}  # fmt: skip


def breached(employee, day=DAY):
    return [finding.indicator.code for finding in findings_of(employee, Law.on(day))]


def test_a_sound_file_breaches_nothing():
    assert breached(sound()) == []
    assert breached(sound(**CONTRACT, nik="7602014101850002", name="Ani")) == []


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"ratings": {2025: GOOD}}, ["PREDIKAT"]),
        ({"ratings": {}}, ["COM_1", "PREDIKAT"]),
        ({"siasn": SIASN | {"JENIS JABATAN ID": "4"}}, ["COM_2"]),
        ({"pns_since": None}, ["COM_4"]),
        ({"back_title": ""}, ["COM_5"]),
        ({"email": "siti@"}, ["COM_6"]),
        ({"phone": ""}, ["COM_7"]),
        ({"phone": "21234"}, ["TELEPON"]),
        ({"birth_date": date(1968, 10, 31), "nik": "7602017110680001"}, ["TIM_5"]),
        ({"birth_date": date(1968, 11, 1), "nik": "7602014111680001"}, []),
        ({"pns_since": date(2009, 12, 31)}, ["ACC_1"]),
        ({"siasn": SIASN | {"INSTANSI KERJA ID": "B"}}, ["ACC_2"]),
        ({"siasn": SIASN | {"INSTANSI KERJA ID": "B"}, "employee_type": "PNS Pusat DPK"}, []),
        ({"siasn": SIASN | {"IS VALID NIK": "false"}}, ["ACC_5"]),
        ({"nik": ""}, ["ACC_5"]),
        ({"position": HEAD, "education": {"level": "15"}, "back_title": ""}, ["ACC_6", "ACC_10"]),
        ({"position": NURSE, "education": {"level": "30"}}, ["ACC_8"]),
        ({"position": {"kind": "2", "title": "Perawat"}}, ["JENJANG"]),
        ({"position": {"title": "Perawat Terampil"}}, ["ACC_9"]),
        ({"position": {"decree": ""}}, ["SK_JAB"]),
        ({"position": {"since": date(2015, 1, 2)}}, ["RIWAYAT_JAB"]),
        ({"position": {"since": date(2015, 1, 1)}}, []),
        ({"nip": "198501012010021001", "sex": "M", "nik": "7602010101850001"}, ["CON_1"]),
        ({"nip": "198501022010011001", "sex": "M", "nik": "7602010101850001"}, ["CON_2"]),
        ({"nip": "198501012010011001"}, ["CON_3"]),
        (CONTRACT | {"nip": "198501012022212001"}, ["CON_4"]),
        (CONTRACT | {"standing": "01"}, ["ACC_4"]),
        ({"cpns_decree": ""}, ["SK_CPNS"]),
        ({"education": {"graduated": 1996}}, ["LULUS"]),
        ({"nik": "7602014101860001"}, ["NIK_LAHIR"]),
        ({"nik": "9902014101850001"}, ["NIK_WILAYAH"]),
        ({"office_email": "siti"}, ["SUREL_DINAS"]),
        ({"standing": "02"}, []),
    ],
    ids=lambda value: ", ".join(value)[:60] or "none",
)  # fmt: skip
def test_an_indicator_is_breached_by_what_it_is_about(fields, codes):
    assert breached(sound(**fields)) == codes


def test_probation_is_too_long_from_the_day_after_its_year():
    fields = {"status": "CPNS", "pns_since": None, "cpns_since": date(2025, 11, 24), "nip": "198501012025112001",
              "grade_since": date(2025, 11, 24), "position": {"since": date(2025, 11, 24)}}  # fmt: skip
    employee = sound(**fields)

    assert breached(employee) == []
    assert breached(employee, DAY + timedelta(days=1)) == ["TIM_3"]


def test_a_closed_unit_is_breached_from_the_day_it_closed():
    employee = sound(unit=make_unit(opened_on=date(2000, 1, 1), closed_on=DAY))

    assert breached(employee, DAY - timedelta(days=1)) == []
    assert breached(employee) == ["TIM_1"]


def test_two_holders_of_one_post_are_told_of_each_other():
    unit = make_unit()
    one = sound(unit=unit, grade="III/d", position=HEAD)
    two = sound(unit=unit, grade="III/d", position=HEAD, name="Ani", nik="7602014101850002")

    assert "TIM_4" in breached(one)
    assert two.nip in findings_of(one, Law.on(DAY))[0].said


def test_unpaid_leave_that_ended_while_the_standing_says_leave():
    employee = sound(standing="02")
    employee.unpaid_leaves.create(starts_on=date(2025, 1, 1), ends_on=DAY)

    assert breached(employee) == []
    assert breached(employee, DAY + timedelta(days=1)) == ["TIM_6"]


def test_grades_that_leap_or_fall_are_seen_and_those_with_a_reason_are_not():
    leaps, falls, adjusted, sanctioned = (sound(name=name, nik="") for name in ("A", "B", "C", "D"))
    for employee in (leaps, falls, adjusted, sanctioned):
        employee.grade_id = 33
        employee.grade_since = date(2018, 1, 1)
        employee.save()
    make_grade_record(leaps, grade="III/c", since=date(2018, 1, 1))
    make_grade_record(adjusted, grade="III/c", since=date(2018, 1, 1), kind_code="203")
    for employee in (falls, sanctioned):
        make_grade_record(employee, grade="III/b", since=date(2012, 1, 1))
        make_grade_record(employee, grade="III/c", since=date(2014, 1, 1))
        make_grade_record(employee, grade="III/d", since=date(2016, 1, 1))
        make_grade_record(employee, grade="III/c", since=date(2018, 1, 1))
    sanctioned.sanctions.create(kind_id="tunda_kgb_1th", starts_on=date(2018, 1, 1), ends_on=date(2018, 12, 31))

    def grades(employee):
        return [code for code in breached(employee) if "GOL" in code and "BERKAS" not in code]

    assert [grades(each) for each in (leaps, falls, adjusted, sanctioned)] == [["RIWAYAT_GOL"], ["GOL_TURUN"], [], []]


def test_the_present_grade_has_to_be_the_newest_record():
    employee = sound()
    make_grade_record(employee, grade="III/b", since=date(2014, 4, 1), decree="")

    assert breached(employee) == ["GOL_KINI", "SK_GOL", "BERKAS_GOL"]


@pytest.mark.parametrize(
    ("kind", "code"), [("golongan", "BERKAS_GOL"), ("jabatan", "BERKAS_JAB"), ("pendidikan", "BERKAS_PEND")]
)
def test_what_counts_today_has_to_be_proven_by_a_scan(kind, code):
    employee = sound()
    employee.documents.filter(kind=kind).update(
        taken_off_at=timezone.now(), taken_off_by=system_user(), taken_off_reason="Keliru"
    )

    assert breached(employee) == [code]


def test_a_nik_of_two_people_and_a_person_of_two_files():
    one = sound()
    two = sound()

    for employee in (one, two):
        assert breached(employee) == ["NIK_GANDA", "ORANG_GANDA"]


def test_a_file_without_anything_names_what_it_lacks():
    employee = make_employee(pns_since=None, phone="", nik="")

    assert {"COM_1", "COM_2", "COM_3", "COM_4", "COM_6", "COM_7", "ACC_5"} <= set(breached(employee))


def test_whoever_left_is_asked_nothing():
    assert findings_of(make_employee(standing="99"), Law.on(DAY)) == []


def test_every_indicator_has_its_words_its_field_and_its_weight():
    weights = Law.on(DAY)["kualitas.bobot"]

    assert {code for code, indicator in INDICATORS.items() if indicator.counts} == set(weights)
    assert all(len(indicator.title) <= 32 and indicator.remedy and indicator.kind for indicator in INDICATORS.values())
    assert all(indicator.bit < 2**63 for indicator in INDICATORS.values())


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=lambda indicator: indicator.code)
def test_the_field_where_an_indicator_is_mended_is_in_the_form_of_its_kind(indicator):
    fields = PERSONAL_FIELDS if indicator.kind == PERSONAL else KINDS[indicator.kind].fields

    assert indicator.field in (*fields, SCAN)
