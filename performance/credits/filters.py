"""The filters of the list of determinations."""

import django_filters

from employees.filters import OfficeFilterSet, numbered_or_about, unit_filter
from performance.models import CreditDetermination
from simpeg.law.models import Tier

STATES = [("berlaku", "Berlaku"), ("dibatalkan", "Dibatalkan")]


class DeterminationFilter(OfficeFilterSet):
    q = django_filters.CharFilter(label="Nomor PAK, NIP, atau nama", method="filter_words", max_length=100)
    tier = django_filters.ChoiceFilter(label="Jenjang", choices=Tier.choices, empty_label="Semua jenjang")
    unit = unit_filter()
    year = django_filters.NumberFilter(label="Tahun penetapan", min_value=2023, max_value=2100)
    state = django_filters.ChoiceFilter(
        label="Keadaan", choices=STATES, method="filter_state", empty_label="Semua keadaan"
    )

    class Meta:
        model = CreditDetermination
        fields = ["q", "tier", "unit", "year", "state"]

    hides_empty_box = True

    def filter_words(self, rows, name, value):
        return rows.filter(numbered_or_about(value))

    def filter_state(self, rows, name, value):
        return rows.filter(withdrawn_at__isnull=value == "berlaku")
