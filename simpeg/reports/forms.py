"""What somebody is asked before he takes many people's data away."""

from django import forms


class ExportForm(forms.Form):
    """Why somebody takes many people's data away; asked above REASON_FROM rows."""

    REASON_FROM = 500

    reason = forms.CharField(
        label="Alasan mengunduh",
        max_length=200,
        required=False,
        help_text="Unduhan lebih dari 500 pegawai dicatat beserta alasannya.",
    )

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = rows > self.REASON_FROM
