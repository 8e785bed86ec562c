"""The filters of a due list. What they let through on the screen is also what an export holds."""

import django_filters
from django import forms
from django.db.models import Q

from employees.filters import OfficeFilterSet, person, unit_filter
from employees.models import DueVerdict, Verdict
from simpeg.core.sql import has_bit
from simpeg.law.models import Grade
from simpeg.web.selects import QuickSelect


class VerdictFilter(OfficeFilterSet):
    q = django_filters.CharFilter(label="NIP atau nama", method="filter_person")
    unit = unit_filter()
    kind = django_filters.ChoiceFilter(label="Jenis", choices=[], empty_label="Semua jenis", widget=QuickSelect)
    verdict = django_filters.ChoiceFilter(
        label="Hasil", choices=Verdict.choices, empty_label="Semua hasil", widget=QuickSelect
    )
    rule = django_filters.ChoiceFilter(
        label="Syarat yang menghalangi",
        choices=[],
        method="filter_rule",
        empty_label="Semua syarat",
        widget=QuickSelect,
    )
    grade = django_filters.ModelChoiceFilter(
        label="Golongan", queryset=Grade.objects.all(), empty_label="Semua golongan", widget=QuickSelect
    )

    since = django_filters.DateFilter(
        label="Paling cepat sejak", field_name="earliest", lookup_expr="gte", widget=forms.DateInput({"type": "date"})
    )
    until = django_filters.DateFilter(
        label="Paling cepat sampai", field_name="earliest", lookup_expr="lte", widget=forms.DateInput({"type": "date"})
    )

    class Meta:
        model = DueVerdict
        fields = ["q", "unit", "kind", "verdict", "rule", "grade", "since", "until"]

    def __init__(self, data, *, kind, queryset, user):
        self.kind, self.rules = kind, kind.rules
        super().__init__(data, queryset=queryset, user=user)

    def prepare(self, user):
        kind = self.kind
        self.filters["kind"].extra["choices"] = kind.kinds.choices
        self.filters["rule"].extra["choices"] = [
            (rule.code, f"{rule.code} – {rule.label.rstrip('.')}") for rule in kind.rules.rules
        ]
        earliest = kind.words.earliest[0].upper() + kind.words.earliest[1:]
        self.filters["since"].label, self.filters["until"].label = f"{earliest} sejak", f"{earliest} sampai"
        if len(kind.kinds) == 1:
            del self.filters["kind"]

    def filter_person(self, verdicts, name, value):
        return verdicts.filter(person(value, nip="nip"))

    def filter_rule(self, verdicts, name, code):
        bit = self.rules.mask(code)
        return verdicts.filter(Q(has_bit("failed", bit)) | Q(has_bit("unknown", bit)))
