"""The trend as a picture: a line of an SVG, computed here; the template only draws. Its table stands beside it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

WIDTH, HEIGHT = 560, 150
LEFT, RIGHT, TOP, BOTTOM = 46, 12, 14, 24


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    day: date
    index: Decimal


@dataclass(frozen=True)
class Trend:
    """The dots, the line through them, and the two levels between which they lie."""

    dots: list[Dot]
    low: Decimal
    high: Decimal

    width, height, left, top, bottom = WIDTH, HEIGHT, LEFT, TOP, HEIGHT - BOTTOM

    @property
    def line(self):
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)

    @property
    def latest_first(self):
        return self.dots[::-1]


def trend(points):
    """None for fewer than two days: a single day is no trend."""
    if len(points) < 2:
        return None
    values = [index for _, index in points]
    low, high = min(values), max(values)
    room = max(high - low, Decimal("0.1"))
    low, high = max(low - room / 5, Decimal(0)), min(high + room / 5, Decimal(100))
    days = max((points[-1][0] - points[0][0]).days, 1)
    across, down = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    dots = [
        Dot(
            round(LEFT + across * (day - points[0][0]).days / days, 1),
            round(TOP + down * float((high - index) / max(high - low, Decimal("0.0001"))), 1),
            day,
            index,
        )
        for day, index in points
    ]
    return Trend(dots, low, high)
