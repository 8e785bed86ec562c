from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models


class EducationLevel(models.Model):
    """A level of education by SIASN's code (05 SD … 50 S-3)."""

    code = models.CharField("kode", primary_key=True, max_length=2)
    name = models.CharField("tingkat pendidikan", max_length=100)
    group = models.CharField("kelompok", max_length=10)
    group_rank = models.PositiveSmallIntegerField("urutan kelompok", help_text="1 (SD) sampai 8 (S-3).")

    class Meta:
        verbose_name = "tingkat pendidikan"
        verbose_name_plural = "tingkat pendidikan"
        default_permissions = ["view"]
        ordering = ["code"]

    def __str__(self):
        return self.name


class EducationCeiling(models.Model):
    """How far a diploma carries: the highest grade of a regular promotion, and the grade it adjusts to.

    `kind` is a SIASN level code, or SGPLB and PROFESI for the two kinds of diploma the law treats apart.
    """

    kind = models.CharField("jenis ijazah", max_length=10)
    ceiling = models.ForeignKey("law.Grade", models.PROTECT, related_name="+", verbose_name="golongan tertinggi")
    adjusts_to = models.ForeignKey(
        "law.Grade", models.PROTECT, null=True, related_name="+", verbose_name="golongan penyesuaian ijazah"
    )
    group = models.CharField("kelompok", max_length=10)
    in_force = DateRangeField("masa berlaku")
    basis = models.CharField("dasar hukum", max_length=300)
    unverified = models.BooleanField("belum dipastikan", default=False, db_default=False)
    change = models.ForeignKey(
        "law.LawChange", models.PROTECT, null=True, related_name="+", verbose_name="ketetapan instansi"
    )

    class Meta:
        verbose_name = "batas golongan menurut pendidikan"
        verbose_name_plural = "batas golongan menurut pendidikan"
        default_permissions = ["view"]
        constraints = [
            ExclusionConstraint(
                name="ceiling_one_a_day",
                expressions=[("kind", RangeOperators.EQUAL), ("in_force", RangeOperators.OVERLAPS)],
            )
        ]

    def __str__(self):
        return f"{self.kind}: {self.ceiling_id}"
