"""When the spans of a year begin and end, and when they are rated: from the law of the day."""

from dataclasses import dataclass
from datetime import date, timedelta

from performance.models import YEARLY, Cycle

MONTHS_OF = {Cycle.Rhythm.MONTHLY: 1, Cycle.Rhythm.QUARTERLY: 3}


@dataclass(frozen=True)
class Span:
    """A span to be evaluated and the days on which it is rated; all of them included."""

    number: int
    starts_on: date
    ends_on: date
    opens_on: date
    closes_on: date


def spans_of(year, rhythm, law):
    """The year itself and its months or quarters, with their windows."""
    (from_month, from_day), (to_month, to_day) = law["kinerja.evaluasi_tahunan"]
    last = date(year, 12, 31)
    opens, closes = date(year + 1, from_month, from_day), date(year + 1, to_month, to_day)
    yield Span(YEARLY, date(year, 1, 1), last, opens, closes)
    months = MONTHS_OF[rhythm]
    early = timedelta(days=law["kinerja.hari_buka_periodik"])
    late = timedelta(days=law["kinerja.hari_evaluasi_periodik"])
    for number in range(1, 12 // months + 1):
        starts = date(year, (number - 1) * months + 1, 1)
        ends = last if number * months == 12 else date(year, number * months + 1, 1) - timedelta(days=1)
        yield Span(number, starts, ends, ends - early, ends + late)


def plans_due_on(year, law):
    """The last day on which a plan of the whole year is agreed in time."""
    ((month, day),) = law["kinerja.skp_paling_lambat"]
    return date(year, month, day)


def due_on(plan, law):
    """The last day on which this plan is agreed in time: a later one has some days from its beginning."""
    if plan.starts_on <= date(plan.cycle.year, 1, 1):
        return plan.cycle.plans_due_on
    return plan.starts_on + timedelta(days=law["kinerja.skp_hari_jabatan_baru"])
