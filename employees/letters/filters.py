"""The filters of the list of letters."""

import re
from datetime import date

import django_filters
from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Q

from employees.models import Letter, LetterBatch, LetterKind, Unit
from simpeg.core.dates import months_after
from simpeg.core.sql import IsAny

# Determinations of credit points are numbered and printed like letters, and kept where they are made.
KINDS = [choice for choice in LetterKind.choices if choice[0] != LetterKind.CREDIT]
STATES = [("berlaku", "Berlaku"), ("dibatalkan", "Dibatalkan")]
MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


class LetterFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Nomor surat, NIP, atau nama", method="filter_words", max_length=100)
    kind = django_filters.ChoiceFilter(label="Jenis surat", choices=KINDS, empty_label="Semua jenis")
    unit = django_filters.ModelChoiceFilter(
        label="Unit kerja", queryset=Unit.objects.none(), method="filter_unit", empty_label="Semua unit"
    )
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

    def __init__(self, data, *, queryset, user):
        super().__init__(data, queryset=queryset)
        self.filters["unit"].queryset = Unit.objects.visible_to(user)
        self.filters["batch"].queryset = LetterBatch.objects.visible_to(user)
        select = self.form.fields["unit"]
        shown = list(Unit.objects.offices(user).values_list("pk", "name"))
        select.widget = forms.Select(choices=[("", select.empty_label), *shown], attrs={"class": "select form-select"})
        if not shown:
            del self.form.fields["unit"]

    def filter_words(self, letters, name, value):
        words = " ".join(value.split())
        digits = words.replace(" ", "")
        if digits.isascii() and digits.isdigit() and len(digits) > 7:
            return letters.filter(employee__nip__startswith=digits)
        return letters.filter(Q(number__icontains=words) | Q(employee__name__icontains=words))

    def filter_unit(self, letters, name, unit):
        return letters.filter(Q(IsAny(F("unit_id"), ArraySubquery(Unit.objects.below(unit).values("pk")))))

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
