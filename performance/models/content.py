"""What a plan holds, version by version: results with their indicators, and what the leader expects."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from performance.models.plan import OfAPlanQuerySet, PerformancePlan


class PlanVersion(models.Model):
    """One wording of a plan; once agreed it stays as it is, and a change begins the next."""

    plan = models.ForeignKey(PerformancePlan, models.CASCADE, related_name="versions", verbose_name="SKP")
    number = models.PositiveSmallIntegerField("versi")
    reason = models.CharField("alasan perubahan", max_length=300, blank=True)
    resources = models.TextField("dukungan sumber daya", max_length=2000, blank=True)
    accountability = models.TextField("skema pertanggungjawaban", max_length=2000, blank=True)
    consequences = models.TextField("konsekuensi", max_length=2000, blank=True)
    made_at = models.DateTimeField("dibuat pada", auto_now_add=True)
    agreed_at = models.DateTimeField("disepakati pada", null=True, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="disepakati oleh",
    )

    objects = OfAPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "versi SKP"
        verbose_name_plural = "versi SKP"
        default_permissions = []
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once")]

    def __str__(self):
        return f"{self.plan_id} v{self.number}"


class WorkResult(models.Model):
    """A result that a plan promises (hasil kerja); `line` names it across the versions of its plan."""

    class Kind(models.TextChoices):
        MAIN = "UTAMA", "Utama"
        ADDITIONAL = "TAMBAHAN", "Tambahan"

    class Source(models.TextChoices):
        AGREEMENT = "PERJANJIAN", "Perjanjian kinerja"
        DIRECTIVE = "DIREKTIF", "Direktif"
        STRATEGY = "RENSTRA", "Rencana strategis"

    class Perspective(models.TextChoices):
        """Of a leader's plan alone."""

        SERVED = "PENERIMA", "Penerima layanan"
        PROCESS = "PROSES", "Proses bisnis"
        INTERNAL = "INTERNAL", "Penguatan internal"
        BUDGET = "ANGGARAN", "Anggaran"

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="results", verbose_name="versi SKP")
    line = models.PositiveSmallIntegerField("nomor")
    kind = models.CharField("jenis", choices=Kind, default=Kind.MAIN, max_length=8)
    source = models.CharField("sumber", choices=Source, max_length=10, blank=True)
    perspective = models.CharField("perspektif", choices=Perspective, max_length=8, blank=True)
    supports_plan = models.ForeignKey(
        PerformancePlan, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="SKP pimpinan"
    )
    supports_line = models.PositiveSmallIntegerField("nomor hasil kerja pimpinan", null=True, blank=True)
    supports_words = models.CharField("hasil kerja pimpinan yang diintervensi", max_length=500, blank=True)
    words = models.CharField("hasil kerja", max_length=500)
    weight = models.PositiveSmallIntegerField("bobot (%)", null=True, blank=True)
    due_on = models.DateField("selesai paling lambat", null=True, blank=True)

    class Meta:
        verbose_name = "hasil kerja"
        verbose_name_plural = "hasil kerja"
        default_permissions = []
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(fields=["version", "line"], name="work_result_once"),
            models.CheckConstraint(condition=Q(kind__in=["UTAMA", "TAMBAHAN"]), name="work_result_kind_known"),
            models.CheckConstraint(
                condition=Q(source__in=["", "PERJANJIAN", "DIREKTIF", "RENSTRA"]), name="work_result_source_known"
            ),
            models.CheckConstraint(
                condition=Q(perspective__in=["", "PENERIMA", "PROSES", "INTERNAL", "ANGGARAN"]),
                name="work_result_perspective_known",
            ),
            models.CheckConstraint(
                condition=Q(supports_plan=None, supports_line=None)
                | Q(supports_plan__isnull=False, supports_line__isnull=False),
                name="work_result_supports_a_line",
            ),
            models.CheckConstraint(
                condition=Q(weight=None) | Q(weight__range=(1, 100)), name="work_result_weighs_up_to_100"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="work_result_says_something"),
        ]

    def __str__(self):
        return self.words


class Indicator(models.Model):
    """How one sees that a result was reached (indikator kinerja individu), and the target."""

    class Aspect(models.TextChoices):
        """Of a quantitative plan."""

        QUANTITY = "KUANTITAS", "Kuantitas"
        QUALITY = "KUALITAS", "Kualitas"
        TIME = "WAKTU", "Waktu"
        COST = "BIAYA", "Biaya"

    result = models.ForeignKey(WorkResult, models.CASCADE, related_name="indicators", verbose_name="hasil kerja")
    place = models.PositiveSmallIntegerField("urutan")
    aspect = models.CharField("aspek", choices=Aspect, max_length=9, blank=True)
    words = models.CharField("indikator", max_length=500)
    target = models.CharField("target", max_length=300)

    class Meta:
        verbose_name = "indikator"
        verbose_name_plural = "indikator"
        default_permissions = []
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["result", "place"], name="indicator_once"),
            models.CheckConstraint(
                condition=Q(aspect__in=["", "KUANTITAS", "KUALITAS", "WAKTU", "BIAYA"]), name="indicator_aspect_known"
            ),
            models.CheckConstraint(condition=~Q(words="") & ~Q(target=""), name="indicator_says_something"),
        ]

    def __str__(self):
        return f"{self.words}: {self.target}"


class Expectation(models.Model):
    """What the leader expects of this person in one BerAKHLAK behaviour (ekspektasi khusus pimpinan)."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="expectations", verbose_name="versi SKP")
    behaviour = models.CharField("perilaku", max_length=20)  # a code of kinerja.perilaku
    words = models.CharField("ekspektasi khusus pimpinan", max_length=500)

    class Meta:
        verbose_name = "ekspektasi perilaku"
        verbose_name_plural = "ekspektasi perilaku"
        default_permissions = []
        constraints = [models.UniqueConstraint(fields=["version", "behaviour"], name="expectation_once")]

    def __str__(self):
        return f"{self.behaviour}: {self.words}"
