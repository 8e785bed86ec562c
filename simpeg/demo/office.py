"""The personnel office of the demo: takes invented people on and gives each a lawful career."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from simpeg.core.dates import months_after
from simpeg.demo import careers, ladder
from simpeg.demo.days import first_of_next_month, promotion_day_before
from simpeg.demo.names import BIRTHPLACES, MUSLIM, PROTESTANT, RELIGIONS, STREETS, make_name
from simpeg.demo.person import PART_TIME, PNS, PPPK, Appointment, Exam, GradeStep, Identities, Person, Study
from simpeg.demo.posts import OPERATIVE_DIPLOMAS, Diploma, operative_for
from simpeg.demo.units import Seat, Tree

GRADUATES_AT = {"05": 12, "10": 15, "15": 18, "17": 18, "30": 21, "40": 22, "45": 24}
OLDEST_ENTRY = 34
# Grades above what a diploma carries are reached from a structural seat: the least echelon for each.
SEAT_FOR = {"IV/a": "32", "IV/b": "31", "IV/c": "22", "IV/d": "21"}
TRAITS = {
    "Guru Agama Islam": {"religion": MUSLIM},
    "Guru Agama Kristen": {"religion": PROTESTANT},
    "Bidan": {"sex": "F"},
}


class CareerImpossible(Exception):
    """Nobody could have had this career: a child at entry, retired by now, or an official in his first years."""


@dataclass
class Career:
    """What `take_on` needs to know of a career; the rest is luck."""

    diploma: Diploma
    grade: str
    since: date
    start: date | None = None
    years: int = 4
    age_limit: int = 58
    status: str = PNS
    sex: str | None = None
    religion: tuple | None = None
    birth: date | None = None
    entry: str | None = None


class Office:
    """Everybody who works for the regency on `today`, and the `period` that the next promotions take effect in."""

    def __init__(self, *, employees, seed, today):
        self.rng = Random(f"{seed}/{employees}")
        self.today = today
        self.period = first_of_next_month(today)
        # In December the ratings of the year are in: the list of January is asked for with them.
        self.last_rated_year = self.period.year - 1
        self.tree = Tree(employees)
        self.people = []
        self.marks = {"BAIK": 1}  # chances of the predikat; the cases set their own where it matters
        self.vacancies = set()  # (unit id, family, tier) that a case needs open
        self._identities = Identities()

    def years_ago(self, years, months=0):
        """The last promotion day at least so long before the period."""
        return promotion_day_before(months_after(self.period, -12 * years - months))

    def clerk(self, level="15", grade="II/c", since=None, *, unit=None, post=None, **facts):
        """A pelaksana, in a post that fits the education unless another is given."""
        diploma = facts.pop("diploma", None) or self.rng.choice(OPERATIVE_DIPLOMAS[level])
        person = self.take_on(Career(diploma, grade, since or self.years_ago(4), **facts))
        person.unit = unit or self.rng.choice(self.tree.of_kind("BAGIAN", "KECAMATAN", "KELURAHAN"))
        post = post or operative_for(self.rng, level).name
        person.appointments.append(Appointment("4", post, person.unit, person.start))
        return person

    def functional(self, family, unit, grade, since=None, *, years=4, **facts):
        """A holder of a functional position, risen through its tiers by the competence exams."""
        diploma = facts.pop("diploma", family.diplomas[0])
        top = ladder.tier_of(family.category, grade)
        by_tier = {"MA": "JF_MADYA", "UT": "JF_UTAMA"}.get(top.code, "JF_MUDA")
        limit = ladder.retirement_age("GURU" if family.name.startswith("Guru") else by_tier)
        facts = TRAITS.get(family.name, {}) | facts
        person = self.take_on(Career(diploma, grade, since or self.years_ago(4), years=years, age_limit=limit, **facts))
        person.family, person.unit = family, unit
        held = None
        for step in person.grades:
            tier = ladder.tier_of(family.category, step.grade)
            if tier != held:
                # The tier is reached first, then the grade with the same credit points.
                since = step.since if held is None else months_after(step.since, -2).replace(day=15)
                if held:
                    person.exams.append(Exam("UKOM", months_after(since, -3), tier.code))
                person.appointments.append(
                    Appointment("2", f"{family.name} {tier.title}", unit, since, tier=tier.code, inaugurated_on=since)
                )
            held = tier
        return person

    def official(self, seat, grade, since=None, held_since=None, *, level="40", **facts):
        """The definitive holder of a structural seat, who came there through the seats that his grades ask for."""
        diploma = facts.pop("diploma", None) or self.rng.choice(OPERATIVE_DIPLOMAS[level])
        limit = ladder.retirement_age("JPT" if seat.echelon < "30" else "ADM")
        held_since = held_since or months_after(self.period, -30).replace(day=12)
        career = Career(diploma, grade, since or self.years_ago(4), age_limit=limit, **facts)
        path = self._path(career)
        if path[0][1] > months_after(held_since, -24):
            raise CareerImpossible(f"{seat.name} from {held_since}, in service since {path[0][1]}")
        way_up = self._way_up(path, seat, held_since)
        person = self.take_on(career, path)
        person.unit, seat.holder = seat.unit, person
        post = operative_for(self.rng, level).name
        person.appointments.append(Appointment("4", post, seat.unit.office, person.start))
        person.appointments += [seated(former, came) for former, came in way_up]
        for (former, _), (_, left) in pairwise([*way_up, (seat, held_since)]):
            former.free_from = left
        person.appointments.append(seated(seat, held_since))
        return person

    def _way_up(self, path, seat, held_since):
        """[(seat, day)]: the seats held before this one, each from a year before the grade that asks for it."""
        steps = []
        for grade, since in path:
            wanted = SEAT_FOR.get(grade)
            if wanted and since < held_since and (not steps or wanted < steps[-1][0].echelon):
                free = [
                    s
                    for s in self.tree.seats
                    if s.echelon == wanted and s is not seat and s.holder is None and s.free_from is None
                ]
                near = [s for s in free if s.unit.office is seat.unit.office]
                if not free:
                    raise CareerImpossible(f"no seat of echelon {wanted} was free for {seat.name}")
                steps.append((self.rng.choice(near or free), months_after(since, -14).replace(day=10)))
        return steps

    def contract(self, level, unit, *, family=None, start=None, part_time=False, **facts):
        """A PPPK, or a PPPK paruh waktu, in a functional position or an operative post."""
        diploma = facts.pop("diploma", None) or (
            family.diplomas[0] if family else self.rng.choice(OPERATIVE_DIPLOMAS[level])
        )
        start = start or months_after(self.period, -self.rng.randint(6, 60))
        grade = ladder.contract_grade("45" if diploma.name in careers.PROFESSIONS else diploma.level)
        status = PART_TIME if part_time else PPPK
        facts = (TRAITS.get(family.name, {}) if family else {}) | facts
        person = self.take_on(Career(diploma, grade, start, start=start, status=status, entry=grade, **facts))
        person.standing, person.unit, person.family = "71", unit, family
        if family:
            tier = ladder.tier_of(family.category, careers.entry_grade(diploma))
            held = Appointment("2", f"{family.name} {tier.title}", unit, start, tier=tier.code, inaugurated_on=start)
        else:
            held = Appointment("4", operative_for(self.rng, level).name, unit, start)
        person.appointments.append(held)
        return person

    def _path(self, career):
        entry = career.entry or careers.entry_grade(career.diploma)
        since = career.start if entry == career.grade and career.start else career.since
        return careers.climb(self.rng, entry, career.grade, since, career.years)

    def take_on(self, career, path=None):
        """A person with identity, grades, education and ratings; the caller adds the positions."""
        rng = self.rng
        path = path or self._path(career)
        start = path[0][1]
        birth = career.birth or self._birth(start, career)
        sex = career.sex or rng.choice("MF")
        religion = career.religion or rng.choice(RELIGIONS)
        person = Person(
            number=len(self.people) + 1,
            nip=self._identities.nip(birth, start, sex, career.status),
            nik=self._identities.nik(birth, sex),
            name=make_name(rng, sex, religion),
            sex=sex,
            birth=birth,
            birthplace=rng.choice(BIRTHPLACES),
            religion=religion,
            address=f"{rng.choice(STREETS)} No. {rng.randint(1, 120)}",
            start=start,
            status=career.status,
            age_limit=career.age_limit,
            permanent=months_after(start, rng.randint(12, 15)) if career.status == PNS else None,
            grades=[GradeStep(grade, day) for grade, day in path],
            education=self._education(career.diploma, birth, start),
        )
        person.ratings = careers.ratings(rng, self.marks, start, self.last_rated_year)
        self.people.append(person)
        return person

    def _birth(self, start, career):
        """A birthday that makes him old enough at entry and not yet retired in the period."""
        youngest = GRADUATES_AT[career.diploma.level] + 1
        oldest = 50 if career.status in (PPPK, PART_TIME) else OLDEST_ENTRY
        first = months_after(self.period, -12 * career.age_limit)  # born later than this: still in service
        first = max(first + timedelta(days=1), months_after(start, -12 * oldest - 11))
        last = months_after(start, -12 * youngest)
        if first > last:
            raise CareerImpossible(f"{career.grade} since {career.since}, in service since {start}")
        # Most enter young, but a regency also has its elders.
        return first + timedelta(days=int((last - first).days * self.rng.random() ** 1.5))

    def _education(self, diploma, birth, start):
        """The diploma he entered with, and the school leaving certificate below a degree."""
        graduated = birth.year + GRADUATES_AT[diploma.level]
        year = min(start.year, graduated + self.rng.choice([0, 0, 0, 1, 2]))
        studies = [Study(diploma, year)]
        if diploma.level >= "30":
            studies.insert(0, Study(self.rng.choice(OPERATIVE_DIPLOMAS["15"]), birth.year + GRADUATES_AT["15"]))
        return studies


def seated(seat: Seat, since):
    return Appointment("1", seat.name, seat.unit, since, echelon=seat.echelon, inaugurated_on=since)
