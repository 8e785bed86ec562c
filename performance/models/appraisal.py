"""Ratings, the signing of a unit's predikat, and objections."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from employees.models import AnnualRating, Employee, Unit
from performance.models.cycle import YEARLY, Window
from performance.models.plan import OfAPlanQuerySet, PerformancePlan

Predikat = AnnualRating.Rating


class Level(models.IntegerChoices):
    """How a result or a behaviour stands to what was expected, by SIASN's ids."""

    ABOVE = 1, "Di atas ekspektasi"
    MEETS = 2, "Sesuai ekspektasi"
    BELOW = 3, "Di bawah ekspektasi"


class Achievement(models.IntegerChoices):
    """Capaian kinerja organisasi."""

    SPECIAL = 1, "Istimewa"
    GOOD = 2, "Baik"
    FAIR = 3, "Butuh Perbaikan"
    POOR = 4, "Kurang"
    VERY_POOR = 5, "Sangat Kurang"


class UnitAchievementQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What a unit achieved is known to whoever works here."""
        return self if user.is_authenticated and user.is_active else self.none()


class UnitAchievement(models.Model):
    """What a unit achieved in a span (capaian kinerja organisasi), as the organisation above set it."""

    window = models.ForeignKey(Window, models.PROTECT, related_name="achievements", verbose_name="masa evaluasi")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="achievements", verbose_name="unit kerja")
    achievement = models.PositiveSmallIntegerField("capaian", choices=Achievement)
    basis = models.CharField("dasar", max_length=300)
    set_at = models.DateTimeField("ditetapkan pada")
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="ditetapkan oleh"
    )

    objects = UnitAchievementQuerySet.as_manager()

    class Meta:
        verbose_name = "capaian kinerja organisasi"
        verbose_name_plural = "capaian kinerja organisasi"
        default_permissions = ["view", "add"]
        constraints = [
            models.UniqueConstraint(fields=["window", "unit"], name="one_achievement_a_unit"),
            models.CheckConstraint(condition=Q(achievement__range=(1, 5)), name="achievement_known"),
            models.CheckConstraint(condition=~Q(basis=""), name="achievement_has_a_basis"),
        ]

    def __str__(self):
        return f"{self.unit_id}: {self.get_achievement_display()}"


class DeterminationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those one signed or stands under, and everybody's for whoever reads the distribution."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.has_perm("performance.view_all_appraisals") or user.has_perm("performance.view_results"):
            return self
        plans = PerformancePlan.objects.listed_to(user).order_by().values("pk")
        return self.filter(Q(signed_by=user) | Q(appraisals__plan__in=plans)).distinct()


class Determination(models.Model):
    """The signed list of the predikat that one appraiser gave in a span (penetapan predikat kinerja)."""

    window = models.ForeignKey(Window, models.PROTECT, related_name="determinations", verbose_name="masa evaluasi")
    appraiser = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", verbose_name="pejabat penilai")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="unit kerja")
    achievement = models.PositiveSmallIntegerField("capaian organisasi", choices=Achievement)
    counts = ArrayField(models.PositiveIntegerField(), size=5, verbose_name="banyaknya tiap predikat")
    deviations = ArrayField(models.TextField(), default=list, verbose_name="penyimpangan dari pola")
    reason = models.TextField("alasan penyimpangan", max_length=1000, blank=True)
    signed_at = models.DateTimeField("ditandatangani pada")
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="ditandatangani oleh"
    )

    objects = DeterminationQuerySet.as_manager()

    class Meta:
        verbose_name = "penetapan predikat kinerja"
        verbose_name_plural = "penetapan predikat kinerja"
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["window", "appraiser"], nulls_distinct=False, name="one_determination_an_appraiser"
            ),
            models.CheckConstraint(condition=Q(achievement__range=(1, 5)), name="determination_achievement_known"),
        ]

    def __str__(self):
        return f"Penetapan {self.window_id}/{self.appraiser_id}"

    def get_absolute_url(self):
        return reverse("review:determination", args=[self.pk])


class AppraisalQuerySet(OfAPlanQuerySet):
    def visible_to(self, user):
        """Those of the plans that this user may open; one's own of the year once it was signed."""
        unsigned = Q(status=Appraisal.Status.RATED, window__number=YEARLY, plan__employee__nip=user.nip or "")
        return super().visible_to(user).exclude(unsigned)

    def closing(self):
        """Those of a year that were signed: what the plan says, and what was reported of it, stays as it is."""
        return self.filter(window__number=YEARLY).exclude(status=Appraisal.Status.RATED)


