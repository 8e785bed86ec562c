"""The cheapest way to bring everybody to his hours with the seats there are: greedy, and explained seat by seat.

1. Sessions are taken by their price for an hour, the cheapest first; of equal ones the earlier.
2. A session's free seats go to those who still lack hours and to whom it is open, who has least hours first; nobody
   gets a course that he had or has, nor two sessions on the same days.
3. At the end whoever has more than he needs gives back his dearest seat that he can do without; somebody who
   still lacks hours may then take it.
"""

import hashlib
import json
from dataclasses import dataclass, field

from django.db.models import BooleanField, Case, When
from django.utils import timezone

from employees.models import Course
from training.models import CourseSession, Enrolment
from training.sessions.queries import with_counts
from training.sessions.rules import open_to
from training.wallet.queries import short_of_hours

MOST_SESSIONS = 60  # each is a column of the one query that asks everybody about them


@dataclass
class Share:
    """One person of a plan: what he lacks, and the sessions that he gets."""

    pk: int
    missing: int
    taken: list = field(default_factory=list)

    @property
    def lacks(self):
        return max(0, self.missing - sum(session.learning_hours for session in self.taken))

    @property
    def cost(self):
        return sum(session.price for session in self.taken)


@dataclass(frozen=True)
class Plan:
    year: int
    sessions: list
    shares: list

    @property
    def seats(self):
        """[(session, the people who get a seat)], as the sessions are taken; those that help nobody are left out."""
        by_session = {session.pk: [] for session in self.sessions}
        for share in self.shares:
            for session in share.taken:
                by_session[session.pk].append(share.pk)
        return [(session, by_session[session.pk]) for session in self.sessions if by_session[session.pk]]

    @property
    def cost(self):
        return sum(share.cost for share in self.shares)

    @property
    def reached(self):
        return sum(share.lacks == 0 for share in self.shares)

    @property
    def helped(self):
        return [share for share in self.shares if share.taken]

    @property
    def left(self):
        return [share for share in self.shares if share.lacks]

    @property
    def seen(self):
        """What the page shows, as a short fingerprint: what is opened is what was seen."""
        said = [[session.pk, sorted(people)] for session, people in self.seats]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def cheapest_plan(year, law, people=None):
    """The Plan of this year for everybody (or these states) who lacks hours. A handful of queries, whoever they are."""
    today = timezone.localdate()
    sessions = with_counts(
        CourseSession.objects.filter(
            status=CourseSession.Status.OPEN, enrol_until__gte=today, starts_on__gte=today, ends_on__year=year
        ).select_related("course", "unit", "least_grade")
    ).order_by("starts_on", "pk")[:MOST_SESSIONS]
    sessions = [session for session in sessions if session.taken < session.seats and not session.waiting]
    sessions.sort(key=lambda session: (session.price / session.learning_hours, session.starts_on, session.pk))
    flags = {f"fits_{session.pk}": _fits(session) for session in sessions}
    rows = short_of_hours(year, law, people).annotate(**flags).order_by("done", "sort_name", "employee")
    rows = list(rows.values_list("pk", "missing", *flags))
    shares = [Share(pk, missing) for pk, missing, *_ in rows]
    fits = {session.pk: [row[2 + place] for row in rows] for place, session in enumerate(sessions)}
    busy = _busy([share.pk for share in shares], sessions)
    free = {session.pk: session.seats - session.taken for session in sessions}
    _give(shares, sessions, fits, busy, free)
    _give_back(shares, free)
    _give(shares, sessions, fits, busy, free)
    return Plan(year, sessions, shares)


def _fits(session):
    condition = open_to(session)
    return Case(When(condition, then=True) if condition else When(pk__isnull=False, then=True), default=False,
                output_field=BooleanField())  # fmt: skip


def _busy(people, sessions):
    """{(person, session)} that cannot be: he had the course, is in it, or is elsewhere on these days."""
    courses = {}
    for session in sessions:
        courses.setdefault(session.course_id, []).append(session)
    names = {session.course.name: session.course_id for session in sessions}
    busy = set()
    had = Course.objects.filter(employee__in=people, name__in=names).values_list("employee", "name")
    for person, name in had:
        busy.update((person, session.pk) for session in courses[names[name]])
    alive = (
        Enrolment.objects.alive()
        .filter(employee__in=people)
        .exclude(session__status__in=(CourseSession.Status.FINISHED, CourseSession.Status.CANCELLED))
    )
    rows = alive.values_list("employee", "session__course", "session__starts_on", "session__ends_on")
    for person, course, starts, ends in rows:
        for session in sessions:
            if session.course_id == course or (session.starts_on <= ends and starts <= session.ends_on):
                busy.add((person, session.pk))
    return busy


def _give(shares, sessions, fits, busy, free):
    """Seats from the cheapest hour on; `shares` stand in the order of who has least."""
    for session in sessions:
        able = fits[session.pk]
        for place, share in enumerate(shares):
            if not free[session.pk]:
                break
            if share.lacks and able[place] and (share.pk, session.pk) not in busy and _agrees(share, session):
                share.taken.append(session)
                free[session.pk] -= 1


def _agrees(share, session):
    return all(
        other.course_id != session.course_id
        and (other.ends_on < session.starts_on or session.ends_on < other.starts_on)
        for other in share.taken
    )


def _give_back(shares, free):
    """Whoever has more than he needs keeps the cheaper seats."""
    for share in shares:
        for session in sorted(share.taken, key=lambda each: -each.price):
            hours = sum(each.learning_hours for each in share.taken)
            if hours - session.learning_hours >= share.missing:
                share.taken.remove(session)
                free[session.pk] += 1
