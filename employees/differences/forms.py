from django import forms
from django.utils import timezone

from employees.differences.runs import open_source
from employees.models import ComparisonRun, Difference
from simpeg.core.dates import in_words
from simpeg.imports.forms import WorkbookField

EARLIEST_SENT = 2015  # SIASN and what went before it


class ExportForm(forms.Form):
    """The file that SIASN hands out, and whether everybody is in it."""

    export = WorkbookField(
        label="File SIASN (.xlsx atau .csv)",
        help_text="Buku kerja SIASN, atau ekspor data utama berpemisah garis tegak (|). Paling besar 256 MB.",
        accept=".xlsx,.csv,.txt",
        opened=open_source,
    )
    scope = forms.ChoiceField(
        label="Isi file",
        choices=ComparisonRun.Scope.choices,
        initial=ComparisonRun.Scope.EVERYBODY,
        widget=forms.RadioSelect,
    )


class DecisionForm(forms.Form):
    """Who is right, and why; one answer for all the differences on the page."""

    HELP = {
        Difference.Decision.OURS: "SIMPEG benar: masuk daftar kirim ke BKN",
        Difference.Decision.THEIRS: "SIASN benar: data SIMPEG diperbaiki, nilai lama tetap terbaca di jejaknya",
        Difference.Decision.ASK: "Tanyakan: kepada pegawai dan pengelola perangkat daerahnya",
    }

    decision = forms.ChoiceField(label="Keputusan", choices=list(HELP.items()), widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Alasan atau pertanyaan",
        max_length=500,
        min_length=3,
        help_text="Dasarnya, misalnya nomor SK yang diperiksa; atau pertanyaan yang dikirim.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SentForm(forms.Form):
    """When and under which number the chosen differences were handed to BKN."""

    sent_on = forms.DateField(
        label="Tanggal dikirim", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    sent_number = forms.CharField(
        label="Nomor surat atau usul",
        max_length=100,
        help_text="Nomor usul SIASN, atau nomor surat ke Kantor Regional BKN.",
    )

    def clean_sent_on(self):
        day, today = self.cleaned_data["sent_on"], timezone.localdate()
        if day.year < EARLIEST_SENT or day > today:
            raise forms.ValidationError(f"Isi tanggal antara tahun {EARLIEST_SENT} dan hari ini, {in_words(today)}.")
        return day


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label="Jawaban Anda",
        max_length=1000,
        help_text="Nilai mana yang benar, dan bukti apa yang menunjukkannya.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PurposeForm(forms.Form):
    reason = forms.CharField(
        label="Alasan mengunduh", max_length=200, help_text="Dicatat bersama nama Anda dan waktu unduhan."
    )
