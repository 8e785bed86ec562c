"""The year of appraisal and its spans of evaluation, each with the days on which it is rated."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Greatest
from django.urls import reverse

from simpeg.core.dates import in_words

YEARLY = 0  # the number of the span that is the whole year


class CycleQuerySet(models.QuerySet):
    def visible_to(self, user):
        """That a year is appraised is no secret to whoever works here."""
        return self if user.is_authenticated and user.is_active else self.none()

    def present(self, day):
        """The year that runs on this day; the nearest before it, else the first to come; None without any."""
        ahead = Greatest(F("year") - day.year, 0)
        return self.order_by(ahead, "-year").first()


class Cycle(models.Model):
    """A year of performance management (siklus pengelolaan kinerja), opened once for everybody."""

    class Rhythm(models.TextChoices):
        """How often there is a periodic evaluation, by SIASN's periodik."""

        MONTHLY = "1", "Bulanan"
        QUARTERLY = "2", "Triwulan"

    year = models.PositiveSmallIntegerField("tahun", unique=True)
    rhythm = models.CharField("evaluasi periodik", choices=Rhythm, max_length=1)
    plans_due_on = models.DateField("SKP disepakati paling lambat")
    opened_at = models.DateTimeField("dibuka pada", auto_now_add=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="dibuka oleh"
    )

    objects = CycleQuerySet.as_manager()

    class Meta:
        verbose_name = "siklus kinerja"
        verbose_name_plural = "siklus kinerja"
        ordering = ["-year"]
        permissions = [
            ("view_all_appraisals", "Dapat membaca SKP dan evaluasi semua pegawai"),
            ("view_results", "Dapat membaca predikat dan sebarannya untuk seluruh kabupaten"),
            ("view_unit_results", "Dapat membaca keadaan SKP dan predikat pegawai unit kerja kewenangannya"),
            ("appraise_for_regent", "Dapat menilai atas nama Bupati mereka yang tidak mempunyai atasan lain"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(year__range=(2022, 2100)), name="cycle_in_a_real_year"),
            models.CheckConstraint(condition=Q(rhythm__in=["1", "2"]), name="cycle_rhythm_known"),
        ]

    def __str__(self):
        return f"Kinerja {self.year}"

    def get_absolute_url(self):
        return reverse("cycle:detail", args=[self.year])


class Window(models.Model):
    """A span that is evaluated (masa evaluasi), and from which to which day, both included, it is rated.

    Number 0 is the year itself; 1 and following are its months or quarters.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="windows", verbose_name="siklus")
    number = models.PositiveSmallIntegerField("urutan")
    starts_on = models.DateField("awal masa")
    ends_on = models.DateField("akhir masa")
    opens_on = models.DateField("penilaian dibuka")
    closes_on = models.DateField("penilaian ditutup")
    planned_close = models.DateField("semula ditutup", help_text="Sesudahnya penilaian disebut terlambat.")

    class Meta:
        verbose_name = "masa evaluasi"
        verbose_name_plural = "masa evaluasi"
        default_permissions = ["view", "change"]
        ordering = ["cycle", "number"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "number"], name="window_once"),
            models.CheckConstraint(condition=Q(number__range=(0, 12)), name="window_number_known"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="window_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="window_closes_after_it_opens",
                violation_error_message="Penilaian ditutup sesudah dibuka.",
            ),
            models.CheckConstraint(
                condition=Q(opens_on__gte=F("starts_on")),
                name="window_opens_within_its_span",
                violation_error_message="Penilaian dibuka sesudah masa yang dinilai dimulai.",
            ),
            ExclusionConstraint(
                name="windows_follow_each_other",
                expressions=[
                    ("cycle", RangeOperators.EQUAL),
                    (
                        Func(
                            F("starts_on"),
                            F("ends_on"),
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(number__gt=0),
            ),
        ]

    def __str__(self):
        return f"{self.name} {self.cycle.year}"

    @property
    def is_yearly(self):
        return self.number == YEARLY

    @property
    def name(self):
        """`Tahunan`, `Triwulan II`, `Maret`."""
        if self.is_yearly:
            return "Tahunan"
        if self.cycle.rhythm == Cycle.Rhythm.QUARTERLY:
            return f"Triwulan {('I', 'II', 'III', 'IV')[self.number - 1]}"
        return in_words(self.starts_on).split()[1]

    def is_open_on(self, day):
        """Whether ratings are taken on this day."""
        return self.opens_on <= day <= self.closes_on
