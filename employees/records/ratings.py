"""Yearly predikat as they come from where they were decided: many at once, each as a fact of its person."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

from employees.quality.services import recheck
from simpeg.audit.change import change


@dataclass(frozen=True)
class RatingFact:
    """The final predikat of one person's year, with what it was decided by."""

    employee_id: int
    year: int
    rating: int
    decree: str = ""
    decree_on: date | None = None
    decree_by: str = ""
    score: Decimal | None = None  # of the years before 2022, with the rule of its scale
    scale: str = ""


# What the file says already stays; what it says otherwise is corrected, and the trail holds both.
_RECORD = """
INSERT INTO employees_annualrating AS kept (employee_id, year, rating, decree, decree_on, decree_by, score, scale)
SELECT * FROM unnest(%s::bigint[], %s::smallint[], %s::smallint[], %s::text[], %s::date[], %s::text[], %s::numeric[],
                     %s::text[])
ON CONFLICT (employee_id, year) DO UPDATE
SET rating = excluded.rating, decree = excluded.decree, decree_on = excluded.decree_on, decree_by = excluded.decree_by,
    score = excluded.score, scale = excluded.scale
WHERE (kept.rating, kept.decree, kept.decree_on, kept.decree_by, kept.score, kept.scale)
    IS DISTINCT FROM (excluded.rating, excluded.decree, excluded.decree_on, excluded.decree_by, excluded.score,
                      excluded.scale)
"""


def record_ratings(facts, *, by, reason):
    """The files say these predikat; returns how many of them did not say so before. At most one a person and year."""
    facts = list(facts)
    if not facts:
        return 0
    columns = ("employee_id", "year", "rating", "decree", "decree_on", "decree_by", "score", "scale")
    with change(by=by, reason=reason):
        with connection.cursor() as cursor:
            cursor.execute(_RECORD, [[getattr(fact, name) for fact in facts] for name in columns])
            written = cursor.rowcount
        recheck(sorted({fact.employee_id for fact in facts}))
    return written
