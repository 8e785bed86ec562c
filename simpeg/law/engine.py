"""Dated legal rules, judged for a whole population in one query.

A rule is TRUE (met), FALSE (not met) or NULL (the file is silent). NULL is kept all the way to the screen: a person
with a missing decree is not "ineligible". A rule that is not asked of somebody says nothing about him.

The result of judging is compact: three bit masks per row (asked, failed, unknown), one bit a rule. Sentences are
rendered from the masks and the facts when somebody reads.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q, Value

from simpeg.core.dates import Period
from simpeg.law.models import Parameter

MET, FAILED, UNKNOWN = "met", "failed", "unknown"


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

    def judge(self, facts, law, *, earliest="NULL::date"):
        """Judge a queryset of facts by the law of its day. Nothing is read until the result is.

        `earliest` is SQL over the columns of a judged row.
        """
        rules = self.in_force_on(law.day)
        nullable = BooleanField(null=True)
        columns = {}
        for rule in rules:
            asked, condition = rule.asked(law), rule.condition(law)
            columns[f"asked_{rule.bit}"] = ExpressionWrapper(asked, nullable) if asked else Value(True)
            columns[f"met_{rule.bit}"] = (
                ExpressionWrapper(condition, nullable) if isinstance(condition, Q) else condition
            )
        inner, params = facts.annotate(**columns).order_by().query.sql_with_params()
        asked = _mask(f"CASE WHEN asked_{r.bit} THEN {r.bit} ELSE 0 END" for r in rules)
        failed = _mask(f"CASE WHEN asked_{r.bit} AND NOT met_{r.bit} THEN {r.bit} ELSE 0 END" for r in rules)
        unknown = _mask(f"CASE WHEN asked_{r.bit} AND met_{r.bit} IS NULL THEN {r.bit} ELSE 0 END" for r in rules)
        by_time = sum(r.bit for r in rules if r.by_time)
        # OFFSET 0 keeps the planner from computing each condition anew for every mask.
        sql = f"""
            SELECT v.*, {earliest} AS earliest FROM (
            SELECT m.*,
                CASE WHEN failed <> 0 THEN 'TMS' WHEN unknown <> 0 THEN 'BTL' ELSE 'MS' END AS verdict,
                unknown = 0 AND (failed & ~{by_time}) = 0 AS time_mends
            FROM (
                SELECT f.*, {asked} AS asked, {failed} AS failed, {unknown} AS unknown
                FROM ({inner} OFFSET 0) f OFFSET 0
            ) m) v"""
        return Judged(sql, params)

    def outcomes(self, asked, failed, unknown):
        """The rules that were asked, each with MET, FAILED or UNKNOWN, in the order of the regulation."""
        for rule in self.rules:
            if asked & rule.bit:
                yield rule, FAILED if failed & rule.bit else UNKNOWN if unknown & rule.bit else MET


def _mask(cases):
    return " | ".join(cases)
