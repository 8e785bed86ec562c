"""The filters of the list of determinations."""

import django_filters
from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Q

from employees.models import Unit
from performance.models import CreditDetermination
from simpeg.core.sql import IsAny
from simpeg.law.models import Tier

STATES = [("berlaku", "Berlaku"), ("dibatalkan", "Dibatalkan")]


class DeterminationFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Nomor PAK, NIP, atau nama", method="filter_words", max_length=100)
    tier = django_filters.ChoiceFilter(label="Jenjang", choices=Tier.choices, empty_label="Semua jenjang")
    unit = django_filters.ModelChoiceFilter(
        label="Unit kerja", queryset=Unit.objects.none(), method="filter_unit", empty_label="Semua unit"
    )
    year = django_filters.NumberFilter(label="Tahun penetapan", min_value=2023, max_value=2100)
    state = django_filters.ChoiceFilter(
        label="Keadaan", choices=STATES, method="filter_state", empty_label="Semua keadaan"
    )

    class Meta:
        model = CreditDetermination
        fields = ["q", "tier", "unit", "year", "state"]

    def __init__(self, data, *, queryset, user):
        super().__init__(data, queryset=queryset)
        self.filters["unit"].queryset = Unit.objects.visible_to(user)
        select = self.form.fields["unit"]
        shown = list(Unit.objects.offices(user).values_list("pk", "name"))
        select.widget = forms.Select(choices=[("", select.empty_label), *shown], attrs={"class": "select form-select"})
        if not shown:
            del self.form.fields["unit"]

    def filter_words(self, rows, name, value):
        words = " ".join(value.replace("\0", "").split())
        digits = words.replace(" ", "")
        if digits.isascii() and digits.isdigit() and len(digits) > 7:
            return rows.filter(employee__nip__startswith=digits)
        return rows.filter(Q(number__icontains=words) | Q(employee__name__icontains=words))

    def filter_unit(self, rows, name, unit):
        return rows.filter(Q(IsAny(F("unit_id"), ArraySubquery(Unit.objects.below(unit).values("pk")))))

    def filter_state(self, rows, name, value):
        return rows.filter(withdrawn_at__isnull=value == "berlaku")
