from django import forms

from employees.privacy import PERMISSIONS, Privacy
from simpeg.reports.forms import ExportForm

MORE = {
    Privacy.PERSONAL: ("pribadi", "Data pribadi umum: agama, status kawin, telepon, surel, alamat"),
    Privacy.SPECIFIC: ("spesifik", "Data pribadi spesifik: NIK, NPWP, BPJS"),
}


class PeopleExportForm(ExportForm):
    """What besides the career goes into the file is asked for by name, and offered only to whoever may read it."""

    include = forms.MultipleChoiceField(
        label="Sertakan juga",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Pilih hanya yang benar-benar diperlukan.",
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [words for privacy, words in MORE.items() if user.has_perm(PERMISSIONS[privacy])]
        self.fields["include"].choices = choices
        if not choices:
            del self.fields["include"]
        if self.fields["reason"].required is False and choices:
            self.fields["reason"].help_text = "Wajib untuk lebih dari 500 pegawai, dan bila data pribadi disertakan."

    def clean(self):
        """Whoever takes more than the career says why, however few they are."""
        cleaned = super().clean()
        if cleaned.get("include") and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Tuliskan mengapa data pribadi perlu disertakan.")
        return cleaned
