"""The verb of the wallet: what the cheapest plan proposes becomes enrolments."""

from employees.models import Employee
from simpeg.audit.change import change
from simpeg.law.engine import Law
from training.sessions.enrolling import AT_MOST, nominate
from training.sessions.services import SessionRefused, keeps
from training.wallet.plan import cheapest_plan


def open_plan(year, *, day, seen, by, people=None):
    """Whom the plan gives a seat has it, and is told; all of it as it was seen, or nothing. Returns the Plan.

    Raises SessionRefused where the plan is another one by now.
    """
    keeps(by)
    law = Law.on(day)
    with change(by=by, reason=f"Rencana JP termurah {year}"):
        plan = cheapest_plan(year, law, people)
        if plan.seen != seen:
            raise SessionRefused("Rencana berubah sejak halaman dibuka. Tidak ada yang disimpan; periksa lagi.")
        if not plan.seats:
            raise SessionRefused("Rencana ini tidak memberi kursi kepada siapa pun.")
        # Every session is held in one order, whoever opens a plan: two officers wait for each other, and never both.
        for session, ids in sorted(plan.seats, key=lambda pair: pair[0].pk):
            found = Employee.objects.in_bulk(ids)
            named = [found[pk] for pk in ids if pk in found]
            for start in range(0, len(named), AT_MOST):
                made = nominate(session, named[start : start + AT_MOST], by=by, reason=f"Rencana JP {year}")
                if any(row.status != "SEATED" for row in made):
                    raise SessionRefused("Kursi baru saja diambil orang lain. Tidak ada yang disimpan; periksa lagi.")
    return plan
