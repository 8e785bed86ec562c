"""Length of service and pay after a promotion, in terms of the new grade."""

import re
from datetime import date

from simpeg.law.models import SalaryStep

GROUPS = ["I", "II", "III", "IV"]


def service_at(facts, day, old, new, deductions):
    """Length of service (years, months) in terms of the new grade on the day it is given.

    The service at the present grade's TMT runs on, less the months of unpaid leave since; entering golongan II or III
    takes off the years that the salary tables differ by (PP 7/1977). Never below zero.
    """
    since = date.fromisoformat(facts["grade_since"])
    months = facts["service_years"] * 12 + facts.get("service_months", 0) + months_between(since, day)
    months -= sum(
        months_between(max(start, since), min(end, day), started=True)
        for start, end in _spans(facts.get("unpaid", ""))
        if end > since and start < day
    )
    before, after = (GROUPS.index(grade.code.split("/")[0]) for grade in (old, new))
    months -= 12 * sum(deductions.get(group, 0) for group in GROUPS[before + 1 : after + 1])
    return divmod(max(months, 0), 12)


def months_between(start, end, *, started=False):
    """Full months from `start` to `end` (exclusive); with `started`, a begun month counts as one."""
    months = (end.year - start.year) * 12 + end.month - start.month
    rest = end.day - start.day
    return months + (rest > 0 if started else 0) - (rest < 0 and not started)


def _spans(multirange):
    """The (start, end) pairs of a datemultirange's text, the end exclusive."""
    days = [date.fromisoformat(text) for text in re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", multirange)]
    return list(zip(days[::2], days[1::2], strict=True))


def pay_table(day):
    table = {}
    for grade, years, rupiah in SalaryStep.objects.filter(in_force__contains=day).values_list(
        "grade", "years", "rupiah"
    ):
        table.setdefault(grade, []).append((years, rupiah))
    return {grade: sorted(steps) for grade, steps in table.items()}


def pay_of(table, grade, years):
    """The row with the most years not above `years`, else the first row; None where no table is in force."""
    steps = table.get(grade)
    if not steps:
        return None
    return next((rupiah for least, rupiah in reversed(steps) if least <= years), steps[0][1])
