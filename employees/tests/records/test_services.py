import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from employees.models import Appointment, Employee, GradeRecord
from employees.records.services import (
    ChangedMeanwhile,
    RecordRefused,
    add_employee,
    add_record,
    bring_grades_forward,
    correct_employee,
    correct_record,
    doubts,
    end_record,
    version_of,
    withdraw_record,
)
from employees.tests.factories import (
    make_appointment,
    make_education,
    make_employee,
    make_grade,
    make_grade_record,
    make_unit,
)
from simpeg.audit.models import Entry
from simpeg.law.models import EducationLevel, SanctionKind
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_user(name="Rina Pengelola")


@pytest.fixture
def employee():
    return make_employee(grade="III/b", grade_since=date(2022, 4, 1))


def promotion(**fields):
    values = {"grade": make_grade("III/c"), "since": date(2026, 4, 1), "service_years": 14, "service_months": 3}
    return values | {"decree": "SK-KP-7"} | fields


def refused(employee, kind, values, officer):
    with pytest.raises(RecordRefused) as refusal:
        add_record(employee, kind, values, by=officer, reason="SK diterima")
    return refusal.value.errors


def test_a_new_grade_in_force_moves_the_data_utama_and_says_who_and_why(employee, officer):
    record = add_record(employee, "golongan", promotion(), by=officer, reason="SK diterima")

    employee.refresh_from_db()
    assert (employee.grade.code, employee.grade_since, employee.service_years) == ("III/c", date(2026, 4, 1), 14)
    assert employee.state.grade.code == "III/c"
    entry = Entry.objects.of(record).get()
    assert (entry.actor, entry.reason, entry.action) == (officer.pk, "Golongan ditambahkan: SK diterima", "INSERT")


def test_an_older_grade_completes_the_history_and_moves_nothing(employee, officer):
    add_record(
        employee, "golongan", promotion(grade=make_grade("III/a"), since=date(2018, 4, 1)), by=officer, reason=""
    )

    employee.refresh_from_db()
    assert (employee.grade.code, employee.grade_since) == ("III/b", date(2022, 4, 1))


def test_a_grade_of_a_later_day_waits_for_its_day(employee, officer):
    tomorrow = timezone.localdate() + timedelta(days=1)
    record = add_record(employee, "golongan", promotion(since=tomorrow), by=officer, reason="")
    employee.refresh_from_db()
    assert employee.grade.code == "III/b"

    GradeRecord.objects.filter(pk=record.pk).update(since=timezone.localdate())
    assert bring_grades_forward() == 1
    employee.refresh_from_db()
    assert employee.grade.code == "III/c"
    assert bring_grades_forward() == 0


def test_a_history_that_an_import_brought_ahead_of_the_data_utama_is_left_alone(employee, officer):
    """SIASN says III/b in the data utama and III/c in the history: the lists go by the data utama, and so they stay."""
    make_grade_record(employee, grade="III/c", since=date(2024, 4, 1))
    older = promotion(grade=make_grade("III/a"), since=date(2018, 4, 1))

    add_record(employee, "golongan", older, by=officer, reason="")
    assert bring_grades_forward() == 0

    employee.refresh_from_db()
    assert (employee.grade.code, employee.grade_since) == ("III/b", date(2022, 4, 1))


def test_an_older_position_does_not_move_the_unit_of_the_data_utama(employee, officer):
    make_appointment(employee, since=date(2020, 1, 2), unit=make_unit("Dinas Lain"))
    before = employee.unit
    values = {"assignment": "D", "kind": "4", "unit": make_unit(), "title": "Analis", "since": date(2012, 2, 1)}

    add_record(employee, "jabatan", values, by=officer, reason="")

    employee.refresh_from_db()
    assert employee.unit == before


def test_withdrawing_the_present_grade_falls_back_to_the_one_before(employee, officer):
    record = add_record(employee, "golongan", promotion(), by=officer, reason="")

    withdraw_record(record, by=officer, reason="SK dibatalkan", seen=version_of(record))

    employee.refresh_from_db()
    assert (employee.grade.code, employee.grade_since) == ("III/b", date(2022, 4, 1))
    assert Entry.objects.of(record).first().before["decree"] == "SK-KP-7"


def test_the_only_grade_is_not_withdrawn(employee, officer):
    record = employee.grade_records.get()

    with pytest.raises(RecordRefused, match="satu-satunya"):
        withdraw_record(record, by=officer, reason="", seen=version_of(record))


def test_correcting_the_tmt_of_the_present_grade_moves_the_data_utama_too(employee, officer):
    record = employee.grade_records.get()

    correct_record(record, {"since": date(2022, 10, 1)}, by=officer, reason="Salah ketik", seen=version_of(record))

    employee.refresh_from_db()
    assert employee.grade_since == date(2022, 10, 1)


def test_a_grade_of_the_same_day_is_refused_with_the_row_in_the_way(employee, officer):
    errors = refused(employee, "golongan", promotion(since=date(2022, 4, 1)), officer)

    assert errors == {"since": ["TMT ini sudah dipakai golongan III/b (SK SK-GOL-1). Perbaiki catatan itu."]}


