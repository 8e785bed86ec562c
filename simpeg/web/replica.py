"""Pages that a replica of the database may answer, and what a browser has seen already."""

import re
from functools import wraps

from django.conf import settings
from django.db import Error
from django.http import Http404

from simpeg.core import replica

POSITION = re.compile(r"[0-9A-F]{1,8}/[0-9A-F]{1,8}")  # PostgreSQL's pg_lsn


def reads_only(view):
    """The view only reads: a replica may answer it, its template included.

    It stands outside of whatever opens a transaction (`speaks_of_a_day`), which stays with one server. What the replica
    cannot answer, or does not find, the primary is asked again; nothing was written that could be doubled.
    """

    @wraps(view)
    def answered(request, *args, **kwargs):
        return _of_replica(view, request, *args, **kwargs) or view(request, *args, **kwargs)

    answered.reads_only = True
    return answered


class SeenPosition:
    """What a browser was shown of the primary, a replica must have replayed before it answers that browser.

    So everybody finds what he has just written, or has just been told that a job has written. The place in the
    primary's log travels in a cookie; one made up only decides which server answers.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if replica.is_configured() and response.status_code < 500 and _asked_primary(request):
            response.set_cookie(
                settings.SEEN_COOKIE_NAME,
                replica.position_of_primary(),
                max_age=2 * settings.REPLICA_LAG,  # by then every replica that may answer has replayed it
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response


def _of_replica(view, request, *args, **kwargs):
    """The replica's answer; None where the primary is to be asked."""
    if not replica.is_configured():
        return None
    request.user.get_all_permissions()  # who somebody is and what he may do is asked of the primary, and remembered
    with replica.reading(_seen(request)) as elsewhere:
        if not elsewhere:
            return None
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            return None  # perhaps it is so new that the replica has not heard of it
        except Error as error:
            if replica.failed(error):
                return None
            raise
        request.answered_by_replica = True
        return response


def _seen(request):
    position = request.COOKIES.get(settings.SEEN_COOKIE_NAME, "")
    return position if POSITION.fullmatch(position) else ""


def _asked_primary(request):
    return (
        not getattr(request, "answered_by_replica", False)
        and request.session.accessed
        and request.user.is_authenticated
    )
