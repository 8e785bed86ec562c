"""Every move that a plan could make, by everybody: only these are taken."""

import pytest

from performance.models import PerformancePlan
from performance.plans import services
from performance.plans.services import PlanRefused
from performance.tests.plans.builders import Desk, add_result, now_seen
from simpeg.testing.fixtures import undone
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
WHO_MAY = {
    ("DRAFT", "SUBMITTED"): {"employee"},
    ("RETURNED", "SUBMITTED"): {"employee"},
    ("SUBMITTED", "DRAFT"): {"employee"},
    ("SUBMITTED", "RETURNED"): {"appraiser"},
    ("SUBMITTED", "AGREED"): {"appraiser"},
    ("DRAFT", "AGREED"): {"appraiser"},
    ("RETURNED", "AGREED"): {"appraiser"},
    ("AGREED", "DRAFT"): {"employee", "appraiser"},
}


@pytest.fixture(scope="module")
def standing_desk(django_db_setup, django_db_blocker):
    """One plan with a result, made once; each move is taken back after its test."""
    with django_db_blocker.unblock(), undone():
        desk = Desk()
        add_result(desk.plan, desk.user)
        yield desk


@pytest.mark.parametrize("start", PerformancePlan.Status.values)
@pytest.mark.parametrize("to", PerformancePlan.Status.values)
@pytest.mark.parametrize("who", ["employee", "appraiser", "peer", "officer"])
def test_only_these_moves_are_taken_and_only_by_whom_they_belong_to(standing_desk, db, start, to, who):
    desk = standing_desk
    by = {"employee": desk.user, "appraiser": desk.rater, "peer": desk.peer}.get(who)
    by = by or make_user("view_all_appraisals", "performance.change_performanceplan")
    agreed = 1 if start == "AGREED" else None
    PerformancePlan.objects.filter(pk=desk.plan.pk).update(status=start, agreed_version=agreed)
    desk.reload()

    def move():
        services.move_to(desk.plan, to, words="Karena", seen=now_seen(desk.plan), by=by)

    if who in WHO_MAY.get((start, to), ()):
        move()
        assert desk.reload().status == to
    else:
        with pytest.raises(PlanRefused):
            move()
        assert desk.reload().status == start
