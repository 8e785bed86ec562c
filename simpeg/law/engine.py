"""Dated legal rules, judged for a whole population in one query.

A rule is TRUE (met), FALSE (not met) or NULL (the file is silent). NULL is kept all the way to the screen: a person
with a missing decree is not "ineligible". A rule that is not asked of somebody says nothing about him.

The result of judging is compact: three bit masks per row (asked, failed, unknown), one bit a rule. Sentences are
rendered from the masks and the facts when somebody reads.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce

from django.db import connection
from django.db.models import BigIntegerField, BooleanField, Case, ExpressionWrapper, Func, Q, Value, When
from django.db.models.expressions import RawSQL

from simpeg.core.dates import Period
from simpeg.law.models import Parameter

MET, FAILED, UNKNOWN = "met", "failed", "unknown"
WORD = 21  # the outcomes of so many rules, three bits each, travel in one bigint


class LawGap(Exception):
    """No value is in force on that day: the regulation data does not reach so far. The message is for people."""


@dataclass(frozen=True)
class Law:
    """Every legal value in force on one day."""

    day: date
    values: Mapping[str, object]
    basis: Mapping[str, str]

    @classmethod
    def on(cls, day):
        rows = list(Parameter.objects.filter(in_force__contains=day).values_list("key", "value", "basis"))
        return cls(day, {key: value for key, value, _ in rows}, {key: basis for key, _, basis in rows})

    def __getitem__(self, key):
        try:
            return self.values[key]
        except KeyError:
            raise LawGap(f"Peraturan yang tersimpan belum memuat {key} untuk {self.day:%d-%m-%Y}.") from None

    def snapshot(self, topic):
        """The values of one topic with their articles, to be kept beside a decision."""
        return {
            key: {"value": value, "basis": self.basis[key]}
            for key, value in sorted(self.values.items())
            if key.startswith(f"{topic}.")
        }


@dataclass(frozen=True)
class Rule:
    code: str
    bit: int
    basis: str
    in_force: Period
    condition: Callable  # law -> Q or expression: true, false, NULL
    asked: Callable  # law -> Q: of whom it is asked
    by_time: bool  # time alone mends a failure

    @property
    def place(self):
        """Which bit it is, counted from 0."""
        return self.bit.bit_length() - 1

    @property
    def label(self):
        """The sentence people read."""
        return self.condition.__doc__.split("\n")[0]


@dataclass(frozen=True)
class Judged:
    """SQL of judged rows: every column of the facts; `asked`, `failed`, `unknown`, `verdict`; `time_mends`, `earliest`.

    `time_mends` is true where nothing fails, or only what passes by itself on a later day. `earliest` is the first day
    on which the right can be given, where there is one.
    """

    sql: str
    params: tuple

    def rows(self, *, order="nip, kind"):
        """Each judged row as a dict, streamed."""
        with connection.chunked_cursor() as cursor:
            cursor.execute(f"SELECT * FROM ({self.sql}) judged ORDER BY {order}", self.params)
            names = [column[0] for column in cursor.description]
            for row in cursor:
                yield dict(zip(names, row, strict=True))


@dataclass(frozen=True)
class RuleSet:
    """The conditions of one legal procedure, in the order of the regulation. A bit, once given, is never reused."""

    name: str
    rules: list[Rule] = field(default_factory=list)

    def rule(self, code, *, basis, since, until=None, asked=None, by_time=False):
        in_force = Period(date.fromisoformat(since), until and date.fromisoformat(until))

        def register(condition):
            bit = 1 << len(self.rules)
            self.rules.append(Rule(code, bit, basis, in_force, condition, asked or (lambda law: Q()), by_time))
            return condition

        return register

    def in_force_on(self, day):
        return [rule for rule in self.rules if day in rule.in_force]

    def mask(self, *codes):
        return sum(rule.bit for rule in self.rules if rule.code in codes)

    def judge(self, facts, law, *, earliest="NULL::date", source=None):
        """Judge a queryset of facts by the law of its day. Nothing is read until the result is.

        `earliest` is SQL over the columns of a judged row. `source` is another table with the columns of the facts that
        is read in their stead.
        """
        rules = self.in_force_on(law.day)
        inner, params = facts.order_by().query.sql_with_params()
        table = facts.model._meta.db_table
        if source:
            inner = inner.replace(f'FROM "{table}"', f'FROM {source} AS "{table}"', 1)
        words = {}
        for rule in rules:
            words.setdefault(rule.place // WORD, []).append(rule)
        outcomes, more = _outcomes_sql(facts, words, law)
        met, failed, unknown = (_mask(words, state) for state in range(3))
        by_time = sum(r.bit for r in rules if r.by_time)
        # OFFSET '0' keeps the planner from computing outcomes anew wherever they are used. (Without quotes the planner
        # would take it for a limit, and stay in one process.)
        sql = f"""
            SELECT v.*, {earliest} AS earliest FROM (
            SELECT m.*,
                CASE WHEN failed <> 0 THEN 'TMS' WHEN unknown <> 0 THEN 'BTL' ELSE 'MS' END AS verdict,
                unknown = 0 AND (failed & ~{by_time}) = 0 AS time_mends
            FROM (
                SELECT f.*, {met} | {failed} | {unknown} AS asked, {failed} AS failed, {unknown} AS unknown
                FROM (
                    WITH "{table}" AS NOT MATERIALIZED ({inner})
                    {outcomes} OFFSET '0'
                ) f
            ) m) v"""
        return Judged(sql, (*params, *more))

    def outcomes(self, asked, failed, unknown):
        """The rules that were asked, each with MET, FAILED or UNKNOWN, in the order of the regulation."""
        for rule in self.rules:
            if asked & rule.bit:
                yield rule, FAILED if failed & rule.bit else UNKNOWN if unknown & rule.bit else MET


class _Outcome(Func):
    """A condition as a number: 1 met, 2 failed, 4 unknown, each shifted to its rule's place in a word."""

    output_field = BigIntegerField()

    def __init__(self, condition, place, **extra):
        met, failed, unknown = (1 << place + WORD * state for state in range(3))
        super().__init__(
            condition,
            template=f"CASE (%(expressions)s) WHEN true THEN {met} WHEN false THEN {failed} ELSE {unknown}::bigint END",
            **extra,
        )


