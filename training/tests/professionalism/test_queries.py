"""What an index is made of: the worked examples of the regulation, the days before and of, and what is missing."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from simpeg.law.engine import LawGap
from simpeg.law.models import Parameter
from training.professionalism.queries import index_of, law_of, rows_of
from training.professionalism.sentences import category_of
from training.tests.professionalism.factories import YEAR, make_course, make_person, make_sanction

pytestmark = pytest.mark.django_db


def parts(person, year=YEAR):
    """(kualifikasi, kompetensi, kinerja, disiplin) as the file says now."""
    found = index_of(person, year)
    return tuple(map(float, (found.qualification, found.competence, found.performance, found.discipline)))


def test_an_operative_with_a_technical_training():
    person = make_person()
    make_course(person, hours=24)

    found = index_of(person, YEAR)

    assert parts(person) == (15, 22.5, 25, 5)
    assert (found.total, found.category) == (Decimal("67.5"), "RENDAH")


def test_a_supervisor_with_everything():
    person = make_person(position="1", echelon=41, level="45", rating=1)
    make_course(person, "KEPEMIMPINAN", level="PKP", hours=900, ends_on=date(2015, 1, 1))
    make_course(person)
    make_course(person, "SEMINAR", hours=4)

    found = index_of(person, YEAR)

    assert parts(person) == (20, 40, 30, 5)
    assert (found.total, found.category) == (95, "SANGAT_TINGGI")


def test_a_functional_without_the_training_of_his_function_and_a_light_sanction():
    person = make_person(position="2", tier="MU")
    make_course(person)
    make_course(person, "SEMINAR", hours=4)
    make_sanction(person)

    found = index_of(person, YEAR)

    assert parts(person) == (15, 25, 25, 3)
    assert (found.total, found.category) == (68, "RENDAH")


def test_an_administrator_with_too_few_hours_and_a_moderate_sanction():
    person = make_person(position="1", echelon=31, level="30", rating=3)
    make_course(person, hours=19)
    make_course(person, "SEMINAR", hours=4)
    make_sanction(person, "tukin_25_6")

    found = index_of(person, YEAR)

    assert parts(person) == (10, 10, 15, 2)
    assert (found.total, found.category) == (37, "SANGAT_RENDAH")


def test_what_is_not_on_file_gives_no_points():
    assert parts(make_person(position=None, level=None, rating=None)) == (0, 0, 0, 5)


@pytest.mark.parametrize(
    ("level", "score"), [("05", 1), ("12", 1), ("17", 5), ("20", 5), ("25", 5), ("30", 10), ("35", 15), ("40", 15),
                         ("45", 20), ("50", 25)]
)  # fmt: skip
def test_every_level_of_education_has_its_score(level, score):
    assert parts(make_person(level=level))[0] == score


@pytest.mark.parametrize(("rating", "score"), [(1, 30), (2, 25), (3, 15), (4, 5), (5, 1)])
def test_every_predikat_of_the_year_before_has_its_score(rating, score):
    assert parts(make_person(rating=rating))[2] == score


def test_a_predikat_of_the_year_itself_is_not_looked_at():
    person = make_person(rating=None)
    person.ratings.create(year=YEAR, rating=1)

    assert parts(person)[2] == 0


@pytest.mark.parametrize(
    ("echelon", "level", "is_trained"),
    [(11, "PKN1", True), (12, "PKN2", False), (21, "PKN2", True), (31, "PKA", True), (32, "PKP", False),
     (41, "PKP", True), (42, "PKA", False), (51, "PKP", True)],
)  # fmt: skip
def test_a_seat_asks_for_the_leadership_training_of_its_level(echelon, level, is_trained):
    person = make_person(position="1", echelon=echelon)
    make_course(person, "KEPEMIMPINAN", level=level)

    assert parts(person)[1] == (15 if is_trained else 0)


def test_a_training_of_a_function_helps_only_who_has_a_function():
    functional, operative = make_person(position="2", tier="PT"), make_person()
    for person in (functional, operative):
        make_course(person, "FUNGSIONAL", ends_on=date(2012, 1, 1))

    assert [parts(functional)[1], parts(operative)[1]] == [15, 0]


@pytest.mark.parametrize(("day", "score"), [
    (date(2025, 12, 31), 0), (date(2026, 1, 1), 22.5), (date(2026, 12, 31), 22.5), (date(2027, 1, 1), 0),
])  # fmt: skip
def test_technical_training_counts_in_the_year_in_which_it_ends(day, score):
    person = make_person()
    make_course(person, ends_on=day)

    assert parts(person)[1] == score


def test_the_hours_of_all_technical_trainings_are_added():
    person = make_person()
    make_course(person, hours=12)
    make_course(person, hours=8)

    assert parts(person)[1] == 22.5


@pytest.mark.parametrize(("day", "score"), [
    (date(2024, 12, 31), 0), (date(2025, 1, 1), 17.5), (date(2026, 12, 31), 17.5), (date(2027, 1, 1), 0),
])  # fmt: skip
def test_a_seminar_counts_for_two_years(day, score):
    person = make_person()
    make_course(person, "SEMINAR", hours=2, ends_on=day)

    assert parts(person)[1] == score


@pytest.mark.parametrize(("day", "score"), [
    (date(2021, 12, 31), 5), (date(2022, 1, 1), 3), (date(2026, 12, 31), 3), (date(2027, 1, 1), 5),
])  # fmt: skip
def test_a_sanction_counts_for_five_years_from_its_first_day(day, score):
    person = make_person()
    make_sanction(person, starts_on=day)

    assert parts(person)[3] == score


def test_the_heaviest_of_several_sanctions_counts():
    person = make_person()
    make_sanction(person)
    make_sanction(person, "bebas_jabatan_12", date(2023, 1, 1))

    assert parts(person)[3] == 1


@pytest.mark.parametrize(("day", "score"), [(date(2026, 12, 31), 20), (date(2027, 1, 1), 15)])
def test_a_diploma_counts_once_it_is_recognised(day, score):
    person = make_person()
    person.education_records.create(level_id="45", name="S-2 Hukum", graduated=2025, recognised_on=day)

    assert parts(person)[0] == score


@pytest.mark.parametrize(
    ("fields", "is_measured"),
    [
        ({}, True),
        ({"standing": "02"}, True),
        ({"standing": "05"}, True),
        ({"standing": "99"}, False),
        ({"status": "CPNS", "standing": "01", "grade": "III/a"}, False),
        ({"status": "PPPK", "standing": "71", "grade": "IX"}, True),
        ({"status": "PPPK_PW", "standing": "71", "grade": "IX"}, True),
    ],
)
def test_who_is_measured(fields, is_measured):
    assert (index_of(make_person(**fields), YEAR) is not None) == is_measured


@pytest.mark.parametrize(
    ("hours", "seminar", "step", "gain"),
    [(0, False, "TEKNIS", 22.5), (20, False, "SEMINAR", 17.5), (20, True, "KINERJA", 5), (0, True, "TEKNIS", 22.5)],
)
def test_the_step_that_raises_an_operative_most(hours, seminar, step, gain):
    person = make_person()
    if hours:
        make_course(person, hours=hours)
    if seminar:
        make_course(person, "SEMINAR")

    found = index_of(person, YEAR)

    assert (found.step, float(found.gain)) == (step, gain)


def test_of_equal_gains_the_easiest_is_named():
    person = make_person(position="2", tier="PT")

    found = index_of(person, YEAR)

    assert (found.gain_technical, found.gain_training, found.step) == (15, 15, "TEKNIS")


def test_what_is_not_on_file_is_no_step():
    found = index_of(make_person(level=None, rating=None), YEAR)

    assert (found.gain_education, found.gain_rating) == (0, 0)


def test_nothing_is_left_to_raise():
    person = make_person(level="50", rating=1)
    make_course(person)
    make_course(person, "SEMINAR")

    found = index_of(person, YEAR)

    assert (found.total, found.step, found.gain) == (100, "", 0)


def test_hours_beyond_what_a_number_holds_break_nothing():
    person = make_person()
    make_course(person, hours=2**31 - 1)
    make_course(person, hours=2**31 - 1)

    assert parts(person)[1] == 22.5


def test_everybody_is_told_by_nip():
    people = [make_person(), make_person(position="2")]

    assert [nip for nip, *_ in rows_of(YEAR)] == sorted(person.nip for person in people)


def test_the_command_prints_what_other_programs_read():
    person = make_person()
    make_course(person)
    out = StringIO()

    call_command("ip_asn", year=YEAR, stdout=out)

    assert [json.loads(line) for line in out.getvalue().splitlines()] == [
        {"nip": person.nip, "kualifikasi": 15, "kompetensi": 22.5, "kinerja": 25, "disiplin": 5, "total": 67.5,
         "category": "Rendah"}
    ]  # fmt: skip


def test_the_command_prints_nothing_of_nobody():
    out = StringIO()

    call_command("ip_asn", year=YEAR, stdout=out)

    assert out.getvalue() == ""


@pytest.mark.parametrize("year", [2018, 0, -1, 1999, 2101, 2**63])
def test_a_year_without_a_law_is_refused_in_a_sentence(year):
    with pytest.raises(CommandError, match="belum memuat|tidak dapat diukur"):
        call_command("ip_asn", year=year)


def test_no_part_of_the_law_may_be_missing():
    law = law_of(2026)

    assert {name for name in law.values if name.startswith("ip.")} >= {"ip.kualifikasi", "ip.status_dirata"}
    with pytest.raises(LawGap):
        law_of(2018)


@pytest.mark.parametrize(
    ("total", "category"),
    [(100, "SANGAT_TINGGI"), (90.5, "SANGAT_TINGGI"), (90, "TINGGI"), (80.5, "TINGGI"), (80, "SEDANG"), (70, "RENDAH"),
     (60.5, "RENDAH"), (60, "SANGAT_RENDAH"), (5, "SANGAT_RENDAH")],
)  # fmt: skip
def test_between_two_bands_the_lower_bound_decides(total, category):
    """The sum is steered by what a diploma is worth; a clean record is worth 5, and nothing else is on file."""
    person = make_person(rating=None)
    Parameter.objects.filter(key="ip.kualifikasi").update(value={"S-1/D-IV": total - 5})

    found = index_of(person, YEAR)

    assert (float(found.total), found.category) == (total, category)
    assert category_of(found.total, law_of(YEAR).values) == category  # which a step would reach is said by the program


def test_the_agency_may_say_that_a_step_is_worth_nothing():
    """A value that a change of the law left out counts as 0, and breaks nothing."""
    person = make_person()
    Parameter.objects.filter(key="ip.teknis").update(value={"STRUKTURAL": 15})

    assert index_of(person, YEAR).gain_technical == 0
