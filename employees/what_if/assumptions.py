"""Facts that somebody supposes of one person: each can be put into his records, and be said in words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import number_format

from employees.models import (
    AnnualRating,
    Appointment,
    Course,
    CreditRecord,
    EducationRecord,
    Employee,
    GradeRecord,
    Position,
    PositionKind,
    Sanction,
    ServiceExam,
)
from employees.what_if.service_length import service_in
from simpeg.core.dates import in_words
from simpeg.law.models import EducationLevel, Grade

NO_DECREE = "andaian"


@dataclass(frozen=True)
class Rated:
    """A predikat of a year."""

    year: int
    rating: int

    def suppose(self, employee):
        AnnualRating.objects.update_or_create(employee=employee, year=self.year, defaults={"rating": self.rating})

    def __str__(self):
        return f"predikat {self.year} {AnnualRating.Rating(self.rating).label}"


@dataclass(frozen=True)
class ExamPassed:
    kind: str
    on: date

    def suppose(self, employee):
        ServiceExam.objects.get_or_create(employee=employee, kind=self.kind, passed_on=self.on)

    def __str__(self):
        return f"lulus {ServiceExam.Kind(self.kind).label} {in_words(self.on)}"


@dataclass(frozen=True)
class CourseFinished:
    level: str
    on: date

    def suppose(self, employee):
        Course.objects.get_or_create(
            employee=employee,
            name=NO_DECREE,
            ends_on=self.on,
            defaults={"kind": Course.Kind.LEADERSHIP, "level": self.level, "learning_hours": 0},
        )

    def __str__(self):
        return f"lulus {Course.Level(self.level).label} {in_words(self.on)}"


@dataclass(frozen=True)
class DiplomaRecognised:
    level: EducationLevel
    name: str
    on: date

    def suppose(self, employee):
        EducationRecord.objects.update_or_create(
            employee=employee,
            name=self.name,
            defaults={"level": self.level, "graduated": self.on.year, "recognised_on": self.on},
        )

    def __str__(self):
        return f"ijazah {self.name} dicantumkan {in_words(self.on)}"


@dataclass(frozen=True)
class PointsDetermined:
    tier: str
    points: Decimal
    on: date

    def suppose(self, employee):
        CreditRecord.objects.update_or_create(
            employee=employee, determined_on=self.on, defaults={"tier": self.tier, "points": self.points}
        )

    def __str__(self):
        return f"angka kredit {number_format(self.points)} ditetapkan {in_words(self.on)}"


@dataclass(frozen=True)
class Moved:
    """A post of the position map, taken up on a day."""

    position: Position
    on: date

    def suppose(self, employee):
        post = self.position
        Appointment.objects.update_or_create(
            employee=employee,
            since=self.on,
            assignment=Appointment.Assignment.DEFINITIVE,
            defaults={
                "kind": post.kind,
                "title": post.title,
                "echelon": post.echelon,
                "tier": post.tier,
                "unit_id": post.unit_id,
                "inaugurated_on": self.on if post.kind == PositionKind.STRUCTURAL else None,
            },
        )

    def __str__(self):
        return f"menjabat {self.position.title} sejak {in_words(self.on)}"


@dataclass(frozen=True)
class SanctionEnded:
    sanction: Sanction
    on: date

    def suppose(self, employee):
        Sanction.objects.filter(pk=self.sanction.pk, employee=employee).update(ends_on=self.on)

    def __str__(self):
        return f"{self.sanction.kind.name} berakhir {in_words(self.on)}"


@dataclass(frozen=True)
class GradeGiven:
    """A grade from a day on, with the service that is left when a promotion enters a higher group."""

    grade: Grade
    on: date

    def suppose(self, employee):
        years, months = service_in(self.grade, employee, self.on)
        service = {"service_years": years, "service_months": months}
        GradeRecord.objects.update_or_create(
            employee=employee, since=self.on, defaults={"grade": self.grade, **service}
        )
        Employee.objects.filter(pk=employee.pk).update(grade=self.grade, grade_since=self.on, **service)

    def __str__(self):
        return f"golongan {self.grade.code} sejak {in_words(self.on)}"
