from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

TABLE = "tabel:"


class LawChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The law is everybody's who may read it here: who wished a change, and why, is part of it."""
        return self if user.has_perm("law.view_lawchange") else self.none()

    def applied(self):
        """What the agency put in force, in that order: a later one lies over an earlier one."""
        return self.filter(status=LawChange.Status.IN_FORCE).order_by("decided_at", "pk")

    def open(self):
        return self.filter(status=LawChange.Status.PROPOSED)


class LawChange(models.Model):
    """A change of the law on file by the agency: a value of a key or a whole table, from a day on, under an article.

    Proposed by one, looked at with its consequences, and put in force (or refused) by another. What is decided stays as
    it is: who was wrong proposes another one.
    """

    class Kind(models.TextChoices):
        SET = "SET", "Nilai baru"
        FOLLOW = "FOLLOW", "Kembali mengikuti berkas peraturan"

    class Status(models.TextChoices):
        PROPOSED = "PROPOSED", "Diusulkan"
        IN_FORCE = "IN_FORCE", "Diberlakukan"
        REFUSED = "REFUSED", "Ditolak"
        WITHDRAWN = "WITHDRAWN", "Ditarik"

    subject = models.CharField("yang diubah", max_length=100, help_text="Kunci nilai, atau tabel:nama.")
    kind = models.CharField("macam perubahan", choices=Kind, default=Kind.SET, max_length=6)
    value = models.JSONField("nilai baru", null=True)
    in_force = DateRangeField("masa berlaku")
    basis = models.CharField("dasar hukum", max_length=300)
    reason = models.CharField("alasan", max_length=500)
    replaces = models.CharField("sidik nilai yang diganti", max_length=64, help_text="Nilai seperti ketika diusulkan.")
    status = models.CharField("keadaan", choices=Status, default=Status.PROPOSED, max_length=9)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="diusulkan oleh"
    )
    proposed_at = models.DateTimeField("diusulkan pada", auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="diputuskan oleh"
    )
    decided_at = models.DateTimeField("diputuskan pada", null=True)
    decision = models.CharField("alasan keputusan", max_length=500, blank=True)

    objects = LawChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "perubahan peraturan"
        verbose_name_plural = "perubahan peraturan"
        default_permissions = ["view", "add"]
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["SET", "FOLLOW"]), name="law_change_kind_known"),
            models.CheckConstraint(
                condition=Q(status__in=["PROPOSED", "IN_FORCE", "REFUSED", "WITHDRAWN"]), name="law_change_status_known"
            ),
            models.CheckConstraint(
                condition=Q(kind="SET", value__isnull=False) | Q(kind="FOLLOW", value=None), name="law_change_has_value"
            ),
            models.CheckConstraint(condition=~Q(basis="") & ~Q(reason=""), name="law_change_names_its_article"),
            models.CheckConstraint(
                condition=Q(in_force__startswith__isnull=False, in_force__isempty=False), name="law_change_has_a_day"
            ),
            models.CheckConstraint(
                condition=Q(status="PROPOSED", decided_by=None, decided_at=None)
                | ~Q(status="PROPOSED") & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="law_change_decided_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["subject"], condition=Q(status="PROPOSED"), name="law_change_one_open_a_subject"
            ),
        ]
        indexes = [models.Index(F("subject"), F("id").desc(), name="law_change_of_subject")]

    def __str__(self):
        return f"{self.subject} {self.in_force}"

    def get_absolute_url(self):
        return reverse("regulations:change", args=[self.pk])

    @property
    def is_open(self):
        return self.status == self.Status.PROPOSED

    @property
    def table(self):
        """The code of the table that is changed; empty where it is a value."""
        return self.subject.removeprefix(TABLE) if self.subject.startswith(TABLE) else ""
