"""Each rule on the day before, on the day, and with the fact missing; expectations are `verdict CODE CODE?`."""

from datetime import date

import pytest

from employees.models import AnnualRating, Employee
from employees.tests.factories import make_appointment, make_education, make_employee, make_position, make_unit
from employees.tests.promotion.cases import (
    FAIR,
    GOOD,
    GOOD_YEARS,
    answer,
    ask,
    day,
    functional,
    office_with,
    on_leave,
    passed,
    regular,
    sanctioned,
    structural,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("period", "is_period"),
    [
        ("2023-04-01", True),
        ("2023-06-01", False),
        ("2023-10-01", True),
        ("2024-02-01", True),
        ("2024-03-01", False),
        ("2025-09-01", False),
        ("2025-10-01", True),
        ("2025-11-01", True),
        ("2025-11-02", False),
    ],
)
def test_periods_are_those_of_the_regulation_of_that_day(period, is_period):
    employee = regular("III/a", "2010-04-01", "S1", ratings={year: GOOD for year in range(2015, 2026)})

    assert ("PERIODE" in answer(ask(employee, period))) is not is_period


@pytest.mark.parametrize(
    ("period", "expected"),
    [("2025-04-01", "TMS ATASAN"), ("2025-06-01", "MS")],
    ids=["before Peraturan BKN 2/2025", "after it"],
)
def test_superior_limit_ends_when_the_regulation_ends_it(period, expected):
    office = make_unit()
    section = make_unit("Bidang", parent=office)
    _head(office, "III/c")
    _head(section, "III/a")  # nearer, and lower
    employee = regular("III/c", "2020-04-01", "S1", unit=section)

    assert answer(ask(employee, period)) == expected


def test_head_of_a_unit_is_measured_by_the_head_above_himself_excepted():
    office = make_unit()
    section = make_unit("Bidang", parent=office)
    _head(office, "IV/b")
    _head(section, "III/b")
    clerk = regular("III/a", "2020-04-01", "S1", unit=section)

    row = ask(clerk, "2025-04-01")

    assert (answer(row), row["superior_grade"]) == ("MS", "III/b")


def test_no_head_up_to_the_root_leaves_the_superior_unknown():
    assert answer(ask(regular("III/a", "2020-04-01", "S1"), "2025-04-01")) == "BTL ATASAN?"


@pytest.mark.parametrize(
    ("status", "standing", "expected"),
    [
        (Employee.Status.PNS, "01", "MS"),
        (Employee.Status.PNS, "03", "MS"),
        (Employee.Status.CPNS, "01", "TMS STATUS"),
        (Employee.Status.CPNS, "51", "TMS STATUS"),
        (Employee.Status.PNS, "02", "TMS KEDHUK"),
        (Employee.Status.PNS, "13", "TMS KEDHUK"),
        (Employee.Status.PNS, "04", "TMS KEDHUK"),
        (Employee.Status.PNS, "05", "TMS KEDHUK"),
    ],
)
def test_status_and_standing_decide_who_may_rise(status, standing, expected):
    employee = regular("III/a", "2020-04-01", "S1", status=status, standing=standing)

    assert answer(ask(employee, "2026-04-01")) == expected


@pytest.mark.parametrize("standing", ["06", "14", "52", "66", "72", "73", "88", "98", "99"])
def test_who_left_is_on_no_list(standing):
    employee = regular("III/a", "2020-04-01", "S1", standing=standing)

    with pytest.raises(AssertionError, match="0 rows"):
        ask(employee, "2026-04-01")


def test_a_pns_with_the_code_of_a_cpns_is_on_no_list():
    employee = regular("III/a", "2020-04-01", "S1", standing="51")

    with pytest.raises(AssertionError, match="0 rows"):
        ask(employee, "2026-04-01")


def test_pppk_are_asked_only_for_period_status_and_sanctions():
    employee = regular("IX", "2021-04-01", status=Employee.Status.PPPK, standing="71", ratings={2025: FAIR})
    sanctioned(employee, "tunda_kgb_1th", "2026-01-01", None)

    row = ask(employee, "2026-04-01")

    assert answer(row) == "TMS STATUS HUKDIS?"
    assert (row["grade_code"], row["target_code"], row["time_mends"]) == ("IX", None, False)


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ({2025: GOOD, 2024: GOOD}, "MS"),
        ({2025: FAIR, 2024: GOOD}, "TMS KINERJA"),
        ({2025: GOOD}, "BTL KINERJA?"),
        ({2024: FAIR}, "TMS KINERJA"),
        ({}, "BTL KINERJA?"),
        ({2023: FAIR, 2024: GOOD, 2025: GOOD, 2026: FAIR}, "MS"),
    ],
    ids=["both good", "one low", "one missing", "known low beats missing", "none", "other years do not count"],
)
def test_ratings_of_the_two_years_before(ratings, expected):
    assert answer(ask(regular("III/a", "2020-04-01", "S1", ratings=ratings), "2026-04-01")) == expected


