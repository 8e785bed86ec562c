"""What one asks of the pages of the law, and what a change of it has to name."""

from datetime import date

from django import forms

from simpeg.law.services import FIRST_DAY, LAST_DAY


class DayField(forms.DateField):
    """A day that the law on file can speak of."""

    def __init__(self, **kwargs):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(input_formats=["%Y-%m-%d", "%d-%m-%Y"], widget=widget, **kwargs)

    def clean(self, value):
        day = super().clean(value)
        if isinstance(day, date) and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(f"Pilih tanggal antara {FIRST_DAY:%d-%m-%Y} dan {LAST_DAY:%d-%m-%Y}.")
        return day


class SearchForm(forms.Form):
    """Which day's law, and what in it."""

    q = forms.CharField(label="Cari", required=False, max_length=100, strip=True)
    tanggal = DayField(label="Per tanggal", required=False)
    belum = forms.BooleanField(label="Hanya yang belum dipastikan", required=False)
