"""What somebody is asked before he takes many people's data away."""

from django import forms


class ExportForm(forms.Form):
    """Why somebody takes many people's data away; asked above REASON_FROM rows."""

    REASON_FROM = 500

    purpose = forms.ChoiceField(
        label="Diunduh untuk",
        required=False,
        help_text="Dicatat pada setiap pegawai di dalamnya, dan terlihat oleh mereka.",
    )
    reason = forms.CharField(
        label="Alasan mengunduh",
        max_length=200,
        required=False,
        help_text="Unduhan lebih dari 500 pegawai dicatat beserta alasannya.",
    )

    def __init__(self, *args, rows, purposes=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.purposes = list(purposes)
        self.fields["purpose"].choices = [(words, words) for words in self.purposes]
        if not self.purposes:
            del self.fields["purpose"]
        self.fields["reason"].required = rows > self.REASON_FROM

    def clean_purpose(self):
        return self.cleaned_data["purpose"] or self.purposes[0]
