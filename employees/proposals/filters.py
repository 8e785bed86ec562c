"""The filters of the queue of proposals."""

import django_filters
from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Q
from django.utils import timezone

from employees.models import Proposal, Unit
from employees.proposals.scope import TITLES
from simpeg.core.sql import IsAny


class ProposalFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(label="Jenis data", choices=list(TITLES.items()), empty_label="Semua jenis")
    unit = django_filters.ModelChoiceFilter(
        label="Unit kerja", queryset=Unit.objects.none(), method="filter_unit", empty_label="Semua unit"
    )
    status = django_filters.ChoiceFilter(
        label="Keadaan",
        choices=[choice for choice in Proposal.Status.choices if choice[0] != Proposal.Status.DRAFT],
        empty_label="Semua keadaan",
    )
    late = django_filters.ChoiceFilter(
        label="Janji", choices=[("1", "Lewat waktu")], method="filter_late", empty_label="Semua"
    )

    class Meta:
        model = Proposal
        fields = ["kind", "unit", "status", "late"]

    def __init__(self, data, *, queryset, user):
        super().__init__(data, queryset=queryset)
        self.filters["unit"].queryset = Unit.objects.visible_to(user)
        select = self.form.fields["unit"]
        shown = list(Unit.objects.offices(user).values_list("pk", "name"))
        select.widget = forms.Select(choices=[("", select.empty_label), *shown], attrs={"class": "select form-select"})

    def filter_unit(self, proposals, name, unit):
        return proposals.filter(
            Q(IsAny(F("employee__state__unit_id"), ArraySubquery(Unit.objects.below(unit).values("pk"))))
        )

    def filter_late(self, proposals, name, value):
        return proposals.late_on(timezone.localdate())
