"""The fields of a filter: label and box, written in one go. Ten of them through templates are half of a page's time."""

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import template
from django.forms.widgets import DateInput, Select, TextInput
from django.utils.html import format_html

register = template.Library()

FIELD = '<div id="div_id_{}" class="mb-3"><label for="{}" class="form-label">{}</label>{}</div>'


@register.filter
def filter_field(bound):
    """A field as crispy forms writes it; one with more to say (an error, a help, a box to tick) is left to crispy."""
    css = _css(bound.field.widget)
    if not css or bound.errors or bound.help_text or bound.field.required:
        return as_crispy_field(bound)
    return format_html(FIELD, bound.html_name, bound.id_for_label, bound.label, bound.as_widget(attrs={"class": css}))


def _css(widget):
    if isinstance(widget, Select) and not widget.allow_multiple_selected:
        return "select form-select"
    return "form-control" if type(widget) in (TextInput, DateInput) else ""
