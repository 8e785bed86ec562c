"""Entries of the trail in words: who, when, why, and which field went from what to what."""

from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist

from simpeg.web.templatetags.formats import masked_nik

MASK = "••••••"

# Whether a column of a model is hidden from a reader: said by the apps that know what their columns hold.
concealers = []

ACTIONS = {"INSERT": "Ditambahkan", "UPDATE": "Diubah", "DELETE": "Dihapus"}
NOBODY = "Tidak bertanda tangan"


@dataclass(frozen=True)
class Line:
    """One entry as people read it; `changes` are (field, before, after)."""

    at: datetime
    actor: str
    reason: str
    subject: str
    action: str
    action_words: str
    row_id: str
    changes: list[tuple[str, str, str]]


def describe(entries, *, reader=None, own=False):
    """The entries as lines, in their order; two queries, however many there are.

    What is not for `reader` is masked; without one whatever is not for everybody is. `own` shows a person his own.
    """
    entries = list(entries)
    names = _names({entry.actor for entry in entries if entry.actor})
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    return [_line(entry, names, models.get(entry.table), reader, own) for entry in entries]


def _names(ids):
    if not ids:
        return {}
    return {user.pk: str(user) for user in get_user_model().objects.filter(pk__in=ids)}


def _line(entry, names, model, reader, own):
    actor = names.get(entry.actor, f"Akun {entry.actor} (sudah dihapus)") if entry.actor else NOBODY
    subject = str(model._meta.verbose_name).capitalize() if model else entry.table
    changes = _changes(entry.before or {}, entry.after or {}, model, reader, own)
    reason = entry.reason or ""
    return Line(entry.at, actor, reason, subject, entry.action, ACTIONS[entry.action], entry.row_id, changes)


def _changes(before, after, model, reader, own):
    changes = []
    for name in after or before:
        if before.get(name) != after.get(name):
            hidden = not own and any(hides(model, name, reader) for hides in concealers)
            shown = _masked if hidden else _shown
            changes.append((_label(model, name), shown(name, before.get(name)), shown(name, after.get(name))))
    return changes


def _label(model, column):
    try:
        return str(model._meta.get_field(column.removesuffix("_id")).verbose_name)
    except (AttributeError, FieldDoesNotExist):
        return column


def _shown(column, value):
    return "" if value in (None, "", {}, []) else str(value)


def _masked(column, value):
    if value in (None, "", {}, []):
        return ""
    return masked_nik(value) if column == "nik" else MASK
