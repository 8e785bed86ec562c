"""The performance plan (SKP) of one person under one appraiser, and what it holds, version by version."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse

from employees.models import Employee, PositionKind, Unit
from performance.models.cycle import Cycle
from simpeg.core.sql import IsAny
from simpeg.law.models import Echelon, Tier

SPAN = Func(
    F("starts_on"),
    F("ends_on"),
    RangeBoundary(inclusive_lower=True, inclusive_upper=True),
    function="daterange",
    output_field=DateRangeField(),
)


class PlanQuerySet(models.QuerySet):
    """Who may read what: PermenPANRB 6/2022 and the table of the regency (section 8 of its rules)."""

    def own_of(self, user):
        return self.filter(employee__nip=user.nip or "")

    def appraised_by(self, user):
        """Those whom this user rates: as their appraiser, or in the name of the Bupati."""
        return self.filter(_rates(user)).exclude(employee__nip=user.nip or "")

    def visible_to(self, user):
        """Those whose plan and evaluation this user may open, words included.

        One's own, those of whom one is the appraiser, those sent to an appraiser whom one heads, and everybody's for
        whoever answers for performance in the regency.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.has_perm("performance.view_all_appraisals"):
            return self
        nip = user.nip or ""
        sent = ~Q(status=PerformancePlan.Status.DRAFT) | Q(agreed_version__isnull=False)
        above = sent & _stands_above(user)
        return self.filter(Q(employee__nip=nip) | _rates(user) | above | Q(recommender__nip=nip))

    def listed_to(self, user):
        """Those of whom this user may see how far they are and the predikat, though no words."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.has_perm("performance.view_all_appraisals") or user.has_perm("performance.view_results"):
            return self
        nip = user.nip or ""
        seen = Q(employee__nip=nip) | _rates(user) | _stands_above(user) | Q(recommender__nip=nip)
        if user.has_perm("performance.view_unit_results"):
            units = Unit.objects.visible_to(user).order_by().values("pk")
            seen |= Q(IsAny(F("unit_id"), ArraySubquery(units)))
        return self.filter(seen)


def _rates(user):
    mine = Q(appraiser__nip=user.nip or "")
    return mine | Q(regent_appraises=True) if user.has_perm("performance.appraise_for_regent") else mine


def _stands_above(user):
    above = Q(second_appraiser__nip=user.nip or "")
    if user.has_perm("performance.appraise_for_regent"):
        above |= Q(regent_decides=True)
    return above


class PerformancePlan(models.Model):
    """An SKP: one person in one position under one appraiser, for a part of a year, both days included.

    Whoever moves, or gets another position, begins another plan; the former appraiser keeps the former part. Position,
    unit and grade stand as they were. Without an appraiser it is the Bupati who rates, or nobody was found.
    """

    class Form(models.TextChoices):
        LEADER = "JPT", "JPT dan pimpinan unit kerja mandiri"
        STAFF = "JA", "JA, JF, dan pelaksana"

    class Model(models.TextChoices):
        QUANTITATIVE = "KUANTITATIF", "Kuantitatif"
        QUALITATIVE = "KUALITATIF", "Kualitatif"

    class Status(models.TextChoices):
        DRAFT = "DRAFT", "Draf"
        SUBMITTED = "SUBMITTED", "Diajukan"
        RETURNED = "RETURNED", "Dikembalikan"
        AGREED = "AGREED", "Disepakati"

    WRITABLE = (Status.DRAFT, Status.RETURNED)

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="plans", verbose_name="siklus")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="performance_plans", verbose_name="pegawai")
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("sampai")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="performance_plans", verbose_name="unit kerja")
    heads = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="unit yang dipimpin"
    )
    grade = models.ForeignKey("law.Grade", models.PROTECT, related_name="+", verbose_name="golongan ruang")
    position_kind = models.CharField("jenis jabatan", choices=PositionKind, max_length=1, blank=True)
    position_title = models.CharField("jabatan", max_length=255, blank=True)
    functional_name = models.TextField("nama JF", blank=True)
    echelon = models.PositiveSmallIntegerField("eselon", choices=Echelon, null=True, blank=True)
    tier = models.CharField("jenjang", choices=Tier, max_length=2, blank=True)
    form = models.CharField("bentuk SKP", choices=Form, max_length=3)
    model = models.CharField("model", choices=Model, max_length=11)
    appraiser = models.ForeignKey(
        Employee, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="pejabat penilai"
    )
    second_appraiser = models.ForeignKey(
        Employee, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="atasan pejabat penilai"
    )
    regent_appraises = models.BooleanField("dinilai Bupati", default=False)
    regent_decides = models.BooleanField("Bupati memutus keberatan", default=False)
    recommender = models.ForeignKey(
        Employee, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="pemberi rekomendasi"
    )
    status = models.CharField("keadaan", choices=Status, default=Status.DRAFT, max_length=9)
    version = models.PositiveSmallIntegerField("versi yang ditulis", default=1)
    agreed_version = models.PositiveSmallIntegerField("versi yang disepakati", null=True, blank=True)
    moved_at = models.DateTimeField("keadaan sejak")

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "SKP"
        verbose_name_plural = "SKP"
        default_permissions = ["view", "change"]
        indexes = [
            models.Index(fields=["cycle", "appraiser", "employee"], name="plans_of_an_appraiser"),
            models.Index(fields=["cycle", "second_appraiser"], name="plans_below_an_appraiser"),
            models.Index(fields=["cycle", "unit", "status"], name="plans_of_a_unit"),
            models.Index(fields=["employee", "-starts_on"], name="plans_of_a_person"),
        ]
        constraints = [
            ExclusionConstraint(
                name="one_plan_a_day",
                expressions=[("employee", RangeOperators.EQUAL), (SPAN, RangeOperators.OVERLAPS)],
                violation_error_message="Pegawai ini sudah mempunyai SKP pada rentang tanggal tersebut.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="plan_ends_after_it_starts",
                violation_error_message="SKP berakhir tidak sebelum dimulai.",
            ),
            models.CheckConstraint(
                condition=Q(appraiser=None) | ~Q(appraiser=F("employee")),
                name="nobody_appraises_himself",
                violation_error_message="Pejabat penilai bukan pegawai itu sendiri.",
            ),
            models.CheckConstraint(
                condition=(Q(appraiser=None) | Q(regent_appraises=False))
                & (Q(second_appraiser=None) | Q(regent_decides=False)),
                name="plan_has_one_appraiser",
            ),
            models.CheckConstraint(condition=Q(form__in=["JPT", "JA"]), name="plan_form_known"),
            models.CheckConstraint(condition=Q(model__in=["KUANTITATIF", "KUALITATIF"]), name="plan_model_known"),
            models.CheckConstraint(
                condition=Q(status__in=["DRAFT", "SUBMITTED", "RETURNED", "AGREED"]), name="plan_status_known"
            ),
            models.CheckConstraint(
                condition=~Q(status="AGREED") | Q(agreed_version=F("version")), name="plan_agreed_in_its_version"
            ),
        ]

    def __str__(self):
        return f"SKP {self.employee_id} {self.starts_on}–{self.ends_on}"

    def get_absolute_url(self):
        return reverse("plans:detail", args=[self.pk])


class OfAPlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the plans that this user may open."""
        return self.filter(plan__in=PerformancePlan.objects.visible_to(user).order_by())


