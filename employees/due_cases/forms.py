from django import forms
from django.utils import timezone

from employees.due_cases import rules
from employees.due_cases.together import NUMBER
from employees.models import DueCase, DueSubject
from simpeg.core.dates import in_words
from simpeg.law.engine import Law

Status = DueCase.Status


class StepForm(forms.Form):
    """What one step of the table asks for; `together` when it is taken for many at once."""

    def __init__(self, data=None, *, move, subject, together=False, **kwargs):
        super().__init__(data, auto_id=f"{move.to.lower()}_%s", **kwargs)
        self.move = move
        self.letter = "surat" if subject == DueSubject.INCREMENT else "SK"
        getattr(self, f"_ask_{move.to.lower()}", self._ask_words)(together)

    def clean(self):
        cleaned = super().clean()
        for name in ("approval_on", "decree_on"):
            day = cleaned.get(name)
            if day and day > timezone.localdate():
                self.add_error(name, f"Tanggal ini belum tiba. Hari ini {in_words(timezone.localdate())}.")
        for name in ("approval", "decree"):
            if cleaned.get("first") and NUMBER not in cleaned.get(name, NUMBER):
                self.add_error(
                    name, f"Tulis {NUMBER} di tempat nomor urutnya, misalnya 800.1.3.2/{NUMBER}/BKPSDM/2026."
                )
        return cleaned

    def _ask_words(self, together):
        self.fields["words"] = forms.CharField(
            label="Keterangan", required=False, max_length=500, widget=forms.Textarea({"rows": 2})
        )

    def _ask_verified(self, together):
        self.fields["elsewhere"] = forms.BooleanField(
            label="Dokumen yang belum ada di sini sudah saya periksa pada arsip (DMS) SIASN",
            required=False,
            help_text="Dicatat pada riwayat usul dengan nama dokumennya.",
        )
        self._ask_words(together)

    def _ask_coded(self, together):
        known = rules.reasons(Law.on(timezone.localdate()), self.move.reasons)
        choices = [("", "Pilih alasan")] + [(code, f"{code} {sentence}") for code, sentence in known.items()]
        self.fields["code"] = forms.ChoiceField(label="Alasan", choices=choices)
        self._ask_words(together)

    _ask_returned = _ask_refused = _ask_cancelled = _ask_coded

    def _ask_approved(self, together):
        self._ask_number("approval", "Nomor pertek", together)
        self.fields["approval_on"] = _day("Tanggal pertek")

    def _ask_decreed(self, together):
        self._ask_number("decree", f"Nomor {self.letter}", together)
        self.fields["decree_on"] = _day(f"Tanggal {self.letter}")
        self.fields["decree_by"] = forms.CharField(
            label="Pejabat penanda tangan", max_length=150, help_text="Jabatannya, misalnya Bupati Mamuju."
        )

    def _ask_number(self, name, label, together):
        self.fields[name] = forms.CharField(label=label, max_length=100)
        if together:
            self.fields[name].help_text = (
                f"{NUMBER} diganti nomor urut menurut NIP, misalnya 800.1.3.2/{NUMBER}/BKPSDM/2026. Tanpa {NUMBER} dan "
                "nomor pertama, semuanya bernomor sama (kolektif)."
            )
            self.fields["first"] = forms.IntegerField(
                label="Nomor urut pertama", required=False, min_value=1, max_value=999_999
            )


class WindowForm(forms.Form):
    """From when to when promotions of a period are proposed."""

    opens_on = forms.DateField(label="Usul dibuka", widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    closes_on = forms.DateField(label="Usul ditutup", widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    reason = forms.CharField(label="Dasar", max_length=200, help_text="Misalnya nomor dan tanggal surat BKN.")


def _day(label):
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}))
