"""The filters of the queue of proposals."""

import django_filters
from django.utils import timezone

from employees.filters import OfficeFilterSet, unit_filter
from employees.models import Proposal
from employees.proposals.scope import TITLES


class ProposalFilter(OfficeFilterSet):
    kind = django_filters.ChoiceFilter(label="Jenis data", choices=list(TITLES.items()), empty_label="Semua jenis")
    unit = unit_filter()
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

    unit_column = "employee__state__unit_id"

    def filter_late(self, proposals, name, value):
        return proposals.late_on(timezone.localdate())
