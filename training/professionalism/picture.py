"""How an index is drawn: a bar of parts, a bar of categories, a column a year. Their tables stand beside them."""

from dataclasses import dataclass
from decimal import Decimal

from training.models import IndexCategory
from training.professionalism.sentences import PART_LABELS, share

WIDTH, HEIGHT, TOP, BOTTOM = 560, 170, 22, 24
WHOLE = 100  # the index that fills the height
WIDEST = 84  # of a column


@dataclass(frozen=True)
class Share:
    """A part of a bar, in hundredths of its width."""

    code: str
    label: str
    number: int
    x: float
    width: float


@dataclass(frozen=True)
class Column:
    """A year: its index, its bar, and where its two texts stand."""

    year: int
    total: Decimal
    is_now: bool
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self):
        return round(self.x + self.width / 2, 1)

    @property
    def above(self):
        return round(self.y - 6, 1)


def shares_of(categories):
    """The five parts of a bar, the highest category first; `{category: n}`."""
    everybody, place, found = sum(categories.values()), 0.0, []
    for category in IndexCategory:
        number = categories.get(category.value, 0)
        width = 100 * number / everybody if everybody else 0
        found.append(Share(category.value, category.label, number, round(place, 2), round(width, 2)))
        place += width
    return found


def columns_of(points):
    """A column for each (year, index, is_now) that has an index, oldest first."""
    known = [(year, total, is_now) for year, total, is_now in points if total is not None]
    if not known:
        return []
    step, room = WIDTH / len(known), HEIGHT - TOP - BOTTOM
    width = min(step * 0.7, WIDEST)
    columns = []
    for place, (year, total, is_now) in enumerate(known):
        height = max(1.0, room * min(float(total), WHOLE) / WHOLE)
        x = place * step + (step - width) / 2
        columns.append(
            Column(year, total, is_now, round(x, 1), round(TOP + room - height, 1), round(width, 1), round(height, 1))
        )
    return columns


def means_of(row, most):
    """[(label, mean, the most it can be, hundredths)] of the four parts of a unit's index."""
    return [
        (label, getattr(row, name), most[name], share(getattr(row, name) or 0, most[name]))
        for name, label in PART_LABELS.items()
    ]
