"""Who waits in which order and why, what clashes with a session, and who can be named for it."""

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from employees.directory.queries import active, states
from employees.models import Course, Employee, EmployeeState, UnpaidLeave
from simpeg.core.dates import in_words
from training.models import CourseSession, Enrolment
from training.sessions.rules import need_in_words, needed_by_law, open_to

CANDIDATE_ORDER = ["not_needed", "hours", "sort_name", "employee"]
AWAY = {
    Employee.Standing.STUDY: "sedang tugas belajar",
    Employee.Standing.UNPAID_LEAVE: "sedang CLTN",
    Employee.Standing.UNPAID_LEAVE_EXTENDED: "sedang CLTN",
}


def hours_of(person, years):
    """JP on file of courses that ended in these years; `person` is the outer query's field with the employee."""
    courses = Course.objects.filter(employee=OuterRef(person), ends_on__year__in=years).order_by()
    total = courses.values("employee").annotate(hours=Sum("learning_hours")).values("hours")
    return Coalesce(Subquery(total, output_field=IntegerField()), 0)


def _yes(condition):
    if condition is None:
        return Value(False, output_field=BooleanField())
    return Case(When(condition, then=True), default=False, output_field=BooleanField())


def waiting_order(session, law):
    """The waiting list in the order in which it moves up: law need, least JP this and last year, then who came first.

    Each with `needed` and `hours`, which say why it stands where it stands.
    """
    asked = needed_by_law(session.course, law)
    needed = None if asked is None else Exists(EmployeeState.objects.filter(asked, pk=OuterRef("employee")))
    waiting = Enrolment.objects.filter(session=session, status=Enrolment.Status.WAITING)
    return waiting.annotate(needed=_yes(needed), hours=hours_of("employee", (law.day.year, law.day.year - 1))).order_by(
        "-needed", "hours", "asked_at", "pk"
    )


def place_in_words(session, row):
    """Why somebody stands where he stands in the waiting list."""
    law = f"didahulukan: {need_in_words(session.course)}; " if row.needed else ""
    return f"{law}{row.hours} JP dalam tahun ini dan tahun lalu"


def with_counts(sessions):
    """Sessions with `taken` seats, `waiting` and `asked`."""
    Status = Enrolment.Status
    return sessions.annotate(
        taken=Count("enrolments", filter=Q(enrolments__status__in=(Status.SEATED, Status.PASSED, Status.FAILED))),
        waiting=Count("enrolments", filter=Q(enrolments__status=Status.WAITING)),
        asked=Count("enrolments", filter=Q(enrolments__status=Status.REQUESTED)),
    )


def candidates(session, user, law):
    """The states of those whom this user may name: his people in active service, to whom the session is open.

    With `needed` and `hours` of this and last year, by which they are ordered.
    """
    there = Enrolment.objects.alive().filter(session=session, employee=OuterRef("pk"))
    people = states(user).filter(active(law)).filter(open_to(session)).exclude(Exists(there))
    if user.nip and not user.has_perm("training.keep_courses"):
        people = people.exclude(nip=user.nip)
    asked = needed_by_law(session.course, law)
    return with_leave(people, session).annotate(
        not_needed=Case(When(asked, then=0), default=1, output_field=IntegerField()) if asked is not None else Value(1),
        hours=hours_of("pk", (law.day.year, law.day.year - 1)),
    )


def is_open_to(session, employee, law):
    """Whether the person is in active service and the session is open to him."""
    people = EmployeeState.objects.filter(active(law), pk=employee.pk)
    return people.filter(open_to(session)).exists()


def clashes(session, employees):
    """{employee's id: [what falls on the same days]}: other sessions, unpaid leave, study. Two queries for all."""
    employees = list(employees)
    found = other_sessions(session, employees)
    away = with_leave(EmployeeState.objects.filter(pk__in=employees), session)
    for state in away.filter(Q(standing__in=list(AWAY)) | Q(leave__isnull=False)).only("pk", "standing"):
        found.setdefault(state.pk, []).append(away_in_words(state))
    return found


def other_sessions(session, employees):
    """{employee's id: [other sessions on the same days, in words]}."""
    others = (
        Enrolment.objects.filter(
            employee__in=employees,
            status__in=(Enrolment.Status.REQUESTED, Enrolment.Status.WAITING, Enrolment.Status.SEATED),
            session__starts_on__lte=session.ends_on,
            session__ends_on__gte=session.starts_on,
        )
        .exclude(session=session)
        .exclude(session__status__in=(CourseSession.Status.CANCELLED, CourseSession.Status.FINISHED))
        .select_related("session__course")
    )
    found = {}
    for each in others.order_by("session__starts_on", "pk"):
        found.setdefault(each.employee_id, []).append(f"bentrok dengan {each.session}, {each.session.days}")
    return found


def with_leave(people, session):
    """States with `leave`: the last day of unpaid leave that falls on the days of the session."""
    leaves = UnpaidLeave.objects.filter(
        employee=OuterRef("pk"), starts_on__lte=session.ends_on, ends_on__gte=session.starts_on
    )
    return people.annotate(leave=Subquery(leaves.order_by("-ends_on").values("ends_on")[:1]))


def away_in_words(state):
    """Why somebody with `leave` is not there in these days; empty where nothing speaks against it."""
    if state.leave:
        return f"CLTN sampai {in_words(state.leave)}"
    return AWAY.get(Employee.Standing(state.standing), "") if state.standing in Employee.Standing.values else ""


def waiting_for_approval(user):
    """The requests that this user may decide; his own are decided by others."""
    asked = Enrolment.objects.visible_to(user).filter(status=Enrolment.Status.REQUESTED)
    return asked.exclude(employee__nip=user.nip) if user.nip else asked
