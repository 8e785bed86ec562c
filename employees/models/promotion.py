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
        """One's own answers; those of other visible people only for whoever may read promotion lists."""
        people = Employee.objects.visible_to(user).order_by()
        if not user.has_perm("employees.view_promotionlist"):
            people = people.filter(nip=user.nip or "")
        return self.filter(employee__in=people)


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
