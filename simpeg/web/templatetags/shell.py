"""The frame of every page: navigation, icons, query strings."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from simpeg.web import navigation

register = template.Library()

GROUP = """
  {}
  <ul class="nav-list">
    {}
  </ul>"""
LINK = '<li><a href="{}"{}>{}{}</a></li>\n    '


@register.simple_tag(takes_context=True)
def navigation_links(context):
    """The links of this user in their groups, written once for both places of the page; nothing for nobody."""
    request = context.get("request")
    groups = navigation.groups(request.user, request.path) if hasattr(request, "user") else []
    return format_html_join(
        "",
        GROUP,
        (
            (
                format_html('<p class="nav-heading">{}</p>', heading) if heading else "",
                format_html_join("", LINK, (_link(link) for link in links)),
            )
            for heading, links in groups
        ),
    )


def _link(link):
    current = format_html(' aria-current="{}"', "page") if link["current"] else ""
    return link["href"], current, icon(link["icon"]), link["label"]


@register.simple_tag(takes_context=True)
def account_links(context):
    request = context["request"]
    return navigation.links(navigation.ACCOUNT, request.user, request.path)


@register.simple_tag
@cache  # a list shows hundreds, of a few names
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
