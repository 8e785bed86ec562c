from django.conf import settings
from django.http import Http404

from simpeg.web.views import database_is_away, not_found, unavailable


class OutageMiddleware:
    """With the database away, every page answers 503 and when to come back; in DEBUG too.

    Stands right after the authentication middleware: whoever asks for the account is the first to ask the database.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not getattr(view, "login_required", True):
            return None
        try:
            request.user.is_authenticated  # noqa: B018 -- loads session and account, as the login check would next
        except Exception as error:
            if database_is_away(error):
                return unavailable(request)
            raise
        return None

    def process_exception(self, request, exception):
        return unavailable(request) if database_is_away(exception) else None


class OwnErrorPages:
    """Our own page for what was not found, in DEBUG too, where Django would show its list of addresses."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if settings.DEBUG and response.status_code == 404 and request.resolver_match is None:
            return not_found(request)
        return response

    def process_exception(self, request, exception):
        return not_found(request, exception) if settings.DEBUG and isinstance(exception, Http404) else None
