"""Forms of the file: one a kind of history, with help where officers err; and why it is written."""

from django import forms

from employees.models import Employee
from employees.records.kinds import DECREE_HELP, KINDS, PERSONAL_FIELDS, PERSONAL_HELP
from employees.records.unit_field import UnitField
from simpeg.web.templatetags.formats import day as day_in_words

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "min": "1900-01-01", "max": "2100-12-31"})
OLDEST_DATES = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]


class RecordForm(forms.ModelForm):
    """Checks shapes only (numbers, dates, choices); what the file makes impossible is the services' to say."""

    def _post_clean(self):
        """The services fill and check the record, in their transaction; the form leaves it alone."""

    def _get_validation_exclusions(self):
        return set(self.fields)

    def validate_unique(self):
        """Asked by the services, which know the row in the way."""

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in self.fields if name in self.cleaned_data}


class WhyForm(forms.Form):
    """Why something is written, and what its reader saw."""

    reason = forms.CharField(
        label="Alasan",
        max_length=300,
        help_text="Dicatat pada jejak berkas bersama nama Anda. Contoh: SK baru diterima; salah ketik TMT.",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)
    checked = forms.BooleanField(widget=forms.HiddenInput, required=False)


class EndForm(WhyForm):
    """The last day of a fact that ends."""

    on = forms.DateField(label="Hari terakhir", widget=DAY, help_text="Sudah termasuk.")
    field_order = ["on", "reason", "seen", "checked"]


def record_form(kind_key, employee, data=None, instance=None):
    """The form of one kind of history, filled from `data` or from the record."""
    kind = KINDS[kind_key]
    record = instance or kind.model(employee=employee)
    return _form_of(kind.model, kind.fields, DECREE_HELP | kind.help, kind.labels)(data, instance=record)


def personal_form(data=None, instance=None):
    """The form of the employee's own row."""
    return _form_of(Employee, PERSONAL_FIELDS, PERSONAL_HELP, {})(data, instance=instance)


def shown_value(form, name):
    """A field's stored value in words, to stand beside what was typed."""
    value = getattr(form.instance, name)
    if value in (None, ""):
        return "–"
    display = getattr(form.instance, f"get_{name}_display", None)
    if display:
        return str(display())
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    return day_in_words(value) if hasattr(value, "isoformat") else str(value)


def _form_of(model, names, helps, labels):
    made = forms.modelform_factory(
        model, form=RecordForm, fields=names, formfield_callback=_field, help_texts=helps, labels=labels
    )
    for name, field in made.base_fields.items():
        if not field.help_text and name in helps:
            field.help_text = helps[name]
        label = str(labels.get(name) or field.label)
        field.label = label[:1].upper() + label[1:]
    return made


def _field(field, **options):
    options.pop("widget", None)
    if field.get_internal_type() == "DateField":
        return field.formfield(
            widget=forms.DateInput(format="%Y-%m-%d", attrs=dict(DAY.attrs)), input_formats=OLDEST_DATES, **options
        )
    if field.name == "unit":
        return UnitField(label=field.verbose_name, required=False, help_text=options.get("help_text") or "")
    if field.name == "kind_code":
        choices = [("", "Pilih bila tercantum"), *field.model.KINDS.items()]
        return forms.ChoiceField(choices=choices, label=field.verbose_name, required=False)
    return field.formfield(**options)
