"""The filters of vacancies and findings; every one of them stands in the address."""

import django_filters
from django.db.models import F

from employees.models import OrganisationFinding, PositionKind, Unit, Vacancy
from employees.units import vacancies
from simpeg.law.models import Echelon

MOST_UNITS = 200  # a select box is for choosing, not for reading; deeper units are reached through the unit pages
YEARS = [(str(number), f"Dalam {number} tahun") for number in range(1, 6)]


class UnitFilterSet(django_filters.FilterSet):
    """A list of rows that belong to units, asked of one unit with everything below it."""

    unit = django_filters.ChoiceFilter(
        label="Unit kerja dan bawahannya", method="filter_unit", empty_label="Semua unit"
    )

    def __init__(self, data, *, queryset, user):
        self.user = user
        super().__init__(data, queryset=queryset)
        self.filters["unit"].extra["choices"] = self._units()

    def _units(self):
        visible = Unit.objects.visible_to(self.user).order_by("name", "pk").values_list("pk", "name")
        units = list(visible.filter(opd=F("pk"))[:MOST_UNITS]) or list(visible.filter(mandates__user=self.user))
        chosen = self.data.get("unit", "")
        if chosen.isascii() and chosen.isdigit() and int(chosen) not in dict(units):
            units += visible.filter(pk=chosen[:18])
        return units

    def filter_unit(self, rows, name, value):
        return rows.filter(unit__path__contains=[int(value)])


class VacancyFilter(UnitFilterSet):
    kind = django_filters.ChoiceFilter(label="Jenis jabatan", choices=PositionKind.choices, empty_label="Semua jenis")
    echelon = django_filters.ChoiceFilter(label="Eselon", choices=Echelon.choices, empty_label="Semua eselon")
    when = django_filters.ChoiceFilter(
        label="Kapan",
        choices=[(vacancies.NOW, "Lowong sekarang"), (vacancies.PAST, "Pemangku melewati BUP"), *YEARS],
        method="filter_when",
        empty_label="Sekarang dan mendatang",
    )
    year = django_filters.ChoiceFilter(label="Tahun", method="filter_year", empty_label="Semua tahun")

    class Meta:
        model = Vacancy
        fields = ["unit", "kind", "echelon", "when", "year"]

    def __init__(self, data, *, queryset, user, law):
        self.law = law
        super().__init__(data, queryset=queryset, user=user)
        first, ahead = law.day.year, law["jabatan.lowong_tahun"]
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in range(first, first + ahead + 1)]

    def filter_when(self, rows, name, value):
        if value == vacancies.NOW:
            return vacancies.now(rows)
        if value == vacancies.PAST:
            return vacancies.past(rows, self.law)
        return vacancies.coming(rows, self.law, int(value))

    def filter_year(self, rows, name, value):
        return rows.filter(employee__isnull=False, opens_on__gt=self.law.day, opens_on__year=int(value))


class FindingFilter(UnitFilterSet):
    kind = django_filters.ChoiceFilter(
        label="Temuan", choices=OrganisationFinding.Kind.choices, empty_label="Semua temuan"
    )

    class Meta:
        model = OrganisationFinding
        fields = ["unit", "kind"]
