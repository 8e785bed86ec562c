from django import forms

from simpeg.imports.package import NotAWorkbook
from simpeg.imports.workbook import open_workbook


class WorkbookForm(forms.Form):
    """The file that BKN's SIASN hands out, or part of it."""

    workbook = forms.FileField(
        label="Buku kerja SIASN (.xlsx)",
        max_length=200,
        help_text="Paling besar 256 MB. Lembar yang tidak ada di dalamnya dibiarkan apa adanya di SIMPEG.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )

    def clean_workbook(self):
        """Refuse at once what is no workbook; its rows are read later, by a job."""
        upload = self.cleaned_data["workbook"]
        try:
            with open_workbook(upload.file):
                pass
        except NotAWorkbook as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        upload.seek(0)
        return upload
