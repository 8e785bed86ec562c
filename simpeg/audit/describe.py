"""Entries of the trail in words: who, when, why, and which field went from what to what."""

from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist

from simpeg.web.templatetags.formats import masked_nik

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


def describe(entries):
    """The entries as lines, in their order; two queries, however many there are."""
    entries = list(entries)
    names = _names({entry.actor for entry in entries if entry.actor})
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    return [_line(entry, names, models.get(entry.table)) for entry in entries]


def _names(ids):
    if not ids:
        return {}
    return {user.pk: str(user) for user in get_user_model().objects.filter(pk__in=ids)}


def _line(entry, names, model):
    actor = names.get(entry.actor, f"Akun {entry.actor} (sudah dihapus)") if entry.actor else NOBODY
    subject = str(model._meta.verbose_name).capitalize() if model else entry.table
    changes = _changes(entry.before or {}, entry.after or {}, model)
    reason = entry.reason or ""
    return Line(entry.at, actor, reason, subject, entry.action, ACTIONS[entry.action], entry.row_id, changes)


def _changes(before, after, model):
    fields = [name for name in (after or before) if before.get(name) != after.get(name)]
    return [(_label(model, name), _shown(name, before.get(name)), _shown(name, after.get(name))) for name in fields]


def _label(model, column):
    try:
        return str(model._meta.get_field(column.removesuffix("_id")).verbose_name)
    except (AttributeError, FieldDoesNotExist):
        return column


def _shown(column, value):
    if value in (None, "", {}, []):
        return ""
    return masked_nik(value) if column == "nik" else str(value)