@pytest.mark.parametrize(
    ("kind", "starts", "ends", "expected", "open_on"),
    [
        ("tunda_kp_1th", "2025-05-01", "2026-03-31", "MS", "2026-04-01"),
        ("tunda_kp_1th", "2025-05-01", "2026-04-01", "TMS HUKDIS", "2026-05-01"),
        ("tunda_kp_1th", "2025-05-01", "2026-04-15", "TMS HUKDIS", "2026-05-01"),
        ("tunda_kp_1th", "2026-04-01", None, "BTL HUKDIS?", None),
        ("tunda_kp_1th", "2026-04-02", None, "MS", "2026-04-01"),
        ("teguran_tertulis", "2026-04-01", None, "MS", "2026-04-01"),
        ("bebas_jabatan_pp53", "2015-04-01", None, "MS", "2026-04-01"),
    ],
    ids=["ended the day before", "last day", "later", "no end", "begins the day after", "light", "old kind"],
)
def test_sanctions_block_while_they_are_served(kind, starts, ends, expected, open_on):
    employee = sanctioned(regular("III/a", "2020-04-01", "S1"), kind, starts, ends)

    row = ask(employee, "2026-04-01")

    assert answer(row) == expected
    assert row["earliest"] == (open_on and day(open_on))


def test_a_known_sanction_beside_one_without_end_is_a_known_no():
    employee = sanctioned(regular("III/a", "2020-04-01", "S1"), "tunda_kp_1th", "2026-01-01", None)
    sanctioned(employee, "turun_jabatan_12", "2026-02-01", "2027-01-31")

    assert answer(ask(employee, "2026-04-01")) == "TMS HUKDIS"


def test_waiting_and_sanction_give_the_first_period_free_of_both():
    employee = sanctioned(regular("III/a", "2022-06-15", "S1"), "tunda_kp_1th", "2026-06-20", "2026-09-30")

    row = ask(employee, "2026-04-01")

    assert (answer(row), row["time_mends"], row["earliest"]) == ("TMS MASA", True, day("2026-10-01"))


@pytest.mark.parametrize(
    ("leaves", "reached"),
    [
        ([], "2026-04-01"),
        ([("2023-01-01", "2023-01-31")], "2026-05-02"),
        ([("2023-01-01", "2023-01-31"), ("2023-01-15", "2023-02-14")], "2026-05-16"),
        ([("2022-04-01", "2022-04-30")], "2026-04-30"),
        ([("2026-04-01", "2026-04-30")], "2026-04-01"),
        ([("2026-03-31", "2026-04-30")], "2026-05-02"),
    ],
    ids=["none", "a month", "overlap counts once", "the first day itself counts", "begins on the day", "one before"],
)
def test_unpaid_leave_stops_the_clock_day_by_day(leaves, reached):
    employee = regular("III/a", "2022-04-01", "S1")
    for starts, ends in leaves:
        on_leave(employee, starts, ends)

    assert ask(employee, "2026-04-01")["grade_reached_on"] == day(reached)


def test_before_the_first_promotion_the_time_counts_from_tmt_cpns():
    employee = regular("III/a", "2023-04-01", "S1", first_grade=None, cpns_since=date(2022, 3, 1))
    Employee.objects.filter(pk=employee.pk).update(first_grade=employee.grade)

    assert ask(employee, "2026-04-01")["grade_reached_on"] == day("2026-03-01")


def test_leap_day_is_full_on_28_february():
    assert ask(regular("III/a", "2024-02-29", "S1"), "2026-04-01")["grade_reached_on"] == day("2028-02-29")
    assert ask(functional("III/a", "2024-02-29", "PT", "50"), "2026-03-01")["grade_reached_on"] == day("2026-02-28")


@pytest.mark.parametrize(
    ("recognised", "expected"),
    [("2026-04-01", "MS"), ("2026-04-02", "BTL PENDIDIKAN?"), (None, "MS")],
    ids=["on the day", "the day after", "since TMT CPNS"],
)
def test_education_counts_from_the_day_it_is_recognised(recognised, expected):
    employee = regular("III/a", "2020-04-01", "S1", recognised=recognised)

    assert answer(ask(employee, "2026-04-01", "REGULER")) == expected


def test_no_education_on_file_is_unknown_not_ineligible():
    assert answer(ask(regular("III/a", "2020-04-01"), "2026-04-01")) == "BTL PENDIDIKAN?"


