"""Ask one employee's promotion question by the real law, as the regulation's worked examples put it."""

from datetime import date

from employees.due_lists.lists import judged_on
from employees.models import AnnualRating, CreditRecord, PositionKind, Sanction, ServiceExam, UnpaidLeave
from employees.promotion.rules import PROMOTION
from employees.tests.factories import make_appointment, make_education, make_employee, make_position, make_unit

GOOD, VERY_GOOD, FAIR = AnnualRating.Rating.GOOD, AnnualRating.Rating.VERY_GOOD, AnnualRating.Rating.FAIR
GOOD_YEARS = {year: GOOD for year in range(2020, 2026)}
DIPLOMAS = {
    "SLTA": ("15", "SMA"),
    "D3": ("30", "D-III AKUNTANSI"),
    "S1": ("40", "S-1 HUKUM"),
    "S2": ("45", "S-2 HUKUM"),
}


CAREER = {"cpns_since": date(2008, 1, 1), "first_grade": None}  # promoted before: the time counts from TMT golongan


def day(text):
    return date.fromisoformat(text)


def ask(employee, period, kind=None):
    """The judged row of this employee (of one kind, where he has two)."""
    with judged_on("promotion", day(period), nip=employee.nip) as rows:
        found = [row for row in rows if kind in (None, row["kind"])]
    assert len(found) == 1, f"{len(found)} rows"
    return found[0]


def answer(row):
    """`MS`, or the verdict with the codes in its way: `TMS MASA KINERJA?` (`?`: not known)."""
    outcomes = PROMOTION.outcomes(row["asked"], row["failed"], row["unknown"])
    codes = [rule.code + ("?" if state == "unknown" else "") for rule, state in outcomes if state != "met"]
    return " ".join([row["verdict"], *codes])


def regular(grade, since, diploma=None, *, ratings=GOOD_YEARS, recognised=None, **fields):
    """A pelaksana."""
    employee = make_employee(grade=grade, grade_since=day(since), ratings=ratings, **(CAREER | fields))
    make_appointment(employee, since=date(2015, 1, 2))
    if diploma:
        level, name = DIPLOMAS[diploma]
        make_education(employee, level=level, name=name, recognised_on=recognised and day(recognised))
    return employee


def functional(
    grade, since, tier, points=None, *, title="Analis Hukum", ratings=GOOD_YEARS, points_tier=None, **fields
):
    """A holder of a JF; `points` as determined in his jenjang."""
    employee = make_employee(grade=grade, grade_since=day(since), ratings=ratings, **(CAREER | fields))
    make_appointment(employee, title=title, kind=PositionKind.FUNCTIONAL, tier=tier, since=date(2015, 1, 2))
    if points is not None:
        CreditRecord.objects.create(
            employee=employee, tier=points_tier or tier, determined_on=date(2026, 1, 10), points=points
        )
    return employee


def structural(grade, since, echelon, inaugurated, *, ratings=GOOD_YEARS, **fields):
    """A holder of a structural post."""
    employee = make_employee(grade=grade, grade_since=day(since), ratings=ratings, **(CAREER | fields))
    make_appointment(
        employee, title="Kepala Bidang", kind=PositionKind.STRUCTURAL, echelon=echelon, since=day(inaugurated)
    )
    return employee


def sanctioned(employee, kind, starts, ends):
    Sanction.objects.create(employee=employee, kind_id=kind, starts_on=day(starts), ends_on=ends and day(ends))
    return employee


def on_leave(employee, starts, ends):
    UnpaidLeave.objects.create(employee=employee, starts_on=day(starts), ends_on=day(ends))
    return employee


def passed(employee, kind, on="2020-01-01"):
    ServiceExam.objects.create(employee=employee, kind=kind, passed_on=day(on))
    return employee


def office_with(title, tier, need):
    """An OPD whose position map asks for so many holders of a JF."""
    office = make_unit()
    make_position(office, title=title, kind=PositionKind.FUNCTIONAL, tier=tier, need=need)
    return office
