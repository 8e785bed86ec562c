"""Words to people: kept in PostgreSQL with the change they tell of, read on the page, announced by e-mail.

The row is the truth, and the Celery message only a wake-up that may be lost.
"""

import logging

import redis
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerDown

from simpeg.notices.mail import mail
from simpeg.notices.models import Notice

log = logging.getLogger(__name__)
LONGEST_TEXT = Notice._meta.get_field("text").max_length
TASK = "simpeg.notices.mail"


def notify(users, *, text, href, topic):
    """Tell each of `users` once, as part of the caller's transaction; e-mails leave after it is committed.

    `topic` completes "ada kabar tentang …" and is all that the e-mail says: "usulan Anda". `href` is a path of ours.
    """
    told = {user.pk: user for user in users}.values()
    return notify_each([(user, text, href) for user in told], topic=topic)


def notify_each(words, *, topic):
    """Tell each of `words`, (user, text, href), as `notify` does; however many, they are kept in one statement."""
    now = timezone.now()
    notices = Notice.objects.bulk_create(
        Notice(user=user, text=_short(text), href=href, topic=topic, mail_due_at=now if user.email else None)
        for user, text, href in words
        if user.is_active
    )
    if any(notice.mail_due_at for notice in notices):
        transaction.on_commit(wake)
    return notices


def _short(text):
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def wake():
    """Send the wake-up call; with the broker down the sweeper sends the e-mails later."""
    try:
        mail.delay()
    except (BrokerDown, redis.RedisError, OSError):
        log.warning("broker down; e-mails wait for the sweeper")


def open_notice(notice):
    """The notice is read."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())


def read_all(user):
    """Every notice of this user is read. Returns how many were not."""
    return Notice.objects.visible_to(user).unread().update(read_at=timezone.now())
