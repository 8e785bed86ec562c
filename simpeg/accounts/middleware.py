from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

ENDED = "berakhir"  # in the login page's address: this browser was logged in until now


class LoginRequired(LoginRequiredMiddleware):
    """Everything wants a login, unless the view says otherwise. After it, people are where they wanted to be."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        """Views that want no login do not even ask who is there: they answer without the database."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request, view_func):
        safe = request.method in ("GET", "HEAD")
        page = request.htmx.current_url_abs_path if request.htmx else request.get_full_path() if safe else None
        query = {"next": page} if page else {}
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            query[ENDED] = 1
        address = reverse("accounts:login") + (f"?{urlencode(query)}" if query else "")
        # htmx would put the login page into a piece of the page; it is told to leave instead.
        return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


class FirstPassword:
    """Whoever came in with a first password chooses his own before anything else."""

    OPEN = {"accounts:password", "accounts:logout"}

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not getattr(view, "login_required", True) or request.resolver_match.view_name in self.OPEN:
            return None
        if request.user.is_authenticated and request.user.must_change_password:
            page = reverse("accounts:password")
            return HttpResponseClientRedirect(page) if request.htmx else redirect(page)
        return None


class SessionInUse:
    """Keeps a session that is in use from ending for idleness."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code < 500:
            request.session.touch()
        return response
