"""What is typed in about the end of a session: who signs, and why a certificate is withdrawn."""

from django import forms
from django.utils import timezone

from employees.models import Signer


class FinishForm(forms.Form):
    """Who signs the certificates: somebody who may sign today."""

    signer = forms.ModelChoiceField(
        Signer.objects.none(),
        label="Penanda tangan sertifikat",
        empty_label="Pilih penanda tangan",
        help_text="Yang menandatangani hari ini; daftarnya dikelola pengelola surat.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        signers = Signer.objects.on(timezone.localdate()).order_by("-since", "name")
        self.fields["signer"].queryset = signers
        first = signers.first()
        self.fields["signer"].initial = first.pk if first else None
