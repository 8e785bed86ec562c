"""A right ahead in words: what comes, and what has to be done that it does."""

from datetime import date
from decimal import ROUND_CEILING, Decimal

from employees.calendar.reasons import RULES, Remedy, reasons_of
from employees.due_lists.lists import LISTS, judged_on
from employees.due_lists.sentences import failures
from employees.models import DueSubject, ForeseenRight, MedalKind, PromotionKind
from simpeg.law.engine import FAILED, UNKNOWN

State = ForeseenRight.State


def title_of(right):
    """`Kenaikan pangkat III/c → III/d`, `Satyalancana Karya Satya XX Tahun`."""
    if right.subject == DueSubject.PROMOTION:
        by_diploma = " (penyesuaian ijazah)" if right.kind == PromotionKind.DIPLOMA else ""
        return f"Kenaikan pangkat {right.grade.code} → {right.target.code}{by_diploma}"
    if right.subject == DueSubject.MEDAL:
        return MedalKind(right.kind).label
    if right.subject == DueSubject.RETIREMENT:
        return "Pensiun (batas usia)"
    return "Kenaikan gaji berkala"


def tasks_of(right):
    """What keeps a right away: `{remedy, detail}` for each condition, in the order of the rules."""
    if right.state != State.MENDABLE:
        return []
    details, row = LISTS[right.subject].details, right.facts | {"day": right.on, "kind": right.kind}
    bits = {rule.code: rule.bit for rule in RULES[DueSubject(right.subject)].rules}
    found = []
    for remedy in reasons_of(right):
        state = FAILED if right.failed & bits[remedy.code] else UNKNOWN
        found.append({"remedy": remedy, "detail": details[remedy.code](row, state) + _more(remedy, right)})
    return found


def note_of(right):
    """What still has to be true that nobody can know today."""
    if right.state == State.DEPENDS:
        return "bila predikat kinerja tahun yang belum selesai mencukupi"
    return "" if right.counted or right.state == State.MENDABLE else "jalan lain; jalan yang lebih dahulu dihitung"


def _more(remedy: Remedy, right):
    """Credit points grow by the year: how many months of a good predikat are still missing."""
    yearly = right.facts.get("points_yearly")
    if remedy.code != "AK" or not yearly:
        return ""
    lacking = Decimal(str(right.facts["points_needed"])) - Decimal(str(right.facts["points"]))
    months = (lacking * 12 / Decimal(str(yearly))).to_integral_value(ROUND_CEILING)
    return f"; kekurangannya setara {months} bulan berpredikat Baik"


def warnings_of(person, user):
    """What this person can still mend, the nearest day first, for a card: (right, title, the names of what to mend)."""
    rights = ForeseenRight.objects.visible_to(user).newest().filter(nip=person.nip, state=State.MENDABLE)
    found = rights.select_related("grade", "target").order_by("last_day", "pk")
    return [(right, title_of(right), [remedy.name for remedy in reasons_of(right)]) for right in found]


def is_late(right, day: date):
    """Whether the last day on which it helped is over."""
    return right.last_day is not None and right.last_day < day


def absent(employee, rights, day, *, with_sanctions):
    """Of the lists that bring him nothing in the months ahead: `{kind, earliest, failures}` as judged today."""
    seen, found = {right.subject for right in rights}, []
    for subject, kind in LISTS.items():
        if subject in seen:
            continue
        with judged_on(subject, day, nip=employee.nip) as rows:
            judged = list(rows)
        said = [failures(kind, row, with_sanctions=with_sanctions) for row in judged]
        earliest = min((row["earliest"] for row in judged if row["earliest"]), default=None)
        found.append({"kind": kind, "earliest": earliest, "failures": said[0] if said else []})
    return found
