"""The files behind documents: none without a row, however the attempt ended."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from employees.models import Document
from employees.models.document import FOLDER

STRAY_AFTER = timedelta(hours=1)  # longer than any request may take between its file and its row
_written = ContextVar("files written in this attempt", default=None)


@contextmanager
def all_or_nothing():
    """One transaction; when it fails, the files that were written in it go with its rows."""
    outer = _written.get()
    mine = []
    token = _written.set(mine)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        for name in mine:
            default_storage.delete(name)
        raise
    else:
        if outer is not None:
            outer.extend(mine)
    finally:
        _written.reset(token)


def note_written(name):
    """Say inside `all_or_nothing` that this file was written."""
    _written.get().append(name)


def page_name(document, number):
    """Where the picture of a page of a PDF is kept: beside the PDF."""
    return f"{document.file.name}.{number}.jpg"


def purge_strays(now=None, *, rows=Document, folder=FOLDER):
    """Delete the files of attempts that ended between file and row (a killed process). Returns how many.

    `rows` have their `file` in the folder, and beside it what was drawn of it (`page_name`).
    """
    place = Path(default_storage.path(folder))
    if not place.is_dir():
        return 0
    before = ((now or timezone.now()) - STRAY_AFTER).timestamp()
    old = {}
    for path in place.iterdir():
        if path.is_file() and path.stat().st_mtime < before:
            old.setdefault(f"{folder}/{path.name.split('.')[0]}", []).append(path)
    names, kept = sorted(old), set()
    for start in range(0, len(names), 1000):
        kept |= set(rows.objects.filter(file__in=names[start : start + 1000]).values_list("file", flat=True))
    strays = [path for name, paths in old.items() if name not in kept for path in paths]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)
