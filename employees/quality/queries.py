"""Everybody's indicators and the index they make, in one query; and what pages ask of what was kept.

The index of a person: in each dimension the weight of what is kept, out of the weight of what could be asked and
answered; then the dimensions by their weights. What is not asked of him, or not known, shifts its weight to the rest.
The index of many people is the mean of theirs. docs/quality.md says why.
"""

from decimal import Decimal

from employees.models import DIMENSIONS, QualityFacts
from employees.quality.indicators import COUNTED
from employees.quality.rules import QUALITY


def judged(law, *, employees=None):
    """The indicators of everybody (or of these ids) as rows of SQL; to be read within `as_of(law.day)`."""
    facts = QualityFacts.objects.all()
    if employees is not None:
        facts = facts.filter(employee__in=list(employees))
    return QUALITY.judge(facts, law)


def measured(law, *, employees=None):
    """(sql, params): one row for each person with the masks, the four scores, the shares and the index."""
    rows = judged(law, employees=employees)
    weights, of_dimension = index_weights(law)
    sums, lenient = [], []
    for dim in DIMENSIONS:
        own = [indicator for indicator in COUNTED if indicator.group == dim and indicator.code in weights]
        asked = _sum((f"asked & ~unknown & {i.bit}", weights[i.code]) for i in own)
        broken = _sum((f"failed & {i.bit}", weights[i.code]) for i in own)
        sums += [f"{asked} AS asked_{dim}", f"{broken} AS broken_{dim}"]
        all_of_it = sum(weights[i.code] for i in own)
        lenient.append(f"{of_dimension[dim]} * broken_{dim} / {all_of_it}")
    everything = sum(of_dimension.values())
    total = " + ".join(f"CASE WHEN asked_{dim} > 0 THEN {of_dimension[dim]} ELSE 0 END" for dim in DIMENSIONS)
    shares = [
        f"CASE WHEN asked_{dim} > 0 THEN round(100 * {of_dimension[dim]} / (asked_{dim} * total), 8) ELSE 0 END"
        f" AS share_{dim}"
        for dim in DIMENSIONS
    ]
    scores = [
        f"CASE WHEN asked_{dim} > 0 THEN round(100 * (1 - broken_{dim} / asked_{dim}), 4) END AS {dim}"
        for dim in DIMENSIONS
    ]
    lost = " + ".join(f"share_{dim} * broken_{dim}" for dim in DIMENSIONS)
    sql = f"""
        SELECT employee_id, nip, unit_id, asked, failed AS breached, unknown,
            {", ".join(DIMENSIONS)}, {", ".join(f"share_{dim}" for dim in DIMENSIONS)},
            greatest(round(100 - ({lost}), 4), 0) AS index,
            round(100 - 100 * ({" + ".join(lenient)}) / {everything}, 4) AS lenient
        FROM (
            SELECT t.*, {", ".join(shares)}, {", ".join(scores)}
            FROM (
                SELECT w.*, {total} AS total
                FROM (SELECT employee_id, nip, unit_id, asked, failed, unknown, {", ".join(sums)}
                      FROM ({rows.sql}) j OFFSET 0) w
            ) t OFFSET 0
        ) s"""
    return sql, rows.params


def index_weights(law):
    """({code: weight}, {dimension: weight}) in force, as exact decimals."""
    weights = {code: Decimal(str(weight)) for code, weight in law["kualitas.bobot"].items()}
    return weights, {dim: Decimal(str(law["kualitas.bobot_dimensi"][dim.upper()])) for dim in DIMENSIONS}


def gain_sql(indicator, weights):
    """SQL of the points of a person's own index that mending this indicator brings (from `share_…`)."""
    return f"share_{indicator.group} * {weights[indicator.code]}" if indicator.code in weights else "0"


def _sum(terms):
    return " + ".join(f"CASE WHEN {mask} <> 0 THEN {weight} ELSE 0 END" for mask, weight in terms)
