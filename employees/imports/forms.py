from django import forms

from simpeg.imports.forms import WorkbookField


class WorkbookForm(forms.Form):
    """The file that BKN's SIASN hands out, or part of it."""

    workbook = WorkbookField(
        label="Buku kerja SIASN (.xlsx)",
        help_text="Paling besar 256 MB. Lembar yang tidak ada di dalamnya dibiarkan apa adanya di SIMPEG.",
    )
