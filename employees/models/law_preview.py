from django.db import models
from django.db.models import Q
from django.urls import reverse

from employees.models.due_list import DUE_KINDS, DueSubject, Verdict
from employees.models.employee import Employee


class LawPreview(models.Model):
    """What a proposed change of the law would do to one due list on one day: everybody judged before and after it."""

    change = models.ForeignKey("law.LawChange", models.CASCADE, related_name="previews")
    subject = models.CharField("daftar", choices=DueSubject, max_length=16)
    day = models.DateField("per tanggal")
    before = models.JSONField("jumlah sebelum", help_text="Hasil dan jumlahnya.")
    after = models.JSONField("jumlah sesudah", help_text="Hasil dan jumlahnya.")
    changed = models.PositiveIntegerField("yang berubah")
    pay_difference = models.BigIntegerField("selisih gaji pokok sebulan", null=True)
    counted_at = models.DateTimeField("dihitung pada", auto_now=True)

    class Meta:
        verbose_name = "pratinjau perubahan peraturan"
        verbose_name_plural = "pratinjau perubahan peraturan"
        default_permissions = []
        ordering = ["subject", "day"]
        constraints = [models.UniqueConstraint(fields=["change", "subject", "day"], name="law_preview_one_a_day")]

    def __str__(self):
        return f"{self.change_id} {self.subject} {self.day}"

    def get_absolute_url(self):
        return reverse("regulations:effects", args=[self.change_id]) + f"?pratinjau={self.pk}"


class LawEffectQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Other people's rights are for whoever may read the due lists, and only of those whose file he may open."""
        if not user.has_perm("employees.view_duelist"):
            return self.none()
        return self.filter(employee__in=Employee.objects.visible_to(user).order_by())


class LawEffect(models.Model):
    """One person whose answer on a list would change: what the law says of him before and after."""

    preview = models.ForeignKey(LawPreview, models.CASCADE, related_name="effects")
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="+")
    nip = models.CharField("NIP", max_length=18)
    kind = models.CharField("jenis", choices=DUE_KINDS, max_length=18)
    unit = models.ForeignKey("employees.Unit", models.CASCADE, null=True, related_name="+", verbose_name="unit kerja")
    verdict_before = models.CharField("hasil sebelum", choices=Verdict, max_length=3, blank=True)
    verdict_after = models.CharField("hasil sesudah", choices=Verdict, max_length=3, blank=True)
    earliest_before = models.DateField("paling cepat sebelum", null=True)
    earliest_after = models.DateField("paling cepat sesudah", null=True)
    from_before = models.CharField("semula, sebelum", max_length=30, blank=True)
    from_after = models.CharField("semula, sesudah", max_length=30, blank=True)
    to_before = models.CharField("menjadi, sebelum", max_length=30, blank=True)
    to_after = models.CharField("menjadi, sesudah", max_length=30, blank=True)
    failed_before = models.IntegerField(default=0)
    failed_after = models.IntegerField(default=0)
    unknown_before = models.IntegerField(default=0)
    unknown_after = models.IntegerField(default=0)

    objects = LawEffectQuerySet.as_manager()

    class Meta:
        verbose_name = "dampak perubahan peraturan"
        verbose_name_plural = "dampak perubahan peraturan"
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["preview", "nip", "kind"], name="law_effect_one_a_person"),
            models.CheckConstraint(
                condition=Q(verdict_before__in=["", "MS", "TMS", "BTL"], verdict_after__in=["", "MS", "TMS", "BTL"]),
                name="law_effect_verdict_known",
            ),
        ]

    def __str__(self):
        return f"{self.nip} {self.kind}: {self.verdict_before} -> {self.verdict_after}"
