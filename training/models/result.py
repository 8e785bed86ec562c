"""What a session left behind: who was there, what people thought of it, and the certificates."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from employees.models import Course, Signer
from training.models.session import CourseSession, Enrolment, days_in_words, reads_all

ACCOUNT = settings.AUTH_USER_MODEL


class OfAnEnrolmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user).order_by())


class Attendance(models.Model):
    """Whether a participant was there on a day of the session. A day without a row is not known."""

    class Kind(models.TextChoices):
        PRESENT = "HADIR", "Hadir"
        EXCUSED = "IZIN", "Izin"
        ABSENT = "TIDAK", "Tidak hadir"

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attendances", verbose_name="peserta")
    day = models.DateField("hari")
    kind = models.CharField("kehadiran", choices=Kind, max_length=5)

    objects = OfAnEnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = "kehadiran pelatihan"
        verbose_name_plural = "kehadiran pelatihan"
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "day"], name="one_attendance_a_day"),
            models.CheckConstraint(condition=Q(kind__in=["HADIR", "IZIN", "TIDAK"]), name="attendance_kind_known"),
        ]

    def __str__(self):
        return f"{self.enrolment_id}: {self.day}"


class EvaluationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of sessions that one keeps, audits or taught; what is shown are numbers of enough people."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self if reads_all(user) else self.filter(session__trainer__nip=user.nip or "")


class Evaluation(models.Model):
    """What one participant thought of a session, without saying who: no person, no moment, no trail, a random key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(CourseSession, models.PROTECT, related_name="evaluations", verbose_name="sesi")
    content = models.PositiveSmallIntegerField("materi")
    teaching = models.PositiveSmallIntegerField("pengajar")
    usefulness = models.PositiveSmallIntegerField("kegunaan bagi pekerjaan")
    organisation = models.PositiveSmallIntegerField("penyelenggaraan")
    words = models.CharField("saran", max_length=500, blank=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = "evaluasi pelatihan"
        verbose_name_plural = "evaluasi pelatihan"
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                condition=Q(content__range=(1, 5), teaching__range=(1, 5), usefulness__range=(1, 5),
                            organisation__range=(1, 5)),
                name="evaluation_in_five_steps",
            ),
        ]  # fmt: skip

    def __str__(self):
        return str(self.pk)


def public_key():
    """What nobody can guess; it stands in the QR code."""
    return secrets.token_urlsafe(24)


class TrainingCertificate(models.Model):
    """The certificate of somebody who passed: what it says in print stands here and never changes.

    Withdrawn it stays readable as withdrawn, its number stays used, and its fact leaves the file.
    """

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="certificate", verbose_name="peserta")
    key = models.CharField("kunci pemeriksaan", max_length=40, unique=True, default=public_key, editable=False)
    number = models.CharField("nomor sertifikat", max_length=100)
    year = models.PositiveSmallIntegerField("tahun")
    serial = models.PositiveIntegerField("urutan")
    name = models.CharField("nama", max_length=355)
    course_name = models.CharField("pelatihan", max_length=200)
    provider = models.CharField("penyelenggara", max_length=200)
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("selesai")
    learning_hours = models.PositiveSmallIntegerField("jam pelajaran (JP)")
    signer = models.ForeignKey(Signer, models.PROTECT, related_name="+", verbose_name="penanda tangan")
    record = models.ForeignKey(
        Course, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="catatan pada berkas"
    )
    issued_at = models.DateTimeField("diterbitkan pada")
    issued_by = models.ForeignKey(ACCOUNT, models.PROTECT, related_name="+", verbose_name="diterbitkan oleh")
    withdrawn_at = models.DateTimeField("dicabut pada", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        ACCOUNT, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dicabut oleh"
    )
    withdrawn_reason = models.CharField("alasan pencabutan", max_length=300, blank=True)

    objects = OfAnEnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = "sertifikat pelatihan"
        verbose_name_plural = "sertifikat pelatihan"
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["year", "serial"], name="one_certificate_a_serial"),
            models.UniqueConstraint(fields=["year", "number"], name="one_certificate_a_number"),
            models.CheckConstraint(condition=Q(key__regex=r"^[A-Za-z0-9_-]{32}$"), name="certificate_key_unguessable"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="certificate_withdrawn_by_somebody",
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("certificates:check", args=[self.key])

    @property
    def days(self):
        return days_in_words(self.starts_on, self.ends_on)

    @property
    def is_valid(self):
        return self.withdrawn_at is None


class CertificateCounterQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_authenticated and reads_all(user) else self.none()


class CertificateCounter(models.Model):
    """The last serial that a certificate of a year was given; held while certificates are issued."""

    year = models.PositiveSmallIntegerField("tahun", primary_key=True)
    last = models.PositiveIntegerField("urutan terakhir", default=0)

    objects = CertificateCounterQuerySet.as_manager()

    class Meta:
        verbose_name = "penomoran sertifikat"
        verbose_name_plural = "penomoran sertifikat"
        default_permissions = []

    def __str__(self):
        return f"{self.year}: {self.last}"
