from django import forms
from django.utils import timezone

from simpeg.imports.forms import WorkbookField


class WorkbookForm(forms.Form):
    """The predikat of a regency that rates elsewhere."""

    workbook = WorkbookField(
        label="Buku kerja (.xlsx)",
        help_text="Kolom NIP BARU, TAHUN, PREDIKAT; sampai 2021 juga NILAI dan SKALA. Paling besar 20 MB.",
        largest=20,  # MiB: a hundred thousand rows of three columns take less than five
    )
    year = forms.IntegerField(
        label="Tahun",
        required=False,
        min_value=1970,
        help_text="Hanya bila lembarnya tidak memuat kolom TAHUN.",
    )

    def clean_year(self):
        year, now = self.cleaned_data["year"], timezone.localdate().year
        if year is not None and year > now:
            raise forms.ValidationError(f"Tahun {year} belum tiba. Pilih paling akhir {now}.")
        return year
