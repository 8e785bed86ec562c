"""Workbooks that were brought to be imported, and what each would change: a report kept while somebody decides."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse


def workbook_path(run, filename):
    """A place of our own, outside every web root; the name the file came with is only shown."""
    return f"imports/{secrets.token_urlsafe(24)}"


class ImportRunQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Workbooks hold people of every unit, so only those who may import for all units see them."""
        if user.has_perms(["employees.import_workbook", "employees.view_all_units"]):
            return self
        return self.none()


class ImportRun(models.Model):
    """One workbook on its way into the records: read and compared, then stored when somebody confirms it."""

    class Status(models.TextChoices):
        CHECKING = "CHECKING", "Sedang diperiksa"
        READY = "READY", "Menunggu persetujuan"
        STORING = "STORING", "Sedang disimpan"
        DONE = "DONE", "Tersimpan"
        REFUSED = "REFUSED", "Tidak dapat dibaca"
        CANCELLED = "CANCELLED", "Dibatalkan"
        EXPIRED = "EXPIRED", "Kedaluwarsa"

    file = models.FileField("buku kerja", upload_to=workbook_path, blank=True)
    file_name = models.CharField("nama file", max_length=200)
    size = models.PositiveBigIntegerField("ukuran (bita)")
    status = models.CharField("keadaan", choices=Status, default=Status.CHECKING, max_length=9)
    counts = models.JSONField("jumlah per lembar", default=dict)
    digest = models.CharField("sidik isi", max_length=64, blank=True)
    message = models.TextField("keterangan", blank=True)
    valid_only = models.BooleanField("hanya baris yang sah", default=False)
    job = models.ForeignKey("jobs.Job", models.SET_NULL, null=True, related_name="+", verbose_name="pekerjaan")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="diunggah oleh"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="disetujui oleh"
    )
    created_at = models.DateTimeField("diunggah pada", auto_now_add=True)
    changed_at = models.DateTimeField("keadaan sejak", auto_now_add=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = "impor buku kerja"
        verbose_name_plural = "impor buku kerja"
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["CHECKING", "READY", "STORING", "DONE", "REFUSED", "CANCELLED", "EXPIRED"]),
                name="import_status_known",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["STORING", "DONE"]) | Q(confirmed_by__isnull=False),
                name="import_stored_by_somebody",
            ),
        ]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("imports:detail", args=[self.pk])

    @property
    def is_being_worked_on(self):
        return self.status in (self.Status.CHECKING, self.Status.STORING) and bool(self.job and self.job.is_open)

    @property
    def can_be_confirmed(self):
        """Compared and waiting; or being stored by a job that ended without having stored anything."""
        return bool(self.file) and (
            self.status == self.Status.READY or (self.status == self.Status.STORING and not self.is_being_worked_on)
        )

    def total(self, what):
        return sum(count.get(what, 0) for count in self.counts.values())


class ImportLine(models.Model):
    """One line of the report on a workbook: a row that is new, a value that changes, or what is wrong with a cell."""

    class Kind(models.TextChoices):
        NEW = "NEW", "Baru"
        CHANGED = "CHANGED", "Berubah"
        ERROR = "ERROR", "Ditolak"
        WARNING = "WARNING", "Peringatan"

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="lines", verbose_name="impor")
    kind = models.CharField("bagian", choices=Kind, max_length=7)
    sheet = models.CharField("lembar", max_length=100)
    row = models.PositiveIntegerField("baris")
    subject = models.TextField("tentang", blank=True)
    column = models.TextField("kolom", blank=True)
    old = models.TextField("nilai lama", blank=True)
    new = models.TextField("nilai baru", blank=True)
    message = models.TextField("keterangan", blank=True)

    class Meta:
        verbose_name = "baris laporan impor"
        verbose_name_plural = "baris laporan impor"
        default_permissions = []
        indexes = [models.Index(fields=["run", "kind", "id"], name="import_line_section")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["NEW", "CHANGED", "ERROR", "WARNING"]), name="import_line_kind_known"
            )
        ]

    def __str__(self):
        return f"{self.sheet} {self.row} {self.column}"
