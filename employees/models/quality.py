"""How sound the records are: the runs that counted, what each found per unit, and the breaches as work to do."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from employees.models.employee import Employee
from employees.models.record import RecordQuerySet
from employees.models.unit import Unit

DIMENSIONS = {"com": "Kelengkapan", "tim": "Ketepatan waktu", "acc": "Akurasi", "con": "Konsistensi"}


class Scores(models.Model):
    """An index of 0 to 100 and its four dimensions; a dimension of which nothing could be asked has none."""

    index = models.DecimalField("indeks", max_digits=7, decimal_places=4)
    com = models.DecimalField("kelengkapan", max_digits=7, decimal_places=4, null=True)
    tim = models.DecimalField("ketepatan waktu", max_digits=7, decimal_places=4, null=True)
    acc = models.DecimalField("akurasi", max_digits=7, decimal_places=4, null=True)
    con = models.DecimalField("konsistensi", max_digits=7, decimal_places=4, null=True)

    class Meta:
        abstract = True


class QualityRunQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The numbers of the whole regency, for whoever sees all units."""
        return self if user.has_perm("employees.view_all_units") else self.none()


class QualityRun(Scores):
    """One check of everybody's records on a day, with the law of that day. Never changed, never deleted."""

    day = models.DateField("per tanggal")
    people = models.IntegerField("jumlah pegawai")
    lenient = models.DecimalField("indeks bila yang tidak ditanyakan dihitung bersih", max_digits=7, decimal_places=4)
    indicators = models.JSONField("indikator", help_text="Kode: [ditanyakan, dilanggar, tidak diketahui].")
    law = models.JSONField("peraturan yang berlaku")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="dijalankan oleh"
    )
    created_at = models.DateTimeField("dijalankan pada", auto_now_add=True)

    objects = QualityRunQuerySet.as_manager()

    class Meta:
        verbose_name = "pemeriksaan kualitas data"
        verbose_name_plural = "pemeriksaan kualitas data"
        default_permissions = ["view", "add"]
        indexes = [models.Index(fields=["-day", "-id"], name="quality_run_newest")]

    def __str__(self):
        return f"Kualitas data {self.day:%d-%m-%Y}"


class UnitQualityQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(unit__in=Unit.objects.visible_to(user).order_by())

    def latest(self):
        """The newest row of each unit: what the last run that found something else found."""
        return self.order_by("unit_id", "-run_id").distinct("unit_id")


class UnitQuality(models.Model):
    """What a run found of a unit and everything below it; written only where it differs from the unit's last row.

    So a row holds from its run until the next row of the same unit; `people` is 0 once nobody works there.
    """

    run = models.ForeignKey(QualityRun, models.PROTECT, related_name="units", verbose_name="pemeriksaan")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="quality", verbose_name="unit kerja")
    people = models.IntegerField("jumlah pegawai")
    breaches = models.IntegerField("pelanggaran indikator BKN")
    own_breaches = models.IntegerField("pelanggaran aturan sendiri")
    index = models.DecimalField("indeks", max_digits=7, decimal_places=4, null=True)
    com = models.DecimalField("kelengkapan", max_digits=7, decimal_places=4, null=True)
    tim = models.DecimalField("ketepatan waktu", max_digits=7, decimal_places=4, null=True)
    acc = models.DecimalField("akurasi", max_digits=7, decimal_places=4, null=True)
    con = models.DecimalField("konsistensi", max_digits=7, decimal_places=4, null=True)

    objects = UnitQualityQuerySet.as_manager()

    class Meta:
        verbose_name = "kualitas data unit kerja"
        verbose_name_plural = "kualitas data unit kerja"
        default_permissions = []
        constraints = [models.UniqueConstraint(fields=["unit", "run"], name="quality_one_a_unit_and_run")]

    def __str__(self):
        return f"{self.unit_id}: {self.index}"


