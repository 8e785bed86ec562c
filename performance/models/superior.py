"""Who stands above whom, by the position map (a view over the day in `simpeg.day`, today without it)."""

from django.db import models

from employees.models import Employee, Unit
from employees.models.record import RecordQuerySet


class Superior(models.Model):
    """Everybody in active service with a unit: his position, who rates him, and who stands above that one.

    `heads` is the unit he heads himself. Neither appraiser nor `regent_appraises`: nobody was found, and somebody has
    to be named.
    """

    employee = models.OneToOneField(Employee, models.DO_NOTHING, primary_key=True, related_name="+")
    unit = models.ForeignKey(Unit, models.DO_NOTHING, related_name="+")
    heads = models.ForeignKey(Unit, models.DO_NOTHING, null=True, related_name="+")
    appraiser = models.ForeignKey(Employee, models.DO_NOTHING, null=True, related_name="+")
    regent_appraises = models.BooleanField()
    second_appraiser = models.ForeignKey(Employee, models.DO_NOTHING, null=True, related_name="+")
    regent_decides = models.BooleanField()
    recommender = models.ForeignKey(Employee, models.DO_NOTHING, null=True, related_name="+")

    objects = RecordQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "performance_superior"
        default_permissions = []
        verbose_name = "atasan langsung"
        verbose_name_plural = "atasan langsung"

    def __str__(self):
        return f"{self.employee_id} → {self.appraiser_id}"
