"""A year of hours as a bar: what was done, what is planned, and the line that is to be reached."""

from dataclasses import dataclass

WIDE, HIGH, ROOM = 500, 26, 8


@dataclass(frozen=True)
class Bar:
    """Numbers of the drawing, in its own units."""

    width: int
    height: int
    done: float
    planned_from: float
    planned: float
    goal: float | None
    label: str


def bar_of(wallet):
    """The Bar of a Wallet; as long as the most that stands in it."""
    longest = max(wallet.recognised + wallet.planned, wallet.goal or 0, 1)
    scale = (WIDE - ROOM) / longest
    done = round(wallet.recognised * scale, 1)
    planned = round(wallet.planned * scale, 1)
    label = f"{wallet.recognised} JP diakui, {wallet.planned} JP direncanakan"
    if wallet.least is not None:
        label += f", paling sedikit {wallet.least} JP"
    elif wallet.most is not None:
        label += f", diakui paling banyak {wallet.most} JP"
    goal = round(wallet.goal * scale, 1) if wallet.goal is not None else None
    return Bar(WIDE, HIGH, done, done, planned, goal, label)
