"""Forms of the file: one a kind of history, with help where officers err; and why it is written."""

from django import forms

from employees.models import Employee
from employees.records.kinds import DECREE_HELP, KINDS, PERSONAL_FIELDS, PERSONAL_HELP
from employees.records.unit_field import UnitField
from simpeg.web.templatetags.formats import day as day_in_words

UNIT_HELP = "Ketik beberapa kata nama unit, misalnya umum kesehatan, lalu pilih."
DAYS_TYPED = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d", attrs={"min": "1900-01-01", "max": "2100-12-31"})


class RecordForm(forms.ModelForm):
    """Checks shapes only (numbers, dates, choices); what the file makes impossible is the services' to say."""

    def _post_clean(self):
        """The services fill and check the record, in their transaction; the form leaves it alone."""

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

    on = forms.DateField(label="Hari terakhir", widget=DayInput, input_formats=DAYS_TYPED, help_text="Sudah termasuk.")
    field_order = ["on", "reason", "seen", "checked"]


def record_form(kind_key, employee, data=None, instance=None):
    """The form of one kind of history, filled from `data` or from the record."""
    kind = KINDS[kind_key]
    form = _form_of(kind.model, kind.fields, DECREE_HELP | kind.help, kind.labels)
    start = {"unit": employee.state.unit_id} if instance is None and "unit" in kind.fields else {}
    return form(data, instance=instance or kind.model(employee=employee), initial=start)


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
        return field.formfield(widget=DayInput, input_formats=DAYS_TYPED, **options)
    if field.name == "unit":
        return UnitField(label=field.verbose_name, required=False, help_text=options.get("help_text") or UNIT_HELP)
    if field.name == "kind_code":
        choices = [("", "Pilih bila tercantum"), *field.model.KINDS.items()]
        return forms.ChoiceField(choices=choices, label=field.verbose_name, required=False)
    made = field.formfield(**options)
    if isinstance(made.widget, forms.Textarea):
        made.widget.attrs["rows"] = 3
    if isinstance(made, forms.ModelChoiceField):
        made.empty_label = None if made.required and made.initial else "Pilih"
    elif isinstance(made, forms.TypedChoiceField):
        made.choices = [(key, "Pilih" if key in ("", None) else label) for key, label in made.choices]
    return made
