"""A select that is written in one go: Django renders a template for each option, and a filter may offer hundreds."""

from functools import lru_cache

from django.forms.utils import flatatt
from django.forms.widgets import Select
from django.utils.html import escape, format_html, format_html_join


class QuickSelect(Select):
    """The same options as those of Select, without the templates; labels are always escaped."""

    def render(self, name, value, attrs=None, renderer=None):
        options = _options(tuple(_plain(self.choices)), frozenset(self.format_value(value) or [""]))
        return format_html(
            '<select name="{}"{}>{}</select>', name, flatatt(self.build_attrs(self.attrs, attrs)), options
        )


def _plain(choices):
    """Choices as text: (value, label), or (name of a group, its choices)."""
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            yield str(value), tuple(_plain(label))
        else:
            yield "" if value is None else str(value), str(label)


@lru_cache(maxsize=256)  # hardly ever others: offices, grades, and what is chosen of them
def _options(choices, chosen):
    chosen = next((value for value, _ in _flat(choices) if value in chosen), None)
    return format_html_join("", "{}", ((_written(value, label, chosen),) for value, label in choices))


def _written(value, label, chosen):
    if isinstance(label, tuple):
        inside = format_html_join("", "{}", ((_written(*one, chosen),) for one in label))
        return format_html('<optgroup label="{}">{}</optgroup>', escape(value), inside)
    return format_html(
        '<option value="{}"{}>{}</option>', escape(value), " selected" if value == chosen else "", escape(label)
    )


def _flat(choices):
    for value, label in choices:
        if isinstance(label, tuple):
            yield from label
        else:
            yield value, label
