from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper

from employees.models.career import PositionKind
from employees.models.employee import Employee
from employees.models.record import RecordQuerySet
from simpeg.law.models import Echelon, Tier


class EmployeeState(models.Model):
    """What lists need of a person's present state: one row each, kept by database triggers, never written by hand.

    It holds facts, never verdicts. `python manage.py check_state` proves that it agrees with the histories.
    """

    employee = models.OneToOneField(Employee, models.CASCADE, primary_key=True, related_name="state")
    nip = models.CharField("NIP", max_length=18)
    sort_name = models.TextField("nama untuk urutan")
    status = models.CharField("status kepegawaian", choices=Employee.Status, max_length=7)
    standing = models.CharField("kedudukan hukum", choices=Employee.Standing, max_length=2)
    birth_date = models.DateField("tanggal lahir")
    grade = models.ForeignKey("law.Grade", models.DO_NOTHING, related_name="+", verbose_name="golongan ruang")
    grade_since = models.DateField("TMT golongan")
    grade_service_since = models.DateField("awal masa dalam pangkat")
    unit = models.ForeignKey("employees.Unit", models.DO_NOTHING, null=True, related_name="states", verbose_name="unit")
    appointment = models.ForeignKey("employees.Appointment", models.DO_NOTHING, null=True, related_name="+")
    position_kind = models.CharField("jenis jabatan", choices=PositionKind, max_length=1, blank=True)
    position_title = models.CharField("jabatan", max_length=255, blank=True)
    functional_name = models.TextField("nama JF", blank=True)
    echelon = models.PositiveSmallIntegerField("eselon", choices=Echelon, null=True)
    tier = models.CharField("jenjang", choices=Tier, max_length=2, blank=True)
    position_since = models.DateField("TMT jabatan", null=True)
    inaugurated_on = models.DateField("pelantikan pada eselon ini", null=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = "keadaan pegawai"
        verbose_name_plural = "keadaan pegawai"
        default_permissions = []
        indexes = [
            models.Index(fields=["sort_name", "employee"], name="state_by_name"),
            models.Index(fields=["nip"], name="state_by_nip"),
            models.Index(fields=["unit", "sort_name", "employee"], name="state_by_unit"),
            models.Index(fields=["grade", "sort_name", "employee"], name="state_by_grade"),
            # What people type is a part of a name, of a NIP or of a title.
            GinIndex(OpClass("sort_name", name="gin_trgm_ops"), name="state_name_part"),
            GinIndex(OpClass("nip", name="gin_trgm_ops"), name="state_nip_part"),
            GinIndex(OpClass(Upper("position_title"), name="gin_trgm_ops"), name="state_title_part"),
        ]

    def __str__(self):
        return self.nip


class UnitHead(models.Model):
    """The head of a unit today (a view): the structural holder of the highest echelon in it."""

    unit = models.OneToOneField("employees.Unit", models.DO_NOTHING, primary_key=True, related_name="head")
    employee = models.ForeignKey(Employee, models.DO_NOTHING, related_name="+", verbose_name="kepala")
    grade = models.ForeignKey("law.Grade", models.DO_NOTHING, related_name="+", verbose_name="golongan")

    objects = RecordQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "employees_unithead"
        verbose_name = "kepala unit"
        verbose_name_plural = "kepala unit"
        default_permissions = []

    def __str__(self):
        return f"{self.unit_id}: {self.employee_id}"