class PlanStep(models.Model):
    """That a plan went from one state to the next; added once, never changed, never deleted."""

    plan = models.ForeignKey(PerformancePlan, models.PROTECT, related_name="steps", verbose_name="SKP")
    version = models.PositiveSmallIntegerField("versi")
    from_status = models.CharField("dari", choices=PerformancePlan.Status, max_length=9)
    to_status = models.CharField("menjadi", choices=PerformancePlan.Status, max_length=9)
    words = models.TextField("keterangan", max_length=1000, blank=True)
    at = models.DateTimeField("waktu", auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")

    objects = OfAPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "langkah SKP"
        verbose_name_plural = "langkah SKP"
        default_permissions = []
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(to_status="RETURNED") | ~Q(words=""), name="plan_returned_with_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.plan_id}: {self.from_status} → {self.to_status}"


class AppraiserChange(models.Model):
    """That somebody else rates from now on, and why (Plt., Plh., ketua tim); added once, never changed."""

    class Kind(models.TextChoices):
        ACTING = "PLT", "Pelaksana Tugas (Plt.) atasan"
        DAILY_ACTING = "PLH", "Pelaksana Harian (Plh.) atasan"
        TEAM = "TIM", "Ketua tim memberi rekomendasi"
        CORRECTION = "PERBAIKAN", "Atasan langsung keliru tercatat"

    plan = models.ForeignKey(PerformancePlan, models.PROTECT, related_name="appraiser_changes", verbose_name="SKP")
    kind = models.CharField("sebab", choices=Kind, max_length=9)
    before = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", verbose_name="sebelumnya")
    after = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", verbose_name="menjadi")
    reason = models.CharField("alasan", max_length=300)
    at = models.DateTimeField("waktu", auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")

    objects = OfAPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "pergantian penilai"
        verbose_name_plural = "pergantian penilai"
        default_permissions = []
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["PLT", "PLH", "TIM", "PERBAIKAN"]), name="appraiser_change_kind_known"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="appraiser_change_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.plan_id}: {self.before_id} → {self.after_id}"
