"""A form for each kind of legal value: numbers, choices, months, codes, a number for each key, rows; never raw JSON."""

from decimal import Decimal

from django import forms

from simpeg.law.catalogue import MONTHS

MOST_DIGITS = 12
BLANK_ROWS = 3
ROWS_AT_MOST = 100
YES_NO = [("ya", "Ya"), ("tidak", "Tidak")]


def value_form(key, value, data=None):
    """The form that asks for a value of this key, filled with the present one."""
    return FORMS[key.kind](data, key=key, value=value, prefix="nilai")


class ValueForm(forms.Form):
    """What all of them share: afterwards `value` is JSON that fits its key."""

    def __init__(self, data, *, key, value, prefix):
        super().__init__(data, prefix=prefix)
        self.key, self.present, self.value = key, value, None
        self.build()

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            value = self.compose(cleaned)
            for sentence in self.key.refusals(value):
                self.add_error(self.first, sentence)
            self.value = value
        return cleaned

    @property
    def first(self):
        return next(iter(self.fields), None)


class NumberForm(ValueForm):
    def build(self):
        self.fields["isi"] = _number_field(self.key, self.key.label, self.present)

    def compose(self, cleaned):
        return _plain(cleaned["isi"])


class FlagForm(ValueForm):
    def build(self):
        self.fields["isi"] = forms.ChoiceField(
            label=self.key.label, choices=YES_NO, widget=forms.RadioSelect, initial="ya" if self.present else "tidak"
        )

    def compose(self, cleaned):
        return cleaned["isi"] == "ya"


class ChoiceForm(ValueForm):
    def build(self):
        choices = [(code, words) for code, words in self.key.choices.items()]
        self.fields["isi"] = forms.ChoiceField(label=self.key.label, choices=choices, initial=str(self.present))

    def compose(self, cleaned):
        code = cleaned["isi"]
        return int(code) if isinstance(self.present, int) and code.isascii() and code.isdecimal() else code


class SetForm(ValueForm):
    """Codes of a list, or months: boxes to tick."""

    def build(self):
        choices = MONTHS if self.key.kind == "months" else self.key.choices
        self.fields["isi"] = forms.MultipleChoiceField(
            label=self.key.label,
            choices=[(str(code), _named(code, words)) for code, words in choices.items()],
            initial=[str(code) for code in self.present or []],
            widget=forms.CheckboxSelectMultiple,
        )

    def compose(self, cleaned):
        return [int(code) for code in cleaned["isi"]] if self.key.kind == "months" else cleaned["isi"]


class TextsForm(ValueForm):
    def build(self):
        self.fields["isi"] = forms.CharField(
            label=self.key.label, help_text=self.key.hint or "Satu pada setiap baris.", max_length=20_000,
            widget=forms.Textarea(attrs={"rows": 8}), initial="\n".join(map(str, self.present or [])),
        )  # fmt: skip

    def compose(self, cleaned):
        return _lines(cleaned["isi"])


class DaysForm(ValueForm):
    """Days of a year: one a line, `17-8`."""

    def build(self):
        self.fields["isi"] = forms.CharField(
            label=self.key.label, help_text="Satu hari pada setiap baris, tanggal dan bulan: 17-8.", max_length=1000,
            widget=forms.Textarea(attrs={"rows": 4}),
            initial="\n".join(f"{day}-{month}" for month, day in self.present or []),
        )  # fmt: skip

    def compose(self, cleaned):
        return [[_whole(part) for part in reversed(line.split("-"))] for line in _lines(cleaned["isi"])]


class MapForm(ValueForm):
    """A number or a code for each key; the keys are those that are declared, or that the present value has."""

    def build(self):
        for name in self.key.keys or sorted(self.present or {}):
            label = self.key.keys.get(name, name)
            found = (self.present or {}).get(name)
            if self.key.choices:
                choices = [("", "–"), *self.key.choices.items()]
                self.fields[name] = forms.ChoiceField(label=label, choices=choices, initial=found, required=False)
            else:
                self.fields[name] = _number_field(self.key, label, found, required=False)

    def compose(self, cleaned):
        return {name: _plain(entry) for name, entry in cleaned.items() if entry not in (None, "")}


class RowsForm(ValueForm):
    """A small table: the present rows and some empty ones; a row without any entry falls away."""

    def build(self):
        present = self.present or []
        asked = self.data.get(f"{self.prefix}-baris", "") if self.is_bound else ""
        number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 4 else len(present) + BLANK_ROWS
        self.numbers = range(min(number, ROWS_AT_MOST))
        self.fields["baris"] = forms.CharField(widget=forms.HiddenInput, initial=len(self.numbers), required=False)
        for row in self.numbers:
            found = present[row] if row < len(present) else {}
            for name, label in self.key.columns.items():
                many = name in self.key.lists
                entry = found.get(name, "")
                self.fields[f"{name}_{row}"] = forms.CharField(
                    label=f"Baris {row + 1}, {label}", required=False, max_length=4000,
                    initial="\n".join(entry) if isinstance(entry, list) else entry,
                    widget=forms.Textarea(attrs={"rows": 2}) if many else forms.TextInput,
                )  # fmt: skip

    def compose(self, cleaned):
        rows = []
        for row in self.numbers:
            entries = {name: cleaned.get(f"{name}_{row}", "") for name in self.key.columns}
            if any(entries.values()):
                rows.append({name: _lines(text) if name in self.key.lists else text for name, text in entries.items()})
        return rows


FORMS = {
    "integer": NumberForm,
    "decimal": NumberForm,
    "flag": FlagForm,
    "choice": ChoiceForm,
    "set": SetForm,
    "months": SetForm,
    "texts": TextsForm,
    "days": DaysForm,
    "map": MapForm,
    "rows": RowsForm,
}


def _number_field(key, label, initial, required=True):
    bounds = "" if key.least is None else f"{key.entry(key.least)} sampai {key.entry(key.most)}."
    common = {"label": label, "required": required, "initial": initial, "help_text": bounds.capitalize(),
              "min_value": key.least, "max_value": key.most}  # fmt: skip
    if key.whole:
        return forms.IntegerField(**common)
    return forms.DecimalField(max_digits=MOST_DIGITS, decimal_places=key.decimals or 4, **common)


def _plain(entry):
    """A number as JSON has it."""
    if isinstance(entry, Decimal):
        return int(entry) if entry == entry.to_integral_value() else float(entry)
    return entry


def _named(code, words):
    """A code of law is shown with its words; the number of a month is not."""
    return f"{code} – {words}" if isinstance(code, str) and code.isdecimal() and code != words else words


def _lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def _whole(text):
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
