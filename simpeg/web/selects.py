"""A select that is written in one go: Django renders a template for each option, and a filter may offer hundreds."""

from django.forms.utils import flatatt
from django.forms.widgets import Select
from django.utils.html import format_html, format_html_join


class QuickSelect(Select):
    """The same options as those of Select, without the templates."""

    def render(self, name, value, attrs=None, renderer=None):
        widget = self.get_context(name, value, attrs)["widget"]
        groups = [(label, _options(options)) for label, options, _ in widget["optgroups"]]
        inside = format_html_join(
            "", "{}", ((format_html('<optgroup label="{}">{}</optgroup>', label, options) if label else options,)
                       for label, options in groups)
        )  # fmt: skip
        return format_html('<select name="{}"{}>{}</select>', name, flatatt(widget["attrs"]), inside)


def _options(options):
    """Of many options at most one has an attribute: it is the chosen one."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((one["value"], flatatt(one["attrs"]) if one["attrs"] else "", one["label"]) for one in options),
    )
