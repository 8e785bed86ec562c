"""What is typed in about rewards: a kind, a round with its criteria, a nomination, a vote, a decision."""

from django import forms

from employees.models import AnnualRating, Employee, PositionKind
from performance.models import RewardKind
from performance.rewards.rules import SEVERITIES, Code

YES_NO = [("ya", "Ya"), ("tidak", "Tidak")]
JUDGED_ROWS = 3
GROUPS = {  # code -> (heading, its fields: value, years)
    Code.RATING: ("Predikat kinerja", "rating_value", "rating_years"),
    Code.CLEAN: ("Tidak pernah dihukum disiplin", "clean_value", "clean_years"),
    Code.SERVICE: ("Masa kerja", "service_value", None),
    Code.LEARNING: ("Jam pelajaran pelatihan", "learning_value", "learning_years"),
}


def _area(label, most, **options):
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": 4}), **options)


def _day(label):
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def _number(label, most, least=1, **options):
    return forms.IntegerField(label=label, min_value=least, max_value=most, required=False, **options)


class YesNoField(forms.TypedChoiceField):
    """Yes or no, said and not left out."""

    widget = forms.RadioSelect

    def __init__(self, label, choices=YES_NO):
        super().__init__(
            label=label,
            choices=choices,
            coerce=lambda value: value == "ya",
            error_messages={"required": "Pilih salah satu."},
        )


class KindForm(forms.Form):
    name = forms.CharField(label="Nama penghargaan", max_length=120, help_text="Misalnya “Pegawai Teladan”.")
    sentence = forms.CharField(
        label="Kalimat", max_length=300, help_text="Untuk apa penghargaan ini. Terbaca oleh umum bersama penerimanya."
    )
    gives = forms.ChoiceField(label="Yang diberikan", choices=RewardKind.Gives.choices)
    statuses = forms.MultipleChoiceField(
        label="Terbuka bagi status",
        choices=Employee.Status.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tanpa pilihan: semua status.",
    )
    position_kinds = forms.MultipleChoiceField(
        label="Terbuka bagi jenis jabatan",
        choices=PositionKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tanpa pilihan: semua jenis jabatan.",
    )
    repeats = forms.BooleanField(label="Dapat diterima lebih dari sekali", required=False)

    @classmethod
    def initial_of(cls, kind):
        return {name: getattr(kind, name) for name in cls.base_fields}


class EndForm(forms.Form):
    reason = forms.CharField(
        label="Alasan",
        max_length=300,
        help_text="Mengapa tidak diberikan lagi. Terbaca oleh semua pegawai.",
        error_messages={"required": "Tulis mengapa penghargaan ini diakhiri."},
    )


class ResumeForm(forms.Form):
    reason = forms.CharField(
        label="Alasan",
        max_length=300,
        help_text="Mengapa diberikan lagi. Tercatat pada jejak perubahan.",
        error_messages={"required": "Tulis mengapa penghargaan ini diberikan lagi."},
    )


class RoundForm(forms.Form):
    """A round and its criteria: each criterion is asked as soon as one of its fields is filled."""

    kind = forms.ModelChoiceField(RewardKind.objects.living(), label="Penghargaan", empty_label="Pilih penghargaan")
    year = forms.IntegerField(label="Tahun penghargaan", min_value=2000, max_value=2100)
    nominations_from = _day("Pencalonan dibuka")
    nominations_until = _day("Pencalonan ditutup")
    winners = forms.IntegerField(label="Penerima paling banyak", min_value=1, max_value=500)
    rating_value = forms.TypedChoiceField(
        label="Paling rendah", choices=[("", "Tidak disyaratkan"), *AnnualRating.Rating.choices], coerce=int,
        required=False, empty_value=None,
    )  # fmt: skip
    rating_years = _number("Setiap tahun dalam … tahun terakhir", 10)
    rating_weight = _number("Bobot", 100)
    clean_value = forms.TypedChoiceField(
        label="Tingkat hukuman", coerce=int, required=False, empty_value=None,
        choices=[("", "Tidak disyaratkan"), *((rank, f"{one.label} atau lebih") for rank, one in SEVERITIES.items())],
    )  # fmt: skip
    clean_years = _number("Dalam … tahun terakhir", 40)
    clean_weight = _number("Bobot", 100)
    service_value = _number("Paling sedikit … tahun", 50)
    service_weight = _number("Bobot", 100)
    learning_value = _number("Paling sedikit … JP", 2000)
    learning_years = _number("Dalam … tahun terakhir", 10)
    learning_weight = _number("Bobot", 100)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for row in range(1, JUDGED_ROWS + 1):
            self.fields[f"judged_{row}"] = forms.CharField(label="Yang dinilai panitia", max_length=300, required=False)
            self.fields[f"judged_{row}_weight"] = _number("Bobot", 100)

    @property
    def basics(self):
        return [self[name] for name in ("kind", "year", "nominations_from", "nominations_until", "winners")]

    @property
    def criteria_fields(self):
        """(heading, fields) of each criterion, as the page shows them."""
        for heading, *names in GROUPS.values():
            prefix = names[0].removesuffix("_value")
            yield heading, [self[name] for name in (*names, f"{prefix}_weight") if name]
        for row in range(1, JUDGED_ROWS + 1):
            yield f"Dinilai panitia ({row})", [self[f"judged_{row}"], self[f"judged_{row}_weight"]]

    def clean(self):
        cleaned = super().clean()
        self.criteria = []
        for code, (heading, value, years) in GROUPS.items():
            self._take(code, heading, value, years, value.removesuffix("value") + "weight")
        for row in range(1, JUDGED_ROWS + 1):
            words, weight = cleaned.get(f"judged_{row}", ""), cleaned.get(f"judged_{row}_weight")
            if words and not weight:
                self._lacks(f"judged_{row}_weight", "Isi bobotnya, 1 sampai 100.")
            elif weight and not words:
                self._lacks(f"judged_{row}", "Tulis apa yang dinilai panitia, atau kosongkan bobotnya.")
            elif words:
                asked = {"code": Code.JUDGED, "value": None, "years": None, "words": words, "weight": weight}
                self.criteria.append(asked)
        if not self.criteria and not self.errors:
            raise forms.ValidationError("Isi paling sedikit satu syarat.")
        return cleaned

    def _take(self, code, heading, value, years, weight):
        names = [name for name in (value, years, weight) if name]
        filled = [name for name in names if self.cleaned_data.get(name)]
        if not filled:
            return
        for name in names:
            if name not in filled:
                self._lacks(name, f"Lengkapi syarat “{heading}”, atau kosongkan seluruhnya.")
        if len(filled) == len(names):
            said = self.cleaned_data
            asked = {"code": code, "value": said[value], "years": said[years] if years else None, "words": ""}
            self.criteria.append(asked | {"weight": said[weight]})

    def _lacks(self, name, sentence):
        if name not in self.errors:
            self.add_error(name, sentence)

    @staticmethod
    def initial_of(round_):
        """What the form shows of a draft."""
        said = {name: getattr(round_, name) for name in ("kind", "year", "nominations_from", "nominations_until")}
        said["winners"], row = round_.winners, 0
        for criterion in round_.criteria.all():
            if criterion.code == Code.JUDGED:
                row += 1
                said |= {f"judged_{row}": criterion.words, f"judged_{row}_weight": criterion.weight}
                continue
            _, value, years = GROUPS[criterion.code]
            said |= {value: criterion.value, value.removesuffix("value") + "weight": criterion.weight}
            if years:
                said[years] = criterion.years
        return said


