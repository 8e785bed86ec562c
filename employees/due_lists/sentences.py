"""What the rules say of one person: a sentence for each, from the facts that were judged or kept with a verdict."""

from datetime import date

from django.utils.formats import number_format

from employees.models import AnnualRating, Employee
from simpeg.law.engine import FAILED, MET, UNKNOWN

OPEN = (FAILED, UNKNOWN)  # what stands in the way


def findings(kind, row, *, with_sanctions=True, states=(MET, FAILED, UNKNOWN)):
    """Every rule of a list that was asked of a judged row, in order: `{code, state, label, basis, detail}`.

    Of rules that ended otherwise than in `states` nothing is said. `row` holds `asked`, `failed`, `unknown` and the
    facts (as judged, or as kept with a verdict). Whoever may not see sanctions is told that one stands in the way, not
    until when.
    """
    for rule, state in kind.rules.outcomes(row["asked"], row["failed"], row["unknown"]):
        if state not in states:
            continue
        say = kind.details.get(rule.code)
        if rule.code == "HUKDIS" and state != MET and not with_sanctions:
            say = _veiled
        yield {
            "code": rule.code,
            "state": state,
            "label": rule.label,
            "basis": rule.basis,
            "detail": say(row, state) if say else "",
        }


def failures(kind, row, *, with_sanctions=True):
    """What stands in the way, in the shape of the due lists: `{code, missing, citation, detail}`."""
    return [
        {"code": f["code"], "missing": f["state"] == UNKNOWN, "citation": f["basis"], "detail": f["detail"]}
        for f in findings(kind, row, with_sanctions=with_sanctions, states=OPEN)
    ]


def as_row(verdict):
    """A kept verdict in the shape of a judged row; its list is read for the day."""
    own = {"asked": verdict.asked, "failed": verdict.failed, "unknown": verdict.unknown, "kind": verdict.kind}
    earliest = verdict.earliest and verdict.earliest.isoformat()
    return verdict.facts | own | {"day": verdict.list.day, "verdict": verdict.verdict, "earliest": earliest}


def status(row, state):
    return f"berstatus {Employee.Status(row['status']).label}"


def standing(row, state):
    return f"kedudukan hukum {row['standing']} {Employee.Standing(row['standing']).label}"


def status_and_standing(row, state):
    return f"{status(row, state)}; {standing(row, state)}"


def ratings(row, years):
    """`2025: Baik; 2024: belum ada predikat` of the years in the row's rating_1, rating_2."""
    known = {year: row.get(f"rating_{place}") for place, year in enumerate(years, start=1)}
    return "; ".join(
        f"{year}: {AnnualRating.Rating(rating).label if rating else 'belum ada predikat'}"
        for year, rating in known.items()
    )


def as_date(text):
    """A day of the kept facts, which are JSON; None stays None."""
    return text and date.fromisoformat(text)


def rupiah(amount):
    return "–" if amount is None else f"Rp{number_format(amount, force_grouping=True)}"


def service(years, months):
    return f"{years} tahun {months} bulan"


def _veiled(row, state):
    return "rinciannya hanya terlihat oleh yang berwenang atas disiplin"
