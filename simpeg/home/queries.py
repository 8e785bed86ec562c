"""What the first page looks at: one's own work, what is due, and who there is."""

from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.models import Group
from django.db.models import Count, Q

from employees.due_lists.kind import DueListKind
from employees.due_lists.lists import LISTS
from employees.models import DueCase, DueList, DueVerdict, Employee, Proposal, Unit, UnitHead, UnitQuality, Verdict
from employees.proposals.rules import days_left
from employees.proposals.scope import TITLES
from employees.quality import desk
from simpeg.jobs.models import Job
from simpeg.law.models import Grade, PromotionPeriod
from simpeg.roles import ROLES

JOBS_SHOWN = 6
PROPOSALS_SHOWN = 4
WORST_SHOWN = 3  # indicators on the card of data quality


def own_jobs(user):
    """The latest work this user asked for."""
    return Job.objects.visible_to(user).order_by("-pk")[:JOBS_SHOWN]


def next_period(day):
    """The next promotion day for which one can still propose."""
    return PromotionPeriod.objects.filter(closes_on__gte=day).first()


@dataclass(frozen=True)
class Due:
    """The newest list of one right as this user sees it; `numbers` are (verdict, words, how many, where to read)."""

    kind: DueListKind
    kept: DueList
    numbers: list[tuple[str, str, int, str]]
    cases: int  # proposed and not yet decreed


def latest_dues(user):
    """One row for every right that a list was run for, in three queries at most."""
    newest = DueList.objects.visible_to(user).order_by("subject", "-pk").distinct("subject")
    kept = {each.subject: each for each in newest}
    found = _counted(kept.values()) if user.has_perm("employees.view_all_units") else _count(kept.values(), user)
    cases = DueCase.objects.visible_to(user).open().order_by().values_list("subject").annotate(number=Count("pk"))
    open_cases = dict(cases)
    return [
        Due(kind, kept[subject], _numbers(kept[subject], found), open_cases.get(subject, 0))
        for subject, kind in LISTS.items()
        if subject in kept
    ]


def _counted(lists):
    """What was counted when the lists were made, for whoever sees everybody: {(list, verdict): how many}."""
    return {
        (kept.pk, verdict): number
        for kept in lists
        for verdict in Verdict.values
        if (number := sum(kind.get(verdict, 0) for kind in kept.counts.get("verdicts", {}).values()))
    }


def _count(lists, user):
    verdicts = DueVerdict.objects.visible_to(user).filter(list__in=lists).order_by()
    rows = verdicts.values("list", "verdict").annotate(number=Count("pk"))
    return {(row["list"], row["verdict"]): row["number"] for row in rows}


def _numbers(kept, found):
    page = kept.get_absolute_url()
    return [
        (code, Verdict(code).label, found.get((kept.pk, code), 0), f"{page}?verdict={code}") for code in Verdict.values
    ]


@dataclass(frozen=True)
class Quality:
    """The quality of the data this user keeps: the index, its change, what weighs most, the lowest office."""

    index: Decimal
    change: tuple | None
    worst: list
    unit: UnitQuality | None


def quality(user, law):
    """None before anybody was checked."""
    found = desk.summary(desk.people_of(user), law)
    if not found.people:
        return None
    points = desk.run_points(user)
    lowest = next(iter(desk.worst_units(user, 1)), None)
    return Quality(found.index, desk.change_since(points, found.index, law.day), found.worst[:WORST_SHOWN], lowest)


@dataclass(frozen=True)
class Composition:
    """Active people counted by status and by grade."""

    total: int
    by_status: list[tuple[str, str, int]]
    by_grade: list[tuple[Grade, int]]
    without_position: int


def composition(user, law):
    """Active people of whom this user keeps lists, in two queries."""
    people = Employee.objects.visible_to(user).active(law).order_by()
    cells = people.values_list("status", "grade").annotate(
        number=Count("pk"), bare=Count("pk", filter=Q(state__position_kind=""))
    )
    statuses, grades, bare = {}, {}, 0
    for status, grade, number, without in cells:
        statuses[status] = statuses.get(status, 0) + number
        grades[grade] = grades.get(grade, 0) + number
        bare += without
    by_status = [(code, label, statuses[code]) for code, label in Employee.Status.choices if statuses.get(code)]
    by_grade = [(grade, grades.get(grade.pk, 0)) for grade in Grade.objects.all()]
    return Composition(sum(statuses.values()), by_status, by_grade, bare)


def own_units(user, law):
    """The units this user works for: (unit, its head, its active people with everything below)."""
    units = list(Unit.objects.filter(mandates__user=user).order_by("name", "pk"))
    if not units:
        return []
    counts = {f"u{unit.pk}": Count("pk", filter=Q(state__unit__path__contains=[unit.pk])) for unit in units}
    found = Employee.objects.visible_to(user).active(law).aggregate(**counts)
    heads = {
        head.unit_id: head.employee
        for head in UnitHead.objects.filter(unit_id__in=[unit.pk for unit in units]).select_related("employee")
    }
    return [(unit, heads.get(unit.pk), found[f"u{unit.pk}"]) for unit in units]


def roles():
    """Each role with the permissions its group holds in the database, and how many active accounts have it."""
    groups = Group.objects.annotate(holders=Count("user", filter=Q(user__is_active=True)))
    groups = {group.name: group for group in groups.prefetch_related("permissions__content_type")}
    return [
        {"role": role, "holders": groups[role.name].holders, "permissions": _names(groups[role.name].permissions.all())}
        for role in ROLES
    ]


def _names(permissions):
    return sorted(f"{permission.content_type.app_label}.{permission.codename}" for permission in permissions)


@dataclass(frozen=True)
class Proposals:
    """What of the proposals concerns this user: rows are (proposal, what it is about, working days left)."""

    number: int
    late: int
    waiting: list
    own: list


def proposals(user, day):
    """The proposals that wait for this user, the earliest promise on top, and how his own stand; None without any."""
    answers = user.has_perm("employees.check_proposal") or user.has_perm("employees.decide_proposal")
    found = Proposal.objects.waiting_for(user) if answers else Proposal.objects.none()
    late = Count("pk", filter=Q(due_on__lt=day))
    counted = found.aggregate(number=Count("pk"), late=late) if answers else {"number": 0, "late": 0}
    waiting = found.select_related("employee").order_by("due_on", "pk")[:PROPOSALS_SHOWN] if counted["number"] else []
    own = Proposal.objects.own_of(user).order_by("-moved_at", "-pk")[:PROPOSALS_SHOWN] if user.nip else []
    shown = Proposals(waiting=_rows(waiting, day), own=_rows(own, day), **counted)
    return shown if answers or shown.own else None


def _rows(proposals, day):
    return [(proposal, TITLES[proposal.kind], days_left(proposal, day)) for proposal in proposals]