class Appraisal(models.Model):
    """What one appraiser found of one plan in one span: result, behaviour, and the predikat that follows.

    What was signed stays; an objection puts `final_predikat` beside it.
    """

    class Status(models.TextChoices):
        RATED = "RATED", "Dinilai"
        SIGNED = "SIGNED", "Ditetapkan"
        OBJECTED = "OBJECTED", "Keberatan"
        FINAL = "FINAL", "Final"

    plan = models.ForeignKey(PerformancePlan, models.PROTECT, related_name="appraisals", verbose_name="SKP")
    window = models.ForeignKey(Window, models.PROTECT, related_name="appraisals", verbose_name="masa evaluasi")
    appraiser = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", verbose_name="pejabat penilai")
    result = models.PositiveSmallIntegerField("hasil kerja", choices=Level)
    result_reason = models.TextField("alasan hasil kerja", max_length=1000)
    behaviour = models.PositiveSmallIntegerField("perilaku kerja", choices=Level)
    behaviour_reason = models.TextField("alasan perilaku kerja", max_length=1000)
    predikat = models.PositiveSmallIntegerField("predikat", choices=Predikat)
    status = models.CharField("keadaan", choices=Status, default=Status.RATED, max_length=8)
    changes = models.PositiveSmallIntegerField("banyaknya perubahan", default=0)
    rated_at = models.DateTimeField("dinilai pada")
    rated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="dinilai oleh"
    )
    determination = models.ForeignKey(
        Determination, models.PROTECT, null=True, blank=True, related_name="appraisals", verbose_name="penetapan"
    )
    accepted_at = models.DateTimeField("diterima pegawai pada", null=True, blank=True)
    objection_until = models.DateField("keberatan paling lambat", null=True, blank=True)
    final_predikat = models.PositiveSmallIntegerField("predikat akhir", choices=Predikat, null=True, blank=True)
    final_at = models.DateTimeField("final pada", null=True, blank=True)

    objects = AppraisalQuerySet.as_manager()

    class Meta:
        verbose_name = "evaluasi kinerja"
        verbose_name_plural = "evaluasi kinerja"
        default_permissions = ["view"]
        indexes = [
            models.Index(fields=["window", "status"], name="appraisals_of_a_window"),
            models.Index(
                fields=["objection_until", "id"], name="appraisals_to_end", condition=Q(status__in=["SIGNED"])
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["plan", "window"], name="one_appraisal_a_window"),
            models.CheckConstraint(
                condition=Q(result__range=(1, 3)) & Q(behaviour__range=(1, 3)), name="appraisal_levels_known"
            ),
            models.CheckConstraint(
                condition=Q(predikat__range=(1, 5)) & (Q(final_predikat=None) | Q(final_predikat__range=(1, 5))),
                name="appraisal_predikat_known",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["RATED", "SIGNED", "OBJECTED", "FINAL"]), name="appraisal_status_known"
            ),
            models.CheckConstraint(
                condition=~Q(result_reason="") & ~Q(behaviour_reason=""), name="appraisal_has_reasons"
            ),
            models.CheckConstraint(
                condition=Q(status="RATED") | (Q(determination__isnull=False) & Q(objection_until__isnull=False)),
                name="appraisal_signed_on_a_list",
            ),
            models.CheckConstraint(
                condition=(Q(status="FINAL") & Q(final_predikat__isnull=False) & Q(final_at__isnull=False))
                | (~Q(status="FINAL") & Q(final_predikat=None) & Q(final_at=None)),
                name="appraisal_ends_with_a_predikat",
            ),
        ]

    def __str__(self):
        return f"{self.plan_id}/{self.window_id}: {self.get_predikat_display()}"

    def get_absolute_url(self):
        return reverse("review:result", args=[self.pk])


class EntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the appraisals that this user may open."""
        return self.filter(appraisal__in=Appraisal.objects.visible_to(user).order_by())


class AppraisalEntry(models.Model):
    """One rating as it was given, the first and every later one; added once, never changed."""

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="entries", verbose_name="evaluasi")
    result = models.PositiveSmallIntegerField("hasil kerja", choices=Level)
    behaviour = models.PositiveSmallIntegerField("perilaku kerja", choices=Level)
    predikat = models.PositiveSmallIntegerField("predikat", choices=Predikat)
    at = models.DateTimeField("waktu")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "catatan penilaian"
        verbose_name_plural = "catatan penilaian"
        default_permissions = []
        ordering = ["pk"]

    def __str__(self):
        return f"{self.appraisal_id}: {self.get_predikat_display()}"


class ObjectionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(appraisal__in=Appraisal.objects.visible_to(user).order_by())

    def decidable_by(self, user):
        """Those that wait for this user as the appraiser's superior."""
        above = Q(appraisal__plan__second_appraiser__nip=user.nip or "")
        if user.has_perm("performance.appraise_for_regent"):
            above |= Q(appraisal__plan__regent_decides=True)
        return self.filter(above, decided_at=None).exclude(appraisal__plan__employee__nip=user.nip or "")


class Objection(models.Model):
    """That a person does not accept his predikat (keberatan), and what the appraiser's superior decided."""

    appraisal = models.OneToOneField(Appraisal, models.PROTECT, related_name="objection", verbose_name="evaluasi")
    words = models.TextField("keberatan", max_length=2000)
    filed_at = models.DateTimeField("diajukan pada")
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="diajukan oleh"
    )
    due_on = models.DateField("diputuskan paling lambat")
    result = models.PositiveSmallIntegerField("hasil kerja", choices=Level, null=True, blank=True)
    behaviour = models.PositiveSmallIntegerField("perilaku kerja", choices=Level, null=True, blank=True)
    predikat = models.PositiveSmallIntegerField("predikat", choices=Predikat, null=True, blank=True)
    reason = models.TextField("alasan keputusan", max_length=2000, blank=True)
    decided_at = models.DateTimeField("diputuskan pada", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="oleh"
    )

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = "keberatan"
        verbose_name_plural = "keberatan"
        default_permissions = ["view"]
        indexes = [models.Index(fields=["due_on", "id"], name="objection_waiting", condition=Q(decided_at=None))]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="objection_says_something"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, predikat=None)
                | (
                    Q(decided_at__isnull=False, decided_by__isnull=False)
                    & Q(result__range=(1, 3), behaviour__range=(1, 3), predikat__range=(1, 5))
                    & ~Q(reason="")
                ),
                name="objection_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("filed_by")), name="objection_decided_by_another"
            ),
        ]

    def __str__(self):
        return f"Keberatan {self.appraisal_id}"

    def get_absolute_url(self):
        return reverse("review:objection", args=[self.pk])
