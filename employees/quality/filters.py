"""The filters of the list of breaches; every one of them stands in the address, and the queue and the export obey."""

import django_filters
from django.db.models import F

from employees.filters import ID, person
from employees.models import QualityItem, Unit
from employees.quality.desk import OPEN, in_unit
from employees.quality.indicators import GROUPS, INDICATORS

MOST_UNITS = 200


class ItemFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="NIP atau nama", method="filter_person", max_length=100)
    code = django_filters.ChoiceFilter(
        label="Indikator",
        choices=[(i.code, i.label) for i in INDICATORS.values()],
        empty_label="Semua indikator",
    )
    group = django_filters.ChoiceFilter(
        label="Kelompok", choices=list(GROUPS.items()), method="filter_group", empty_label="Semua kelompok"
    )
    unit = django_filters.ChoiceFilter(
        label="Unit kerja dan bawahannya", method="filter_unit", empty_label="Semua unit"
    )
    owner = django_filters.ChoiceFilter(
        label="Penanggung jawab", choices=QualityItem.Owner.choices, empty_label="Semua"
    )
    late = django_filters.ChoiceFilter(
        label="Tenggat", choices=[("1", "Sudah lewat")], method="filter_late", empty_label="Semua tenggat"
    )
    state = django_filters.ChoiceFilter(
        label="Keadaan", choices=QualityItem.State.choices, null_label=None, empty_label="Terbuka saja"
    )

    class Meta:
        model = QualityItem
        fields = []

    def __init__(self, data, *, queryset, user, day):
        self.user, self.day = user, day
        super().__init__(data, queryset=queryset)
        self.filters["unit"].extra["choices"] = self._units()
        self.filters["state"].extra["choices"] = [choice for choice in QualityItem.State.choices if choice[0] != OPEN]
        self.form.fields["q"].widget.attrs |= {"autocomplete": "off", "maxlength": 100}

    def filter_queryset(self, items):
        """Open ones, unless another state is asked for."""
        found = super().filter_queryset(items)
        return found if self.form.cleaned_data.get("state") else found.filter(state=OPEN)

    def filter_person(self, items, name, value):
        return items.filter(person(value, nip="nip", least=3))

    def filter_group(self, items, name, value):
        return items.filter(code__in=[i.code for i in INDICATORS.values() if i.group == value])

    def filter_unit(self, items, name, value):
        return items.filter(in_unit(Unit(pk=int(value))))

    def filter_late(self, items, name, value):
        return items.filter(due_on__lt=self.day)

    def _units(self):
        visible = Unit.objects.visible_to(self.user).order_by("name", "pk").values_list("pk", "name")
        # The OPDs he sees, or the units he works for where he sees no whole OPD.
        units = list(visible.filter(opd_id=F("pk"))[:MOST_UNITS]) or list(visible.filter(mandates__user=self.user))
        chosen = (self.data or {}).get("unit", "")
        if ID.fullmatch(chosen) and int(chosen) not in dict(units):
            units += visible.filter(pk=chosen)
        return units
