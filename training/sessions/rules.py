"""What the law and a session ask: how a session moves, to whom it is open, and whom the law wants trained first."""

from django.db.models import Exists, OuterRef, Q

from employees.directory.queries import in_units
from employees.models import Course, Employee, PositionKind, Unit
from training.models import CatalogueCourse, CourseSession, Enrolment

Status = CourseSession.Status
Form = CatalogueCourse.Form
MOVES = {
    Status.DRAFT: (Status.OPEN, Status.CANCELLED),
    Status.OPEN: (Status.CLOSED, Status.CANCELLED),
    Status.CLOSED: (Status.OPEN, Status.RUNNING, Status.CANCELLED),
    Status.RUNNING: (Status.FINISHED, Status.CANCELLED),
    Status.FINISHED: (),
    Status.CANCELLED: (),
}
ENDS = {  # where an enrolment may still be taken back, refused or approved
    Enrolment.Status.REQUESTED,
    Enrolment.Status.WAITING,
    Enrolment.Status.SEATED,
}
LEADERSHIP = (Form.SUPERVISOR, Form.ADMINISTRATOR, Form.NATIONAL_2, Form.NATIONAL_1)  # each one includes those before


def open_to(session):
    """The condition on states "this session is open to him": every rule that the session has."""
    condition = Q()
    if session.statuses:
        condition &= Q(status__in=session.statuses)
    if session.position_kinds:
        condition &= Q(position_kind__in=session.position_kinds)
    if session.least_grade_id:
        # PNS and PPPK have ladders of their own; a step of the one says nothing of the other.
        grade = session.least_grade
        condition &= Q(grade__level__gte=grade.level) | ~Q(grade__kind=grade.kind)
    if session.unit_id:
        condition &= in_units(Unit.objects.below(session.unit))
    return condition


def open_to_words(session):
    """The same, as people read it."""
    statuses = [str(Employee.Status(each).label) for each in session.statuses]
    kinds = [str(PositionKind(each).label).lower() for each in session.position_kinds]
    words = [", ".join(statuses) or "semua status"]
    words.append(f"jabatan {', '.join(kinds)}" if kinds else "semua jenis jabatan")
    if session.least_grade_id:
        words.append(f"golongan {session.least_grade.kind} paling rendah {session.least_grade.code}")
    words.append(f"{session.unit.name} dan bawahannya" if session.unit_id else "semua unit kerja")
    text = "; ".join(words)
    return text[:1].upper() + text[1:]


def needed_by_law(course, law):
    """The condition on states "the law wants him in this course"; None where it wants nobody in particular."""
    if course.form in LEADERSHIP:
        echelons = [int(row["eselon"]) for row in law["pelatihan.wajib_kepemimpinan"] if row["bentuk"] == course.form]
        asked = Q(pk__in=[])
        for each in echelons:
            asked |= Q(echelon__range=(each * 10, each * 10 + 9))
        levels = [str(each) for each in LEADERSHIP[LEADERSHIP.index(course.form) :]]
        return Q(position_kind=PositionKind.STRUCTURAL) & asked & ~Exists(_on_file(level__in=levels))
    if course.form == Form.INDUCTION:
        return Q(status=Employee.Status.CPNS)
    if course.form == Form.FUNCTIONAL:
        return Q(position_kind=PositionKind.FUNCTIONAL) & ~Exists(_on_file(kind=Course.Kind.FUNCTIONAL))
    return None


def need_in_words(course):
    """Why the law wants somebody in this course."""
    if course.form in LEADERSHIP:
        return f"memegang jabatan yang mewajibkan {course.get_form_display()} dan belum mengikutinya"
    if course.form == Form.INDUCTION:
        return "CPNS wajib mengikuti Latsar"
    return "pejabat fungsional yang belum mengikuti pelatihan fungsional"


def _on_file(**fields):
    return Course.objects.filter(employee=OuterRef("pk"), **fields)
