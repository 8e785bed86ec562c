"""The filters of the list of sessions and of the people who can be named; each stands in the address."""

import django_filters

from employees.directory.filters import ChoiceFilter
from employees.directory.queries import matching
from employees.models import EmployeeState
from training.models import CourseSession, Topic


class SessionFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Nama pelatihan", method="filter_text", max_length=100)
    topic = ChoiceFilter(label="Topik", field_name="course__topic", empty_label="Semua topik")
    status = ChoiceFilter(label="Keadaan", choices=CourseSession.Status, empty_label="Semua keadaan")

    class Meta:
        model = CourseSession
        fields = []

    def __init__(self, data, *, queryset):
        super().__init__(data, queryset=queryset)
        self.form.fields["topic"].choices = [(topic.pk, topic.name) for topic in Topic.objects.all()]
        self.form.fields["q"].widget.attrs |= {"autocomplete": "off", "maxlength": 100}

    def filter_text(self, sessions, name, value):
        for word in value.replace("\0", "").split():
            sessions = sessions.filter(course__name__icontains=word)
        return sessions


class CandidateFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Nama atau NIP", method="filter_text", max_length=100)

    class Meta:
        model = EmployeeState
        fields = []

    def filter_text(self, people, name, value):
        return matching(people, value)