class NominationForm(forms.Form):
    """Who is named, by his name among those near, or by his NIP; on what grounds."""

    colleague = forms.ChoiceField(label="Pegawai di unit Anda atau yang Anda nilai", required=False)
    nip = forms.CharField(
        label="NIP pegawai lain", max_length=30, required=False,
        help_text="Hanya bila tidak ada pada daftar di atas. 18 angka, dengan atau tanpa spasi.",
    )  # fmt: skip
    grounds = _area(
        "Alasan", 2000, help_text="Apa yang dikerjakannya, dan apa hasilnya bagi masyarakat atau unit kerja."
    )
    link = forms.URLField(
        label="Tautan bukti", required=False, max_length=500, assume_scheme="https",
        help_text="Alamat yang diawali https://, bila ada.",
    )  # fmt: skip

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["colleague"].choices = [("", "Pilih nama"), *((str(pk), name) for pk, name in colleagues)]
        if not colleagues:
            del self.fields["colleague"]
            self.fields["nip"].label = "NIP pegawai"
            self.fields["nip"].help_text = "18 angka, dengan atau tanpa spasi."

    def clean_link(self):
        link = self.cleaned_data["link"]
        if link and not link.startswith("https://"):
            raise forms.ValidationError("Tautan harus diawali https:// agar aman dibuka.")
        return link

    def clean(self):
        cleaned = super().clean()
        chosen, nip = cleaned.get("colleague"), "".join(cleaned.get("nip", "").split())
        if self.errors:
            return cleaned
        if bool(chosen) == bool(nip):
            sentence = "Pilih nama, atau tulis NIP: salah satu saja." if chosen else "Sebutkan siapa yang dicalonkan."
            self.add_error("nip", sentence)
            return cleaned
        if nip and not (nip.isascii() and nip.isdigit()):
            self.add_error("nip", "NIP terdiri dari 18 angka. Periksa angkanya.")
            return cleaned
        found = Employee.objects.filter(**({"pk": int(chosen)} if chosen else {"nip": nip})).first()
        if found is None:
            self.add_error("nip", "Tidak ada pegawai dengan NIP ini. Periksa angkanya.")
        cleaned["employee"] = found
        return cleaned


class VoteForm(forms.Form):
    in_favour = YesNoField("Layak menerima penghargaan ini?")
    reason = _area("Alasan suara Anda", 1000)

    def __init__(self, *args, criteria, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = [criterion for criterion in criteria if criterion.code == Code.JUDGED]
        for criterion in self.asked:
            self.fields[f"met_{criterion.pk}"] = YesNoField(f"{criterion.words}: terpenuhi?")
            self.fields[f"why_{criterion.pk}"] = forms.CharField(label="Alasannya", max_length=500)
        self.order_fields([*(name for name in self.fields if name not in ("in_favour", "reason"))])

    @property
    def judgements(self):
        said = self.cleaned_data
        return {each.pk: (said[f"met_{each.pk}"], said[f"why_{each.pk}"]) for each in self.asked}

    @staticmethod
    def initial_of(vote):
        if vote is None:
            return {}
        said = {"in_favour": "ya" if vote.in_favour else "tidak", "reason": vote.reason}
        for each in vote.judgements.all():
            said[f"met_{each.criterion_id}"] = "ya" if each.is_met else "tidak"
            said[f"why_{each.criterion_id}"] = each.reason
        return said


class DecisionForm(forms.Form):
    wins = YesNoField("Keputusan", choices=[("ya", "Menerima penghargaan"), ("tidak", "Tidak menerima")])
    decision_reason = _area("Alasan keputusan", 2000, help_text="Terbaca oleh panitia, tidak diumumkan.")
    public_words = forms.CharField(
        label="Alasan yang diumumkan",
        max_length=300,
        required=False,
        help_text="Wajib bagi penerima: satu kalimat tanpa NIP dan tanpa predikat.",
    )
