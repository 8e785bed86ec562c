from django import forms
from django.utils import timezone

from simpeg.imports.package import NotAWorkbook
from simpeg.imports.workbook import open_workbook

LARGEST = 20 * 1024 * 1024  # a hundred thousand rows of three columns take less than five


class WorkbookForm(forms.Form):
    """The predikat of a regency that rates elsewhere."""

    workbook = forms.FileField(
        label="Buku kerja (.xlsx)",
        max_length=200,
        help_text="Kolom NIP BARU, TAHUN, PREDIKAT; sampai 2021 juga NILAI dan SKALA. Paling besar 20 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )
    year = forms.IntegerField(
        label="Tahun",
        required=False,
        min_value=1970,
        help_text="Hanya bila lembarnya tidak memuat kolom TAHUN.",
    )

    def clean_workbook(self):
        """Refuse at once what is no workbook; its rows are read later, by a job."""
        upload = self.cleaned_data["workbook"]
        if upload.size > LARGEST:
            raise forms.ValidationError("File lebih besar dari 20 MB. Hapus lembar dan kolom lain, lalu unggah lagi.")
        try:
            with open_workbook(upload.file):
                pass
        except NotAWorkbook as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        upload.seek(0)
        return upload

    def clean_year(self):
        year, now = self.cleaned_data["year"], timezone.localdate().year
        if year is not None and year > now:
            raise forms.ValidationError(f"Tahun {year} belum tiba. Pilih paling akhir {now}.")
        return year
