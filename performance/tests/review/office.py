"""An office in the middle of the yearly rating: everybody's plan is agreed, and the window is open."""

from performance.review.services import sign
from performance.tests.factories import account, agree_all, make_cycle, make_office, make_rating, plan_of


class Office:
    def __init__(self, staff=2):
        self.unit, self.division, self.head, self.chief, self.people = make_office(staff=staff)
        self.cycle = make_cycle()
        agree_all(self.cycle)
        self.window = self.cycle.windows.get(number=0)
        self.rater, self.boss = account(self.chief), account(self.head)
        self.user = account(self.people[0])
        self.plans = [plan_of(person, self.cycle) for person in self.people]

    def rate_all(self, *ratings):
        for plan, (result, behaviour) in zip(self.plans, ratings or [(2, 2)] * len(self.plans), strict=True):
            make_rating(plan, self.window, by=self.rater, result=result, behaviour=behaviour)

    def sign(self, seen, reason="", by=None):
        return sign(self.window, appraiser=self.chief, reason=reason, seen=seen, by=by or self.rater)
