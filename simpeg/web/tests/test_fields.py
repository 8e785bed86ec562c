"""A filter's field is written as crispy forms writes it, and what it cannot write is left to crispy."""

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import forms
from django.test.html import Element, parse_html

from simpeg.web.selects import QuickSelect
from simpeg.web.templatetags.fields import filter_field


class Filter(forms.Form):
    q = forms.CharField(label="Nama <atau> NIP", required=False, max_length=5)
    since = forms.DateField(label="Sejak", required=False, widget=forms.DateInput({"type": "date"}))
    unit = forms.ChoiceField(label="Unit", required=False, choices=[("", "Semua"), ("1", "A & B")], widget=QuickSelect)
    kind = forms.ChoiceField(label="Jenis", required=False, choices=[("", "Semua"), ("1", "A")])
    helped = forms.CharField(required=False, help_text="Isi seperlunya.")
    asked = forms.CharField()
    ticked = forms.BooleanField(required=False)
    several = forms.MultipleChoiceField(required=False, choices=[("1", "A"), ("2", "B")])
    written = forms.CharField(required=False, widget=forms.Textarea)


PLAIN = ["q", "since", "unit", "kind"]


def without_classes(node):
    """The page's own names of kinds of boxes, which no style asks for, differ."""
    if isinstance(node, Element):
        node.attributes = [pair for pair in node.attributes if pair[0] != "class"]
        for child in node.children:
            without_classes(child)
    return node


@pytest.mark.parametrize("name", Filter.base_fields)
def test_a_field_has_the_label_and_the_box_of_crispy(name):
    form = Filter({"q": "Siti", "since": "2026-01-01", "unit": "1", "asked": "x"})
    quick, usual = filter_field(form[name]), as_crispy_field(form[name])

    assert without_classes(parse_html(quick)) == without_classes(parse_html(usual))
    assert (quick == usual) is (name not in PLAIN)


@pytest.mark.parametrize("name", PLAIN)
def test_a_box_looks_as_those_of_other_forms(name):
    form = Filter({})

    assert ("form-select" if name in ("unit", "kind") else "form-control") in filter_field(form[name])


def test_what_is_wrong_with_a_field_stands_beside_it():
    form = Filter({"q": "terlalu panjang", "since": "kemarin", "unit": "9"})

    for name in ("q", "since", "unit"):
        assert filter_field(form[name]) == as_crispy_field(form[name])
        assert "invalid-feedback" in filter_field(form[name])
