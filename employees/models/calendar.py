"""The calendar of rights (kalender hak): what the law lets come in the months ahead, as known on one day."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from employees.models.due_list import DUE_KINDS, DueSubject
from employees.models.employee import Employee


class CalendarRunQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever may read the due lists sees when the calendar was drawn; its rows are filtered person by person."""
        return self if user.has_perm("employees.view_duelist") else self.none()


class CalendarRun(models.Model):
    """One look ahead over everybody, from `day` to `until`, by the law of that day."""

    day = models.DateField("per tanggal")
    until = models.DateField("sampai dengan")
    counts = models.JSONField("jumlah", default=list)
    law = models.JSONField("peraturan yang berlaku", help_text="Nilai dan dasar hukum pada hari itu.")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="dijalankan oleh"
    )
    created_at = models.DateTimeField("dijalankan pada", auto_now_add=True)

    objects = CalendarRunQuerySet.as_manager()

    class Meta:
        verbose_name = "kalender hak"
        verbose_name_plural = "kalender hak"
        default_permissions = []
        constraints = [models.CheckConstraint(condition=Q(until__gt=models.F("day")), name="calendar_looks_ahead")]

    def __str__(self):
        return f"Kalender hak {self.day:%d-%m-%Y}"


class ForeseenRightQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own; those of other visible people only for whoever may read the due lists."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if not user.has_perm("employees.view_duelist"):
            return self.filter(nip=user.nip or "")
        if user.has_perm("employees.view_all_units"):
            return self
        return self.filter(employee__in=Employee.objects.visible_to(user).order_by())

    def newest(self):
        """Those of the latest look ahead."""
        return self.filter(run__in=CalendarRun.objects.order_by("-pk").values("pk")[:1])


class ForeseenRight(models.Model):
    """A right of one person that falls on a day ahead, as far as the facts on file let one see. Replaced by each run.

    `failed` and `unknown` are bit masks over the rules of its list: what keeps it away although somebody could mend it;
    `last_day` is the last day on which mending still helps. `monthly` is what it adds to the pay of a month.
    """

    class State(models.TextChoices):
        READY = "READY", "Menunggu waktunya"
        DEPENDS = "DEPENDS", "Bergantung predikat"
        MENDABLE = "MENDABLE", "Perlu tindakan"

    run = models.ForeignKey(CalendarRun, models.CASCADE, related_name="rights")
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="foreseen_rights")
    nip = models.CharField("NIP", max_length=18)
    subject = models.CharField("hak", choices=DueSubject, max_length=16)
    kind = models.CharField("jenis", choices=DUE_KINDS, max_length=18)
    on = models.DateField("tanggal")
    state = models.CharField("keadaan", choices=State, max_length=8)
    # False for a road beside the one that comes first, and for what is still kept away.
    counted = models.BooleanField("dihitung")
    unit = models.ForeignKey(
        "employees.Unit", models.DO_NOTHING, null=True, related_name="+", verbose_name="unit kerja"
    )
    grade = models.ForeignKey("law.Grade", models.DO_NOTHING, related_name="+", verbose_name="golongan")
    target = models.ForeignKey(
        "law.Grade", models.DO_NOTHING, null=True, related_name="+", verbose_name="golongan tujuan"
    )
    failed = models.IntegerField("syarat yang belum dipenuhi")
    unknown = models.IntegerField("syarat yang belum dapat dinilai")
    last_day = models.DateField("masih menolong sampai", null=True)
    monthly = models.IntegerField("tambahan gaji sebulan", null=True)
    facts = models.JSONField("fakta", default=dict)

    objects = ForeseenRightQuerySet.as_manager()

    class Meta:
        verbose_name = "hak yang akan datang"
        verbose_name_plural = "hak yang akan datang"
        default_permissions = []
        indexes = [
            models.Index(fields=["run", "on", "nip", "id"], name="foreseen_by_day"),
            models.Index(fields=["run", "last_day", "nip", "id"], name="foreseen_by_last_day",
                         condition=Q(state="MENDABLE")),
            models.Index(fields=["run", "unit"], name="foreseen_by_unit"),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(fields=["run", "employee", "kind", "on"], name="foreseen_once"),
            models.CheckConstraint(
                condition=Q(state__in=["READY", "DEPENDS", "MENDABLE"]), name="foreseen_state_known"
            ),
            models.CheckConstraint(
                condition=Q(subject__in=["promotion", "salary-increment", "retirement", "service-medal"]),
                name="foreseen_subject_known",
            ),
            # What somebody can mend says by when; what nobody has to mend is not held up by anything.
            models.CheckConstraint(
                condition=Q(state="MENDABLE", last_day__isnull=False, counted=False) & ~Q(failed=0, unknown=0)
                | ~Q(state="MENDABLE") & Q(last_day__isnull=True, failed=0, unknown=0),
                name="foreseen_mendable_says_by_when",
            ),
        ]

    def __str__(self):
        return f"{self.nip} {self.kind} {self.on}"


class RightWarningQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A warning is a word to the person himself."""
        return self.filter(employee__nip=user.nip or "")


class RightWarning(models.Model):
    """A person was told that a right will pass him by for one reason he can mend: told once for each.

    `mark` says which right of its kind: the grade it leads to, or the day it falls due.
    """

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="right_warnings")
    subject = models.CharField("hak", choices=DueSubject, max_length=16)
    kind = models.CharField("jenis", choices=DUE_KINDS, max_length=18)
    mark = models.CharField("hak yang mana", max_length=20)
    code = models.CharField("syarat", max_length=12)
    told_on = models.DateField("diberitahukan pada")

    objects = RightWarningQuerySet.as_manager()

    class Meta:
        verbose_name = "peringatan hak"
        verbose_name_plural = "peringatan hak"
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["employee", "kind", "mark", "code"], name="warned_once"),
        ]

    def __str__(self):
        return f"{self.employee_id} {self.kind} {self.mark}: {self.code}"
