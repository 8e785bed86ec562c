"""Levels, gaps and matches as people read them."""

from django import template

register = template.Library()


@register.filter
def percent(value):
    """`92,6%`, or a dash where nobody knows."""
    return "–" if value is None else f"{value:.1f}%".replace(".", ",")


@register.filter
def lacking(value):
    """The missing levels of a group on average: `−0,6`, small ones `−0,04`; `0` where nothing is missing, a dash where
    nobody knows."""
    if not value:
        return "–" if value is None else "0"
    return f"−{value:.1f}".replace(".", ",") if value >= 0.1 else f"−{max(value, 0.01):.2f}".replace(".", ",")


@register.filter
def steps(required, held):
    """The five steps of a scale, (place, word): `held`, `missing` (asked beyond that), `free`.

    Where nobody knows what is held, nothing is missing: what is asked is `unknown`.
    """
    beyond = "unknown" if held is None else "missing"
    return [
        (15 * step + 1, "held" if step < (held or 0) else beyond if step < required else "free") for step in range(5)
    ]
