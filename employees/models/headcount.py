"""The position map beside reality: views over the day in `simpeg.day` (today without it), never tables."""

from django.db import models

from employees.models.career import PositionKind
from employees.models.employee import Employee
from employees.models.record import RecordQuerySet
from employees.models.unit import Unit
from simpeg.law.models import Echelon, Tier


class UnitRowQuerySet(models.QuerySet):
    """Rows that belong to one unit."""

    def visible_to(self, user):
        """Those of the units this user may open."""
        if user.has_perm("employees.view_all_units"):
            return self
        return self.filter(unit__in=Unit.objects.visible_to(user))


class Headcount(models.Model):
    """A post with its need and its active holders (bezetting); `position` is empty where no map knows the post.

    Every active employee with a unit is in exactly one row, so the sums equal the head-count.
    """

    key = models.TextField(primary_key=True)
    unit = models.ForeignKey("employees.Unit", models.DO_NOTHING, related_name="headcounts", verbose_name="unit kerja")
    position = models.OneToOneField("employees.Position", models.DO_NOTHING, null=True, related_name="headcount")
    title = models.CharField("jabatan", max_length=255)
    kind = models.CharField("jenis jabatan", choices=PositionKind, max_length=1, blank=True)
    echelon = models.PositiveSmallIntegerField("eselon", choices=Echelon, null=True)
    tier = models.CharField("jenjang", choices=Tier, max_length=2, blank=True)
    need = models.IntegerField("kebutuhan (ABK)")
    pns = models.IntegerField("PNS dan CPNS")
    pppk = models.IntegerField("PPPK")
    holders = models.IntegerField("bezetting")
    balance = models.IntegerField("selisih", help_text="Bezetting dikurangi kebutuhan; minus berarti kurang.")

    objects = UnitRowQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "employees_headcount"
        verbose_name = "bezetting"
        verbose_name_plural = "bezetting"
        default_permissions = []

    def __str__(self):
        return f"{self.title}: {self.holders}/{self.need}"


class Retirement(models.Model):
    """When an employee retires by the age limit of the position he holds; no age where the file does not say which.

    PP 11/2017: the first of the month after the one in which he reaches the age.
    """

    employee = models.OneToOneField(Employee, models.DO_NOTHING, primary_key=True, related_name="retirement")
    unit = models.ForeignKey("employees.Unit", models.DO_NOTHING, null=True, related_name="+")
    code = models.CharField("jenis batas usia", max_length=40, null=True)  # noqa: DJ001 -- a view: NULL says unknown
    age = models.PositiveSmallIntegerField("batas usia pensiun", null=True)
    retires_on = models.DateField("TMT pensiun", null=True)
    active = models.BooleanField("aktif")

    objects = RecordQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "employees_retirement"
        verbose_name = "batas usia pensiun pegawai"
        verbose_name_plural = "batas usia pensiun pegawai"
        default_permissions = []

    def __str__(self):
        return f"{self.employee_id}: {self.retires_on}"


class Vacancy(models.Model):
    """Room on a post of the map: now (no employee), or from the day its holder retires."""

    key = models.TextField(primary_key=True)
    unit = models.ForeignKey("employees.Unit", models.DO_NOTHING, related_name="vacancies", verbose_name="unit kerja")
    position = models.ForeignKey("employees.Position", models.DO_NOTHING, related_name="vacancies")
    kind = models.CharField("jenis jabatan", choices=PositionKind, max_length=1)
    echelon = models.PositiveSmallIntegerField("eselon", choices=Echelon, null=True)
    height = models.SmallIntegerField("urutan", help_text="Eselon tertinggi dahulu; yang tanpa eselon sesudahnya.")
    number = models.IntegerField("lowong")
    opens_on = models.DateField("lowong mulai")
    employee = models.ForeignKey(Employee, models.DO_NOTHING, null=True, related_name="+", verbose_name="yang pensiun")

    objects = UnitRowQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "employees_vacancy"
        verbose_name = "lowongan"
        verbose_name_plural = "lowongan"
        default_permissions = []

    def __str__(self):
        return f"{self.position_id}: {self.opens_on}"


class ActingDuty(models.Model):
    """A Plt. that runs: without an end on file, and nobody took up the post after him."""

    appointment = models.OneToOneField("employees.Appointment", models.DO_NOTHING, primary_key=True, related_name="+")
    employee = models.ForeignKey(Employee, models.DO_NOTHING, related_name="+", verbose_name="pegawai")
    unit = models.ForeignKey("employees.Unit", models.DO_NOTHING, related_name="+", verbose_name="unit kerja")
    title = models.CharField("jabatan", max_length=255)
    since = models.DateField("TMT")
    lapses_on = models.DateField("seharusnya berakhir")
    too_long = models.BooleanField("melewati batas")

    objects = RecordQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "employees_actingduty"
        verbose_name = "Plt. yang berjalan"
        verbose_name_plural = "Plt. yang berjalan"
        default_permissions = []

    def __str__(self):
        return f"Plt. {self.title} ({self.since})"


class OrganisationFinding(models.Model):
    """Something in the organisation that should not be: who or what, where, and the facts to say it with."""

    class Kind(models.TextChoices):
        TWO_HOLDERS = "DUA_PEMANGKU", "Satu jabatan struktural dipangku lebih dari yang dibutuhkan"
        NO_HEAD = "TANPA_KEPALA", "Unit struktural tanpa kepala definitif"
        ACTING_TOO_LONG = "PLT_LAMA", "Plt. melewati batas waktu"
        GRADE_TOO_LOW = "PANGKAT", "Pangkat di bawah jenjang pangkat eselon"
        EDUCATION_TOO_LOW = "PENDIDIKAN", "Pendidikan di bawah syarat jabatan"
        OTHER_FIELD = "BIDANG", "Bidang pendidikan tidak sesuai syarat jabatan"
        EDUCATION_UNKNOWN = "PENDIDIKAN_KOSONG", "Pendidikan pemangku belum tercatat"
        OFF_THE_MAP = "LUAR_PETA", "Jabatan tidak ada pada peta jabatan unitnya"
        IN_CLOSED_UNIT = "UNIT_TUTUP", "Pegawai aktif pada unit yang sudah ditutup"

    key = models.TextField(primary_key=True)
    kind = models.CharField("temuan", choices=Kind, max_length=20)
    unit = models.ForeignKey("employees.Unit", models.DO_NOTHING, related_name="findings", verbose_name="unit kerja")
    title = models.CharField("jabatan", max_length=255)
    position = models.ForeignKey("employees.Position", models.DO_NOTHING, null=True, related_name="+")
    employee = models.ForeignKey(Employee, models.DO_NOTHING, null=True, related_name="+", verbose_name="pegawai")
    appointment = models.ForeignKey("employees.Appointment", models.DO_NOTHING, null=True, related_name="+")
    facts = models.JSONField("fakta")

    objects = UnitRowQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "employees_organisationfinding"
        verbose_name = "temuan organisasi"
        verbose_name_plural = "temuan organisasi"
        default_permissions = []

    def __str__(self):
        return self.key
