"""The months as a picture: stacked columns of an SVG, computed here so that the template only draws."""

from dataclasses import dataclass

from employees.models import DueSubject

WIDTH, HEIGHT = 960, 230
LEFT, TOP, BOTTOM = 44, 14, 34


@dataclass(frozen=True)
class Bar:
    subject: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Column:
    """One month: its bars from below, and the words under it."""

    line: object
    bars: list[Bar]
    x: float
    year: int | None  # written once, under the first month of the year


@dataclass(frozen=True)
class Picture:
    columns: list[Column]
    ticks: list[tuple[float, int]]  # (height, number)

    width, height, left, base = WIDTH, HEIGHT, LEFT, HEIGHT - BOTTOM
    label_y, year_y = HEIGHT - BOTTOM + 14, HEIGHT - BOTTOM + 29


def columns(lines):
    """None where nothing is ahead. What fell before the first month is in the table only: it would hide the months."""
    months = [line for line in lines if line.month]
    most = max((line.number for line in months), default=0)
    if not most:
        return None
    step = (WIDTH - LEFT) / len(months)
    room = HEIGHT - TOP - BOTTOM
    drawn = []
    for place, line in enumerate(months):
        x, y, bars = LEFT + place * step, HEIGHT - BOTTOM, []
        for subject in DueSubject:
            height = room * line.cells[subject].number / most
            if height:
                y -= height
                bars.append(Bar(subject.slug, round(x + step * 0.14, 1), round(y, 1), round(step * 0.72, 1),
                                round(height, 1)))  # fmt: skip
        year = line.month.year if place == 0 or line.month.month == 1 else None
        drawn.append(Column(line, bars, round(x + step / 2, 1), year))
    return Picture(drawn, [(round(HEIGHT - BOTTOM - room * part, 1), round(most * part)) for part in (0.5, 1)])
