from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def health(request):
    """Tell the launcher and a load balancer that the web process answers."""
    return HttpResponse("ok\n", content_type="text/plain")
