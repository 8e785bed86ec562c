"""The filters of a board of cases."""

import django_filters
from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Q

from employees.models import CaseRequirement, DueCase, Unit
from simpeg.core.sql import IsAny


class CaseFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="NIP atau nama", method="filter_person")
    unit = django_filters.ModelChoiceFilter(
        label="Unit kerja", queryset=Unit.objects.none(), method="filter_unit", empty_label="Semua unit"
    )
    status = django_filters.ChoiceFilter(label="Keadaan", choices=DueCase.Status.choices, empty_label="Semua keadaan")
    code = django_filters.CharFilter(label="Kode alasan", lookup_expr="exact", widget=forms.HiddenInput)
    lacks = django_filters.CharFilter(label="Dokumen yang belum ada", method="filter_lacking", widget=forms.HiddenInput)

    class Meta:
        model = DueCase
        fields = ["q", "unit", "status", "code", "lacks"]

    def __init__(self, data, *, queryset, user):
        super().__init__(data, queryset=queryset)
        self.filters["unit"].queryset = Unit.objects.visible_to(user)
        select = self.form.fields["unit"]
        shown = list(Unit.objects.offices(user).values_list("pk", "name"))
        select.widget = forms.Select(choices=[("", select.empty_label), *shown], attrs={"class": "select form-select"})

    def filter_person(self, cases, name, value):
        text = " ".join(value.split())
        if text.isascii() and text.replace(" ", "").isdigit():
            return cases.filter(employee__nip__startswith=text.replace(" ", ""))
        return cases.filter(employee__name__icontains=text)

    def filter_unit(self, cases, name, unit):
        return cases.filter(Q(IsAny(F("unit_id"), ArraySubquery(Unit.objects.below(unit).values("pk")))))

    def filter_lacking(self, cases, name, code):
        lacking = CaseRequirement.objects.filter(code=code, document=None).order_by().values("case")
        return cases.filter(status=DueCase.Status.OPENED, pk__in=lacking)
