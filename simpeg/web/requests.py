"""What may come in: how it says where it is from, what it asks for, how much it brings."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string

METHODS = ["GET", "HEAD", "POST"]
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT")


class TrustedProxies:
    """Believes X-Forwarded-For and -Proto from the addresses in TRUSTED_PROXIES ("unix" for a unix socket) only.

    Everybody can send these headers; from anybody else they are thrown away before somebody reads them.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chain, secure = request.META.get("HTTP_X_FORWARDED_FOR", ""), request.META.get("HTTP_X_FORWARDED_PROTO", "")
        for name in (*FORWARDED, "HTTP_FORWARDED"):
            request.META.pop(name, None)
        if (request.META.get("REMOTE_ADDR") or "unix") in settings.TRUSTED_PROXIES:
            # Each proxy adds the address it saw at the end: the last one that is no proxy of ours is the client's.
            hops = [hop.strip() for hop in chain.split(",") if hop.strip()]
            request.META["REMOTE_ADDR"] = next((h for h in reversed(hops) if h not in settings.TRUSTED_PROXIES), "")
            request.META["wsgi.url_scheme"] = "https" if secure.strip().lower() == "https" else "http"
        return self.get_response(request)


def takes_files(largest):
    """Say on a view that its files have at most so many bytes: what is beyond is read, and not kept anywhere."""

    def mark(view):
        view.largest_file = largest
        return view

    return mark


class CutFiles(FileUploadHandler):
    """Stands before the handlers that keep a file, and hands on no more than shows that it is too large."""

    def __init__(self, request, largest):
        super().__init__(request)
        self.largest, self.seen = largest, 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.seen = 0

    def receive_data_chunk(self, raw_data, start):
        if self.seen > self.largest:
            return None
        self.seen += len(raw_data)
        return raw_data

    def file_complete(self, file_size):
        return None


class KnownRequests:
    """Refuses methods that no page answers, and bodies larger than the sender may bring.

    A file may come from whoever is logged in. Everybody else sends forms, which are small; asked before the body is
    read, and before the CSRF check, which reads it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if _length(request) > settings.LARGEST_UPLOAD:
            return _too_large()
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if _length(request) > settings.LARGEST_FORM and not request.user.is_authenticated:
            return _too_large()
        if largest := getattr(view, "largest_file", None):
            request.upload_handlers.insert(0, CutFiles(request, largest))
        return None


def _length(request):
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isascii() and text.isdigit() else 0


def _too_large():
    return HttpResponse(render_to_string("413.html", {"mebibytes": settings.LARGEST_UPLOAD >> 20}), status=413)
