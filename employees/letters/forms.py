"""What is asked before a letter is issued, withdrawn, or made of another template."""

import uuid
from datetime import date, timedelta

from django import forms
from django.utils import timezone

from employees.letters.numbers import LARGEST, LONGEST, expected_number, pattern_problem
from employees.letters.services import LONGEST_REASON
from employees.models import LetterKind, Signer, Unit
from simpeg.core.dates import in_words
from simpeg.law.engine import LawGap
from simpeg.letters.package import LARGEST as LARGEST_FILE

LOOK_BACK, LOOK_AHEAD = timedelta(days=366), timedelta(days=92)
OLDEST = date(1977, 3, 1)
MOST_LINES, LONGEST_LINE, MOST_ITEMS = 8, 200, 60


class LinesField(forms.CharField):
    """Several short texts, one a line."""

    def __init__(self, *, most=MOST_LINES, **kwargs):
        self.most = most
        kwargs.setdefault("widget", forms.Textarea({"rows": 4}))
        super().__init__(**kwargs)

    def clean(self, value):
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        lines = [line for line in lines if line]
        if self.required and not lines:
            raise forms.ValidationError("Belum ada isinya. Tulis sekurang-kurangnya satu baris.", code="required")
        if len(lines) > self.most:
            raise forms.ValidationError(f"Paling banyak {self.most} baris. Ringkaskan isinya.")
        if any(len(line) > LONGEST_LINE for line in lines):
            raise forms.ValidationError(f"Satu baris paling panjang {LONGEST_LINE} huruf. Pendekkan barisnya.")
        return lines


class SigningForm(forms.Form):
    """On which day, by whom, with which number: asked for every letter."""

    day = forms.DateField(label="Tanggal surat", widget=forms.DateInput({"type": "date"}))
    signer = forms.ModelChoiceField(
        Signer.objects.none(),
        label="Penanda tangan",
        empty_label="Pilih penanda tangan",
        error_messages={"required": "Penanda tangan belum dipilih."},
    )
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, kind, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        today = timezone.localdate()
        self.fields["day"].initial = today.isoformat()
        self.fields["once"].initial = uuid.uuid4()
        self.fields["signer"].queryset = (
            Signer.objects.visible_to(user).on(today - LOOK_BACK).order_by("-since", "name")
        )
        standing = Signer.objects.visible_to(user).on(today).order_by("-since").first()
        self.fields["signer"].initial = standing.pk if standing else None

    def clean_day(self):
        day, today = self.cleaned_data["day"], timezone.localdate()
        if not today - LOOK_BACK <= day <= today + LOOK_AHEAD:
            raise forms.ValidationError(
                f"Pilih tanggal antara {in_words(today - LOOK_BACK)} dan {in_words(today + LOOK_AHEAD)}."
            )
        return day

    def clean(self):
        found = super().clean()
        day, signer = found.get("day"), found.get("signer")
        if day and signer and not (signer.since <= day and (signer.until is None or day <= signer.until)):
            self.add_error(
                "signer", f"{signer.name} tidak menandatangani surat bertanggal {in_words(day)}. Pilih yang lain."
            )
        return found

    def said_number(self):
        """The number as it will be, for a look: what was typed, or what would be counted."""
        return self.cleaned_data.get("number") or expected_number(self.kind, self.cleaned_data["day"])[1]


class OneForm(SigningForm):
    """A letter by itself; its number may be typed."""

    number = forms.CharField(label="Nomor surat", max_length=LONGEST, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        try:
            expected = f" (sekarang {expected_number(self.kind, timezone.localdate())[1]})"
        except LawGap:
            expected = ""
        self.fields["number"].help_text = f"Kosongkan untuk nomor berikutnya{expected}, atau tulis sendiri."


class DutyForm(OneForm):
    """An SPMT: of which position, and since when."""

    field_order = ["appointment", "since", "day", "signer", "number"]
    appointment = forms.ModelChoiceField(
        None,
        label="Jabatan",
        empty_label="Pilih jabatan",
        error_messages={"required": "Jabatan belum dipilih."},
        help_text="Jabatan definitif pada riwayatnya; nomor SK-nya disebut dalam surat.",
    )
    since = forms.DateField(
        label="Melaksanakan tugas sejak",
        widget=forms.DateInput({"type": "date"}),
        help_text="Hari pertama nyata bekerja; tidak sebelum TMT jabatan.",
    )

    def __init__(self, *args, duties, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["appointment"]
        field.queryset = duties
        field.label_from_instance = lambda duty: f"{duty.title}, TMT {in_words(duty.since)}"
        newest = duties.first()
        field.initial = newest and newest.pk
        self.fields["since"].initial = newest and newest.since.isoformat()

    def clean(self):
        found = super().clean()
        duty, since = found.get("appointment"), found.get("since")
        if duty and since and not duty.since <= since <= timezone.localdate() + LOOK_AHEAD:
            self.add_error(
                "since", f"Pilih tanggal sejak TMT jabatan, {in_words(duty.since)}, paling lambat tiga bulan lagi."
            )
        return found


class CoverForm(OneForm):
    """A cover letter: to whom, what is sent, copies to whom."""

    field_order = ["unit", "addressee", "items", "copies", "day", "signer", "number"]
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label="Perangkat daerah yang bersangkutan",
        required=False,
        empty_label="Tidak satu pun",
        help_text="Pengelola kepegawaiannya ikut melihat surat ini.",
    )
    addressee = LinesField(
        label="Kepada", help_text="Satu baris per baris surat; “Yth.” ditambahkan sendiri.",
        initial="Kepala Badan Kepegawaian Negara\nup. Kepala Kantor Regional IV BKN Makassar",
    )  # fmt: skip
    items = LinesField(
        label="Yang dikirim",
        most=MOST_ITEMS,
        widget=forms.Textarea({"rows": 6}),
        help_text="Satu baris per berkas: jenis; banyaknya; keterangan. Misalnya: Usul KP a.n. Siti Rahma; 1 berkas; "
        "Untuk diproses lebih lanjut.",
    )
    copies = LinesField(label="Tembusan", required=False, help_text="Satu baris per pihak; boleh kosong.")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["unit"].queryset = Unit.objects.offices(user)

    def clean_items(self):
        rows = [[part.strip() for part in line.split(";")] for line in self.cleaned_data["items"]]
        for number, row in enumerate(rows, start=1):
            if len(row) > 3 or not row[0]:
                raise forms.ValidationError(f"Baris {number}: tulis jenis; banyaknya; keterangan, dipisah titik koma.")
        return [(row + ["", ""])[:3] for row in rows]


class BatchForm(SigningForm):
    """Letters for everybody on a list: the first number may be typed."""

    field_order = ["unit", "day", "signer", "first"]
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label="Perangkat daerah", required=False, empty_label="Semua perangkat daerah"
    )
    first = forms.IntegerField(label="Nomor pertama", required=False, min_value=1, max_value=LARGEST)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["unit"].queryset = Unit.objects.offices(user)
        number, text = expected_number(self.kind, timezone.localdate())
        self.fields["first"].help_text = f"Kosongkan untuk melanjutkan dari {number} ({text})."


