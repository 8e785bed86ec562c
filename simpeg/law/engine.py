"""Dated legal rules, judged for a whole population in one query.

A rule is TRUE (met), FALSE (not met) or NULL (the file is silent). NULL is kept all the way to the screen: a person
with a missing decree is not "ineligible". A rule that is not asked of somebody says nothing about him.

The result of judging is compact: three bit masks per row (asked, failed, unknown), one bit a rule. Sentences are
rendered from the masks and the facts when somebody reads.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce

from django.db import connection
from django.db.models import BigIntegerField, BooleanField, Case, ExpressionWrapper, F, Func, Q, Value, When
from django.db.models.expressions import Col, RawSQL

from simpeg.core.dates import Period
from simpeg.law.models import Parameter

STATES = MET, FAILED, UNKNOWN = "met", "failed", "unknown"
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

    def judge(self, facts, law, *, earliest="NULL::date", source=None, settled=(), keep=None):
        """Judge a queryset of facts by the law of its day. Nothing is read until the result is.

        `earliest` is SQL over the columns of a judged row. `source` is another table with the columns of the facts that
        is read in their stead. `settled` are columns of which it knows already what the rules make (see `settle`).
        `keep` are the columns of the facts that the judged rows have; all, if nothing is said. (What is carried through
        and not read costs a person as much as a rule.)
        """
        rules = self.in_force_on(law.day)
        words = _words(rules)
        if settled:
            names = [f"settled_{number}" for number in words]
            facts = facts.annotate(**{name: RawSQL(f'"{name}"', (), BigIntegerField()) for name in names})
        if keep is not None:
            facts = facts.values(*_needed(facts, rules, law, {*keep, *re.findall(r"\w+", earliest)}, settled))
        inner, params = facts.order_by().query.sql_with_params()
        table = facts.model._meta.db_table
        if source:
            inner = inner.replace(f'FROM "{table}"', f'FROM {source} AS "{table}"', 1)
        outcomes, more = _outcomes_sql(facts, words, law, settled)
        asked, failed, unknown = _asked(words), _mask(words, FAILED), _mask(words, UNKNOWN)
        fails, lacks = _any_of(words, FAILED, rules), _any_of(words, UNKNOWN, rules)
        stays = _any_of(words, FAILED, [rule for rule in rules if not rule.by_time])
        # OFFSET '0' keeps the planner from computing outcomes anew wherever they are used. (Without quotes the planner
        # would take it for a limit, and stay in one process.)
        sql = f"""
            SELECT v.*, {earliest} AS earliest FROM (
            SELECT f.*, {asked} AS asked, {failed} AS failed, {unknown} AS unknown,
                CASE WHEN {fails} THEN 'TMS' WHEN {lacks} THEN 'BTL' ELSE 'MS' END AS verdict,
                NOT ({lacks} OR {stays}) AS time_mends
            FROM (
                WITH "{table}" AS NOT MATERIALIZED ({inner})
                {outcomes} OFFSET '0'
            ) f) v"""
        return Judged(sql, (*params, *more))

    def settle(self, facts, law, columns):
        """(SQL, parameters) of `settled_0, settled_1, ...`: what the rules say that look at nothing but `columns`.

        SQL over rows that have these columns of the facts, under the name of the table of the facts.
        """
        query, names = _by_name(facts), []
        for number, word in _words(self.in_force_on(law.day)).items():
            terms = [term for rule in word if _looks_at(query, rule, law) <= columns for term in _terms([rule], law)]
            names.append(f"settled_{number}")
            query = query.annotate(**{names[-1]: reduce(_join, terms, Value(0, output_field=BigIntegerField()))})
        sql, params = query.order_by().values_list(*names).query.sql_with_params()
        return sql.removeprefix("SELECT ").removesuffix(f' FROM "{facts.model._meta.db_table}"'), params

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


def _words(rules):
    """The rules by the number of the word that they share."""
    words = {}
    for rule in rules:
        words.setdefault(rule.place // WORD, []).append(rule)
    return words


def _by_name(facts):
    """The model of the facts, and by its name alone what the queryset adds to it: so that it is computed once."""
    query = facts.model._base_manager.all()
    for name, expression in facts.query.annotation_select.items():
        query = query.annotate(**{name: RawSQL(f'"{name}"', (), expression.output_field)})
    return query


def _needed(facts, rules, law, kept, settled):
    """The columns of the facts that have to be read, so that `kept` are there and the unsettled rules can be judged."""
    query = _by_name(facts)
    needed = kept.union(*(_looks_at(query, rule, law) for rule in _unsettled(query, rules, law, settled)))
    names = {field.column: field.attname for field in facts.model._meta.concrete_fields}
    names |= {name: name for name in facts.query.annotations}
    return [name for column, name in names.items() if column in needed or column.startswith("settled_")]


def _outcomes_sql(facts, words, law, settled):
    """(SQL, parameters) of `SELECT every column of the facts, word_0, word_1, ...` over the facts under their own name.

    Each condition is computed once, and only for whom it is asked.
    """
    query = _by_name(facts)
    words = {number: list(_unsettled(query, word, law, settled)) for number, word in words.items()}
    for number, word in words.items():
        terms = [F(f"settled_{number}")] if settled else []
        query = query.annotate(**{f"word_{number}": reduce(_join, [*terms, *_terms(word, law)])})
    if facts.query.values_select or facts.query.annotation_select_mask:
        query = query.values(*facts.query.values_select, *facts.query.annotation_select, *(f"word_{n}" for n in words))
    return query.order_by().query.sql_with_params()


def _unsettled(query, rules, law, settled):
    for rule in rules:
        if not settled or not _looks_at(query, rule, law) <= settled:
            yield rule


def _looks_at(query, rule, law):
    """The names of all columns that a rule speaks of, in what it asks and of whom."""
    spoken = [part for part in (rule.asked(law), rule.condition(law)) if part]
    found, todo = set(), [part.resolve_expression(query.query) for part in spoken]
    while todo:
        part = todo.pop()
        if isinstance(part, Col):
            found.add(part.target.column)
        elif isinstance(part, RawSQL):
            found.add(part.sql.strip('"'))
        elif hasattr(part, "get_source_expressions"):
            todo += [inner for inner in part.get_source_expressions() if inner is not None]
    return found


def _join(one, other):
    return one.bitor(other)


def _terms(rules, law):
    for rule in rules:
        asked, condition = rule.asked(law), rule.condition(law)
        if isinstance(condition, Q):
            condition = ExpressionWrapper(condition, BooleanField(null=True))
        outcome = _Outcome(condition, rule.place % WORD)
        yield Case(When(asked, then=outcome), default=Value(0), output_field=BigIntegerField()) if asked else outcome


def _word(number, state):
    """SQL of the outcomes in one state among those of a word."""
    shift = WORD * STATES.index(state)
    return f"(word_{number} >> {shift})" if shift else f"word_{number}"


def _mask(words, state):
    """SQL of the bits of all rules in one state."""
    return _put_together(words, lambda number: _word(number, state))


def _asked(words):
    """SQL of the bits of all rules that were asked."""
    return _put_together(words, lambda number: "(" + " | ".join(_word(number, state) for state in STATES) + ")")


def _put_together(words, of_word):
    lowest, size = (1 << WORD) - 1, "int" if set(words) == {0} else "bigint"
    parts = [f"({of_word(n)} & {lowest})::{size}" + (f" << {WORD * n}" if n else "") for n in words]
    return "(" + " | ".join(f"({part})" for part in parts) + ")"


def _any_of(words, state, rules):
    """SQL of whether one of these rules is in that state, asked of the words as they are."""
    shift, asked = WORD * STATES.index(state), {number: 0 for number in words}
    for rule in rules:
        asked[rule.place // WORD] |= 1 << rule.place % WORD + shift
    return "(" + (" OR ".join(f"word_{n} & {bits} <> 0" for n, bits in asked.items() if bits) or "false") + ")"
