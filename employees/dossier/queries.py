"""One person's file: the present state and every history that hangs on it."""

from dataclasses import dataclass

from employees.due_lists.lists import LISTS
from employees.due_lists.sentences import as_row, failures
from employees.models import (
    AnnualRating,
    Appointment,
    Award,
    Course,
    CreditRecord,
    DueCase,
    DueVerdict,
    EducationRecord,
    Employee,
    FamilyMember,
    GradeRecord,
    Letter,
    Sanction,
    ServiceExam,
    StandingRecord,
    StepIncrease,
    UnitHead,
    UnpaidLeave,
)
from employees.permissions import sees_sanctions

LATEST_CASES = 6
LATEST_LETTERS = 5


@dataclass(frozen=True)
class History:
    """All dated facts of one person, each kind newest first. What its reader may not see is None."""

    grades: list[GradeRecord]
    appointments: list[Appointment]
    education: list[EducationRecord]
    ratings: list[AnnualRating]
    credits: list[CreditRecord]
    steps: list[StepIncrease]
    courses: list[Course]
    exams: list[ServiceExam]
    awards: list[Award]
    leaves: list[UnpaidLeave]
    sanctions: list[Sanction] | None
    standings: list[StandingRecord]
    family: list[FamilyMember] | None = None


def files_of(user):
    """The files this user may open, each with the present state its head shows."""
    return _with_state(Employee.objects.visible_to(user))


def file_of(employee):
    """The file of a person whose right was asked, as the records of the moment say; None where he is not on them."""
    return _with_state(Employee.objects.filter(pk=employee.pk)).first()


def _with_state(people):
    return people.filter(state__isnull=False).select_related("state__grade", "state__unit__opd", "first_grade")


def history_of(employee, *, with_sanctions, with_family=False):
    return History(
        grades=list(employee.grade_records.select_related("grade").order_by("-since")),
        appointments=list(employee.appointments.select_related("unit").order_by("-since", "assignment")),
        education=list(employee.education_records.select_related("level").order_by("-graduated", "-level_id")),
        ratings=list(employee.ratings.order_by("-year")),
        credits=list(employee.credit_records.order_by("-determined_on")),
        steps=list(employee.step_increases.order_by("-since")),
        courses=list(employee.courses.order_by("-ends_on", "name")),
        exams=list(employee.exams.order_by("-passed_on")),
        awards=list(employee.awards.order_by("-awarded_on")),
        leaves=list(employee.unpaid_leaves.order_by("-starts_on")),
        sanctions=list(employee.sanctions.select_related("kind").order_by("-starts_on")) if with_sanctions else None,
        family=list(employee.family.order_by("relation", "birth_date", "name")) if with_family else None,
        standings=list(employee.standing_records.order_by("-since")),
    )


def latest_verdicts(employee, user):
    """What the newest list of each subject said of this person: (verdict, kind, what it changes, the obstacles)."""
    verdicts = DueVerdict.objects.visible_to(user).filter(employee=employee).select_related("list", "target")
    newest = verdicts.order_by("list__subject", "kind", "-list__day", "-list_id").distinct("list__subject", "kind")
    by_subject = {}
    for verdict in newest:
        by_subject.setdefault(verdict.list.subject, []).append(verdict)
    with_sanctions = sees_sanctions(user, employee)
    return [
        (verdict, kind, kind.change(as_row(verdict)), failures(kind, as_row(verdict), with_sanctions=with_sanctions))
        for subject, kind in LISTS.items()
        for verdict in _of_the_newest_list(by_subject.get(subject, []))
    ]


def latest_cases(employee, user):
    """What was last proposed for this person, newest day first."""
    return list(DueCase.objects.visible_to(user).filter(employee=employee).order_by("-day", "-pk")[:LATEST_CASES])


def latest_letters(employee, user):
    """The letters about this person that the reader may see, newest first."""
    return list(Letter.objects.visible_to(user).filter(employee=employee).order_by("-day", "-pk")[:LATEST_LETTERS])


def _of_the_newest_list(verdicts):
    """A kind that only an older list knew of is no longer his: which medal it is, for one, moves on."""
    newest = max(((verdict.list.day, verdict.list_id) for verdict in verdicts), default=None)
    return [verdict for verdict in verdicts if (verdict.list.day, verdict.list_id) == newest]


def head_of_unit(employee):
    """Who heads this person's unit today; None for a unit without head, and for the head himself."""
    heads = UnitHead.objects.filter(unit_id=employee.state.unit_id).exclude(employee_id=employee.pk)
    found = heads.select_related("employee").first()
    return found and found.employee


def present_duties(state, history, *, day):
    """Plt., Plh., Pj. and extra duties that run on the day: until their last day where one is on file.

    Without one they are those taken up since the position held then; older ones ended with an older one.
    """
    return [
        duty
        for duty in history.appointments
        if duty.assignment != Appointment.Assignment.DEFINITIVE
        and (duty.ended_on is None or duty.ended_on >= day)
        and (duty.ended_on or state.position_since is None or duty.since >= state.position_since)
    ]
