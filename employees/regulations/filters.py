"""The filters of the people whom a change would touch; what they let through is also what an export holds."""

import django_filters
from django import forms
from django.db.models import F

from employees.filters import in_tree, person
from employees.models import LawEffect, Unit, Verdict

NONE = "-"
OUTCOMES = [*Verdict.choices, (NONE, "Tidak ada pada daftar")]


class EffectFilter(django_filters.FilterSet):
    pratinjau = django_filters.ChoiceFilter(
        label="Daftar dan tanggal", field_name="preview", choices=[], empty_label="Semua daftar dan tanggal"
    )
    q = django_filters.CharFilter(label="NIP atau nama", method="filter_person", max_length=100)
    unit = django_filters.ModelChoiceFilter(
        label="Unit kerja", queryset=Unit.objects.none(), method="filter_unit", empty_label="Semua unit"
    )
    sebelum = django_filters.ChoiceFilter(
        label="Sebelum", choices=OUTCOMES, method="filter_before", empty_label="Apa pun"
    )
    sesudah = django_filters.ChoiceFilter(
        label="Sesudah", choices=OUTCOMES, method="filter_after", empty_label="Apa pun"
    )

    class Meta:
        model = LawEffect
        fields = []

    def __init__(self, data, *, queryset, user, previews):
        super().__init__(data, queryset=queryset)
        self.filters["pratinjau"].extra["choices"] = [
            (found.pk, f"{found.get_subject_display()}, {found.day:%d-%m-%Y}") for found in previews
        ]
        self.filters["unit"].queryset = Unit.objects.visible_to(user)
        offices = [(unit.pk, unit.name) for unit in Unit.objects.visible_to(user).filter(opd_id=F("pk"))]
        self.form.fields["unit"].widget = forms.Select(
            choices=[("", "Semua unit"), *offices], attrs={"class": "select form-select"}
        )

    def filter_person(self, effects, name, value):
        return effects.filter(person(value, nip="nip"))

    def filter_unit(self, effects, name, unit):
        return effects.filter(in_tree(unit))

    def filter_before(self, effects, name, code):
        return effects.filter(verdict_before="" if code == NONE else code)

    def filter_after(self, effects, name, code):
        return effects.filter(verdict_after="" if code == NONE else code)
