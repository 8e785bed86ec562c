"""How far ahead is looked: whole months, this one included."""

from dataclasses import dataclass
from datetime import date, timedelta

from simpeg.core.dates import months_after

# Columns of a judged row, and of what is worked out from it, that no sentence needs.
WORKING = (
    "unpaid", "blocking", "blocked", "leaves", "asked", "failed", "unknown", "verdict", "time_mends", "earliest",
    "closes_on", "unrated", "unwritten", "missed", "ready_on", "lacking", "state", "road", "sooner", "higher", "good",
    "bad", "helped", "rated_years", "least", "nearest", "due", "granted",
)  # fmt: skip


@dataclass(frozen=True)
class Horizon:
    """From a day to the last day of the last month looked at."""

    day: date
    until: date

    @classmethod
    def of(cls, law):
        first = law.day.replace(day=1)
        return cls(law.day, months_after(first, law["kalender.bulan_ke_depan"]) - timedelta(days=1))

    @property
    def months(self):
        """The first day of every month looked at."""
        first, found = self.day.replace(day=1), []
        while first <= self.until:
            found.append(first)
            first = months_after(first, 1)
        return found

    @property
    def years(self):
        return list(range(self.day.year, self.until.year + 1))


def literal(day):
    """A day as SQL."""
    return f"DATE '{day.isoformat()}'"


def working_columns(rules):
    """SQL of the columns of a judged row that are no facts, as names to take away from its JSON."""
    names = [*WORKING]
    names += [name for rule in rules.rules for name in (f"asked_{rule.bit}", f"met_{rule.bit}")]
    return f"'{{{','.join(names)}}}'::text[]"
