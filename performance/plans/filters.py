"""The filters of the late plans."""

import django_filters
from django.db.models import Q

from employees.models import Unit
from performance.models import PerformancePlan
from performance.plans import rules
from simpeg.web.selects import QuickSelect

SIDES = {"pegawai": "Pada pegawai", "penilai": "Pada penilai", "tanpa-penilai": "Tanpa penilai"}


class LateFilter(django_filters.FilterSet):
    """By office, of those that have late plans which the reader may list, and by side."""

    unit = django_filters.ModelChoiceFilter(
        label="Perangkat daerah", field_name="unit__opd", queryset=Unit.objects.none(), empty_label="Semua"
    )
    side = django_filters.ChoiceFilter(
        label="Menunggu", choices=list(SIDES.items()), method="filter_side", empty_label="Semua"
    )

    class Meta:
        model = PerformancePlan
        fields = ["unit", "side"]

    def __init__(self, data, *, queryset, offices):
        super().__init__(data, queryset=queryset)
        self.filters["unit"].queryset = Unit.objects.filter(pk__in=[office for office, _ in offices])
        select = self.form.fields["unit"]
        select.widget = QuickSelect(choices=[("", select.empty_label), *offices])

    def filter_side(self, plans, name, side):
        if side == "tanpa-penilai":
            return plans.filter(appraiser=None, regent_appraises=False)
        sent = Q(status=rules.SUBMITTED)
        return plans.filter(sent if side == "penilai" else ~sent)
