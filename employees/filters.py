"""What the filters of many lists share: a person by NIP or name, and a unit with everything below it."""

import re

import django_filters
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Q

from employees.models import Unit
from simpeg.core.sql import IsAny
from simpeg.web.selects import QuickSelect

NIP_PART = ID = re.compile(r"[0-9]{1,18}")  # what fits into a bigint has so many digits too
BETWEEN_DIGITS = re.compile(r"[\s.\-]")


def person(text, *, nip="employee__nip", name="employee__name", least=1):
    """The condition "this person": his NIP begins with the digits, or his name holds the words, that were typed.

    Fewer than `least` digits are words.
    """
    words = " ".join(text.replace("\0", "").split())
    digits = BETWEEN_DIGITS.sub("", words)
    if NIP_PART.fullmatch(digits) and len(digits) >= least:
        return Q(**{f"{nip}__startswith": digits})
    return Q(**{f"{name}__icontains": words})


def numbered_or_about(text):
    """The condition of a paper: its number holds what was typed, or it is about this person (8 digits: a NIP)."""
    return person(text, least=8) | Q(number__icontains=" ".join(text.replace("\0", "").split()))


def in_tree(unit, column="unit_id"):
    """The condition "in this unit or one below it"."""
    return Q(IsAny(F(column), ArraySubquery(Unit.objects.below(unit).order_by().values("pk"))))


def unit_filter():
    """The box of units that `OfficeFilterSet` fills."""
    return django_filters.ModelChoiceFilter(
        label="Unit kerja", queryset=Unit.objects.none(), method="filter_unit", empty_label="Semua unit"
    )


class OfficeFilterSet(django_filters.FilterSet):
    """Its `unit` offers the offices of the reader, and takes any unit that he sees by its number in the address."""

    unit_column = "unit_id"
    hides_empty_box = False  # for lists that whoever sees no unit reads too: his own rows

    def __init__(self, data, *, queryset, user):
        super().__init__(data, queryset=queryset)
        self.prepare(user)
        visible, offices = self.units_of(user)
        self.filters["unit"].queryset = visible
        select = self.form.fields["unit"]
        shown = list(offices.values_list("pk", "name"))
        chosen = (data.get("unit") or "") if data else ""
        if ID.fullmatch(chosen) and int(chosen) not in dict(shown):
            shown += visible.filter(pk=chosen).values_list("pk", "name")
        select.widget = QuickSelect(choices=[("", select.empty_label), *shown], attrs={"class": "select form-select"})
        if self.hides_empty_box and not shown:
            del self.form.fields["unit"]

    def units_of(self, user):
        """(the units that may be asked for, those of them that are offered)."""
        return Unit.objects.visible_to(user), Unit.objects.offices(user)

    def prepare(self, user):
        """Before the form is made: what its other boxes offer."""

    def filter_unit(self, rows, name, unit):
        return rows.filter(in_tree(unit, self.unit_column))
