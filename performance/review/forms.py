"""What an appraiser, a person who objects, and whoever decides type in."""

from django import forms

from performance.models import Level

LEVELS = [(level.value, level.label) for level in Level]


class LevelField(forms.TypedChoiceField):
    """One of the three levels, as radio buttons."""

    widget = forms.RadioSelect

    def __init__(self, label):
        super().__init__(
            label=label, choices=LEVELS, coerce=int, error_messages={"required": "Pilih salah satu rating."}
        )


class RatingForm(forms.Form):
    """The two ratings with their reasons; `fixed` is the result that the unit's achievement gives."""

    result = LevelField("Rating hasil kerja")
    result_reason = forms.CharField(
        label="Alasan rating hasil kerja",
        max_length=1000,
        widget=forms.TextInput(attrs={"class": "form-control", "list": "alasan-hasil", "autocomplete": "off"}),
        error_messages={"required": "Tulis alasannya: pegawai membacanya."},
    )
    behaviour = LevelField("Rating perilaku kerja")
    behaviour_reason = forms.CharField(
        label="Alasan rating perilaku kerja",
        max_length=1000,
        widget=forms.TextInput(attrs={"class": "form-control", "list": "alasan-perilaku", "autocomplete": "off"}),
        error_messages={"required": "Tulis alasannya: pegawai membacanya."},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, fixed=None, **kwargs):
        super().__init__(*args, **kwargs)
        if fixed:
            field = self.fields["result"]
            field.choices = [(value, label) for value, label in LEVELS if value == fixed]
            field.initial = fixed


class DecisionForm(forms.Form):
    """What the appraiser's superior finds."""

    result = LevelField("Rating hasil kerja menurut Anda")
    behaviour = LevelField("Rating perilaku kerja menurut Anda")
    reason = forms.CharField(
        label="Alasan keputusan",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Dibaca pegawai dan pejabat penilainya.",
        error_messages={"required": "Tulis alasan keputusan Anda."},
    )


class ObjectionForm(forms.Form):
    words = forms.CharField(
        label="Keberatan Anda",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Sebutkan apa yang tidak sesuai dan buktinya. Atasan pejabat penilai membacanya.",
        error_messages={"required": "Tulis keberatan Anda: apa yang tidak sesuai, dan apa buktinya."},
    )


class SigningForm(forms.Form):
    """The signature under what was seen; `asks_reason` where the pattern was left."""

    reason = forms.CharField(label="Alasan", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, asks_reason=False, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        field.required = asks_reason
        field.help_text = "Tersimpan bersama penetapan ini dan dibaca pengelola kinerja serta pimpinan."
        field.error_messages["required"] = "Sebaran predikat menyimpang dari pola. Tulis alasannya, lalu tandatangani."

    def clean_seen(self):
        numbers = self.cleaned_data["seen"].split("-")
        if len(numbers) != 5 or not all(n.isascii() and n.isdigit() and len(n) < 9 for n in numbers):
            raise forms.ValidationError("Halaman ini sudah berubah. Muat ulang, lalu tandatangani.")
        return [int(number) for number in numbers]
