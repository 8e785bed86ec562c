"""Proposals of rights in every state, so that boards and cases have something to look at."""

from datetime import timedelta

from django.utils import timezone

from employees.due_cases.services import decree, move, open_case, set_window
from employees.models import DueCase, Verdict
from simpeg.law.models import PromotionPeriod

MOST = 14  # how many of a list are proposed
Status = DueCase.Status
WAY = (Status.VERIFIED, Status.SENT, Status.APPROVED, Status.DECREED)


def make_demo_cases(promotions, retirements, *, by):
    """Some of the coming promotions and all retirements of the list, each a little further than the one before."""
    today = timezone.localdate()
    period = PromotionPeriod.objects.get(day=promotions.day)
    if not period.opens_on <= today <= period.closes_on:
        set_window(period, opens_on=today - timedelta(days=30), closes_on=today + timedelta(days=5), by=by,
                   reason="Surat BKN contoh memperpanjang masa usul")  # fmt: skip
    for kept, way in ((promotions, WAY[:-1]), (retirements, WAY)):
        meeting = kept.verdicts.filter(verdict=Verdict.MEETS).exclude(nip=by.nip or "").order_by("nip")
        for number, verdict in enumerate(meeting.select_related("employee", "list", "grade", "target")[:MOST]):
            _forward(open_case(verdict, by=by), way[: number % (len(way) + 1)], number, today, by)


def _forward(case, way, number, today, by):
    for to in way:
        if to == Status.DECREED:
            decree(case, decree=f"823/{number}/{today.year}", decree_on=today, decree_by="Bupati Mamuju", by=by,
                   seen=case.seen)  # fmt: skip
            return
        move(case, to, by=by, seen=case.seen, elsewhere=True, approval=f"PT-{number}/{today.year}",
             approval_on=today)  # fmt: skip
        if to == Status.SENT and number % 7 == 2:
            move(case, Status.RETURNED, by=by, seen=case.seen, code="BTL02", words="Evaluasi kinerja halaman dua.")
            return