@pytest.mark.parametrize(
    ("level", "name", "grade", "expected"),
    [
        ("15", "SMA", "III/a", "MS"),
        ("15", "SMA", "III/b", "TMS PENDIDIKAN"),
        ("20", "D-I SGPLB", "III/b", "MS"),
        ("40", "S-1 HUKUM", "III/d", "TMS PENDIDIKAN UD2"),
        ("40", "PROFESI DOKTER", "III/d", "MS"),
        ("45", "dokter  gigi", "III/d", "MS"),
        ("40", "S-1 DOKTER HEWAN", "III/d", "TMS PENDIDIKAN UD2"),
        ("45", "S-2 HUKUM", "III/d", "MS"),
        ("45", "S-2 HUKUM", "IV/a", "TMS PENDIDIKAN"),
        ("50", "S-3 HUKUM", "IV/a", "MS"),
    ],
)
def test_how_far_a_diploma_carries(level, name, grade, expected):
    employee = regular(grade, "2020-04-01")
    make_education(employee, level=level, name=name)

    assert answer(ask(employee, "2026-04-01", "REGULER")) == expected


def test_the_top_of_the_ladder_has_nothing_above():
    row = ask(regular("IV/e", "2020-04-01", "S1"), "2026-04-01")

    assert (answer(row), row["target_code"]) == ("TMS PUNCAK", None)


@pytest.mark.parametrize(
    ("grade", "since", "echelon", "inaugurated", "expected"),
    [
        ("III/b", "2025-04-01", 41, "2025-04-01", "MS"),
        ("III/b", "2025-04-02", 41, "2025-04-02", "TMS MASA MASA_JAB"),
        ("III/b", "2022-03-01", 41, "2026-04-01", "TMS MASA_JAB"),
        ("III/b", "2022-03-01", 41, "2026-03-31", "MS"),
        ("III/b", "2022-04-01", 41, "2026-03-31", "TMS MASA_JAB"),
        ("III/a", "2015-04-01", 41, "2020-04-01", "TMS JENJANG"),
        ("III/c", "2022-04-01", 41, "2026-03-01", "MS"),
        ("III/c", "2022-04-02", 41, "2020-03-01", "TMS MASA"),
        ("III/d", "2020-04-01", 41, "2020-03-01", "TMS JENJANG UD2"),
        ("III/c", "2020-04-01", None, "2020-03-01", "BTL JENJANG?"),
        ("III/c", "2020-04-01", 99, "2020-03-01", "BTL JENJANG?"),
    ],
    ids=[
        "a year in grade and post",
        "a day short of both",
        "four years in grade, inaugurated on the period itself",
        "four years in grade, inaugurated the day before",
        "not yet four years when inaugurated",
        "two below the range",
        "within the range",
        "a day short of four years",
        "top of the range",
        "echelon not on file",
        "echelon NON",
    ],
)
def test_structural_road(grade, since, echelon, inaugurated, expected):
    employee = structural(grade, since, echelon, inaugurated)
    make_education(employee)

    assert answer(ask(employee, "2026-04-01", "STRUKTURAL")) == expected


def test_inauguration_is_that_of_the_unbroken_run_of_one_echelon():
    employee = structural("III/b", "2020-04-01", 42, "2018-01-02")
    make_appointment(employee, title="Kasi A", kind="1", echelon=41, since=date(2024, 1, 2))
    make_appointment(employee, title="Kasi B", kind="1", echelon=41, since=date(2025, 6, 2), assignment="PLT")
    make_appointment(
        employee, title="Kasi C", kind="1", echelon=41, since=date(2026, 1, 2), inaugurated_on=date(2026, 1, 5)
    )

    assert ask(employee, "2026-04-01")["inaugurated_on"] == day("2024-01-02")


@pytest.mark.parametrize(
    ("grade", "tier", "points", "expected"),
    [
        ("III/a", "PT", "50", "MS"),
        ("III/a", "PT", "49.999", "TMS AK"),
        ("III/a", "PT", None, "TMS AK"),
        ("III/a", "", None, "BTL JENJANG?"),
        ("III/a", "MA", "900", "TMS JENJANG"),
        ("III/d", "PY", "900", "TMS JENJANG"),
        ("IV/e", "UT", "900", "TMS PUNCAK JENJANG"),
        ("II/a", "PM", "15", "BTL KJ?"),
    ],
)
def test_functional_road(grade, tier, points, expected):
    office = make_unit(kind="") if grade == "II/a" else make_unit()
    employee = functional(grade, "2020-04-01", tier, points, unit=office, points_tier=tier or "PT")

    assert answer(ask(employee, "2026-04-01")) == expected


def test_the_latest_determination_on_or_before_the_period_counts_even_if_lower():
    employee = functional("III/a", "2020-04-01", "PT", "80")
    for on, points in [("2026-03-01", "49"), ("2026-04-02", "90")]:
        employee.credit_records.create(tier="PT", determined_on=day(on), points=points)

    assert answer(ask(employee, "2026-04-01")) == "TMS AK"


