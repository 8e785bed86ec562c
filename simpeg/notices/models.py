from django.conf import settings
from django.db import models
from django.db.models import Q


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own; a notice is a word to one person."""
        return self.filter(user=user)

    def unread(self):
        return self.filter(read_at=None)


class Notice(models.Model):
    """A word to one account that something moved (pemberitahuan), with the page to look at.

    The text is read here only. The e-mail says no more than that there is news about `topic`. `mail_due_at` is the
    moment of the next attempt to send it; empty when it was sent, given up, or the account has no address.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name="untuk")
    text = models.CharField("isi", max_length=300)
    href = models.CharField("halaman", max_length=300)
    topic = models.CharField("tentang", max_length=60)
    created_at = models.DateTimeField("waktu", auto_now_add=True)
    read_at = models.DateTimeField("dibaca pada", null=True)
    mailed_at = models.DateTimeField("surel dikirim pada", null=True)
    mail_due_at = models.DateTimeField("surel dikirim setelah", null=True)
    mail_attempts = models.PositiveSmallIntegerField("percobaan surel", default=0)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "pemberitahuan"
        verbose_name_plural = "pemberitahuan"
        default_permissions = []
        indexes = [
            models.Index(fields=["user", "-id"], name="notice_mine"),
            models.Index(fields=["user"], name="notice_unread", condition=Q(read_at=None)),
            models.Index(fields=["mail_due_at"], name="notice_mail_due", condition=Q(mail_due_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(href__startswith="/") & ~Q(href__startswith="//") & ~Q(href__contains="\\"),
                name="notice_leads_to_a_page_of_ours",
            ),
            models.CheckConstraint(condition=~Q(text="") & ~Q(topic=""), name="notice_says_something"),
        ]

    def __str__(self):
        return self.text
