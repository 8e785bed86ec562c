from datetime import timedelta

from django import forms


class ExceptionForm(forms.Form):
    """Why a breach is right as it is, by what decree, and until when."""

    reason = forms.CharField(
        label="Alasan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mengapa data ini benar walaupun melanggar indikator. Pegawai yang bersangkutan dapat membacanya.",
    )
    decree = forms.CharField(
        label="Nomor surat atau SK", max_length=100, help_text="Surat yang menjadi dasar pengecualian."
    )
    until = forms.DateField(
        label="Berlaku sampai",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Setelah hari ini pelanggaran terbuka kembali.",
    )

    def __init__(self, *args, day, most_days, **kwargs):
        super().__init__(*args, **kwargs)
        self.day, self.last = day, day + timedelta(days=most_days)
        self.fields["until"].widget.attrs |= {"min": day.isoformat(), "max": self.last.isoformat()}
        self.fields["until"].help_text = f"Paling lama {most_days} hari; sesudahnya pelanggaran terbuka kembali."

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until < self.day:
            raise forms.ValidationError("Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya.")
        if until > self.last:
            raise forms.ValidationError(f"Pengecualian berlaku paling lama sampai {self.last:%d-%m-%Y}.")
        return until


class LiftForm(forms.Form):
    """Why an exception ends before its day."""

    reason = forms.CharField(label="Alasan mencabut", max_length=500)
