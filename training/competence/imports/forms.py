from django import forms

from simpeg.imports.forms import WorkbookField
from training.models import CompetenceImport


class WorkbookForm(forms.Form):
    """A workbook, and what it holds."""

    kind = forms.ChoiceField(label="Isi buku kerja", choices=CompetenceImport.Kind.choices)
    workbook = WorkbookField(
        label="Buku kerja (.xlsx)",
        help_text="Paling besar 20 MB. Kolomnya dijelaskan di samping.",
        largest=20,  # MiB: two hundred thousand rows take less
    )
