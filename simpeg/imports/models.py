"""What is kept of a workbook that somebody brings, looks at in a preview, and then keeps or gives up."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse


def place_in(folder):
    """A place of our own in this folder, outside every web root; the name a file came with is only shown."""
    return f"{folder}/{secrets.token_urlsafe(24)}"


class PreviewedWorkbookQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Workbooks hold people of every unit, so only those who may import them see them."""
        return self if user.has_perms(self.model.SEEN_WITH) else self.none()


class PreviewedWorkbook(models.Model):
    """One workbook: examined, looked at, then kept when somebody says so.

    The file goes with the last step, or a day later where rows of it were refused; who brought what stays. A model of
    its own says who sees it (`SEEN_WITH`), under which namespace its pages are (`PAGES`), what it holds (`holds`), and
    where its file lies.
    """

    SEEN_WITH: tuple = ()
    PAGES = ""

    class Status(models.TextChoices):
        CHECKING = "CHECKING", "Sedang diperiksa"
        READY = "READY", "Menunggu persetujuan"
        KEEPING = "KEEPING", "Sedang disimpan"
        DONE = "DONE", "Tersimpan"
        REFUSED = "REFUSED", "Tidak dapat dibaca"
        CANCELLED = "CANCELLED", "Dibatalkan"

    file_name = models.CharField("nama file", max_length=200)
    size = models.PositiveBigIntegerField("ukuran (bita)")
    status = models.CharField("keadaan", choices=Status, default=Status.CHECKING, max_length=9)
    counts = models.JSONField("jumlah", default=dict)
    refused = models.JSONField("yang ditolak", default=list)
    changes = models.JSONField("yang berubah", default=list)
    digest = models.CharField("sidik isi", max_length=64, blank=True)
    message = models.TextField("keterangan", blank=True)
    only_good = models.BooleanField("hanya baris yang sah", default=False)
    job = models.ForeignKey("jobs.Job", models.SET_NULL, null=True, related_name="+", verbose_name="pekerjaan")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="diunggah oleh"
    )
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="disetujui oleh"
    )
    created_at = models.DateTimeField("diunggah pada", auto_now_add=True)
    changed_at = models.DateTimeField("keadaan sejak", auto_now_add=True)

    objects = PreviewedWorkbookQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return self._page("detail")

    @property
    def keep_url(self):
        return self._page("keep")

    @property
    def cancel_url(self):
        return self._page("cancel")

    @property
    def refused_url(self):
        return self._page("refused")

    def _page(self, name):
        return reverse(f"{self.PAGES}:{name}", args=[self.pk])

    @property
    def holds(self):
        """What stands in it, as the trail says it."""
        raise NotImplementedError

    @property
    def is_being_worked_on(self):
        return self.status in (self.Status.CHECKING, self.Status.KEEPING) and bool(self.job and self.job.is_open)

    @property
    def can_be_kept(self):
        """Examined and waiting; or being kept by a job that ended without having kept anything."""
        waits = self.status == self.Status.READY or (self.status == self.Status.KEEPING and not self.is_being_worked_on)
        return bool(self.file) and waits and bool(self.counts.get("new", 0) + self.counts.get("changed", 0))

    @property
    def has_refused_rows(self):
        """Rows were refused, and the workbook is still here to take them from."""
        return bool(self.file) and bool(self.counts.get("refused"))


def constraints_of(name):
    """What the table of such workbooks holds to, under names that begin with this one."""
    return [
        models.CheckConstraint(
            condition=Q(status__in=["CHECKING", "READY", "KEEPING", "DONE", "REFUSED", "CANCELLED"]),
            name=f"{name}_status_known",
        ),
        models.CheckConstraint(
            condition=~Q(status__in=["KEEPING", "DONE"]) | Q(kept_by__isnull=False), name=f"{name}_kept_by_somebody"
        ),
    ]
