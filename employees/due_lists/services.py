"""Verbs of the due lists: judge a day and keep what was judged."""

from django.db import connection
from django.db.models import Count, Q

from employees.due_lists.lists import LISTS
from employees.models import DueList, DueVerdict, Unit
from simpeg.audit.change import change
from simpeg.core.dates import in_words
from simpeg.core.sql import as_of, has_bit
from simpeg.law.engine import Law

# Columns of a judged row that a verdict keeps in columns of its own, or that are derived from the others.
NOT_FACTS = ["id", "employee_id", "kind", "unit_id", "target_id", "asked", "failed", "unknown", "verdict", "time_mends",
             "earliest"]  # fmt: skip


def run_list(subject, *, day, by, unit=None):
    """Judge everybody (or a unit tree) by the law of `day`, and keep each verdict with the facts it saw.

    `subject` is one of the names in LISTS. Raises `LawGap` where the law on file does not reach back to `day`.
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
        _store(kept, kind, kind.judged(law, unit=unit))
        kept.counts = count_verdicts(kept.verdicts.all(), kind)
        kept.save(update_fields=["counts"])
    return kept


def count_verdicts(verdicts, kind):
    """`{"verdicts": {kind: {verdict: n}}, "rules": {code: [failed, unknown]}}` of some verdicts, in two queries."""
    by_kind = {}
    for name, verdict, number in verdicts.order_by().values_list("kind", "verdict").annotate(n=Count("*")):
        by_kind.setdefault(name, {})[verdict] = number
    masks = {}
    for rule in kind.rules.rules:
        masks[f"failed_{rule.code}"] = Count("pk", filter=Q(has_bit("failed", rule.bit)))
        masks[f"unknown_{rule.code}"] = Count("pk", filter=Q(has_bit("unknown", rule.bit)))
    found = verdicts.order_by().aggregate(**masks)
    rules = {rule.code: [found[f"failed_{rule.code}"], found[f"unknown_{rule.code}"]] for rule in kind.rules.rules}
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


def _store(kept, kind, judged):
    """INSERT ... SELECT: verdicts never travel through Python."""
    working = [name for rule in kind.rules.rules for name in (f"asked_{rule.bit}", f"met_{rule.bit}")]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO {DueVerdict._meta.db_table}
                (list_id, employee_id, nip, kind, verdict, unit_id, grade_id, target_id, earliest,
                 asked, failed, unknown, facts)
            SELECT %s, employee_id, nip, kind, verdict, unit_id, grade_id, target_id, earliest,
                asked, failed, unknown, jsonb_strip_nulls(to_jsonb(judged) - %s::text[])
            FROM ({judged.sql}) judged""",
            [kept.pk, [*NOT_FACTS, *working], *judged.params],
        )
