"""Where the cases of a right stand: per day, per state, and what holds them up."""

from dataclasses import dataclass

from django.db.models import Count, Min, Q

from employees.due_cases import rules
from employees.models import CaseRequirement, DueCase, DueSubject
from simpeg.law.engine import Law

Status = DueCase.Status


@dataclass(frozen=True)
class Board:
    """The cases of one right and day: `states` are (status, how many, since when the longest waits)."""

    states: list
    total: int
    done: int
    obstacles: list  # (words, how many, what filters to them), most first


def days_of(user):
    """One row for every right and day that has cases: subject, day, and how many are open, decreed, dead."""
    cases = DueCase.objects.visible_to(user).order_by()
    return (
        cases.values("subject", "day")
        .annotate(
            all=Count("pk"),
            open=Count("pk", filter=Q(status__in=DueCase.OPEN)),
            decreed=Count("pk", filter=Q(status=Status.DECREED)),
            returned=Count("pk", filter=Q(status=Status.RETURNED)),
            dead=Count("pk", filter=Q(status__in=DueCase.DEAD)),
        )
        .order_by("-day", "subject")
    )


def board_of(cases, subject, day):
    """The board of these cases, in three queries."""
    counted = {
        row["status"]: (row["n"], row["since"])
        for row in cases.order_by().values("status").annotate(n=Count("pk"), since=Min("moved_at"))
    }
    on_the_way = [*rules.WAY[subject], Status.RETURNED, Status.REFUSED, Status.CANCELLED]
    if subject == DueSubject.INCREMENT:
        on_the_way = [*rules.WAY[subject], Status.CANCELLED]
    states = [(status, *counted.get(status, (0, None))) for status in on_the_way]
    return Board(
        states=states,
        total=sum(number for _, number, _ in states),
        done=counted.get(Status.DECREED, (0, None))[0],
        obstacles=_obstacles(cases, day),
    )


def _obstacles(cases, day):
    """Documents that open cases lack, and the codes with which cases came back."""
    waiting = cases.filter(status=Status.OPENED).order_by().values("pk")
    lacking = CaseRequirement.objects.filter(case__in=waiting, document=None).order_by()
    found = [
        (f"Belum ada {row['name']}", row["n"], f"lacks={row['code']}")
        for row in lacking.values("code", "name").annotate(n=Count("case"))
    ]
    returned = list(cases.filter(status=Status.RETURNED).order_by().values("code").annotate(n=Count("pk")))
    sentences = {row["kode"]: row["kalimat"] for row in Law.on(day)["usul_hak.alasan"]} if returned else {}
    found += [
        (f"{row['code']} {sentences.get(row['code'], '')}".strip(), row["n"], f"status=RETURNED&code={row['code']}")
        for row in returned
    ]
    return sorted(found, key=lambda row: (-row[1], row[0]))
