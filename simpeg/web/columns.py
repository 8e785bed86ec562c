"""A column chart as a picture: its columns are computed here, so that a template only draws."""

from dataclasses import dataclass
from decimal import Decimal

SHARE = 0.72  # of its place that a column takes


@dataclass(frozen=True)
class Column:
    """What stands for a number: its bar, and where its two texts stand."""

    what: object
    number: int | Decimal
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self):
        return round(self.x + self.width / 2, 1)

    @property
    def above(self):
        return round(self.y - 5, 1)


@dataclass(frozen=True)
class Frame:
    """The size of a picture, with the room for numbers at its top and for names at its bottom."""

    width: int
    height: int
    top: int
    bottom: int

    def columns(self, points, *, whole=None, widest=None):
        """A column for each (what, number), from left to right; `whole`, else the largest number, fills the height."""
        if not points:
            return []
        whole = float(whole or max(number for _, number in points) or 1)
        step, room = self.width / len(points), self.height - self.top - self.bottom
        width = min(step * SHARE, widest or step)
        drawn = []
        for place, (what, number) in enumerate(points):
            height = max(1.0, room * min(float(number) / whole, 1))
            x, y = place * step + (step - width) / 2, self.top + room - height
            drawn.append(Column(what, number, round(x, 1), round(y, 1), round(width, 1), round(height, 1)))
        return drawn
