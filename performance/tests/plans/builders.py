"""Plans with something in them, for the tests of this topic."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from performance.models import YEARLY, Appraisal, Cycle, Determination, PerformancePlan
from performance.plans import services, writing
from performance.plans.contents import IndicatorFacts, ResultFacts
from performance.plans.queries import seen_of
from performance.tests.factories import account, make_cycle, make_office, plan_of


class Desk:
    """An office in which the chief rates two people, in a year that is open; `plan` is of the first of them."""

    def __init__(self, *, staff=2, model="KUANTITATIF"):
        self.unit, self.division, self.head, self.chief, self.people = make_office(staff=staff)
        self.cycle = make_cycle(model=model)
        self.person, self.colleague = self.people[:2]
        self.user, self.rater, self.boss = account(self.person), account(self.chief), account(self.head)
        self.peer = account(self.colleague)
        self.plan = plan_of(self.person, self.cycle)

    def client(self, user=None):
        client = Client()
        client.force_login(user or self.user)
        return client

    def reload(self):
        self.plan = plan_of(self.person, self.cycle)
        return self.plan


def make_late(cycle):
    """The day of the plans of the year has passed, on whatever day this runs."""
    Cycle.objects.filter(pk=cycle.pk).update(plans_due_on=timezone.localdate() - timedelta(days=1))


def sign_the_year(desk):
    """The predikat that was given for the year is signed by its appraiser."""
    rated = Appraisal.objects.get(plan=desk.plan, window__number=YEARLY)
    determination = Determination.objects.create(
        window=rated.window, achievement=2, counts=[0, 1, 0, 0, 0], signed_at=timezone.now(), signed_by=desk.rater
    )
    Appraisal.objects.filter(pk=rated.pk).update(
        status="SIGNED", determination=determination, objection_until=timezone.localdate()
    )


def make_facts(words="Laporan kepegawaian tersusun", **fields):
    fields.setdefault("indicators", (IndicatorFacts("Jumlah laporan", "4 laporan", "KUANTITAS"),))
    return ResultFacts(words=words, **fields)


def add_result(plan, by, **fields):
    return writing.add_result(plan, make_facts(**fields), seen=f"baru-{writing.next_line(plan)}", by=by)


def now_seen(plan):
    plan = PerformancePlan.objects.get(pk=plan.pk)
    return seen_of(plan, plan.versions.get(number=plan.version))


def submit(plan, by):
    return services.submit(plan, seen=now_seen(plan), by=by)


def agree(plan, by):
    return services.agree(plan, seen=now_seen(plan), by=by)


def make_agreed_plan(desk, **fields):
    """The plan of the desk with one result, agreed by its appraiser."""
    add_result(desk.plan, desk.user, **fields)
    submit(desk.plan, desk.user)
    return agree(desk.plan, desk.rater)
