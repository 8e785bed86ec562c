"""Telling people: in the transaction of what happened, by e-mail after it, whatever the mail server does."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction
from django.utils import timezone

from simpeg.notices.mail import BATCH, FIRST_PAUSE, MAX_ATTEMPTS, send_mails
from simpeg.notices.models import Notice
from simpeg.notices.services import notify
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


class Broken(BaseEmailBackend):
    """A mail server that does not answer."""

    def open(self):
        raise ConnectionRefusedError


class Picky(BaseEmailBackend):
    """A mail server that refuses one recipient."""

    def send_messages(self, messages):
        for message in messages:
            if "salah@" in message.to[0]:
                raise smtplib.SMTPRecipientsRefused({})
            mail.outbox.append(message)
        return len(messages)


def tell(*users, **fields):
    return notify(users, **{"text": "Usulan #12 dikembalikan", "href": "/usulan/12/", "topic": "usulan Anda"} | fields)


def by(name):
    return {"EMAIL_BACKEND": f"{__name__}.{name}"}


def test_each_of_them_is_told_once_and_a_disabled_account_is_not():
    first, second = make_user(), make_user()

    tell(first, second, first, make_user(is_active=False))

    assert list(Notice.objects.order_by("pk").values_list("user", "text", "href", "read_at")) == [
        (first.pk, "Usulan #12 dikembalikan", "/usulan/12/", None),
        (second.pk, "Usulan #12 dikembalikan", "/usulan/12/", None),
    ]


def test_what_is_undone_was_never_told(django_capture_on_commit_callbacks):
    user = make_user(email="a@contoh.go.id")

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        tell(user)
        transaction.set_rollback(True)

    assert not Notice.objects.exists()
    assert mail.outbox == []


def test_the_email_leaves_after_the_commit_and_says_nothing_personal(settings, django_capture_on_commit_callbacks):
    settings.SITE_ADDRESS = "https://simpeg.contoh.go.id"
    user = make_user(email="a@contoh.go.id", name="Siti Rahma")

    with django_capture_on_commit_callbacks(execute=True):
        tell(user, make_user(), text="Usulan #12 Siti Rahma: NIK 7602010101850001 dikembalikan")
        assert mail.outbox == []

    (sent,) = mail.outbox
    assert sent.to == ["a@contoh.go.id"]
    assert sent.subject == "SIMPEG: ada kabar tentang usulan Anda"
    assert "https://simpeg.contoh.go.id/usulan/12/" in sent.body
    assert "Siti" not in sent.body
    assert "7602010101850001" not in sent.body
    assert Notice.objects.get(user=user).mailed_at is not None
    assert send_mails(now=timezone.now()) == 0


def test_a_mail_server_that_is_down_delays_the_email_and_nothing_else(settings, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = by("Broken")["EMAIL_BACKEND"]
    user = make_user(email="a@contoh.go.id")
    with django_capture_on_commit_callbacks(execute=True):
        tell(user)
    notice = Notice.objects.get()
    assert (notice.mailed_at, notice.mail_attempts) == (None, 1)

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_mails(now=timezone.now()) == 0  # its pause is not over
    assert send_mails(now=timezone.now() + FIRST_PAUSE) == 1
    assert len(mail.outbox) == 1


def test_after_the_last_attempt_it_is_given_up(settings):
    settings.EMAIL_BACKEND = by("Broken")["EMAIL_BACKEND"]
    tell(make_user(email="a@contoh.go.id"))

    for hours in range(20):
        send_mails(now=timezone.now() + timedelta(hours=3 * hours))

    notice = Notice.objects.get()
    assert (notice.mail_attempts, notice.mail_due_at, notice.mailed_at) == (MAX_ATTEMPTS, None, None)


def test_a_refused_recipient_keeps_nobody_elses_email_back(settings):
    settings.EMAIL_BACKEND = by("Picky")["EMAIL_BACKEND"]
    tell(make_user(email="salah@contoh.go.id"), make_user(email="benar@contoh.go.id"))

    assert send_mails(now=timezone.now()) == 1
    assert [message.to for message in mail.outbox] == [["benar@contoh.go.id"]]


def test_an_account_disabled_meanwhile_gets_no_email():
    user = make_user(email="a@contoh.go.id")
    tell(user)
    user.is_active = False
    user.save(update_fields=["is_active"])

    assert send_mails(now=timezone.now()) == 0
    assert Notice.objects.get().mail_due_at is None


def test_many_emails_leave_in_batches(settings, django_assert_num_queries):
    tell(*(make_user(email=f"a{number}@contoh.go.id") for number in range(BATCH + 1)))

    with django_assert_num_queries(8):  # two batches: savepoint, rows, update, release
        assert send_mails(now=timezone.now()) == BATCH + 1


@pytest.mark.parametrize("href", ["https://jahat.example/", "//jahat.example/", "/\\jahat.example", ""])
def test_a_notice_never_leads_out_of_the_house(href):
    with pytest.raises(IntegrityError):
        tell(make_user(), href=href)


def test_a_long_text_is_shortened():
    (notice,) = tell(make_user(), text="x" * 1000)

    assert notice.text == "x" * 299 + "…"
