"""The composition by grade as a picture: columns of an SVG, computed here so that the template only draws."""

from dataclasses import dataclass

from simpeg.law.models import Grade

WIDTH, HEIGHT = 720, 200
TOP, BOTTOM = 22, 24  # room for the numbers above and the names below


@dataclass(frozen=True)
class Column:
    """One grade: its bar, and where its two texts stand."""

    grade: Grade
    number: int
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


def columns(by_grade):
    """A column for every grade somebody holds; the tallest fills the height."""
    held = [(grade, number) for grade, number in by_grade if number]
    if not held:
        return []
    most = max(number for _, number in held)
    step = WIDTH / len(held)
    room = HEIGHT - TOP - BOTTOM
    drawn = []
    for place, (grade, number) in enumerate(held):
        height = max(1.0, room * number / most)
        drawn.append(
            Column(
                grade,
                number,
                x=round(place * step + step * 0.14, 1),
                y=round(TOP + room - height, 1),
                width=round(step * 0.72, 1),
                height=round(height, 1),
            )
        )
    return drawn


def matrix(by_grade):
    """The same numbers as a table: (I–IV, [grade and number for a–e]) for PNS, and the PPPK grades somebody holds."""
    rows = {}
    for grade, number in by_grade:
        if grade.kind == Grade.Kind.PNS:
            rows.setdefault(grade.code.split("/")[0], []).append((grade, number))
    contracts = [(grade, number) for grade, number in by_grade if grade.kind == Grade.Kind.PPPK and number]
    return list(rows.items()), contracts
