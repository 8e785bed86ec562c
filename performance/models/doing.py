"""What happens within the year: what was reached, with its proof, and what others said of it."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from employees.models import Document
from employees.models.document import file_name_of
from performance.models.plan import OfAPlanQuerySet, PerformancePlan

FOLDER = "evidence"
NAMELESS = "Rekan kerja (tanpa nama)"


def evidence_path(evidence, filename):
    """A place nobody can guess, outside every web root."""
    return f"{FOLDER}/{secrets.token_urlsafe(24)}"


class Progress(models.Model):
    """What the person says was reached of one line of his plan (realisasi), as of a day."""

    plan = models.ForeignKey(PerformancePlan, models.PROTECT, related_name="progress", verbose_name="SKP")
    line = models.PositiveSmallIntegerField("nomor hasil kerja")
    as_of = models.DateField("keadaan per")
    words = models.TextField("realisasi", max_length=2000)
    at = models.DateTimeField("ditulis pada", auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="ditulis oleh")

    objects = OfAPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "realisasi"
        verbose_name_plural = "realisasi"
        default_permissions = []
        ordering = ["-as_of", "-pk"]
        indexes = [models.Index(fields=["plan", "line", "-as_of"], name="progress_of_a_line")]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="progress_says_something")]

    def __str__(self):
        return f"{self.plan_id}/{self.line}: {self.as_of}"


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """That of the plans which this user may open."""
        return self.filter(progress__plan__in=PerformancePlan.objects.visible_to(user).order_by())


class Evidence(models.Model):
    """The proof of what was reached (bukti dukung): a file that was looked at by content, or a link."""

    progress = models.ForeignKey(Progress, models.PROTECT, related_name="evidence", verbose_name="realisasi")
    title = models.CharField("judul", max_length=150)
    link = models.URLField("tautan", max_length=500, blank=True)
    file = models.FileField("file", upload_to=evidence_path, blank=True)
    media_type = models.CharField("jenis isi", max_length=20, blank=True)
    size = models.PositiveIntegerField("ukuran (bita)", null=True, blank=True)
    digest = models.CharField("sidik isi (SHA-256)", max_length=64, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "bukti dukung"
        verbose_name_plural = "bukti dukung"
        default_permissions = []
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(link="") & Q(file="")) | (Q(link="") & ~Q(file="") & ~Q(media_type="") & ~Q(digest="")),
                name="evidence_is_a_file_or_a_link",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return self.link or reverse("plans:evidence", args=[self.pk])

    @property
    def is_picture(self):
        return self.media_type in ("image/jpeg", "image/png")

    @property
    def file_name(self):
        return f"{file_name_of(self.title) or 'bukti'}.{Document.MEDIA_TYPES[self.media_type]}"


class FeedbackQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What was said to oneself, what one said, and what was said to those whom one rates.

        Being somebody's second superior opens it only where he objects; an office that reads how far people are
        reads none of it.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.has_perm("performance.view_all_appraisals"):
            return self
        plans = PerformancePlan.objects
        rated = plans.appraised_by(user).order_by().values("pk")
        objected = plans.visible_to(user).filter(appraisals__objection__isnull=False).order_by().values("pk")
        return self.filter(
            Q(by=user) | Q(plan__employee__nip=user.nip or "") | Q(plan__in=rated) | Q(plan__in=objected)
        )

    def said_to(self, user, plan):
        """What was said of this plan as far as this user may read it, with the `author` whom he may know.

        Towards the person himself a colleague who wished it has no name; everybody else who reads it knows him.
        """
        own = bool(user.nip) and user.nip == plan.employee.nip
        rows = list(self.visible_to(user).filter(plan=plan).select_related("by"))
        for row in rows:
            row.author = NAMELESS if own and row.is_anonymous else str(row.by)
        return rows


class Feedback(models.Model):
    """What somebody said of a person's work (umpan balik, bimbingan, konseling); never changed later."""

    class Kind(models.TextChoices):
        FEEDBACK = "UMPAN_BALIK", "Umpan balik"
        GUIDANCE = "BIMBINGAN", "Bimbingan kinerja"
        COUNSELLING = "KONSELING", "Konseling kinerja"

    plan = models.ForeignKey(PerformancePlan, models.PROTECT, related_name="feedback", verbose_name="SKP")
    kind = models.CharField("jenis", choices=Kind, default=Kind.FEEDBACK, max_length=11)
    line = models.PositiveSmallIntegerField("nomor hasil kerja", null=True, blank=True)
    words = models.TextField("isi", max_length=2000)
    from_appraiser = models.BooleanField("dari pejabat penilai")
    is_anonymous = models.BooleanField("tanpa nama bagi pegawai", default=False)
    at = models.DateTimeField("waktu", auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="dari")

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = "umpan balik"
        verbose_name_plural = "umpan balik"
        default_permissions = []
        ordering = ["-pk"]
        indexes = [models.Index(fields=["plan", "-id"], name="feedback_of_a_plan")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["UMPAN_BALIK", "BIMBINGAN", "KONSELING"]), name="feedback_kind_known"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="feedback_says_something"),
            models.CheckConstraint(
                condition=Q(kind="UMPAN_BALIK") | Q(from_appraiser=True), name="only_the_appraiser_guides"
            ),
            models.CheckConstraint(
                condition=Q(is_anonymous=False) | Q(from_appraiser=False), name="the_appraiser_signs_what_he_says"
            ),
        ]

    def __str__(self):
        return f"{self.plan_id}: {self.get_kind_display()}"
