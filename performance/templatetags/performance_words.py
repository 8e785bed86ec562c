"""Predikat and credit points as people read them."""

from django import template

from performance.credits.document import decimals
from performance.models import Predikat

register = template.Library()


@register.filter
def credits(value):
    """`28,13`, or a dash."""
    return decimals(value)


@register.filter
def predikat_words(value):
    """`Baik` for 2."""
    return Predikat(value).label
