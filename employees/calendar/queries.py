"""What the pages of the calendar read: the newest look ahead, counted by month, year and unit."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, Count, DateField, F, Q, Sum, Value, When
from django.db.models.functions import Cast, TruncMonth

from employees.models import CalendarRun, DueSubject, ForeseenRight, Unit

MONEY = (DueSubject.PROMOTION, DueSubject.INCREMENT)  # what adds to the pay
# The rights as headings of narrow columns.
SHORT = {DueSubject.PROMOTION: "Pangkat", DueSubject.INCREMENT: "KGB", DueSubject.RETIREMENT: "Pensiun",
         DueSubject.MEDAL: "Satyalancana"}  # fmt: skip
OVERDUE = "lewat"  # the name of what fell before the first month
State = ForeseenRight.State


def newest_run():
    """The latest look ahead; None before the first."""
    return CalendarRun.objects.select_related("requested_by").order_by("-pk").first()


def months_of(run):
    """The first day of every month of a look ahead."""
    first = run.day.replace(day=1)
    months = (run.until.year - first.year) * 12 + run.until.month - first.month + 1
    return [date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(months)]


def month_counts(rights, run):
    """`[month, subject, counted, of which depend on a predikat, at risk, added to the pay of a month]` as JSON.

    One query. What fell before the first month stands under OVERDUE.
    """
    first = run.day.replace(day=1)
    month = Case(When(on__lt=first, then=Value(None)), default=TruncMonth("on"), output_field=DateField())
    rows = (
        rights.order_by()
        .annotate(month=Cast(month, DateField()))
        .values_list("month", "subject")
        .annotate(
            number=Count("pk", filter=Q(counted=True)),
            depends=Count("pk", filter=Q(counted=True, state=State.DEPENDS)),
            at_risk=Count("pk", filter=Q(state=State.MENDABLE)),
            monthly=Sum("monthly", filter=Q(counted=True)),
        )
        .order_by(F("month").asc(nulls_first=True), "subject")
    )
    return [[month.isoformat() if month else OVERDUE, *rest, monthly or 0] for month, *rest, monthly in rows]


@dataclass
class Cell:
    """What one month holds of one right."""

    number: int = 0
    depends: int = 0
    at_risk: int = 0
    monthly: int = 0


@dataclass
class Line:
    """One month, or what fell before the first (`month` None): a cell a subject."""

    month: date | None
    cells: dict = field(default_factory=lambda: {subject: Cell() for subject in DueSubject})

    @property
    def key(self):
        return self.month.strftime("%Y-%m") if self.month else OVERDUE

    @property
    def number(self):
        return sum(cell.number for cell in self.cells.values())

    @property
    def at_risk(self):
        return sum(cell.at_risk for cell in self.cells.values())

    @property
    def monthly(self):
        return sum(cell.monthly for cell in self.cells.values())


def lines(run, counts):
    """A line for every month of the look ahead, and one for what fell before it where there is something."""
    found = {OVERDUE: Line(None)} | {month.isoformat(): Line(month) for month in months_of(run)}
    for month, subject, number, depends, at_risk, monthly in counts:
        found[month].cells[DueSubject(subject)] = Cell(number, depends, at_risk, monthly)
    before = found.pop(OVERDUE)
    return ([before] if before.number or before.at_risk else []) + list(found.values())


def budget(run, rows):
    """What steps and promotions add to the pay of each calendar year: (year, {subject: rupiah}, all).

    What falls in a month is paid from then on: the difference a month, times the months left in the year, and whole
    years after it. What fell before the first month is counted from it; its arrears are not.
    """
    share = run.law["kalender.bulan_gaji_setahun"]["value"]
    found = []
    for year in range(run.day.year, run.until.year + 1):
        added = dict.fromkeys(MONEY, 0)
        for line in rows:
            month = line.month or run.day.replace(day=1)
            if month.year > year:
                continue
            paid = 13 - month.month if month.year == year else 12
            for subject in MONEY:
                added[subject] += line.cells[subject].monthly * paid * share // 12
        found.append((year, added, sum(added.values())))
    return found


@dataclass
class UnitLine:
    unit: Unit
    cells: dict = field(default_factory=lambda: dict.fromkeys(DueSubject, 0))
    at_risk: int = 0


def by_unit(rights, user, unit, most):
    """The units right below `unit` (without one: the offices) with their counts, most rights first; and those above it,

    from the top: (lines, units).
    """
    below = F(f"unit__path__{len(unit.path)}") if unit else F("unit__opd_id")
    rows = (
        rights.order_by()
        .values_list(below, "subject")
        .annotate(
            number=Count("pk", filter=Q(counted=True)),
            at_risk=Count("pk", filter=Q(state=State.MENDABLE)),
        )
    )
    counted = {}
    for pk, subject, number, at_risk in rows:
        cells = counted.setdefault(pk, {})
        cells[subject] = (number, at_risk)
    path = unit.path[:-1] if unit else []
    units = Unit.objects.visible_to(user).in_bulk([pk for pk in (*counted, *path) if pk])
    found = [UnitLine(units[pk]) for pk in counted if pk in units]
    for line in found:
        for subject, (number, at_risk) in counted[line.unit.pk].items():
            line.cells[DueSubject(subject)] = number
            line.at_risk += at_risk
    found.sort(key=lambda line: (-sum(line.cells.values()), line.unit.name))
    return found[:most], [units[pk] for pk in path if pk in units]
