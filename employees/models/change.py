from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, Q

from employees.models.employee import Employee
from employees.models.unit import Unit
from simpeg.core.sql import IsAny


class StateChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who belonged on one of the two days to a unit whose people this user may open."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.has_perm("employees.view_all_units"):
            return self
        if not user.has_perm("employees.view_own_units"):
            return self.none()
        return self.touching(Unit.objects.visible_to(user))

    def touching(self, units):
        """Those who belonged to one of these units on one of the two days."""
        return self.filter(in_any(units, "unit_before_id") | in_any(units, "unit_after_id"))


def in_any(units, column):
    """The condition "the unit in this column is one of these" (a queryset of them)."""
    return Q(IsAny(F(column), ArraySubquery(units.order_by().values("pk"))))


class StateChange(models.Model):
    """One person on two days, side by side (a view over `simpeg.day_before` and `simpeg.day`): what became of him.

    Before and after are what lists say of these days. Whoever was in active service on neither has no row.
    """

    employee = models.OneToOneField(Employee, models.DO_NOTHING, primary_key=True, related_name="+")
    nip = models.CharField("NIP", max_length=18)
    sort_name = models.TextField("nama untuk urutan")
    active_before = models.BooleanField()
    active_after = models.BooleanField()
    unit_before = models.ForeignKey(Unit, models.DO_NOTHING, null=True, related_name="+")
    unit_after = models.ForeignKey(Unit, models.DO_NOTHING, null=True, related_name="+")
    title_before = models.CharField(max_length=255)
    title_after = models.CharField(max_length=255)
    grade_before = models.ForeignKey("law.Grade", models.DO_NOTHING, null=True, related_name="+")
    grade_after = models.ForeignKey("law.Grade", models.DO_NOTHING, null=True, related_name="+")
    status_before = models.CharField(choices=Employee.Status, max_length=7)
    status_after = models.CharField(choices=Employee.Status, max_length=7)
    standing_before = models.CharField(choices=Employee.Standing, max_length=2)
    standing_after = models.CharField(choices=Employee.Standing, max_length=2)
    came = models.BooleanField("masuk")
    gone = models.BooleanField("keluar")
    moved = models.BooleanField("pindah unit")
    rose = models.BooleanField("naik golongan")
    reposted = models.BooleanField("ganti jabatan")
    restated = models.BooleanField("ganti status")

    objects = StateChangeQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "employees_statechange"
        default_permissions = []
        verbose_name = "perubahan antara dua tanggal"
        verbose_name_plural = "perubahan antara dua tanggal"

    def __str__(self):
        return self.nip
