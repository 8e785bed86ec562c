"""What a person learned, did well or did wrong: diplomas, courses, exams, ratings, awards, sanctions."""

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from employees.models.record import Decreed, RecordQuerySet
from simpeg.law.models import Tier

# The kind of diploma that EducationCeiling knows: the level's code, PROFESI (dokter, dokter gigi, apoteker) or SGPLB.
CEILING_KIND = RawSQL(
    r"CASE WHEN level_id IN ('40', '45') AND btrim(regexp_replace(regexp_replace(upper(name), '\s+', ' ', 'g'),"
    r" '^ ?PROFESI ', '')) IN ('DOKTER', 'DOKTER GIGI', 'APOTEKER') THEN 'PROFESI'"
    r" WHEN level_id IN ('18', '20', '25') AND upper(name) ~ '(SGPLB|SEKOLAH GURU PENDIDIKAN LUAR BIASA)' THEN 'SGPLB'"
    r" ELSE level_id END",
    [],
)


class EducationRecord(Decreed):
    """A diploma (riwayat pendidikan) and the day from which it is recognised (pencantuman gelar)."""

    employee = models.ForeignKey("employees.Employee", models.PROTECT, related_name="education_records")
    level = models.ForeignKey("law.EducationLevel", models.PROTECT, related_name="+", verbose_name="tingkat pendidikan")
    name = models.CharField("pendidikan", max_length=255)
    graduated = models.PositiveSmallIntegerField("tahun lulus")
    school = models.CharField("nama sekolah", max_length=255, blank=True)
    diploma = models.CharField("nomor ijazah", max_length=100, blank=True)
    recognised_on = models.DateField(
        "tanggal pencantuman gelar", null=True, blank=True, help_text="Kosong: diakui sejak TMT CPNS."
    )
    ceiling_kind = models.GeneratedField(
        verbose_name="jenis ijazah",
        expression=CEILING_KIND,
        output_field=models.CharField(max_length=10),
        db_persist=True,
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = "riwayat pendidikan"
        verbose_name_plural = "riwayat pendidikan"
        constraints = [
            models.UniqueConstraint(fields=["employee", "name"], name="one_diploma_of_a_name"),
            models.CheckConstraint(condition=Q(graduated__range=(1940, 2100)), name="graduated_in_a_real_year"),
        ]

    def __str__(self):
        return f"{self.name} ({self.graduated})"


class AnnualRating(Decreed):
    """The final predikat kinerja of one year; performance writes it, rules read it."""

    class Rating(models.IntegerChoices):
        """SIASN's kuadran: the smaller the better."""

        VERY_GOOD = 1, "Sangat Baik"
        GOOD = 2, "Baik"
        FAIR = 3, "Butuh Perbaikan"
        POOR = 4, "Kurang"
        VERY_POOR = 5, "Sangat Kurang"

    employee = models.ForeignKey("employees.Employee", models.PROTECT, related_name="ratings")
    year = models.PositiveSmallIntegerField("tahun")
    rating = models.PositiveSmallIntegerField("predikat kinerja", choices=Rating)
    # What the years before 2022 gave as a number, and by which rule; kept to be read, never judged by.
    score = models.DecimalField("nilai", max_digits=5, decimal_places=2, null=True, blank=True)
    scale = models.CharField("skala nilai", max_length=40, blank=True, default="", db_default="")

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = "predikat kinerja"
        verbose_name_plural = "predikat kinerja"
        constraints = [
            models.UniqueConstraint(fields=["employee", "year"], name="one_rating_a_year"),
            models.CheckConstraint(condition=Q(rating__range=(1, 5)), name="rating_known"),
            models.CheckConstraint(condition=Q(year__range=(1970, 2100)), name="rating_in_a_real_year"),
            models.CheckConstraint(
                condition=Q(score=None, scale="") | (Q(score__range=(0, 120), year__lte=2021) & ~Q(scale="")),
                name="rating_score_of_an_old_scale",
                violation_error_message="Nilai hanya untuk tahun sampai 2021, 0 sampai 120, dengan skalanya.",
            ),
        ]

    def __str__(self):
        return f"{self.employee_id} {self.year}: {self.get_rating_display()}"

    @property
    def said(self):
        """`Baik`, with the number of an old year and its scale: `Baik (nilai 87,50; PP 46/2011)`."""
        if self.score is None:
            return self.get_rating_display()
        return f"{self.get_rating_display()} (nilai {str(self.score).replace('.', ',')}; {self.scale})"


class CreditRecord(Decreed):
    """A determination of credit points (penetapan angka kredit): the cumulative points within a jenjang."""

    employee = models.ForeignKey("employees.Employee", models.PROTECT, related_name="credit_records")
    tier = models.CharField("jenjang", choices=Tier, max_length=2)
    determined_on = models.DateField("tanggal penetapan")
    points = models.DecimalField("AK kumulatif", max_digits=9, decimal_places=3)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = "penetapan angka kredit"
        verbose_name_plural = "penetapan angka kredit"
        constraints = [
            models.UniqueConstraint(fields=["employee", "determined_on"], name="one_credit_record_a_day"),
            models.CheckConstraint(condition=Q(points__gte=0), name="credit_points_not_negative"),
            models.CheckConstraint(
                condition=Q(tier__in=["PM", "TR", "MH", "PY", "PT", "MU", "MA", "UT"]), name="credit_tier_known"
            ),
        ]

    def __str__(self):
        return f"{self.employee_id} {self.determined_on}: {self.points}"


class Sanction(Decreed):
    """A hukuman disiplin being served from a day to a day, both included; without an end it is running."""

    employee = models.ForeignKey("employees.Employee", models.PROTECT, related_name="sanctions")
    kind = models.ForeignKey("law.SanctionKind", models.PROTECT, related_name="+", verbose_name="jenis hukuman")
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("selesai", null=True, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = "hukuman disiplin"
        verbose_name_plural = "hukuman disiplin"
        constraints = [
            models.UniqueConstraint(fields=["employee", "starts_on"], name="one_sanction_begins_a_day"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="sanction_ends_after_it_starts"
            ),
        ]

    def __str__(self):
        return f"{self.kind_id} {self.starts_on}"


class Course(Decreed):
    """A training that was finished (riwayat diklat)."""

    class Kind(models.TextChoices):
        LEADERSHIP = "KEPEMIMPINAN", "Kepemimpinan"
        FUNCTIONAL = "FUNGSIONAL", "Fungsional"
        TECHNICAL = "TEKNIS", "Teknis"
        SEMINAR = "SEMINAR", "Seminar"

    class Level(models.TextChoices):
        PKN1 = "PKN1", "PKN Tingkat I"
        PKN2 = "PKN2", "PKN Tingkat II"
        PKA = "PKA", "PKA"
        PKP = "PKP", "PKP"

    employee = models.ForeignKey("employees.Employee", models.PROTECT, related_name="courses")
    kind = models.CharField("jenis", choices=Kind, max_length=12)
    name = models.CharField("nama pelatihan", max_length=255)
    level = models.CharField("tingkat", choices=Level, max_length=4, blank=True)
    provider = models.CharField("penyelenggara", max_length=255, blank=True)
    certificate = models.CharField("nomor sertifikat", max_length=100, blank=True)
    starts_on = models.DateField("mulai", null=True, blank=True)
    ends_on = models.DateField("selesai")
    learning_hours = models.PositiveIntegerField("jam pelajaran (JP)")

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = "riwayat pelatihan"
        verbose_name_plural = "riwayat pelatihan"
        constraints = [
            models.UniqueConstraint(fields=["employee", "name", "ends_on"], name="one_course_of_a_name_a_day"),
            models.CheckConstraint(
                condition=Q(kind__in=["KEPEMIMPINAN", "FUNGSIONAL", "TEKNIS", "SEMINAR"]), name="course_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(level__in=["", "PKN1", "PKN2", "PKA", "PKP"]), name="course_level_known"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="course_ends_after_it_starts"
            ),
        ]

    def __str__(self):
        return self.name


class ServiceExam(Decreed):
    """An exam passed: ujian dinas (STLUD), UPKP or uji kompetensi."""

    class Kind(models.TextChoices):
        GRADE_1 = "STLUD1", "Ujian Dinas Tingkat I"
        GRADE_2 = "STLUD2", "Ujian Dinas Tingkat II"
        DIPLOMA = "UPKP", "Ujian Penyesuaian Kenaikan Pangkat"
        COMPETENCE = "UKOM", "Uji Kompetensi"

    employee = models.ForeignKey("employees.Employee", models.PROTECT, related_name="exams")
    kind = models.CharField("jenis", choices=Kind, max_length=6)
    passed_on = models.DateField("tanggal lulus")
    tier = models.CharField("jenjang tujuan", choices=Tier, max_length=2, blank=True)
    number = models.CharField("nomor", max_length=100, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = "riwayat ujian"
        verbose_name_plural = "riwayat ujian"
        constraints = [
            models.UniqueConstraint(fields=["employee", "kind", "passed_on"], name="one_exam_of_a_kind_a_day"),
            models.CheckConstraint(condition=Q(kind__in=["STLUD1", "STLUD2", "UPKP", "UKOM"]), name="exam_kind_known"),
            models.CheckConstraint(
                condition=Q(tier__in=["", "PM", "TR", "MH", "PY", "PT", "MU", "MA", "UT"]), name="exam_tier_known"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.passed_on}"


class UnpaidLeave(Decreed):
    """Cuti di luar tanggungan negara from a day to a day, both included; it does not count as service."""

    employee = models.ForeignKey("employees.Employee", models.PROTECT, related_name="unpaid_leaves")
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("selesai")

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = "cuti di luar tanggungan negara"
        verbose_name_plural = "cuti di luar tanggungan negara"
        constraints = [
            models.UniqueConstraint(fields=["employee", "starts_on"], name="one_leave_begins_a_day"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="leave_ends_after_it_starts"),
        ]

    def __str__(self):
        return f"CLTN {self.starts_on}–{self.ends_on}"


class Award(Decreed):
    """An award received: Satyalancana Karya Satya X, XX or XXX, or one of the regency's own, which has a title."""

    class Kind(models.TextChoices):
        MEDAL_10 = "201", "Satyalancana Karya Satya X"
        MEDAL_20 = "202", "Satyalancana Karya Satya XX"
        MEDAL_30 = "203", "Satyalancana Karya Satya XXX"
        LOCAL = "L", "Penghargaan daerah"

    MEDALS = ("201", "202", "203")  # of the state; the rules of medals read these alone

    employee = models.ForeignKey("employees.Employee", models.PROTECT, related_name="awards")
    kind = models.CharField("penghargaan", choices=Kind, max_length=3)
    title = models.CharField("nama penghargaan daerah", max_length=200, blank=True, default="", db_default="")
    awarded_on = models.DateField("tanggal")

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = "penghargaan"
        verbose_name_plural = "penghargaan"
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "kind"],
                name="one_award_of_a_kind",
                condition=Q(kind__in=["201", "202", "203"]),
                violation_error_message="Satyalancana ini sudah tercatat. Perbaiki catatan itu.",
            ),
            models.UniqueConstraint(
                fields=["employee", "title", "awarded_on"],
                name="one_local_award_a_day",
                condition=Q(kind="L"),
                violation_error_message="Penghargaan dengan nama dan tanggal ini sudah tercatat.",
            ),
            models.CheckConstraint(condition=Q(kind__in=["201", "202", "203", "L"]), name="award_kind_known"),
            models.CheckConstraint(
                condition=(Q(kind="L") & ~Q(title="")) | (Q(kind__in=["201", "202", "203"]) & Q(title="")),
                name="local_award_has_a_title",
                violation_error_message="Nama penghargaan daerah wajib diisi; Satyalancana sudah bernama sendiri.",
            ),
        ]

    def __str__(self):
        return f"{self.words} {self.awarded_on}"

    @property
    def words(self):
        """What it is called."""
        return self.title or self.get_kind_display()
