"""What is asked, what is held, and what lies between: against the section's own formulas."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from employees.models import EmployeeState
from employees.tests.factories import make_appointment, make_employee, make_position, make_unit
from simpeg import roles
from simpeg.law.engine import Law
from simpeg.testing.people import make_user
from training.competence.mapping import Columns, Rows, competence_map
from training.competence.queries import (
    BELOW,
    STATES,
    Post,
    categories,
    counted_for,
    gaps,
    largest_gaps,
    lines_of,
    listed_for,
    people_behind,
    scores,
    with_category,
)
from training.competence.rules import Match
from training.models import Assessment
from training.tests.competence.factories import DAY, all_nine, assess, make_standard, of_law, technical

pytestmark = pytest.mark.django_db


def law(day=DAY):
    return Law.on(day)


def everybody():
    return EmployeeState.objects.all()


def make_holder(kind="4", title="Pengolah Data", *, unit=None, **fields):
    person = make_employee(unit=unit)
    make_appointment(person, kind=kind, title=title, **fields)
    return person


@pytest.mark.parametrize(
    ("position", "level"),
    [
        ({"kind": "4"}, 1),
        ({"kind": "1", "echelon": 42}, 2),
        ({"kind": "1", "echelon": 31}, 3),
        ({"kind": "1", "echelon": 22}, 4),
        ({"kind": "2", "tier": "PT"}, 2),
        ({"kind": "2", "tier": "MA"}, 4),
        ({"kind": "2", "tier": "TR"}, 1),
    ],
)
def test_without_a_standard_the_usual_level_of_the_rank_is_asked(position, level):
    person = make_holder(**position)

    lines = lines_of(person, law())

    assert [(line["code"], line["required"], line["decreed"]) for line in lines] == [
        (code, level, False) for code in ("M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "S1")
    ]


@pytest.mark.parametrize("position", [None, {"kind": "2", "tier": ""}, {"kind": "1", "echelon": None}])
def test_of_a_position_of_unknown_rank_nothing_is_asked(position):
    person = make_holder(**position) if position else make_employee()

    assert lines_of(person, law()) == []
    assert scores(gaps(everybody(), law())) == {}


def test_the_decree_of_the_position_wins_over_the_list():
    person = make_holder()
    network = technical()
    make_standard(person.unit, levels={"M1": 3, "TIK.01": 4})

    lines = {line["code"]: (line["required"], line["decreed"]) for line in lines_of(person, law())}

    assert lines == all_but({"M1": (3, True), "TIK.01": (4, True)}, (1, False))
    assert network.kind == "TEKNIS"


def all_but(said, rest):
    return dict.fromkeys(all_nine(0), rest) | said


@pytest.mark.parametrize(
    ("day", "level"),
    [(date(2024, 12, 31), 1), (date(2025, 1, 1), 3), (date(2025, 12, 31), 3), (date(2026, 1, 1), 1)],
    ids=["the day before", "the first day", "the last day", "the day after"],
)
def test_a_standard_holds_from_its_first_day_until_its_end(day, level):
    person = make_holder()
    make_standard(person.unit, levels={"M1": 3}, valid_until=date(2026, 1, 1))

    assert lines_of(person, law(day))[0]["required"] == level


@pytest.mark.parametrize(
    ("day", "held"),
    [(date(2025, 5, 31), None), (date(2025, 6, 1), 2), (date(2028, 5, 31), 2), (date(2028, 6, 1), None)],
    ids=["the day before", "the day of it", "its last day", "after three years"],
)
def test_an_assessment_counts_for_three_years(day, held):
    person = make_holder()
    assess(person, {"M1": 2}, on=date(2025, 6, 1))

    assert lines_of(person, law(day))[0]["held"] == held


def test_the_latest_assessment_counts_and_an_older_one_is_history():
    person = make_holder()
    assess(person, {"M1": 4}, on=date(2024, 6, 1))
    assess(person, {"M1": 2}, on=date(2025, 6, 1))

    assert lines_of(person, law())[0]["held"] == 2


def test_the_match_is_what_is_held_up_to_what_is_required():
    person = make_holder(kind="1", echelon=31)  # 3 of each: 27
    assess(person, all_nine(3) | {"M1": 5, "M2": 1})

    score = scores(gaps(everybody(), law()))[person.pk]

    assert (score.required, score.held, score.below, score.unknown) == (27, 25, 1, 0)
    assert score.percent == pytest.approx(100 * 25 / 27)
    assert score.category == Match.OPTIMAL


def test_what_is_not_assessed_is_unknown_and_never_zero():
    person, other = make_holder(), make_holder()
    assess(person, {"M1": 1})

    found = scores(gaps(everybody(), law()))

    assert (found[person.pk].percent, found[person.pk].unknown, found[person.pk].category) == (100, 8, Match.PARTLY)
    assert (found[other.pk].percent, found[other.pk].unknown, found[other.pk].category) == (None, 9, Match.UNKNOWN)
    assert categories(gaps(everybody(), law())) == {"sebagian": 1, "belum": 1}


def test_the_database_and_the_program_name_the_same_category():
    made = {}
    for missing in (0, 2, 3, 5, 6, 9):  # of 27: 100, 92.6, 88.9, 81.5, 77.8, 66.7
        person = make_holder(kind="1", echelon=31)
        lacking = dict(zip(all_nine(0), [*[2] * missing, *[3] * (9 - missing)], strict=True))
        assess(person, lacking)
        made[person.pk] = missing
    found = gaps(everybody(), law())

    named = {pk: score.category for pk, score in scores(found).items()}

    assert {made[pk]: category for pk, category in named.items()} == {
        0: Match.OPTIMAL, 2: Match.OPTIMAL, 3: Match.FAIR, 5: Match.FAIR, 6: Match.POOR, 9: Match.POOR,
    }  # fmt: skip
    for category in (Match.OPTIMAL, Match.FAIR, Match.POOR):
        chosen = with_category(everybody(), found, category)
        assert set(chosen.values_list("pk", flat=True)) == {pk for pk, each in named.items() if each == category}


def test_people_are_held_against_a_position_that_they_do_not_hold():
    person, other_office = make_holder(), make_unit("Dinas Lain")
    position = make_position(other_office, title="Kepala Bidang", kind="1", echelon=32)
    make_standard(other_office, "Kepala Bidang", {"M1": 4})
    assess(person, {"M1": 2, "M2": 3})

    lines = {line["code"]: (line["required"], line["held"]) for line in lines_of(person, law(), post=Post.of(position))}

    assert lines["M1"] == (4, 2)
    assert lines["M2"] == (3, 3)
    assert lines["S1"] == (3, None)


def test_the_widest_gaps_come_first_with_the_people_behind_them():
    a, b, c = (make_holder(kind="1", echelon=31) for _ in range(3))
    assess(a, {"M1": 1, "M2": 2})
    assess(b, {"M1": 2, "M2": 2})
    assess(c, {"M1": 3, "M2": 2})
    found = gaps(everybody(), law())

    ranked = [(row["code"], row["people"], row["missing"], row["unknown"]) for row in largest_gaps(found, most=3)]

    assert ranked == [("M2", 3, 3, 0), ("M1", 2, 3, 0), ("M3", 0, 0, 3)]
    behind = people_behind(found, of_law("M1").pk)
    assert [(row["employee"], row["missing"]) for row in behind] == [(a.pk, 2), (b.pk, 1)]
    chosen = everybody().filter(pk__in=found.people(f"competence = %s AND {STATES[BELOW]}", of_law("M1").pk))
    assert set(chosen.values_list("pk", flat=True)) == {a.pk, b.pk}


def test_the_map_puts_units_of_the_next_level_beside_competences():
    office = make_unit("Dinas Satu")
    section = make_unit("Bidang Satu", parent=office)
    low, high = make_holder(unit=section), make_holder(unit=office, kind="1", echelon=22)
    make_holder(unit=make_unit("Bagian Belum Dinilai", parent=office))
    assess(low, {"M1": 1})
    assess(high, {"M1": 2})
    found = gaps(everybody(), law())

    _, regency = competence_map(found, rows=Rows.UNITS, columns=Columns.LAW)
    competences, lines = competence_map(found, rows=Rows.UNITS, columns=Columns.LAW, unit=office.pk)
    _, titles = competence_map(found, rows=Rows.POSITIONS, columns=Columns.LAW)

    first = of_law("M1").pk
    assert [line.name for line in regency] == ["Dinas Satu"]
    assert [(line.name, line.cells[first].mean, line.cells[first].shade) for line in lines] == [
        ("Dinas Satu", 2, "4"), ("Bidang Satu", 0, "0"), ("Bagian Belum Dinilai", None, ""),
    ]  # fmt: skip
    assert list(competences.values())[0] == ("M1", "Integritas")
    assert lines[0].cells[of_law("M2").pk].mean is None
    assert lines[0].cells[of_law("M2").pk].shade == ""
    assert len(titles) == 1


def test_technical_competences_have_a_map_of_their_own():
    person = make_holder()
    technical()
    make_standard(person.unit, levels={"TIK.01": 2})

    competences, lines = competence_map(gaps(everybody(), law()), rows=Rows.UNITS, columns=Columns.TECHNICAL)

    assert list(competences.values()) == [("TIK.01", "Pengelolaan Jaringan")]
    assert lines[0].whole.unknown == 1


@pytest.mark.parametrize("people", [1, 4])
def test_everybody_is_asked_in_one_query(people):
    for _ in range(people):
        assess(make_holder(), all_nine(1))
    day = law()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert len(scores(gaps(everybody(), day))) == people

    assert len(queries) == 1


def test_who_may_read_whose_competence():
    office, other = make_unit("Dinas Satu"), make_unit("Dinas Dua")
    section = make_unit("Bidang", parent=office)
    here, there, below = make_holder(unit=office), make_holder(unit=other), make_holder(unit=section)
    everyone = {here.pk, there.pk, below.pk}
    expected = {
        roles.TRAINING_OFFICER: (everyone, everyone),
        roles.AUDITOR: (everyone, everyone),
        roles.OPD_OFFICER: ({here.pk, below.pk}, {here.pk, below.pk}),
        roles.UNIT_HEAD: ({here.pk, below.pk}, {here.pk, below.pk}),
        roles.REGIONAL_LEADER: (everyone, set()),
        roles.RECORDS_OFFICER: (set(), set()),
        roles.PERFORMANCE_OFFICER: (set(), set()),
        roles.EMPLOYEE: (set(), set()),
    }
    for role, wanted in expected.items():
        user = make_user(role=role.name, nip=None, mandates=[office])
        seen = tuple(set(people(user, law()).values_list("pk", flat=True)) for people in (counted_for, listed_for))
        assert seen == wanted, role.name


def test_an_account_that_is_closed_reads_nobodys_competence():
    person = make_holder()
    assess(person, {"M1": 2})
    closed = make_user(role=roles.TRAINING_OFFICER.name, nip=person.nip, is_active=False)

    assert not Assessment.objects.visible_to(closed).exists()
    assert not listed_for(closed, law()).exists()


def test_maps_and_lists_are_of_active_service():
    here = make_holder()
    make_appointment(make_employee(standing="06"))
    officer = make_user(role=roles.TRAINING_OFFICER.name)

    for people in (counted_for, listed_for):
        assert list(people(officer, law()).values_list("pk", flat=True)) == [here.pk]


def test_two_roles_do_not_open_what_neither_opens():
    office = make_unit("Dinas Satu")
    make_holder(unit=make_unit("Dinas Dua"))
    both = make_user(role=roles.RECORDS_OFFICER.name, mandates=[office])
    both.groups.add(*make_user(role=roles.UNIT_HEAD.name).groups.all())

    assert list(listed_for(both, law())) == []
