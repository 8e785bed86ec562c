"""The filters of the rights ahead. What they let through on the screen is also what an export holds."""

from datetime import date

import django_filters
from django.db.models import Q
from django.utils.formats import date_format

from employees.calendar.queries import OVERDUE, months_of
from employees.calendar.reasons import REMEDIES, RULES
from employees.filters import OfficeFilterSet, person, unit_filter
from employees.models import DueSubject, ForeseenRight
from simpeg.core.dates import months_after
from simpeg.core.sql import has_bit

State = ForeseenRight.State


class UnitScope(OfficeFilterSet):
    """The unit whose tree is looked at: one of the offices in the box, or any visible one by its number."""

    unit = unit_filter()

    class Meta:
        model = ForeseenRight
        fields = ["unit"]

    @property
    def chosen_unit(self):
        """The unit that was chosen; None for all."""
        return None if "unit" in self.form.errors else self.form.cleaned_data.get("unit")


class RightFilter(UnitScope):
    """People by what comes to them, and when."""

    STATES = [
        ("COUNTED", "Diperkirakan datang"),
        *((State(code).value, State(code).label) for code in (State.READY, State.DEPENDS, State.MENDABLE)),
        ("BESIDE", "Jalan lain"),
    ]

    q = django_filters.CharFilter(label="NIP atau nama", method="filter_person")
    subject = django_filters.ChoiceFilter(label="Hak", choices=DueSubject.choices, empty_label="Semua hak")
    month = django_filters.ChoiceFilter(label="Bulan", choices=[], method="filter_month", empty_label="Semua bulan")
    state = django_filters.ChoiceFilter(
        label="Keadaan", choices=STATES, method="filter_state", empty_label="Semua keadaan"
    )

    class Meta:
        model = ForeseenRight
        fields = ["q", "unit", "subject", "month", "state"]

    def __init__(self, data, *, run, queryset, user):
        self.run = run
        super().__init__(data, queryset=queryset, user=user)

    def prepare(self, user):
        self.filters["month"].extra["choices"] = [(OVERDUE, "Sudah jatuh tempo"),
            *((month.strftime("%Y-%m"), date_format(month, "F Y")) for month in months_of(self.run))]  # fmt: skip

    def filter_person(self, rights, name, value):
        return rights.filter(person(value, nip="nip"))

    def filter_month(self, rights, name, value):
        first = self.run.day.replace(day=1)
        if value == OVERDUE:
            return rights.filter(on__lt=first)
        month = date.fromisoformat(f"{value}-01")
        return rights.filter(on__gte=month, on__lt=months_after(month, 1))

    def filter_state(self, rights, name, value):
        if value == "COUNTED":
            return rights.filter(counted=True)
        if value == "BESIDE":
            return rights.filter(counted=False).exclude(state=State.MENDABLE)
        return rights.filter(state=value)


class WarningFilter(RightFilter):
    """People by what they can still mend."""

    code = django_filters.ChoiceFilter(
        label="Yang perlu diurus",
        choices=[(remedy.code, remedy.name) for remedy in REMEDIES.values()],
        method="filter_code",
        empty_label="Semua",
    )

    class Meta:
        model = ForeseenRight
        fields = ["q", "unit", "subject", "code"]

    def prepare(self, user):
        del self.filters["month"], self.filters["state"]
        self.filters["subject"].extra["choices"] = [(subject.value, subject.label) for subject in RULES]

    def filter_code(self, rights, name, code):
        found = Q()
        for subject, rules in RULES.items():
            if bit := rules.mask(code):
                found |= Q(subject=subject) & (Q(has_bit("failed", bit)) | Q(has_bit("unknown", bit)))
        return rights.filter(found)
