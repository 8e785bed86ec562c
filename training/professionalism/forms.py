"""What is typed in about the index of a year."""

from django import forms


class SettleForm(forms.Form):
    """Why a year is settled, or opened again."""

    reason = forms.CharField(
        label="Alasan", max_length=200, help_text="Misalnya nomor surat laporan ke BKN. Tersimpan pada jejak perubahan."
    )


class YearForm(forms.Form):
    """Which year is measured."""

    year = forms.TypedChoiceField(label="Tahun", coerce=int)

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]
