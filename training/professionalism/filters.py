"""The filters of the list of indexes. What they let through on the screen is also what an export holds."""

import django_filters
from django.db.models import F

from employees.filters import OfficeFilterSet, person, unit_filter
from employees.models import Employee, Unit
from simpeg.web.selects import QuickSelect
from training.models import IndexCategory, IndexScore, IndexStep, PositionGroup
from training.models.professionalism import sees_every_index

NO_STEP = "TIDAK_ADA"
MISSING = [("predikat", "Predikat kinerja"), ("pendidikan", "Pendidikan yang diakui")]


def _choice(label, choices, empty, **more):
    return django_filters.ChoiceFilter(label=label, choices=choices, empty_label=empty, widget=QuickSelect, **more)


class IndexFilter(OfficeFilterSet):
    q = django_filters.CharFilter(label="NIP atau nama", method="filter_person", max_length=100)
    unit = unit_filter()
    category = _choice("Kategori", IndexCategory.choices, "Semua kategori")
    step = _choice("Langkah terbaik", [*IndexStep.choices, (NO_STEP, "Tidak ada lagi")], "Semua langkah",
                   method="filter_step")  # fmt: skip
    position_group = _choice("Kelompok jabatan", PositionGroup.choices, "Semua kelompok")
    status = _choice("Status", Employee.Status.choices, "Semua status")
    missing = _choice("Belum ada pada berkas", MISSING, "Tidak disaring", method="filter_missing")

    class Meta:
        model = IndexScore
        fields = ["q", "unit", "category", "step", "position_group", "status", "missing"]

    def units_of(self, user):
        """Whoever reads every index asks for any unit, though he may not open the files of its people."""
        if sees_every_index(user):
            return Unit.objects.all(), Unit.objects.filter(opd=F("pk"))
        return super().units_of(user)

    def filter_person(self, scores, name, value):
        return scores.filter(person(value, nip="nip"))

    def filter_step(self, scores, name, value):
        return scores.filter(step="" if value == NO_STEP else value)

    def filter_missing(self, scores, name, value):
        return scores.filter(**{"rating" if value == "predikat" else "education_rank": None})
