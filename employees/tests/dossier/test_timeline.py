from datetime import date

import pytest

from employees.dossier.queries import files_of, history_of, present_duties
from employees.dossier.sections import sections
from employees.dossier.timeline import kinds_of, timeline
from employees.models import Appointment
from employees.tests.factories import make_appointment, make_education, make_employee, make_grade_record
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def file_of(employee, *, with_sanctions=True):
    """The employee as the dossier reads him, and his history."""
    found = files_of(make_user("view_all_units")).get(pk=employee.pk)
    return found, history_of(found, with_sanctions=with_sanctions)


def full_career():
    employee = make_employee(
        grade="III/b", grade_since=date(2014, 4, 1), ratings={2025: 2, 2024: 3}, cpns_decree="CP-1", pns_decree="PN-1"
    )
    make_grade_record(employee, grade="III/a", since=date(2010, 1, 1), decree="", service_years=0)
    employee.standing_records.create(standing="01", since=date(2010, 1, 2), decree="CP-1")
    make_appointment(employee, since=date(2012, 1, 2), decree_on=date(2011, 12, 1))
    make_appointment(employee, title="Kepala Seksi", kind="1", echelon=41, since=date(2020, 5, 4), assignment="PLT")
    make_education(employee, recognised_on=date(2015, 6, 1))
    employee.credit_records.create(tier="PT", determined_on=date(2023, 1, 5), points="87.5")
    employee.step_increases.create(since=date(2022, 3, 1), service_years=12, service_months=0, base_salary=3134800)
    employee.courses.create(
        kind="KEPEMIMPINAN", level="PKP", name="PKP Angkatan I", ends_on=date(2021, 8, 1), learning_hours=300
    )
    employee.exams.create(kind="STLUD1", passed_on=date(2019, 9, 9), number="UD-7")
    employee.awards.create(kind="201", awarded_on=date(2022, 8, 17))
    employee.unpaid_leaves.create(starts_on=date(2016, 1, 1), ends_on=date(2016, 12, 31))
    employee.sanctions.create(kind_id="tukin_25_6", starts_on=date(2026, 10, 1), ends_on=date(2027, 3, 31))
    return employee


def test_every_history_is_on_one_line_newest_first():
    events = timeline(*file_of(full_career()))

    assert [(event.when, event.kind) for event in events] == [
        ("1 Oktober 2026", "hukdis"),
        ("2025", "kinerja"),
        ("2024", "kinerja"),
        ("5 Januari 2023", "ak"),
        ("17 Agustus 2022", "penghargaan"),
        ("1 Maret 2022", "kgb"),
        ("1 Agustus 2021", "pelatihan"),
        ("4 Mei 2020", "jabatan"),
        ("9 September 2019", "ujian"),
        ("1 Januari 2016", "cltn"),
        ("1 April 2014", "golongan"),
        ("2 Januari 2012", "jabatan"),
        ("1 Januari 2011", "status"),
        ("2 Januari 2010", "kedudukan"),
        ("1 Januari 2010", "status"),
        ("1 Januari 2010", "golongan"),
        ("2008", "pendidikan"),
    ]


def test_an_event_says_what_where_and_by_which_decree():
    events = {event.title: event for event in timeline(*file_of(full_career()))}

    acting = events["Pelaksana Tugas (Plt.): Kepala Seksi"]
    assert (acting.detail, acting.decree) == ("Struktural, eselon IV.a; Dinas Pendidikan", "SK SK-JAB-1")
    assert events["Pengolah Data"].decree == "SK SK-JAB-1, 1 Desember 2011"
    assert events["Golongan III/a (Penata Muda)"].decree == "Nomor SK belum ada"
    assert events["Angka kredit 87,5 pada jenjang Ahli Pertama"].detail == "Kumulatif dalam jenjang"
    assert events["Kenaikan gaji berkala, masa kerja 12 tahun 0 bulan"].detail == "Gaji pokok Rp3.134.800"
    assert events["Predikat kinerja 2024: Butuh Perbaikan"].alert
    assert not events["Predikat kinerja 2025: Baik"].alert


def test_the_filter_names_the_kinds_that_occur_and_how_often():
    employee, history = file_of(full_career())

    kinds = kinds_of(timeline(employee, history))

    assert ("golongan", "Golongan", 2) in kinds
    assert ("jabatan", "Jabatan", 2) in kinds
    assert [event.kind for event in timeline(employee, history, "ujian")] == ["ujian"]


def test_without_the_right_to_sanctions_they_are_nowhere():
    employee, history = file_of(full_career(), with_sanctions=False)

    assert "hukdis" not in {event.kind for event in timeline(employee, history)}
    assert "Hukuman disiplin" not in {section.title for section in sections(history, day=TODAY)}


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 9, 30), "Belum mulai"),
        (date(2026, 10, 1), "Sedang dijalani"),
        (date(2027, 3, 31), "Sedang dijalani"),
        (date(2027, 4, 1), "Selesai"),
    ],
)
def test_a_sanction_says_where_it_stands(day, state):
    _, history = file_of(full_career())

    table = {section.title: section for section in sections(history, day=day)}["Hukuman disiplin"]

    assert dict(table.rows[0].cells)["Keadaan"] == state


def test_a_sanction_without_an_end_is_running_and_says_so():
    employee = make_employee()
    employee.sanctions.create(kind_id="tukin_25_6", starts_on=date(2020, 1, 1))

    table = {s.title: s for s in sections(file_of(employee)[1], day=TODAY)}["Hukuman disiplin"]

    assert dict(table.rows[0].cells)["Keadaan"] == "Sedang dijalani, tanggal selesai belum ada"


def test_every_kind_has_a_table_and_each_text_its_heading():
    tables = sections(file_of(full_career())[1], day=TODAY)

    assert [table.title for table in tables] == [
        "Golongan",
        "Jabatan",
        "Kedudukan hukum",
        "Pendidikan",
        "Predikat kinerja",
        "Angka kredit",
        "Kenaikan gaji berkala",
        "Pelatihan",
        "Ujian",
        "Penghargaan",
        "Cuti di luar tanggungan negara",
        "Hukuman disiplin",
    ]
    assert all(table.rows for table in tables)


def test_duties_before_the_present_position_ended_with_an_older_one():
    employee = make_employee()
    make_appointment(employee, title="Plt lama", assignment=Appointment.Assignment.ACTING, since=date(2019, 1, 1))
    make_appointment(employee, title="Pengolah Data", since=date(2020, 1, 1))
    make_appointment(employee, title="Plt kini", assignment=Appointment.Assignment.ACTING, since=date(2021, 1, 1))

    found, history = file_of(employee)

    assert [duty.title for duty in present_duties(found.state, history, day=TODAY)] == ["Plt kini"]
