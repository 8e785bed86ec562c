"""What the desk asks of the kept results: the index of whoever one sees, what weighs most, what mending would bring."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Avg, Case, Count, F, Q, Sum, Value, When
from django.db.models.fields import DecimalField
from django.db.models.functions import Greatest, Round

from employees.models import (
    DIMENSIONS,
    PersonQuality,
    QualityFacts,
    QualityItem,
    QualityRun,
    Unit,
    UnitQuality,
)
from employees.quality.indicators import COUNTED, GROUPS, INDICATORS, SCAN, Indicator, in_mask
from employees.quality.queries import index_weights
from employees.quality.sentences import detail
from simpeg.core.dates import years_after
from simpeg.core.sql import IsAny, as_of, has_bit

POINTS = DecimalField(max_digits=20, decimal_places=10)
OPEN = QualityItem.State.OPEN


@dataclass(frozen=True)
class Line:
    """One indicator among some people: of how many it was asked, how many breach it, what mending all would bring."""

    indicator: Indicator
    asked: int
    breached: int
    unknown: int
    gain: Decimal

    @property
    def measured(self):
        return self.asked > self.unknown

    @property
    def kept(self):
        return self.asked - self.breached - self.unknown


@dataclass(frozen=True)
class Summary:
    """The index of some people, its dimensions, and every indicator."""

    people: int
    index: Decimal | None
    lenient: Decimal | None
    dimensions: list[tuple[str, str, Decimal | None]]
    lines: list[Line]

    @property
    def worst(self):
        """What brings most when it is mended, first; our own rules after BKN's, scans that nobody brought last."""
        found = [line for line in self.lines if line.breached]
        return sorted(
            found,
            key=lambda line: (not line.indicator.counts, line.indicator.field == SCAN, -line.gain, -line.breached),
        )

    @property
    def not_measurable(self):
        return [line.indicator for line in self.lines if line.asked and not line.measured]


def in_unit(unit):
    """The condition "works in this unit or below it", for whatever has a `unit`."""
    return Q(IsAny(F("unit_id"), ArraySubquery(Unit.objects.below(unit).order_by().values("pk"))))


def people_of(user, unit=None):
    """The kept results of the people whose lists this user keeps; one's own file elsewhere is not among them."""
    return _within(PersonQuality.objects.visible_to(user), user, unit)


def items_of(user, unit=None):
    """The breaches of the people whose lists this user keeps."""
    return _within(QualityItem.objects.visible_to(user), user, unit)


def summary(people, law):
    """Everything about these people in one query."""
    weights, _ = index_weights(law)
    asked = {"people": Count("pk"), "mean": Avg("index"), "lenient_mean": Avg("lenient")}
    asked |= {f"mean_{dim}": Avg(dim) for dim in DIMENSIONS}
    for indicator in INDICATORS.values():
        for column in ("asked", "breached", "unknown"):
            asked[f"{column}_{indicator.bit}"] = Count("pk", filter=Q(has_bit(column, indicator.bit)))
        if indicator.counts:
            asked[f"gain_{indicator.bit}"] = Sum(_points(indicator, weights))
    found = people.order_by().aggregate(**asked)
    number = found["people"]
    lines = [
        Line(
            indicator,
            *(found[f"{column}_{indicator.bit}"] for column in ("asked", "breached", "unknown")),
            gain=(found.get(f"gain_{indicator.bit}") or Decimal(0)) / number if number else Decimal(0),
        )
        for indicator in INDICATORS.values()
    ]
    dimensions = [(dim, words, _rounded(found[f"mean_{dim}"])) for dim, words in DIMENSIONS.items()]
    return Summary(number, _rounded(found["mean"]), _rounded(found["lenient_mean"]), dimensions, lines)