def _outcomes_sql(facts, words, law):
    """(SQL, parameters) of `SELECT every column of the facts, word_0, word_1, ...` over the facts under their own name.

    Each condition is computed once, and only for whom it is asked. What the queryset added to its model is read by
    name, so that it is computed once too.
    """
    query = facts.model._base_manager.all()
    for name, expression in facts.query.annotation_select.items():
        query = query.annotate(**{name: RawSQL(f'"{name}"', (), expression.output_field)})
    for number, word in words.items():
        query = query.annotate(**{f"word_{number}": reduce(lambda a, b: a.bitor(b), _terms(word, law))})
    return query.order_by().query.sql_with_params()


def _terms(rules, law):
    for rule in rules:
        asked, condition = rule.asked(law), rule.condition(law)
        if isinstance(condition, Q):
            condition = ExpressionWrapper(condition, BooleanField(null=True))
        outcome = _Outcome(condition, rule.place % WORD)
        yield Case(When(asked, then=outcome), default=Value(0), output_field=BigIntegerField()) if asked else outcome


def _mask(words, state):
    """SQL of the bits of all rules in one state (0 met, 1 failed, 2 unknown)."""
    lowest, size = (1 << WORD) - 1, "int" if set(words) == {0} else "bigint"
    parts = [f"((((word_{n} >> {WORD * state}) & {lowest})::{size}) << {WORD * n})" for n in words]
    return f"({' | '.join(parts)})"
