"""The index of a year: everybody's as the files say now, and what was kept of each year."""

from contextlib import contextmanager
from datetime import date

from django.db import connection
from django.db.models import F, Q
from django.utils import timezone

from employees.models import Course, Employee, Unit
from simpeg.core.sql import as_of
from simpeg.law.catalogue import keys
from simpeg.law.engine import Law, LawGap
from simpeg.law.models import Parameter
from training.models import IndexCategory, Professionalism, UnitIndex
from training.models.professionalism import PARTS, SEES_OWN_UNITS, sees_every_index

TOPIC = "ip"
ORDER = ["-gain", "nip"]  # of a list: whom a single step raises most
MOST_UNITS = 200  # that are compared on one page
FETCHED = 20_000  # rows that are in memory at once
FIRST, LAST = 2000, 2100  # years that are years of service


def law_of(year):
    """The law by which a year is measured: that of its last day. Raises `LawGap` where there is none."""
    if not FIRST <= year <= LAST:
        raise LawGap(f"Tahun {year} tidak dapat diukur. Pilih tahun antara {FIRST} dan {LAST}.")
    law = Law.on(date(year, 12, 31))
    for name in keys():
        if name.startswith(f"{TOPIC}."):
            _ = law[name]  # refuses, and says which value is missing
    return law


@contextmanager
def indexes_of(year):
    """Everybody's index of a year as the files say now, to be read inside the block."""
    law = law_of(year)
    with as_of(law.day):
        yield Professionalism.objects.all()


def rows_of(year):
    """Yield everybody's index of a year as other programs read it, by NIP: nip, the four parts, total, category.

    One statement, read in pieces: however many people there are, some thousand rows are in memory.
    """
    labels = dict(IndexCategory.choices)
    columns = ", ".join(f"{name}::float8" for name in (*PARTS, "total"))
    with as_of(law_of(year).day), whole_population(), connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT nip, {columns}, category FROM {Professionalism._meta.db_table} ORDER BY nip")
        while found := cursor.fetchmany(FETCHED):
            for nip, *parts, category in found:
                yield nip, parts, labels[category]


@contextmanager
def whole_population():
    """Within the block a statement may take the memory that sorting a nation takes; until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('work_mem', '256MB', true)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = DEFAULT")


def index_of(employee, year):
    """One person's index of a year as his file says now; None where he is not measured."""
    with indexes_of(year) as found:
        return found.filter(employee=employee).first()


def present_year():
    return timezone.localdate().year


def first_year():
    """The first year whose last day has the law of the index."""
    return Parameter.objects.filter(key=f"{TOPIC}.kualifikasi").order_by("in_force").first().in_force.lower.year


def trend_of(unit, user):
    """The years of a unit (None: of everybody) that this user may see, oldest first."""
    found = UnitIndex.objects.visible_to(user).filter(unit=unit).select_related("measurement")
    return list(found.order_by("measurement__year"))


def scores_of(employee, user):
    """The years of a person that this user may see, oldest first."""
    found = employee.index_scores.visible_to(user).select_related("measurement", "unit")
    return list(found.order_by("measurement__year"))


def offices_of(measurement, user):
    """The offices that a user works for, or the units where he sees no whole office; lowest index first."""
    return _lowest_first(measurement, user, unit__in=Unit.objects.offices(user).order_by())


def indexes_below(measurement, unit, user):
    """What a unit is compared by: the units right below it; of everybody: all offices. Lowest index first."""
    narrow = {"unit__parent": unit} if unit else {"unit__opd": F("unit")}
    return _lowest_first(measurement, user, **narrow)


def _lowest_first(measurement, user, **narrow):
    found = UnitIndex.objects.visible_to(user).filter(measurement=measurement, **narrow)
    found = found.select_related("unit").order_by(F("total").asc(nulls_last=True), "unit__name", "unit")
    return list(found[:MOST_UNITS])


def values_of(measurement):
    """{key: legal value} by which a year was measured."""
    return {key: said["value"] for key, said in measurement.law.items()}


def people_read_by(user):
    """The people whose index this user may read; everybody may read his own."""
    if user.is_authenticated and user.is_active and sees_every_index(user):
        return Employee.objects.all()
    people = Employee.objects.visible_to(user)
    return people if user.has_perm(SEES_OWN_UNITS) else people.filter(nip=user.nip or "")


def units_read_by(user):
    """The units whose index this user may read."""
    if not user.is_authenticated or not user.is_active:
        return Unit.objects.none()
    if sees_every_index(user):
        return Unit.objects.all()
    return Unit.objects.visible_to(user) if user.has_perm(SEES_OWN_UNITS) else Unit.objects.none()


def counted_courses(employee, year, values):
    """The courses that an index of this year looked at, newest first."""
    day = date(year, 12, 31)
    since = {
        Course.Kind.TECHNICAL: date(year - values["ip.teknis_tahun"] + 1, 1, 1),
        Course.Kind.SEMINAR: date(year - values["ip.seminar_tahun"] + 1, 1, 1),
    }
    within = Q(kind__in=[Course.Kind.LEADERSHIP, Course.Kind.FUNCTIONAL])
    for kind, first in since.items():
        within |= Q(kind=kind, ends_on__gte=first)
    return list(employee.courses.filter(within, ends_on__lte=day).order_by("-ends_on", "-pk"))