@pytest.mark.parametrize(
    ("need", "holders", "expected"),
    [(1, 0, "TMS KJ"), (1, 1, "MS"), (2, 1, "TMS KJ"), (0, 0, "MS")],
)
def test_a_vacancy_in_the_next_tier_of_the_office_comes_first(need, holders, expected):
    office = office_with("Analis Hukum Ahli Muda", "MU", need)
    for _ in range(holders):
        functional("III/c", "2020-04-01", "MU", unit=office, title="Analis Hukum Ahli Muda")
    section = make_unit("Bidang", parent=office)
    employee = functional("III/b", "2020-04-01", "PT", "104.5", unit=section, title="Analis Hukum Ahli Pertama")

    assert answer(ask(employee, "2026-04-01")) == expected


def test_a_vacancy_of_another_function_or_office_does_not_count():
    office_with("Analis Hukum Ahli Muda", "MU", 5)
    office = office_with("Pranata Komputer Ahli Muda", "MU", 5)
    employee = functional("III/b", "2020-04-01", "PT", "104.5", unit=office, title="Analis Hukum Ahli Pertama")

    assert answer(ask(employee, "2026-04-01")) == "MS"


@pytest.mark.parametrize(
    ("level", "fields", "exam", "expected"),
    [
        ("40", "", True, "MS"),
        ("40", "EKONOMI; hukum", True, "MS"),
        ("40", "EKONOMI", True, "TMS TUGAS"),
        ("30", "", True, "TMS TUGAS"),
        ("45", "", True, "MS"),
        (None, "", True, "BTL TUGAS?"),
        ("40", "", False, "TMS UPKP"),
    ],
)
def test_diploma_adjustment(level, fields, exam, expected):
    office = make_unit()
    make_position(office, title="Pengolah Data", least_education_id=level, fields_of_study=fields)
    employee = regular("II/b", "2025-04-01", "S1", unit=office, recognised="2026-01-01")
    if exam:
        passed(employee, "UPKP")

    row = ask(employee, "2026-04-01", "PENYESUAIAN_IJAZAH")

    assert (answer(row), row["target_code"]) == (expected, "III/a")


def test_only_pns_have_a_row_for_diploma_adjustment():
    employee = regular("II/b", "2020-04-01", "S1", status=Employee.Status.CPNS)

    assert ask(employee, "2026-04-01")["kind"] == "REGULER"


@pytest.mark.parametrize(
    ("grade", "course", "exam", "expected"),
    [
        ("II/d", None, None, "TMS UD1"),
        ("II/d", "PKP", None, "MS"),
        ("II/d", None, "STLUD1", "MS"),
        ("II/d", None, "STLUD2", "TMS UD1"),
        ("III/d", "PKP", None, "TMS PENDIDIKAN UD2"),
        ("III/d", "PKA", None, "TMS PENDIDIKAN"),
        ("III/d", None, "STLUD2", "TMS PENDIDIKAN"),
    ],
)
def test_service_exams_and_what_frees_from_them(grade, course, exam, expected):
    employee = regular(grade, "2020-04-01", "SLTA")
    if course:
        employee.courses.create(
            kind="KEPEMIMPINAN", name=course, level=course, ends_on=day("2026-04-01"), learning_hours=9
        )
    if exam:
        passed(employee, exam, "2026-04-01")

    assert answer(ask(employee, "2026-04-01")) == expected


def test_an_exam_the_day_after_the_period_comes_too_late():
    employee = passed(regular("II/d", "2020-04-01", "SLTA"), "STLUD1", "2026-04-02")

    assert answer(ask(employee, "2026-04-01")) == "TMS UD1"


def test_a_future_position_on_file_is_already_the_present_one():
    employee = regular("III/a", "2020-04-01", "S1", ratings=GOOD_YEARS)
    make_appointment(employee, title="Kepala Seksi", kind="1", echelon=41, since=date(2027, 1, 2))

    assert ask(employee, "2026-04-01")["kind"] == "STRUKTURAL"


def test_without_a_definitive_position_the_road_is_the_regular_one():
    employee = make_employee(grade="III/a", ratings={2025: AnnualRating.Rating.GOOD}, first_grade=None)
    make_appointment(employee, title="Kepala Seksi", kind="1", echelon=41, assignment="PLT")

    assert ask(employee, "2026-04-01")["kind"] == "REGULER"


def _head(unit, grade):
    head = make_employee(grade=grade, unit=unit, name="Kepala")
    make_appointment(head, title="Kepala", kind="1", echelon=31, since=date(2020, 1, 2))
    return head
