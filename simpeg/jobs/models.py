import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse


class JobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own work; what a job produced may hold what only its requester may see."""
        return self.filter(requested_by=user)

    def open(self):
        return self.filter(status__in=Job.OPEN)


def result_path(job, filename):
    """A place nobody can guess, outside every web root; the name people see is `filename` of the download."""
    return f"jobs/{secrets.token_urlsafe(24)}"


class Job(models.Model):
    """A piece of background work as its requester sees it; this row is the truth, the Celery message only a wake-up."""

    class Status(models.TextChoices):
        QUEUED = "QUEUED", "Menunggu"
        RUNNING = "RUNNING", "Berjalan"
        DONE = "DONE", "Selesai"
        FAILED = "FAILED", "Gagal"
        STOPPED = "STOPPED", "Dihentikan"

    OPEN = (Status.QUEUED, Status.RUNNING)

    task = models.CharField("tugas", max_length=100)
    title = models.CharField("judul", max_length=200)
    params = models.JSONField("parameter", default=dict)
    purpose = models.CharField("keperluan", max_length=200, blank=True, default="", db_default="")
    status = models.CharField("keadaan", choices=Status, default=Status.QUEUED, max_length=7)
    attempts = models.PositiveSmallIntegerField("percobaan", default=0)
    stop_requested = models.BooleanField("diminta berhenti", default=False)
    result = models.JSONField("hasil", default=dict)
    result_url = models.CharField("halaman hasil", max_length=300, blank=True)
    file = models.FileField("berkas hasil", upload_to=result_path, blank=True)
    file_name = models.CharField("nama berkas", max_length=200, blank=True)
    error = models.TextField("keterangan galat", blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="jobs", verbose_name="diminta oleh"
    )
    created_at = models.DateTimeField("diminta pada", auto_now_add=True)
    woken_at = models.DateTimeField("dibangunkan pada", null=True)
    started_at = models.DateTimeField("mulai pada", null=True)
    finished_at = models.DateTimeField("selesai pada", null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "pekerjaan"
        verbose_name_plural = "pekerjaan"
        indexes = [
            models.Index(fields=["requested_by", "-id"], name="job_mine"),
            models.Index(fields=["id"], name="job_open", condition=Q(status__in=["QUEUED", "RUNNING"])),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["QUEUED", "RUNNING", "DONE", "FAILED", "STOPPED"]), name="job_status_known"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("jobs:detail", args=[self.pk])

    @property
    def is_open(self):
        return self.status in self.OPEN


def part_path(part, filename):
    """Beside the results, and as hard to guess."""
    return f"jobs/{secrets.token_urlsafe(24)}"


class JobPart(models.Model):
    """A finished part of what a job writes: whoever takes the job up after a killed worker goes on behind it."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="parts", verbose_name="pekerjaan")
    number = models.PositiveIntegerField("nomor")
    rows = models.PositiveIntegerField("baris")
    file = models.FileField("berkas", upload_to=part_path)
    size = models.BigIntegerField("bita")
    kept_at = models.DateTimeField("selesai pada", auto_now_add=True)

    class Meta:
        verbose_name = "bagian pekerjaan"
        verbose_name_plural = "bagian pekerjaan"
        default_permissions = []
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="one_part_a_number")]

    def __str__(self):
        return f"{self.job_id}/{self.number}"
