from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models


class Parameter(models.Model):
    """One legal value while it is in force: loaded from data/*.toml, never typed in."""

    key = models.CharField("kunci", max_length=100)
    value = models.JSONField("nilai")
    in_force = DateRangeField("masa berlaku")
    basis = models.CharField("dasar hukum", max_length=300)

    class Meta:
        verbose_name = "parameter peraturan"
        verbose_name_plural = "parameter peraturan"
        default_permissions = ["view"]
        constraints = [
            ExclusionConstraint(
                name="law_parameter_one_value_a_day",
                expressions=[("key", RangeOperators.EQUAL), ("in_force", RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self):
        return f"{self.key} {self.in_force}"
