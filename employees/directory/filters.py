"""The filters of the list of people; every one of them stands in the address."""

import django_filters
from django.db.models import F, Q

from employees.directory.queries import SORTS, active, in_units, matching
from employees.models import Employee, EmployeeState, PositionKind, Unit
from simpeg.core.dates import years_after
from simpeg.law.engine import Law
from simpeg.law.models import Grade
from simpeg.web.selects import QuickSelect

ACTIVE = "aktif"
NO_POSITION = "tanpa"
# From this birthday on, and before that one.
AGES = [
    ("-30", "di bawah 30 tahun", 0, 30),
    ("30-39", "30 sampai 39 tahun", 30, 40),
    ("40-49", "40 sampai 49 tahun", 40, 50),
    ("50-57", "50 sampai 57 tahun", 50, 58),
    ("58-", "58 tahun ke atas", 58, 150),
]
MOST_UNITS = 200  # a select box is for choosing, not for reading; deeper units are reached through the unit pages


class ChoiceFilter(django_filters.ChoiceFilter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, widget=QuickSelect, **kwargs)


class PeopleFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Nama atau NIP", method="filter_nothing", max_length=100)
    unit = ChoiceFilter(label="Unit kerja dan bawahannya", method="filter_nothing", empty_label="Semua unit")
    status = ChoiceFilter(label="Status", choices=Employee.Status, empty_label="Semua status")
    grade = ChoiceFilter(label="Golongan", empty_label="Semua golongan")
    position = ChoiceFilter(
        label="Jenis jabatan",
        choices=[*PositionKind.choices, (NO_POSITION, "Tanpa jabatan")],
        method="filter_position",
        empty_label="Semua jenis",
    )
    standing = ChoiceFilter(
        label="Kedudukan hukum",
        choices=[(ACTIVE, "Semua yang aktif"), *Employee.Standing.choices],
        method="filter_standing",
        empty_label="Semua kedudukan",
    )
    age = ChoiceFilter(
        label="Usia", choices=[(key, words) for key, words, *_ in AGES], method="filter_age", empty_label="Semua usia"
    )
    sort = ChoiceFilter(
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
        self.form.fields["unit"].choices = self._units()
        self.form.fields["grade"].choices = [(grade.pk, str(grade)) for grade in Grade.objects.all()]
        self.form.fields["q"].widget.attrs |= {"autocomplete": "off", "maxlength": 100}
        self.form.fields["sort"].initial = "name"

    @property
    def sorting(self):
        """The order asked for; by name when none or an unknown one was."""
        chosen = self.data.get("sort")
        return chosen if chosen in SORTS else "name"

    @property
    def years(self):
        """The years of birth of an age, where people of one grade are asked for, of all units; else none."""
        asked = self.form.cleaned_data if self.form.is_valid() else {}
        everywhere = self.user.has_perm("employees.view_all_units") and not asked.get("unit")
        if not (everywhere and asked.get("grade") and asked.get("age")):
            return ()
        after, until = _born(asked["age"], self.day)
        return range(after.year, until.year + 1)

    def _units(self):
        visible = Unit.objects.visible_to(self.user).order_by("name", "pk").values_list("pk", "name")
        # The OPDs he sees, or the units he works for where he sees no whole OPD.
        units = list(visible.filter(opd=F("pk"))[:MOST_UNITS]) or list(visible.filter(mandates__user=self.user))
        chosen = self.data.get("unit", "")
        if chosen.isascii() and chosen.isdigit() and int(chosen) not in dict(units):
            units += visible.filter(pk=chosen[:18])
        return units

    def filter_queryset(self, people):
        """Of a unit: it was chosen among those that the user sees, and so is everything below it. Asked for both, the
        units he sees and those below, PostgreSQL would find the people of the one and look up every row of theirs.
        """
        if unit := self.form.cleaned_data.get("unit"):
            people = EmployeeState.objects.filter(in_units(Unit.objects.below(Unit(pk=int(unit)))))
        people = super().filter_queryset(people)
        text = self.form.cleaned_data.get("q")
        return matching(people, text) if text else people

    def filter_position(self, people, name, value):
        return people.filter(position_kind="" if value == NO_POSITION else value)

    def filter_standing(self, people, name, value):
        return people.filter(active(Law.on(self.day)) if value == ACTIVE else Q(standing=value))

    def filter_age(self, people, name, value):
        after, until = _born(value, self.day)
        return people.filter(birth_date__gt=after, birth_date__lte=until)

    def filter_nothing(self, people, name, value):
        return people


def _born(age, day):
    """People of this age on that day were born after the first of these days, and until the second."""
    youngest, too_old = next((low, high) for key, _, low, high in AGES if key == age)
    return years_after(day, -too_old), years_after(day, -youngest)
