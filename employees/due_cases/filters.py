"""The filters of a board of cases."""

import django_filters
from django import forms

from employees.filters import OfficeFilterSet, person, unit_filter
from employees.models import CaseRequirement, DueCase


class CaseFilter(OfficeFilterSet):
    q = django_filters.CharFilter(label="NIP atau nama", method="filter_person")
    unit = unit_filter()
    status = django_filters.ChoiceFilter(label="Keadaan", choices=DueCase.Status.choices, empty_label="Semua keadaan")
    code = django_filters.CharFilter(label="Kode alasan", lookup_expr="exact", widget=forms.HiddenInput)
    lacks = django_filters.CharFilter(label="Dokumen yang belum ada", method="filter_lacking", widget=forms.HiddenInput)

    class Meta:
        model = DueCase
        fields = ["q", "unit", "status", "code", "lacks"]

    def filter_person(self, cases, name, value):
        return cases.filter(person(value))

    def filter_lacking(self, cases, name, code):
        lacking = CaseRequirement.objects.filter(code=code, document=None).order_by().values("case")
        return cases.filter(status=DueCase.Status.OPENED, pk__in=lacking)
