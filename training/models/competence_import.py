"""Workbooks with standards or assessments of competence, on their way in."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

MAY_IMPORT = "training.import_competence"


def workbook_path(run, filename):
    """A place of our own, outside every web root; the name the file came with is only shown."""
    return f"competence-imports/{secrets.token_urlsafe(24)}"


class CompetenceImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Workbooks hold people of every unit, so only those who may import see them."""
        return self if user.has_perms([MAY_IMPORT, "training.view_all_competence"]) else self.none()


class CompetenceImport(models.Model):
    """One workbook of standards or of assessments: examined, looked at, then kept when somebody says so.

    The file goes with the last step; who brought what stays.
    """

    class Kind(models.TextChoices):
        ASSESSMENTS = "PENILAIAN", "Penilaian kompetensi"
        STANDARDS = "STANDAR", "Standar kompetensi jabatan"

    class Status(models.TextChoices):
        CHECKING = "CHECKING", "Sedang diperiksa"
        READY = "READY", "Menunggu persetujuan"
        KEEPING = "KEEPING", "Sedang disimpan"
        DONE = "DONE", "Tersimpan"
        REFUSED = "REFUSED", "Tidak dapat dibaca"
        CANCELLED = "CANCELLED", "Dibatalkan"

    kind = models.CharField("isi", choices=Kind, max_length=9)
    file = models.FileField("buku kerja", upload_to=workbook_path, blank=True)
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

    objects = CompetenceImportQuerySet.as_manager()

    class Meta:
        verbose_name = "impor kompetensi"
        verbose_name_plural = "impor kompetensi"
        default_permissions = []
        permissions = [("import_competence", "Dapat mengimpor standar dan penilaian kompetensi")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["CHECKING", "READY", "KEEPING", "DONE", "REFUSED", "CANCELLED"]),
                name="competence_import_status_known",
            ),
            models.CheckConstraint(condition=Q(kind__in=["PENILAIAN", "STANDAR"]), name="competence_import_kind_known"),
            models.CheckConstraint(
                condition=~Q(status__in=["KEEPING", "DONE"]) | Q(kept_by__isnull=False),
                name="competence_import_kept_by_somebody",
            ),
        ]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("competence_imports:detail", args=[self.pk])

    @property
    def is_being_worked_on(self):
        return self.status in (self.Status.CHECKING, self.Status.KEEPING) and bool(self.job and self.job.is_open)

    @property
    def can_be_kept(self):
        """Examined and waiting; or being kept by a job that ended without having kept anything."""
        waits = self.status == self.Status.READY or (self.status == self.Status.KEEPING and not self.is_being_worked_on)
        return bool(self.file) and waits and bool(self.counts.get("new", 0) + self.counts.get("changed", 0))
