"""The position map (peta jabatan): which posts a unit has, how many people each needs, and why."""

from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Func, Q

from employees.models.career import FUNCTIONAL_NAME, PositionKind
from employees.models.record import Decreed
from simpeg.law.models import Echelon, Tier

VALID = Func(F("valid_from"), F("valid_until"), function="daterange", output_field=DateRangeField())


class PositionQuerySet(models.QuerySet):
    def in_force_on(self, day):
        """The posts that the map holds on a day; a post without days holds always."""
        return self.exclude(valid_from__gt=day).exclude(valid_until__lte=day)

    def visible_to(self, user):
        """Those of the units this user may open."""
        if user.has_perm("employees.view_all_units"):
            return self
        return self.filter(unit__in=self.model._meta.get_field("unit").related_model.objects.visible_to(user))


class Position(Decreed):
    """A row of the position map (peta jabatan): a post of a unit, how many it needs and what it asks for.

    A post whose need or demands change by decree ends on a day and begins anew; the old row stays.
    """

    unit = models.ForeignKey("employees.Unit", models.PROTECT, related_name="positions", verbose_name="unit kerja")
    title = models.CharField("jabatan", max_length=255)
    functional_name = models.GeneratedField(
        verbose_name="nama JF", expression=FUNCTIONAL_NAME, output_field=models.TextField(), db_persist=True
    )
    kind = models.CharField("jenis jabatan", choices=PositionKind, max_length=1)
    echelon = models.PositiveSmallIntegerField("eselon", choices=Echelon, null=True, blank=True)
    tier = models.CharField("jenjang", choices=Tier, max_length=2, blank=True)
    job_class = models.PositiveSmallIntegerField("kelas jabatan", null=True, blank=True)
    need = models.PositiveIntegerField("kebutuhan (ABK)", default=0)
    least_education = models.ForeignKey(
        "law.EducationLevel",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="pendidikan terendah",
    )
    fields_of_study = models.TextField("bidang pendidikan", blank=True, help_text="Kata-kata dipisahkan titik koma.")
    valid_from = models.DateField("berlaku mulai", null=True, blank=True)
    valid_until = models.DateField(
        "tidak berlaku lagi mulai", null=True, blank=True, help_text="Hari pertama jabatan ini tidak ada lagi."
    )

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = "jabatan pada peta jabatan"
        verbose_name_plural = "peta jabatan"
        indexes = [
            models.Index(fields=["functional_name", "tier"], name="position_of_a_jf"),
            # Posts beside their holders: read in this order, with what says whether there is room.
            models.Index(
                fields=["unit", "title"],
                name="position_of_a_post",
                include=["kind", "need", "tier", "functional_name", "valid_from", "valid_until"],
            ),
        ]
        constraints = [
            # What the import finds again: the row that has no end.
            models.UniqueConstraint(
                fields=["unit", "title"], condition=Q(valid_until=None), name="position_once_a_unit"
            ),
            ExclusionConstraint(
                name="position_once_a_day",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    ("title", RangeOperators.EQUAL),
                    (VALID, RangeOperators.OVERLAPS),
                ],
                violation_error_message="Unit ini sudah punya jabatan bernama sama pada rentang tanggal tersebut.",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="position_ends_after_it_begins",
                violation_error_message="Jabatan berakhir sesudah mulai berlaku.",
            ),
            models.CheckConstraint(condition=Q(kind__in=["1", "2", "4"]), name="position_kind_known"),
            models.CheckConstraint(
                condition=Q(tier__in=["", "PM", "TR", "MH", "PY", "PT", "MU", "MA", "UT"]), name="position_tier_known"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def standing(self):
        """`Struktural, eselon II.b` or `Fungsional, Ahli Muda`: the kind of post and how high it stands."""
        level = f"eselon {self.get_echelon_display()}" if self.echelon else self.get_tier_display()
        return f"{self.get_kind_display()}, {level}" if level else self.get_kind_display()


class PositionTask(models.Model):
    """A task of a post in the workload analysis (ABK): how often a year, and how many minutes each time."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="tasks", verbose_name="jabatan")
    name = models.CharField("uraian tugas", max_length=300)
    volume = models.DecimalField(
        "volume setahun", max_digits=9, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    minutes = models.DecimalField(
        "norma waktu (menit)", max_digits=9, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )

    class Meta:
        verbose_name = "beban kerja jabatan"
        verbose_name_plural = "beban kerja jabatan"
        default_permissions = []
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["position", "name"],
                name="task_once_a_position",
                violation_error_message="Uraian tugas ini sudah ada pada jabatan tersebut.",
            ),
            models.CheckConstraint(condition=Q(volume__gt=0) & Q(minutes__gt=0), name="task_takes_time"),
        ]

    def __str__(self):
        return self.name
