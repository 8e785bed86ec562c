"""What the performance officer says of a determination: which day, who signs, from when, with which diploma."""

from datetime import date

from django import forms
from django.utils import timezone

from employees.models import Signer
from performance.credits.services import REASON_MOST
from simpeg.law.models import Tier

EARLIEST = date(2023, 7, 1)  # of a date field; the law itself says from when predikat are converted


def _day(label, **options):
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class SigningForm(forms.Form):
    """Which day a determination bears and who signs it."""

    day = _day("Tanggal penetapan")
    signer = forms.ModelChoiceField(
        Signer.objects.none(),
        label="Penanda tangan",
        empty_label="Pilih penanda tangan",
        error_messages={"required": "Penanda tangan belum dipilih."},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        signers = Signer.objects.visible_to(user).order_by("-since", "name")
        self.fields["day"].initial = today
        self.fields["signer"].queryset = signers
        standing = signers.on(today).first()
        self.fields["signer"].initial = standing.pk if standing else None

    def clean_day(self):
        day, today = self.cleaned_data["day"], timezone.localdate()
        if day > today:
            raise forms.ValidationError("Tanggal penetapan belum tiba. Pilih hari ini atau sebelumnya.")
        if day < EARLIEST:
            raise forms.ValidationError("Konversi predikat berlaku sejak 1 Juli 2023. Periksa tahunnya.")
        return day


class DetermineForm(SigningForm):
    """One person: the jenjang, from when, and what else counts. `seen` is what the page showed."""

    tier = forms.ChoiceField(label="Jenjang", choices=Tier.choices)
    counted_from = _day(
        "Kinerja dihitung sejak",
        required=False,
        help_text="Kosongkan untuk yang diusulkan di sebelah. Isi bila PAK lama menghitung sampai bulan lain.",
    )
    with_periodic = forms.BooleanField(
        label="Hitung juga evaluasi periodik tahun yang belum bernilai akhir",
        required=False,
        help_text="Untuk kenaikan pangkat di tengah tahun atau mutasi. Bulan yang sudah dihitung tidak dihitung lagi.",
    )
    diploma = forms.TypedChoiceField(label="Ijazah lebih tinggi", required=False, coerce=int, empty_value=None)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    field_order = ["tier", "counted_from", "with_periodic", "diploma", "day", "signer", "seen"]

    def __init__(self, *args, diplomas=(), **kwargs):
        super().__init__(*args, **kwargs)
        if diplomas:
            self.fields["diploma"].choices = [("", "Tidak dihitung"), *((row.pk, str(row)) for row in diplomas)]
        else:
            del self.fields["diploma"]

    def clean_counted_from(self):
        day = self.cleaned_data["counted_from"]
        if day is not None and day.year < EARLIEST.year:
            raise forms.ValidationError("Konversi predikat berlaku sejak 2023. Periksa tahunnya.")
        return day and day.replace(day=1)


class YearForm(SigningForm):
    """Everybody of one year."""

    year = forms.TypedChoiceField(label="Kinerja tahun", coerce=int)

    field_order = ["year", "day", "signer"]

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, f"{year}: {number} predikat menunggu") for year, number in years]

    def clean(self):
        found = super().clean()
        if found.get("year") and found.get("day") and found["day"].year <= found["year"]:
            self.add_error("day", f"Kinerja {found['year']} ditetapkan sesudah tahunnya berakhir. Pilih tanggal lain.")
        return found


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Alasan", max_length=REASON_MOST, help_text="Dibaca pegawainya, dan tersimpan pada jejak perubahan."
    )
