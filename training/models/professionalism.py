# ruff: noqa: DJ001 -- of the view: NULL says "not on file", also of text
"""The index of professionalism (IP ASN): what the files say now, and what was measured year by year."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from employees.models import AnnualRating, Employee, Unit


class PositionGroup(models.TextChoices):
    """The groups of positions that the index scores apart."""

    STRUCTURAL = "STRUKTURAL", "Struktural"
    FUNCTIONAL = "FUNGSIONAL", "Fungsional"
    OPERATIVE = "PELAKSANA", "Pelaksana"


class IndexCategory(models.TextChoices):
    """How high an index is, highest first."""

    VERY_HIGH = "SANGAT_TINGGI", "Sangat Tinggi"
    HIGH = "TINGGI", "Tinggi"
    MIDDLE = "SEDANG", "Sedang"
    LOW = "RENDAH", "Rendah"
    VERY_LOW = "SANGAT_RENDAH", "Sangat Rendah"


class IndexStep(models.TextChoices):
    """What somebody can do to raise his index, easiest first."""

    SEMINAR = "SEMINAR", "Seminar, lokakarya, kursus, atau magang"
    TECHNICAL = "TEKNIS", "Pelatihan teknis"
    TRAINING = "JABATAN", "Pelatihan kepemimpinan atau fungsional"
    RATING = "KINERJA", "Predikat kinerja yang lebih baik"
    EDUCATION = "PENDIDIKAN", "Pendidikan yang lebih tinggi"


STEP_COLUMNS = {
    IndexStep.SEMINAR: "gain_seminar",
    IndexStep.TECHNICAL: "gain_technical",
    IndexStep.TRAINING: "gain_training",
    IndexStep.RATING: "gain_rating",
    IndexStep.EDUCATION: "gain_education",
}
PARTS = ("qualification", "competence", "performance", "discipline")
SEES_ALL, SEES_OWN_UNITS = "training.view_all_indexes", "training.view_indexscore"


def sees_every_index(user):
    return user.has_perm(SEES_ALL) or user.has_perms([SEES_OWN_UNITS, "employees.view_all_units"])


class IndexQuerySet(models.QuerySet):
    """Rows that belong to one person."""

    def visible_to(self, user):
        """Everybody's, for whoever reads all; those of the units one works for; and always one's own."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if sees_every_index(user):
            return self
        people = Employee.objects.visible_to(user).order_by()
        if not user.has_perm(SEES_OWN_UNITS):
            people = people.filter(nip=user.nip or "")
        return self.filter(employee__in=people)


class IndexFacts(models.Model):
    """The facts of an index and what they are worth: the view and what was kept of it have the same columns.

    `counts`: this one is part of the mean of units. A gain is what the next step of its kind would add; 0 where there
    is none, or where the fact itself is not on file.
    """

    nip = models.CharField("NIP", max_length=18)
    status = models.CharField("status kepegawaian", choices=Employee.Status, max_length=7)
    position_group = models.CharField("kelompok jabatan", choices=PositionGroup, max_length=10)
    counts = models.BooleanField("dihitung dalam rata-rata")
    education_rank = models.SmallIntegerField("kelompok pendidikan tertinggi", null=True)
    rating = models.SmallIntegerField("predikat kinerja", choices=AnnualRating.Rating, null=True)
    course_needed = models.CharField("pelatihan kepemimpinan yang diminta", max_length=4, null=True)
    trained = models.BooleanField("sudah mengikuti pelatihan jabatan")
    technical_hours = models.BigIntegerField("JP pelatihan teknis")
    seminars = models.IntegerField("seminar, lokakarya, kursus, magang")
    severity = models.SmallIntegerField("hukuman disiplin terberat", help_text="0 tidak ada, 1 ringan sampai 3 berat.")
    qualification = models.DecimalField("kualifikasi", max_digits=5, decimal_places=1)
    competence = models.DecimalField("kompetensi", max_digits=5, decimal_places=1)
    performance = models.DecimalField("kinerja", max_digits=5, decimal_places=1)
    discipline = models.DecimalField("disiplin", max_digits=5, decimal_places=1)
    total = models.DecimalField("indeks", max_digits=5, decimal_places=1)
    category = models.CharField("kategori", choices=IndexCategory, max_length=13)
    gain_seminar = models.DecimalField("tambahan dari seminar", max_digits=5, decimal_places=1)
    gain_technical = models.DecimalField("tambahan dari pelatihan teknis", max_digits=5, decimal_places=1)
    gain_training = models.DecimalField("tambahan dari pelatihan jabatan", max_digits=5, decimal_places=1)
    gain_rating = models.DecimalField("tambahan dari predikat", max_digits=5, decimal_places=1)
    gain_education = models.DecimalField("tambahan dari pendidikan", max_digits=5, decimal_places=1)
    step = models.CharField("langkah terbaik", choices=IndexStep, max_length=10, blank=True)
    gain = models.DecimalField("tambahan langkah terbaik", max_digits=5, decimal_places=1)

    class Meta:
        abstract = True


class Professionalism(IndexFacts):
    """Everybody's index as the files say now, for the year whose last day is `simpeg.day` (a view)."""

    employee = models.OneToOneField(Employee, models.DO_NOTHING, primary_key=True, related_name="+")
    unit = models.ForeignKey(Unit, models.DO_NOTHING, null=True, related_name="+")

    objects = IndexQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "training_professionalism"
        default_permissions = []
        verbose_name = "indeks profesionalitas"
        verbose_name_plural = "indeks profesionalitas"

    def __str__(self):
        return f"{self.nip}: {self.total}"


