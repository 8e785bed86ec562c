"""The filters of the map, of its people, of posts and of the dictionary; every one of them stands in the address."""

import django_filters
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from employees.directory.filters import MOST_UNITS, ChoiceFilter
from employees.directory.queries import in_units, matching
from employees.filters import ID
from employees.models import EmployeeState, Position, PositionKind, Unit
from training.competence.mapping import Columns, Rows
from training.competence.queries import BELOW, MET, NOT_ASSESSED, STATES, gaps, units_for, with_category
from training.competence.rules import Match
from training.models import Competence, CompetenceStandard

NO_OFFICE = "0"
ALONE = "sendiri"


def units_offered(user, chosen):
    """The units of a select box: offices, or those one works for; and the one that is chosen, if he may see it."""
    visible = units_for(user).order_by("name", "pk").values_list("pk", "name")
    found = list(visible.filter(opd=F("pk"), closed_on=None)[:MOST_UNITS]) or list(visible.filter(mandates__user=user))
    if ID.fullmatch(chosen) and int(chosen) not in dict(found):
        found += visible.filter(pk=chosen)
    return found


class MapFilter(django_filters.FilterSet):
    """Which people are counted, and what stands beside what."""

    unit = ChoiceFilter(label="Unit kerja dan bawahannya", method="filter_unit", empty_label="Semua perangkat daerah")
    rows = ChoiceFilter(label="Baris", choices=Rows, method="filter_nothing", empty_label=None)
    columns = ChoiceFilter(label="Kompetensi", choices=Columns, method="filter_nothing", empty_label=None)

    class Meta:
        model = EmployeeState
        fields = []

    def __init__(self, data, *, queryset, user):
        super().__init__(data, queryset=queryset)
        self.form.fields["unit"].choices = units_offered(user, self.data.get("unit", ""))

    @property
    def chosen_unit(self):
        """The unit asked for; None for all."""
        found = self.form.cleaned_data.get("unit") if self.form.is_valid() else ""
        return int(found) if found else None

    @property
    def sides(self):
        """(rows, columns), the usual ones where none or unknown ones are asked for."""
        rows, columns = self.data.get("rows"), self.data.get("columns")
        return (
            rows if rows in Rows.values else Rows.UNITS,
            columns if columns in Columns.values else Columns.LAW,
        )

    def filter_unit(self, people, name, value):
        return people.filter(in_units(Unit.objects.below(Unit(pk=int(value)))))

    def filter_nothing(self, people, name, value):
        return people


class PeopleFilter(django_filters.FilterSet):
    """The people behind a cell: of a unit or a title, of a competence and how they stand in it, of a match."""

    q = django_filters.CharFilter(label="Nama atau NIP", method="filter_text", max_length=100)
    unit = ChoiceFilter(label="Unit kerja dan bawahannya", method="filter_unit", empty_label="Semua unit")
    reach = ChoiceFilter(
        label="Cakupan", choices=[(ALONE, "Unit itu sendiri")], method="filter_nothing", empty_label="Dengan bawahannya"
    )
    title = django_filters.CharFilter(label="Jabatan (tepat)", field_name="position_title", max_length=255)
    competence = ChoiceFilter(label="Kompetensi", method="filter_nothing", empty_label="Semua kompetensi")
    state = ChoiceFilter(
        label="Keadaannya",
        choices=[(BELOW, "Di bawah standar"), (MET, "Memenuhi standar"), (NOT_ASSESSED, "Belum dinilai")],
        method="filter_nothing",
        empty_label="Semua keadaan",
    )
    match = ChoiceFilter(label="Kesesuaian", choices=Match, method="filter_nothing", empty_label="Semua kesesuaian")

    class Meta:
        model = EmployeeState
        fields = []

    def __init__(self, data, *, queryset, user, law):
        self.law = law
        super().__init__(data, queryset=queryset)
        offered = units_offered(user, self.data.get("unit", ""))
        self.form.fields["unit"].choices = [*offered, (NO_OFFICE, "Tanpa perangkat daerah")]
        self.form.fields["competence"].choices = [
            (each.pk, f"{each.code} {each.name}") for each in Competence.objects.only("pk", "code", "name")
        ]
        self.form.fields["q"].widget.attrs |= {"autocomplete": "off", "maxlength": 100}

    @property
    def chosen_competence(self):
        found = self.form.cleaned_data.get("competence") if self.form.is_valid() else ""
        return int(found) if found else None

    def filter_queryset(self, people):
        people = super().filter_queryset(people)
        said = self.form.cleaned_data
        competence, state, match = said.get("competence"), said.get("state"), said.get("match")
        if competence or state:
            condition = [f"competence = {int(competence)}"] if competence else []
            condition += [STATES[state]] if state else []
            people = people.filter(pk__in=gaps(people, self.law).people(" AND ".join(condition)))
        return with_category(people, gaps(people, self.law), match) if match else people

    def filter_text(self, people, name, value):
        return matching(people, value)

    def filter_unit(self, people, name, value):
        if value == NO_OFFICE:
            return people.filter(unit__opd=None)
        if self.data.get("reach") == ALONE:
            return people.filter(unit=int(value))
        return people.filter(in_units(Unit.objects.below(Unit(pk=int(value)))))

    def filter_nothing(self, people, name, value):
        return people


SET, NOT_SET = "ada", "belum"


class PostFilter(django_filters.FilterSet):
    """Posts of the position map, with a standard of their own or without."""

    q = django_filters.CharFilter(label="Jabatan", field_name="title", lookup_expr="icontains", max_length=100)
    unit = ChoiceFilter(label="Unit kerja dan bawahannya", method="filter_unit", empty_label="Semua unit")
    kind = ChoiceFilter(label="Jenis jabatan", choices=PositionKind, empty_label="Semua jenis")
    standard = ChoiceFilter(
        label="Standar",
        choices=[(SET, "Sudah ditetapkan"), (NOT_SET, "Belum ditetapkan")],
        method="filter_standard",
        empty_label="Semua",
    )

    class Meta:
        model = Position
        fields = []

    def __init__(self, data, *, queryset, user):
        super().__init__(data, queryset=queryset)
        self.form.fields["unit"].choices = units_offered(user, self.data.get("unit", ""))
        self.form.fields["q"].widget.attrs |= {"autocomplete": "off", "maxlength": 100}

    def filter_unit(self, posts, name, value):
        return posts.filter(unit__in=Unit.objects.below(Unit(pk=int(value))).order_by().values("pk"))

    def filter_standard(self, posts, name, value):
        own = CompetenceStandard.objects.in_force_on(timezone.localdate())
        found = Exists(own.filter(unit=OuterRef("unit"), title=OuterRef("title")))
        return posts.filter(found if value == SET else ~found)


class DictionaryFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Kode, nama, atau urusan", method="filter_text", max_length=100)
    kind = ChoiceFilter(label="Jenis", choices=Competence.Kind, empty_label="Semua jenis")

    class Meta:
        model = Competence
        fields = []

    def filter_text(self, found, name, value):
        return found.filter(Q(code__icontains=value) | Q(name__icontains=value) | Q(sector__icontains=value))
