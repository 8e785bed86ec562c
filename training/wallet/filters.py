"""The filters of the list of wallets; every one of them stands in the address."""

import django_filters
from django.db.models import F

from employees.directory.filters import MOST_UNITS, ChoiceFilter
from employees.directory.queries import in_units, matching
from employees.models import Employee, EmployeeState, Unit
from training.wallet.queries import STANDINGS, standing


class WalletFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Nama atau NIP", method="filter_text", max_length=100)
    unit = ChoiceFilter(label="Unit kerja dan bawahannya", method="filter_unit", empty_label="Semua unit")
    status = ChoiceFilter(label="Status", choices=Employee.Status, empty_label="Semua status")
    jp = ChoiceFilter(label="Keadaan JP", choices=STANDINGS, method="filter_standing", empty_label="Semua")

    class Meta:
        model = EmployeeState
        fields = []

    def __init__(self, data, *, queryset, user):
        super().__init__(data, queryset=queryset)
        units = Unit.objects.visible_to(user).filter(closed_on=None).order_by("name", "pk").values_list("pk", "name")
        found = list(units.filter(opd=F("pk"))[:MOST_UNITS]) or list(units.filter(mandates__user=user))
        self.form.fields["unit"].choices = found
        self.form.fields["q"].widget.attrs |= {"autocomplete": "off", "maxlength": 100}

    def filter_text(self, people, name, value):
        return matching(people, value)

    def filter_unit(self, people, name, value):
        return people.filter(in_units(Unit.objects.below(Unit(pk=int(value)))))

    def filter_standing(self, people, name, value):
        return standing(people, value)
