from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from performance.models import Appraisal, Cycle, PerformancePlan
from performance.review.queries import waiting_for
from simpeg.law.engine import Law
from simpeg.web.replica import reads_only

RESULTS_SHOWN, PLANS_SHOWN = 6, 3


@require_safe
@reads_only
def index(request):
    """What waits for this user in performance: his answer, those he rates, objections; and his own results."""
    user = request.user
    own = Appraisal.objects.visible_to(user).filter(plan__employee__nip=user.nip or "")
    own = own.select_related("window__cycle", "appraiser").order_by("-window__ends_on", "window__number")
    plans = PerformancePlan.objects.own_of(user).select_related("cycle", "unit", "appraiser")
    context = {
        "waiting": waiting_for(user, Law.on(timezone.localdate())),
        "results": own[:RESULTS_SHOWN],
        "plans": plans.order_by("-starts_on")[:PLANS_SHOWN],
        "rates": PerformancePlan.objects.appraised_by(user).exists(),
        "cycle": Cycle.objects.visible_to(user).present(timezone.localdate()),
    }
    return render(request, "performance/index.html", context)
