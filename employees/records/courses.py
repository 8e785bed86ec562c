"""Trainings as they come from where they were held: many at once, each as a fact of its person."""

from dataclasses import dataclass
from datetime import date

from employees.models import Course, Employee
from employees.quality.services import recheck
from simpeg.audit.change import change


@dataclass(frozen=True)
class CourseFact:
    """A training that one person finished, with the certificate that says so."""

    employee_id: int
    kind: str
    name: str
    starts_on: date
    ends_on: date
    learning_hours: int
    level: str = ""
    provider: str = ""
    certificate: str = ""


class CourseKnown(Exception):
    """The file of `employee` says this training already; nothing was recorded."""

    def __init__(self, employee):
        self.employee = employee
        super().__init__(f"{employee.full_name} sudah mempunyai pelatihan ini pada berkasnya.")


class CourseMoved(Exception):
    """The file says by now something else than was recorded there; nothing was taken out."""


def record_courses(facts, *, by, reason):
    """The files say these trainings; returns their records in the order of the facts. Raises CourseKnown."""
    facts = list(facts)
    if not facts:
        return []
    ids = sorted({fact.employee_id for fact in facts})
    with change(by=by, reason=reason):
        people = Employee.objects.select_for_update(of=("self",)).in_bulk(ids)  # one writer in a file at a time
        there = Course.objects.filter(employee__in=ids).values_list("employee", "name", "ends_on")
        known = set(there.filter(name__in={fact.name for fact in facts}))
        for fact in facts:
            if (fact.employee_id, fact.name, fact.ends_on) in known:
                raise CourseKnown(people[fact.employee_id])
        records = Course.objects.bulk_create(
            Course(
                employee_id=fact.employee_id,
                kind=fact.kind,
                level=fact.level,
                name=fact.name[:255],
                provider=fact.provider[:255],
                certificate=fact.certificate[:100],
                starts_on=fact.starts_on,
                ends_on=fact.ends_on,
                learning_hours=fact.learning_hours,
            )
            for fact in facts
        )
        recheck(ids)
    return records


def withdraw_course(record, fact, *, by, reason):
    """The file no longer says this; the trail keeps it. Raises CourseMoved where it says something else by now.

    `record` is the number of what was recorded; where it is gone already, nothing is left to do.
    """
    with change(by=by, reason=reason):
        found = Course.objects.select_for_update().filter(pk=record).first()
        if found is None:
            return
        now = (found.employee_id, found.name, found.ends_on, found.learning_hours)
        if now != (fact.employee_id, fact.name, fact.ends_on, fact.learning_hours):
            raise CourseMoved
        found.delete()
        recheck([fact.employee_id])
