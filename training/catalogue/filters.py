"""The filters of the catalogue; every one of them stands in the address."""

import django_filters
from django.db.models import Q

from employees.directory.filters import ChoiceFilter
from training.models import CatalogueCourse, Topic

KINDS = [("klasikal", "Klasikal"), ("nonklasikal", "Nonklasikal")]


class CatalogueFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Nama atau penyelenggara", method="filter_text", max_length=100)
    topic = ChoiceFilter(label="Topik", empty_label="Semua topik")
    kind = ChoiceFilter(label="Jenis", choices=KINDS, method="filter_kind", empty_label="Semua jenis")
    mode = ChoiceFilter(label="Cara", choices=CatalogueCourse.Mode, empty_label="Semua cara")

    class Meta:
        model = CatalogueCourse
        fields = []

    def __init__(self, data, *, queryset):
        super().__init__(data, queryset=queryset)
        self.form.fields["topic"].choices = [(topic.pk, topic.name) for topic in Topic.objects.all()]
        self.form.fields["q"].widget.attrs |= {"autocomplete": "off", "maxlength": 100}

    def filter_text(self, courses, name, value):
        words = value.replace("\0", "").split()
        for word in words:
            courses = courses.filter(Q(name__icontains=word) | Q(provider__icontains=word))
        return courses

    def filter_kind(self, courses, name, value):
        beyond = Q(form__in=CatalogueCourse.NOT_IN_CLASS)
        return courses.filter(beyond if value == "nonklasikal" else ~beyond)
