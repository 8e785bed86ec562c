from datetime import timedelta

from django import forms
from django.utils import timezone

from employees.models import Unit
from simpeg.core.dates import in_words
from simpeg.law.models import PromotionPeriod

LOOK_BACK, LOOK_AHEAD = timedelta(days=3 * 366), timedelta(days=2 * 366)


class RunForm(forms.Form):
    """Which period, and whose people."""

    period = forms.ChoiceField(
        label="Periode (TMT)", help_text="Peraturan yang dipakai ialah yang berlaku pada tanggal ini."
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label="Perangkat daerah",
        required=False,
        empty_label="Semua perangkat daerah",
        help_text="Kosongkan untuk menilai seluruh pegawai kabupaten.",
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        days = PromotionPeriod.objects.filter(day__range=(today - LOOK_BACK, today + LOOK_AHEAD))
        self.fields["period"].choices = [(day.isoformat(), in_words(day)) for day in days.values_list("day", flat=True)]
        upcoming = days.filter(day__gte=today).values_list("day", flat=True).first()
        self.fields["period"].initial = upcoming and upcoming.isoformat()
        self.fields["unit"].queryset = Unit.objects.offices(user)
        if not user.has_perm("employees.view_all_units"):
            self.fields["unit"].required = True
            self.fields["unit"].help_text = "Anda menilai pegawai di bawah unit kerja kewenangan Anda."
