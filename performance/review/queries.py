"""Whom an appraiser rates in a span, how far each is, and who else is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Count, Exists, F, Func, IntegerField, Max, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from employees.models import AnnualRating, Employee
from performance.models import (
    Appraisal,
    Evidence,
    Feedback,
    Objection,
    PerformancePlan,
    Progress,
    Superior,
    UnitAchievement,
    Window,
)

# PostgreSQL's difference of two days is a number; Django makes an interval of it.
_SPAN = Func(
    F("ends_on"), F("starts_on"), template="(%(expressions)s + 1)", arg_joiner=" - ", output_field=IntegerField()
)
ANSWERS_SHOWN = 5
BY_NAME = ["employee__state__sort_name", "pk"]


@dataclass(frozen=True)
class Person:
    """One whom an appraiser rates: his plan, what was rated, and whether a rating is due in this span."""

    plan: PerformancePlan
    appraisal: Appraisal | None
    due: bool
    why_not: str = ""

    @property
    def last_year_label(self):
        """The predikat of the year before, in words; empty where the file holds none."""
        return AnnualRating.Rating(self.plan.last_year).label if self.plan.last_year else ""

    @property
    def state(self):
        if self.appraisal is not None:
            return self.appraisal.status
        return "WAITING" if self.due else "NOT_DUE"


def plans_to_rate(window, user):
    """The plans that this user rates in a span, in the order of names, with what a row of his list shows."""
    plans = PerformancePlan.objects.appraised_by(user).filter(cycle=window.cycle_id)
    return with_facts(in_window(plans, window), window)


def in_window(plans, window):
    return plans.filter(starts_on__lte=window.ends_on, ends_on__gte=window.starts_on)


def with_facts(plans, window):
    """Each plan with `is_last` and `days_in_year`, last year's predikat, and how much there is to look at."""
    year = window.cycle.year
    own = PerformancePlan.objects.filter(employee=OuterRef("employee"), cycle=OuterRef("cycle")).order_by()
    days = own.values("employee").annotate(days=Sum(_SPAN))
    before = AnnualRating.objects.filter(employee=OuterRef("employee"), year=year - 1)
    return plans.annotate(
        is_last=~Exists(own.filter(starts_on__gt=OuterRef("starts_on"))),
        days_in_year=Subquery(days.values("days")),
        last_year=Subquery(before.values("rating")[:1]),
        progress_count=_number_of(Progress.objects.filter(plan=OuterRef("pk")), "plan"),
        evidence_count=_number_of(Evidence.objects.filter(progress__plan=OuterRef("pk")), "progress__plan"),
        last_feedback=Subquery(
            Feedback.objects.filter(plan=OuterRef("pk"))
            .order_by()
            .values("plan")
            .annotate(last=Max("at"))
            .values("last")
        ),
    ).select_related("employee__state", "unit", "heads", "grade", "cycle")


def _number_of(rows, key):
    counted = rows.order_by().values(key).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def persons(plans, window, law):
    """`Person` of each of these plans (rows of `with_facts`), in two queries however many."""
    plans = list(plans)
    rated = {row.plan_id: row for row in Appraisal.objects.filter(window=window, plan__in=[p.pk for p in plans])}
    return [person_of(plan, rated.get(plan.pk), window, law) for plan in plans]


def person_of(plan, appraisal, window, law):
    why = why_not_due(plan, window, law)
    return Person(plan, appraisal, not why, why)


def why_not_due(plan, window, law):
    """Why no rating is due of this plan (a row of `with_facts`) in this span; empty where one is."""
    if not window.is_yearly:
        return ""
    if not plan.is_last:
        return "Pindah sebelum akhir tahun: predikat tahunan diberikan penilai terakhir."
    if plan.days_in_year < least_days(window, law):
        return f"Bekerja kurang dari {law['kinerja.min_bulan_predikat']} bulan: tidak ada predikat tahunan."
    return ""


def least_days(window, law):
    """So many days of the year one has to work for a predikat of the year."""
    year = window.cycle.year
    whole = (date(year, 12, 31) - date(year, 1, 1)).days + 1
    return ceil(law["kinerja.min_bulan_predikat"] * whole / 12)


def due(plans, window, law):
    """Those of the plans of which a rating is due in the span: what `why_not_due` says, as a condition."""
    return plans.filter(is_last=True, days_in_year__gte=least_days(window, law)) if window.is_yearly else plans


def plans_of(window, *, appraiser):
    """The plans that this appraiser (None: the Bupati) rates in a span, as rows of `with_facts`."""
    whose = Q(appraiser=appraiser) if appraiser else Q(regent_appraises=True)
    return with_facts(in_window(PerformancePlan.objects.filter(whose, cycle=window.cycle_id), window), window)


def people_of(window, *, appraiser, law):
    """Everybody whom this appraiser rates in a span, in the order of names."""
    return persons(plans_of(window, appraiser=appraiser).order_by(*BY_NAME), window, law)


def unsigned(window, plans):
    """The ratings of these plans that wait for their signature."""
    ids = plans.order_by().values("pk")
    return Appraisal.objects.filter(window=window, plan__in=ids, status=Appraisal.Status.RATED)


def progress_of(window, user, law):
    """How far this user's list is: `{"people", "due", "rated", "signed"}` of the plans in the span."""
    plans = plans_to_rate(window, user)
    rows = Appraisal.objects.filter(window=window, plan__in=plans.order_by().values("pk"))
    numbers = rows.aggregate(rated=Count("pk"), signed=Count("pk", filter=~Q(status=Appraisal.Status.RATED)))
    return {"people": plans.count(), "due": due(plans, window, law).count(), **numbers}


