from django import forms

from simpeg.imports.package import NotAWorkbook
from simpeg.imports.workbook import open_workbook
from training.models import CompetenceImport

LARGEST = 20 * 1024 * 1024  # two hundred thousand rows take less


class WorkbookForm(forms.Form):
    """A workbook, and what it holds."""

    kind = forms.ChoiceField(label="Isi buku kerja", choices=CompetenceImport.Kind.choices)
    workbook = forms.FileField(
        label="Buku kerja (.xlsx)",
        max_length=200,
        help_text="Paling besar 20 MB. Kolomnya dijelaskan di samping.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
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