class IndexMeasurementQuerySet(models.QuerySet):
    def visible_to(self, user):
        """That a year was measured is no secret; its rows are filtered person by person."""
        return self if user.is_authenticated and user.is_active else self.none()


class IndexMeasurement(models.Model):
    """The index of one year as it was last measured. Measured anew as often as wanted until somebody settles it."""

    year = models.PositiveSmallIntegerField("tahun", unique=True)
    law = models.JSONField("peraturan yang berlaku", help_text="Nilai dan dasar hukum pada akhir tahun itu.")
    measured_at = models.DateTimeField("diukur pada")
    measured_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="diukur oleh"
    )
    settled_at = models.DateTimeField("ditetapkan pada", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="ditetapkan oleh"
    )

    objects = IndexMeasurementQuerySet.as_manager()

    class Meta:
        verbose_name = "pengukuran indeks profesionalitas"
        verbose_name_plural = "pengukuran indeks profesionalitas"
        default_permissions = []
        permissions = [
            ("measure_index", "Dapat mengukur Indeks Profesionalitas ASN"),
            ("settle_index", "Dapat menetapkan Indeks Profesionalitas ASN setahun"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="index_of_a_real_year"),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None) | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="index_settled_by_somebody",
            ),
        ]

    def __str__(self):
        return f"IP ASN {self.year}"

    def get_absolute_url(self):
        return f"{reverse('ip_asn:index')}?tahun={self.year}"


class IndexScore(IndexFacts):
    """One person's index in a year as it was measured, with the facts that it saw and the unit he was in."""

    measurement = models.ForeignKey(IndexMeasurement, models.PROTECT, related_name="scores", db_index=False)
    # Who is measured is on file; a list of a nation is written faster without asking that of each row again.
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="index_scores", db_constraint=False)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", db_constraint=False, db_index=False,
        verbose_name="unit kerja",
    )  # fmt: skip

    objects = IndexQuerySet.as_manager()

    class Meta:
        verbose_name = "nilai indeks profesionalitas"
        verbose_name_plural = "nilai indeks profesionalitas"
        default_permissions = ["view"]
        permissions = [("view_all_indexes", "Dapat membaca Indeks Profesionalitas ASN seluruh kabupaten")]
        constraints = [
            models.UniqueConstraint(fields=["measurement", "employee"], name="one_index_a_year"),
            models.CheckConstraint(
                condition=Q(category__in=["SANGAT_TINGGI", "TINGGI", "SEDANG", "RENDAH", "SANGAT_RENDAH"]),
                name="index_category_known",
            ),
            models.CheckConstraint(
                condition=Q(step__in=["", "SEMINAR", "TEKNIS", "JABATAN", "KINERJA", "PENDIDIKAN"]),
                name="index_step_known",
            ),
            models.CheckConstraint(
                condition=Q(total=F("qualification") + F("competence") + F("performance") + F("discipline")),
                name="index_is_the_sum_of_its_parts",
            ),
        ]
        indexes = [
            models.Index(fields=["measurement", "-gain", "nip"], name="index_by_gain"),
            models.Index(fields=["measurement", "unit", "-gain", "nip"], name="index_by_unit"),
        ]

    def __str__(self):
        return f"{self.nip}: {self.total}"


class UnitIndexQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of every unit and of all together for whoever reads all; of the units one works for otherwise."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if sees_every_index(user):
            return self
        if user.has_perm(SEES_OWN_UNITS):
            return self.filter(unit__in=Unit.objects.visible_to(user))
        return self.none()


class UnitIndex(models.Model):
    """The index of a unit with everything below it in a year; without a unit: of everybody.

    The means are over those who count. `categories` and `steps` count the same people:
    {category: n}, {step: {"can": who would gain by it, "gain": the sum, "best": whom it raises most}}.
    """

    measurement = models.ForeignKey(IndexMeasurement, models.PROTECT, related_name="units", db_index=False)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="indexes", db_constraint=False, verbose_name="unit kerja"
    )
    people = models.IntegerField("pegawai dalam rata-rata")
    others = models.IntegerField("pegawai di luar rata-rata")
    qualification = models.DecimalField("kualifikasi", max_digits=5, decimal_places=2, null=True)
    competence = models.DecimalField("kompetensi", max_digits=5, decimal_places=2, null=True)
    performance = models.DecimalField("kinerja", max_digits=5, decimal_places=2, null=True)
    discipline = models.DecimalField("disiplin", max_digits=5, decimal_places=2, null=True)
    total = models.DecimalField("indeks", max_digits=5, decimal_places=2, null=True)
    categories = models.JSONField("jumlah menurut kategori")
    steps = models.JSONField("langkah")
    without_education = models.IntegerField("tanpa pendidikan yang diakui")
    without_rating = models.IntegerField("tanpa predikat kinerja")

    objects = UnitIndexQuerySet.as_manager()

    class Meta:
        verbose_name = "indeks profesionalitas unit kerja"
        verbose_name_plural = "indeks profesionalitas unit kerja"
        default_permissions = []
        constraints = [
            models.UniqueConstraint(
                fields=["measurement", "unit"], name="one_index_of_a_unit_a_year", nulls_distinct=False
            ),
        ]

    def __str__(self):
        return f"{self.unit_id}: {self.total}"
