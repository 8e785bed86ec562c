"""What one asks of the pages of the law, and what a change of it has to name."""

from datetime import date, timedelta

from django import forms

from simpeg.law.models import LawChange
from simpeg.law.services import FIRST_DAY, LAST_DAY, Wish


class DayField(forms.DateField):
    """A day that the law on file can speak of."""

    def __init__(self, **kwargs):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(input_formats=["%Y-%m-%d", "%d-%m-%Y"], widget=widget, **kwargs)

    def clean(self, value):
        day = super().clean(value)
        if isinstance(day, date) and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(f"Pilih tanggal antara {FIRST_DAY:%d-%m-%Y} dan {LAST_DAY:%d-%m-%Y}.")
        return day


class SearchForm(forms.Form):
    """Which day's law, and what in it."""

    q = forms.CharField(label="Cari", required=False, max_length=100, strip=True)
    tanggal = DayField(label="Per tanggal", required=False)
    belum = forms.BooleanField(label="Hanya yang belum dipastikan", required=False)


class ChangeForm(forms.Form):
    """From when, under which article, and why: what every change of the law has to name."""

    kind = forms.ChoiceField(
        label="Yang diusulkan", choices=LawChange.Kind.choices, initial=LawChange.Kind.SET, widget=forms.RadioSelect
    )
    since = DayField(label="Berlaku mulai", help_text="Nilai sebelumnya berakhir sehari sebelum tanggal ini.")
    last = DayField(
        label="Sampai dengan", required=False, help_text="Kosongkan bila berlaku sampai ada nilai berikutnya."
    )
    basis = forms.CharField(
        label="Dasar hukum", max_length=300, min_length=4,
        help_text="Peraturan dan pasalnya, misalnya PP 99/2000 Pasal 7; atau “Ketetapan instansi: …”.",
    )  # fmt: skip
    reason = forms.CharField(
        label="Alasan", max_length=500, min_length=3, help_text="Tersimpan dalam jejak audit.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args, may_follow, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_follow:
            del self.fields["kind"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("since") and cleaned.get("last") and cleaned["last"] < cleaned["since"]:
            self.add_error("last", "Tanggal ini mendahului mulai berlakunya.")
        return cleaned

    @property
    def follows(self):
        """Whether it is asked that the file holds again."""
        return self.data.get("kind") == LawChange.Kind.FOLLOW

    def wish(self, subject, value):
        said = self.cleaned_data
        kind = said.get("kind", LawChange.Kind.SET)
        return Wish(
            subject=subject,
            since=said["since"],
            until=said["last"] and said["last"] + timedelta(days=1),
            basis=said["basis"],
            reason=said["reason"],
            kind=kind,
            value=None if kind == LawChange.Kind.FOLLOW else value,
        )


class DecisionForm(forms.Form):
    """What becomes of a proposal; refusing needs a reason."""

    PUT, REFUSE, WITHDRAW = "berlakukan", "tolak", "tarik"

    decision = forms.ChoiceField(choices=[(word, word) for word in (PUT, REFUSE, WITHDRAW)], widget=forms.HiddenInput)
    note = forms.CharField(
        label="Alasan keputusan", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == self.REFUSE and len(cleaned.get("note", "")) < 3:
            self.add_error("note", "Tuliskan alasan penolakan.")
        return cleaned


class CountForm(forms.Form):
    """Which days are compared."""

    start = DayField(label="Bandingkan mulai", help_text="Periode pertama pada atau setelah tanggal ini.")
    number = forms.IntegerField(label="Berapa periode", min_value=1, max_value=24)
