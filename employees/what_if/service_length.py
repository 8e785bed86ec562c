"""The length of service in a grade (masa kerja golongan) that somebody would be given on a day."""

from employees.models import IncrementFacts
from simpeg.core.sql import as_of
from simpeg.law.engine import Law

GROUPS = ("I", "II", "III", "IV")


def service_in(grade, employee, day):
    """(years, months) on that day in terms of `grade`; what a promotion into II or III takes off is taken off.

    Where the file states no service yet, it is counted from nothing.
    """
    law = Law.on(day)
    with as_of(day):
        stated = IncrementFacts.objects.filter(employee=employee).first()
    if stated is None or stated.base_on is None:
        return 0, 0
    passed = (day.year - stated.base_on.year) * 12 + day.month - stated.base_on.month - (day.day < stated.base_on.day)
    months = stated.base_years * 12 + stated.base_months + max(passed, 0)
    start, end = _group(employee.grade), _group(grade)
    lost = sum(
        years * 12 for name, years in law["kp.potongan_mk_ke_golongan"].items() if start < GROUPS.index(name) <= end
    )
    return divmod(max(months - lost, 0), 12)


def _group(grade):
    """0 to 3 for I to IV; PPPK have no groups and lose nothing."""
    name = grade.code.partition("/")[0]
    return GROUPS.index(name) if grade.kind == grade.Kind.PNS else 0
