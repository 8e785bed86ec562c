"""What a page of a plan shows, in the same number of queries however much it holds."""

import hashlib
import json
from dataclasses import dataclass, field

from django.db.models import F, Q

from performance.models import Evidence, Feedback, Indicator, PerformancePlan, Progress, WorkResult
from performance.plans import rules


@dataclass
class Line:
    """A result of a plan with what it supports, and what was reported of it, the latest first."""

    result: WorkResult
    supports: str = ""
    progress: list[Progress] = field(default_factory=list)


def role_of(plan, user):
    """`EMPLOYEE`, `APPRAISER` or None: the part that this user has in the plan."""
    if user.nip and user.nip == plan.employee.nip:
        return rules.EMPLOYEE
    if PerformancePlan.objects.appraised_by(user).filter(pk=plan.pk).exists():
        return rules.APPRAISER
    return None


def seen_plans(user):
    """The plans that this user may open, with whatever their pages name."""
    return PerformancePlan.objects.visible_to(user).select_related(
        "cycle", "employee__state", "unit", "grade", "appraiser", "second_appraiser", "recommender"
    )


def version_of(plan, number):
    return plan.versions.filter(number=number).select_related("agreed_by").first()


def results_of(version):
    """The results of a version with their indicators: two queries."""
    return list(version.results.prefetch_related("indicators"))


def lines_of(plan, version):
    """`Line` of each result of the version, and the progress of lines that it no longer has."""
    results = results_of(version)
    words = supported_words(results)
    reported = {}
    for row in plan.progress.select_related("by").prefetch_related("evidence"):
        reported.setdefault(row.line, []).append(row)
    lines = [Line(result, words.get(result.pk, ""), reported.pop(result.line, [])) for result in results]
    return lines, [row for rows in reported.values() for row in rows]


def supported_words(results):
    """{result id: what it supports}: the words of the leader's result as it is agreed now, else those typed."""
    plans = {result.supports_plan_id for result in results if result.supports_plan_id}
    agreed = WorkResult.objects.filter(
        version__plan__in=plans, version__number=F("version__plan__agreed_version")
    ).values_list("version__plan", "line", "words") if plans else []  # fmt: skip
    found = {(plan, line): words for plan, line, words in agreed}
    return {
        result.pk: found.get((result.supports_plan_id, result.supports_line)) or result.supports_words
        for result in results
    }


def leader_results(plan):
    """The results of the appraiser's own agreed plan of the year, which this plan can support; none without one."""
    if plan.appraiser_id is None:
        return []
    theirs = PerformancePlan.objects.filter(
        employee=plan.appraiser_id, cycle=plan.cycle_id, agreed_version__isnull=False
    )
    latest = theirs.filter(starts_on__lte=plan.ends_on).order_by("-starts_on").values("pk")[:1]
    rows = WorkResult.objects.filter(version__plan=latest, version__number=F("version__plan__agreed_version"))
    return list(rows.select_related("version").order_by("line"))


def feedback_of(plan, user):
    """What was said of this plan as far as this user may read it, the latest first, each with its `author`."""
    return Feedback.objects.said_to(user, plan)


def seen_of(plan, version):
    """What a page shows of a plan: its state and every word of the version. Whoever decides says which he saw."""
    results = version.results.order_by("line").values_list(
        "line", "kind", "source", "perspective", "supports_plan", "supports_line", "supports_words", "words", "weight",
        "due_on",
    )  # fmt: skip
    indicators = Indicator.objects.filter(result__version=version).order_by("result__line", "place")
    expectations = version.expectations.order_by("behaviour").values_list("behaviour", "words")
    said = [
        plan.pk, plan.status, plan.moved_at.isoformat(), plan.version, plan.model, version.resources,
        version.accountability, version.consequences, list(results), list(expectations),
        list(indicators.values_list("result__line", "aspect", "words", "target")),
    ]  # fmt: skip
    return fingerprint(said)


def fingerprint(said):
    text = json.dumps(said, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def sources_for(plan, user):
    """The agreed plans of the same person that came before this one and that this user may open, the latest first."""
    seen = PerformancePlan.objects.visible_to(user)
    own = seen.filter(employee=plan.employee_id, agreed_version__isnull=False)
    return own.filter(starts_on__lt=plan.starts_on).select_related("cycle", "unit").order_by("-starts_on")


def colleagues_of(user, day):
    """The present plans of those who work in the same office as this user, without his own: whom he can answer."""
    running = PerformancePlan.objects.filter(starts_on__lte=day, ends_on__gte=day)
    own = running.filter(employee__nip=user.nip or "").values("unit__opd")
    return running.filter(unit__opd__in=own).exclude(employee__nip=user.nip or "")


def answerable_by(user, day):
    """The plans about which this user can say something: of his office, those he rates, and those he advises on."""
    near = colleagues_of(user, day).order_by().values("pk")
    rated = PerformancePlan.objects.appraised_by(user).order_by().values("pk")
    advised = Q(recommender__nip=user.nip) if user.nip else Q(pk=None)
    return PerformancePlan.objects.filter(Q(pk__in=near) | Q(pk__in=rated) | advised).exclude(
        employee__nip=user.nip or ""
    )


def proofs_of(user):
    """The evidence that this user may open."""
    return Evidence.objects.visible_to(user).select_related("progress__plan__employee")
