"""Choosing one of many units: typed, with suggestions while typing; a select box of thousands is no choice."""

import re

from django import forms
from django.urls import reverse_lazy

from employees.models import Unit

MOST_TOLD = 8
NUMBERED = re.compile(r"\(no\. ([0-9]{1,18})\)\s*$")


def label_of(unit):
    """How a unit is written into the field: its name, its OPD, and the number that makes it certain."""
    opd = f", {unit.opd.name}" if unit.opd_id and unit.opd_id != unit.pk else ""
    return f"{unit.name}{opd} (no. {unit.pk})"


def suggestions(text, most=MOST_TOLD):
    """Open units whose name, or whose OPD's name, holds every typed word."""
    units = Unit.objects.filter(closed_on__isnull=True).select_related("opd")
    for word in text.split()[:6]:
        units = units.filter(name__icontains=word) | units.filter(opd__name__icontains=word)
    return list(units.order_by("name", "pk")[:most])


class UnitField(forms.CharField):
    """A unit by its label, or by any words that only one open unit has."""

    def __init__(self, **options):
        super().__init__(max_length=600, **options)
        self.widget.attrs |= {
            "list": "pilihan-unit",
            "autocomplete": "off",
            "hx-get": reverse_lazy("records:units"),
            "hx-trigger": "input changed delay:250ms",
            "hx-target": "#pilihan-unit",
            "hx-vals": "{}",
        }

    def prepare_value(self, value):
        if isinstance(value, int):
            value = Unit.objects.select_related("opd").filter(pk=value).first()
        return label_of(value) if isinstance(value, Unit) else value

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        numbered = NUMBERED.search(text)
        if numbered:
            unit = Unit.objects.filter(pk=min(int(numbered[1]), 2**63 - 1)).first()
            if unit:
                return unit
        exact = list(Unit.objects.filter(name__iexact=text.strip()).select_related("opd")[:MOST_TOLD])
        found = exact or suggestions(text)
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError("Tidak ada unit kerja dengan kata itu. Periksa ejaannya.")
        names = "; ".join(label_of(unit) for unit in found)
        raise forms.ValidationError(f"Lebih dari satu unit cocok. Salin salah satunya lengkap: {names}.")

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != data
