from django import forms
from django.utils import timezone

from employees.asof.days import DayRefused, day_from
from employees.comparison.queries import NOBODYS
from employees.models import Unit


class DayField(forms.CharField):
    """A day that pages can speak of; what is wrong with another one is said in a sentence."""

    widget = forms.DateInput(attrs={"type": "date"})

    def clean(self, value):
        try:
            return day_from(super().clean(value))
        except DayRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None


class ComparisonForm(forms.Form):
    """Which two days, and of what part of the organisation."""

    dari = DayField(label="Dari tanggal", max_length=20)
    sampai = DayField(label="Sampai tanggal", max_length=20)
    unit = forms.CharField(label="Unit kerja dan bawahannya", required=False, max_length=20)

    def __init__(self, data, *, user):
        self.user, today = user, timezone.localdate()
        usual = {"dari": today.replace(month=1, day=1).isoformat(), "sampai": today.isoformat()}
        asked = {name: data.get(name, "").strip() for name in self.base_fields}
        super().__init__(usual | {name: value for name, value in asked.items() if value})
        offices = [("", "Semua unit yang dapat Anda lihat"), *Unit.objects.offices(user).values_list("pk", "name")]
        chosen = self._unit(asked["unit"])
        if chosen and chosen.pk not in dict(offices):
            offices.append((chosen.pk, chosen.name))
        if asked["unit"] == NOBODYS:
            offices.append((NOBODYS, "Tanpa unit kerja"))
        self.fields["unit"].widget = forms.Select(choices=offices, attrs={"class": "form-select"})

    def clean_unit(self):
        """The unit, None for all, or NOBODYS."""
        text = self.cleaned_data["unit"]
        if not text or text == NOBODYS:
            return text or None
        unit = self._unit(text)
        if unit is None:
            raise forms.ValidationError(
                "Unit kerja tidak dikenal atau di luar wilayah kewenangan Anda. Pilih dari daftar."
            )
        return unit

    def clean(self):
        cleaned = super().clean()
        dari, sampai = cleaned.get("dari"), cleaned.get("sampai")
        if dari and sampai and dari >= sampai:
            self.add_error("dari", "Tanggal awal harus sebelum tanggal akhir. Tukar keduanya, atau pilih tanggal lain.")
        return cleaned

    def _unit(self, text):
        if not (text.isascii() and text.isdigit() and len(text) < 19):
            return None
        return Unit.objects.visible_to(self.user).filter(pk=text).first()
