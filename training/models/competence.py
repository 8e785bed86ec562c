"""Competence: the dictionary, what positions ask for, and what people were found to hold."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from employees.models import Employee, EmployeeState, Unit

LEVELS = range(1, 6)
IN_FORCE = Func(F("valid_from"), F("valid_until"), function="daterange", output_field=DateRangeField())
EVERYBODY, OWN_UNITS, MAP_ONLY = (
    "training.view_all_competence",
    "training.view_unit_competence",
    "training.view_competence_map",
)


class CompetenceQuerySet(models.QuerySet):
    def open(self):
        """Those that may still be asked for and assessed."""
        return self.filter(closed_on=None)

    def technical(self):
        return self.filter(kind=Competence.Kind.TECHNICAL)


class Competence(models.Model):
    """An entry of the dictionary: nine by law, and the technical ones that the agency keeps.

    One that is no longer used is closed; what was asked for and assessed of it stays.
    """

    class Kind(models.TextChoices):
        MANAGERIAL = "MANAJERIAL", "Manajerial"
        SOCIAL = "SOSIAL_KULTURAL", "Sosial kultural"
        TECHNICAL = "TEKNIS", "Teknis"

    code = models.CharField("kode", max_length=20, unique=True)
    kind = models.CharField("jenis", choices=Kind, default=Kind.TECHNICAL, max_length=15)
    name = models.CharField("nama", max_length=150)
    meaning = models.TextField("arti", max_length=500)
    sector = models.CharField("urusan", max_length=100, blank=True)
    level_1 = models.TextField("tingkat 1", max_length=500, blank=True)
    level_2 = models.TextField("tingkat 2", max_length=500, blank=True)
    level_3 = models.TextField("tingkat 3", max_length=500, blank=True)
    level_4 = models.TextField("tingkat 4", max_length=500, blank=True)
    level_5 = models.TextField("tingkat 5", max_length=500, blank=True)
    closed_on = models.DateField("tidak dipakai lagi sejak", null=True, blank=True)

    objects = CompetenceQuerySet.as_manager()

    class Meta:
        verbose_name = "kompetensi"
        verbose_name_plural = "kamus kompetensi"
        ordering = ["kind", "code"]
        default_permissions = ["change"]
        permissions = [
            ("view_all_competence", "Dapat membaca kompetensi pegawai semua unit kerja"),
            ("view_unit_competence", "Dapat membaca kompetensi pegawai wilayah kewenangannya"),
            ("view_competence_map", "Dapat membaca peta kompetensi tanpa nama pegawai"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["MANAJERIAL", "SOSIAL_KULTURAL", "TEKNIS"]), name="competence_kind_known"
            ),
            models.CheckConstraint(condition=Q(code__regex=r"^[A-Z0-9][A-Z0-9.\-]*$"), name="competence_code_plain"),
            models.CheckConstraint(condition=~Q(name=""), name="competence_has_a_name"),
            models.CheckConstraint(condition=Q(closed_on=None) | Q(kind="TEKNIS"), name="competence_of_the_law_stays"),
        ]

    def __str__(self):
        return self.name

    @property
    def is_fixed(self):
        return self.kind != self.Kind.TECHNICAL

    @property
    def levels(self):
        """[(level, its description)], empty where the dictionary says nothing of it."""
        return [(level, getattr(self, f"level_{level}")) for level in LEVELS]


class StandardQuerySet(models.QuerySet):
    def in_force_on(self, day):
        return self.filter(valid_from__lte=day).exclude(valid_until__lte=day)


class CompetenceStandard(models.Model):
    """What a position asks for from a day on, by decree: a level for each competence that it names.

    A position is its unit and its title, as a person's state names it. What a standard does not name of the nine has
    the usual level of the law.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="competence_standards", verbose_name="unit kerja")
    title = models.CharField("jabatan", max_length=255)
    valid_from = models.DateField("berlaku mulai")
    valid_until = models.DateField("tidak berlaku lagi mulai", null=True, blank=True)
    decree = models.CharField("nomor SK", max_length=100)
    decree_on = models.DateField("tanggal SK", null=True, blank=True)

    objects = StandardQuerySet.as_manager()

    class Meta:
        verbose_name = "standar kompetensi jabatan"
        verbose_name_plural = "standar kompetensi jabatan"
        default_permissions = ["change"]
        constraints = [
            ExclusionConstraint(
                name="one_standard_a_day",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    ("title", RangeOperators.EQUAL),
                    (IN_FORCE, RangeOperators.OVERLAPS),
                ],
                violation_error_message="Jabatan ini sudah punya standar kompetensi pada rentang tanggal tersebut.",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")), name="standard_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(decree=""), name="standard_has_a_decree"),
            models.CheckConstraint(condition=~Q(title=""), name="standard_has_a_title"),
        ]

    def __str__(self):
        return f"{self.title} ({self.decree})"


