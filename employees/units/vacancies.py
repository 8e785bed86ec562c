"""Vacant posts: now, and as their holders reach the age limit in the coming years.

All of it is read within `as_of(day)`, which says of which day the views speak.
"""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Sum, Value, When
from django.db.models.functions import ExtractYear

from employees.models import PositionKind, Vacancy
from simpeg.core.dates import years_after
from simpeg.law.models import Echelon

# Each order ends in something unique, and none of its fields is NULL (simpeg.web.paging).
ORDER = ["opens_on", "height", "key"]
NOW, PAST = "sekarang", "lewat"


def vacancies(user, law):
    """Every room on the map within the years that the law names, with what a row shows."""
    horizon = years_after(law.day, law["jabatan.lowong_tahun"])
    rows = Vacancy.objects.visible_to(user).filter(opens_on__lte=horizon)
    return rows.select_related("unit", "position", "employee", "employee__retirement")


def now(rows):
    return rows.filter(employee__isnull=True)


def past(rows, law):
    """Holders who should have left already."""
    return rows.filter(employee__isnull=False, opens_on__lte=law.day)


def coming(rows, law, years):
    """Falling vacant after today, within so many years."""
    return rows.filter(employee__isnull=False, opens_on__gt=law.day, opens_on__lte=years_after(law.day, years))


@dataclass(frozen=True)
class Line:
    """One kind of post in the overview: how much room there is now, overdue, and in each coming year."""

    label: str
    kind: str
    echelon: int | None
    now: int
    past: int
    by_year: list  # (year, number)

    @property
    def all(self):
        return self.now + self.past + sum(number for _, number in self.by_year)


def overview(rows, law):
    """The lines of the overview and the years they speak of, by kind and echelon, from one query."""
    years = list(range(law.day.year, years_after(law.day, law["jabatan.lowong_tahun"]).year + 1))
    when = Case(
        When(employee__isnull=True, then=Value(0)),
        When(opens_on__lte=law.day, then=Value(-1)),
        default=ExtractYear("opens_on"),
        output_field=IntegerField(),
    )
    counted = rows.order_by().values("kind", "echelon").annotate(when=when).annotate(number=Sum("number"))
    found = {(r["kind"], r["echelon"], r["when"]): r["number"] for r in counted}
    lines = []
    for kind, echelon in sorted({key[:2] for key in found}, key=lambda key: (key[0], key[1] or 99)):
        by_year = [(year, found.get((kind, echelon, year), 0)) for year in years]
        level = f", eselon {Echelon(echelon).label}" if echelon else ""
        lines.append(
            Line(
                f"{PositionKind(kind).label}{level}",
                kind,
                echelon,
                found.get((kind, echelon, 0), 0),
                found.get((kind, echelon, -1), 0),
                by_year,
            )
        )
    return lines, years
