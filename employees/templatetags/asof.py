"""The day a page speaks of: the control that chooses it, the band that says it, the links that keep it."""

from django import template
from django.utils import timezone

from employees.asof.days import DAY, MOMENT
from employees.asof.pages import KNOWN, PER

register = template.Library()


@register.simple_tag(takes_context=True)
def per(context, sign="?"):
    """`?per=2024-01-01` where the page speaks of another day than today, else nothing; at the end of an address."""
    day = getattr(context.get("request"), "per", None)
    return f"{sign}{PER}={day.isoformat()}" if day else ""


@register.inclusion_tag("employees/asof/_control.html", takes_context=True)
def day_control(context, with_knowledge=False):
    """The control and, on another day, the band. The rest of the address stays, but for the place in the list."""
    request = context["request"]
    chosen = {PER} | ({KNOWN} if with_knowledge else set())
    rest = [(name, value) for name, value in request.GET.items() if name not in chosen | {"halaman"}]
    query = request.GET.copy()
    for name in (*chosen, "halaman"):
        query.pop(name, None)
    known = getattr(request, "known", None)
    return {
        "action": request.path,
        "rest": rest,
        "back": f"{request.path}?{query.urlencode()}" if query else request.path,
        "per": request.per,
        "ahead": bool(request.per and request.per > timezone.localdate()),
        "typed_per": _typed(request, PER, DAY),
        "typed_known": _with_time(_typed(request, KNOWN, MOMENT)),
        "refused_per": request.refusals.get(PER),
        "refused_known": request.refusals.get(KNOWN),
        "with_knowledge": with_knowledge,
        "known": known,
        "undated": context.get("undated"),
        "sees_lists": context["perms"]["employees"]["view_all_units"]
        or context["perms"]["employees"]["view_own_units"],
    }


def _typed(request, name, pattern):
    """What was typed, as far as a field for dates can show it; of other texts browsers complain and show nothing."""
    text = request.GET.get(name, "").strip()
    return text if pattern.fullmatch(text) and len(text) >= 10 else ""


def _with_time(text):
    """A day alone means its end, see `moment_from`."""
    return f"{text}T23:59" if len(text) == 10 else text.replace(" ", "T")
