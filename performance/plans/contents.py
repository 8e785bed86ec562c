"""What one result of a plan says, apart from any plan: it is typed, copied, and kept in examples in this shape."""

from dataclasses import dataclass, fields
from datetime import date

from performance.models import Indicator, WorkResult


class ContentsBroken(ValueError):
    """What is kept does not have the shape that was agreed on."""


@dataclass(frozen=True)
class IndicatorFacts:
    words: str
    target: str
    aspect: str = ""


@dataclass(frozen=True)
class ResultFacts:
    words: str
    kind: str = WorkResult.Kind.MAIN
    source: str = ""
    perspective: str = ""
    supports_plan_id: int | None = None
    supports_line: int | None = None
    supports_words: str = ""
    weight: int | None = None
    due_on: date | None = None
    indicators: tuple[IndicatorFacts, ...] = ()


OWN_FIELDS = tuple(field.name for field in fields(ResultFacts) if field.name != "indicators")
# What an example keeps: nothing that names a plan, a leader or a day.
KEPT = {"words": 500, "kind": 8, "source": 10, "perspective": 8}
KEPT_INDICATOR = {"words": 500, "target": 300, "aspect": 9}
KNOWN = {
    "kind": set(WorkResult.Kind.values),
    "source": {"", *WorkResult.Source.values},
    "perspective": {"", *WorkResult.Perspective.values},
    "aspect": {"", *Indicator.Aspect.values},
}


def facts_of(result):
    """What this row says, with its indicators in their order."""
    own = {name: getattr(result, name) for name in OWN_FIELDS}
    return ResultFacts(**own, indicators=tuple(
        IndicatorFacts(each.words, each.target, each.aspect) for each in result.indicators.all()
    ))  # fmt: skip


def as_kept(facts):
    """The result as an example keeps it."""
    kept = {name: str(getattr(facts, name)) for name in KEPT}
    indicators = [{name: getattr(each, name) for name in KEPT_INDICATOR} for each in facts.indicators]
    return kept | {"weight": facts.weight, "indicators": indicators}


def from_kept(kept):
    """The results that an example keeps. Raises ContentsBroken where one of them has another shape."""
    if not isinstance(kept, list):
        raise ContentsBroken("no list")
    return [_result(row) for row in kept]


def _result(row):
    own = _texts(row, KEPT, {"weight", "indicators"})
    weight, indicators = row["weight"], row["indicators"]
    if not (weight is None or (type(weight) is int and 1 <= weight <= 100)) or not isinstance(indicators, list):
        raise ContentsBroken("weight or indicators")
    own_indicators = [IndicatorFacts(**_texts(each, KEPT_INDICATOR, set())) for each in indicators]
    return ResultFacts(**own, weight=weight, indicators=tuple(own_indicators))


def _texts(row, lengths, others):
    if not isinstance(row, dict) or set(row) != set(lengths) | others:
        raise ContentsBroken("keys")
    for name, longest in lengths.items():
        text = row[name]
        if not isinstance(text, str) or len(text) > longest or "\0" in text or text not in KNOWN.get(name, {text}):
            raise ContentsBroken(name)
        if name in ("words", "target") and not text.strip():
            raise ContentsBroken(name)
    return {name: row[name] for name in lengths}
