"""The frame of every page: navigation, icons, query strings."""

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html

from simpeg.web import navigation

register = template.Library()


@register.simple_tag(takes_context=True)
def navigation_groups(context):
    request = context.get("request")
    return navigation.groups(request.user, request.path) if hasattr(request, "user") else []


@register.simple_tag(takes_context=True)
def account_links(context):
    request = context["request"]
    return navigation.links(navigation.ACCOUNT, request.user, request.path)


@register.simple_tag
def icon(name):
    """An icon of the sprite; decoration only, so a word always stands beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("img/icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def today(context):
    """The day that the numbers on the page speak of: today, unless the page was asked for another."""
    return getattr(context.get("request"), "day", None) or timezone.localdate()
