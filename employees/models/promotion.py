from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from employees.models.employee import Employee


class PromotionKind(models.TextChoices):
    REGULAR = "REGULER", "Reguler"
    STRUCTURAL = "STRUKTURAL", "Pilihan (jabatan struktural)"
    FUNCTIONAL = "FUNGSIONAL", "Pilihan (jabatan fungsional)"
    DIPLOMA = "PENYESUAIAN_IJAZAH", "Penyesuaian ijazah"


class Verdict(models.TextChoices):
    """Memenuhi syarat, tidak memenuhi syarat, berkas tidak lengkap."""

    MEETS = "MS", "Memenuhi syarat"
    FAILS = "TMS", "Tidak memenuhi syarat"
    UNKNOWN = "BTL", "Berkas tidak lengkap"


class PromotionListQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever may see lists sees that they were made; their rows are filtered person by person."""
        if user.has_perm("employees.view_promotionlist"):
            return self
        return self.none()


class PromotionList(models.Model):
    """One run of the promotion rules over everybody for one period, frozen with the law of that day."""

    day = models.DateField("periode (TMT)")
    law = models.JSONField("peraturan yang berlaku", help_text="Nilai dan dasar hukum pada hari itu.")
    units = ArrayField(models.BigIntegerField(), verbose_name="unit kerja", default=list, blank=True)
    counts = models.JSONField("jumlah", default=dict)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="dijalankan oleh")
    created_at = models.DateTimeField("dijalankan pada", auto_now_add=True)

    objects = PromotionListQuerySet.as_manager()

    class Meta:
        verbose_name = "daftar kenaikan pangkat"
        verbose_name_plural = "daftar kenaikan pangkat"
        indexes = [models.Index(fields=["-day", "-id"], name="promotion_list_newest")]

    def __str__(self):
        return f"Kenaikan pangkat {self.day:%d-%m-%Y}"

    def get_absolute_url(self):
        return reverse("promotion:detail", args=[self.pk])


class PromotionVerdictQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(employee__in=Employee.objects.visible_to(user).order_by())


class PromotionVerdict(models.Model):
    """What the law said of one employee and one kind of promotion, with the facts it saw. Never overwritten.

    `asked`, `failed` and `unknown` are bit masks over the rules' bits; the sentences are rendered on reading.
    """

    list = models.ForeignKey(PromotionList, models.CASCADE, related_name="verdicts")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="promotion_verdicts")
    nip = models.CharField("NIP", max_length=18)
    kind = models.CharField("jenis kenaikan pangkat", choices=PromotionKind, max_length=18)
    verdict = models.CharField("hasil", choices=Verdict, max_length=3)
    unit = models.ForeignKey("employees.Unit", models.PROTECT, null=True, related_name="+", verbose_name="unit kerja")
    grade = models.ForeignKey("law.Grade", models.PROTECT, related_name="+", verbose_name="golongan")
    target = models.ForeignKey("law.Grade", models.PROTECT, null=True, related_name="+", verbose_name="golongan tujuan")
    earliest = models.DateField("paling cepat", null=True)
    asked = models.IntegerField("aturan yang diperiksa")
    failed = models.IntegerField("aturan yang tidak dipenuhi")
    unknown = models.IntegerField("aturan yang belum dapat dinilai")
    facts = models.JSONField("fakta")

    objects = PromotionVerdictQuerySet.as_manager()

    class Meta:
        verbose_name = "hasil kenaikan pangkat"
        verbose_name_plural = "hasil kenaikan pangkat"
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(fields=["list", "nip", "kind"], name="one_verdict_a_kind"),
            models.CheckConstraint(condition=Q(verdict__in=["MS", "TMS", "BTL"]), name="verdict_known"),
            models.CheckConstraint(
                condition=Q(kind__in=["REGULER", "STRUKTURAL", "FUNGSIONAL", "PENYESUAIAN_IJAZAH"]),
                name="promotion_kind_known",
            ),
        ]
        indexes = [models.Index(fields=["list", "unit", "nip"], name="verdict_by_unit")]

    def __str__(self):
        return f"{self.nip} {self.kind}: {self.verdict}"


class PromotionFacts(models.Model):
    """What the promotion rules look at, one row for a person and a kind (a view over the day in `simpeg.day`)."""

    id = models.CharField(primary_key=True, max_length=40)
    employee = models.ForeignKey(Employee, models.DO_NOTHING, related_name="+")
    nip = models.CharField(max_length=18)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=18)
    status = models.CharField(max_length=7)
    standing = models.CharField(max_length=2)
    unit = models.ForeignKey("employees.Unit", models.DO_NOTHING, null=True, related_name="+")
    opd = models.ForeignKey("employees.Unit", models.DO_NOTHING, null=True, related_name="+")
    grade = models.ForeignKey("law.Grade", models.DO_NOTHING, related_name="+")
    grade_code = models.CharField(max_length=5)
    grade_level = models.SmallIntegerField()
    grade_since = models.DateField()
    grade_service_since = models.DateField()
    service_years = models.SmallIntegerField(null=True)
    service_months = models.SmallIntegerField(null=True)
    target = models.ForeignKey("law.Grade", models.DO_NOTHING, null=True, related_name="+")
    target_code = models.CharField(max_length=5, null=True)
    target_level = models.SmallIntegerField(null=True)
    position_title = models.CharField(max_length=255)
    position_since = models.DateField(null=True)
    echelon = models.SmallIntegerField(null=True)
    tier = models.CharField(max_length=2)
    inaugurated_on = models.DateField(null=True)
    echelon_name = models.CharField(max_length=5, null=True)
    lowest_level = models.SmallIntegerField(null=True)
    highest_level = models.SmallIntegerField(null=True)
    lowest_code = models.CharField(max_length=5, null=True)
    highest_code = models.CharField(max_length=5, null=True)
    rating_1 = models.SmallIntegerField(null=True)
    rating_2 = models.SmallIntegerField(null=True)
    diplomas = models.IntegerField()
    education_groups = ArrayField(models.CharField(max_length=10), null=True)
    diploma = models.CharField(max_length=255, null=True)
    ceiling_level = models.SmallIntegerField(null=True)
    ceiling_code = models.CharField(max_length=5, null=True)
    blocking = models.TextField(null=True)
    sanctioned = models.BooleanField()
    sanctioned_open = models.BooleanField()
    sanctioned_until = models.DateField(null=True)
    unpaid = models.TextField(null=True)
    points_tier = models.CharField(max_length=2)
    tier_raised = models.BooleanField()
    has_next_step = models.BooleanField()
    crosses = models.BooleanField()
    next_tier = models.CharField(max_length=2)
    points = models.DecimalField(max_digits=9, decimal_places=3, null=True)
    points_on = models.DateField(null=True)
    points_needed = models.DecimalField(max_digits=9, decimal_places=3, null=True)
    vacant = models.BooleanField(null=True)
    exam_1_on = models.DateField(null=True)
    exam_2_on = models.DateField(null=True)
    exam_diploma_on = models.DateField(null=True)
    leadership = ArrayField(models.CharField(max_length=4), null=True)
    map_title = models.CharField(max_length=255, null=True)
    map_education = models.CharField(max_length=100, null=True)
    map_matches = models.BooleanField(null=True)

    class Meta:
        managed = False
        db_table = "employees_promotionfacts"
        default_permissions = []

    def __str__(self):
        return self.id
