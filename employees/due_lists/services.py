"""Verbs of the due lists: judge a day and keep what was judged."""

from django.db.models import Count, Q

from employees.due_lists.lists import LISTS
from employees.due_lists.publishing import is_national, store
from employees.models import DueList, Unit
from simpeg.audit.change import change
from simpeg.core.dates import in_words
from simpeg.core.sql import as_of, has_bit
from simpeg.law.engine import Law


def run_list(subject, *, day, by, unit=None, own_table=None):
    """Judge everybody (or a unit tree) by the law of `day`, and keep each verdict with the facts it saw.

    `subject` is one of the names in LISTS. `own_table`: whether its verdicts get a table of their own; left open, the
    number of people decides. Raises `LawGap` where the law on file does not reach back to `day`.
    """
    kind, law = LISTS[subject], Law.on(day)
    with as_of(day), change(by=by, reason=f"Daftar {kind.words.name} {in_words(day)}"):
        kept = DueList.objects.create(
            subject=subject,
            day=day,
            requested_by=by,
            units=[unit.pk] if unit else [],
            law=_law_of(kind, law),
        )
        if own_table is None:
            own_table = unit is None and is_national()
        store(kept, kind, law, unit=unit, own_table=own_table)
        kept.counts = count_verdicts(kept.verdicts.all(), kind)
        kept.save(update_fields=["counts"])
    return kept


def count_verdicts(verdicts, kind):
    """`{"verdicts": {kind: {verdict: n}}, "rules": {code: [failed, unknown]}}` of some verdicts, read once."""
    masks = {}
    for rule in kind.rules.rules:
        masks[f"failed_{rule.code}"] = Count("pk", filter=Q(has_bit("failed", rule.bit)))
        masks[f"unknown_{rule.code}"] = Count("pk", filter=Q(has_bit("unknown", rule.bit)))
    by_kind, rules = {}, {rule.code: [0, 0] for rule in kind.rules.rules}
    for found in verdicts.order_by().values("kind", "verdict").annotate(n=Count("*"), **masks):
        by_kind.setdefault(found["kind"], {})[found["verdict"]] = found["n"]
        for code, pair in rules.items():
            pair[:] = pair[0] + found[f"failed_{code}"], pair[1] + found[f"unknown_{code}"]
    return {"verdicts": by_kind, "rules": {code: pair for code, pair in rules.items() if any(pair)}}


def root_units(kept):
    """The unit trees that a list was narrowed to; none means everybody."""
    return Unit.objects.filter(pk__in=kept.units)


def _law_of(kind, law):
    kept = {"rules": {rule.code: {"basis": rule.basis, "sentence": rule.label}
                      for rule in kind.rules.in_force_on(law.day)}}  # fmt: skip
    for topic in kind.topics:
        kept |= law.snapshot(topic)
    return kept
