"""Careers of the demo regency obey the law of their day."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from simpeg.core.dates import months_after
from simpeg.demo import ladder
from simpeg.demo.careers import FUNCTIONAL, PROFESSIONS, STRUCTURAL, ceiling, grade_steps, increments
from simpeg.demo.days import is_promotion_day, promotion_day_before, promotion_days
from simpeg.demo.person import CPNS, PNS, GradeStep, Person
from simpeg.demo.position_map import INACTIVE

# Cases that show a file which contradicts the law, on purpose.
CONTRADICTORY = {"grade_below_the_tier", "tier_already_reached", "retired", "tier_not_on_file", "echelon_not_on_file"}


def someone(**facts):
    """A person of whom only what is given matters."""
    identity = dict.fromkeys(["nip", "nik", "name", "sex", "birthplace", "religion", "address"])
    return Person(number=1, birth=date(1985, 1, 1), start=date(2010, 1, 1), **identity, **facts)


def lawful(office):
    return [person for person in office.people if person.case not in CONTRADICTORY]


def steps_of(office):
    for person in office.people:
        for before, step in pairwise(person.grades):
            yield person, before, step


def test_promotions_take_effect_on_the_days_of_their_time():
    assert [day for day in promotion_days(date(2023, 1, 1), date(2024, 4, 30))] == [
        date(2023, 4, 1),
        date(2023, 10, 1),
        date(2024, 2, 1),
        date(2024, 4, 1),
    ]
    assert not is_promotion_day(date(2025, 9, 1))
    assert is_promotion_day(date(2025, 10, 1))
    assert is_promotion_day(date(2025, 11, 1))
    assert promotion_day_before(date(2025, 9, 30)) == date(2025, 8, 1)


def test_every_promotion_is_one_step_on_a_promotion_day_after_enough_years(office):
    for person, before, step in steps_of(office):
        years = 2 if step.kind == FUNCTIONAL else 4

        assert ladder.rungs(before.grade, step.grade) == 1, person
        assert is_promotion_day(step.since), person
        assert step.since >= months_after(before.since, 12 * years), person


def test_grades_begin_with_the_one_of_the_diploma_on_the_day_of_entry(office):
    for person in office.people:
        assert person.grades[0].since == person.start
        assert person.start.day == 1
        assert person.grade_since <= office.today


def test_nobody_rose_above_what_his_diploma_or_position_carries(office):
    for person, _, step in steps_of(office):
        held = [a for a in person.appointments if a.assignment == "D" and a.since <= step.since]
        studies = [s.diploma for s in person.studies_on(step.since)] or [s.diploma for s in person.education]
        if step.kind == STRUCTURAL and held[-1].echelon:
            highest = ladder.echelon(held[-1].echelon)[2]
            carried = max(ceiling(studies), highest, key=ladder.grades().index) if studies else highest
        elif step.kind == FUNCTIONAL or not studies:
            continue
        else:
            carried = ceiling(studies)

        assert ladder.rungs(step.grade, carried) >= 0, (person.nip, step, carried)


def test_service_exams_were_passed_before_the_grades_that_ask_for_them(office):
    for person, before, step in steps_of(office):
        asked, excused_from = {"II/d": ("STLUD1", "40"), "III/d": ("STLUD2", "45")}.get(before.grade, (None, None))
        if asked is None or step.kind == FUNCTIONAL or not person.education:
            continue
        excused = any(
            s.diploma.level >= excused_from or s.diploma.name in PROFESSIONS for s in person.studies_on(step.since)
        )

        assert excused or any(e.kind == asked and e.passed_on < step.since for e in person.exams), person.nip


def test_credit_points_were_enough_for_every_grade_since_the_yearly_conversion(office):
    for person, before, step in steps_of(office):
        if step.kind != FUNCTIONAL or step.since.year <= 2023 or person.case or person.status != PNS:
            continue
        tier = ladder.tier_of(person.family.category, before.grade)
        known = [c.points for c in person.credits if c.tier == tier.code and c.decided_on <= step.since]

        assert max(known[-1:], default=0) >= ladder.points_needed(tier, before.grade), person.nip


def test_the_grade_on_file_is_the_last_of_the_history(table):
    last = {row["NIP BARU"]: row for row in table("RW GOLONGAN")}
    for row in table("DATA UTAMA"):
        step = last[row["NIP BARU"]]

        for column, of_history in [("GOL AKHIR ID", "GOLONGAN ID"), ("TMT GOLONGAN", "TMT GOLONGAN")]:
            assert row[column] == step[of_history]
        assert (row["MK TAHUN"], row["MK BULAN"]) == (step["MK TAHUN"], step["MK BULAN"])


@pytest.mark.parametrize(
    ("path", "leaves", "months"),
    [
        ([("II/c", date(2014, 4, 1)), ("II/d", date(2018, 4, 1)), ("III/a", date(2022, 4, 1))], [], [36, 84, 72]),
        ([("I/d", date(2012, 1, 1)), ("II/a", date(2016, 4, 1))], [], [36, 15]),
        ([("III/d", date(2018, 4, 1)), ("IV/a", date(2022, 4, 1))], [], [0, 48]),
        ([("II/a", date(2020, 1, 1)), ("II/b", date(2024, 2, 1))], [(date(2021, 1, 1), date(2021, 12, 31))], [0, 37]),
    ],
    ids=[
        "two to three costs five years",
        "one to two costs six",
        "three to four costs nothing",
        "leave does not count",
    ],
)
def test_grade_service_is_carried_over_less_what_a_crossing_and_leave_cost(path, leaves, months):
    steps = grade_steps(path, someone(leaves=leaves), lambda day: None)

    assert [step.months for step in steps] == months


@pytest.mark.parametrize(
    ("grades", "leaves", "last"),
    [
        (
            [GradeStep("II/d", date(2015, 8, 1), None, 0), GradeStep("III/a", date(2026, 2, 1), None, 66)],
            [],
            (date(2026, 8, 1), 6, 3_057_300),
        ),
        (
            [GradeStep("III/a", date(2024, 4, 1), None, 72)],
            [(date(2025, 1, 1), date(2025, 12, 31))],
            (date(2027, 4, 1), 8, 3_153_600),
        ),
        ([GradeStep("II/a", date(2025, 5, 1), None, 0)], [], (date(2026, 5, 1), 1, 2_218_400)),
    ],
    ids=["a promotion keeps the clock", "a year of leave makes the wait longer", "the first after one year"],
)
def test_increments_fall_due_as_in_the_examples_of_the_regulation(grades, leaves, last):
    assert increments(someone(grades=grades, leaves=leaves), date(2027, 4, 30))[-1] == last


def test_people_enter_with_the_grade_service_at_which_the_pay_table_begins():
    assert [ladder.entry_months(grade) for grade in ("I/a", "I/c", "II/a", "II/c", "III/a")] == [0, 36, 0, 36, 0]


def test_increments_are_rows_of_the_pay_table_of_the_grade_held_then(office):
    for person in office.people:
        for day, years, rupiah in person.steps:
            grade = [step.grade for step in person.grades if step.since <= day][-1]

            assert rupiah in (None, ladder.pay(grade)[years])
            assert (rupiah is None) == (day < date(2024, 1, 1))
        assert [day for day, _, _ in person.steps] == sorted({day for day, _, _ in person.steps})


def test_people_are_old_enough_at_entry_and_not_past_retirement(office):
    for person in lawful(office):
        assert person.birth < months_after(person.start, -12 * 12), person.nip
        graduated = person.education[-1 if len(person.education) == 1 else 0].year if person.education else 0
        assert graduated <= person.start.year, person.nip
        if person.standing in INACTIVE:
            continue
        held = person.position
        guru = held is not None and held.name.startswith("Guru")
        limit = 60 if guru or (held and (held.tier == "MA" or held.echelon in ("21", "22"))) else 58
        limit = 65 if held and held.tier == "UT" and not guru else limit
        leaves_on = months_after(person.birth.replace(day=1), 12 * limit + 1)
        assert leaves_on > office.period or person.status == "PPPK", person.nip


def test_definitive_positions_stand_in_the_position_map(table):
    mapped = {(row["UNOR ID"], row["JABATAN NAMA"]): row for row in table("PETA JABATAN")}
    inactive = {row["NIP BARU"] for row in table("DATA UTAMA") if row["KEDUDUKAN HUKUM ID"] not in ("01", "71")}
    present = {}
    for row in table("RW JABATAN"):
        if row["PENUGASAN"] == "D":
            present[row["NIP BARU"]] = row
    root = next(row["UNOR ID"] for row in table("UNOR"))
    for nip, row in present.items():
        if nip not in inactive and row["UNOR ID"] != root:
            post = mapped[row["UNOR ID"], row["JABATAN NAMA"]]
            assert post["JENIS JABATAN ID"] == row["JENIS JABATAN ID"]
            assert row["ESELON ID"] in (post["ESELON ID"], None)
            assert row["JENJANG"] in (post["JENJANG"], None)


def test_a_structural_seat_has_one_definitive_holder_at_a_time(office):
    seats = {}
    for person in office.people:
        spells = [a for a in person.appointments if a.assignment == "D"]
        for spell, after in pairwise([*spells, None]):
            if spell.kind == "1":
                seats.setdefault((spell.unit.id, spell.name), []).append((spell.since, after and after.since))
    overlaps = [
        seat
        for seat, spells in seats.items()
        for (_, end), (start, _) in pairwise(sorted(spells, key=lambda spell: spell[0]))
        if end is None or end > start
    ]

    assert overlaps == []


def test_nothing_is_on_file_that_has_not_happened_yet(office):
    for person in office.people:
        days = [a.since for a in person.appointments] + [c.end for c in person.courses]
        days += [c.decided_on for c in person.credits] + [e.passed_on for e in person.exams]
        days += [day for day, *_ in person.steps] + [day for _, day in person.awards]
        days += [person.permanent] if person.permanent else []

        assert max(days, default=office.today) <= office.today, person.nip


def test_tiers_follow_grades(office):
    for person in lawful(office):
        held = person.position
        if held and held.tier and person.status in (PNS, CPNS):
            assert person.grade in ladder.tiers()[held.tier].grades, person.nip


def test_nobody_holds_two_definitive_positions_from_one_day(office):
    for person in office.people:
        days = Counter(a.since for a in person.appointments if a.assignment == "D")
        assert max(days.values(), default=1) == 1, person.nip


def test_sanctions_last_as_long_as_the_law_says(office):
    for person in office.people:
        for row in person.sanctions:
            _, months = ladder.sanction(row.code)
            assert row.start > person.start
            if row.end:
                assert row.end == months_after(row.start, months) - timedelta(days=1)


def test_medals_follow_the_years_of_service(office):
    years = {"201": 10, "202": 20, "203": 30}
    given = [(person, code, day) for person in office.people for code, day in person.awards]

    assert {code for _, code, _ in given} == set(years)
    for person, code, day in given:
        assert person.status == PNS
        assert day >= months_after(person.start, 12 * years[code])
