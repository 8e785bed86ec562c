"""What sets one due list apart from the others: its rules, its facts, and the words for them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F

from employees.due_lists.places import Places
from employees.models import DueSubject, Employee, Unit
from simpeg.core.sql import IsAny
from simpeg.law.engine import Judged, RuleSet


@dataclass(frozen=True)
class Words:
    """What the pages of a list say of it."""

    name: str  # the right, within a sentence
    lead: str
    day: str  # the label of its day
    day_help: str
    change: str  # the heading of what the right changes
    earliest: str  # how the earliest day is introduced
    download: str


@dataclass(frozen=True)
class DueListKind:
    """One of the four lists. A row is a dict: the facts, `day`, and what `RuleSet.judge` adds."""

    subject: DueSubject
    kinds: type  # the kinds of right on it, as choices
    rules: RuleSet
    topics: tuple[str, ...]  # the legal values that are kept beside a list
    facts: Callable  # (law, many=, laid_out=) -> queryset of facts, read within as_of(law.day)
    places: Places  # how everybody is judged at once
    shape: int  # in which facts are kept with a verdict (employees.models.fact_shape)
    earliest: str  # SQL over a judged row: the first day on which the right can be given, or NULL
    ends: Callable  # row -> (from, to) as other programs read them
    change: Callable  # row -> (from, to) as people read them
    details: Mapping[str, Callable]  # code -> (row, state) -> the facts of a rule in words
    first_day: Callable  # today -> the day for which a new list is first offered
    words: Words

    @property
    def title(self):
        return self.subject.label

    @property
    def slug(self):
        return self.subject.slug

    def judged(self, law, *, visible_to=None, unit=None, nip=None, people=None, source=None, keep=None):
        """Everybody's verdicts on `law.day` as rows of SQL (see `RuleSet.judge`); read them within `as_of(law.day)`.

        `visible_to` narrows to the people a user may see, `unit` to a unit tree, `nip` to one person, `people` to some
        (their ids), `source` to one of the views of `places`, which have to be laid out. `keep`: see
        `RuleSet.judge`.
        """
        everybody = nip is None and unit is None and visible_to is None and people is None
        facts = self.facts(law, many=everybody, laid_out=source is not None)
        if visible_to is not None:
            facts = facts.filter(employee__in=Employee.objects.visible_to(visible_to).order_by())
        if unit is not None:
            facts = facts.filter(IsAny(F("unit_id"), ArraySubquery(Unit.objects.below(unit).values("pk"))))
        if nip is not None:
            facts = facts.filter(nip=nip)
        if people is not None:
            facts = facts.filter(employee__in=people)
        settled = self.places.settled if self.places.knows(source) else ()
        return self.rules.judge(facts, law, earliest=self.earliest, source=source, settled=settled, keep=keep)

    def lay_out(self, cursor, run, law):
        """What the law makes of every place lies ready, under the number of a run, until the transaction ends."""
        self.places.lay_out(cursor, run, self.facts(law, many=True, laid_out=True), law, self.rules)

    def judged_at_once(self, law, *, keep):
        """Everybody's verdicts, of the places that were laid out in this transaction: the same rows as `judged`, with
        these columns of the facts.
        """
        parts = [self.judged(law, source=source, keep=keep) for source in (self.places.placed, self.places.others)]
        names = ", ".join([*keep, "asked", "failed", "unknown", "verdict", "time_mends", "earliest"])
        sql = " UNION ALL ".join(f"SELECT {names} FROM ({part.sql}) judged" for part in parts)
        return Judged(sql, (*parts[0].params, *parts[1].params))