def forecast(people, law, codes):
    """The index of these people once nobody breaches these indicators, exactly as a check would then compute it."""
    weights, _ = index_weights(law)
    left = [_points(indicator, weights) for indicator in COUNTED if indicator.code not in codes]
    lost = sum(left, Value(Decimal(0), POINTS))
    index = Greatest(Round(Value(Decimal(100), POINTS) - lost, 4), Value(Decimal(0), POINTS))
    return _rounded(people.order_by().aggregate(mean=Avg(index, output_field=POINTS))["mean"])


def run_points(user):
    """(day, index) of the regency, one a day, oldest first."""
    rows = QualityRun.objects.visible_to(user).order_by("day", "-pk").distinct("day").values_list("day", "index")
    return _thinned(list(rows))


def unit_points(unit):
    """(day, index) of a unit with everything below, where it changed, oldest first."""
    rows = UnitQuality.objects.filter(unit=unit, index__isnull=False).order_by("run__day", "-run_id")
    return _thinned(list(rows.distinct("run__day").values_list("run__day", "index")))


def change_since(points, now, day):
    """(difference, since when) against a month before `day`, or against the oldest that there is; None without."""
    if not points or now is None:
        return None
    month_ago = _month_before(day)
    before = [point for point in points if point[0] <= month_ago] or points[:1]
    since, index = before[-1]
    return (now - index, since) if since < day else None


def worst_units(user, most, parent=None):
    """The OPDs (or the units right below `parent`) with their last numbers, the lowest index first."""
    units = Unit.objects.visible_to(user)
    units = units.filter(parent=parent) if parent else units.filter(opd_id=F("pk"))
    rows = UnitQuality.objects.latest().filter(unit__in=units.order_by()).select_related("unit")
    found = sorted((row for row in rows if row.people), key=lambda row: (row.index, row.unit.name))
    return found[:most] if most else found


def with_details(items, day):
    """(item, indicator, what the file says) of each of these items; one query for the facts of all of them."""
    people = {item.employee_id for item in items}
    with as_of(day):
        facts = {row.pk: row for row in QualityFacts.objects.filter(employee__in=list(people))} if people else {}
    return [(item, INDICATORS[item.code], detail(item.code, facts.get(item.employee_id))) for item in items]


def gains(items, law):
    """{item's id: points of the person's own index that mending it brings}."""
    weights, _ = index_weights(law)
    shares = PersonQuality.objects.in_bulk([item.employee_id for item in items])
    return {
        item.pk: getattr(shares[item.employee_id], f"share_{INDICATORS[item.code].group}") * weights[item.code]
        for item in items
        if item.employee_id in shares and item.code in weights
    }


def kept_masks(person):
    """[(indicator, state)] of one kept person: breached first, then what is not known."""
    breached = [(indicator, "breached") for indicator in in_mask(person.breached)]
    return breached + [(indicator, "unknown") for indicator in in_mask(person.unknown)]


def group_words(indicator):
    return GROUPS[indicator.group]


def _within(rows, user, unit):
    if unit is not None:
        return rows.filter(in_unit(unit))
    if user.has_perm("employees.view_all_units"):
        return rows
    units = Unit.objects.visible_to(user).order_by().values("pk")
    return rows.filter(Q(IsAny(F("unit_id"), ArraySubquery(units))))


def _points(indicator, weights):
    worth = F(f"share_{indicator.group}") * Value(weights.get(indicator.code, Decimal(0)), POINTS)
    return Case(
        When(Q(has_bit("breached", indicator.bit)), then=worth), default=Value(Decimal(0), POINTS), output_field=POINTS
    )


def _thinned(points, most=60):
    """Every day of the last weeks; of older months the last day only."""
    recent = points[-30:]
    older = {(day.year, day.month): (day, index) for day, index in points[:-30]}
    return (list(older.values()) + recent)[-most:]


def _month_before(day):
    if day.month == 1:
        return years_after(day, -1).replace(month=12)
    return date(day.year, day.month - 1, min(day.day, 28))


def _rounded(number):
    return None if number is None else round(Decimal(number), 4)
