"""Who meets the criteria of a round: everybody is asked in one query, and every answer may be "not known"."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from employees.directory.queries import active
from employees.models import AnnualRating, Course, EmployeeState, Sanction
from performance.models import (
    Candidate,
    Judgement,
    Nomination,
    PerformancePlan,
    RewardDecision,
    RewardRound,
    Superior,
)
from performance.rewards.rules import OPEN, SEVERITIES, Code, by_majority, finding, sentence_of
from simpeg.core.dates import in_words, years_after

ORDER = ["sort_name", "employee"]
WINNERS = ["candidate__round__kind__name", "candidate__employee__name", "pk"]


def years_of(criterion, day):
    """The years whose predikat it asks for: the last ones that are over on that day."""
    return list(range(day.year - criterion.years, day.year))


def judged(people, round_, criteria):
    """`people` (states) with `met_<place>` (true, false, NULL) and its fact for each criterion, and `is_open`."""
    day = round_.nominations_until
    people = people.annotate(is_open=_open_to(round_))
    for criterion in criteria:
        if criterion.code in _CONDITIONS:
            people = people.annotate(**_CONDITIONS[criterion.code](criterion, f"_{criterion.place}", day))
    return people


def _open_to(round_):
    kind, conditions = round_.kind, Q()
    if kind.statuses:
        conditions &= Q(status__in=kind.statuses)
    if kind.position_kinds:
        conditions &= Q(position_kind__in=kind.position_kinds)
    if not kind.repeats:
        won = RewardDecision.objects.filter(
            wins=True,
            candidate__employee=OuterRef("pk"),
            candidate__round__kind=kind,
            candidate__round__status=RewardRound.Status.PUBLISHED,
        ).exclude(candidate__round=round_)
        conditions &= ~Q(Exists(won))
    if not conditions:
        return Value(True, output_field=BooleanField())
    return Case(When(conditions, then=True), default=False, output_field=BooleanField())


def _answer(*whens, default):
    return Case(*whens, default=default, output_field=BooleanField(null=True))


def _rating(criterion, suffix, day):
    """One year below it: not met. All of them there: met. A year without predikat: not known."""
    asked = AnnualRating.objects.filter(employee=OuterRef("pk"), year__in=years_of(criterion, day)).order_by()
    good = asked.filter(rating__lte=criterion.value).values("employee").annotate(number=Count("pk")).values("number")
    met = _answer(
        When(Exists(asked.filter(rating__gt=criterion.value)), then=False),
        When(**{f"good{suffix}": criterion.years}, then=True),
        default=None,
    )
    said = ArraySubquery(asked.order_by("year").values_list(F("year") * 10 + F("rating")))
    return {
        f"good{suffix}": Coalesce(Subquery(good, output_field=IntegerField()), 0),
        f"met{suffix}": met,
        f"fact{suffix}": said,
    }


def _clean(criterion, suffix, day):
    """A file without a sanction says that there was none."""
    severe = [severity for rank, severity in SEVERITIES.items() if rank >= criterion.value]
    served = Sanction.objects.filter(employee=OuterRef("pk"), kind__severity__in=severe, starts_on__lte=day)
    since = years_after(day, -criterion.years)
    served = served.filter(Q(ends_on=None) | Q(ends_on__gt=since))
    return {f"met{suffix}": _answer(When(Exists(served), then=False), default=True)}


def _service(criterion, suffix, day):
    enough = years_after(day, -criterion.value)
    return {
        f"met{suffix}": _answer(
            When(cpns_since=None, then=None), When(cpns_since__lte=enough, then=True), default=False
        )
    }


def _learning(criterion, suffix, day):
    """Too few hours in a file with trainings: not met. A file without any: nobody wrote them down yet."""
    courses = Course.objects.filter(employee=OuterRef("pk")).order_by()
    lately = courses.filter(ends_on__gt=years_after(day, -criterion.years), ends_on__lte=day)
    hours = lately.values("employee").annotate(hours=Sum("learning_hours")).values("hours")
    return {
        f"fact{suffix}": Coalesce(Subquery(hours, output_field=IntegerField()), 0),
        f"met{suffix}": _answer(
            When(**{f"fact{suffix}__gte": criterion.value}, then=True),
            When(~Exists(courses), then=None),
            default=False,
        ),
    }


_CONDITIONS = {Code.RATING: _rating, Code.CLEAN: _clean, Code.SERVICE: _service, Code.LEARNING: _learning}


def findings_of(state, round_, criteria, judgements=None):
    """What was found of one judged state, criterion by criterion; `judgements` is {criterion: (yes, no)}."""
    found = [finding(0, OPEN, f"Terbuka bagi: {round_.kind.open_to}", state.is_open, _standing(state, round_))]
    for criterion in criteria:
        met, fact = _found(state, criterion, round_.nominations_until, judgements or {})
        found.append(finding(criterion.place, criterion.code, sentence_of(criterion), met, fact, criterion.weight))
    return found


def _standing(state, round_):
    said = f"{state.get_status_display()}, {state.get_position_kind_display().lower() or 'tanpa jabatan'}"
    return said if state.is_open or round_.kind.repeats else f"{said}; atau sudah pernah menerima penghargaan ini"


def _found(state, criterion, day, judgements):
    if criterion.code == Code.JUDGED:
        yes, no = judgements.get(criterion.pk, (0, 0))
        return by_majority(yes, no), f"Panitia: {yes} terpenuhi, {no} tidak" if yes or no else "Belum dinilai panitia"
    met, fact = getattr(state, f"met_{criterion.place}"), getattr(state, f"fact_{criterion.place}", None)
    if criterion.code == Code.RATING:
        said = dict(divmod(each, 10) for each in fact)
        return met, ", ".join(
            f"{year}: {AnnualRating.Rating(said[year]).label if year in said else 'belum ada'}"
            for year in years_of(criterion, day)
        )
    if criterion.code == Code.CLEAN:
        return met, "Tidak ada hukuman tercatat" if met else "Ada hukuman pada masa itu"
    if criterion.code == Code.SERVICE:
        return met, f"TMT CPNS {in_words(state.cpns_since)}" if state.cpns_since else "TMT CPNS belum tercatat"
    return met, f"{fact} JP" if met is not None else "Belum ada pelatihan tercatat"


def proposals(round_, criteria, law, *, complete=True):
    """Those in active service who meet every fact that the round asks and were not named yet.

    Without `complete` those of whom something is not known, and nothing speaks against them.
    """
    named = Candidate.objects.filter(round=round_, employee=OuterRef("pk"))
    people = judged(EmployeeState.objects.filter(active(law)).exclude(Exists(named)), round_, criteria)
    met = [f"met_{criterion.place}" for criterion in criteria if criterion.code in _CONDITIONS]
    people = people.filter(is_open=True)
    if complete:
        return people.filter(**dict.fromkeys(met, True))
    unknown = Q()
    for name in met:
        people = people.filter(Q(**{name: True}) | Q(**{f"{name}__isnull": True}))
        unknown |= Q(**{f"{name}__isnull": True})
    return people.filter(unknown) if met else people.none()


def judgements_of(candidates):
    """{candidate: {criterion: (yes, no)}} of what the committee said."""
    rows = Judgement.objects.filter(vote__candidate__in=candidates).order_by()
    rows = rows.values_list("vote__candidate", "criterion").annotate(
        yes=Count("pk", filter=Q(is_met=True)), no=Count("pk", filter=Q(is_met=False))
    )
    said = {}
    for candidate, criterion, yes, no in rows:
        said.setdefault(candidate, {})[criterion] = (yes, no)
    return said


def findings_now(round_, employee, candidate=None):
    """What the files say of one person today."""
    criteria = list(round_.criteria.all())
    state = judged(EmployeeState.objects.filter(pk=employee.pk), round_, criteria).first()
    if state is None:
        return []
    said = judgements_of([candidate]).get(candidate.pk) if candidate else None
    return findings_of(state, round_, criteria, said)


def rates(user, employee):
    """Whether this user is the direct superior of that person, by a plan of his or by the position map."""
    if PerformancePlan.objects.appraised_by(user).filter(employee=employee).exists():
        return True
    return bool(user.nip) and Superior.objects.filter(employee=employee, appraiser__nip=user.nip).exists()


def winners():
    """Everybody who won, once it was published; by the reward and the name."""
    found = RewardDecision.objects.filter(wins=True, candidate__round__status=RewardRound.Status.PUBLISHED)
    found = found.select_related("candidate__employee", "candidate__unit", "candidate__round__kind")
    return found.order_by(*WINNERS)


def years_with_winners():
    """The years of the rounds that somebody won, the newest first."""
    years = winners().order_by("-candidate__round__year").values_list("candidate__round__year", flat=True)
    return list(years.distinct())


def nominations_by(user, round_):
    """What this user wrote in a round."""
    found = Nomination.objects.filter(by=user, candidate__round=round_)
    return found.select_related("candidate__employee", "candidate__decision").order_by("pk")


def colleagues_of(user, law, most=300):
    """[(number, name)] of those whom somebody may want to name: his unit, and those whom he rates."""
    mine = EmployeeState.objects.filter(nip=user.nip).values("unit") if user.nip else EmployeeState.objects.none()
    rated = PerformancePlan.objects.appraised_by(user).filter(starts_on__lte=law.day, ends_on__gte=law.day)
    near = Q(unit__in=mine.values("unit")) | Q(pk__in=rated.order_by().values("employee"))
    people = EmployeeState.objects.filter(near, active(law)).exclude(nip=user.nip or "").select_related("employee")
    return [(state.pk, state.employee.full_name) for state in people.order_by(*ORDER)[:most]]
