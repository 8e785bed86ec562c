from django import template

from simpeg.notices.models import Notice

register = template.Library()
MOST = 99  # what fits into the bar; beyond it nobody counts


@register.simple_tag
def unread_notices(user):
    """How many notices wait for this user, as the bar says it: `3`, `99+`, or nothing. One query over a small index."""
    if not user.is_authenticated:
        return ""
    number = Notice.objects.visible_to(user).unread().order_by()[: MOST + 1].count()
    return f"{MOST}+" if number > MOST else str(number or "")
