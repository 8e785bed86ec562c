"""The filters of the list of those who performed well and got nothing; every one of them stands in the address."""

import django_filters
from django.db.models import F

from employees.directory.filters import MOST_UNITS, ChoiceFilter
from employees.directory.queries import in_units, matching
from employees.models import EmployeeState, Unit
from performance.rewards.overlooked import reads_everybody
from simpeg.law.models import Grade


class OverlookedFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Nama atau NIP", method="filter_text", max_length=100)
    unit = ChoiceFilter(label="Unit kerja dan bawahannya", method="filter_unit", empty_label="Semua unit")
    grade = ChoiceFilter(label="Golongan", empty_label="Semua golongan")

    class Meta:
        model = EmployeeState
        fields = []

    def __init__(self, data, *, queryset, user):
        super().__init__(data, queryset=queryset)
        units = Unit.objects.all() if reads_everybody(user) else Unit.objects.visible_to(user)
        units = units.filter(closed_on=None).order_by("name", "pk").values_list("pk", "name")
        found = list(units.filter(opd=F("pk"))[:MOST_UNITS]) or list(units.filter(mandates__user=user))
        self.form.fields["unit"].choices = found
        self.form.fields["grade"].choices = [(grade.pk, str(grade)) for grade in Grade.objects.all()]
        self.form.fields["q"].widget.attrs |= {"autocomplete": "off", "maxlength": 100}

    def filter_text(self, people, name, value):
        return matching(people, value)

    def filter_unit(self, people, name, value):
        return people.filter(in_units(Unit.objects.below(Unit(pk=int(value)))))
