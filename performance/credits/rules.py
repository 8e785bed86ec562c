"""What a predikat is worth in credit points, which months count, and what a jenjang asks for the next step.

PermenPANRB 1/2023 and Peraturan BKN 3/2023; koefisien and thresholds are rows of the law (TierStep).
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from performance.models.credit import MONTHS_A_YEAR

CENT = Decimal("0.01")


def percent_of(predikat, law):
    """Percent of the koefisien that a predikat is worth."""
    return law["kinerja.ak_persen"][str(int(predikat))]


def points_of(percent, coefficient, months):
    """Percent x koefisien x months/12, rounded half up to two decimals; once, for one conversion."""
    return (Decimal(percent) * coefficient * months / (100 * MONTHS_A_YEAR)).quantize(CENT, ROUND_HALF_UP)


def diploma_points(grade_points, law):
    """What a higher diploma adds, of the points that a step within the jenjang takes."""
    return (grade_points * law["kinerja.ak_ijazah_persen"] / 100).quantize(CENT, ROUND_HALF_UP)


# -- Months ---------------------------------------------------------------------------------------------------------
# A month is a number (year x 12 + month - 1), so that months follow each other. It belongs to the plan that runs on
# its last day: whoever moves on the 15th is converted for that month where he went.


def months_of(starts_on, ends_on):
    """The months whose last day lies in the span, both days included."""
    first, last = _month(starts_on), _month(ends_on)
    if ends_on != last_day(last):
        last -= 1
    return range(first, last + 1)


def first_day(month):
    return date(month // 12, month % 12 + 1, 1)


def last_day(month):
    year, place = divmod(month, 12)
    return date(year, place + 1, monthrange(year, place + 1)[1])


def runs(months):
    """`[(first, last), …]` of months that hang together within one year."""
    found = []
    for _, group in groupby(enumerate(sorted(months)), lambda pair: (pair[1] - pair[0], pair[1] // 12)):
        together = [month for _, month in group]
        found.append((together[0], together[-1]))
    return found


def _month(day):
    return day.year * 12 + day.month - 1


def counted_after(determined_on, law):
    """From which day performance still counts, after a PAK that was not made here: what it counted, it does not say.

    One of the first months closes the year before; a later one the months before its own.
    """
    if determined_on.month <= law["kinerja.ak_pak_awal_tahun"]:
        return date(determined_on.year, 1, 1)
    following = determined_on + timedelta(days=1)
    return following if following.day == 1 else determined_on.replace(day=1)


# -- What a person has, and what it is for ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One conversion to be: whole months under one plan, in one jenjang, with the predikat of one evaluation."""

    appraisal_id: int
    plan_id: int
    starts_on: date
    ends_on: date
    months: int
    tier: str
    predikat: int
    percent: int
    coefficient: Decimal
    points: Decimal
    basis: str
    is_periodic: bool = False


@dataclass(frozen=True)
class Previous:
    """What a person has before the conversions: of his last PAK, or the AK dasar of a golongan."""

    points: Decimal
    on: date | None
    words: str
    counted_from: date


@dataclass(frozen=True)
class Need:
    """Credit points that the next golongan and the next jenjang ask for; None where there is no such step.

    Where the next golongan lies in the next jenjang (`crosses`), one comes with the other.
    """

    grade_need: Decimal | None = None
    tier_need: Decimal | None = None
    next_grade: str = ""
    next_tier: str = ""
    crosses: bool = False

    def missing(self, points):
        """(for the golongan, for the jenjang): what is still missing, 0 where there is enough, None without a step."""
        needs = (self.grade_need, self.tier_need)
        return tuple(None if need is None else max(Decimal(0), need - points) for need in needs)


@dataclass(frozen=True)
class Account:
    """The credit points of one person in one jenjang on a day: before, since, and what is asked for."""

    employee: object
    state: object
    tier: str
    previous: Previous
    lines: Sequence[Line]
    need: Need
    grade_points: Decimal | None  # what a step within the jenjang takes
    refusal: str = ""

    @property
    def counted_from(self):
        """The first day that counts: of the first conversion, where there is one."""
        return self.lines[0].starts_on if self.lines else self.previous.counted_from

    @property
    def added(self):
        return sum((line.points for line in self.lines), Decimal(0))

    @property
    def total(self):
        return self.previous.points + self.added

    @property
    def missing(self):
        return self.need.missing(self.total)


def need_of(step, tier_points):
    """What this rung of the ladder asks for; without one (a golongan outside the jenjang) only the next jenjang."""
    if step is None:
        return Need(tier_need=tier_points)
    within = None if step.grade_points is None else step.base_points + step.grade_points
    return Need(
        grade_need=step.tier_points if step.crosses else within,
        tier_need=step.tier_points,
        next_grade=step.next_grade.code if step.next_grade else "",
        next_tier=step.next_tier if step.crosses else "",
        crosses=step.crosses,
    )