class StandardLevel(models.Model):
    """The level that a standard asks for in one competence."""

    standard = models.ForeignKey(CompetenceStandard, models.CASCADE, related_name="levels", verbose_name="standar")
    competence = models.ForeignKey(Competence, models.PROTECT, related_name="+", verbose_name="kompetensi")
    level = models.PositiveSmallIntegerField("tingkat")

    class Meta:
        verbose_name = "tingkat pada standar"
        verbose_name_plural = "tingkat pada standar"
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["standard", "competence"], name="level_once_a_standard"),
            models.CheckConstraint(condition=Q(level__range=(1, 5)), name="standard_level_1_to_5"),
        ]

    def __str__(self):
        return f"{self.competence_id}: {self.level}"


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the people whose competence this user may read; one's own always."""
        return self.filter(employee__in=EmployeeState.objects.filter(seen_by(user)).order_by().values("pk"))


def seen_by(user):
    """The condition on a person's state "this user may read his competence"."""
    if not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    if user.has_perm(EVERYBODY):
        return Q()
    seen = Q(nip=user.nip or "")
    if user.has_perm(OWN_UNITS):
        # By the mandates alone: another role may read all files, and says nothing of competence.
        seen |= Q(unit__path__overlap=user.mandates.order_by().values("unit_id"))
    return seen


class Assessment(models.Model):
    """The level at which a person was found to hold a competence on a day, and by whom.

    The latest counts as long as it is valid; earlier ones are history.
    """

    class Source(models.TextChoices):
        CENTRE = "AC", "Assessment center"
        TEST = "UKOM", "Uji kompetensi"
        APPRAISER = "ATASAN", "Penilaian atasan"
        CERTIFICATE = "SERTIFIKAT", "Sertifikat"

    employee = models.ForeignKey(
        Employee, models.PROTECT, related_name="competence_assessments", verbose_name="pegawai"
    )
    competence = models.ForeignKey(Competence, models.PROTECT, related_name="+", verbose_name="kompetensi")
    level = models.PositiveSmallIntegerField("tingkat")
    assessed_on = models.DateField("tanggal penilaian")
    source = models.CharField("sumber", choices=Source, max_length=10)
    assessor = models.CharField("penilai", max_length=150, blank=True)
    decree = models.CharField("nomor dokumen", max_length=100, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "penilaian kompetensi"
        verbose_name_plural = "penilaian kompetensi"
        default_permissions = ["add"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "competence", "assessed_on"],
                name="assessed_once_a_day",
                violation_error_message="Kompetensi ini sudah dinilai pada tanggal itu. Perbaiki penilaian yang ada.",
            ),
            models.CheckConstraint(condition=Q(level__range=(1, 5)), name="assessment_level_1_to_5"),
            models.CheckConstraint(
                condition=Q(source__in=["AC", "UKOM", "ATASAN", "SERTIFIKAT"]), name="assessment_source_known"
            ),
        ]

    def __str__(self):
        return f"{self.competence_id}: {self.level} ({self.assessed_on})"
