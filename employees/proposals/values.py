"""Values of a file as JSON under the names of their fields, and back; and in words, to be read side by side."""

import hashlib
import json
from datetime import date
from decimal import Decimal

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import Model

from employees.models import Employee
from employees.records.kinds import KINDS, PERSONAL
from simpeg.core.dates import in_words

NOTHING = "–"
NIK = "nik"


class ValueGone(Exception):
    """A kept value no longer means anything, as when its unit is gone. The message is for people."""


def model_of(kind_key):
    return Employee if kind_key == PERSONAL else KINDS[kind_key].model


def as_json(value):
    """A value of a form or of a row, as it is kept."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value


def kept_values(instance, names):
    """{field: JSON} of a row."""
    return {name: as_json(getattr(instance, instance._meta.get_field(name).attname)) for name in names}


def typed_values(values, names):
    """{field: JSON} of what a form read; only the named fields."""
    return {name: as_json(values[name]) for name in names if name in values}


def as_python(kind_key, kept):
    """{field: value} for the services of the file. Raises ValueGone."""
    model, found = model_of(kind_key), {}
    for name, value in kept.items():
        field = model._meta.get_field(name)
        try:
            if field.is_relation and value is not None:
                found[name] = field.related_model._default_manager.get(pk=value)
            else:
                found[name] = field.to_python(value)
        except (ObjectDoesNotExist, ValidationError):
            raise ValueGone(f"{label_of(kind_key, name)} yang diusulkan sudah tidak ada.") from None
    return found


def label_of(kind_key, name):
    labels = {} if kind_key == PERSONAL else KINDS[kind_key].labels
    label = str(labels.get(name) or model_of(kind_key)._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def in_reading(kind_key, name, value, *, whole_nik=False):
    """A kept value as people read it."""
    if value is None or value == "":
        return NOTHING
    if name == NIK and not whole_nik:
        return f"{value[:4]}{'•' * 10}{value[-2:]}"
    field = model_of(kind_key)._meta.get_field(name)
    if field.is_relation:
        found = field.related_model._default_manager.filter(pk=value).first()
        return str(found) if found else NOTHING
    value = field.to_python(value)
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, date):
        return in_words(value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(value).replace(".", ",") if isinstance(value, Decimal) else str(value)


def fingerprint(*parts):
    """A short sign that stays equal as long as all parts do."""
    said = json.dumps(parts, sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()[:32]
