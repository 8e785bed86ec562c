"""Files that people brought or that were made for them, sent to whoever may read them."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

# Whatever a file should hold against all checks: a browser runs nothing of it, and shows it nowhere but here.
SEALED = "default-src 'none'; sandbox; frame-ancestors 'none'"


def seal(response):
    """The answer is what it says it is, and does nothing."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SEALED
    return response


def kept_file(name, *, media_type, file_name, inline):
    """The file of this name in the store, to be shown or to be saved. Raises Http404 where the store has lost it."""
    try:
        handle = default_storage.open(name, "rb")
    except FileNotFoundError:
        raise Http404("File ini tidak ada di penyimpanan. Laporkan kepada administrator sistem.") from None
    return seal(FileResponse(handle, as_attachment=not inline, filename=file_name, content_type=media_type))
