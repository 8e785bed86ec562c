"""Every right of one person on a day and in the months after today: as one picture, and two of them compared."""

from dataclasses import dataclass, field

from employees.calendar.foresight import foreseen_of, looking_ahead
from employees.calendar.sentences import note_of, tasks_of, title_of
from employees.due_lists.lists import LISTS
from employees.due_lists.sentences import findings
from employees.models import DueSubject, Employee, PromotionKind
from simpeg.core.sql import as_of
from simpeg.law.engine import MET, Law


@dataclass(frozen=True)
class Answer:
    """What a list says of him on the day asked."""

    subject: str
    kind: str
    title: str
    verdict: str
    change: tuple
    earliest: object
    findings: dict = field(compare=False)


@dataclass(frozen=True)
class Coming:
    """A right in the months ahead."""

    subject: str
    kind: str
    title: str
    on: object
    state: str
    words: str
    note: str


@dataclass(frozen=True)
class Outlook:
    answers: list[Answer]
    coming: list[Coming]


def outlook_of(nip, *, day, today, with_sanctions):
    """The answers of the four lists on `day`, and what comes in the months after `today`, as the records say now."""
    law = Law.on(day)
    with as_of(day):
        answers = [
            _answer(kind, {"day": day} | row, with_sanctions)
            for kind in LISTS.values()
            for row in kind.judged(law, nip=nip).rows()
        ]
    employee = Employee.objects.get(nip=nip)
    with looking_ahead(today) as (law, horizon):
        rights = foreseen_of(employee, law, horizon)
    coming = [
        Coming(
            right.subject, right.kind, title_of(right), right.on, right.state, right.get_state_display(), _note(right)
        )
        for right in rights
    ]
    return Outlook(answers, coming)


def _answer(kind, row, with_sanctions):
    said = {finding["code"]: finding for finding in findings(kind, row, with_sanctions=with_sanctions)}
    several = kind.subject == DueSubject.PROMOTION
    title = f"{kind.title}, {kind.kinds(row['kind']).label[0].lower()}{kind.kinds(row['kind']).label[1:]}"
    return Answer(kind.subject.value, row["kind"], title if several else kind.title, row["verdict"],
                  tuple(kind.change(row)), row["earliest"], said)  # fmt: skip


def _note(right):
    names = [task["remedy"].name for task in tasks_of(right)]
    return f"perlu: {', '.join(names)}" if names else note_of(right)


def compared_answers(before, after):
    """`{title, before, after, reasons, moved}` for every right of either; `reasons` are the rules that answer anew."""
    rows = []
    for old, new in _pairs(_by_road(before.answers), _by_road(after.answers)):
        reasons = _reasons(old, new)
        rows.append({"title": (new or old).title, "before": old, "after": new, "reasons": reasons,
                     "moved": old != new or bool(reasons)})  # fmt: skip
    return rows


def compared_coming(before, after):
    """`{title, before, after, moved}` for every right in the months ahead of either, by its first day."""
    rows = [
        {"title": (new or old).title, "before": old, "after": new, "moved": old != new}
        for old, new in _pairs(_by_place(before.coming), _by_place(after.coming))
    ]
    return sorted(rows, key=lambda row: (row["after"] or row["before"]).on)


def _by_road(answers):
    """A promotion's road moves with the position, and which medal with the years: only a diploma's stands apart."""
    return {(each.subject, each.kind == PromotionKind.DIPLOMA): each for each in answers}


def _by_place(coming):
    """The first, second, third of its kind: of several steps each is compared with the one in its place."""
    found = {}
    for each in coming:
        road = each.kind if each.subject == DueSubject.MEDAL else each.kind == PromotionKind.DIPLOMA
        places = sum(key[:2] == (each.subject, road) for key in found)
        found[each.subject, road, places] = each
    return found


def _pairs(old, new):
    """(old, new) for every key of either; None where one has it not."""
    return [(old.get(name), new.get(name)) for name in [*old, *(name for name in new if name not in old)]]


def _reasons(old, new):
    """`{label, basis, before, after}` of the rules whose answer or fact is another one now."""
    was, now = (old.findings if old else {}), (new.findings if new else {})
    changed = []
    for code in [*was, *(code for code in now if code not in was)]:
        before, after = was.get(code), now.get(code)
        if before and after and (before["state"], before["detail"]) == (after["state"], after["detail"]):
            continue
        if (before or after)["state"] == MET and not (before and after):
            continue  # a rule that was not asked before, or is not any more, and is met: nothing hangs on it
        any_of = after or before
        changed.append({"label": any_of["label"], "basis": any_of["basis"], "before": before, "after": after})
    return changed
