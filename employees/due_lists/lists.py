"""The four due lists, by the names that other programs ask for them."""

from contextlib import contextmanager

from employees.due_lists.sentences import failures
from employees.increments.lists import INCREMENTS
from employees.medals.lists import MEDALS
from employees.promotion.lists import PROMOTIONS
from employees.retirement.lists import RETIREMENTS
from simpeg.core.sql import as_of
from simpeg.law.engine import Law

LISTS = {kind.subject.value: kind for kind in (PROMOTIONS, INCREMENTS, RETIREMENTS, MEDALS)}
BY_SLUG = {kind.slug: kind for kind in LISTS.values()}


@contextmanager
def judged_on(subject, day, **narrow):
    """The judged rows of a day, streamed: `with judged_on("retirement", day, unit=unit) as rows: ...`.

    Each row is a dict: the facts, `day`, `asked`, `failed`, `unknown`, `verdict` and `earliest`. Raises `LawGap` where
    the law on file does not reach back to `day`.
    """
    law = Law.on(day)
    with as_of(day):
        yield ({"day": day} | row for row in LISTS[subject].judged(law, **narrow).rows())


def due_rows(subject, day, **narrow):
    """Yield the rows of `due_list SUBJECT --date day`, sorted by NIP and kind.

    Keys in order: list, date, nip, name, kind, verdict, from, to, earliest, failures. Dates are ISO text.
    """
    kind = LISTS[subject]
    with judged_on(subject, day, **narrow) as rows:
        for row in rows:
            start, end = kind.ends(row)
            yield {
                "list": subject,
                "date": day.isoformat(),
                "nip": row["nip"],
                "name": row["name"],
                "kind": row["kind"],
                "verdict": row["verdict"],
                "from": start,
                "to": end,
                "earliest": row["earliest"] and row["earliest"].isoformat(),
                "failures": failures(kind, row),
            }
