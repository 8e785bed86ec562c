"""The index of a year: everybody's as the files say now, and what was kept of each year."""

from contextlib import contextmanager
from datetime import date

from django.db import connection
from django.db.models import F
from django.utils import timezone

from simpeg.core.sql import as_of
from simpeg.law.catalogue import keys
from simpeg.law.engine import Law, LawGap
from training.models import IndexCategory, IndexMeasurement, Professionalism, UnitIndex
from training.models.professionalism import PARTS

TOPIC = "ip"
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


def measured_years():
    """The years that were measured, newest first."""
    return list(IndexMeasurement.objects.order_by("-year").values_list("year", flat=True))


def trend_of(unit, user):
    """The years of a unit (None: of everybody) that this user may see, oldest first."""
    found = UnitIndex.objects.visible_to(user).filter(unit=unit).select_related("measurement")
    return list(found.order_by("measurement__year"))


def scores_of(employee, user):
    """The years of a person that this user may see, oldest first."""
    found = employee.index_scores.visible_to(user).select_related("measurement", "unit")
    return list(found.order_by("measurement__year"))


def offices_of(measurement, user):
    """The units whose index is compared with each other: the offices that the user sees, lowest index first."""
    found = UnitIndex.objects.visible_to(user).filter(measurement=measurement, unit__opd=F("unit"))
    return list(found.select_related("unit").order_by(F("total").asc(nulls_last=True), "unit__name", "unit"))
