"""Hours of a year, of everybody in one query: done (in the file), recognised, planned (seats), and what is missing."""

from dataclasses import dataclass

from django.db.models import Case, F, IntegerField, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Greatest, Least

from employees.directory.queries import active, states
from employees.models import Course, EmployeeState
from training.models import CourseSession, Enrolment
from training.sessions.queries import hours_of
from training.wallet.rules import WITH_LEAST, WITH_MOST, least_of, most_of, recognised

ORDER = ["done", "sort_name", "employee"]
AHEAD = (CourseSession.Status.OPEN, CourseSession.Status.CLOSED, CourseSession.Status.RUNNING)


def with_hours(people, year, law):
    """States with `done`, `recognised`, `planned` and `missing` of this year.

    `missing` is what a PNS still lacks after what is recognised and planned; 0 for whoever lacks nothing.
    """
    planned = Enrolment.objects.filter(
        employee=OuterRef("pk"),
        status=Enrolment.Status.SEATED,
        session__status__in=AHEAD,
        session__ends_on__year=year,
    ).order_by()
    planned = planned.values("employee").annotate(hours=Sum("session__learning_hours")).values("hours")
    most, least = law["pelatihan.jp_paling_banyak_pppk"], law["pelatihan.jp_paling_sedikit"]
    return (
        people.annotate(
            done=hours_of("pk", (year,)),
            planned=Coalesce(Subquery(planned, output_field=IntegerField()), 0),
        )
        .annotate(
            recognised=Case(When(status__in=WITH_MOST, then=Least(F("done"), Value(most))), default=F("done")),
        )
        .annotate(
            short=_lacking(F("recognised"), least),
            missing=_lacking(F("recognised") + F("planned"), least),
        )
    )


def _lacking(hours, least):
    return Case(
        When(status__in=WITH_LEAST, then=Greatest(Value(least) - hours, Value(0))),
        default=Value(0),
        output_field=IntegerField(),
    )


def wallets(user, year, law):
    """The wallets of the people in active service whom this user's lists are about."""
    return with_hours(states(user).filter(active(law)), year, law)


def short_of_hours(year, law, people=None):
    """Those in active service who will not reach their hours with what is recognised and planned."""
    people = EmployeeState.objects.all() if people is None else people
    return with_hours(people.filter(active(law)), year, law).filter(missing__gt=0)


@dataclass(frozen=True)
class Wallet:
    """One person's year: what he did, what of it counts, what is planned, and what the law wants."""

    state: EmployeeState
    year: int
    done: int
    recognised: int
    planned: int
    least: int | None
    most: int | None
    courses: list
    seats: list

    @property
    def missing(self):
        return max(0, self.least - self.recognised - self.planned) if self.least is not None else 0

    @property
    def short(self):
        return max(0, self.least - self.recognised) if self.least is not None else 0

    @property
    def goal(self):
        """What the picture draws its line at."""
        return self.least if self.least is not None else self.most

    @property
    def beyond(self):
        """Hours that were done and do not count."""
        return self.done - self.recognised


def wallet_of(employee, year, law):
    """The Wallet of one person with its lines. None for whoever has no state."""
    state = EmployeeState.objects.select_related("unit", "grade").filter(pk=employee.pk).first()
    if state is None:
        return None
    courses = list(Course.objects.filter(employee=employee, ends_on__year=year).order_by("ends_on", "pk"))
    seats = Enrolment.objects.filter(
        employee=employee, status=Enrolment.Status.SEATED, session__status__in=AHEAD, session__ends_on__year=year
    )
    seats = list(seats.select_related("session__course").order_by("session__starts_on", "pk"))
    done = sum(course.learning_hours for course in courses)
    return Wallet(
        state=state,
        year=year,
        done=done,
        recognised=recognised(done, state.status, law),
        planned=sum(seat.session.learning_hours for seat in seats),
        least=least_of(state.status, law),
        most=most_of(state.status, law),
        courses=courses,
        seats=seats,
    )


SHORT_NOW, SHORT_THEN, NOTHING = "kurang", "tetap-kurang", "nol"
STANDINGS = [
    (SHORT_NOW, "Belum cukup JP hari ini"),
    (SHORT_THEN, "Tetap kurang sesudah yang direncanakan"),
    (NOTHING, "Belum ada JP tahun ini"),
]


def standing(people, chosen):
    """Those of one of STANDINGS."""
    return people.filter({SHORT_NOW: Q(short__gt=0), SHORT_THEN: Q(missing__gt=0), NOTHING: Q(done=0)}[chosen])
