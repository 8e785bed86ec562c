"""One invented person with every history that the workbook tells."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from simpeg.core.dates import months_after
from simpeg.demo.posts import Diploma, Family
from simpeg.demo.units import Unit

PNS, CPNS, PPPK, PART_TIME = "PNS", "CPNS", "PPPK", "PPPK_PARUH_WAKTU"
SERIALS = 899  # NIP serials run down from here; real ones begin at 001
NOWHERE = "760299"  # no kecamatan has this number, so no NIK of ours can be anybody's


class Study(NamedTuple):
    """A diploma with its year; `recognised_on` is empty for what he entered with."""

    diploma: Diploma
    year: int
    recognised_on: date | None = None


class GradeStep(NamedTuple):
    """A grade from a day, with the grade service (in months) that the decree credits."""

    grade: str
    since: date
    kind: str | None = None
    months: int = 0


class Appointment(NamedTuple):
    """A row of the position history; `kind` is SIASN's jenis jabatan, `assignment` D, PLT, PLH, PJ or TT."""

    kind: str
    name: str
    unit: Unit | None
    since: date
    echelon: str | None = None
    tier: str | None = None
    inaugurated_on: date | None = None
    assignment: str = "D"


class Credit(NamedTuple):
    tier: str
    decided_on: date
    points: float


class Sanction(NamedTuple):
    code: str
    start: date
    end: date | None


class Course(NamedTuple):
    kind: str
    name: str
    level: str | None
    organiser: str
    start: date
    end: date
    hours: int


class Exam(NamedTuple):
    kind: str
    passed_on: date
    tier: str | None = None


@dataclass
class Person:
    """What the registry knows of one employee; lists are in order of time."""

    number: int
    nip: str
    nik: str
    name: str
    sex: str
    birth: date
    birthplace: str
    religion: tuple
    address: str
    start: date
    status: str = PNS
    age_limit: int = 58
    standing: str = "01"
    permanent: date | None = None
    unit: Unit | None = None
    family: Family | None = None
    front: str = ""
    back: str = ""
    case: str = ""
    grades: list = field(default_factory=list)
    appointments: list = field(default_factory=list)
    education: list = field(default_factory=list)
    ratings: dict = field(default_factory=dict)
    credits: list | None = None  # None: worked out from the ratings
    sanctions: list = field(default_factory=list)
    courses: list = field(default_factory=list)
    exams: list = field(default_factory=list)
    leaves: list = field(default_factory=list)
    awards: list | None = None  # None: given when the years were reached
    steps: list = field(default_factory=list)
    surplus: float = 0.0  # credit points beyond the base with which he entered the present grade

    @property
    def grade(self):
        return self.grades[-1].grade

    @property
    def grade_since(self):
        return self.grades[-1].since

    @property
    def position(self):
        """The definitive position that began last, like the import reads it."""
        return max((a for a in self.appointments if a.assignment == "D"), key=lambda a: a.since, default=None)

    @property
    def retires_on(self):
        """The first of the month after the birthday of his retirement age."""
        return months_after(self.birth.replace(day=1), 12 * self.age_limit + 1)

    def studies_on(self, day):
        """Diplomas recognised on a day, lowest first."""
        known = [study for study in self.education if (study.recognised_on or self.start) <= day]
        return sorted(known, key=lambda study: study.diploma.level)

    def clear(self, *histories):
        """Forget whole histories: `person.clear("education")` is a file without a diploma."""
        for history in histories:
            getattr(self, history).clear()


class Identities:
    """Hands out NIP and NIK that fit the person and that nobody else has."""

    def __init__(self):
        self._taken = {}

    def nip(self, birth, start, sex, status):
        month = {PPPK: "21", PART_TIME: "24"}.get(status, f"{start:%m}")
        stem = f"{birth:%Y%m%d}{start:%Y}{month}{'1' if sex == 'M' else '2'}"
        return f"{stem}{SERIALS - self._next(stem):03}"

    def nik(self, birth, sex):
        stem = f"{NOWHERE}{birth.day + (40 if sex == 'F' else 0):02}{birth:%m%y}"
        return f"{stem}{self._next(stem) + 1:04}"

    def _next(self, stem):
        self._taken[stem] = self._taken.get(stem, -1) + 1
        return self._taken[stem]
