"""Who read a person's file, as the person himself is told."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model

from simpeg.audit.models import ReadEntry


@dataclass(frozen=True)
class Reading:
    """One reading: who, of which role and office, when, what, and what for."""

    at: datetime
    reader: str
    roles: str
    offices: str
    what: str
    purpose: str


def readings_of(employee):
    """The notes of others' readings; pages of them become words with `in_words`."""
    return ReadEntry.objects.of(employee).order_by()


def with_readers(entries):
    """The notes with their readers' names, roles and offices: three queries, however many notes."""
    entries = list(entries)
    ids = {entry.reader for entry in entries}
    readers = get_user_model().objects.filter(pk__in=ids).prefetch_related("groups", "mandates__unit")
    known = {reader.pk: reader for reader in readers}
    return [_reading(entry, known.get(entry.reader)) for entry in entries]


def _reading(entry, reader):
    if reader is None:
        return Reading(entry.at, "Akun sudah dihapus", "", "", entry.what, entry.purpose)
    roles = ", ".join(sorted(group.name for group in reader.groups.all()))
    offices = ", ".join(sorted(mandate.unit.name for mandate in reader.mandates.all()))
    return Reading(entry.at, str(reader), roles, offices, entry.what, entry.purpose)
