"""What sets one due list apart from the others: its rules, its facts, and the words for them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F

from employees.models import DueSubject, Employee, Unit
from simpeg.core.sql import IsAny
from simpeg.law.engine import RuleSet


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
    parts: tuple[str, ...]  # the views that make up the facts: of nearly everybody, and of the few others
    shape: int  # in which facts are kept with a verdict (employees.models.fact_shape)
    earliest: str  # SQL over a judged row: the first day on which the right can be given, or NULL
    ends: Callable  # row -> (from, to) as other programs read them
    change: Callable  # row -> (from, to) as people read them
    details: Mapping[str, Callable]  # code -> (row, state) -> the facts of a rule in words
    first_day: Callable  # today -> the day for which a new list is first offered
    words: Words
    prepare: Callable = lambda cursor, run: None  # (cursor, number of a list): what is laid out before the first part

    @property
    def title(self):
        return self.subject.label

    @property
    def slug(self):
        return self.subject.slug

    def judged(self, law, *, visible_to=None, unit=None, nip=None, people=None, source=None):
        """Everybody's verdicts on `law.day` as rows of SQL (see `RuleSet.judge`); read them within `as_of(law.day)`.

        `visible_to` narrows to the people a user may see, `unit` to a unit tree, `nip` to one person, `people` to some
        (their ids), `source` to one of the parts.
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
        return self.rules.judge(facts, law, earliest=self.earliest, source=source)
