"""What is typed into a plan, and said in the year."""

from django import forms

from employees.documents.forms import FilesField
from performance.models import Feedback, Indicator, PerformancePlan, WorkResult
from performance.plans import rules
from performance.plans.contents import IndicatorFacts, ResultFacts

OWN_WORDS = ""


def day_field(label, **options):
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class ResultForm(forms.Form):
    """A result with its indicators; what it asks follows the form and the model of the plan."""

    kind = forms.ChoiceField(label="Jenis", choices=WorkResult.Kind.choices, initial=WorkResult.Kind.MAIN)
    source = forms.ChoiceField(
        label="Sumber", choices=[("", "Pilih sumber"), *WorkResult.Source.choices], required=False
    )
    perspective = forms.ChoiceField(
        label="Perspektif", choices=[("", "Pilih perspektif"), *WorkResult.Perspective.choices], required=False
    )
    supports = forms.ChoiceField(label="Hasil kerja pimpinan yang diintervensi", required=False)
    supports_words = forms.CharField(label="Atau tulis hasil kerja pimpinan", max_length=500, required=False)
    words = forms.CharField(
        label="Hasil kerja",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Hasilnya, bukan kegiatannya. Misalnya: Laporan kepegawaian triwulan tersusun tepat waktu.",
        error_messages={"required": "Tulis hasil kerjanya."},
    )
    weight = forms.IntegerField(
        label="Bobot (%)",
        min_value=1,
        max_value=100,
        required=False,
        help_text="Boleh kosong. Bila satu berbobot, semua berbobot dan jumlahnya 100.",
    )
    due_on = day_field("Selesai paling lambat", required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, *args, plan, leader_results, before=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan, self.asks_aspects = plan, rules.asks_aspects(plan)
        has = len(before.indicators) if before else 0
        self.places = range(1, max(rules.law_of(plan)["kinerja.indikator_paling_banyak"], has) + 1)
        self.fields["due_on"].help_text = f"Dalam masa SKP, {rules.span_of(plan)}. Boleh kosong."
        if not rules.asks_perspective(plan):
            del self.fields["perspective"]
        self._offer_support(leader_results, before)
        for place in self.places:
            self._add_row(place)
        if before is not None:
            self.initial |= _initial(before, self.places)

    def _offer_support(self, leader_results, before):
        offered = [(f"{each.version.plan_id}-{each.line}", each.words) for each in leader_results]
        if before and before.supports_plan_id:
            now = f"{before.supports_plan_id}-{before.supports_line}"
            if now not in dict(offered):
                offered.append((now, f"Tetap seperti sekarang (hasil kerja {before.supports_line})"))
        if not offered:
            del self.fields["supports"]
            self.fields["supports_words"].label = "Hasil kerja pimpinan yang diintervensi"
            self.fields[
                "supports_words"
            ].help_text = "SKP pejabat penilai belum disepakati, jadi tulis dengan kata-kata."
            return
        self.fields["supports"].choices = [(OWN_WORDS, "Tidak ada, atau ditulis di bawah"), *offered]

    def _add_row(self, place):
        if self.asks_aspects:
            self.fields[f"aspect_{place}"] = forms.ChoiceField(
                label="Aspek", choices=[("", "Pilih aspek"), *Indicator.Aspect.choices], required=False,
                initial=Indicator.Aspect.values[place - 1],
            )  # fmt: skip
        self.fields[f"indicator_{place}"] = forms.CharField(
            label="Ukuran keberhasilan" if self._is_qualitative() else "Indikator", max_length=500, required=False
        )
        self.fields[f"target_{place}"] = forms.CharField(label="Target", max_length=300, required=False)

    def _is_qualitative(self):
        return not self.asks_aspects and not rules.asks_perspective(self.plan)

    def rows(self):
        """The bound fields of each indicator."""
        names = ["aspect", "indicator", "target"] if self.asks_aspects else ["indicator", "target"]
        return [[self[f"{name}_{place}"] for name in names] for place in self.places]

    def clean(self):
        typed = super().clean()
        self.indicators = []
        for place in self.places:
            words, target = typed.get(f"indicator_{place}", ""), typed.get(f"target_{place}", "")
            if words and not target:
                self.add_error(f"target_{place}", "Tulis targetnya, misalnya 4 laporan, 100%, atau 31 Desember.")
            if target and not words:
                self.add_error(f"indicator_{place}", "Tulis indikator dari target ini.")
            if words and target:
                self.indicators.append(IndicatorFacts(words, target, typed.get(f"aspect_{place}", "")))
        if typed.get("supports") and typed.get("supports_words"):
            self.add_error("supports_words", "Pilih dari daftar atau tulis sendiri, salah satu saja.")
        return typed

    @property
    def facts(self):
        typed = self.cleaned_data
        plan, _, line = typed.get("supports", "").partition("-")
        return ResultFacts(
            words=typed["words"],
            kind=typed["kind"],
            source=typed["source"],
            perspective=typed.get("perspective", ""),
            supports_plan_id=int(plan) if plan else None,
            supports_line=int(line) if line else None,
            supports_words=typed["supports_words"],
            weight=typed["weight"],
            due_on=typed["due_on"],
            indicators=tuple(self.indicators),
        )


def _initial(before, places):
    names = ("kind", "source", "perspective", "supports_words", "words", "weight", "due_on")
    values = {name: getattr(before, name) for name in names}
    if before.supports_plan_id:
        values["supports"] = f"{before.supports_plan_id}-{before.supports_line}"
    for place in places:
        each = before.indicators[place - 1] if place <= len(before.indicators) else None
        values[f"aspect_{place}"] = each.aspect if each else ""
        values[f"indicator_{place}"] = each.words if each else ""
        values[f"target_{place}"] = each.target if each else ""
    return values


class WeightsForm(forms.Form):
    """The weight of every result at once."""

    def __init__(self, *args, results, **kwargs):
        super().__init__(*args, **kwargs)
        for result in results:
            self.fields[f"weight_{result.line}"] = forms.IntegerField(
                label=f"{result.line}. {result.words}", min_value=1, max_value=100, required=False,
                initial=result.weight,
            )  # fmt: skip

    @property
    def weights(self):
        return {int(name.removeprefix("weight_")): value for name, value in self.cleaned_data.items()}


class ExpectationForm(forms.Form):
    """What the leader expects in each behaviour; `behaviours` are the rows of the law."""

    def __init__(self, *args, behaviours, before, **kwargs):
        super().__init__(*args, **kwargs)
        for row in behaviours:
            self.fields[row["kode"]] = forms.CharField(
                label=row["nama"], help_text=row["panduan"], max_length=500, required=False,
                initial=before.get(row["kode"], ""), widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip


class AttachmentForm(forms.Form):
    resources = forms.CharField(
        label="Dukungan sumber daya", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Sumber daya yang disediakan: anggaran, pegawai, peralatan, pendampingan.",
    )  # fmt: skip
    accountability = forms.CharField(
        label="Skema pertanggungjawaban", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Bagaimana dan kapan kemajuan dilaporkan.",
    )  # fmt: skip
    consequences = forms.CharField(
        label="Konsekuensi", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Akibat bila hasil kerja tercapai atau tidak tercapai.",
    )  # fmt: skip


class ModelForm(forms.Form):
    model = forms.ChoiceField(label="Model SKP", choices=PerformancePlan.Model.choices)


class MoveForm(forms.Form):
    """A step of the plan with its words; `seen` is what the page showed."""

    words = forms.CharField(label="Keterangan", max_length=1000, required=False)
    seen = forms.CharField(max_length=64, required=False)


class ReopenForm(MoveForm):
    words = forms.CharField(label="Alasan perubahan", max_length=300, required=False)


class ProgressForm(forms.Form):
    """What of a line was reached, and its proof."""

    as_of = day_field("Keadaan per tanggal")
    words = forms.CharField(
        label="Realisasi",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Apa yang tercapai sampai hari itu, dibandingkan dengan target. Sesudah disimpan tidak dapat diubah.",
        error_messages={"required": "Tulis apa yang tercapai."},
    )
    title = forms.CharField(
        label="Judul bukti", max_length=150, required=False, help_text="Misalnya Laporan triwulan I."
    )
    link = forms.CharField(
        label="Tautan bukti", max_length=500, required=False, help_text="Alamat yang dimulai dengan https://",
        widget=forms.URLInput,
    )  # fmt: skip
    files = FilesField(
        label="File bukti", required=False, help_text="PDF, JPEG, atau PNG, paling besar 10 MB per file, sampai 5 file."
    )


class FeedbackForm(forms.Form):
    """For an appraiser with its kind and the result it is about; for a colleague with or without his name."""

    kind = forms.ChoiceField(label="Jenis", choices=Feedback.Kind.choices, initial=Feedback.Kind.FEEDBACK)
    line = forms.TypedChoiceField(label="Tentang", coerce=int, empty_value=None, required=False)
    words = forms.CharField(
        label="Isi",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Apa yang Anda lihat, dampaknya, dan saran Anda. Sesudah dikirim tidak dapat diubah atau dihapus.",
        error_messages={"required": "Tulis umpan baliknya."},
    )
    anonymous = forms.BooleanField(
        label="Jangan tampilkan nama saya kepada pegawai ini",
        required=False,
        help_text="Pejabat penilainya tetap melihat nama Anda.",
    )

    def __init__(self, *args, appraises, results=(), **kwargs):
        super().__init__(*args, **kwargs)
        if appraises:
            del self.fields["anonymous"]
            choices = [(result.line, f"{result.line}. {result.words}") for result in results]
            self.fields["line"].choices = [("", "Pekerjaannya secara umum"), *choices]
        else:
            del self.fields["kind"], self.fields["line"]