class RosterForm(OneForm):
    """The nominatif of a list."""

    prefix = "nominatif"
    field_order = ["unit", "day", "signer", "number"]
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label="Perangkat daerah", required=False, empty_label="Semua perangkat daerah"
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["unit"].queryset = Unit.objects.offices(user)


class WithdrawForm(forms.Form):
    """Why a letter no longer stands."""

    reason = forms.CharField(
        label="Alasan",
        max_length=LONGEST_REASON,
        help_text="Misalnya: salah nomor SK, salah orang, TMT berubah.",
        error_messages={"required": "Alasan belum diisi. Tulis mengapa surat ini dibatalkan."},
    )


class TemplateForm(forms.Form):
    """A new version of a template."""

    file = forms.FileField(
        label="Dokumen Word",
        widget=forms.ClearableFileInput({"accept": ".docx"}),
        help_text=f"Berkas .docx, paling besar {LARGEST_FILE // 1024**2} MB. Dicoba dengan nilai contoh dulu.",
        error_messages={"required": "Belum ada berkas yang dipilih.", "empty": "Berkas ini kosong. Pilih yang lain."},
    )
    since = forms.DateField(
        label="Dipakai mulai",
        widget=forms.DateInput({"type": "date"}),
        help_text="Untuk surat bertanggal hari ini atau sesudahnya.",
    )
    note = forms.CharField(
        label="Apa yang berubah",
        max_length=200,
        error_messages={"required": "Belum diisi. Tulis singkat apa yang berubah."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = timezone.localdate().isoformat()

    def clean_since(self):
        since = self.cleaned_data["since"]
        if not OLDEST <= since <= timezone.localdate() + timedelta(days=366):
            raise forms.ValidationError("Pilih tanggal yang wajar, paling lambat setahun lagi.")
        return since


class SignerForm(forms.ModelForm):
    """Who signs, as it stands under letters."""

    nip = forms.CharField(label="NIP", max_length=30, help_text="18 angka; boleh dengan spasi.")

    class Meta:
        model = Signer
        fields = ["name", "nip", "rank", "title", "on_behalf", "since", "until"]
        widgets = {name: forms.DateInput({"type": "date"}, format="%Y-%m-%d") for name in ("since", "until")}

    def clean_nip(self):
        return "".join(self.cleaned_data["nip"].split())

    def clean(self):
        found = super().clean()
        for name in ("since", "until"):
            day = found.get(name)
            if day and not OLDEST <= day <= date(2100, 1, 1):
                self.add_error(name, "Pilih tanggal yang wajar.")
        return found


class NumberingForm(forms.Form):
    """How a kind is numbered in a year; what is there already is changed."""

    kind = forms.ChoiceField(label="Jenis surat", choices=LetterKind.choices)
    year = forms.IntegerField(label="Tahun", min_value=1977, max_value=2100)
    pattern = forms.CharField(
        label="Pola nomor",
        max_length=80,
        help_text="Misalnya 800.1.11.13/{nomor}/BKPSDM/{tahun}. {bulan} ditulis dengan angka Romawi.",
    )
    last = forms.IntegerField(
        label="Nomor terakhir yang sudah dipakai",
        min_value=0,
        max_value=LARGEST,
        help_text="Nomor berikutnya satu di atasnya; nomor yang sudah dipakai dilewati.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = timezone.localdate().year

    def clean_pattern(self):
        if problem := pattern_problem(self.cleaned_data["pattern"]):
            raise forms.ValidationError(problem)
        return self.cleaned_data["pattern"]
