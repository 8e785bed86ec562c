import django_filters
from django.apps import apps

from simpeg.audit.describe import ACTIONS
from simpeg.audit.models import Entry


def tracked_tables():
    """Tables a change can be about, by the words people use."""
    ours = [model for model in apps.get_models() if model._meta.managed and not model.__module__.startswith("django.")]
    return sorted(((m._meta.db_table, str(m._meta.verbose_name).capitalize()) for m in ours), key=lambda pair: pair[1])


class EntryFilter(django_filters.FilterSet):
    table = django_filters.ChoiceFilter(label="Data", choices=tracked_tables, empty_label="Semua data")
    action = django_filters.ChoiceFilter(label="Tindakan", choices=list(ACTIONS.items()), empty_label="Semua tindakan")
    unsigned = django_filters.ChoiceFilter(
        label="Tanda tangan",
        choices=[("1", "Tanpa tanda tangan saja")],
        method="filter_unsigned",
        empty_label="Semua perubahan",
    )
    since = django_filters.DateFilter(label="Sejak tanggal", field_name="at", lookup_expr="date__gte")

    class Meta:
        model = Entry
        fields = []

    def __init__(self, data, *, queryset):
        super().__init__(data, queryset=queryset)
        self.form.fields["since"].widget.input_type = "date"

    def filter_unsigned(self, entries, name, value):
        return entries.filter(actor__isnull=True)
