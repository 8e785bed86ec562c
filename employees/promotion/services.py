"""Verbs of promotion: judge a period and keep what was judged."""

from django.db import connection
from django.db.models import Count, Q

from employees.models import PromotionList, PromotionVerdict, Unit
from employees.promotion.queries import judged_promotions
from employees.promotion.rules import PROMOTION
from simpeg.audit.change import change
from simpeg.core.dates import in_words
from simpeg.core.sql import as_of, has_bit
from simpeg.law.engine import Law

# Columns of a judged row that a verdict keeps in columns of its own, or that are derived from the others.
NOT_FACTS = ["id", "employee_id", "kind", "unit_id", "target_id", "asked", "failed", "unknown", "verdict", "time_mends"]


def run_promotion_list(*, day, by, unit=None):
    """Judge everybody (or a unit tree) by the law of `day`, and keep each verdict with the facts it saw.

    Raises `LawGap` where the law on file does not reach back to `day`.
    """
    law = Law.on(day)
    with as_of(day), change(by=by, reason=f"Daftar kenaikan pangkat {in_words(day)}"):
        kept = PromotionList.objects.create(
            day=day,
            requested_by=by,
            units=[unit.pk] if unit else [],
            law=law.snapshot("kp") | law.snapshot("kedudukan") | {"rules": _rules(day)},
        )
        _store(kept, judged_promotions(law, unit=unit))
        kept.counts = count_verdicts(kept.verdicts.all())
        kept.save(update_fields=["counts"])
    return kept


def count_verdicts(verdicts):
    """`{"verdicts": {kind: {verdict: n}}, "rules": {code: [failed, unknown]}}` of some verdicts, in two queries."""
    by_kind = {}
    for kind, verdict, number in verdicts.order_by().values_list("kind", "verdict").annotate(n=Count("*")):
        by_kind.setdefault(kind, {})[verdict] = number
    masks = {}
    for rule in PROMOTION.rules:
        masks[f"failed_{rule.code}"] = Count("pk", filter=Q(has_bit("failed", rule.bit)))
        masks[f"unknown_{rule.code}"] = Count("pk", filter=Q(has_bit("unknown", rule.bit)))
    found = verdicts.order_by().aggregate(**masks)
    rules = {rule.code: [found[f"failed_{rule.code}"], found[f"unknown_{rule.code}"]] for rule in PROMOTION.rules}
    return {"verdicts": by_kind, "rules": {code: pair for code, pair in rules.items() if any(pair)}}


def root_units(kept):
    """The unit trees that a list was narrowed to; none means everybody."""
    return Unit.objects.filter(pk__in=kept.units)


def _rules(day):
    return {rule.code: {"basis": rule.basis, "sentence": rule.label} for rule in PROMOTION.in_force_on(day)}


def _store(kept, judged):
    """INSERT ... SELECT: verdicts never travel through Python."""
    working = [name for rule in PROMOTION.rules for name in (f"asked_{rule.bit}", f"met_{rule.bit}")]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO {PromotionVerdict._meta.db_table}
                (list_id, employee_id, nip, kind, verdict, unit_id, grade_id, target_id, earliest,
                 asked, failed, unknown, facts)
            SELECT %s, employee_id, nip, kind, verdict, unit_id, grade_id, target_id,
                CASE WHEN time_mends THEN open_on END, asked, failed, unknown,
                jsonb_strip_nulls(to_jsonb(judged) - %s::text[])
            FROM ({judged.sql}) judged""",
            [kept.pk, [*NOT_FACTS, *working], *judged.params],
        )
