"""The filters of the list of people; every one of them stands in the address."""

import django_filters
from django.db.models import F, Q

from employees.directory.queries import SORTS, active, in_units, matching
from employees.models import Employee, EmployeeState, PositionKind, Unit
from simpeg.law.engine import Law
from simpeg.law.models import Grade

ACTIVE = "aktif"
NO_POSITION = "tanpa"
MOST_UNITS = 200  # a select box is for choosing, not for reading; deeper units are reached through the unit pages


class PeopleFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Nama atau NIP", method="filter_nothing", max_length=100)
    unit = django_filters.ChoiceFilter(
        label="Unit kerja dan bawahannya", method="filter_unit", empty_label="Semua unit"
    )
    status = django_filters.ChoiceFilter(label="Status", choices=Employee.Status, empty_label="Semua status")
    grade = django_filters.ChoiceFilter(label="Golongan", empty_label="Semua golongan")
    position = django_filters.ChoiceFilter(
        label="Jenis jabatan",
        choices=[*PositionKind.choices, (NO_POSITION, "Tanpa jabatan")],
        method="filter_position",
        empty_label="Semua jenis",
    )
    standing = django_filters.ChoiceFilter(
        label="Kedudukan hukum",
        choices=[(ACTIVE, "Semua yang aktif"), *Employee.Standing.choices],
        method="filter_standing",
        empty_label="Semua kedudukan",
    )
    sort = django_filters.ChoiceFilter(
        label="Urutkan menurut",
        choices=[(key, label) for key, (label, _) in SORTS.items()],
        method="filter_nothing",
        null_label=None,
        empty_label=None,
    )

    class Meta:
        model = EmployeeState
        fields = []

    def __init__(self, data, *, queryset, user, day):
        self.user, self.day = user, day
        super().__init__(data, queryset=queryset)
        self.filters["unit"].extra["choices"] = self._units()
        self.filters["grade"].extra["choices"] = [(grade.pk, str(grade)) for grade in Grade.objects.all()]
        self.form.fields["q"].widget.attrs |= {"autocomplete": "off", "maxlength": 100}
        self.form.fields["sort"].initial = "name"

    @property
    def sorting(self):
        """The order asked for; by name when none or an unknown one was."""
        chosen = self.data.get("sort")
        return chosen if chosen in SORTS else "name"

    def _units(self):
        visible = Unit.objects.visible_to(self.user).order_by("name", "pk").values_list("pk", "name")
        # The OPDs he sees, or the units he works for where he sees no whole OPD.
        units = list(visible.filter(opd=F("pk"))[:MOST_UNITS]) or list(visible.filter(mandates__user=self.user))
        chosen = self.data.get("unit", "")
        if chosen.isascii() and chosen.isdigit() and int(chosen) not in dict(units):
            units += visible.filter(pk=chosen[:18])
        return units

    def filter_queryset(self, people):
        people = super().filter_queryset(people)
        text = self.form.cleaned_data.get("q")
        return matching(people, text) if text else people

    def filter_unit(self, people, name, value):
        return people.filter(in_units(Unit.objects.below(Unit(pk=int(value)))))

    def filter_position(self, people, name, value):
        return people.filter(position_kind="" if value == NO_POSITION else value)

    def filter_standing(self, people, name, value):
        return people.filter(active(Law.on(self.day)) if value == ACTIVE else Q(standing=value))

    def filter_nothing(self, people, name, value):
        return people
