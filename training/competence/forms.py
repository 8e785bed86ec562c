"""Forms of the dictionary, of standards and of assessments: they check shapes; what cannot be, the services say."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from simpeg.web.selects import QuickSelect
from training.models import LEVELS, Assessment, Competence

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2199, 12, 31)
TECHNICAL_ROWS = 6  # empty rows for technical competences on the form of a standard
LEVEL_CHOICES = [(str(level), str(level)) for level in LEVELS]


def _day(label, **options):
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[
            MinValueValidator(FIRST_DAY, "Tahun ini terlalu awal. Periksa tanggalnya."),
            MaxValueValidator(LAST_DAY, "Tahun ini terlalu jauh. Periksa tanggalnya."),
        ],
        **options,
    )


def _text(label, length, **options):
    return forms.CharField(label=label, max_length=length, **options)


def _area(label, length, **options):
    return forms.CharField(label=label, max_length=length, widget=forms.Textarea(attrs={"rows": 2}), **options)


def _level(label, empty, **options):
    return forms.TypedChoiceField(
        label=label, choices=[("", empty), *LEVEL_CHOICES], coerce=int, empty_value=None, widget=QuickSelect, **options
    )


def _reason():
    return _area("Alasan", 300, help_text="Tersimpan pada jejak perubahan.")


class ReasonForm(forms.Form):
    reason = _reason()


class CloseForm(ReasonForm):
    """An entry is used no more, or again: which of the two stood on the page, not what it has become since."""

    opens = forms.BooleanField(required=False, widget=forms.HiddenInput)


class CompetenceForm(forms.Form):
    """A technical competence; its code is given once."""

    code = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9.\-]*\Z",
        label="Kode",
        max_length=20,
        help_text="Huruf, angka, titik, dan tanda hubung; misalnya KES.03.",
        error_messages={"invalid": "Kode hanya boleh berisi huruf, angka, titik, dan tanda hubung."},
    )
    name = _text("Nama", 150)
    meaning = _area("Arti", 500)
    sector = _text("Urusan", 100, required=False, help_text="Misalnya Kesehatan, Pendidikan, atau Kearsipan.")
    level_1 = _area("Tingkat 1", 500, required=False)
    level_2 = _area("Tingkat 2", 500, required=False)
    level_3 = _area("Tingkat 3", 500, required=False)
    level_4 = _area("Tingkat 4", 500, required=False)
    level_5 = _area("Tingkat 5", 500, required=False)

    def __init__(self, *args, names, **kwargs):
        super().__init__(*args, **kwargs)
        for level in LEVELS:
            self.fields[f"level_{level}"].label = f"Tingkat {level}: {names.get(level, '')}".rstrip(": ")

    def clean_code(self):
        return self.cleaned_data["code"].upper()


class CorrectCompetenceForm(CompetenceForm):
    code = None
    reason = _reason()


class AssessmentsForm(forms.Form):
    """What somebody was found to hold on one day: a level for each competence that was assessed."""

    assessed_on = _day("Tanggal penilaian")
    source = forms.ChoiceField(label="Sumber", choices=[("", "Pilih sumber"), *Assessment.Source.choices])
    assessor = _text("Penilai atau penyelenggara", 150, required=False)
    decree = _text("Nomor dokumen", 100, required=False, help_text="Nomor laporan, sertifikat, atau SK.")

    def __init__(self, *args, asked, others, **kwargs):
        """`asked`: the competences of his position with the levels; `others`: further technical ones."""
        super().__init__(*args, **kwargs)
        self.competences = {}
        for each, level in asked:
            self.competences[f"level_{each.pk}"] = each
            wanted = f"Diminta: tingkat {level}." if level else ""
            self.fields[f"level_{each.pk}"] = _level(
                f"{each.code} {each.name}", "Tidak dinilai", required=False, help_text=wanted
            )
        self.others = {str(each.pk): each for each in others}
        if others:
            choices = [("", "Tidak ada"), *((pk, str(each)) for pk, each in self.others.items())]
            self.fields["other"] = forms.ChoiceField(
                label="Kompetensi teknis lain", choices=choices, required=False, widget=QuickSelect
            )
            self.fields["other_level"] = _level("Tingkat kompetensi teknis itu", "Tidak dinilai", required=False)

    @property
    def basics(self):
        return [self[name] for name in ("assessed_on", "source", "assessor", "decree")]

    @property
    def level_fields(self):
        return [self[name] for name in self.fields if name.startswith(("level_", "other"))]

    def clean(self):
        cleaned = super().clean()
        self.levels = {each: cleaned[name] for name, each in self.competences.items() if cleaned.get(name) is not None}
        other, level = cleaned.get("other"), cleaned.get("other_level")
        if other and level:
            self.levels[self.others[other]] = level
        elif other or level:
            self.add_error("other_level" if other else "other", "Lengkapi kompetensi teknis lain dan tingkatnya.")
        if not self.levels and not self.errors:
            raise forms.ValidationError("Isi paling sedikit satu tingkat.")
        return cleaned


class CorrectAssessmentForm(forms.Form):
    level = _level("Tingkat", "Pilih tingkat")
    source = forms.ChoiceField(label="Sumber", choices=Assessment.Source.choices)
    assessor = _text("Penilai atau penyelenggara", 150, required=False)
    decree = _text("Nomor dokumen", 100, required=False)
    reason = _reason()


class DecreeForm(forms.Form):
    """From when, and by which decree."""

    valid_from = _day("Berlaku mulai")
    decree = _text("Nomor SK", 100)
    decree_on = _day("Tanggal SK", required=False)


class StandardForm(DecreeForm):
    """What a position asks for. A competence of the law that is left open keeps its usual level."""

    def __init__(self, *args, of_law, technical, usual, **kwargs):
        """`technical`: those that the present standard names; `usual`: the level of the law's list, if it has one."""
        super().__init__(*args, **kwargs)
        empty = f"Tingkat lazim ({usual})" if usual else "Tidak diminta"
        self.competences = {}
        for each in of_law:
            self.competences[f"level_{each.pk}"] = each
            self.fields[f"level_{each.pk}"] = _level(f"{each.code} {each.name}", empty, required=False)
        for each in technical:
            self.competences[f"level_{each.pk}"] = each
            self.fields[f"level_{each.pk}"] = _level(f"{each.code} {each.name}", "Tidak diminta lagi", required=False)
        for row in range(1, TECHNICAL_ROWS + 1):
            self.fields[f"code_{row}"] = forms.CharField(
                label=f"Kode kompetensi teknis {row}", max_length=20, required=False,
                widget=forms.TextInput(attrs={"list": "kompetensi-teknis", "autocomplete": "off"}),
            )  # fmt: skip
            self.fields[f"code_level_{row}"] = _level(f"Tingkat {row}", "Tingkat", required=False)

    @property
    def basics(self):
        return [self[name] for name in ("valid_from", "decree", "decree_on")]

    @property
    def level_fields(self):
        return [self[name] for name in self.competences]

    @property
    def technical_rows(self):
        return [(self[f"code_{row}"], self[f"code_level_{row}"]) for row in range(1, TECHNICAL_ROWS + 1)]

    def clean(self):
        cleaned = super().clean()
        self.levels = {
            each.pk: cleaned[name] for name, each in self.competences.items() if cleaned.get(name) is not None
        }
        typed = {row: cleaned.get(f"code_{row}", "").strip().upper() for row in range(1, TECHNICAL_ROWS + 1)}
        known = {each.code: each for each in Competence.objects.open().filter(code__in=set(typed.values()) - {""})}
        for row, code in typed.items():
            self._take(row, code, known.get(code), cleaned.get(f"code_level_{row}"))
        if not self.levels and not self.errors:
            raise forms.ValidationError("Isi paling sedikit satu tingkat.")
        return cleaned

    def _take(self, row, code, entry, level):
        if not code and not level:
            return
        if not code:
            self.add_error(f"code_{row}", "Isi kodenya, atau kosongkan tingkatnya.")
        elif entry is None or entry.is_fixed:
            self.add_error(f"code_{row}", f"{code} bukan kode kompetensi teknis pada kamus. Periksa kodenya.")
        elif not level:
            self.add_error(f"code_level_{row}", "Pilih tingkatnya, atau kosongkan kodenya.")
        elif entry.pk in self.levels:
            self.add_error(f"code_{row}", f"{code} sudah disebut. Sebutkan sekali saja.")
        else:
            self.levels[entry.pk] = level


class EndForm(forms.Form):
    on = _day("Tidak berlaku lagi mulai")
    reason = _reason()


class CopyForm(DecreeForm):
    """To which positions a standard is copied, from when, by which decree."""

    posts = forms.MultipleChoiceField(
        label="Jabatan", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Standar yang sedang berlaku pada jabatan itu berakhir ketika yang ini mulai.",
    )  # fmt: skip
    all_of_name = forms.BooleanField(label="Semua jabatan dengan nama yang sama", required=False)

    def __init__(self, *args, posts, same, **kwargs):
        """`posts`: [(id, words)] to choose from; `same`: how many others have the same title."""
        super().__init__(*args, **kwargs)
        self.fields["posts"].choices = posts
        self.fields["all_of_name"].label = f"Semua {same} jabatan lain bernama sama"
        if not same:
            del self.fields["all_of_name"]
        if not posts:
            del self.fields["posts"]

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("posts") and not cleaned.get("all_of_name") and not self.errors:
            raise forms.ValidationError("Pilih paling sedikit satu jabatan.")
        return cleaned
