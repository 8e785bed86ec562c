"""Section 8 of the regency's rules: who may see what of another's plan and appraisal."""

import pytest

from performance.models import Appraisal, Feedback, PerformancePlan
from performance.tests.factories import account, agree_all, make_cycle, make_office, make_rating, plan_of
from simpeg import roles
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


class World:
    def __init__(self):
        self.unit, _, self.head, self.chief, (self.person, self.colleague) = make_office()
        other_unit, _, self.other_head, *_ = make_office(name="Dinas Dua")
        self.cycle = make_cycle()
        self.plan = plan_of(self.person, self.cycle)
        self.users = {
            "himself": account(self.person),
            "colleague": account(self.colleague),
            "appraiser": account(self.chief),
            "superior": account(self.head),
            "other superior": account(self.other_head),
            "OPD officer": make_user(role=roles.OPD_OFFICER.name, mandates=[self.unit]),
            "other OPD officer": make_user(role=roles.OPD_OFFICER.name, mandates=[other_unit]),
            "records officer": make_user(role=roles.RECORDS_OFFICER.name),
            "performance officer": make_user(role=roles.PERFORMANCE_OFFICER.name),
            "regional leader": make_user(role=roles.REGIONAL_LEADER.name),
            "auditor": make_user(role=roles.AUDITOR.name),
        }

    def who(self, sees):
        return {name for name, user in self.users.items() if sees(user)}


READERS = {"himself", "appraiser", "performance officer", "auditor"}


def test_a_draft_is_read_by_himself_his_appraiser_and_those_who_answer_for_all(world):
    opened = world.who(lambda user: PerformancePlan.objects.visible_to(user).filter(pk=world.plan.pk).exists())

    assert opened == READERS


def test_what_was_sent_is_read_by_the_superior_of_the_appraiser_too(world):
    PerformancePlan.objects.filter(pk=world.plan.pk).update(status="SUBMITTED")

    opened = world.who(lambda user: PerformancePlan.objects.visible_to(user).filter(pk=world.plan.pk).exists())

    assert opened == READERS | {"superior"}


def test_how_far_he_is_is_seen_by_his_office_and_the_leader_of_the_region(world):
    listed = world.who(lambda user: PerformancePlan.objects.listed_to(user).filter(pk=world.plan.pk).exists())

    assert listed == READERS | {"superior", "OPD officer", "regional leader"}


def test_an_appraisal_is_read_by_whoever_reads_the_plan(world):
    agree_all(world.cycle)
    make_rating(world.plan.__class__.objects.get(pk=world.plan.pk), world.cycle.windows.get(number=0),
                by=world.users["appraiser"])  # fmt: skip

    readers = READERS | {"superior"}
    assert world.who(lambda user: Appraisal.objects.visible_to(user).exists()) == readers - {"himself"}
    # What was not signed yet, one does not read of oneself; a periodic rating one does.
    Appraisal.objects.update(window=world.cycle.windows.get(number=1))
    assert world.who(lambda user: Appraisal.objects.visible_to(user).exists()) == readers


def test_feedback_is_read_by_him_his_appraiser_its_author_and_those_who_answer_for_all(world):
    PerformancePlan.objects.filter(pk=world.plan.pk).update(status="SUBMITTED")
    Feedback.objects.create(plan=world.plan, words="Rapi", from_appraiser=False, by=world.users["colleague"])

    assert world.who(lambda user: Feedback.objects.visible_to(user).exists()) == READERS | {"colleague"}


def test_only_the_appraiser_is_asked_to_rate(world):
    rates = world.who(lambda user: PerformancePlan.objects.appraised_by(user).filter(pk=world.plan.pk).exists())

    assert rates == {"appraiser"}


def test_an_account_that_was_disabled_sees_nothing(world):
    user = world.users["appraiser"]
    user.is_active = False

    assert not PerformancePlan.objects.visible_to(user).exists()
    assert not PerformancePlan.objects.listed_to(user).exists()
    assert not Feedback.objects.visible_to(user).exists()
