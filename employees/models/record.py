from django.db import models

from employees.models.employee import Employee


class RecordQuerySet(models.QuerySet):
    """Rows that belong to one person."""

    def visible_to(self, user):
        """Those of the people whose file this user may open."""
        return self.filter(employee__in=Employee.objects.visible_to(user).order_by())


class Decreed(models.Model):
    """A fact with the decree that proves it: number, day and who signed, as far as they are on file."""

    decree = models.CharField("nomor SK", max_length=100, blank=True, default="", db_default="")
    decree_on = models.DateField("tanggal SK", null=True, blank=True)
    decree_by = models.CharField("pejabat penanda tangan", max_length=150, blank=True, default="", db_default="")

    class Meta:
        abstract = True
