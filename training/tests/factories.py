"""Plain builders of courses, sessions and enrolments; what a test overrides is what it is about."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from employees.models import Unit
from employees.tests.factories import make_appointment, make_employee, make_unit
from simpeg import roles
from simpeg.testing.people import make_user
from training.models import CatalogueCourse, CourseSession, Enrolment, Topic

_serial = count(1)
TODAY = timezone.localdate()


def days(number):
    return timezone.localdate() + timedelta(days=number)


def officer():
    return make_user(role=roles.TRAINING_OFFICER.name)


def head_of(unit, **fields):
    return make_user(role=roles.UNIT_HEAD.name, mandates=[unit], **fields)


def account(employee, **fields):
    return make_user(role=roles.EMPLOYEE.name, nip=employee.nip, name=employee.name, **fields)


def make_person(unit=None, **fields):
    person = make_employee(unit=unit or make_unit(), **fields)
    make_appointment(person)
    return person


def make_topic(name=None, **fields):
    fields.setdefault("sentence", "Bekerja dengan data.")
    return Topic.objects.create(name=name or f"Topik {next(_serial)}", **fields)


def make_course(name=None, *, by=None, **fields):
    fields.setdefault("topic", Topic.objects.first() or make_topic())
    fields.setdefault("summary", "Mengolah data dengan lembar kerja.")
    fields.setdefault("form", "TEKNIS")
    fields.setdefault("counts_as", "TEKNIS")
    fields.setdefault("mode", "KELAS")
    fields.setdefault("learning_hours", 20)
    fields.setdefault("provider", "BKPSDM Kabupaten Mamuju")
    fields.setdefault("least_attendance", 80)
    return CatalogueCourse.objects.create(
        name=name or f"Pelatihan {next(_serial)}", made_by=by or make_user(), **fields
    )


def make_session(course=None, *, seats=2, starts=10, lasts=2, status="OPEN", by=None, **fields):
    """A session that takes enrolments today: it starts in so many days, and lasts so many."""
    course = course or make_course()
    fields.setdefault("entry", "TERBUKA")
    fields.setdefault("place", "Aula BKPSDM")
    fields.setdefault("enrol_from", min(days(-5), days(starts)))
    fields.setdefault("enrol_until", min(days(5), days(starts)))
    for name in ("learning_hours", "price", "least_attendance", "least_score"):
        fields.setdefault(name, getattr(course, name))
    if status == "CANCELLED":
        fields.setdefault("cancel_reason", "Pengajar sakit")
    return CourseSession.objects.create(
        course=course, seats=seats, starts_on=days(starts), ends_on=days(starts + lasts - 1), status=status,
        made_by=by or make_user(), **fields,
    )  # fmt: skip


def make_enrolment(session, employee=None, *, status="SEATED", by=None, **fields):
    now = timezone.now()
    fields.setdefault("origin", "SENDIRI")
    fields.setdefault("asked_at", now)
    if status in ("SEATED", "PASSED", "FAILED"):
        fields.setdefault("seated_at", now)
    if status in ("REFUSED", "CANCELLED"):
        fields.setdefault("decision", "Tugas lain")
    return Enrolment.objects.create(
        session=session, employee=employee or make_person(), status=status, asked_by=by or make_user(), **fields
    )


def make_office(name="Dinas Satu"):
    """An office and a division in it: (office, division)."""
    office = make_unit(name)
    return office, make_unit("Bidang Satu", parent=office, kind=Unit.Kind.BIDANG)
