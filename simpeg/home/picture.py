"""The composition by grade as a picture and as the same numbers in a table."""

from simpeg.law.models import Grade
from simpeg.web.columns import Frame

FRAME = Frame(width=720, height=200, top=22, bottom=24)


def columns(by_grade):
    """A column for every grade somebody holds; the tallest fills the height."""
    return FRAME.columns([(grade, number) for grade, number in by_grade if number])


def matrix(by_grade):
    """The same numbers as a table: (I–IV, [grade and number for a–e]) for PNS, and the PPPK grades somebody holds."""
    rows = {}
    for grade, number in by_grade:
        if grade.kind == Grade.Kind.PNS:
            rows.setdefault(grade.code.split("/")[0], []).append((grade, number))
    contracts = [(grade, number) for grade, number in by_grade if grade.kind == Grade.Kind.PPPK and number]
    return list(rows.items()), contracts
