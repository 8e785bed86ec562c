"""Who performed well for years and got nothing: everybody is asked in one query."""

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)

from employees.directory.queries import active, in_units
from employees.models import AnnualRating, Appointment, Award, Course, EmployeeState, GradeRecord, PositionKind, Unit
from performance.models import PerformancePlan
from simpeg.law.models import Tier

ORDER = ["sort_name", "employee"]
EVERYBODY = ("performance.view_all_appraisals", "performance.view_results")


def reads_everybody(user):
    return any(user.has_perm(permission) for permission in EVERYBODY)


def may_look(user):
    """Whom the list is for: those who read results, of all or of their units, and those who rate somebody."""
    if reads_everybody(user) or user.has_perm("performance.view_unit_results"):
        return True
    return PerformancePlan.objects.appraised_by(user).exists()


def seen_by(user, day):
    """The states of those whose predikat this user may see in a list, himself left out."""
    people = EmployeeState.objects.exclude(nip=user.nip or "")
    if reads_everybody(user):
        return people
    running = PerformancePlan.objects.appraised_by(user).filter(starts_on__lte=day, ends_on__gte=day)
    seen = Q(pk__in=running.order_by().values("employee"))
    if user.has_perm("performance.view_unit_results"):
        seen |= in_units(Unit.objects.visible_to(user))
    return people.filter(seen)


def span_of(law):
    """(the years that are looked at, the day from which on what somebody got counts)."""
    number = law["kinerja.prestasi_tahun"]
    years = list(range(law.day.year - number, law.day.year))
    return years, date(years[0], 1, 1)


def overlooked(people, law):
    """Those of `people` (states) with a good predikat in each of the last years who got nothing in that time.

    Neither an award, a grade they never held, a higher or first position, nor a training of some length.
    """
    years, since = span_of(law)
    span = (since, law.day)
    good = AnnualRating.objects.filter(year__in=years, rating__lte=law["kinerja.prestasi_predikat"]).order_by()
    steady = good.values("employee").annotate(number=Count("pk")).filter(number=len(years)).values("employee")
    own = {"employee": OuterRef("pk")}
    got = [
        Award.objects.filter(**own, awarded_on__range=span),
        _promotions().filter(**own, since__range=span),
        _rises().filter(**own, since__range=span),
        Course.objects.filter(**own, ends_on__range=span, learning_hours__gte=law["kinerja.prestasi_jp"]),
    ]
    people = people.filter(active(law), pk__in=steady)
    for each in got:
        people = people.filter(~Exists(each))
    return people


def _promotions():
    """A record of a grade that was not held before; the same grade again says something else of it."""
    before = GradeRecord.objects.filter(employee=OuterRef("employee"), grade=OuterRef("grade"))
    return GradeRecord.objects.filter(~Exists(before.filter(since__lt=OuterRef("since"))))


def _rises():
    """A first definitive position, or one that stands higher than the one before."""
    definitive = Appointment.objects.filter(assignment=Appointment.Assignment.DEFINITIVE)
    before = definitive.filter(employee=OuterRef("employee"), since__lt=OuterRef("since")).order_by("-since")
    found = definitive.annotate(
        kind_before=Subquery(before.values("kind")[:1]),
        echelon_before=Subquery(before.values("echelon")[:1]),
        rung=_rung("tier"),
        rung_before=Subquery(before.annotate(rung=_rung("tier")).values("rung")[:1]),
    )
    return found.filter(
        Q(kind_before=None)
        | (Q(echelon__isnull=False) & (Q(echelon_before=None) | Q(echelon__lt=F("echelon_before"))))
        | (Q(kind=PositionKind.FUNCTIONAL) & Q(kind_before=PositionKind.OPERATIVE))
        | Q(rung__gt=F("rung_before"), rung_before__gt=0)
    )


def _rung(tier):
    """How high a jenjang stands; 0 without one."""
    rungs = (When(**{tier: each}, then=Value(number)) for number, each in enumerate(Tier.values, start=1))
    return Case(*rungs, default=Value(0), output_field=IntegerField())


def with_grounds(people, law):
    """The rows of a page: what was good, and when each of the things came that did not come now."""
    years, _ = span_of(law)
    own = {"employee": OuterRef("pk")}
    ratings = AnnualRating.objects.filter(**own, year__in=years).order_by("year")
    promotion = _promotions().filter(**own, since__lte=law.day).order_by("-since")
    award = Award.objects.filter(**own, awarded_on__lte=law.day).order_by("-awarded_on", "-pk")
    course = Course.objects.filter(**own, ends_on__lte=law.day).order_by("-ends_on", "-pk")
    return people.annotate(
        said=ArraySubquery(ratings.values_list(F("year") * 10 + F("rating"))),
        promoted_on=Subquery(promotion.values("since")[:1]),
        awarded_on=Subquery(award.values("awarded_on")[:1]),
        award_kind=Subquery(award.values("kind")[:1]),
        award_title=Subquery(award.values("title")[:1]),
        trained_on=Subquery(course.values("ends_on")[:1]),
        training=Subquery(course.values("name")[:1]),
        training_hours=Subquery(course.values("learning_hours")[:1]),
    ).select_related("employee", "grade", "unit__opd")


def ratings_in_words(row):
    """`2024 Baik, 2025 Sangat Baik`."""
    pairs = (divmod(each, 10) for each in row.said)
    return ", ".join(f"{year} {AnnualRating.Rating(rating).label}" for year, rating in pairs)


def award_in_words(row):
    return row.award_title or (Award.Kind(row.award_kind).label if row.award_kind else "")
