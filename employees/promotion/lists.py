"""The due list `promotion`, row by row, in the shape that other programs read (one object a person and kind)."""

from employees.promotion.queries import promotions_on
from employees.promotion.sentences import failures


def due_rows(day, *, unit=None, nip=None):
    """Yield the rows of `due_list promotion --date day`, sorted by NIP and kind.

    Keys in order: list, date, nip, name, kind, verdict, from, to, earliest, failures. Dates are ISO text.
    """
    with promotions_on(day, unit=unit, nip=nip) as rows:
        for row in rows:
            earliest = row["open_on"] if row["time_mends"] else None
            yield {
                "list": "promotion",
                "date": day.isoformat(),
                "nip": row["nip"],
                "name": row["name"],
                "kind": row["kind"],
                "verdict": row["verdict"],
                "from": row["grade_code"],
                "to": row["target_code"],
                "earliest": earliest and earliest.isoformat(),
                "failures": failures(row),
            }
