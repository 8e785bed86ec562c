from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from employees.models.employee import Employee
from employees.models.record import Decreed
from employees.models.unit import Unit
from simpeg.law.models import Echelon


class ReorganisationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Plans are read by whoever reads all units and plans: a draft concerns everybody's post."""
        if user.has_perm("employees.view_reorganisation") and user.has_perm("employees.view_all_units"):
            return self
        return self.none()


class Reorganisation(Decreed):
    """A change of the organisation by one decree: drawn up in lines, and put in force once, on its day."""

    class Status(models.TextChoices):
        DRAFT = "DRAFT", "Rancangan"
        IN_FORCE = "IN_FORCE", "Berlaku"
        CANCELLED = "CANCELLED", "Dibatalkan"

    title = models.CharField("nama", max_length=200)
    day = models.DateField(
        "berlaku mulai", help_text="Hari unit lama ditutup dan unit baru dibentuk; juga TMT jabatan."
    )
    note = models.TextField("keterangan", blank=True)
    status = models.CharField("keadaan", choices=Status, default=Status.DRAFT, max_length=9)
    # Rises with every change of the plan or its lines: whoever signs says which version he has read.
    version = models.PositiveIntegerField("versi", default=1, editable=False)
    created_at = models.DateTimeField("disusun pada", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="disusun oleh"
    )
    applied_at = models.DateTimeField("diterapkan pada", null=True, blank=True, editable=False)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="diterapkan oleh",
    )
    outcome = models.JSONField("hasil", default=dict, blank=True, editable=False)

    objects = ReorganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "reorganisasi"
        verbose_name_plural = "reorganisasi"
        default_permissions = ["add", "change", "view"]
        ordering = ["-day", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["DRAFT", "IN_FORCE", "CANCELLED"]), name="reorganisation_status_known"
            ),
            models.CheckConstraint(
                condition=~Q(status="IN_FORCE")
                | (~Q(decree="") & Q(decree_on__isnull=False, applied_at__isnull=False, applied_by__isnull=False)),
                name="reorganisation_in_force_has_its_decree",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("units:reorganisation", args=[self.pk])

    @property
    def is_draft(self):
        return self.status == self.Status.DRAFT


class ReorganisationLineQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(plan__in=Reorganisation.objects.visible_to(user))


class ReorganisationLine(models.Model):
    """One step of a plan: a unit that opens, comes in the place of another or closes, or people and posts that move."""

    class Kind(models.TextChoices):
        OPEN = "OPEN", "Bentuk unit baru"
        REPLACE = "REPLACE", "Ganti unit dengan unit baru"
        CLOSE = "CLOSE", "Tutup unit"
        MOVE = "MOVE", "Pindahkan pegawai dan jabatan"

    OPENING = (Kind.OPEN, Kind.REPLACE)
    CLOSING = (Kind.REPLACE, Kind.CLOSE)

    plan = models.ForeignKey(Reorganisation, models.CASCADE, related_name="lines", verbose_name="reorganisasi")
    kind = models.CharField("langkah", choices=Kind, max_length=7)
    source = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="unit asal")
    # A unit that opens: what it is and where it hangs, under an existing unit or under another line's new one.
    name = models.CharField("nama unit baru", max_length=255, blank=True)
    unit_kind = models.CharField("jenis", choices=Unit.Kind, max_length=11, blank=True)
    head_echelon = models.PositiveSmallIntegerField("eselon kepala", choices=Echelon, null=True, blank=True)
    parent = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="unit atasan"
    )
    parent_line = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="+", verbose_name="unit atasan (baru)"
    )
    rename_titles = models.BooleanField(
        "sesuaikan nama jabatan",
        default=True,
        help_text="Nama unit lama di dalam nama jabatan diganti dengan nama unit baru.",
    )
    # People that move: all of the source, those on one post, or one person; and where to.
    title = models.CharField("jabatan", max_length=255, blank=True)
    employee = models.ForeignKey(
        Employee, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="pegawai"
    )
    target = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="unit tujuan"
    )
    target_line = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="+", verbose_name="unit tujuan (baru)"
    )
    new_title = models.CharField("jabatan baru", max_length=255, blank=True)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="unit yang terbentuk",
    )

    objects = ReorganisationLineQuerySet.as_manager()

    class Meta:
        verbose_name = "langkah reorganisasi"
        verbose_name_plural = "langkah reorganisasi"
        default_permissions = []
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="OPEN", source=None)
                | Q(kind__in=["REPLACE", "CLOSE", "MOVE"], source__isnull=False),
                name="line_has_its_source",
            ),
            models.CheckConstraint(
                condition=(
                    Q(kind__in=["OPEN", "REPLACE"])
                    & ~Q(name="")
                    & ~Q(parent__isnull=False, parent_line__isnull=False)
                )
                | (Q(kind__in=["CLOSE", "MOVE"]) & Q(name="", parent=None, parent_line=None)),
                name="line_that_opens_has_a_name",
            ),
            models.CheckConstraint(
                condition=(
                    Q(kind="MOVE")
                    & (Q(target=None, target_line__isnull=False) | Q(target__isnull=False, target_line=None))
                )
                | (~Q(kind="MOVE") & Q(target=None, target_line=None, employee=None, title="", new_title="")),
                name="line_that_moves_has_a_target",
            ),
            models.UniqueConstraint(
                fields=["plan", "source"],
                condition=Q(kind__in=["REPLACE", "CLOSE"]),
                name="unit_closes_once_a_plan",
                violation_error_message="Unit ini sudah ditutup atau diganti oleh langkah lain pada rancangan ini.",
            ),
            models.UniqueConstraint(
                F("plan"), F("source"), F("title"), F("employee"),
                condition=Q(kind="MOVE"),
                nulls_distinct=False,
                name="people_move_once_a_plan",
                violation_error_message="Pegawai atau jabatan ini sudah dipindahkan oleh langkah lain.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_kind_display()}: {self.name or self.source_id}"

    @property
    def opens(self):
        return self.kind in self.OPENING

    @property
    def closes(self):
        return self.kind in self.CLOSING
