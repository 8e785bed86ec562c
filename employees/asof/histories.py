"""A person's histories as far as they had come on a day."""

from dataclasses import replace
from datetime import date


def until(history, employee, day):
    """What had happened by `day`; a diploma counts from its recognition, a predikat from the end of its year."""

    def family_since(member):
        return member.since or member.birth_date or date.min

    def kept(records, since):
        return [record for record in records if since(record) <= day]

    return replace(
        history,
        grades=kept(history.grades, lambda r: r.since),
        appointments=kept(history.appointments, lambda r: r.since),
        standings=kept(history.standings, lambda r: r.since),
        education=kept(history.education, lambda r: r.recognised_on or employee.cpns_since),
        ratings=kept(history.ratings, lambda r: date(r.year, 12, 31)),
        credits=kept(history.credits, lambda r: r.determined_on),
        steps=kept(history.steps, lambda r: r.since),
        courses=kept(history.courses, lambda r: r.ends_on),
        exams=kept(history.exams, lambda r: r.passed_on),
        awards=kept(history.awards, lambda r: r.awarded_on),
        leaves=kept(history.leaves, lambda r: r.starts_on),
        family=None if history.family is None else kept(history.family, family_since),
        sanctions=None if history.sanctions is None else kept(history.sanctions, lambda r: r.starts_on),
    )
