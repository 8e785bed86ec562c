"""How a distribution of predikat is drawn: one bar in five parts, the numbers beside it."""

from dataclasses import dataclass

from performance.models import Predikat


@dataclass(frozen=True)
class Bar:
    """A part of the bar, in hundredths of its width."""

    predikat: Predikat
    number: int
    share: float
    x: float
    width: float


def bars_of(counts):
    """The five parts for the numbers of the five predikat, Sangat Baik first."""
    people, place, bars = sum(counts), 0.0, []
    for predikat, number in zip(Predikat, counts, strict=True):
        width = 100 * number / people if people else 0
        bars.append(Bar(predikat, number, width, place, width))
        place += width
    return bars
