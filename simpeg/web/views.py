"""Health, and the pages people see when something cannot be done."""

import sys

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

RETRY_AFTER = 30  # seconds


@login_not_required
@require_safe
def health(request):
    """Tell the launcher and a load balancer that the web process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def bad_request(request, exception=None):
    return _plain("400.html", 400)


def permission_denied(request, exception=None):
    return render(request, "403.html", {"detail": _sentence(exception)}, status=403)


def not_found(request, exception=None):
    return render(request, "404.html", {"detail": _sentence(exception)}, status=404)


def server_error(request):
    """A fault of ours; when the database is away, say that instead, and when to come back."""
    if database_is_away(sys.exc_info()[1]):
        return unavailable(request)
    return _plain("500.html", 500)


def database_is_away(exception):
    """Whether the database cannot be reached; a deadlock or a query that was too slow is a fault of ours."""
    if not isinstance(exception, (OperationalError, InterfaceError)):
        return False
    state = getattr(exception.__cause__, "sqlstate", None)  # none where there was nobody to give one
    return state is None or state.startswith(("08", "57P", "53300"))


def unavailable(request):
    response = _plain("503.html", 503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def csrf_failure(request, reason=""):
    return _plain("403_csrf.html", 403)


def _plain(template, status):
    """A page that needs neither session nor database, for when these may be what is broken."""
    return HttpResponse(render_to_string(template), status=status)


def _sentence(exception):
    """What our own code said of it; never what Django's resolver says of its patterns."""
    words = exception.args[0] if exception is not None and exception.args else ""
    return words if isinstance(words, str) and words.endswith(".") and " matches " not in words else ""
