"""Whom an appraiser rates in a span, how far each is, and who else is asked."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Count, Exists, F, IntegerField, Max, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from employees.models import AnnualRating, Employee
from performance.models import Appraisal, Evidence, Feedback, PerformancePlan, Progress, Superior, UnitAchievement

BY_NAME = ["employee__state__sort_name", "pk"]


@dataclass(frozen=True)
class Person:
    """One whom an appraiser rates: his plan, what was rated, and whether a rating is due in this span."""

    plan: PerformancePlan
    appraisal: Appraisal | None
    due: bool
    why_not: str = ""

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
    days = own.values("employee").annotate(days=Sum(F("ends_on") - F("starts_on") + 1, output_field=IntegerField()))
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
    """Why no rating is due of this plan in this span; empty where one is."""
    if not window.is_yearly:
        return ""
    if not plan.is_last:
        return "Pindah sebelum akhir tahun: predikat tahunan diberikan penilai terakhir."
    least, year = law["kinerja.min_bulan_predikat"], window.cycle.year
    whole = (date(year, 12, 31) - date(year, 1, 1)).days + 1
    if plan.days_in_year * 12 / whole < least:
        return f"Bekerja kurang dari {least} bulan: tidak ada predikat tahunan."
    return ""


def people_of(window, *, appraiser, law):
    """Everybody whom this appraiser (None: the Bupati) rates in a span, in the order of names."""
    whose = Q(appraiser=appraiser) if appraiser else Q(regent_appraises=True)
    plans = in_window(PerformancePlan.objects.filter(whose, cycle=window.cycle_id), window)
    return persons(with_facts(plans, window).order_by(*BY_NAME), window, law)


def progress_of(window, user):
    """How far this user's list is: `{"people", "rated", "signed"}` of the plans in the span."""
    plans = in_window(PerformancePlan.objects.appraised_by(user).filter(cycle=window.cycle_id), window)
    rated = Q(appraisals__window=window)
    return plans.aggregate(
        people=Count("pk", distinct=True),
        rated=Count("pk", distinct=True, filter=rated),
        signed=Count("pk", distinct=True, filter=rated & ~Q(appraisals__status=Appraisal.Status.RATED)),
    )


def neighbours(plan, window, user, law):
    """The persons before and after this one on the user's list, and the next who waits: plan ids or None."""
    rows = persons(plans_to_rate(window, user).order_by(*BY_NAME), window, law)
    ids = [row.plan.pk for row in rows]
    if plan.pk not in ids:
        return None, None, None
    place = ids.index(plan.pk)
    waiting = [row.plan.pk for row in rows[place + 1 :] + rows[:place] if row.state == "WAITING"]
    before = ids[place - 1] if place else None
    after = ids[place + 1] if place + 1 < len(ids) else None
    return before, after, waiting[0] if waiting else None


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
