"""What stands in one person's file as it is now: judged afresh, so that it never lags behind the record."""

from dataclasses import dataclass

from employees.models import QualityFacts
from employees.quality.indicators import INDICATORS, Indicator
from employees.quality.queries import judged
from employees.quality.sentences import detail
from simpeg.core.sql import as_of

_FACTS = [field.attname for field in QualityFacts._meta.concrete_fields]


@dataclass(frozen=True)
class Finding:
    """A breach in one file: the indicator, what the file says, what to do."""

    indicator: Indicator
    said: str

    @property
    def sentence(self):
        return f"{self.said} {self.indicator.remedy}"


def findings_of(employee, law):
    """The breaches of this person's file on the law's day; none for whoever is on no list."""
    with as_of(law.day):
        row = next(iter(judged(law, employees=[employee.pk]).rows(order="nip")), None)
    if row is None:
        return []
    facts = QualityFacts(**{name: row[name] for name in _FACTS})
    return [
        Finding(indicator, detail(indicator.code, facts))
        for indicator in INDICATORS.values()
        if row["failed"] & indicator.bit
    ]