def test_a_grade_does_not_go_down_without_a_punishment(employee, officer):
    lower = promotion(grade=make_grade("III/a"), since=date(2025, 4, 1))
    assert (
        "Sebelumnya sudah golongan III/b sejak 1 April 2022"
        in refused(employee, "golongan", lower, officer)["grade"][0]
    )

    employee.sanctions.create(kind_id="turun_pangkat_1th", starts_on=date(2025, 4, 1), ends_on=date(2026, 3, 31))
    add_record(employee, "golongan", lower, by=officer, reason="")


def test_an_earlier_grade_is_not_higher_than_a_later_one(employee, officer):
    errors = refused(employee, "golongan", promotion(since=date(2020, 4, 1)), officer)

    assert "Sesudahnya tercatat golongan III/b sejak 1 April 2022" in errors["grade"][0]


def test_the_database_never_holds_two_grades_on_a_day(employee):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_grade_record(employee, grade="III/c", since=date(2022, 4, 1))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO employees_graderecord (employee_id, grade_id, since, kind_code, service_years, service_months)"
            " SELECT employee_id, grade_id, since, '', 1, 0 FROM employees_graderecord WHERE employee_id = %s",
            [employee.pk],
        )


def test_who_comes_second_is_told_and_overwrites_nothing(employee, officer):
    record = employee.grade_records.get()
    seen = version_of(record)
    correct_record(record, {"decree": "SK-PERTAMA"}, by=officer, reason="", seen=seen)

    with pytest.raises(ChangedMeanwhile, match="baru saja diubah oleh Rina Pengelola"):
        correct_record(record, {"decree": "SK-KEDUA"}, by=make_user(), reason="", seen=seen)

    assert employee.grade_records.get().decree == "SK-PERTAMA"


def test_who_corrects_what_was_withdrawn_is_told(employee, officer):
    diploma = make_education(employee)
    seen = version_of(diploma)
    withdraw_record(diploma, by=officer, reason="", seen=seen)
    diploma.pk = Entry.objects.filter(table="employees_educationrecord").latest("id").before["id"]

    with pytest.raises(ChangedMeanwhile, match="dicabut oleh Rina Pengelola"):
        correct_record(diploma, {"school": "Universitas Contoh"}, by=officer, reason="", seen=seen)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_wins():
    employee, officer = make_employee(), make_user(name="Rina Pengelola")
    record = employee.grade_records.get()
    seen, told, ready = version_of(record), [], threading.Barrier(2)

    def write(decree):
        ready.wait()
        try:
            correct_record(record, {"decree": decree}, by=officer, reason="", seen=seen)
        except ChangedMeanwhile:
            told.append(decree)
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=[f"SK-{number}"]) for number in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert len(told) == 1
    assert employee.grade_records.get().decree != told[0]


def test_a_position_moves_the_person_to_its_unit(employee, officer):
    office = make_unit("Dinas Kesehatan")
    values = {"assignment": "D", "kind": "4", "unit": office, "title": "Analis", "since": date(2026, 2, 1)}

    add_record(employee, "jabatan", values, by=officer, reason="")

    employee.refresh_from_db()
    assert (employee.unit, employee.state.unit, employee.state.position_title) == (office, office, "Analis")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"kind": "1"}, "echelon"),
        ({"kind": "2"}, "tier"),
        ({"tier": "MU"}, "tier"),
        ({"unit": None}, "unit"),
        ({"since": date(2009, 1, 1)}, "since"),
        ({"ended_on": date(2026, 5, 1)}, "ended_on"),
    ],
)
def test_impossible_positions_are_refused_at_their_field(employee, officer, fields, field):
    values = {"assignment": "D", "kind": "4", "unit": make_unit(), "title": "Analis", "since": date(2026, 2, 1)}

    assert list(refused(employee, "jabatan", values | fields, officer)) == [field]


def test_a_unit_that_was_closed_takes_nobody(employee, officer):
    closed = make_unit("Dinas Lama", opened_on=date(2000, 1, 1), closed_on=date(2020, 1, 1))
    values = {"assignment": "D", "kind": "4", "unit": closed, "title": "Analis", "since": date(2026, 2, 1)}

    assert refused(employee, "jabatan", values, officer) == {"unit": ["Dinas Lama sudah ditutup pada 1 Januari 2020."]}


def test_an_acting_duty_ends_and_a_definitive_position_does_not(employee, officer):
    duty = make_appointment(employee, assignment=Appointment.Assignment.ACTING, since=date(2026, 1, 1))
    post = make_appointment(employee, since=date(2025, 1, 1))

    ended = end_record(duty, date(2026, 6, 30), by=officer, reason="SK selesai", seen=version_of(duty))

    assert ended.ended_on == date(2026, 6, 30)
    with pytest.raises(RecordRefused, match="tidak dapat diakhiri"):
        end_record(post, date(2026, 6, 30), by=officer, reason="", seen=version_of(post))