@dataclass(frozen=True)
class Waiting:
    """What waits for one user: spans that he rates, `(window, numbers, how many are left)`, answers, objections,
    plans to agree, and his own to write."""

    to_rate: list
    answers: list
    objections: int
    to_agree: int = 0
    to_write: Sequence[PerformancePlan] = ()

    def __bool__(self):
        left = any(left for _, _, left in self.to_rate)
        return bool(self.answers or self.objections or left or self.to_agree or self.to_write)


def waiting_for(user, law):
    """`Waiting` of a user on the law's day; of an account that is nobody's and signs for nobody, nothing."""
    if not user.nip and not user.has_perm("performance.appraise_for_regent"):
        return Waiting([], [], 0)
    answers = Appraisal.objects.filter(plan__employee__nip=user.nip or "", status=Appraisal.Status.SIGNED)
    to_rate, to_agree = [], 0
    rated = PerformancePlan.objects.appraised_by(user)
    if rated.exists():
        to_agree = rated.filter(status=PerformancePlan.Status.SUBMITTED).count()
        opened = Window.objects.filter(opens_on__lte=law.day, closes_on__gte=law.day).select_related("cycle")
        for window in opened.order_by("closes_on", "number"):
            numbers = progress_of(window, user, law)
            if numbers["people"]:
                to_rate.append((window, numbers, max(0, numbers["due"] - numbers["rated"])))
    return Waiting(
        to_rate,
        list(answers.select_related("window__cycle").order_by("objection_until", "pk")[:ANSWERS_SHOWN]),
        Objection.objects.decidable_by(user).count(),
        to_agree,
        list(_to_write(user, law.day)),
    )


def _to_write(user, day):
    """His own plans that lie with him, of spans that are not over."""
    own = PerformancePlan.objects.own_of(user).filter(status__in=PerformancePlan.WRITABLE, ends_on__gte=day)
    return own.select_related("cycle").order_by("starts_on", "pk")[:ANSWERS_SHOWN]


def waiting(plans, window, law):
    """Those of the plans that are still to be rated in the span."""
    rated = Appraisal.objects.filter(window=window, plan=OuterRef("pk"))
    return due(plans, window, law).filter(~Exists(rated))


def neighbours(plan, window, user, law):
    """The plans before and after this one on the user's list, and the next that waits: ids or None."""
    rows = plans_to_rate(window, user)
    name = plan.employee.state.sort_name
    behind = Q(employee__state__sort_name__gt=name) | Q(employee__state__sort_name=name, pk__gt=plan.pk)
    before = Q(employee__state__sort_name__lt=name) | Q(employee__state__sort_name=name, pk__lt=plan.pk)
    backwards = [f"-{field}" for field in BY_NAME]
    open_ones = waiting(rows, window, law).order_by(*BY_NAME)
    return (
        _first(rows.filter(before).order_by(*backwards)),
        _first(rows.filter(behind).order_by(*BY_NAME)),
        _first(open_ones.filter(behind)) or _first(open_ones.filter(before)),
    )


def _first(plans):
    return plans.values_list("pk", flat=True).first()


def achievement_for(window, appraiser):
    """What the appraiser's unit achieved in the span, or the nearest unit above it that has one; None without any.

    The Bupati's list goes by the regency itself, the top of the tree.
    """
    found = UnitAchievement.objects.filter(window=window).select_related("unit")
    if appraiser is None:
        return found.filter(unit__parent=None).first()
    stands = Superior.objects.filter(employee=appraiser).select_related("unit").first()
    unit = stands.unit if stands else appraiser.unit
    if unit is None:
        return None
    by_unit = {row.unit_id: row for row in found.filter(unit__in=unit.path)}
    return next((by_unit[pk] for pk in reversed(unit.path) if pk in by_unit), None)


def appraiser_of(user):
    """The file of whoever rates by his own account; None for an account without one."""
    return Employee.objects.filter(nip=user.nip).first() if user.nip else None


def account_of(nips):
    """The active accounts of these people, by NIP."""
    users = get_user_model().objects.filter(nip__in=[nip for nip in nips if nip], is_active=True)
    return {user.nip: user for user in users}


def regents():
    """The accounts that rate in the name of the Bupati."""
    named = Permission.objects.filter(codename="appraise_for_regent", content_type__app_label="performance")
    users = get_user_model().objects.filter(is_active=True)
    return users.filter(Q(groups__permissions__in=named) | Q(user_permissions__in=named)).distinct()


NOBODY = object()


def signs_for(window, user):
    """Whose list this user signs in a span: his own file, None for the Bupati's, NOBODY where he rates nobody."""
    plans = in_window(PerformancePlan.objects.filter(cycle=window.cycle_id), window)
    appraiser = appraiser_of(user)
    if appraiser is not None and plans.filter(appraiser=appraiser).exists():
        return appraiser
    if user.has_perm("performance.appraise_for_regent") and plans.filter(regent_appraises=True).exists():
        return None
    return NOBODY


def earlier(plan, window):
    """What else was found of this person in the year: each part and span that was rated, oldest first."""
    rows = Appraisal.objects.filter(plan__employee=plan.employee_id, plan__cycle=plan.cycle_id)
    rows = rows.exclude(plan=plan, window=window).select_related("window__cycle", "appraiser", "plan")
    return rows.order_by("window__starts_on", "window__number")


def reasons_of(user, most):
    """The words with which this user last gave his reasons: {"result": […], "behaviour": […]}, each once."""
    rows = (
        Appraisal.objects.filter(rated_by=user).order_by("-rated_at").values_list("result_reason", "behaviour_reason")
    )
    found = list(rows[: 5 * most])
    return {
        "result": list(dict.fromkeys(row[0] for row in found))[:most],
        "behaviour": list(dict.fromkeys(row[1] for row in found))[:most],
    }
