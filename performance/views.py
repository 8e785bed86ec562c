from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from performance.models import Appraisal, Cycle, Objection, PerformancePlan, Window
from performance.review.queries import progress_of
from simpeg.law.engine import Law
from simpeg.web.replica import reads_only

RESULTS_SHOWN = 6


@require_safe
@reads_only
def index(request):
    """What waits for this user in performance: his answer, those he rates, objections; and his own results."""
    user, law = request.user, Law.on(timezone.localdate())
    opened = Window.objects.filter(opens_on__lte=law.day, closes_on__gte=law.day).select_related("cycle")
    to_rate = [(window, progress_of(window, user, law)) for window in opened.order_by("closes_on", "number")]
    to_rate = [(window, numbers) for window, numbers in to_rate if numbers["people"]]
    own = Appraisal.objects.visible_to(user).filter(plan__employee__nip=user.nip or "")
    own = list(own.select_related("window__cycle", "appraiser", "plan").order_by("-window__ends_on", "window__number"))
    plans = PerformancePlan.objects.own_of(user).select_related("cycle", "unit", "appraiser")
    context = {
        "to_rate": [(window, numbers, max(0, numbers["due"] - numbers["rated"])) for window, numbers in to_rate],
        "answers": [row for row in own if row.status == Appraisal.Status.SIGNED],
        "results": own[:RESULTS_SHOWN],
        "plans": plans.order_by("-starts_on")[:3],
        "objections": Objection.objects.decidable_by(user).count(),
        "rates": PerformancePlan.objects.appraised_by(user).exists(),
        "cycle": Cycle.objects.visible_to(user).first(),
    }
    return render(request, "performance/index.html", context)
