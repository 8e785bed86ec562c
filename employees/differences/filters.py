"""The filters of the desk; every one of them stands in the address, and a bulk decision takes what they let through."""

import django_filters
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Q

from employees.differences.queries import at_place, code_of
from employees.differences.roads import ROADS
from employees.filters import person
from employees.models import Difference, Unit
from simpeg.core.sql import IsAny

OPEN = [(key, words) for key, (words, _) in Difference.STATES.items() if key != "selesai"]


class DifferenceFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Nama atau NIP", method="filter_person", max_length=100)
    place = django_filters.ChoiceFilter(label="Lembar dan kolom", method="filter_place", empty_label="Semua")
    state = django_filters.ChoiceFilter(
        label="Keadaan",
        choices=[*OPEN, ("selesai", "Selesai")],
        method="filter_state",
        empty_label="Semua yang terbuka",
    )
    unit = django_filters.ModelChoiceFilter(
        label="Unit kerja dan bawahannya",
        queryset=Unit.objects.filter(opd_id=F("pk")),
        method="filter_unit",
        empty_label="Semua unit",
    )
    writing = django_filters.ChoiceFilter(
        label="Macam selisih",
        choices=[("tulisan", "Hanya beda penulisan"), ("isi", "Beda isi")],
        method="filter_writing",
        empty_label="Semua macam",
    )

    class Meta:
        model = Difference
        fields = []

    def __init__(self, data, *, queryset, places):
        super().__init__(data, queryset=queryset)
        groups = {}
        for place in places:
            label = place["label"] if place["column"] else place["label"].lower()
            groups.setdefault(place["sheet"], []).append((code_of(place), f"{place['sheet']}: {label}"))
        self.filters["place"].extra["choices"] = [(sheet, choices) for sheet, choices in groups.items()]

    def filter_queryset(self, queryset):
        """Without a state asked for, what is open: the desk is a list of work."""
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("state") else found.open()

    def filter_person(self, found, name, value):
        return found.filter(person(value, nip="nip", name="subject"))

    def filter_place(self, found, name, value):
        return at_place(found, value)

    def filter_state(self, found, name, value):
        return found.in_state(value)

    def filter_unit(self, found, name, unit):
        units = ArraySubquery(Unit.objects.below(unit).order_by().values("pk"))
        return found.filter(Q(IsAny(F("employee__state__unit_id"), units)))

    def filter_writing(self, found, name, value):
        return found.filter(only_writing=value == "tulisan")


class SendFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(
        label="Keadaan",
        choices=[("kirim", "Belum dikirim"), ("terkirim", "Sudah dikirim, belum terlihat di SIASN")],
        method="filter_state",
        null_label=None,
        empty_label="Belum dan sudah dikirim",
    )
    road = django_filters.ChoiceFilter(
        label="Jalur", choices=[(code, road.label) for code, road in ROADS.items()], empty_label="Semua jalur"
    )

    class Meta:
        model = Difference
        fields = []

    def filter_state(self, found, name, value):
        return found.in_state(value)
