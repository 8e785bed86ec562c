"""Posts of the position map by a few typed words: a map has thousands, and a box of thousands is no choice."""

import re

from employees.models import Position

MOST_TOLD = 8
NUMBERED = re.compile(r"\(no\. ([0-9]{1,18})\)\s*$")


def label_of(position):
    """How a post is written into the field: its title, its unit, and the number that makes it certain."""
    return f"{position.title}, {position.unit.name} (no. {position.pk})"


def positions_like(text, day, most=MOST_TOLD):
    """Posts in force whose title, or whose unit's name, holds every typed word."""
    posts = Position.objects.in_force_on(day).select_related("unit")
    for word in text.split()[:6]:
        posts = posts.filter(title__icontains=word) | posts.filter(unit__name__icontains=word)
    return list(posts.order_by("title", "unit__name", "pk")[:most])
