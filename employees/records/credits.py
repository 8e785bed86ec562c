"""Credit points as they come from where they were determined: many at once, each as a fact of its person."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from employees.models import CreditRecord
from employees.quality.services import recheck
from simpeg.audit.change import change


@dataclass(frozen=True)
class CreditFact:
    """The cumulative points of one person in one jenjang, with the determination that says so."""

    employee_id: int
    tier: str
    determined_on: date
    points: Decimal
    decree: str = ""
    decree_by: str = ""


class CreditsMoved(Exception):
    """The file says by now something else than the determination left there; nothing was taken out."""


def record_credits(facts, *, by, reason):
    """The files say these determinations; IntegrityError where one has another of that day already."""
    facts = list(facts)
    with change(by=by, reason=reason):
        CreditRecord.objects.bulk_create(
            CreditRecord(
                employee_id=fact.employee_id,
                tier=fact.tier,
                determined_on=fact.determined_on,
                points=fact.points,
                decree=fact.decree[:100],
                decree_on=fact.determined_on,
                decree_by=fact.decree_by[:150],
            )
            for fact in facts
        )
        recheck(sorted({fact.employee_id for fact in facts}))


def withdraw_credit(fact, *, by, reason):
    """The file no longer says this; the trail keeps it. Raises CreditsMoved where it says something else by now.

    Where it is gone already, nothing is left to do.
    """
    with change(by=by, reason=reason):
        record = (
            CreditRecord.objects.select_for_update()
            .filter(employee=fact.employee_id, determined_on=fact.determined_on)
            .first()
        )
        if record is None:
            return
        if (record.tier, record.points) != (fact.tier, fact.points):
            raise CreditsMoved
        CreditRecord.objects.filter(pk=record.pk).delete()
        recheck([fact.employee_id])
