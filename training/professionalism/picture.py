"""How an index is drawn: a bar of parts, a bar of categories, a column a year. Their tables stand beside them."""

from dataclasses import dataclass

from simpeg.web.columns import Frame
from training.models import IndexCategory
from training.professionalism.sentences import PART_LABELS, share

FRAME = Frame(width=560, height=170, top=22, bottom=24)
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
    """A column for each ((year, whether it is the present state), index) that has an index, oldest first."""
    return FRAME.columns([point for point in points if point[1] is not None], whole=WHOLE, widest=WIDEST)


def means_of(row, most):
    """[(label, mean, the most it can be, hundredths)] of the four parts of a unit's index."""
    return [
        (label, getattr(row, name), most[name], share(getattr(row, name) or 0, most[name]))
        for name, label in PART_LABELS.items()
    ]
