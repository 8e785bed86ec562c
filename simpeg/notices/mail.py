"""E-mails that say that there is news, and where to read it: nothing personal, for they lie where we cannot see.

A mail server that is down delays an e-mail and nothing else: it is tried again after a pause that doubles.
"""

import logging
import smtplib
from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from simpeg.notices.models import Notice

log = logging.getLogger(__name__)
BATCH = 50  # e-mails over one connection
MAX_ATTEMPTS = 8
FIRST_PAUSE = timedelta(minutes=1)  # doubled after every failure: the last attempt comes about two hours later


@shared_task(name="simpeg.notices.mail")
def mail():
    """Send what is due: right after a change, and again from the schedule for what was lost or refused."""
    send_mails(now=timezone.now())


def send_mails(*, now):
    """Send the e-mails that are due, batch after batch. Returns how many left."""
    sent = 0
    while True:
        handled, left = _send_batch(now)
        sent += left
        if handled < BATCH:
            return sent


@transaction.atomic
def _send_batch(now):
    """One batch over one connection. Two senders at once take different rows."""
    due = Notice.objects.filter(mail_due_at__lte=now).select_related("user").order_by("mail_due_at", "pk")
    notices = list(due.select_for_update(skip_locked=True, of=["self"])[:BATCH])
    connection, failed = get_connection(), False
    for notice in notices:
        if not (notice.user.is_active and notice.user.email):
            notice.mail_due_at = None
            continue
        try:
            if failed:
                raise ConnectionError("the mail server failed a moment ago")
            connection.open()
            _message(notice, connection).send()
        except (smtplib.SMTPException, OSError, ValueError) as error:
            # A refused recipient is his own trouble; a server that does not answer is everybody's.
            failed = failed or not isinstance(error, (smtplib.SMTPRecipientsRefused, ValueError))
            log.warning("e-mail of notice %s not sent: %s", notice.pk, type(error).__name__)
            _later(notice, now)
        else:
            notice.mailed_at, notice.mail_due_at = now, None
    try:
        connection.close()
    except (smtplib.SMTPException, OSError):
        log.warning("the mail server ended the connection by itself")
    Notice.objects.bulk_update(notices, ["mailed_at", "mail_due_at", "mail_attempts"])
    return len(notices), sum(notice.mailed_at is not None for notice in notices)


def _later(notice, now):
    """Try again after a pause that doubles; after the last attempt the notice is on the page only."""
    notice.mail_attempts += 1
    given_up = notice.mail_attempts >= MAX_ATTEMPTS
    notice.mail_due_at = None if given_up else now + FIRST_PAUSE * 2 ** (notice.mail_attempts - 1)


def _message(notice, connection):
    return EmailMessage(
        subject=f"SIMPEG: ada kabar tentang {notice.topic}",
        body=(
            f"Ada kabar tentang {notice.topic}.\n\n"
            f"Masuk ke SIMPEG untuk membacanya:\n{settings.SITE_ADDRESS}{notice.href}\n\n"
            "Surel ini dikirim otomatis dan tidak memuat data pegawai. Jangan membalasnya.\n"
            "BKPSDM Kabupaten Mamuju"
        ),
        to=[notice.user.email],
        headers={"Auto-Submitted": "auto-generated"},
        connection=connection,
    )
