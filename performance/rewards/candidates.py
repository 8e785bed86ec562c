"""The candidates of a round in the order that their page explains: everybody is weighed in one query."""

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from employees.models import EmployeeState
from performance.models import Candidate, Judgement, Nomination, RewardDecision, Vote
from performance.rewards.queries import findings_of, judged, judgements_of
from performance.rewards.rules import Code

ORDER = ["-score", "-in_favour", "sort_name", "pk"]


class WeightsMet(Func):
    """The sum of the weights that are met in the findings of a decision, as `rules.score_of` adds them up."""

    template = (
        "(SELECT COALESCE(SUM((found ->> 'weight')::integer), 0) FROM jsonb_array_elements(%(expressions)s) AS found"
        " WHERE found -> 'met' = 'true'::jsonb)"
    )
    output_field = IntegerField()


def ranked(round_, criteria, user):
    """The candidates of a round that this user may read, each with what the `ORDER` of their list asks.

    The sum of the weights met first, then votes in favour, then the name. What was decided keeps the weights of that
    day; of the others the files and the committee speak as they do now.
    """
    votes = Vote.objects.filter(candidate=OuterRef("pk"))
    found = Candidate.objects.visible_to(user).filter(round=round_)
    return found.select_related("employee", "unit", "decision").annotate(
        nominated=_number(Nomination.objects.filter(candidate=OuterRef("pk"))),
        votes_given=_number(votes),
        in_favour=_number(votes.filter(in_favour=True)),
        voted=Exists(votes.filter(by=user)),
        sort_name=Coalesce("employee__state__sort_name", Value("", output_field=TextField())),
        score=_score(round_, criteria),
    )


def numbers_of(round_, user):
    """How many candidates the round has, how many of them win, and how many are not decided: a dict."""
    found = Candidate.objects.visible_to(user).filter(round=round_)
    decided = RewardDecision.objects.filter(candidate=OuterRef("pk"))
    found = found.annotate(is_decided=Exists(decided), wins=Exists(decided.filter(wins=True)))
    return found.aggregate(
        number=Count("pk"), won=Count("pk", filter=Q(wins=True)), undecided=Count("pk", filter=Q(is_decided=False))
    )


def rows_of(candidates, round_, criteria):
    """What the list says of these `ranked` candidates: dicts, in two queries however many they are."""
    candidates = list(candidates)
    people = EmployeeState.objects.filter(pk__in=[each.employee_id for each in candidates])
    states = {state.pk: state for state in judged(people, round_, criteria)}
    said = judgements_of(candidates)
    rows = []
    for each in candidates:
        decision = getattr(each, "decision", None)
        found = decision.findings if decision else []
        if not decision and each.employee_id in states:
            found = findings_of(states[each.employee_id], round_, criteria, said.get(each.pk))
        rows.append({
            "candidate": each, "findings": found, "decision": decision,
            "unmet": sum(one["met"] is False for one in found), "unknown": sum(one["met"] is None for one in found),
        })  # fmt: skip
    return rows


def _number(rows):
    counted = rows.order_by().values("candidate").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _score(round_, criteria):
    weighed = Value(0)
    people = judged(EmployeeState.objects.filter(pk=OuterRef("employee")), round_, criteria)
    for criterion in criteria:
        if criterion.code != Code.JUDGED:
            weighed += _weight_if(Q(**{f"met_{criterion.place}": True}), criterion)
    score = Coalesce(Subquery(people.annotate(weighed=weighed).values("weighed"), output_field=IntegerField()), 0)
    for criterion in criteria:
        if criterion.code == Code.JUDGED:
            score += _weight_if(Q(Exists(_found_by_most(criterion))), criterion)
    return Case(When(decision__isnull=False, then=WeightsMet(F("decision__findings"))), default=score)


def _weight_if(condition, criterion):
    return Case(When(condition, then=Value(criterion.weight)), default=0, output_field=IntegerField())


def _found_by_most(criterion):
    """The judgements of a candidate where more of the committee find the criterion met than not."""
    said = Judgement.objects.filter(vote__candidate=OuterRef("pk"), criterion=criterion).order_by()
    balance = Sum(Case(When(is_met=True, then=1), default=-1))
    return said.values("criterion").annotate(balance=balance).filter(balance__gt=0)
