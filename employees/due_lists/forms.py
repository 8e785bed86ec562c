from datetime import date, timedelta

from django import forms
from django.utils import timezone

from employees.models import DueSubject, Unit
from simpeg.core.dates import in_words
from simpeg.law.models import PromotionPeriod

LOOK_BACK, LOOK_AHEAD = timedelta(days=3 * 366), timedelta(days=2 * 366)
FARTHEST = timedelta(days=10 * 366)


class RunForm(forms.Form):
    """Which day, and whose people."""

    day = forms.DateField(widget=forms.DateInput({"type": "date"}))
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label="Perangkat daerah",
        required=False,
        empty_label="Semua perangkat daerah",
        help_text="Kosongkan untuk menilai seluruh pegawai kabupaten.",
    )

    def __init__(self, *args, kind, user, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        if kind.subject == DueSubject.PROMOTION:
            self.fields["day"] = _period_field(today)
        day = self.fields["day"]
        day.label, day.help_text = kind.words.day, kind.words.day_help
        day.initial = kind.first_day(today).isoformat()
        self.fields["unit"].queryset = Unit.objects.offices(user)
        if not user.has_perm("employees.view_all_units"):
            self.fields["unit"].required = True
            self.fields["unit"].help_text = "Anda menilai pegawai di bawah unit kerja kewenangan Anda."

    def clean_day(self):
        """The day as a date, not so far away that nobody can mean it."""
        day = self.cleaned_data["day"]
        today = timezone.localdate()
        if not today - FARTHEST <= day <= today + FARTHEST:
            raise forms.ValidationError(
                f"Pilih tanggal antara {in_words(today - FARTHEST)} dan {in_words(today + FARTHEST)}."
            )
        return day


def _period_field(today):
    days = PromotionPeriod.objects.filter(day__range=(today - LOOK_BACK, today + LOOK_AHEAD))
    choices = [(day.isoformat(), in_words(day)) for day in days.values_list("day", flat=True)]
    return forms.TypedChoiceField(choices=choices, coerce=_date)


def _date(text):
    return date.fromisoformat(text)