def test_overlapping_leaves_are_refused_with_the_leave_in_the_way(employee, officer):
    employee.unpaid_leaves.create(starts_on=date(2020, 1, 1), ends_on=date(2021, 12, 31), decree="SK-CLTN")

    errors = refused(employee, "cltn", {"starts_on": date(2021, 6, 1), "ends_on": date(2022, 6, 1)}, officer)

    assert errors == {
        "starts_on": [
            "Bertumpang tindih dengan CLTN 1 Januari 2020 s.d. 31 Desember 2021 (SK SK-CLTN). Perbaiki catatan itu."
        ]
    }


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("pendidikan", {"level_id": "40", "name": "S-1 Hukum", "graduated": 1988}, "graduated"),
        ("pendidikan", {"name": "S-1 Hukum", "graduated": 2099}, "graduated"),
        ("kinerja", {"year": 2009, "rating": 2}, "year"),
        ("kinerja", {"year": 2099, "rating": 2}, "year"),
        ("kgb", {"since": date(2000, 1, 1), "service_years": 1, "service_months": 0}, "since"),
        ("kgb", {"since": date(2020, 1, 1), "service_years": 1, "service_months": 13}, ""),
        ("ujian", {"kind": "UKOM", "passed_on": date(2099, 1, 1)}, "passed_on"),
        ("penghargaan", {"kind": "201", "awarded_on": date(2099, 1, 1)}, "awarded_on"),
        ("penghargaan", {"kind": "L", "title": "Teladan", "awarded_on": date(2099, 1, 1)}, "awarded_on"),
        ("penghargaan", {"kind": "L", "awarded_on": date(2020, 1, 1)}, ""),
        ("penghargaan", {"kind": "201", "title": "Teladan", "awarded_on": date(2020, 1, 1)}, ""),
        ("pelatihan", {"kind": "TEKNIS", "name": "A", "ends_on": date(2099, 1, 1), "learning_hours": 1}, "ends_on"),
        ("angka-kredit", {"tier": "PT", "determined_on": date(2020, 1, 1), "points": -1}, "points"),
        ("hukuman-disiplin", {"starts_on": date(2020, 2, 1), "ends_on": date(2020, 1, 1)}, "ends_on"),
        ("keluarga", {"relation": "ANAK", "name": "A", "sex": "F", "birth_date": date(1980, 1, 1)}, "birth_date"),
        ("golongan", {"since": date(1850, 1, 1)}, "since"),
    ],
)
def test_what_no_life_has_is_refused_at_its_field(employee, officer, kind, values, field):
    values = dict(values)
    if kind == "pendidikan":
        values["level"] = EducationLevel.objects.get(pk=values.pop("level_id", "40"))
    if kind == "hukuman-disiplin":
        values["kind"] = SanctionKind.objects.get(pk="tukin_25_6")
    if kind == "golongan":
        values = promotion(**values)

    assert field in refused(employee, kind, values, officer)


def test_an_unlikely_fact_is_worth_a_second_look_but_can_be_stored(employee, officer):
    values = promotion(grade=make_grade("IV/a"), since=date(2026, 4, 15))

    assert [field for field, _ in doubts(employee, "golongan", values)] == ["grade", "since"]
    add_record(employee, "golongan", values, by=officer, reason="")


def test_a_salary_other_than_the_table_is_told_with_its_article(employee):
    values = {"since": date(2024, 3, 1), "service_years": 14, "service_months": 0, "base_salary": 1}

    ((field, sentence),) = doubts(employee, "kgb", values)

    assert field == "base_salary"
    assert "III/b masa kerja 14 tahun: Rp" in sentence


def test_the_own_row_is_corrected_and_impossible_dates_are_refused(employee, officer):
    correct_employee(employee, {"address": "Jalan Baru 1"}, by=officer, reason="Pindah", seen=version_of(employee))
    employee.refresh_from_db()
    assert employee.address == "Jalan Baru 1"

    with pytest.raises(RecordRefused) as refusal:
        correct_employee(employee, {"pns_since": date(2001, 1, 1)}, by=officer, reason="", seen=version_of(employee))
    assert list(refusal.value.errors) == ["pns_since"]


def test_a_new_file_begins_with_its_first_grade(officer):
    grade = make_grade("III/a")
    values = {
        "nip": "199901012026032001",
        "name": "Ayu Contoh",
        "birth_date": date(1999, 1, 1),
        "sex": "F",
        "status": "CPNS",
        "standing": "01",
        "cpns_since": date(2026, 3, 1),
        "grade": grade,
        "grade_since": date(2026, 3, 1),
    }

    employee = add_employee(values, by=officer, reason="SK CPNS")

    assert Employee.objects.get(pk=employee.pk).first_grade == grade
    assert employee.grade_records.get().since == date(2026, 3, 1)
    with pytest.raises(RecordRefused, match="NIP ini sudah dipakai"):
        add_employee(values, by=officer, reason="")
