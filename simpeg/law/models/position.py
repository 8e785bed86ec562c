from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models


class Tier(models.TextChoices):
    """Jenjang of a functional position, by SIASN's code."""

    BEGINNER = "PM", "Pemula"
    SKILLED = "TR", "Terampil"
    PROFICIENT = "MH", "Mahir"
    SUPERVISING = "PY", "Penyelia"
    FIRST = "PT", "Ahli Pertama"
    JUNIOR = "MU", "Ahli Muda"
    SENIOR = "MA", "Ahli Madya"
    PRINCIPAL = "UT", "Ahli Utama"


class Echelon(models.IntegerChoices):
    """Eselon of a structural position, by SIASN's code. V.b has no range of grades in the law that we hold."""

    I_A = 11, "I.a"
    I_B = 12, "I.b"
    II_A = 21, "II.a"
    II_B = 22, "II.b"
    III_A = 31, "III.a"
    III_B = 32, "III.b"
    IV_A = 41, "IV.a"
    IV_B = 42, "IV.b"
    V_A = 51, "V.a"
    V_B = 52, "V.b"


class EchelonRange(models.Model):
    """The lowest and highest grade of a structural position, by SIASN's echelon code (21 = II.a)."""

    echelon = models.PositiveSmallIntegerField("kode eselon")
    name = models.CharField("eselon", max_length=5)
    lowest = models.ForeignKey("law.Grade", models.PROTECT, related_name="+", verbose_name="golongan terendah")
    highest = models.ForeignKey("law.Grade", models.PROTECT, related_name="+", verbose_name="golongan tertinggi")
    in_force = DateRangeField("masa berlaku")
    basis = models.CharField("dasar hukum", max_length=300)
    unverified = models.BooleanField("belum dipastikan", default=False, db_default=False)
    change = models.ForeignKey(
        "law.LawChange", models.PROTECT, null=True, related_name="+", verbose_name="ketetapan instansi"
    )

    class Meta:
        verbose_name = "jenjang pangkat jabatan struktural"
        verbose_name_plural = "jenjang pangkat jabatan struktural"
        default_permissions = ["view"]
        constraints = [
            ExclusionConstraint(
                name="echelon_range_one_a_day",
                expressions=[("echelon", RangeOperators.EQUAL), ("in_force", RangeOperators.OVERLAPS)],
            )
        ]

    def __str__(self):
        return self.name


class TierStep(models.Model):
    """One rung of the functional ladder: a grade within a jenjang, and the credit points that lead on from it."""

    category = models.CharField("kategori", max_length=15)
    tier = models.CharField("jenjang", choices=Tier, max_length=2)
    grade = models.ForeignKey("law.Grade", models.PROTECT, related_name="+", verbose_name="golongan")
    yearly_points = models.DecimalField("koefisien AK per tahun", max_digits=6, decimal_places=2)
    base_points = models.DecimalField("AK dasar", max_digits=8, decimal_places=3)
    grade_points = models.DecimalField("AK kenaikan pangkat", max_digits=8, decimal_places=3, null=True)
    tier_points = models.DecimalField("AK kenaikan jenjang", max_digits=8, decimal_places=3, null=True)
    next_grade = models.ForeignKey("law.Grade", models.PROTECT, null=True, related_name="+")
    next_tier = models.CharField("jenjang berikut", choices=Tier, max_length=2, blank=True)
    crosses = models.BooleanField("pindah jenjang", default=False)
    in_force = DateRangeField("masa berlaku")
    basis = models.CharField("dasar hukum", max_length=300)
    unverified = models.BooleanField("belum dipastikan", default=False, db_default=False)
    change = models.ForeignKey(
        "law.LawChange", models.PROTECT, null=True, related_name="+", verbose_name="ketetapan instansi"
    )

    class Meta:
        verbose_name = "jenjang jabatan fungsional"
        verbose_name_plural = "jenjang jabatan fungsional"
        default_permissions = ["view"]
        constraints = [
            ExclusionConstraint(
                name="tier_step_one_a_day",
                expressions=[
                    ("tier", RangeOperators.EQUAL),
                    ("grade", RangeOperators.EQUAL),
                    ("in_force", RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self):
        return f"{self.get_tier_display()} {self.grade_id}"


class RetirementAge(models.Model):
    """Batas usia pensiun of a kind of position."""

    code = models.CharField("kode", max_length=40)
    name = models.CharField("jabatan", max_length=200)
    age = models.PositiveSmallIntegerField("batas usia pensiun")
    in_force = DateRangeField("masa berlaku")
    basis = models.CharField("dasar hukum", max_length=300)
    unverified = models.BooleanField("belum dipastikan", default=False, db_default=False)
    change = models.ForeignKey(
        "law.LawChange", models.PROTECT, null=True, related_name="+", verbose_name="ketetapan instansi"
    )

    class Meta:
        verbose_name = "batas usia pensiun"
        verbose_name_plural = "batas usia pensiun"
        default_permissions = ["view"]
        constraints = [
            ExclusionConstraint(
                name="retirement_age_one_a_day",
                expressions=[("code", RangeOperators.EQUAL), ("in_force", RangeOperators.OVERLAPS)],
            )
        ]

    def __str__(self):
        return f"{self.name}: {self.age}"
