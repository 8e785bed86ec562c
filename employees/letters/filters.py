"""The filters of the list of letters."""

import re
from datetime import date

import django_filters
from django import forms

from employees.filters import OfficeFilterSet, numbered_or_about, unit_filter
from employees.models import Letter, LetterBatch, LetterKind
from simpeg.core.dates import months_after

# Determinations of credit points are numbered and printed like letters, and kept where they are made.
KINDS = [choice for choice in LetterKind.choices if choice[0] != LetterKind.CREDIT]
STATES = [("berlaku", "Berlaku"), ("dibatalkan", "Dibatalkan")]
MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


class LetterFilter(OfficeFilterSet):
    q = django_filters.CharFilter(label="Nomor surat, NIP, atau nama", method="filter_words", max_length=100)
    kind = django_filters.ChoiceFilter(label="Jenis surat", choices=KINDS, empty_label="Semua jenis")
    unit = unit_filter()
    month = django_filters.CharFilter(
        label="Bulan surat", method="filter_month", widget=forms.TextInput({"type": "month", "placeholder": "2026-12"})
    )
    state = django_filters.ChoiceFilter(
        label="Keadaan", choices=STATES, method="filter_state", empty_label="Semua keadaan"
    )
    batch = django_filters.ModelChoiceFilter(
        label="Kumpulan", queryset=LetterBatch.objects.none(), widget=forms.HiddenInput
    )

    class Meta:
        model = Letter
        fields = ["q", "kind", "unit", "month", "state", "batch"]

    hides_empty_box = True

    def prepare(self, user):
        self.filters["batch"].queryset = LetterBatch.objects.visible_to(user)

    def filter_words(self, letters, name, value):
        return letters.filter(numbered_or_about(value))

    def filter_month(self, letters, name, value):
        """A month that is none matches nothing: better than a list that looks filtered and is not."""
        found = MONTH.fullmatch(value.strip())
        try:
            first = date(int(found.group(1)), int(found.group(2)), 1)
            return letters.filter(day__gte=first, day__lt=months_after(first, 1))
        except (AttributeError, ValueError, OverflowError):
            return letters.none()

    def filter_state(self, letters, name, value):
        return letters.filter(withdrawn_at__isnull=value == "berlaku")
