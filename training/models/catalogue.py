"""The catalogue of trainings: topics, courses, and the paths that put courses in an order."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from employees.models import Course
from training.models.competence import Competence

ACCOUNT = settings.AUTH_USER_MODEL


class CatalogueQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What can be learned is known to whoever works here."""
        return self if user.is_authenticated and user.is_active else self.none()


class Topic(models.Model):
    """What trainings are about (topik), as the agency names it."""

    name = models.CharField("nama topik", max_length=100, unique=True)
    sentence = models.CharField("kalimat", max_length=300, help_text="Apa yang dipelajari dalam topik ini.")
    is_digital = models.BooleanField(
        "teknologi informasi", default=False, help_text="Topik TI ditampilkan paling atas beserta jalur belajarnya."
    )

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        verbose_name = "topik pelatihan"
        verbose_name_plural = "topik pelatihan"
        default_permissions = []
        ordering = ["-is_digital", "name"]
        constraints = [models.CheckConstraint(condition=~Q(name="") & ~Q(sentence=""), name="topic_says_what_it_is")]

    def __str__(self):
        return self.name


class CatalogueCourse(models.Model):
    """A training that can be held: its form, hours and price, and what it counts as in the file of who finished it."""

    class Form(models.TextChoices):
        """Bentuk, klasikal and then nonklasikal (Peraturan LAN 10/2018)."""

        NATIONAL_1 = "PKN1", "PKN Tingkat I"
        NATIONAL_2 = "PKN2", "PKN Tingkat II"
        ADMINISTRATOR = "PKA", "PKA"
        SUPERVISOR = "PKP", "PKP"
        INDUCTION = "LATSAR", "Latsar CPNS"
        FUNCTIONAL = "FUNGSIONAL", "Pelatihan fungsional"
        TECHNICAL = "TEKNIS", "Pelatihan teknis"
        SEMINAR = "SEMINAR", "Seminar"
        WORKSHOP = "WORKSHOP", "Workshop"
        SHORT_COURSE = "KURSUS", "Kursus"
        UPGRADING = "PENATARAN", "Penataran"
        GUIDANCE = "BIMTEK", "Bimbingan teknis"
        COACHING = "COACHING", "Coaching"
        MENTORING = "MENTORING", "Mentoring"
        E_LEARNING = "ELEARNING", "E-learning"
        INTERNSHIP = "MAGANG", "Magang"
        BENCHMARKING = "BENCHMARKING", "Benchmarking"
        EXCHANGE = "PERTUKARAN", "Pertukaran pegawai"
        COMMUNITY = "KOMUNITAS", "Komunitas belajar"
        DETACHMENT = "DETASERING", "Detasering"
        SECONDMENT = "SECONDMENT", "Secondment"

    class Mode(models.TextChoices):
        CLASS = "KELAS", "Tatap muka"
        ONLINE = "DARING", "Daring"
        COACHING = "COACHING", "Coaching"
        INTERNSHIP = "MAGANG", "Magang"

    NOT_IN_CLASS = ("COACHING", "MENTORING", "ELEARNING", "MAGANG", "BENCHMARKING", "PERTUKARAN", "KOMUNITAS",
                    "DETASERING", "SECONDMENT")  # fmt: skip
    LEVELS = ("PKN1", "PKN2", "PKA", "PKP")

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="courses", verbose_name="topik")
    name = models.CharField("nama pelatihan", max_length=200, unique=True)
    summary = models.TextField("isi pelatihan", max_length=2000, help_text="Apa yang dapat dilakukan sesudahnya.")
    form = models.CharField("bentuk", choices=Form, max_length=12)
    counts_as = models.CharField(
        "tercatat sebagai", choices=Course.Kind, max_length=12, help_text="Jenisnya pada riwayat pelatihan dan IP ASN."
    )
    mode = models.CharField("cara", choices=Mode, max_length=8)
    learning_hours = models.PositiveSmallIntegerField("jam pelajaran (JP)")
    provider = models.CharField("penyelenggara", max_length=200)
    price = models.PositiveIntegerField("biaya per kursi (rupiah)", default=0)
    raises = models.ManyToManyField(
        Competence, related_name="courses", blank=True, verbose_name="kompetensi yang dinaikkan"
    )
    least_attendance = models.PositiveSmallIntegerField("kehadiran paling rendah (%)")
    least_score = models.PositiveSmallIntegerField(
        "nilai akhir paling rendah", null=True, blank=True, help_text="Kosong bila tanpa tes akhir."
    )
    is_offered = models.BooleanField("ditawarkan", default=True)
    made_at = models.DateTimeField("dibuat pada", auto_now_add=True)
    made_by = models.ForeignKey(ACCOUNT, models.PROTECT, related_name="+", verbose_name="dibuat oleh")

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        verbose_name = "pelatihan"
        verbose_name_plural = "pelatihan"
        default_permissions = []
        permissions = [("keep_courses", "Dapat mengelola katalog, sesi, dan sertifikat pelatihan")]
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(summary="") & ~Q(provider=""), name="catalogue_course_says_what_it_is"
            ),
            models.CheckConstraint(
                condition=Q(
                    form__in=["PKN1", "PKN2", "PKA", "PKP", "LATSAR", "FUNGSIONAL", "TEKNIS", "SEMINAR", "WORKSHOP",
                              "KURSUS", "PENATARAN", "BIMTEK", "COACHING", "MENTORING", "ELEARNING", "MAGANG",
                              "BENCHMARKING", "PERTUKARAN", "KOMUNITAS", "DETASERING", "SECONDMENT"]
                ),
                name="catalogue_course_form_known",
            ),
            models.CheckConstraint(
                condition=Q(mode__in=["KELAS", "DARING", "COACHING", "MAGANG"]), name="catalogue_course_mode_known"
            ),
            models.CheckConstraint(
                condition=Q(form__in=["PKN1", "PKN2", "PKA", "PKP"], counts_as="KEPEMIMPINAN")
                | Q(form="FUNGSIONAL", counts_as="FUNGSIONAL")
                | (~Q(form__in=["PKN1", "PKN2", "PKA", "PKP", "FUNGSIONAL"]) & Q(counts_as__in=["TEKNIS", "SEMINAR"])),
                name="catalogue_course_counts_as_its_form",
                violation_error_message=(
                    "PKN, PKA, dan PKP tercatat sebagai Kepemimpinan, pelatihan fungsional sebagai Fungsional, yang "
                    "lain sebagai Teknis atau Seminar."
                ),
            ),
            models.CheckConstraint(condition=Q(learning_hours__range=(1, 2000)), name="catalogue_course_hours_real"),
            models.CheckConstraint(condition=Q(price__lte=1_000_000_000), name="catalogue_course_price_real"),
            models.CheckConstraint(
                condition=Q(least_attendance__range=(1, 100))
                & (Q(least_score__isnull=True) | Q(least_score__range=(1, 100))),
                name="catalogue_course_passes_in_percent",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("courses:detail", args=[self.pk])

    @property
    def level(self):
        """The level that a training of leadership has in the file."""
        return self.form if self.form in self.LEVELS else ""

    @property
    def in_class(self):
        return "nonklasikal" if self.form in self.NOT_IN_CLASS else "klasikal"


class LearningPath(models.Model):
    """Courses of a topic in the order in which they are best taken (jalur belajar)."""

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="paths", verbose_name="topik")
    name = models.CharField("nama jalur", max_length=120, unique=True)
    sentence = models.CharField("kalimat", max_length=300, help_text="Untuk siapa jalur ini, dan ke mana ia menuju.")

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        verbose_name = "jalur belajar"
        verbose_name_plural = "jalur belajar"
        default_permissions = []
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(name="") & ~Q(sentence=""), name="path_says_what_it_is")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("courses:path", args=[self.pk])


class PathStep(models.Model):
    """One course in its place on a path."""

    path = models.ForeignKey(LearningPath, models.CASCADE, related_name="steps", verbose_name="jalur")
    place = models.PositiveSmallIntegerField("urutan")
    course = models.ForeignKey(CatalogueCourse, models.PROTECT, related_name="steps", verbose_name="pelatihan")

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        verbose_name = "langkah jalur belajar"
        verbose_name_plural = "langkah jalur belajar"
        default_permissions = []
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["path", "place"], name="one_course_a_place"),
            models.UniqueConstraint(fields=["path", "course"], name="a_course_once_a_path"),
        ]

    def __str__(self):
        return f"{self.path_id}/{self.place}: {self.course_id}"
