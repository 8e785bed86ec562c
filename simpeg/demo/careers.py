"""How a career came about: backwards from the present grade, on days and after spans that the law allowed."""

from datetime import date, timedelta

from simpeg.core.dates import months_after
from simpeg.demo import ladder
from simpeg.demo.days import months_between, promotion_day_before
from simpeg.demo.person import PNS, Credit, Exam, GradeStep

FIRST_RATED_YEAR = 2022  # PermenPANRB 6/2022 begins the five predikat
FIRST_CREDIT_YEAR = 2023  # PermenPANRB 1/2023 begins the yearly conversion
FIRST_STEP_YEAR = 2018  # salary increments on file go back to here
PAY_SINCE = date(2024, 1, 1)
SHARES = {"SANGAT BAIK": 150, "BAIK": 100, "BUTUH PERBAIKAN": 75, "KURANG": 50, "SANGAT KURANG": 25}
MEDALS = {10: "201", 20: "202", 30: "203"}
REGULAR, STRUCTURAL, FUNCTIONAL = "101", "201", "202"
PROFESSIONS = {"PROFESI DOKTER", "PROFESI DOKTER GIGI", "PROFESI APOTEKER"}


def entry_grade(diploma):
    """The grade a civil servant enters with; doctors and pharmacists enter like an S-2."""
    return ladder.level("45" if diploma.name in PROFESSIONS else diploma.level).entry


def ceiling(diplomas):
    """The highest grade of a regular promotion that these diplomas allow."""
    levels = ["45" if d.name in PROFESSIONS else d.level for d in diplomas]
    return max((ladder.level(code).ceiling for code in levels), key=ladder.grades().index)


def climb(rng, entry, grade, since, years):
    """[(grade, since)] from entry to the present grade, each at least `years` after the one before.

    Walks back from the present: the law fixes how long a grade lasts at least, the rest is luck.
    """
    path = [(grade, since)]
    while grade != entry:
        grade = ladder.grade_below(grade)
        since = months_after(since, -12 * years - rng.choice([0, 0, 0, 1, 2, 4, 6]))
        # Entry is on the first of any month, a promotion on one of its days.
        since = since.replace(day=1) if grade == entry else promotion_day_before(since)
        path.append((grade, since))
    return path[::-1]


def grade_steps(path, person, kind_of):
    """The path with the grade service of each decree: carried over, less leave, less what a crossing costs."""
    steps = []
    for grade, since in path:
        if not steps:
            steps.append(GradeStep(grade, since, None, ladder.entry_months(grade)))
            continue
        last = steps[-1]
        months = last.months + months_between(last.since, since) - leave_months(person, last.since, since)
        if grade.split("/")[0] != last.grade.split("/")[0]:
            months -= ladder.CROSSING_MONTHS.get(grade.split("/")[0], 0)
        steps.append(GradeStep(grade, since, kind_of(since), max(months, 0)))
    return steps


def leave_months(person, start, end):
    """Months of leave without pay that begin between two days; a started month counts whole."""
    return sum(
        _started_months(max(first, start), last) for first, last in person.leaves if last >= start and first < end
    )


def _started_months(first, last):
    after = last + timedelta(days=1)
    whole = months_between(first, after)
    return whole + (months_after(first, whole) < after)


def increments(person, today):
    """[(day, years, rupiah)]: every salary increment that fell due, each in the pay table of the grade held then."""
    steps = []
    for i, step in enumerate(person.grades):
        end = person.grades[i + 1].since if i + 1 < len(person.grades) else None
        for years, rupiah in ladder.pay(step.grade).items():
            if years * 12 <= step.months:
                continue
            day = months_after(step.since, years * 12 - step.months)
            day = months_after(day, leave_months(person, step.since, day))
            if (end and day >= end) or day > today:
                break
            if day.year >= FIRST_STEP_YEAR and not _held_back(person, day):
                steps.append((day, years, rupiah if day >= PAY_SINCE else None))
    return steps


def _held_back(person, day):
    """Sanctions of sedang and berat hold an increment back while they are served."""
    return any(
        ladder.sanction(s.code)[0] != "ringan" and s.start <= day and (s.end is None or day <= s.end)
        for s in person.sanctions
    )


def credits(person, today):
    """The yearly decisions on credit points in the present grade, and the one that led into it."""
    family, grade = person.family, person.grade
    tier = family and ladder.tier_of(family.category, grade)
    if tier is None or person.status != PNS:
        return []
    found = []
    if len(person.grades) > 1 and person.grade_since.year > FIRST_CREDIT_YEAR:
        before = person.grades[-2].grade
        tier_before = ladder.tier_of(family.category, before)
        if tier_before:
            needed = ladder.points_needed(tier_before, before)
            found.append(Credit(tier_before.code, _before(person.grade_since), round(needed + person.surplus, 2)))
    # What was earned under the rules before 2023 was carried over into every tier.
    points = ladder.base_points(tier, grade) + person.surplus
    for year in range(max(person.grade_since.year, FIRST_CREDIT_YEAR - 1), today.year):
        first = max(person.grade_since, date(year, 1, 1))
        months = months_between(first, date(year + 1, 1, 1))
        share = SHARES.get(person.ratings.get(year, "BAIK"))
        points += round(tier.yearly * share / 100 * months / 12 + 1e-9, 2)
        decided_on = date(year + 1, 1, 12 + person.number % 17)
        if decided_on <= today:
            found.append(Credit(tier.code, decided_on, round(points, 2)))
    return found


def _before(day):
    return months_after(day, -2).replace(day=10)


def medals(person, today, rng):
    """Satyalancana of 17 August after ten, twenty and thirty years, never after a sanction of weight or a leave."""
    if person.status != PNS or person.leaves or any(ladder.sanction(s.code)[0] != "ringan" for s in person.sanctions):
        return []
    days = {code: medal_day(person.start, years) for years, code in MEDALS.items()}
    return [(code, day) for code, day in days.items() if day <= today and rng.random() < 0.8]


def medal_day(start, years):
    """The first 17 August on which so many years are full."""
    reached = months_after(start, 12 * years)
    return date(reached.year + (reached > date(reached.year, 8, 17)), 8, 17)


def service_exams(person, kind_of):
    """The exams of every crossing that no diploma and no course excuses from, passed the year before."""
    exams = []
    for before, step in zip(person.grades, person.grades[1:], strict=False):
        asked = {"II/d": ("STLUD1", "40"), "III/d": ("STLUD2", "45")}.get(before.grade)
        if asked is None or kind_of(step.since) == FUNCTIONAL:
            continue
        exam, excused_from = asked
        professional = any(s.diploma.name in PROFESSIONS for s in person.studies_on(step.since))
        levels = [study.diploma.level for study in person.studies_on(step.since)]
        if not professional and max(levels, default="00") < excused_from:
            exams.append(Exam(exam, months_after(step.since, -8).replace(day=17)))
    return exams


def ratings(rng, marks, start, last_year):
    """A predikat for every year of at least six months' work; `marks` gives the chance of each."""
    first = start.year if start.month <= 7 else start.year + 1
    years = range(max(first, FIRST_RATED_YEAR), last_year + 1)
    return {year: rng.choices(list(marks), list(marks.values()))[0] for year in years}
