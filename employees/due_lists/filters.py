"""The filters of a due list. What they let through on the screen is also what an export holds."""

import django_filters
from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Q

from employees.models import DueVerdict, Unit, Verdict
from simpeg.core.sql import IsAny, has_bit
from simpeg.law.models import Grade
from simpeg.web.selects import QuickSelect


def _only_digits(text):
    return "".join(letter for letter in text if letter in "0123456789")


class VerdictFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="NIP atau nama", method="filter_person")
    unit = django_filters.ModelChoiceFilter(
        label="Unit kerja", queryset=Unit.objects.none(), method="filter_unit", empty_label="Semua unit"
    )
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
        super().__init__(data, queryset=queryset)
        self.rules = kind.rules
        self.filters["kind"].extra["choices"] = kind.kinds.choices
        self.filters["rule"].extra["choices"] = [
            (rule.code, f"{rule.code} – {rule.label.rstrip('.')}") for rule in kind.rules.rules
        ]
        earliest = kind.words.earliest[0].upper() + kind.words.earliest[1:]
        self.filters["since"].label, self.filters["until"].label = f"{earliest} sejak", f"{earliest} sampai"
        if len(kind.kinds) == 1:
            del self.filters["kind"]
        self.filters["unit"].queryset = Unit.objects.visible_to(user)
        select = self.form.fields["unit"]
        shown = list(Unit.objects.offices(user).values_list("pk", "name"))
        chosen = data.get("unit") if data else None
        if chosen and chosen.isascii() and chosen.isdigit() and int(chosen) not in dict(shown):
            shown += Unit.objects.visible_to(user).filter(pk=chosen).values_list("pk", "name")
        select.widget = QuickSelect(choices=[("", select.empty_label), *shown], attrs={"class": "select form-select"})

    def filter_person(self, verdicts, name, value):
        digits = _only_digits(value)
        if digits and len(digits) >= len(value.replace(" ", "")):
            return verdicts.filter(nip__startswith=digits)
        return verdicts.filter(employee__name__icontains=" ".join(value.split()))

    def filter_unit(self, verdicts, name, unit):
        return verdicts.filter(Q(IsAny(F("unit_id"), ArraySubquery(Unit.objects.below(unit).values("pk")))))

    def filter_rule(self, verdicts, name, code):
        bit = self.rules.mask(code)
        return verdicts.filter(Q(has_bit("failed", bit)) | Q(has_bit("unknown", bit)))
