"""Workbooks with predikat of regencies that rate elsewhere, on their way into the files."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse


def workbook_path(run, filename):
    """A place of our own, outside every web root; the name the file came with is only shown."""
    return f"rating-imports/{secrets.token_urlsafe(24)}"


class RatingImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Workbooks hold people of every unit, so only those who may import predikat see them."""
        return self if user.has_perms(["performance.import_ratings", "employees.view_all_units"]) else self.none()


class RatingImport(models.Model):
    """One workbook with predikat: examined, looked at, then kept in the files when somebody says so.

    The file goes with the last step, or a day later where rows of it were refused; who brought what stays.
    """

    class Status(models.TextChoices):
        CHECKING = "CHECKING", "Sedang diperiksa"
        READY = "READY", "Menunggu persetujuan"
        KEEPING = "KEEPING", "Sedang disimpan"
        DONE = "DONE", "Tersimpan"
        REFUSED = "REFUSED", "Tidak dapat dibaca"
        CANCELLED = "CANCELLED", "Dibatalkan"

    file = models.FileField("buku kerja", upload_to=workbook_path, blank=True)
    file_name = models.CharField("nama file", max_length=200)
    size = models.PositiveBigIntegerField("ukuran (bita)")
    year = models.PositiveSmallIntegerField("tahun bila kolom TAHUN kosong", null=True, blank=True)
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

    objects = RatingImportQuerySet.as_manager()

    class Meta:
        verbose_name = "impor predikat"
        verbose_name_plural = "impor predikat"
        default_permissions = []
        permissions = [("import_ratings", "Dapat mengimpor predikat kinerja tahunan")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["CHECKING", "READY", "KEEPING", "DONE", "REFUSED", "CANCELLED"]),
                name="rating_import_status_known",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["KEEPING", "DONE"]) | Q(kept_by__isnull=False),
                name="rating_import_kept_by_somebody",
            ),
        ]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("rating_imports:detail", args=[self.pk])

    @property
    def is_being_worked_on(self):
        return self.status in (self.Status.CHECKING, self.Status.KEEPING) and bool(self.job and self.job.is_open)

    @property
    def has_refused_rows(self):
        """Rows were refused, and the workbook is still here to take them from."""
        return bool(self.file) and bool(self.counts.get("refused"))

    @property
    def can_be_kept(self):
        """Examined and waiting; or being kept by a job that ended without having kept anything."""
        waits = self.status == self.Status.READY or (self.status == self.Status.KEEPING and not self.is_being_worked_on)
        return bool(self.file) and waits and bool(self.counts.get("new", 0) + self.counts.get("changed", 0))
