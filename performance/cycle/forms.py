"""What the performance officer types in: a year, a window, what a unit achieved, another appraiser."""

from django import forms

from employees.models import Employee
from employees.records.unit_field import UnitField
from performance.models import Achievement, AppraiserChange, Cycle, PerformancePlan


def _day(label):
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class OpenForm(forms.Form):
    year = forms.TypedChoiceField(label="Tahun", coerce=int)
    rhythm = forms.ChoiceField(label="Evaluasi periodik", choices=Cycle.Rhythm.choices, initial="2")
    model = forms.ChoiceField(
        label="Model SKP JA, JF, dan pelaksana",
        choices=PerformancePlan.Model.choices,
        help_text="Pegawai dapat memilih model lain selama SKP-nya belum disepakati.",
    )

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]


class WindowForm(forms.Form):
    opens_on = _day("Penilaian dibuka")
    closes_on = _day("Penilaian ditutup")
    reason = forms.CharField(
        label="Dasar", max_length=200, help_text="Misalnya nomor surat edaran. Tersimpan pada jejak perubahan."
    )


class AchievementForm(forms.Form):
    unit = UnitField(label="Unit kerja", help_text="Ketik beberapa kata namanya, lalu pilih.")
    achievement = forms.TypedChoiceField(label="Capaian kinerja organisasi", choices=Achievement.choices, coerce=int)
    basis = forms.CharField(
        label="Dasar", max_length=300, help_text="Misalnya nomor keputusan Bupati atau hasil reviu laporan kinerja."
    )


class AppraiserForm(forms.Form):
    kind = forms.ChoiceField(label="Sebab", choices=AppraiserChange.Kind.choices)
    nip = forms.CharField(label="NIP yang menilai", max_length=30, help_text="18 angka, dengan atau tanpa spasi.")
    reason = forms.CharField(
        label="Alasan", max_length=300, help_text="Misalnya nomor surat perintah Plt. atau keputusan tim."
    )

    def clean_nip(self):
        nip = "".join(self.cleaned_data["nip"].split())
        found = Employee.objects.filter(nip=nip).first() if nip.isascii() and nip.isdigit() else None
        if found is None:
            raise forms.ValidationError("Tidak ada pegawai dengan NIP ini. Periksa angkanya.")
        return found
