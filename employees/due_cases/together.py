"""Many cases moved at once: each for itself, so that one that cannot leaves the others alone."""

from dataclasses import dataclass, field

from django.db import transaction

from employees.due_cases import services
from employees.models import DueCase

Status = DueCase.Status
NUMBER = "{urut}"  # what stands for the running number in a pattern of decree numbers


@dataclass
class Outcome:
    """How many moved, and of whom it was refused and why."""

    done: int = 0
    refused: list = field(default_factory=list)


def move_all(cases, to, values, *, by, tell, given=0):
    """These cases in their next state; with DECREED their facts are in the files.

    `values` holds what the step asks for: code, words, elsewhere; approval, approval_on; decree (a pattern with
    `{urut}`), first, decree_on, decree_by. A run that was stopped goes on with those that have not moved; `given` says
    how many numbers it has given already, so that none is given twice and none left out.
    """
    outcome, number = Outcome(), (values.get("first") or 1) + given
    total = len(cases)
    for place, case in enumerate(cases, start=1):
        try:
            with transaction.atomic():
                _move(case, to, values, number, by)
        except services.CaseRefused as refusal:
            outcome.refused.append((case.employee.full_name, str(refusal)))
        else:
            outcome.done += 1
            number += 1
        if place % 10 == 0 or place == total:
            tell(place, total, f"{place} dari {total} usul")
    return outcome


def _move(case, to, values, number, by):
    if to == Status.DECREED:
        services.decree(
            case,
            decree=values["decree"].replace(NUMBER, str(number)),
            decree_on=values["decree_on"],
            decree_by=values["decree_by"],
            by=by,
            seen=case.seen,
        )
        return
    services.move(
        case,
        to,
        by=by,
        seen=case.seen,
        code=values.get("code", ""),
        words=values.get("words", ""),
        elsewhere=values.get("elsewhere", False),
        approval=(values.get("approval") or "").replace(NUMBER, str(number)),
        approval_on=values.get("approval_on"),
    )
