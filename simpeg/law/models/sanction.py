from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q


class SanctionKind(models.Model):
    """A kind of hukuman disiplin, and what it blocks while it is served."""

    class Severity(models.TextChoices):
        LIGHT = "LIGHT", "Ringan"
        MEDIUM = "MEDIUM", "Sedang"
        HEAVY = "HEAVY", "Berat"

    code = models.CharField("kode", primary_key=True, max_length=30)
    name = models.CharField("jenis hukuman", max_length=200)
    severity = models.CharField("tingkat", choices=Severity, max_length=6)
    months = models.PositiveSmallIntegerField("lama (bulan)", null=True)
    siasn_code = models.CharField("kode SIASN", max_length=5, blank=True)
    served_as = models.CharField("pengganti dalam masa transisi", max_length=30, blank=True)
    blocks_promotion = models.BooleanField("menahan kenaikan pangkat")
    blocks_increment = models.BooleanField("menahan kenaikan gaji berkala")
    in_force = DateRangeField("masa berlaku")
    regime = models.CharField("rezim", max_length=100)
    effects = models.CharField("akibat lain", max_length=200, blank=True)
    basis = models.CharField("dasar hukum", max_length=300)

    class Meta:
        verbose_name = "jenis hukuman disiplin"
        verbose_name_plural = "jenis hukuman disiplin"
        default_permissions = ["view"]
        constraints = [
            models.CheckConstraint(
                condition=Q(severity__in=["LIGHT", "MEDIUM", "HEAVY"]), name="sanction_severity_known"
            )
        ]

    def __str__(self):
        return self.name
