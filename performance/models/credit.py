"""Credit points (angka kredit) of functional positions: what a predikat is worth, and what was determined (PAK)."""

from decimal import Decimal

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import ExtractMonth, ExtractYear, Round
from django.urls import reverse

from employees.models import Employee, LetterTemplate, Signer, Unit
from performance.models.appraisal import Appraisal, Predikat
from performance.models.cycle import YEARLY
from performance.models.plan import SPAN, PerformancePlan
from simpeg.law.models import Tier

TIERS = Tier.values
MONTHS_A_YEAR = 12


class CreditQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own; for whoever reads determinations, those of the people whose file he may open."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        own = Q(employee__nip=user.nip or "")
        if not user.has_perm("performance.view_creditdetermination"):
            return self.filter(own)
        if user.has_perm("employees.view_all_units"):
            return self
        return self.filter(own | Q(employee__in=Employee.objects.visible_to(user).order_by()))

    def standing(self):
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)


class CreditDetermination(models.Model):
    """A determination of credit points (penetapan angka kredit, PAK): what one person has in one jenjang, and why.

    Nothing of it ever changes (the database refuses); a mistake is withdrawn with a reason, its number stays used, and
    the fact that it left in the file goes with it. What it says in print stands in `fields`.
    """

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="credit_determinations", verbose_name="pegawai")
    tier = models.CharField("jenjang", choices=Tier, max_length=2)
    functional_name = models.TextField("nama JF", blank=True)
    position_title = models.CharField("jabatan", max_length=255, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="unit kerja")
    grade = models.ForeignKey("law.Grade", models.PROTECT, related_name="+", verbose_name="golongan ruang")
    determined_on = models.DateField("tanggal penetapan")
    year = models.PositiveSmallIntegerField("tahun", editable=False)
    number = models.CharField("nomor PAK", max_length=100)
    counted_from = models.DateField("kinerja dihitung sejak")
    previous = models.DecimalField("AK sebelumnya", max_digits=9, decimal_places=3)
    previous_on = models.DateField("AK sebelumnya ditetapkan pada", null=True, blank=True)
    previous_words = models.CharField("asal AK sebelumnya", max_length=150)
    added = models.DecimalField("AK dari konversi predikat", max_digits=8, decimal_places=2)
    diploma_words = models.CharField("ijazah lebih tinggi", max_length=255, blank=True)
    diploma_points = models.DecimalField("AK ijazah", max_digits=7, decimal_places=2, default=Decimal(0))
    total = models.DecimalField("AK kumulatif", max_digits=9, decimal_places=3)
    grade_need = models.DecimalField("AK untuk pangkat berikut", max_digits=8, decimal_places=3, null=True, blank=True)
    tier_need = models.DecimalField("AK untuk jenjang berikut", max_digits=8, decimal_places=3, null=True, blank=True)
    signer = models.ForeignKey(Signer, models.PROTECT, related_name="+", verbose_name="penanda tangan")
    template = models.ForeignKey(
        LetterTemplate, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="versi templat"
    )
    fields = models.JSONField("isi cetakan")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="ditetapkan melalui"
    )
    made_at = models.DateTimeField("dicatat pada", auto_now_add=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="dibatalkan oleh",
    )
    withdrawn_at = models.DateTimeField("dibatalkan pada", null=True, blank=True)
    withdrawn_reason = models.CharField("alasan dibatalkan", max_length=200, blank=True)

    objects = CreditQuerySet.as_manager()

    class Meta:
        verbose_name = "penetapan angka kredit"
        verbose_name_plural = "penetapan angka kredit"
        default_permissions = ["view", "add"]
        permissions = [("withdraw_creditdetermination", "Dapat membatalkan penetapan angka kredit")]
        indexes = [
            models.Index(fields=["-determined_on", "-id"], name="determinations_newest"),
            models.Index(fields=["employee", "-determined_on"], name="determinations_of_a_person"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="determination_number_once"),
            models.UniqueConstraint(
                fields=["employee", "determined_on"], condition=Q(withdrawn_at=None), name="one_determination_a_day"
            ),
            models.UniqueConstraint(
                fields=["employee", "tier"],
                condition=Q(withdrawn_at=None) & ~Q(diploma_words=""),
                name="one_diploma_counts_in_a_tier",
            ),
            models.CheckConstraint(condition=Q(tier__in=TIERS), name="determination_tier_known"),
            models.CheckConstraint(condition=Q(determined_on__year=F("year")), name="determination_year_of_its_day"),
            models.CheckConstraint(
                condition=Q(total=F("previous") + F("added") + F("diploma_points")), name="determination_adds_up"
            ),
            models.CheckConstraint(
                condition=Q(previous__gte=0, added__gte=0, diploma_points__gte=0), name="determination_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(diploma_words="", diploma_points=0) | ~Q(diploma_words=""),
                name="determination_names_its_diploma",
            ),
            models.CheckConstraint(condition=~Q(number=""), name="determination_has_a_number"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="determination_withdrawn_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"PAK {self.number}"

    def get_absolute_url(self):
        return reverse("credits:detail", args=[self.pk])

    @property
    def is_standing(self):
        return self.withdrawn_at is None

    @property
    def file_name(self):
        """The name under which it is downloaded, without its ending."""
        words = f"PAK {self.fields.get('nip', '')} {self.number}"
        kept = "".join(letter if letter.isalnum() or letter in " -." else "-" for letter in words)
        return " ".join(kept.split())[:120].strip(". ")


class ConversionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the determinations that this user may read."""
        return self.filter(determination__in=CreditDetermination.objects.visible_to(user).order_by())


class Conversion(models.Model):
    """What one predikat is worth for some whole months in one jenjang: percent x koefisien x months/12, rounded once.

    A month is converted once: the constraint holds it, whichever evaluation it comes from. Those of a withdrawn
    determination stay to be read, and do not stand.
    """

    determination = models.ForeignKey(
        CreditDetermination, models.PROTECT, related_name="conversions", verbose_name="penetapan"
    )
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="credit_conversions", verbose_name="pegawai")
    appraisal = models.ForeignKey(
        Appraisal, models.PROTECT, related_name="credit_conversions", verbose_name="evaluasi kinerja"
    )
    plan = models.ForeignKey(PerformancePlan, models.PROTECT, related_name="+", verbose_name="SKP")
    starts_on = models.DateField("sejak")
    ends_on = models.DateField("sampai")
    months = models.PositiveSmallIntegerField("bulan")
    tier = models.CharField("jenjang", choices=Tier, max_length=2)
    predikat = models.PositiveSmallIntegerField("predikat", choices=Predikat)
    percent = models.PositiveSmallIntegerField("persentase")
    coefficient = models.DecimalField("koefisien", max_digits=6, decimal_places=2)
    points = models.DecimalField("angka kredit", max_digits=7, decimal_places=2)
    basis = models.CharField("dasar hukum", max_length=300)
    is_standing = models.BooleanField("berlaku", default=True)

    objects = ConversionQuerySet.as_manager()

    class Meta:
        verbose_name = "konversi predikat"
        verbose_name_plural = "konversi predikat"
        default_permissions = []
        ordering = ["starts_on", "pk"]
        constraints = [
            ExclusionConstraint(
                name="a_month_is_converted_once",
                expressions=[("employee", RangeOperators.EQUAL), (SPAN, RangeOperators.OVERLAPS)],
                condition=Q(is_standing=True),
                violation_error_message="Bulan itu sudah dikonversi dalam penetapan lain.",
            ),
            models.CheckConstraint(
                condition=Q(
                    starts_on__day=1,
                    ends_on__gte=F("starts_on"),
                    months=ExtractMonth("ends_on") - ExtractMonth("starts_on") + Value(1),
                )
                & Q(starts_on__year=ExtractYear("ends_on")),
                name="conversion_of_whole_months",
            ),
            models.CheckConstraint(
                condition=Q(
                    points=Round(
                        F("percent") * F("coefficient") * F("months") / Value(Decimal(100 * MONTHS_A_YEAR)), precision=2
                    )
                ),
                name="conversion_rounded_once",
            ),
            models.CheckConstraint(condition=Q(tier__in=TIERS), name="conversion_tier_known"),
            models.CheckConstraint(condition=Q(predikat__range=(1, 5)), name="conversion_predikat_known"),
        ]

    def __str__(self):
        return f"{self.employee_id} {self.starts_on}–{self.ends_on}: {self.points}"

    @property
    def is_periodic(self):
        """Whether it comes of an evaluation within the year."""
        return self.appraisal.window.number != YEARLY