class PersonQuality(Scores):
    """What the last check found of one person: three bit masks over the indicators, and the index they make.

    `share_…` are the points of the person's index that one unit of weight costs in that dimension, so what the mending
    of any breach would bring is a multiplication.
    """

    employee = models.OneToOneField(Employee, models.CASCADE, primary_key=True, related_name="quality")
    nip = models.CharField("NIP", max_length=18)
    unit = models.ForeignKey(Unit, models.DO_NOTHING, null=True, related_name="+", verbose_name="unit kerja")
    day = models.DateField("diperiksa per")
    asked = models.BigIntegerField("indikator yang ditanyakan")
    breached = models.BigIntegerField("indikator yang dilanggar")
    unknown = models.BigIntegerField("indikator yang tidak diketahui")
    lenient = models.DecimalField("indeks bila yang tidak ditanyakan dihitung bersih", max_digits=7, decimal_places=4)
    share_com = models.DecimalField(max_digits=12, decimal_places=8)
    share_tim = models.DecimalField(max_digits=12, decimal_places=8)
    share_acc = models.DecimalField(max_digits=12, decimal_places=8)
    share_con = models.DecimalField(max_digits=12, decimal_places=8)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = "kualitas data pegawai"
        verbose_name_plural = "kualitas data pegawai"
        default_permissions = []
        indexes = [models.Index(fields=["unit"], name="quality_person_by_unit")]

    def __str__(self):
        return f"{self.nip}: {self.index}"


class QualityException(models.Model):
    """Why a breach of one person is right as it is (dikecualikan): who said so, by what decree, until when."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="quality_exceptions")
    code = models.CharField("indikator", max_length=12)
    reason = models.TextField("alasan")
    decree = models.CharField("nomor surat atau SK", max_length=100)
    until = models.DateField("berlaku sampai")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="ditetapkan oleh"
    )
    granted_on = models.DateField("ditetapkan pada")
    lifted_on = models.DateField("dicabut pada", null=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = "pengecualian kualitas data"
        verbose_name_plural = "pengecualian kualitas data"
        default_permissions = ["view", "add"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "code"], condition=Q(lifted_on__isnull=True), name="quality_one_exception_in_force"
            ),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(decree=""), name="quality_exception_has_its_grounds"),
            models.CheckConstraint(condition=Q(until__gte=F("granted_on")), name="quality_exception_ends_later"),
        ]

    def __str__(self):
        return f"{self.employee_id} {self.code} s.d. {self.until}"


class QualityItem(models.Model):
    """A breach as work: one person, one indicator, from the day it was first seen until it is mended."""

    class Owner(models.TextChoices):
        OFFICE = "OPD", "Perangkat daerah"
        AGENCY = "BKPSDM", "BKPSDM"

    class State(models.TextChoices):
        OPEN = "OPEN", "Terbuka"
        EXCUSED = "EXCUSED", "Dikecualikan"
        MENDED = "MENDED", "Selesai"
        LEFT = "LEFT", "Pegawai keluar"

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="quality_items")
    nip = models.CharField("NIP", max_length=18)
    code = models.CharField("indikator", max_length=12)
    unit = models.ForeignKey(Unit, models.DO_NOTHING, null=True, related_name="+", verbose_name="unit kerja")
    owner = models.CharField("penanggung jawab", choices=Owner, max_length=6)
    state = models.CharField("keadaan", choices=State, default=State.OPEN, max_length=7)
    first_seen = models.DateField("pertama terlihat")
    last_seen = models.DateField("terakhir terlihat")
    due_on = models.DateField("tenggat")
    ended_on = models.DateField("berakhir pada", null=True)
    exception = models.ForeignKey(
        QualityException, models.PROTECT, null=True, related_name="items", verbose_name="pengecualian"
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = "pelanggaran kualitas data"
        verbose_name_plural = "pelanggaran kualitas data"
        default_permissions = []
        indexes = [
            models.Index(fields=["state", "due_on", "id"], name="quality_item_by_due"),
            models.Index(fields=["state", "code", "due_on", "id"], name="quality_item_by_code"),
            models.Index(fields=["unit", "state"], name="quality_item_by_unit"),
            models.Index(fields=["employee"], name="quality_item_by_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "code"],
                condition=Q(state__in=["OPEN", "EXCUSED"]),
                name="quality_one_item_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["OPEN", "EXCUSED", "MENDED", "LEFT"]), name="quality_item_state_known"
            ),
            models.CheckConstraint(condition=Q(owner__in=["OPD", "BKPSDM"]), name="quality_item_owner_known"),
            models.CheckConstraint(
                condition=Q(state__in=["OPEN", "EXCUSED"], ended_on__isnull=True)
                | Q(state__in=["MENDED", "LEFT"], ended_on__isnull=False),
                name="quality_item_ends_when_closed",
            ),
            models.CheckConstraint(
                condition=Q(state="EXCUSED", exception__isnull=False) | ~Q(state="EXCUSED"),
                name="quality_item_excused_by_exception",
            ),
        ]

    def __str__(self):
        return f"{self.nip} {self.code}: {self.get_state_display()}"

    def get_absolute_url(self):
        return reverse("quality:item", args=[self.pk])
