from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q


class Grade(models.Model):
    """One golongan ruang: the seventeen of PNS (with their pangkat) and the seventeen of PPPK (without)."""

    class Kind(models.TextChoices):
        PNS = "PNS", "PNS"
        PPPK = "PPPK", "PPPK"

    id = models.PositiveSmallIntegerField(
        "kode", primary_key=True, help_text="Kode SIASN untuk PNS (11–45); 100 + urutan untuk PPPK."
    )
    kind = models.CharField("jenis ASN", choices=Kind, max_length=4)
    code = models.CharField("golongan ruang", max_length=5, unique=True)
    title = models.CharField("pangkat", max_length=50, blank=True)
    level = models.PositiveSmallIntegerField("urutan", help_text="1 (I/a atau I) sampai 17 (IV/e atau XVII).")

    class Meta:
        verbose_name = "golongan"
        verbose_name_plural = "golongan"
        default_permissions = ["view"]
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "level"], name="grade_one_each_level"),
            models.CheckConstraint(condition=Q(kind__in=["PNS", "PPPK"]), name="grade_kind_known"),
        ]

    def __str__(self):
        return f"{self.code} ({self.title})" if self.title else self.code


class SalaryStep(models.Model):
    """One cell of a salary table (gaji pokok): rupiah a month for a grade from so many years of service."""

    grade = models.ForeignKey(Grade, models.PROTECT, related_name="salary_steps", verbose_name="golongan")
    years = models.PositiveSmallIntegerField("masa kerja golongan (tahun)")
    rupiah = models.PositiveIntegerField("gaji pokok")
    in_force = DateRangeField("masa berlaku")
    basis = models.CharField("dasar hukum", max_length=300)
    unverified = models.BooleanField("belum dipastikan", default=False, db_default=False)
    change = models.ForeignKey(
        "law.LawChange", models.PROTECT, null=True, related_name="+", verbose_name="ketetapan instansi"
    )

    class Meta:
        verbose_name = "gaji pokok"
        verbose_name_plural = "gaji pokok"
        default_permissions = ["view"]
        constraints = [
            ExclusionConstraint(
                name="salary_one_a_day",
                expressions=[
                    ("grade", RangeOperators.EQUAL),
                    ("years", RangeOperators.EQUAL),
                    ("in_force", RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self):
        return f"{self.grade_id} {self.years} tahun: {self.rupiah}"
